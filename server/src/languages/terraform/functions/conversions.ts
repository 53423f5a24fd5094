// Functions that convert between types or choose between values.

import { asTruth } from "../../../expressions/compare.ts";
import { numberOf } from "../../../expressions/operators.ts";
import type { Value } from "../../../expressions/value.ts";
import { effective, isDict, isText, wholeText } from "../../../expressions/value.ts";
import { setItems, unified } from "../types.ts";
import type { Call, TerraformFunction } from "./call.ts";
import {
  allArguments,
  derived,
  failed,
  isNull,
  listOf,
  numberValue,
  partsOf,
  undecided,
} from "./call.ts";

export const conversionFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["tostring", toText],
  ["tonumber", toNumber],
  ["tobool", toBoolean],
  ["tolist", (call) => toList(call, false)],
  ["toset", (call) => toList(call, true)],
  ["tomap", toMap],
  ["try", attempt],
  ["can", can],
  ["coalesce", coalesce],
  ["sensitive", (call) => ({ ...call.argument(0), sensitive: true })],
  ["nonsensitive", nonsensitive],
  ["issensitive", (call) => derived(call, call.argument(0).sensitive === true, [])],
];

function toText(call: Call): Value {
  const value = call.argument(0);
  if (
    value.state !== "known" ||
    isNull(value) ||
    (value.value !== null && typeof value.value === "object" && isText(value.value))
  )
    return value;
  const parts = partsOf(value);
  return parts
    ? derived(call, { type: "text", parts }, [value])
    : failed(call, "this is no single value");
}

function toNumber(call: Call): Value {
  const value = call.argument(0);
  if (value.state === "unknown" || isNull(value)) return value;
  const number = numberOf(value);
  if (number === undefined)
    return wholeText(value) === undefined
      ? undecided(call, value)
      : failed(call, "this is no number");
  return { ...numberValue(call, number, []), at: value.at, via: value.via };
}

function toBoolean(call: Call): Value {
  const value = call.argument(0);
  if (value.state === "unknown" || isNull(value)) return value;
  const truth = asTruth(value);
  return truth === "unknown"
    ? failed(call, "this is neither true nor false")
    : derived(call, truth === "yes", [value]);
}

function toList(call: Call, set: boolean): Value {
  const value = effective(call.argument(0));
  if (value.state !== "known" || isNull(value)) return value;
  const list = listOf(value);
  if (!list) return failed(call, "this is no list");
  const items = set ? setItems(list.items) : unified(list.items);
  const rest = list.more ? { more: list.more } : {};
  return {
    ...value,
    value: { type: "list", items, ...(set ? { set: true as const } : {}), ...rest },
  };
}

function toMap(call: Call): Value {
  const value = call.argument(0);
  if (value.state !== "known" || isNull(value)) return value;
  return value.value !== null && isDict(value.value) ? value : failed(call, "this is no map");
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
  const value = call.argument(0);
  if (value.state === "unknown" && value.reason.kind !== "error") return undecided(call, value);
  return derived(call, !fails(value), [value]);
}

function coalesce(call: Call): Value {
  const { values, more } = allArguments(call);
  for (const value of values) {
    if (value.state === "unknown") return undecided(call, value);
    if (!isNull(value) && wholeText(value) !== "") return value;
  }
  return more ? undecided(call) : failed(call, "every value is null or empty");
}

function nonsensitive(call: Call): Value {
  const { sensitive: _, ...value } = call.argument(0);
  return value;
}
