// Keeps values that names stand for at a size that others can walk: sharing makes small text huge.

import type { Place, Value } from "../../expressions/value.ts";
import { isDict, isList, isText, unknown } from "../../expressions/value.ts";

/** Nodes of one value, counted as often as they are reached. */
const mostNodes = 50_000;
/** Steps of the way that a value came by; a reader follows fewer. */
const mostSteps = 32;

const weights = new WeakMap<object, number>();

/** The value, or that it is too large; its way is cut where it is too long. */
export function bounded(value: Value, at: Place): Value {
  const short =
    value.via.length > mostSteps ? { ...value, via: value.via.slice(0, mostSteps) } : value;
  return weight(short, 0) > mostNodes
    ? unknown({ kind: "limit", what: "size of a value" }, at, short.via)
    : short;
}

function weight(value: Value, depth: number): number {
  if (value.state === "absent") return 1 + (value.default ? weight(value.default, depth) : 0);
  if (value.state !== "known" || value.value === null || typeof value.value !== "object") return 1;
  const content = value.value;
  const before = weights.get(content);
  if (before !== undefined) return before;
  if (depth > 200) return mostNodes + 1;
  let sum = 1;
  if (isText(content)) sum += content.parts.length;
  else if (isList(content)) for (const item of content.items) sum += weight(item, depth + 1);
  else if (isDict(content))
    for (const entry of content.entries.values()) sum += weight(entry.value, depth + 1);
  weights.set(content, sum);
  return sum;
}
