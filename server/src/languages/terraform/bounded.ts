// Keeps values that names stand for at a size that others can walk: sharing makes small text huge.

import type { Place, Value } from "../../expressions/value.ts";
import { unknown } from "../../expressions/value.ts";
import { heavierThan } from "../../expressions/weight.ts";

/** Nodes of one value, counted as often as they are reached. */
const mostNodes = 50_000;

/** The value, or that it is too large. */
export function bounded(value: Value, at: Place): Value {
  return heavierThan(value, mostNodes)
    ? unknown({ kind: "limit", what: "size of a value" }, at, value.via)
    : value;
}
