// Measures how much of a Bicep file survives while one place of it is half-typed.
// Usage: tsx server/bench/typing-bicep.ts FOLDER [FILES] [CUTS]

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DictExpression, Expression } from "../src/expressions/expression.ts";
import { parseBicep } from "../src/languages/azure/bicep/parse.ts";
import type { Statement } from "../src/languages/azure/bicep/syntax.ts";
import type { Range } from "../src/text/range.ts";

/** One edit: `removed` characters go, `text` comes; the statement around `at` is the one being edited. */
interface TypingEdit {
  readonly at: number;
  readonly removed: number;
  readonly text: string;
}

const memberStates = [
  "foo",
  "foo:",
  "foo: bar.",
  "foo: 'abc",
  "foo: 'a${b",
  "foo: {",
  "foo: [",
  "foo: union(",
  "foo: [for x in",
  "foo: a ?",
  "foo: '''",
];
const topStates = [
  "res",
  "resource",
  "resource x 'Microsoft.",
  "resource x 'A/b@2020-01-01' = {",
  "param foo",
  "var foo =",
  "}",
  "@description(",
];
const halfWords = [
  "res",
  "para",
  "des",
  "nam",
  "prop",
  "a.",
  "b:",
  "x =",
  "'",
  "{",
  "}",
  "[",
  "]",
  "(",
  ")",
  "${",
  "'''",
  "@",
  "?",
  ",",
];

/** Small, seeded, and good enough to choose places. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const [folder = ".", fileCount = "200", cutCount = "2000"] = process.argv.slice(2);
const next = random(1);
const files = shuffled(filesBelow(folder).filter((path) => path.endsWith(".bicep")))
  .map((path) => readFileSync(path, "utf8"))
  .filter((text) => {
    const tree = parseBicep(text);
    return (
      tree.problems.length === 0 &&
      tree.statements.length >= 4 &&
      tree.statements.some((each) => each.kind === "resource")
    );
  })
  .slice(0, Number(fileCount));

console.log(`${files.length} files`);
const total = { kept: 0, all: 0, whole: 0, cases: 0 };
for (const state of [...memberStates, ...topStates, "} deleted"]) {
  const count = { kept: 0, all: 0, whole: 0, cases: 0 };
  for (const text of files) {
    const edit =
      state === "} deleted"
        ? deletion(text)
        : memberStates.includes(state)
          ? memberEdit(text, state)
          : topEdit(text, state);
    if (edit) tally(count, text, edit);
  }
  report(state, count);
  for (const name of ["kept", "all", "whole", "cases"] as const) total[name] += count[name];
}
report("all states", total);

const cuts = { kept: 0, all: 0, whole: 0, cases: 0 };
for (let count = 0; count < Number(cutCount); count++) {
  const text = files[Math.floor(next() * files.length)] ?? "";
  tally(cuts, text, {
    at: Math.floor(next() * text.length),
    removed: 0,
    text: halfWords[Math.floor(next() * halfWords.length)] ?? "",
  });
}
report("random places", cuts);

function tally(count: typeof total, text: string, edit: TypingEdit): void {
  const after = text.slice(0, edit.at) + edit.text + text.slice(edit.at + edit.removed);
  const shift = edit.text.length - edit.removed;
  const found = new Set(
    parseBicep(after).statements.map(
      (each) => `${each.kind} ${nameOf(each)} ${each.range.start}:${each.range.end}`,
    ),
  );
  count.cases++;
  let lost = 0;
  for (const statement of parseBicep(text).statements) {
    const { start, end } = outer(statement);
    if (start < edit.at && edit.at < end) continue;
    count.all++;
    const by = statement.range.start >= edit.at ? shift : 0;
    if (
      found.has(
        `${statement.kind} ${nameOf(statement)} ${statement.range.start + by}:${statement.range.end + by}`,
      )
    )
      count.kept++;
    else lost++;
  }
  if (lost === 0) count.whole++;
  else if (process.env["VERBOSE"])
    console.log(
      `--- ${JSON.stringify(edit.text)} lost ${lost}\n${after.slice(Math.max(0, edit.at - 200), edit.at + 200)}`,
    );
}

function report(name: string, { kept, all, whole, cases }: typeof total): void {
  console.log(
    `${((100 * kept) / all).toFixed(2).padStart(6)} % of ${all} other declarations kept, ${whole} of ${cases} cases whole: ${name}`,
  );
}

function outer(statement: Statement): Range {
  return {
    start: statement.decorators[0]?.range.start ?? statement.range.start,
    end: statement.range.end,
  };
}

function nameOf(statement: Statement): string {
  return "symbol" in statement
    ? statement.symbol.text
    : "name" in statement
      ? (statement.name?.text ?? "")
      : "";
}

function topEdit(text: string, state: string): TypingEdit | undefined {
  const statements = parseBicep(text).statements;
  const statement = statements[Math.floor(next() * statements.length)];
  return statement && { at: outer(statement).start, removed: 0, text: `${state}\n` };
}

/** A new line before a member of an object that stands on a line of its own. */
function memberEdit(text: string, state: string): TypingEdit | undefined {
  const places = objects(text).flatMap((object) =>
    object.entries.flatMap(({ range: { start } }) => {
      const line = text.lastIndexOf("\n", start) + 1;
      return text.slice(line, start).trim() === "" && line > 0
        ? [{ line, indent: text.slice(line, start) }]
        : [];
    }),
  );
  const place = places[Math.floor(next() * places.length)];
  return place && { at: place.line, removed: 0, text: `${place.indent}${state}\n` };
}

function deletion(text: string): TypingEdit | undefined {
  const places = objects(text).filter(({ range }) =>
    text.slice(range.start, range.end).includes("\n"),
  );
  const place = places[Math.floor(next() * places.length)];
  return place && { at: place.range.end - 1, removed: 1, text: "" };
}

function objects(text: string): readonly DictExpression[] {
  const found: DictExpression[] = [];
  const visit = (node: Expression): void => {
    if (node.kind === "list") node.items.forEach(visit);
    if (node.kind === "for") visit(node.value);
    if (node.kind !== "dict") return;
    found.push(node);
    for (const entry of node.entries) visit(entry.kind === "entry" ? entry.value : entry.of);
  };
  for (const statement of parseBicep(text).statements) {
    if (statement.kind === "var") visit(statement.value);
    if ("body" in statement && "object" in statement.body && statement.body.object.kind === "dict")
      visit(statement.body.object);
  }
  return found;
}

function shuffled(paths: readonly string[]): readonly string[] {
  return paths
    .map((path) => ({ path, order: next() }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ path }) => path);
}

function filesBelow(root: string): readonly string[] {
  return readdirSync(root, { withFileTypes: true }).flatMap((entry) => {
    const path = join(root, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}
