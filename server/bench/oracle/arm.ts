// Holds the evaluation of ARM expressions against a list of programs with results that were made elsewhere.

import type { TextPart, Value } from "../../src/expressions/value.ts";
import { effective } from "../../src/expressions/value.ts";
import { dataValue } from "../../src/languages/azure/arm/data-value.ts";
import { openTemplate } from "../../src/languages/azure/arm/template.ts";
import { ownEnvironment, targetOfSchema } from "../../src/languages/azure/environment.ts";
import { jsonTree, memberNode, objectAt, stringAt } from "../../src/languages/azure/json-tree.ts";
import { defaultLimits } from "../../src/text/limits.ts";
import type { Oracle } from "./oracle.ts";

interface Row {
  readonly id: string;
  readonly language: string;
  readonly function: string;
  readonly program: string;
  readonly output: string;
  readonly value?: unknown;
  readonly state?: string;
  readonly context?: unknown;
  readonly doubt?: string;
}

const open = Symbol("unknown");

const agreeing: ReadonlySet<string> = new Set(["right", "both refuse", "both unknown"]);

/** Rows of the other languages, and rows that are in doubt, are not asked. */
export const judge: Oracle = function* (rows) {
  for (const row of rows.slice(1) as Row[]) {
    if (row.language !== "arm" || row.doubt !== undefined) continue;
    const value = outputOf(row);
    const shown = value && plain(value);
    const verdict = value ? verdictOn(row, shown) : "not read";
    yield { agrees: agreeing.has(verdict), verdict, row, shown: JSON.stringify(shown) };
  }
};

function verdictOn(row: Row, shown: unknown): string {
  const unsure = containsUnknown(shown);
  if (row.state === "error") return unsure ? "both refuse" : "value, refused there";
  if (row.state === "unknown") return unsure ? "both unknown" : "value, unknown there";
  if (unsure)
    return row.context !== undefined || row.state === "symbolic" ? "both unknown" : "left unknown";
  return JSON.stringify(sorted(shown)) === JSON.stringify(sorted(row.value))
    ? "right"
    : "wrong value";
}

function outputOf(row: Row): Value | undefined {
  const file = { path: "main.json", text: row.program };
  const { root } = jsonTree(file);
  const template = openTemplate({
    file: file.path,
    root,
    environment: ownEnvironment(targetOfSchema(stringAt(root, "$schema") ?? ""), {
      file: file.path,
      range: { start: 0, end: 0 },
    }),
    given: new Map(),
    limits: defaultLimits,
    budget: { steps: defaultLimits.evaluationSteps, depth: 0 },
    cycle: () => {},
  });
  const output = memberNode(objectAt(objectAt(root, "outputs"), row.output), "value");
  return output && dataValue(output.value, template.scope);
}

function plain(value: Value): unknown {
  const decided = effective(value);
  if (decided.state !== "known") return open;
  const content = decided.value;
  if (content === null || typeof content !== "object") return content;
  switch (content.type) {
    case "number":
      return Number(content.text);
    case "text":
      return content.parts.some((part) => "hole" in part)
        ? open
        : content.parts.map(textOfPart).join("");
    case "list":
      return content.more ? open : content.items.map(plain);
    case "dict":
      return content.more
        ? open
        : Object.fromEntries([...content.entries].map(([key, entry]) => [key, plain(entry.value)]));
  }
}

function textOfPart(part: TextPart): string {
  return "hole" in part ? "" : part.text;
}

function containsUnknown(value: unknown): boolean {
  if (value === open) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(containsUnknown);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
