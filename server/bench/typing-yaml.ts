// Types half-finished lines into real YAML templates and measures what of the rest the reader keeps.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { DataNode, EntryNode } from "../src/syntax/node.ts";
import { readYaml } from "../src/syntax/yaml/yaml.ts";

const root = process.argv[2];
if (root === undefined)
  throw new Error("usage: tsx server/bench/typing-yaml.ts FOLDER [FILES] [OFFSETS]");
const wantedFiles = Number(process.argv[3] ?? 200);
const wantedOffsets = Number(process.argv[4] ?? 2000);

/** What stands on the new line, with the indentation of the key below it. */
const states: readonly (readonly [string, (indent: string) => string])[] = [
  ...[
    "Fo",
    "Foo:",
    "Foo:bar",
    "Foo: !",
    "Foo: !Ref",
    'Foo: "abc${',
    'Foo: !Sub "abc',
    "Foo: 'abc",
    "Foo: [a, b",
    "Foo: [",
    "Foo: {a: b",
    "Foo: !If [A, !Ref B,",
    "-",
    "- a",
    "Foo: bar: baz",
    "Foo: *",
    "Foo: &",
    "Foo: @bar",
    "Foo: %bar",
    "Foo: |",
    "? ",
    "]",
  ].map((text) => [text, (indent: string) => indent + text] as const),
  ["tab after the indentation", (indent) => `${indent}\tFoo: bar`],
  ["tab instead of it", () => "\tFoo: bar"],
  ["one blank too many", (indent) => `${indent} Foo: bar`],
  ["one blank too few", (indent) => `${indent.slice(1)}Foo: bar`],
  ["Res at column 0", () => "Res"],
  ["a duplicate key", (indent) => `${indent}DUPLICATE: x`],
];

const random = generator(20260131);
const paths = [...yamlFiles(root)].filter((path) => {
  const text = readFileSync(path, "utf8");
  return /^Resources:/m.test(text) && text.length > 300 && readYaml(text).problems.length === 0;
});
shuffle(paths);
const files = paths.slice(0, wantedFiles).map((path) => readFileSync(path, "utf8"));

const total = { resources: 0, keptResources: 0, keys: 0, keptKeys: 0, cases: 0, whole: 0 };
let slowest = 0;
for (const [name, write] of states) {
  const state = {
    ...total,
    resources: 0,
    keptResources: 0,
    keys: 0,
    keptKeys: 0,
    cases: 0,
    whole: 0,
  };
  for (const text of files) {
    const keys = [...entries(readYaml(text).root, "")].filter(
      ({ at }) => lineIndent(text, at.keyRange.start) !== undefined,
    );
    const chosen = keys[Math.floor(random() * keys.length)];
    if (!chosen) continue;
    const lineStart = text.lastIndexOf("\n", chosen.at.keyRange.start - 1) + 1;
    const indent = lineIndent(text, chosen.at.keyRange.start) ?? "";
    const line = `${write(indent).replace("DUPLICATE", chosen.at.key)}\n`;
    measure(text, lineStart, line, state);
  }
  report(name, state);
  for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += state[key];
}
report("all states", total);

const words = [
  "Res",
  "Fn::",
  "!Su",
  "AWS::IAM::Ro",
  "Princ",
  "Type: AWS",
  '"arn:aws',
  "${AWS::Acc",
  "- Eff",
  "'x",
  "[",
  "{",
  ": ",
  "*",
  "&a",
  "#",
  "|",
];
const typed = {
  ...total,
  resources: 0,
  keptResources: 0,
  keys: 0,
  keptKeys: 0,
  cases: 0,
  whole: 0,
};
for (let count = 0; count < wantedOffsets; count++) {
  const text = files[Math.floor(random() * files.length)] ?? "";
  const word = words[Math.floor(random() * words.length)] ?? "";
  measure(
    text,
    Math.floor(random() * text.length),
    word.slice(0, 1 + Math.floor(random() * word.length)),
    typed,
  );
}
report("random offsets", typed);
console.log(`slowest reading ${slowest.toFixed(0)} ms`);

function measure(text: string, offset: number, inserted: string, into: typeof total): void {
  const before = performance.now();
  const tree = readYaml(text.slice(0, offset) + inserted + text.slice(offset)).root;
  slowest = Math.max(slowest, performance.now() - before);
  const kept = new Set(
    [...entries(tree, "")].map(({ path, at }) => `${path}@${at.keyRange.start}`),
  );
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const lineEnd = inserted.endsWith("\n")
    ? lineStart
    : text.indexOf("\n", offset) + 1 || text.length;
  let missing = 0;
  for (const { path, at } of entries(readYaml(text).root, "")) {
    if (at.keyRange.start >= lineStart && at.keyRange.start < lineEnd) continue;
    const shifted = at.keyRange.start + (at.keyRange.start >= offset ? inserted.length : 0);
    const found = kept.has(`${path}@${shifted}`);
    into.keys++;
    if (found) into.keptKeys++;
    else missing++;
    const isOtherResource =
      /^\/Resources\/[^/]+$/.test(path) && !(at.range.start <= offset && offset <= at.range.end);
    if (!isOtherResource) continue;
    into.resources++;
    if (found) into.keptResources++;
  }
  into.cases++;
  if (missing === 0) into.whole++;
}

function report(
  name: string,
  { resources, keptResources, keys, keptKeys, cases, whole }: typeof total,
): void {
  const share = (part: number, all: number): string =>
    `${((100 * part) / Math.max(1, all)).toFixed(1)} %`;
  console.log(
    `${name.padEnd(26)} other resources ${share(keptResources, resources).padStart(7)} (${keptResources} of ${resources}), keys ${share(keptKeys, keys).padStart(7)}, everything ${whole} of ${cases}`,
  );
}

function* entries(node: DataNode, path: string): Generator<{ path: string; at: EntryNode }> {
  if (node.kind === "object") {
    for (const at of node.entries) {
      yield { path: `${path}/${at.key}`, at };
      yield* entries(at.value, `${path}/${at.key}`);
    }
  }
  if (node.kind === "array") for (const item of node.items) yield* entries(item, `${path}/#`);
}

/** The blanks in front of a key that begins its line. */
function lineIndent(text: string, offset: number): string | undefined {
  const indent = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return indent.trim() === "" ? indent : undefined;
}

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffle(all: string[]): void {
  for (let index = all.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [all[index], all[other]] = [all[other] ?? "", all[index] ?? ""];
  }
}

function* yamlFiles(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* yamlFiles(path);
    else if (/\.ya?ml$/.test(name)) yield path;
  }
}
