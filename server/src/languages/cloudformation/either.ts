// One of two values, and nobody can see which: what they have in common is known.

import { equal } from "../../expressions/compare.ts";
import type { Dict, Entry, Place, Reason, Value } from "../../expressions/value.ts";
import { isDict, known, unknown } from "../../expressions/value.ts";

const reason: Reason = { kind: "condition" };

/** A member that only one of two objects has may be absent, so it is unknown. */
export function either(a: Value, b: Value, at: Place): Value {
  if (a.state === "known" && equal(a, b) === "yes") return a;
  if (a.state === "absent" && b.state === "absent") return a;
  const [x, y] = [contentOf(a), contentOf(b)];
  if (!x || !y || x.more || y.more) return unknown(reason, at);
  const entries = new Map<string, Entry>();
  for (const [key, entry] of [...x.entries, ...y.entries]) {
    if (entries.has(key)) continue;
    const left = x.entries.get(key);
    const right = y.entries.get(key);
    const value =
      left && right ? either(left.value, right.value, entry.value.at) : unknown(reason, entry.key);
    entries.set(key, { ...entry, value });
  }
  return known({ type: "dict", entries }, at);
}

function contentOf(value: Value): Dict | undefined {
  if (value.state !== "known" || value.value === null || typeof value.value !== "object")
    return undefined;
  return isDict(value.value) ? value.value : undefined;
}
