// The ports of an Azure rule: a protocol by name, one port or range, and lists of these.

import type { Reason, Value } from "../../expressions/value.ts";
import { effective } from "../../expressions/value.ts";
import type { Fields } from "./fields.ts";
import { parseInterval } from "./ports.ts";
import { reasonOf, wordOf, writtenSources } from "./rule.ts";
import type { Interval, KnownTraffic, Traffic } from "./traffic.ts";
import { everyPort, everyTraffic, noTraffic } from "./traffic.ts";

export function azureTraffic(fields: Fields): KnownTraffic {
  const { word, reason } = wordOf(fields.get("protocol"));
  if (word === undefined) return { traffic: noTraffic, more: reason ?? { kind: "missing" } };
  const number = protocolNumbers.get(word);
  if (number !== undefined) return { traffic: { ...noTraffic, numbers: [number] } };
  const { intervals, more, every } = portsOf(fields);
  const traffic = trafficOf(word, intervals, every);
  if (!traffic)
    return { traffic: noTraffic, more: { kind: "unsupported", what: `the protocol "${word}"` } };
  return more ? { traffic, more } : { traffic };
}

const protocolNumbers: ReadonlyMap<string, number> = new Map([
  ["icmp", 1],
  ["esp", 50],
  ["ah", 51],
]);

function trafficOf(
  protocol: string,
  intervals: readonly Interval[],
  every: boolean,
): Traffic | undefined {
  switch (protocol) {
    case "tcp":
      return { ...noTraffic, tcp: intervals };
    case "udp":
      return { ...noTraffic, udp: intervals };
    case "*":
    case "any":
      return every ? everyTraffic : { ...noTraffic, tcp: intervals, udp: intervals };
    default:
      return undefined;
  }
}

function portsOf(fields: Fields): {
  intervals: readonly Interval[];
  more?: Reason;
  every: boolean;
} {
  const lists = ["port", "ports"].map((field) => writtenSources(fields, field, "address"));
  const intervals: Interval[] = [];
  let more = lists.find((each) => each.more)?.more;
  let every = false;
  for (const { value } of lists.flatMap((each) => each.sources)) {
    const { word } = wordOf(value);
    if (word === "*" || word === "any") every = true;
    // One text with several ranges is not what the platform takes, but what people write.
    const parts = word === undefined || word === "" ? [] : word.split(",");
    const read = parts.map((part) => (part.trim() === "*" ? everyPort : parseInterval(part)));
    if (read.length === 0 || read.includes(undefined))
      more ??=
        word === undefined
          ? reasonOf(effective(value))
          : { kind: "unsupported", what: `the port "${word}"` };
    intervals.push(...read.filter((each) => each !== undefined));
  }
  if (intervals.length === 0 && !more) more = { kind: "missing" };
  return { intervals: every ? [everyPort] : intervals, ...(more && !every ? { more } : {}), every };
}

/** Where a finding points that is about the ports. */
export function azurePortsValue(fields: Fields): Value {
  const single = fields.get("port");
  const several = fields.get("ports");
  return single.state === "absent" && several.state !== "absent" ? several : single;
}
