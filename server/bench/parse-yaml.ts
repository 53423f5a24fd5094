// Compares the YAML reader with two others on every .yaml and .yml file below a folder, and measures its speed.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseEvents } from "js-yaml";
import { parseAllDocuments } from "yaml";
import type { DataNode } from "../src/syntax/node.ts";
import { readYaml } from "../src/syntax/yaml/yaml.ts";

const root = process.argv[2];
if (root === undefined) throw new Error("usage: tsx server/bench/parse-yaml.ts FOLDER");

let files = 0;
let characters = 0;
let milliseconds = 0;
let strings = 0;
const unmapped: string[] = [];
const counts = new Map<string, number>();
const differences: string[] = [];

for (const path of yamlFiles(root)) {
  const text = readFileSync(path, "utf8");
  files++;
  characters += text.length;
  const before = performance.now();
  const tree = readYaml(text);
  milliseconds += performance.now() - before;
  for (const node of nodes(tree.root)) {
    if (node.kind !== "string") continue;
    strings++;
    const whole = node.pieces.length === 1 && node.pieces[0]?.text.length !== width(node);
    const written = node.style === "plain" ? node.range.end - node.range.start : 0;
    if (whole && written !== node.value.length && node.value.length > 1)
      unmapped.push(`${path}:${node.range.start}`);
  }
  const verdict = (accepts: boolean): string => (accepts ? "accepts" : "rejects");
  const ours = verdict(tree.problems.length === 0);
  const yaml = verdict(
    accepts(() =>
      parseAllDocuments(text, { logLevel: "silent" }).every((each) => each.errors.length === 0),
    ),
  );
  const jsYaml = verdict(accepts(() => parseEvents(text, {}) !== undefined));
  const row = `msplint ${ours}, yaml ${yaml}, js-yaml ${jsYaml}`;
  counts.set(row, (counts.get(row) ?? 0) + 1);
  if (ours !== yaml || ours !== jsYaml)
    differences.push(`${path}: ${row}: ${tree.problems[0]?.message ?? ""}`);
}

console.log(
  `${files} files, ${(characters / 1e6).toFixed(1)} MB, ${(characters / 1e3 / milliseconds).toFixed(1)} MB/s`,
);
console.log(`${strings} strings, without a mapping of their own: ${unmapped.length}`);
for (const [row, count] of counts) console.log(`${count} × ${row}`);
for (const each of [...differences, ...unmapped]) console.log(`  ${each}`);

function width(node: DataNode & { readonly kind: "string" }): number {
  const piece = node.pieces[0];
  return piece ? piece.range.end - piece.range.start : 0;
}

function accepts(read: () => boolean): boolean {
  try {
    return read();
  } catch {
    return false;
  }
}

function* nodes(node: DataNode): Generator<DataNode> {
  yield node;
  if (node.kind === "object") for (const entry of node.entries) yield* nodes(entry.value);
  if (node.kind === "array") for (const item of node.items) yield* nodes(item);
}

function* yamlFiles(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* yamlFiles(path);
    else if (/\.ya?ml$/.test(name)) yield path;
  }
}
