// Which sources of rules are the default of a parameter, and what else the same default lets in. Knows no language.

import type { Place } from "../../expressions/value.ts";
import { effective } from "../../expressions/value.ts";
import { contains, sameRange } from "../../text/range.ts";
import type { Opened } from "./opening.ts";
import { classesOf } from "./ports.ts";
import type { Rule } from "./rule.ts";
import type { Source } from "./sources.ts";

export interface Default {
  readonly at: Place;
  /** What the parameter is called where it is used. */
  readonly of: string;
}

/** The default that the source is written in, if whoever deploys is asked for a value once it is gone. */
export function defaultOf(rule: Rule, { written }: Source): Default | undefined {
  const { at, via } = written.value;
  const list = effective(rule.fields.get(written.field));
  const step = [...via, ...list.via].find((each) => each.removable);
  const place = step?.removable;
  return place?.file === at.file && contains(place.range, at.range)
    ? { at: place, of: step?.label ?? "" }
    : undefined;
}

/**
 * Asked for each rule: whether every rule whose sources stand in the same defaults is one of those that
 * administration or support goes through. Else the value serves another purpose, too.
 */
export function defaultsAreItsOwn(opened: readonly Opened[]): (rule: Rule) => boolean {
  let users: Map<string, Rule[]> | undefined;
  const usersOf = (place: Place): readonly Rule[] => {
    users ??= byPlace(opened);
    return users.get(keyOf(place)) ?? [];
  };
  return (rule) =>
    rule.sources.every((source) => {
      if (source.kind !== "internet" || !defaultOf(rule, source)) return true;
      return usersOf(source.written.value.at).every(({ traffic }) =>
        classesOf(traffic.traffic).some((name) => name !== "vpn"),
      );
    });
}

function byPlace(opened: readonly Opened[]): Map<string, Rule[]> {
  const users = new Map<string, Rule[]>();
  for (const each of opened) {
    if (!("rule" in each)) continue;
    for (const { written } of each.rule.sources) {
      const key = keyOf(written.value.at);
      const those = users.get(key);
      if (those) those.push(each.rule);
      else users.set(key, [each.rule]);
    }
  }
  return users;
}

function keyOf({ file, range }: Place): string {
  return `${file} ${range.start} ${range.end}`;
}

/** Whether the source is all that the default holds. */
export function isWholeDefault(rule: Rule, { written }: Source, place: Place): boolean {
  return (
    sameRange(place.range, written.value.at.range) ||
    sameRange(place.range, effective(rule.fields.get(written.field)).at.range)
  );
}
