// What the functions on lists and objects share: reading an argument as one, and making one.

import type { Dict, List, Reason, Value } from "../../expressions/value.ts";
import { effective, isDict, isList, known } from "../../expressions/value.ts";
import { waysOf } from "../../expressions/ways.ts";
import type { Call } from "./function.ts";

export function listValue(
  items: readonly Value[],
  more: Reason | undefined,
  call: Call,
  from: readonly Value[],
): Value {
  const via = waysOf(from);
  return known({ type: "list", items, ...(more ? { more } : {}) }, call.at, via);
}

export function listOf(value: Value): List | undefined {
  const decided = effective(value);
  return decided.state === "known" && decided.value !== null && isList(decided.value)
    ? decided.value
    : undefined;
}

export function dictOf(value: Value): Dict | undefined {
  const decided = effective(value);
  return decided.state === "known" && decided.value !== null && isDict(decided.value)
    ? decided.value
    : undefined;
}
