// Scans a folder of labelled cases, each alone: `tsx server/bench/labelled.ts FOLDER LABELS OUT`.
//
// A case is a file of its own, save that the Terraform files of one folder below a source named in
// `foldersAreCases` are one. OUT gets {"file", "line", "rule"} a line, for a scorer.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { bundledKinds, bundledPolicies } from "../src/bundled.ts";
import { readText } from "../src/host.ts";
import { analyseAll } from "../src/host-scan.ts";
import { loadLanguages } from "../src/languages/index.ts";
import { defaultLimits } from "../src/text/limits.ts";
import { positionOf } from "../src/views/position.ts";
import { Workspace } from "../src/workspace.ts";

await loadLanguages();

const [folder = "", labels = "", out = ""] = process.argv.slice(2);

/** Sources whose cases are folders of Terraform files. */
const foldersAreCases = /^bridgecrewio\+checkov\/.*\.tf$/;

const files = new Set<string>();
for (const line of readFileSync(labels, "utf8").split("\n")) {
  if (line !== "") files.add((JSON.parse(line) as { file: string }).file);
}

const cases = new Map<string, string[]>();
for (const file of files) {
  const name = foldersAreCases.test(file) ? dirname(file) : file;
  cases.set(name, [...(cases.get(name) ?? []), file]);
}

function terraformFiles(inner: string): string[] {
  return readdirSync(join(folder, inner))
    .filter((name) => /\.tf(?:vars)?$/.test(name))
    .map((name) => `${inner}/${name}`);
}

const rows: string[] = [];
for (const members of cases.values()) {
  const workspace = new Workspace({
    policies: bundledPolicies,
    kinds: bundledKinds,
    limits: defaultLimits,
    today: new Date().toISOString().slice(0, 10),
    untrusted: false,
    exclude: [],
    forget: true,
  });
  // What has no label of its own (a variables file) is context.
  const beside = members.flatMap((path) =>
    foldersAreCases.test(path) ? terraformFiles(dirname(path)) : [path],
  );
  for (const path of new Set(beside)) {
    const read = readText(join(folder, path), defaultLimits.scannedFileSize);
    if ("text" in read) workspace.files.set({ path, text: read.text });
  }
  analyseAll(workspace, () => undefined);
  for (const finding of workspace.results().findings) {
    const { line } = positionOf(workspace.files.get(finding.file), finding.range);
    rows.push(`${JSON.stringify({ file: finding.file, line, rule: finding.policy })}\n`);
  }
}
writeFileSync(out, rows.join(""));
console.log(`${cases.size} cases, ${rows.length} findings`);
