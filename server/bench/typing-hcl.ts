// Puts half-typed text into real Terraform files and counts how much of the rest is still read as before.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { readHcl } from "../src/languages/terraform/syntax/hcl.ts";
import type { Block, Body } from "../src/languages/terraform/syntax/tree.ts";

/** What is typed into a body, or at the top level; `{` and `=` states take something away. */
const bodyLines = [
  "foo",
  "foo =",
  "foo = var.",
  "foo = aws_s3_bucket.b[",
  'foo = "abc',
  '"abc-${var.x',
  '"abc-${var.x"',
  "foo = [",
  'foo = ["a",',
  "foo = merge(",
  "foo = merge(var.a,",
  "foo = {",
  "foo = jsonencode({",
  "ingress {",
  "foo = [for x in",
  "foo = var.a ?",
  "foo = var.a &&",
  "foo = <<EOT",
];
const topLines = [
  "resource",
  'resource "aws_',
  'resource "aws_s3_bucket" "x"',
  'resource "aws_s3_bucket" "x" {',
  "}",
];
const halfWords = [
  "resou",
  "jsonenc",
  "var.",
  "loc",
  '"aws_',
  "${",
  "{",
  "[",
  "(",
  "}",
  "tags = {",
  "x",
  "=",
  "<<E",
  "data.aws_",
  "for",
  "&&",
  "?",
  '"',
  "#",
  "/*",
  "count =",
];

const [folder = ".", wantedFiles = "200", cuts = "2000"] = process.argv.slice(2);
const random = seeded(20_240_601);
const files = shuffled(usable(filesBelow(folder))).slice(0, Number(wantedFiles));

interface Edit {
  readonly text: string;
  /** Where text was put in or taken out, and by how much the rest moved. */
  readonly at: number;
  readonly removed: number;
  readonly added: number;
  readonly block?: Block;
}
interface Score {
  kept: number;
  all: number;
}

const states = new Map<string, { blocks: Score; attributes: Score; own: Score; whole: Score }>();
for (const { text, body } of files) {
  const block = pick(
    body.blocks.filter((each) => text.slice(each.body.range.start, each.range.end).includes("\n")),
  );
  if (!block) continue;
  const start = lineBehind(
    text,
    pick([block.head, ...block.body.attributes.map((each) => each.range)])?.end ?? block.head.end,
  );
  for (const line of bodyLines) {
    const written = line.startsWith('"') ? `foo = ${line}` : line;
    measure(line, body, insert(text, start, `  ${written}\n`, block));
  }
  const top = lineBehind(text, block.range.end);
  for (const line of topLines) measure(`top level: ${line}`, body, insert(text, top, `${line}\n`));
  measure("closing brace deleted", body, remove(text, block.range.end - 1, block));
  const attribute = pick(block.body.attributes);
  if (attribute) {
    const sign = text.indexOf("=", attribute.nameRange.end);
    measure("= deleted", body, remove(text, sign, block));
    const strings = block.body.attributes.filter(
      (each) => text.charAt(each.value.range.end - 1) === '"',
    );
    const string = pick(strings);
    if (string) measure('closing " deleted', body, remove(text, string.value.range.end - 1, block));
  }
}
for (let index = 0; index < Number(cuts); index++) {
  const file = pick(files);
  const word = pick(halfWords);
  if (!file || word === undefined) continue;
  const at = Math.floor(random() * file.text.length);
  const block = file.body.blocks.find((each) => each.range.start <= at && at <= each.range.end);
  measure("random half-word", file.body, insert(file.text, at, word, block));
}

const total = { blocks: score(), attributes: score(), own: score(), whole: score() };
console.log(
  `${files.length} files; kept: other blocks, their attributes, other attributes of the same block, everything`,
);
for (const [name, each] of states) {
  for (const key of ["blocks", "attributes", "own", "whole"] as const) {
    if (name !== "random half-word") add(total[key], each[key]);
  }
  console.log(`${name.padEnd(36)} ${row(each)}`);
}
console.log(`${"all typing states".padEnd(36)} ${row(total)}`);

