// Holds the evaluation of ARM expressions against a list of programs with results that were made elsewhere.

import { readFileSync } from "node:fs";
import type { TextPart, Value } from "../src/expressions/value.ts";
import { effective } from "../src/expressions/value.ts";
import { dataValue } from "../src/languages/azure/arm/data-value.ts";
import { openTemplate } from "../src/languages/azure/arm/template.ts";
import { ownEnvironment, targetOfSchema } from "../src/languages/azure/environment.ts";
import { jsonTree, memberNode, objectAt, stringAt } from "../src/languages/azure/json-tree.ts";
import { defaultLimits } from "../src/text/limits.ts";

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

const path = process.argv[2];
if (path === undefined)
  throw new Error("usage: tsx server/bench/oracle-arm.ts arm-functions.jsonl [--all]");

const counts = new Map<string, number>();
const unknownFunctions = new Map<string, number>();
for (const line of readFileSync(path, "utf8").split("\n").slice(1)) {
  if (line.trim() === "") continue;
  const row: Row = JSON.parse(line);
  if (row.language !== "arm" || row.doubt !== undefined) continue;
  const verdict = judge(row);
  counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  if (verdict === "unknown")
    unknownFunctions.set(row.function, (unknownFunctions.get(row.function) ?? 0) + 1);
}
console.log(Object.fromEntries(counts));
if (process.argv.includes("--all")) console.log("unknown:", Object.fromEntries(unknownFunctions));

function judge(row: Row): string {
  const value = outputOf(row);
  if (!value) return "not read";
  const shown = plain(value);
  if (row.state === "error")
    return containsUnknown(shown) ? "error, unknown here" : report(row, shown, "error, value here");
  if (row.state === "unknown")
    return containsUnknown(shown) ? "unknown, as it must be" : report(row, shown, "invented");
  if (containsUnknown(shown))
    return row.context !== undefined || row.state === "symbolic" ? "symbolic" : "unknown";
  return JSON.stringify(sorted(shown)) === JSON.stringify(sorted(row.value))
    ? "right"
    : report(row, shown, "wrong");
}

function report(row: Row, shown: unknown, verdict: string): string {
  console.log(`${verdict} ${row.id}: ${JSON.stringify(shown)} for ${JSON.stringify(row.value)}`);
  console.log(`  ${row.program.slice(row.program.indexOf('"resources"'))}`);
  return verdict;
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
