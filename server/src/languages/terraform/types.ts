// Converts a variable's value to the type that the variable declares; places stay where they are.

import type { Scope } from "../../expressions/evaluate.ts";
import { evaluate } from "../../expressions/evaluate.ts";
import type {
  DictExpression,
  Expression,
  TemplateExpression,
} from "../../expressions/expression.ts";
import { numberOf } from "../../expressions/operators.ts";
import type { Entry, Known, Value } from "../../expressions/value.ts";
import {
  isDict,
  isList,
  isNum,
  isText,
  known,
  unknown,
  wholeText,
} from "../../expressions/value.ts";
import { readExpression } from "./syntax/hcl.ts";
import { plainDecimal } from "./syntax/number.ts";

export function convert(value: Value, type: Expression, scope: Scope): Value {
  const constraint = type.kind === "template" ? fromText(type) : type;
  if (value.state !== "known" || value.value === null) return value;
  if (constraint.kind === "name") return primitive(value, constraint.name);
  if (constraint.kind !== "call") return value;
  const of = constraint.arguments[0];
  switch (constraint.name) {
    case "list":
    case "set":
      return of ? collection(value, of, constraint.name === "set", scope) : value;
    case "map":
      return of ? mapOf(value, of, scope) : value;
    case "object":
      return of?.kind === "dict" ? object(value, of, scope) : value;
    case "tuple":
      return of?.kind === "list" ? tuple(value, of.items, scope) : value;
    case "optional":
      return of ? convert(value, of, scope) : value;
    default:
      return value;
  }
}

/** In Terraform JSON, and in old files, the type stands in a string. */
function fromText(type: TemplateExpression): Expression {
  const text = type.parts.map((part) => ("kind" in part ? "" : part.text)).join("");
  return readExpression(text, () => type.range.start);
}

function primitive(value: Known, type: string): Value {
  if (type === "string") {
    const text = wholeText(value);
    if (
      text === undefined ||
      (value.value !== null && typeof value.value === "object" && isText(value.value))
    )
      return value;
    return {
      ...value,
      value: { type: "text", parts: [{ text, file: value.at.file, range: value.at.range }] },
    };
  }
  if (type === "number") {
    const number = typeof value.value === "boolean" ? undefined : numberOf(value);
    const text = wholeText(value);
    if (number === undefined || text === undefined) return value;
    const decimal = text.startsWith("-") ? `-${plainDecimal(text.slice(1))}` : plainDecimal(text);
    return { ...value, value: { type: "number", text: decimal } };
  }
  if (type === "bool") {
    const text = wholeText(value);
    return text === "true" || text === "false" ? { ...value, value: text === "true" } : value;
  }
  return value;
}

function collection(value: Known, of: Expression, set: boolean, scope: Scope): Value {
  if (value.value === null || !isList(value.value)) return value;
  const converted = value.value.items.map((item) => convert(item, of, scope));
  const items = set ? setItems(converted) : converted;
  const { more } = value.value;
  return {
    ...value,
    value: {
      type: "list",
      items,
      ...(set ? { set: true as const } : {}),
      ...(more ? { more } : {}),
    },
  };
}

/** Members of a set, in the order that Terraform goes through them where it is one of numbers or texts. */
export function setItems(items: readonly Value[]): readonly Value[] {
  const members = distinctItems(unified(items));
  const numbers = members.map((item) =>
    item.state === "known" &&
    item.value !== null &&
    typeof item.value === "object" &&
    isNum(item.value)
      ? Number(item.value.text)
      : Number.NaN,
  );
  if (numbers.every((number) => !Number.isNaN(number)))
    return members.toSorted((a, b) => (numberOf(a) ?? 0) - (numberOf(b) ?? 0));
  return sortedTexts(members) ?? members;
}

/** In the order of their texts; undefined if one has none. */
export function sortedTexts(items: readonly Value[]): readonly Value[] | undefined {
  const texts: (readonly [string, Value])[] = [];
  for (const item of items) {
    const text = wholeText(item);
    if (text === undefined) return undefined;
    texts.push([text, item]);
  }
  return texts.toSorted((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0)).map(([, item]) => item);
}

/** Where one of single values is a text, all are. */
export function unified(items: readonly Value[]): readonly Value[] {
  const isTextItem = (item: Value) =>
    item.state === "known" &&
    item.value !== null &&
    typeof item.value === "object" &&
    isText(item.value);
  if (!items.some(isTextItem) || items.every(isTextItem)) return items;
  return items.map((item) =>
    item.state === "known" && item.value !== null ? primitive(item, "string") : item,
  );
}

/** The items without those whose text has been there before. */
export function distinctItems(items: readonly Value[]): readonly Value[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const text = wholeText(item);
    if (text === undefined) return true;
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

function mapOf(value: Known, of: Expression, scope: Scope): Value {
  if (value.value === null || !isDict(value.value)) return value;
  const entries = new Map<string, Entry>();
  for (const [name, entry] of value.value.entries)
    entries.set(name, { ...entry, value: convert(entry.value, of, scope) });
  return { ...value, value: { ...value.value, entries } };
}

/** Members that the type does not have are dropped; optional ones that are not written get their default. */
function object(value: Known, shape: DictExpression, scope: Scope): Value {
  if (value.value === null || !isDict(value.value)) return value;
  const { more } = value.value;
  const entries = new Map<string, Entry>();
  for (const item of shape.entries) {
    if (item.kind !== "entry") continue;
    const name = wholeText(evaluate(item.key, scope));
    if (name === undefined) continue;
    const written = value.value.entries.get(name);
    const unset = !written || (written.value.state === "known" && written.value.value === null);
    const optional =
      item.value.kind === "call" && item.value.name === "optional" ? item.value : undefined;
    const key = written?.key ?? value.at;
    if (!unset) entries.set(name, { key, value: convert(written.value, item.value, scope) });
    else if (!written && more)
      entries.set(name, { key, value: unknown(more, value.at, value.via) });
    else if (optional?.arguments[1] && optional.arguments[0]) {
      entries.set(name, {
        key,
        value: convert(evaluate(optional.arguments[1], scope), optional.arguments[0], scope),
      });
    } else if (optional || written)
      entries.set(name, { key, value: known(null, value.at, value.via) });
  }
  return { ...value, value: { type: "dict", entries } };
}

function tuple(value: Known, types: readonly Expression[], scope: Scope): Value {
  if (value.value === null || !isList(value.value)) return value;
  const items = value.value.items.map((item, index) => {
    const type = types[index];
    return type ? convert(item, type, scope) : item;
  });
  return { ...value, value: { ...value.value, items } };
}
