// Which sources of rules are the default of a parameter, and what else the same text lets in. Knows no language.

import type { Place } from "../../expressions/value.ts";
import { effective } from "../../expressions/value.ts";
import { contains, sameRange } from "../../text/range.ts";
import type { Opened } from "./opening.ts";
import { classesOf } from "./ports.ts";
import type { Rule } from "./rule.ts";
import type { Source } from "./sources.ts";
import type { Traffic } from "./traffic.ts";
import { both } from "./traffic.ts";

export interface Default {
  readonly at: Place;
  /** What the parameter is called where it is used; undefined: a file of values gives it. */
  readonly of?: string;
}

/** The default or given value that the source is written in, if whoever deploys is asked for one once it is gone. */
export function defaultOf(rule: Rule, { written }: Source): Default | undefined {
  const { at, via } = written.value;
  const list = effective(rule.fields.get(written.field));
  const step = [...via, ...list.via].find((each) => each.removable);
  const place = step?.removable;
  return place?.file === at.file && contains(place.range, at.range)
    ? { at: place, ...(step?.default ? { of: step.label } : {}) }
    : undefined;
}

/** What rules have to do with each other whose sources are one text: a default, a local, an item of a list. */
export interface OneText {
  /**
   * Whether every rule whose sources stand in the same defaults is one of those that administration or
   * support goes through. Else the value serves another purpose, too.
   */
  readonly isForAdministration: (rule: Rule) => boolean;
  /** All that the group lets the Internet in to by the same text, which is reported once. */
  readonly traffic: (rule: Rule) => Traffic;
}

export function oneTextOf(opened: readonly Opened[]): OneText {
  let users: Map<string, Rule[]> | undefined;
  const usersOf = ({ written }: Source): readonly Rule[] => {
    users ??= byPlace(opened);
    return users.get(keyOf(written.value.at)) ?? [];
  };
  const fromInternet = (rule: Rule) => rule.sources.filter(({ kind }) => kind === "internet");
  return {
    isForAdministration: (rule) =>
      fromInternet(rule)
        .filter((source) => defaultOf(rule, source))
        .every((source) =>
          usersOf(source).every(({ traffic }) =>
            classesOf(traffic.traffic).some((name) => name !== "vpn"),
          ),
        ),
    traffic: (rule) => {
      const others = new Set(
        fromInternet(rule)
          .flatMap(usersOf)
          .filter(({ segment }) => segment.id !== undefined && segment.id === rule.segment.id),
      );
      others.delete(rule);
      return [...others].reduce(
        (all, each) => both(all, each.traffic.traffic),
        rule.traffic.traffic,
      );
    },
  };
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
