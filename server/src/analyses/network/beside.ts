// Which rows of the table of ports a segment lets the Internet in to as a whole. Knows one rule at a time otherwise.

import type { Opened } from "./opening.ts";
import type { PortRow } from "./ports.ts";
import { overlapped } from "./ports.ts";
import type { Rule } from "./rule.ts";

/** Asked for rules whose numbers say nothing alone. The answer for a segment is one object while it is asked for. */
export function rowsBeside(opened: readonly Opened[]): (rule: Rule) => readonly PortRow[] {
  const bySegment = new Map<string, Rule[]>();
  for (const each of opened) {
    if (!("rule" in each) || each.rule.segment.id === undefined) continue;
    const those = bySegment.get(each.rule.segment.id);
    if (those) those.push(each.rule);
    else bySegment.set(each.rule.segment.id, [each.rule]);
  }
  const rows = new Map<string, readonly PortRow[]>();
  return ({ segment: { id }, traffic }) => {
    if (id === undefined || !overlapped(traffic.traffic).some((row) => row.usual)) return none;
    let known = rows.get(id);
    if (!known) {
      known = (bySegment.get(id) ?? [])
        .filter(isOpen)
        .flatMap((rule) => overlapped(rule.traffic.traffic));
      rows.set(id, known);
    }
    return known;
  };
}

const none: readonly PortRow[] = [];

function isOpen({ sources, exists }: Rule): boolean {
  return exists !== "no" && sources.some(({ kind }) => kind === "internet");
}
