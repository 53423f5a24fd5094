// Converts values to Terraform's types, as functions and conditions do; places stay where they are.

import type { Truth } from "../../expressions/truth.ts";
import { truth } from "../../expressions/truth.ts";
import type { Dict, Entry, Known, List, Value } from "../../expressions/value.ts";
import {
  effective,
  isDict,
  isList,
  isNum,
  isText,
  unknown,
  wholeText,
} from "../../expressions/value.ts";
import { numberOfText, shortestDecimal } from "../../expressions/wide-number.ts";
import { setMembers } from "./set-order.ts";
import type { Type } from "./value-type.ts";
import { commonType, convertedType, convertible, isWhole, sameType, typeOf } from "./value-type.ts";

/** The value in that type; undefined: it is an error. What is not known stays so. */
export function convertTo(value: Value, type: Type): Value | undefined {
  const decided = effective(value);
  if (type === "any") return value;
  if (decided.state !== "known" || decided.value === null) {
    const from = decided.type ?? "any";
    if (!convertible(from, type)) return undefined;
    const typed: Value = { ...decided, type: convertedType(from, type) };
    if (typed.state !== "unknown" || !typed.perhaps) return typed;
    const { perhaps, ...open } = typed;
    const made = convertTo(perhaps, type);
    return made?.state === "known" ? { ...open, perhaps: made } : open;
  }
  if (typeof type === "string") return single(decided, type);
  switch (type.is) {
    case "list":
    case "set":
      return toCollection(decided, type.of, type.is === "set");
    case "map":
      return toMap(decided, type.of);
    case "tuple":
      return toTuple(decided, type.of);
    case "object":
      return toObject(decided, type.of);
  }
}

/** The values in the type that they have in common; undefined: there is none. */
export function unified(values: readonly Value[]): readonly Value[] | undefined {
  const type = commonType(values.map((value) => typeOf(value)));
  return type && convertAll(values, type);
}

/** The chosen result of a condition in the type that both have in common; undefined: there is none. */
export function chosenOf(chosen: Value, other: Value): Value | undefined {
  // What has no type of its own fits everything; the type of what is large takes long to say.
  if (typeOf(other) === "any") return chosen;
  const type = typeOf(chosen);
  // What is not wholly listed fits whatever the other turns out to be.
  if (type === "any" && chosen.state === "known" && chosen.value !== null) return chosen;
  const common = commonType([type, typeOf(other)]);
  return common && convertTo(chosen, common);
}

/** Whether two values can be equal by their types alone: values of different types never are. */
export function sameTypes(a: Value, b: Value): Truth {
  const [x, y] = [typeOf(a), typeOf(b)];
  if (x === "any" || y === "any") return "unknown";
  if (typeof x !== typeof y || (typeof x === "string" && x !== y)) return "no";
  if (typeof x !== "string" && typeof y !== "string" && x.is !== y.is) return "no";
  return isWhole(x) && isWhole(y) ? truth(sameType(x, y)) : "unknown";
}

function convertAll(values: readonly Value[], type: Type): readonly Value[] | undefined {
  if (type === "any") return values;
  const result: Value[] = [];
  for (const value of values) {
    const converted = convertTo(value, type);
    if (!converted) return undefined;
    result.push(converted);
  }
  return result;
}

function single(value: Known, type: "string" | "number" | "bool"): Value | undefined {
  const content = value.value;
  if (content === null) return value;
  if (type === "string" && isText(content)) return value;
  if (type === "number" && isNum(content)) return value;
  if (type === "bool" && typeof content === "boolean") return value;
  const text = wholeText(value);
  if (text === undefined) return isText(content) ? openText(value, content.parts) : undefined;
  if (type === "string") {
    const written = isNum(content) ? (shortestDecimal(text) ?? text) : text;
    return {
      ...value,
      value: {
        type: "text",
        parts: [{ text: written, file: value.at.file, range: value.at.range }],
      },
    };
  }
  if (!isText(content)) return undefined;
  return type === "number" ? toNumber(value, text) : toBoolean(value, text);
}

