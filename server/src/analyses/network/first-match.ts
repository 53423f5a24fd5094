// Ordered rules, where the first that matches decides: what an allow still lets in after the denies before it.

import type { Truth } from "../../expressions/truth.ts";
import { all, any, not } from "../../expressions/truth.ts";
import type { Reason } from "../../expressions/value.ts";
import type { Range } from "./ip.ts";
import { covers, everyV4, union } from "./ip.ts";
import type { Rule } from "./rule.ts";
import type { Source } from "./sources.ts";
import type { KnownTraffic, Traffic } from "./traffic.ts";
import { isEmpty, meets, noTraffic, without } from "./traffic.ts";

export interface Ordered {
  readonly rule: Rule;
  readonly denies: Truth;
  /** The number that decides the order; undefined where it is not known. */
  readonly order: number | undefined;
  /** Where the traffic goes to; undefined: everywhere. */
  readonly destination?: Destination;
  /** Holds for some source ports only. */
  readonly fromSomePorts: Truth;
}

/** Undefined ranges: it cannot be known. */
export interface Destination {
  readonly ranges?: readonly Range[];
  readonly text?: string;
}

/** Azure takes 1,000 rules in a group and AWS far fewer in a list, so more are never deployed. */
const mostRules = 1000;

/** Of more denies than this each is taken alone, to bound the work. */
const mostCompanions = 50;

/** Deny rules before the allow that cover its source take their ports out of it. */
export function stillOpen(
  allow: Ordered,
  source: Source,
  rules: readonly Ordered[],
  lastOrder: number,
): KnownTraffic {
  let { traffic, more }: { traffic: Traffic; more?: Reason } = allow.rule.traffic;
  if (rules.length > mostRules) {
    return { traffic: noTraffic, more: { kind: "limit", what: "rules of one group" } };
  }
  const before = rules
    .filter((deny) => deny !== allow && deny.denies !== "no" && mayTake(deny, allow))
    .map((deny) => ({ deny, applies: appliesTo(deny, allow, lastOrder) }))
    .filter((each) => each.applies !== "no");
  const certain = before.filter((each) => each.applies === "yes").map((each) => each.deny);
  const joint = isCovered(source, certain.flatMap(rangesOf));
  const covering = before.map(({ deny, applies }) => {
    const alone = coversSource(deny, rangesOf(deny), source);
    const covered =
      alone === "yes" || !joint ? alone : coversSource(deny, companions(deny, certain), source);
    return { taken: deny.rule.traffic, covers: all([applies, covered]) };
  });
  for (const { taken, covers: covered } of covering) {
    if (covered === "yes" && !taken.more) traffic = without(traffic, taken.traffic);
  }
  if (isEmpty(traffic) && !more) return { traffic };
  for (const { taken, covers: covered } of covering) {
    if (covered === "no" || (covered === "yes" && !taken.more)) continue;
    const remaining = taken.more ? noTraffic : without(traffic, taken.traffic);
    if (!taken.more && isEmpty(without(traffic, remaining))) continue;
    traffic = remaining;
    more ??= taken.more ?? { kind: "condition" };
  }
  return more ? { traffic, more } : { traffic };
}

/** Whether it denies, comes before and says so of the same destination; the source is left out. */
function appliesTo(deny: Ordered, allow: Ordered, lastOrder: number): Truth {
  return all([
    deny.denies,
    deny.rule.exists,
    isBefore(deny, allow, lastOrder),
    coversDestination(deny, allow),
    not(deny.fromSomePorts),
  ]);
}

function mayTake({ rule }: Ordered, allow: Ordered): boolean {
  const { traffic, more } = allow.rule.traffic;
  return (
    more !== undefined || rule.traffic.more !== undefined || meets(traffic, rule.traffic.traffic)
  );
}

/** The ranges of all denies of the same traffic: what one leaves open another may close. */
function companions(deny: Ordered, certain: readonly Ordered[]): readonly Range[] {
  if (certain.length > mostCompanions) return rangesOf(deny);
  const { traffic } = deny.rule.traffic;
  const those = certain.filter(
    (each) => each !== deny && isEmpty(without(traffic, each.rule.traffic.traffic)),
  );
  return [deny, ...those].flatMap(rangesOf);
}

function rangesOf({ rule }: Ordered): readonly Range[] {
  return rule.sources.flatMap((each) => each.ranges);
}

function isCovered(source: Source, ranges: readonly Range[]): boolean {
  const joined = union(ranges);
  return (
    source.ranges.length > 0 &&
    source.ranges.some((range) => joined.some((each) => covers(each, range)))
  );
}

function isBefore(deny: Ordered, allow: Ordered, lastOrder: number): Truth {
  if (deny.order !== undefined && deny.order >= lastOrder) return "no";
  if (deny.order === undefined || allow.order === undefined) return "unknown";
  return deny.order < allow.order ? "yes" : "no";
}

function coversSource(deny: Ordered, denied: readonly Range[], source: Source): Truth {
  const { sources, moreSources } = deny.rule;
  const ranges = union(denied);
  const known = any(sources.map((each): Truth => coversOne(each, ranges, source)));
  return known === "yes" || !moreSources ? known : any([known, "unknown"]);
}

function coversOne(deny: Source, ranges: readonly Range[], source: Source): Truth {
  if (deny.kind === undefined) return "unknown";
  if (deny.everybody && source.public) {
    // `*` and Internet cover all that is public; 0.0.0.0/0 says nothing of IPv6.
    if (source.ranges.length === 0 || deny.ranges.length > 1) return "yes";
  }
  if (source.ranges.length === 0) return "no";
  const open = source.ranges.filter((range) => !ranges.some((each) => covers(each, range)));
  if (open.length === 0) return "yes";
  // Whether a network has IPv6 addresses is decided elsewhere.
  const onlyV6 = open.length < source.ranges.length && open.every((range) => range.family === 6);
  return onlyV6 && ranges.some((each) => covers(each, everyV4)) ? "unknown" : "no";
}

function coversDestination(deny: Ordered, allow: Ordered): Truth {
  if (!deny.destination) return "yes";
  if (deny.destination.text !== undefined && deny.destination.text === allow.destination?.text)
    return "yes";
  const { ranges } = deny.destination;
  if (!ranges) return "unknown";
  if (!allow.destination) return "no";
  const wanted = allow.destination.ranges;
  if (!wanted) return "unknown";
  return wanted.every((range) => ranges.some((each) => covers(each, range))) ? "yes" : "no";
}
