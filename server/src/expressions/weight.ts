// How large a value is when it is written out: values are shared, so a few lines can stand for millions of items.

import type { Value } from "./value.ts";
import { effective, isDict, isList, isText } from "./value.ts";

const weights = new WeakMap<object, number>();

/** Most values are small, and counting a small one again costs less than remembering it. */
const small = 200;
const worthKeeping = 50;

/** Whether a value is larger than a limit when it is written out. */
export function heavierThan(value: Value, limit: number): boolean {
  const left = { nodes: Math.min(small, limit) };
  return !fits(value, left) && weightOf(value) > limit;
}

function fits(value: Value, left: { nodes: number }): boolean {
  if (--left.nodes < 0) return false;
  const decided = effective(value);
  if (decided.state !== "known" || typeof decided.value !== "object" || decided.value === null)
    return true;
  const content = decided.value;
  if (isText(content)) {
    left.nodes -= content.parts.length;
    return left.nodes >= 0 && (!content.json || fits(content.json, left));
  }
  if (!isList(content) && !isDict(content)) return true;
  if (content.weight !== undefined) {
    left.nodes -= content.weight;
    return left.nodes >= 0;
  }
  if (isList(content)) for (const item of content.items) if (!fits(item, left)) return false;
  if (isDict(content))
    for (const entry of content.entries.values()) if (!fits(entry.value, left)) return false;
  return true;
}

/** The number of leaves and parts of a value, each counted as often as it is reached. */
export function weightOf(value: Value): number {
  const decided = effective(value);
  if (decided.state !== "known" || typeof decided.value !== "object" || decided.value === null) {
    return 1;
  }
  const content = decided.value;
  if (isText(content)) {
    return content.parts.length + 1 + (content.json ? weightOf(content.json) : 0);
  }
  if (!isList(content) && !isDict(content)) return 1;
  const present = content.weight ?? weights.get(content);
  if (present !== undefined) return present;
  let weight = 1;
  if (isList(content)) for (const item of content.items) weight += weightOf(item);
  if (isDict(content))
    for (const entry of content.entries.values()) weight += weightOf(entry.value);
  // A map of millions of small values costs more than it saves.
  if (weight > worthKeeping) weights.set(content, weight);
  return weight;
}
