// What a rule lets through: port ranges of TCP and UDP, and other protocols by number. Knows no cloud.

import type { Reason } from "../../expressions/value.ts";

/** Ports from first to last, both included. */
export interface Interval {
  readonly first: number;
  readonly last: number;
}

export interface Traffic {
  readonly tcp: readonly Interval[];
  readonly udp: readonly Interval[];
  /** Other protocols of the Internet layer, by number. */
  readonly numbers: readonly number[];
  /** Every protocol there is. */
  readonly every: boolean;
}

/** Traffic of which some may not be known. */
export interface KnownTraffic {
  readonly traffic: Traffic;
  /** There may be more, for this reason. */
  readonly more?: Reason;
}

export const lastPort = 65_535;
export const everyPort: Interval = { first: 0, last: lastPort };

export const noTraffic: Traffic = { tcp: [], udp: [], numbers: [], every: false };
export const everyTraffic: Traffic = {
  tcp: [everyPort],
  udp: [everyPort],
  numbers: [],
  every: true,
};

export function isEmpty(traffic: Traffic): boolean {
  return (
    !traffic.every &&
    traffic.tcp.length === 0 &&
    traffic.udp.length === 0 &&
    traffic.numbers.length === 0
  );
}

/** All that there is. */
export function isEverything({ tcp, udp, every }: Traffic): boolean {
  return every && isFull(tcp) && isFull(udp);
}

/** All ports of TCP or of UDP. */
export function isEveryPort(traffic: Traffic): boolean {
  return isFull(traffic.tcp) || isFull(traffic.udp);
}

/**
 * Only ports that systems choose for their own ends of connections. AWS tells to leave all from 1024 on
 * open, or the narrower ranges of Linux and Windows.
 */
export function isForAnswers({ tcp, udp, numbers, every }: Traffic): boolean {
  const open = [...tcp, ...udp];
  return (
    !every &&
    numbers.length === 0 &&
    open.length > 0 &&
    open.every(({ first, last }) => first >= 1024 && last >= 60_999)
  );
}

/** Port 0 is no port that anything listens on. */
function isFull(intervals: readonly Interval[]): boolean {
  const [only, ...rest] = joined(intervals);
  return only !== undefined && rest.length === 0 && only.first <= 1 && only.last >= lastPort;
}

/** `every port` where it is so; undefined where single ports say more. */
export function everyPortWords({ tcp, udp }: Traffic): string | undefined {
  if (isFull(tcp)) return udp.length > 0 ? "every port" : "every TCP port";
  return isFull(udp) && tcp.length === 0 ? "every UDP port" : undefined;
}

/** All of two. */
export function both(a: Traffic, b: Traffic): Traffic {
  return {
    tcp: joined([...a.tcp, ...b.tcp]),
    udp: joined([...a.udp, ...b.udp]),
    numbers: [...new Set([...a.numbers, ...b.numbers])],
    every: a.every || b.every,
  };
}

/** What remains of traffic after another is taken out of it. */
export function without(traffic: Traffic, taken: Traffic): Traffic {
  return {
    tcp: subtract(traffic.tcp, taken.tcp),
    udp: subtract(traffic.udp, taken.udp),
    numbers: taken.every ? [] : traffic.numbers.filter((each) => !taken.numbers.includes(each)),
    every: traffic.every && !taken.every,
  };
}

function subtract(intervals: readonly Interval[], taken: readonly Interval[]): readonly Interval[] {
  let remaining = intervals;
  for (const each of taken) {
    remaining = remaining.flatMap((interval): Interval[] => {
      if (each.last < interval.first || interval.last < each.first) return [interval];
      const before = { first: interval.first, last: each.first - 1 };
      const after = { first: each.last + 1, last: interval.last };
      return [before, after].filter(({ first, last }) => first <= last);
    });
  }
  return remaining;
}

/** Whether two have anything in common; most rules of a long list do not. */
export function meets(a: Traffic, b: Traffic): boolean {
  return (
    (a.every && b.every) ||
    b.tcp.some((each) => overlaps(a.tcp, each)) ||
    b.udp.some((each) => overlaps(a.udp, each)) ||
    a.numbers.some((each) => b.every || b.numbers.includes(each)) ||
    b.numbers.some((each) => a.every || a.numbers.includes(each))
  );
}

/** Intervals in order, joined where they touch. */
export function joined(intervals: readonly Interval[]): readonly Interval[] {
  const result: Interval[] = [];
  for (const interval of intervals.toSorted((a, b) => a.first - b.first)) {
    const last = result.at(-1);
    if (last && interval.first <= last.last + 1) {
      result[result.length - 1] = { first: last.first, last: Math.max(last.last, interval.last) };
    } else result.push(interval);
  }
  return result;
}

export function overlaps(intervals: readonly Interval[], other: Interval): boolean {
  return intervals.some((each) => each.first <= other.last && other.first <= each.last);
}

/** `22`, `20-25`, `every port`, as a message says it. */
export function portWords(traffic: Traffic): string {
  const every = everyPortWords(traffic);
  if (every !== undefined) return every;
  const words = joined([...traffic.tcp, ...traffic.udp]).map(({ first, last }) =>
    first === last ? String(first) : `${first}-${last}`,
  );
  words.push(...traffic.numbers.map((each) => `protocol ${each}`));
  return words.length === 0 ? "none" : words.join(", ");
}

export function protocolWords(traffic: Traffic): string {
  if (traffic.every) return "all";
  const words = [
    ...(traffic.tcp.length > 0 ? ["tcp"] : []),
    ...(traffic.udp.length > 0 ? ["udp"] : []),
    ...traffic.numbers.map(String),
  ];
  return words.join(", ");
}
