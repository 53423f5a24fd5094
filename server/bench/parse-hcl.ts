// Parses every Terraform file below a folder; compares what has a problem with `terraform fmt`, where that is there.

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { readHcl } from "../src/languages/terraform/syntax/hcl.ts";

const endings = [".tf", ".tofu", ".tfvars", ".hcl", ".hcldec", ".t"];

const folder = process.argv[2] ?? ".";
const files = [...filesBelow(folder)].filter((path) =>
  endings.some((ending) => path.endsWith(ending)),
);
const oracle =
  spawnSync("terraform", ["version"]).status === 0 && !process.argv.includes("--no-oracle");

let bytes = 0;
let time = 0;
let accepted = 0;
const disagreements: string[] = [];
for (const path of files) {
  const text = readFileSync(path, "utf8");
  bytes += text.length;
  const before = performance.now();
  const tree = readHcl(text);
  time += performance.now() - before;
  const ours = tree.problems.length === 0;
  if (ours) accepted++;
  if (!oracle) {
    if (!ours)
      disagreements.push(
        `${path}: ${tree.problems.map((each) => `${each.message} @${each.range.start}`).join(" ")}`,
      );
    continue;
  }
  const theirs = spawnSync("terraform", ["fmt", "-"], { input: text }).status === 0;
  if (ours !== theirs) {
    disagreements.push(
      `${path}: ours ${ours ? "accepts" : `rejects (${tree.problems[0]?.message} @${tree.problems[0]?.range.start})`}, terraform ${theirs ? "accepts" : "rejects"}`,
    );
  }
}
for (const line of disagreements) console.log(line);
console.log(
  `${files.length} files, ${bytes} characters, ${time.toFixed(0)} ms; ${accepted} without a problem; ${disagreements.length} ${oracle ? "disagree with terraform fmt" : "with one"}`,
);

function* filesBelow(path: string): Generator<string> {
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).toSorted()) yield* filesBelow(join(path, name));
}
