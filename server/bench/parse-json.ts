// Compares the JSON reader with JSON.parse on every .json file below a folder, and reads the expressions of ARM templates.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { readExpression } from "../src/languages/azure/arm/expression.ts";
import { roleOf } from "../src/languages/azure/arm/recognise.ts";
import { readJson } from "../src/syntax/json/json.ts";
import type { DataNode } from "../src/syntax/node.ts";

const root = process.argv[2];
if (root === undefined) throw new Error("usage: tsx server/bench/parse-json.ts FOLDER");

let files = 0;
let characters = 0;
let milliseconds = 0;
let accepted = 0;
let bothReject = 0;
const differences: string[] = [];
let expressions = 0;
const malformed: string[] = [];

for (const path of jsonFiles(root)) {
  const text = readFileSync(path, "utf8");
  files++;
  characters += text.length;
  const before = performance.now();
  const tree = readJson(text);
  milliseconds += performance.now() - before;
  if (roleOf({ path, text }) === "declares") {
    for (const node of strings(tree.root)) {
      expressions++;
      const problem = readExpression(node).problems[0];
      if (problem) malformed.push(`${path}: ${node.value.slice(0, 80)}: ${problem.message}`);
    }
  }
  const oracle = parsed(text);
  const clean = tree.problems.length === 0;
  if (oracle.ok && clean) {
    if (JSON.stringify(plain(tree.root)) === JSON.stringify(oracle.value)) accepted++;
    else differences.push(`${path}: another value`);
  } else if (!oracle.ok && !clean) bothReject++;
  else
    differences.push(
      `${path}: ${oracle.ok ? `rejected: ${tree.problems[0]?.message}` : `accepted, JSON.parse: ${oracle.message}`}`,
    );
}

console.log(
  `${files} files, ${(characters / 1e6).toFixed(1)} MB, ${(characters / 1e3 / milliseconds).toFixed(0)} MB/s`,
);
console.log(
  `same value: ${accepted}, both reject: ${bothReject}, different: ${differences.length}`,
);
for (const each of differences) console.log(`  ${each}`);

console.log(`ARM expressions: ${expressions}, with a problem: ${malformed.length}`);
for (const each of malformed) console.log(`  ${each}`);

function* strings(root: DataNode) {
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === "object") stack.push(...node.entries.map((each) => each.value));
    else if (node.kind === "array") stack.push(...node.items);
    else if (node.kind === "string" && node.value.startsWith("[")) yield node;
  }
}

function parsed(text: string): { ok: true; value: unknown } | { ok: false; message: string } {
  try {
    return { ok: true, value: JSON.parse(text.replace(/^\uFEFF/, "")) };
  } catch (error) {
    return { ok: false, message: String(error).slice(0, 100) };
  }
}

function plain(node: DataNode): unknown {
  switch (node.kind) {
    case "object": {
      const result: Record<string, unknown> = Object.create(null);
      for (const entry of node.entries) result[entry.key] = plain(entry.value);
      return result;
    }
    case "array":
      return node.items.map(plain);
    case "string":
      return node.value;
    case "number":
      return Number(node.raw);
    case "boolean":
      return node.value;
    default:
      return null;
  }
}

function* jsonFiles(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* jsonFiles(path);
    else if (/\.jsonc?$/.test(name)) yield path;
  }
}