function measure(name: string, body: Body, edit: Edit): void {
  const state = states.get(name) ?? {
    blocks: score(),
    attributes: score(),
    own: score(),
    whole: score(),
  };
  states.set(name, state);
  const after = readHcl(edit.text).body;
  const found = new Set(
    flat(after.blocks).map(
      (block) =>
        `${block.range.start}-${block.range.end} ${block.type} ${block.labels.map((each) => each.text).join(" ")}`,
    ),
  );
  const attributes = new Set(
    attributesOf(after).map(
      (each) => `${each.range.start}-${each.range.end} ${each.name} ${each.value.kind}`,
    ),
  );
  const moved = (offset: number) =>
    offset <= edit.at ? offset : offset + edit.added - edit.removed;
  // What the edit itself touches is another thing afterwards.
  const touched = (range: { start: number; end: number }) =>
    range.start <= edit.at && edit.at <= range.end;
  let whole = true;
  const count = (into: Score, kept: boolean) => {
    into.all++;
    if (kept) into.kept++;
    else whole = false;
  };
  for (const block of body.blocks) {
    const own = block === edit.block;
    const key = (range: { start: number; end: number }) =>
      `${moved(range.start + 1) - 1}-${moved(range.end)}`;
    if (!own)
      count(
        state.blocks,
        found.has(
          `${key(block.range)} ${block.type} ${block.labels.map((each) => each.text).join(" ")}`,
        ),
      );
    for (const attribute of attributesOf({
      attributes: [],
      blocks: [block],
      partials: [],
      range: block.range,
    })) {
      if (touched(attribute.range)) continue;
      count(
        own ? state.own : state.attributes,
        attributes.has(`${key(attribute.range)} ${attribute.name} ${attribute.value.kind}`),
      );
    }
  }
  if (!whole && process.env.SHOW === name)
    console.log(
      `--- ${name}\n${edit.text.slice(edit.block?.range.start ?? edit.at - 200, (edit.block?.range.end ?? edit.at) + 200)}`,
    );
  state.whole.all++;
  if (whole) state.whole.kept++;
}

function attributesOf(body: Body): Body["attributes"] {
  return [...body.attributes, ...flat(body.blocks).flatMap((block) => block.body.attributes)];
}
function flat(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block) => [block, ...flat(block.body.blocks)]);
}
function insert(text: string, at: number, added: string, block?: Block): Edit {
  return {
    text: text.slice(0, at) + added + text.slice(at),
    at,
    removed: 0,
    added: added.length,
    ...(block ? { block } : {}),
  };
}
function remove(text: string, at: number, block: Block): Edit {
  return { text: text.slice(0, at) + text.slice(at + 1), at, removed: 1, added: 0, block };
}
function lineBehind(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline < 0 ? text.length : newline + 1;
}
function usable(paths: Iterable<string>): { text: string; body: Body; path: string }[] {
  const found: { text: string; body: Body; path: string }[] = [];
  for (const path of paths) {
    const text = readFileSync(path, "utf8").replaceAll("\r\n", "\n");
    const tree = readHcl(text);
    if (tree.problems.length === 0 && tree.body.blocks.length >= 2 && text.length < 60_000)
      found.push({ text, body: tree.body, path });
  }
  return found;
}
function* filesBelow(path: string): Generator<string> {
  if (!statSync(path).isDirectory()) {
    if (path.endsWith(".tf")) yield path;
    return;
  }
  for (const name of readdirSync(path).toSorted()) yield* filesBelow(join(path, name));
}
function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => [random(), item] as const)
    .toSorted((a, b) => a[0] - b[0])
    .map(([, item]) => item);
}
function pick<T>(items: readonly T[]): T | undefined {
  return items[Math.floor(random() * items.length)];
}
function score(): Score {
  return { kept: 0, all: 0 };
}
function add(into: Score, from: Score): void {
  into.kept += from.kept;
  into.all += from.all;
}
function row(each: { blocks: Score; attributes: Score; own: Score; whole: Score }): string {
  return [each.blocks, each.attributes, each.own, each.whole]
    .map((part) =>
      `${((100 * part.kept) / Math.max(1, part.all)).toFixed(1)} % of ${part.all}`.padStart(18),
    )
    .join(" ");
}
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
