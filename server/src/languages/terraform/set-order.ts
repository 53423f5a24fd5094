// The members of a set: each once, in the order in which Terraform goes through them.

import type { Value } from "../../expressions/value.ts";
import { effective, isDict, isList, isNum, isText, wholeText } from "../../expressions/value.ts";
import { compareNumbers, shortestDecimal } from "../../expressions/wide-number.ts";

/** Members that are not wholly known stay, behind those that are. */
export function setMembers(items: readonly Value[]): readonly Value[] {
  const seen = new Map<string, Value>();
  const open: Value[] = [];
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) open.push(item);
    else if (!seen.has(key)) seen.set(key, item);
  }
  const members = [...seen].toSorted(([a, left], [b, right]) => order(a, left, b, right));
  return [...members.map(([, item]) => item), ...open];
}

/** The items without those that were there before; those that are not wholly known stay. */
export function distinctItems(items: readonly Value[]): readonly Value[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = keyOf(item);
    if (key === undefined) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Less than 0 if the first comes first by the bytes of its UTF-8 form. */
export function byBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const x = a.charCodeAt(index);
    const y = b.charCodeAt(index);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Halves of characters beyond the first plane come behind all others of it. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Null comes last, numbers by size, texts by their bytes, everything else by a written form. */
function order(a: string, left: Value, b: string, right: Value): number {
  if (a === "~" || b === "~") return a === b ? 0 : a === "~" ? 1 : -1;
  const x = numberText(left);
  const y = numberText(right);
  if (x !== undefined && y !== undefined) return compareNumbers(x, y) ?? 0;
  const s = textOf(left);
  const t = textOf(right);
  return s !== undefined && t !== undefined ? byBytes(s, t) : byBytes(a, b);
}

function numberText(value: Value): string | undefined {
  const decided = effective(value);
  return decided.state === "known" && decided.value !== null && isNum(decided.value)
    ? decided.value.text
    : undefined;
}

function textOf(value: Value): string | undefined {
  const decided = effective(value);
  return decided.state === "known" && decided.value !== null && isText(decided.value)
    ? wholeText(decided)
    : undefined;
}

const deepest = 50;

/** The form in which Terraform's sets order their members; undefined where a part is not known. */
export function keyOf(value: Value, depth = 0): string | undefined {
  const decided = effective(value);
  if (decided.state !== "known" || depth > deepest) return undefined;
  const content = decided.value;
  if (content === null) return "~";
  if (typeof content === "boolean") return content ? "T" : "F";
  if (isNum(content)) return shortestDecimal(content.text) ?? content.text;
  if (isText(content)) {
    const text = wholeText(decided);
    return text === undefined ? undefined : JSON.stringify(text);
  }
  if (content.more) return undefined;
  if (isList(content)) {
    const [open, close] = content.set || content.uniform ? "[]" : "<>";
    const keys = content.items.map((item) => keyOf(item, depth + 1));
    return keys.includes(undefined)
      ? undefined
      : `${open}${keys.map((key) => `${key};`).join("")}${close}`;
  }
  if (!isDict(content)) return undefined;
  const parts: string[] = [];
  for (const [name, entry] of [...content.entries].toSorted(([a], [b]) => byBytes(a, b))) {
    const key = keyOf(entry.value, depth + 1);
    if (key === undefined) return undefined;
    parts.push(content.uniform ? `${JSON.stringify(name)}:${key};` : `${key};`);
  }
  return content.uniform ? `{${parts.join("")}}` : `<${parts.join("")}>`;
}
