// One of two values, and nobody can see which: what they have in common is known.

import { equal } from "../../expressions/compare.ts";
import type { Dict, Entry, Place, Reason, Value } from "../../expressions/value.ts";
import { isDict, known, unknown, wholeText } from "../../expressions/value.ts";

const reason: Reason = { kind: "condition" };

/** A member that only one of two objects has may be absent, so it is unknown. */
export function either(a: Value, b: Value, at: Place): Value {
  if (a.state === "known" && equal(a, b) === "yes") return a;
  if (a.state === "absent" && b.state === "absent") return a;
  const [left, right] = [wholeText(a), wholeText(b)];
  if (left !== undefined && right !== undefined && isWritten(a) && isWritten(b))
    return common(left, right, at);
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

function isWritten(value: Value): boolean {
  return value.state === "known" && typeof value.value === "object" && value.value?.type === "text";
}

/** Two texts that begin or end alike: what lies between is unknown. */
function common(a: string, b: string, at: Place): Value {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a.charAt(start) === b.charAt(start)) start++;
  let end = 0;
  while (end < shorter - start && a.charAt(a.length - 1 - end) === b.charAt(b.length - 1 - end))
    end++;
  if (start + end === 0) return unknown(reason, at);
  const piece = (text: string) => (text === "" ? [] : [{ text, file: at.file, range: at.range }]);
  const hole = { hole: reason, file: at.file, range: at.range };
  const parts = [...piece(a.slice(0, start)), hole, ...piece(end > 0 ? a.slice(-end) : "")];
  return known({ type: "text", parts }, at);
}

function contentOf(value: Value): Dict | undefined {
  if (value.state !== "known" || value.value === null || typeof value.value !== "object")
    return undefined;
  return isDict(value.value) ? value.value : undefined;
}
