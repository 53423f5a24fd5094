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
  let texts: ReadonlyMap<string, Text> | undefined;
  const textOf = ({ written }: Source): Text | undefined => {
    texts ??= textsOf(opened);
    return texts.get(keyOf(written.value.at));
  };
  const fromInternet = (rule: Rule) => rule.sources.filter(({ kind }) => kind === "internet");
  return {
    isForAdministration: (rule) =>
      fromInternet(rule).every(
        (source) => !defaultOf(rule, source) || textOf(source)?.isForAdministration !== false,
      ),
    traffic: (rule) => {
      const own = rule.traffic.traffic;
      const { id } = rule.segment;
      const shared =
        id === undefined ? [] : fromInternet(rule).map((each) => textOf(each)?.by.get(id));
      return shared.reduce<Traffic>(
        (all, each) => (each && each !== own ? both(all, each) : all),
        own,
      );
    },
  };
}

/** What all rules do that a text is a source of. */
interface Text {
  isForAdministration: boolean;
  /** What is let in, by group. */
  readonly by: Map<string, Traffic>;
}

function textsOf(opened: readonly Opened[]): ReadonlyMap<string, Text> {
  const texts = new Map<string, Text>();
  for (const each of opened) {
    if (!("rule" in each)) continue;
    const { sources, segment, traffic } = each.rule;
    const isForAdministration = classesOf(traffic.traffic).some((name) => name !== "vpn");
    for (const { written } of sources) {
      const key = keyOf(written.value.at);
      const text = texts.get(key) ?? { isForAdministration: true, by: new Map<string, Traffic>() };
      texts.set(key, text);
      text.isForAdministration &&= isForAdministration;
      if (segment.id === undefined) continue;
      const before = text.by.get(segment.id);
      text.by.set(segment.id, before ? both(before, traffic.traffic) : traffic.traffic);
    }
  }
  return texts;
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
