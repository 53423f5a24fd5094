// Values as plain data with their unknown parts marked, and what it means that a literal is read equal.

import type { Value } from "../../src/expressions/value.ts";
import { effective } from "../../src/expressions/value.ts";

export type Shown = { readonly plain: unknown } | { readonly open: string };

/** Plain data, or the first reason why some part of it is not known. */
export function shown(value: Value): Shown {
  const reasons: string[] = [];
  const plain = plainOf(value, reasons);
  return reasons[0] === undefined ? { plain } : { open: reasons[0] };
}

export function same(expected: unknown, given: Shown): boolean {
  return "plain" in given && canonical(expected) === canonical(given.plain);
}

function plainOf(value: Value, reasons: string[]): unknown {
  const decided = effective(value);
  if (decided.state === "absent") return null;
  if (decided.state === "unknown") {
    reasons.push(JSON.stringify(decided.reason));
    return undefined;
  }
  const content = decided.value;
  if (content === null || typeof content !== "object") return content;
  if ("more" in content && content.more) reasons.push(JSON.stringify(content.more));
  switch (content.type) {
    case "number":
      return Number(content.text);
    case "text":
      return content.parts
        .map((part) => {
          if (!("hole" in part)) return part.text;
          reasons.push(JSON.stringify(part.hole));
          return "";
        })
        .join("");
    case "list":
      return content.items.map((item) => plainOf(item, reasons));
    case "dict":
      return Object.fromEntries(
        [...content.entries].map(([key, entry]) => [key, plainOf(entry.value, reasons)]),
      );
  }
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  return `{${Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`)
    .join()}}`;
}
