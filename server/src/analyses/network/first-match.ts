// Ordered rules, where the first that matches decides: what an allow still lets in after the denies before it.

import type { Truth } from "../../expressions/truth.ts";
import { all, any } from "../../expressions/truth.ts";
import type { Reason } from "../../expressions/value.ts";
import type { Range } from "./ip.ts";
import { covers, everyV4, union } from "./ip.ts";
import type { Rule } from "./rule.ts";
import type { Source } from "./sources.ts";
import type { KnownTraffic, Traffic } from "./traffic.ts";
import { isEmpty, noTraffic, without } from "./traffic.ts";

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

/** Deny rules before the allow that cover its source take their ports out of it. */
export function stillOpen(allow: Ordered, source: Source, rules: readonly Ordered[], lastOrder: number): KnownTraffic {
  let { traffic, more }: { traffic: Traffic; more?: Reason } = allow.rule.traffic;
  for (const deny of rules) {
    if (deny === allow || deny.denies === "no") continue;
    const applies = all([deny.denies, deny.rule.exists, isBefore(deny, allow, lastOrder), coversSource(deny, source), coversDestination(deny, allow), deny.fromSomePorts === "no" ? "yes" : deny.fromSomePorts === "yes" ? "no" : "unknown"]);
    if (applies === "no") continue;
    const taken = deny.rule.traffic;
    const remaining = without(traffic, taken.traffic);
    if (applies === "yes" && !taken.more) traffic = remaining;
    else {
      const touched = taken.more !== undefined || !sameTraffic(remaining, traffic);
      if (!touched) continue;
      traffic = taken.more ? noTraffic : remaining;
      more ??= taken.more ?? { kind: "condition" };
    }
  }
  // Where nothing is left of what is known, what is not known may still be open.
  return more && !(isEmpty(traffic) && isEmpty(allow.rule.traffic.traffic) && !allow.rule.traffic.more) ? { traffic, more } : { traffic };
}

function isBefore(deny: Ordered, allow: Ordered, lastOrder: number): Truth {
  if (deny.order !== undefined && deny.order >= lastOrder) return "no";
  if (deny.order === undefined || allow.order === undefined) return "unknown";
  return deny.order < allow.order ? "yes" : "no";
}

function coversSource(deny: Ordered, source: Source): Truth {
  const { sources, moreSources } = deny.rule;
  const ranges = union(sources.flatMap((each) => each.ranges));
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
  if (deny.destination.text !== undefined && deny.destination.text === allow.destination?.text) return "yes";
  const { ranges } = deny.destination;
  if (!ranges) return "unknown";
  if (!allow.destination) return "no";
  const wanted = allow.destination.ranges;
  if (!wanted) return "unknown";
  return wanted.every((range) => ranges.some((each) => covers(each, range))) ? "yes" : "no";
}

function sameTraffic(a: Traffic, b: Traffic): boolean {
  return isEmpty(without(a, b)) && isEmpty(without(b, a));
}
