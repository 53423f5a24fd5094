// Whether a policy's condition holds: yes, no or unknown. The only place where conditions are decided.

import { equalTexts } from "../expressions/compare.ts";
import type { Truth } from "../expressions/truth.ts";
import { all, allOf, anyOf, not, truth } from "../expressions/truth.ts";
import type { Known, List, Text, Value } from "../expressions/value.ts";
import { absent, effective, isDict, isList, isNum, isText, unknown } from "../expressions/value.ts";
import type { Literal } from "../model/kind.ts";
import { matches } from "./pattern.ts";
import type { Condition, Test } from "./policy.ts";

/** What a name in a condition stands for; undefined where the resource does not have it. */
export type Attributes = (name: string) => Value | undefined;

export function holds(condition: Condition, attributes: Attributes): Truth {
  switch (condition.is) {
    case "all":
      return allOf(condition.of, (each) => holds(each, attributes));
    case "any":
      return anyOf(condition.of, (each) => holds(each, attributes));
    case "none":
      return not(anyOf(condition.of, (each) => holds(each, attributes)));
    case "attribute":
      return testHolds(condition.test, valueAt(condition.path, attributes));
  }
}

/** Undefined where nothing is there, not even a place for it. */
function valueAt(path: readonly string[], attributes: Attributes): Value | undefined {
  let value = attributes(path[0] ?? "");
  for (let index = 1; value && index < path.length; index++)
    value = memberOf(effective(value), path[index] ?? "");
  return value;
}

function memberOf(value: Value, name: string): Value | undefined {
  if (value.state !== "known") return value;
  if (value.value === null || !isDict(value.value)) return undefined;
  const found = value.value.entries.get(name)?.value;
  if (found) return found;
  return value.value.more ? unknown(value.value.more, value.at) : absent(value.at);
}

function testHolds(test: Test, value: Value | undefined): Truth {
  switch (test.is) {
    case "every":
      return allOf(test.of, (each) => testHolds(each, value));
    case "not":
      return not(testHolds(test.of, value));
    case "absent":
      return absentHolds(value, test.value);
    case "equals":
    case "in":
    case "matches":
    case "less-than":
    case "more-than":
    case "contains":
    case "some":
      return decidedHolds(test, value && effective(value));
  }
}

/** The one operator that looks at what is written and not at the default. */
function absentHolds(value: Value | undefined, expected: boolean): Truth {
  if (value?.state === "unknown") return "unknown";
  const nothing = !value || value.state === "absent" || value.value === null;
  return truth(nothing === expected);
}

function decidedHolds(
  test: Exclude<Test, { is: "every" | "not" | "absent" }>,
  value: Value | undefined,
): Truth {
  if (value?.state === "unknown") return "unknown";
  const there = value?.state === "known" ? value : undefined;
  switch (test.is) {
    case "equals":
      return equals(there, test.value);
    case "in":
      return anyOf(test.values, (each) => equals(there, each));
    case "matches": {
      const text = asText(there);
      return text ? matches(test.pattern, text) : "no";
    }
    case "less-than":
    case "more-than":
      return compares(test.is, there, test.value);
    case "contains":
      return inList(there, (item) => itemEquals(item, test.value));
    case "some":
      return inList(there, (item) => holds(test.of, attributesOf(item)));
  }
}

/** For the items of a list: an item's members by name, and the item itself by the empty name. */
function attributesOf(item: Value): Attributes {
  return (name) => (name === "" ? item : memberOf(effective(item), name));
}

function itemEquals(item: Value, literal: Literal): Truth {
  const value = effective(item);
  if (value.state === "unknown") return "unknown";
  return equals(value.state === "known" ? value : undefined, literal);
}

/** A single value counts as a list of one. A list that may hold more is never a "no". */
function inList(value: Known | undefined, test: (item: Value) => Truth): Truth {
  if (!value || value.value === null) return "no";
  if (!isList(value.value)) return test(value);
  const found = anyOf(value.value.items, test);
  return found === "no" && value.value.more ? "unknown" : found;
}

function equals(value: Known | undefined, literal: Literal): Truth {
  const written = value?.value ?? null;
  if (literal === null) return truth(written === null);
  if (written === null) return "no";
  if (typeof literal === "string") return equalsText(written, literal);
  if (typeof literal === "number") {
    const number = numberOf(value);
    return number === undefined
      ? isText(written) && hasHole(written)
        ? equalsText(written, String(literal))
        : "no"
      : truth(number === literal);
  }
  if (typeof literal === "boolean") {
    return typeof written === "boolean"
      ? truth(written === literal)
      : equalsText(written, String(literal));
  }
  if (Array.isArray(literal)) {
    const list: readonly Literal[] = literal;
    return isList(written) ? equalsList(written, list) : "no";
  }
  return equalsObject(written, literal as { readonly [key: string]: Literal });
}

function equalsText(written: NonNullable<Known["value"]>, literal: string): Truth {
  if (typeof written === "boolean") return truth(String(written) === literal);
  if (isNum(written)) return truth(written.text === literal);
  if (!isText(written)) return "no";
  const only = written.parts.length === 1 ? written.parts[0] : undefined;
  // Nearly every text of a fact is one word.
  if (only && "text" in only) return truth(only.text === literal);
  return equalTexts(written, textOf(literal));
}

function equalsList(written: List, literal: readonly Literal[]): Truth {
  if (written.more) return written.items.length > literal.length ? "no" : "unknown";
  if (written.items.length !== literal.length) return "no";
  return all(written.items.map((item, index) => itemEquals(item, literal[index] ?? null)));
}

function equalsObject(
  written: NonNullable<Known["value"]>,
  literal: { readonly [key: string]: Literal },
): Truth {
  if (typeof written === "boolean" || !isDict(written)) return "no";
  const members = all(
    Object.entries(literal).map(([key, each]): Truth => {
      const found = written.entries.get(key);
      return found ? itemEquals(found.value, each) : written.more ? "unknown" : "no";
    }),
  );
  const others = [...written.entries].some(
    ([key, entry]) => !Object.hasOwn(literal, key) && entry.value.state === "known",
  );
  if (others) return "no";
  return written.more ? all([members, "unknown"]) : members;
}

function compares(is: "less-than" | "more-than", value: Known | undefined, limit: number): Truth {
  const number = numberOf(value);
  if (number === undefined)
    return value && value.value !== null && isText(value.value) && hasHole(value.value)
      ? "unknown"
      : "no";
  return truth(is === "less-than" ? number < limit : number > limit);
}

function numberOf(value: Known | undefined): number | undefined {
  if (!value || value.value === null || typeof value.value === "boolean") return undefined;
  if (isNum(value.value)) return Number(value.value.text);
  if (!isText(value.value) || hasHole(value.value)) return undefined;
  const text = value.value.parts
    .map((part) => ("text" in part ? part.text : ""))
    .join("")
    .trim();
  return text === "" || !Number.isFinite(Number(text)) ? undefined : Number(text);
}

function asText(value: Known | undefined): Text | undefined {
  if (!value || value.value === null) return undefined;
  if (typeof value.value === "boolean") return textOf(String(value.value));
  if (isNum(value.value)) return textOf(value.value.text);
  return isText(value.value) ? value.value : undefined;
}

function hasHole(text: Text): boolean {
  return text.parts.some((part) => "hole" in part);
}

const nowhere = { file: "", range: { start: 0, end: 0 } };

function textOf(text: string): Text {
  return { type: "text", parts: [{ text, file: nowhere.file, range: nowhere.range }] };
}
