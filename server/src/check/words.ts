// The {words} of a policy's sentences: which there are, and what a resource fills them with.

import type { Known, List, Value } from "../expressions/value.ts";
import { effective, isDict, isList, isNum, isText, shape } from "../expressions/value.ts";
import type { Resource } from "../model/resource.ts";

const word = /\{([a-z][a-z0-9-]*)\}/g;

const longestText = 120;
const mostItems = 5;

export function wordsOf(sentence: string): readonly string[] {
  return [...sentence.matchAll(word)].map((match) => match[1] ?? "");
}

/** `{name}` is the resource's name, every other word an attribute; `instead` comes before both. */
export function fill(
  sentence: string,
  resource: Resource,
  instead?: (name: string) => string | undefined,
): string {
  return sentence.replaceAll(word, (written, name: string) => {
    const other = instead?.(name);
    if (other !== undefined) return other;
    const value = resource.attributes.get(name);
    if (value) return textForm(value);
    return name === "name" ? resource.name : written;
  });
}

/** A value as a reader sees it in a sentence; a part that is not known is `${?}`. */
export function textForm(value: Value): string {
  if (value.sensitive) return "(sensitive)";
  const decided = effective(value);
  switch (decided.state) {
    case "unknown":
      return "${?}";
    case "absent":
      return "none";
    case "known":
      return clip(knownForm(decided.value));
  }
}

function knownForm(value: Known["value"]): string {
  if (value === null) return "null";
  if (typeof value === "boolean") return String(value);
  if (isNum(value)) return value.text;
  if (isText(value)) return shape(value);
  if (isList(value)) return listForm(value);
  if (isDict(value))
    return [...value.entries].map(([key, entry]) => `${key}: ${textForm(entry.value)}`).join(", ");
  return "";
}

function listForm(list: List): string {
  const all = list.items.map(textForm);
  // Where one or two are left, their names take no more room than their number.
  const shown = all.length <= mostItems + 2 ? all : all.slice(0, mostItems);
  const rest = all.length - shown.length;
  if (list.more) return [...shown, "…"].join(", ");
  if (rest > 0) shown.push(`${rest} more`);
  const last = shown.pop();
  if (last === undefined) return "none";
  return shown.length === 0 ? last : `${shown.join(", ")} and ${last}`;
}

function clip(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > longestText ? `${line.slice(0, longestText - 1)}…` : line;
}