/** A text with holes may become anything. */
function openText(
  value: Known,
  parts: readonly ({ readonly text: string } | { readonly hole: Parameters<typeof unknown>[0] })[],
): Value | undefined {
  for (const part of parts) if ("hole" in part) return unknown(part.hole, value.at, value.via);
  return undefined;
}

function toNumber(value: Known, text: string): Value | undefined {
  const number = numberOfText(text);
  if (!number) return undefined;
  const { decimal } = number;
  return decimal === undefined
    ? unknown({ kind: "unsupported", what: "a number out of reach" }, value.at, value.via)
    : { ...value, value: { type: "number", text: decimal } };
}

function toBoolean(value: Known, text: string): Value | undefined {
  if (text === "true" || text === "1") return { ...value, value: true };
  return text === "false" || text === "0" ? { ...value, value: false } : undefined;
}

function toCollection(value: Known, of: Type, set: boolean): Value | undefined {
  if (value.value === null || !isList(value.value)) return undefined;
  const { items, more, others } = value.value;
  const converted = of === "any" ? unified(items) : convertAll(items, of);
  if (!converted) return undefined;
  const other = others && (converted[items.indexOf(others)] ?? convertTo(others, of));
  const list: List = {
    type: "list",
    items: set ? setMembers(converted) : converted,
    ...(set ? { set: true as const } : { uniform: true as const }),
    ...(more ? { more, ...(other ? { others: other } : {}) } : {}),
  };
  if (items.length > 0 || more) return { ...value, value: list };
  return { ...value, value: list, type: { is: set ? "set" : "list", of: memberType(value, of) } };
}

/** The type of the members that an empty collection would have. */
function memberType(value: Known, of: Type): Type {
  const from = typeOf(value);
  if (of !== "any" || typeof from === "string" || from.is === "tuple" || from.is === "object")
    return of;
  return from.of;
}

function toMap(value: Known, of: Type): Value | undefined {
  if (value.value === null || !isDict(value.value)) return undefined;
  const { entries, more } = value.value;
  const members = [...entries];
  const values = members.map(([, entry]) => entry.value);
  const converted = of === "any" ? unified(values) : convertAll(values, of);
  if (!converted) return undefined;
  const result = new Map<string, Entry>();
  for (const [index, [name, entry]] of members.entries())
    result.set(name, { ...entry, value: converted[index] ?? entry.value });
  const dict: Dict = {
    type: "dict",
    entries: result,
    uniform: true,
    ...(more ? { more } : {}),
  };
  if (members.length > 0 || more) return { ...value, value: dict };
  return { ...value, value: dict, type: { is: "map", of: memberType(value, of) } };
}

/** What has the type already stays the value that it is: copies cost time and memory, and are weighed anew. */
function toTuple(value: Known, of: readonly Type[]): Value | undefined {
  if (value.value === null || !isList(value.value)) return undefined;
  const { items, more, set, uniform } = value.value;
  if (items.length !== of.length) return undefined;
  const converted: Value[] = [];
  for (const [index, item] of items.entries()) {
    const made = convertTo(item, of[index] ?? "any");
    if (!made) return undefined;
    converted.push(made);
  }
  if (!set && !uniform && converted.every((each, index) => each === items[index])) return value;
  return { ...value, value: { type: "list", items: converted, ...(more ? { more } : {}) } };
}

function toObject(value: Known, of: ReadonlyMap<string, Type>): Value | undefined {
  if (value.value === null || !isDict(value.value)) return undefined;
  const { entries, more, uniform } = value.value;
  const converted = new Map<string, Entry>();
  let same = !uniform && entries.size === of.size;
  const names = entries.keys();
  for (const [name, type] of of) {
    const entry = entries.get(name);
    if (!entry) return undefined;
    const made = convertTo(entry.value, type);
    if (!made) return undefined;
    same &&= made === entry.value && names.next().value === name;
    converted.set(name, { ...entry, value: made });
  }
  if (same) return value;
  return { ...value, value: { type: "dict", entries: converted, ...(more ? { more } : {}) } };
}
