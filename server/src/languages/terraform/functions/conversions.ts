// Functions that convert between types or choose between values.

import type { Entry, Value } from "../../../expressions/value.ts";
import { isDict, isList, known, wholeText } from "../../../expressions/value.ts";
import { convertTo, unified } from "../conversion.ts";
import type { Type } from "../value-type.ts";
import { commonType, typeOf } from "../value-type.ts";
import type { Call, TerraformFunction } from "./call.ts";
import { allArguments, derived, failed, hiddenBy, isNull, undecided } from "./call.ts";

export const conversionFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["tostring", (call) => converted(call, "string")],
  ["tonumber", (call) => converted(call, "number")],
  ["tobool", (call) => converted(call, "bool")],
  ["tolist", (call) => converted(call, { is: "list", of: "any" })],
  ["toset", (call) => converted(call, { is: "set", of: "any" })],
  ["tomap", (call) => converted(call, { is: "map", of: "any" })],
  ["try", attempt],
  ["can", can],
  ["coalesce", coalesce],
  ["sensitive", (call) => ({ ...call.argument(0), sensitive: true })],
  ["nonsensitive", nonsensitive],
  ["ephemeralasnull", (call) => stored(call.argument(0))],
  ["issensitive", isSensitive],
];

/** `tostring` and its like: the value in the type, which may be null. */
function converted(call: Call, type: Type): Value {
  const value = call.argument(0);
  return convertTo(value, type) ?? failed(call, "this value cannot be converted");
}

/** An argument that is in error is skipped; one that is not known ends the search. */
function attempt(call: Call): Value {
  for (let index = 0; index < call.count; index++) {
    const value = call.argument(index);
    if (!fails(value)) return value;
  }
  return failed(call, "every value is in error");
}

/**
 * True if the value or a part of it is in error. A name that nothing declares is a mistake of the
 * whole module, which `try` does not catch.
 */
function fails(value: Value, left = { nodes: 1_000 }): boolean {
  if (left.nodes-- <= 0) return false;
  if (value.state === "unknown") return value.reason.kind === "error";
  if (value.state === "absent" || value.value === null || typeof value.value !== "object") {
    return false;
  }
  switch (value.value.type) {
    case "number":
      return false;
    case "text":
      return value.value.parts.some((part) => "hole" in part && part.hole.kind === "error");
    case "list":
      return value.value.items.some((item) => fails(item, left));
    case "dict":
      return [...value.value.entries.values()].some((entry) => fails(entry.value, left));
  }
}

function can(call: Call): Value {
  if (call.count !== 1) return failed(call, "it takes one argument");
  const value = call.argument(0);
  if (value.state === "unknown" && value.reason.kind !== "error") return undecided(call, value);
  return derived(call, !fails(value), [value]);
}

/** The first that is neither null nor an empty text, in the type that all have in common. */
function coalesce(call: Call): Value {
  const { values, more } = allArguments(call);
  const same = unified(values);
  if (!same) return failed(call, "the arguments have no type in common");
  for (const value of same) {
    if (value.state === "unknown") {
      // Null is passed over, so that it is none.
      const open = undecided(call, value);
      const type = commonType(same.map((each) => typeOf(each)));
      return open.state === "unknown" && type !== undefined
        ? { ...open, type, notNull: true }
        : open;
    }
    if (!isNull(value) && wholeText(value) !== "") return hiddenBy(values, value);
  }
  return more ? undecided(call) : failed(call, "every value is null or empty");
}

function isSensitive(call: Call): Value {
  const value = call.argument(0);
  if (value.state === "unknown" && !value.sensitive) return undecided(call, value);
  return derived(call, value.sensitive === true, []);
}

/** What no state may hold becomes null of its type; members are looked at each. */
function stored(value: Value, depth = 0): Value {
  if (value.ephemeral) {
    const { ephemeral: _, ...plain } = value;
    return { ...known(null, plain.at, plain.via), type: typeOf(plain) };
  }
  if (value.state !== "known" || value.value === null || depth > 50) return value;
  const content = value.value;
  if (isList(content)) {
    const items = content.items.map((item) => stored(item, depth + 1));
    return { ...value, value: { ...content, items } };
  }
  if (!isDict(content)) return value;
  const entries = new Map<string, Entry>();
  for (const [name, entry] of content.entries)
    entries.set(name, { ...entry, value: stored(entry.value, depth + 1) });
  return { ...value, value: { ...content, entries } };
}

function nonsensitive(call: Call): Value {
  const { sensitive: _, ...value } = call.argument(0);
  return value;
}
