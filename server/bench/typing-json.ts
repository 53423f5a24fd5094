// Measures what the JSON reader keeps of a template while somebody types in it: states and random cuts.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "../src/syntax/json/json.ts";
import { type DataNode, entry } from "../src/syntax/node.ts";

const root = process.argv[2];
if (root === undefined)
  throw new Error("usage: tsx server/bench/typing-json.ts FOLDER [--show STATE]");
const show = process.argv[4];

/** A small generator of equally spread numbers, so that every run measures the same. */
let seed = 20_260_511;
function random(limit: number): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * limit);
}

const inserted = [
  '"Fo',
  '"Foo"',
  '"Foo":',
  '"Foo": "abc',
  '"Foo": {',
  '"Foo": {"a": 1,',
  '"Foo": [',
  '"Foo": ["a",',
  '"Foo": 1',
  "Foo",
  '"Foo": {"Ref": "',
  '"Foo": "[concat(\'',
  ",",
  "}",
];
const deleted = ["}", ",", '"'];

const templates = [...jsonFiles(root)]
  .map((path) => ({ path, text: readFileSync(path, "utf8") }))
  .filter(
    ({ text }) => text.length < 200_000 && text.includes("\n") && declarations(text).size >= 2,
  );
const files: typeof templates = [];
while (files.length < 200 && templates.length > 0)
  files.push(...templates.splice(random(templates.length), 1));

const totals = new Map<string, { kept: number; of: number; keys: number; ofKeys: number }>();
for (const { path, text } of files) {
  for (const state of inserted) {
    const lines = memberLines(text);
    const line = lines[random(lines.length)];
    if (line === undefined) continue;
    const indent = /^[ \t]*/.exec(text.slice(line))?.[0] ?? "";
    measure(state, path, text, line, 0, `${indent}${state}\n`);
  }
  for (const character of deleted) {
    const places = allOf(text, character);
    const at = places[random(places.length)];
    if (at !== undefined) measure(`${character} deleted`, path, text, at, 1, "");
  }
}
const words = ['"na', "nam", '{"a', "[con", "}", '": "', "'", "\\", '",', "{", "["];
for (let round = 0; round < 2_000; round++) {
  const file = files[random(files.length)];
  if (!file) break;
  measure(
    "random",
    file.path,
    file.text,
    random(file.text.length),
    0,
    words[random(words.length)] ?? "",
  );
}

let kept = 0;
let of = 0;
for (const [state, total] of totals) {
  if (state !== "random") {
    kept += total.kept;
    of += total.of;
  }
  console.log(
    `${state.padEnd(20)} declarations ${percent(total.kept, total.of)} (${total.kept} of ${total.of}), keys ${percent(total.keys, total.ofKeys)}`,
  );
}
console.log(`17 states together: ${percent(kept, of)} (${kept} of ${of}) on ${files.length} files`);

function measure(
  state: string,
  path: string,
  text: string,
  at: number,
  removed: number,
  added: string,
): void {
  const changed = text.slice(0, at) + added + text.slice(at + removed);
  const total = totals.get(state) ?? { kept: 0, of: 0, keys: 0, ofKeys: 0 };
  totals.set(state, total);
  const shift = (offset: number) => (offset <= at ? offset : offset - removed + added.length);
  count(declarations(text), declarations(changed), (good, all) => {
    total.kept += good;
    total.of += all;
    if (state === show && good < all)
      console.log(`${path}@${at} ${JSON.stringify(added)}: ${good} of ${all}`);
  });
  count(keys(text), keys(changed), (good, all) => {
    total.keys += good;
    total.ofKeys += all;
  });

  function count(
    before: ReadonlyMap<string, DataNode>,
    after: ReadonlyMap<string, DataNode>,
    add: (good: number, all: number) => void,
  ): void {
    let good = 0;
    let all = 0;
    const ranges = new Set(
      [...after.values()].map((node) => `${node.range.start}:${node.range.end}`),
    );
    for (const node of before.values()) {
      if (node.range.start <= at && at <= node.range.end) continue;
      all++;
      if (ranges.has(`${shift(node.range.start)}:${shift(node.range.end)}`)) good++;
    }
    add(good, all);
  }
}

/** The resources of an ARM or a CloudFormation template, else the members of the root. */
function declarations(text: string): ReadonlyMap<string, DataNode> {
  const tree = readJson(text).root;
  const resources = entry(tree, "resources") ?? entry(tree, "Resources");
  const result = new Map<string, DataNode>();
  if (!resources) return result;
  const { value } = resources;
  if (value.kind === "object") for (const each of value.entries) result.set(each.key, each.value);
  if (value.kind === "array") value.items.forEach((item, index) => result.set(String(index), item));
  return result;
}

function keys(text: string): ReadonlyMap<string, DataNode> {
  const result = new Map<string, DataNode>();
  const stack: [DataNode, number][] = [[readJson(text).root, 0]];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [node] = next;
    if (node.kind === "object") {
      for (const each of node.entries) {
        result.set(`${each.keyRange.start}`, { ...each.value, range: each.range });
        stack.push([each.value, 0]);
      }
    }
    if (node.kind === "array") for (const item of node.items) stack.push([item, 0]);
  }
  return result;
}

function memberLines(text: string): readonly number[] {
  return [...text.matchAll(/^[ \t]+"/gm)].map((match) => match.index);
}

function allOf(text: string, character: string): readonly number[] {
  const result: number[] = [];
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1))
    result.push(at);
  return result;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`;
}

function* jsonFiles(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* jsonFiles(path);
    else if (/\.jsonc?$/.test(name)) yield path;
  }
}
