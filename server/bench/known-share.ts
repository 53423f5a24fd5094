// How much of real code is understood: `npx tsx server/bench/known-share.ts FOLDER… [--reasons N]`.
//
// Each sub-folder of a FOLDER is a workspace of its own. Counted are the leaves of every declaration's body, and
// the attributes of the resources that policies see; per language, the reasons for what is unknown with the names
// that they give, most frequent first.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bundledKinds } from "../src/bundled.ts";
import type { Reason, Value } from "../src/expressions/value.ts";
import { isDict, isList, isText } from "../src/expressions/value.ts";
import { analyseAll, answersOf, fill } from "../src/host-scan.ts";
import { loadLanguages } from "../src/languages/index.ts";
import { defaultLimits } from "../src/text/limits.ts";
import { Workspace } from "../src/workspace.ts";

await loadLanguages();

interface Shares {
  readonly leaves: Map<string, number>;
  readonly attributes: Map<string, number>;
  readonly reasons: Map<string, number>;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { reasons: { type: "string", default: "20" } },
});

const languages = new Map<string, Shares>();
for (const folder of positionals)
  for (const each of readdirSync(folder, { withFileTypes: true }))
    if (each.isDirectory()) countWorkspace(join(folder, each.name));
for (const [language, shares] of languages) print(language, shares);

function countWorkspace(root: string): void {
  const options = {
    policies: [],
    kinds: bundledKinds,
    limits: defaultLimits,
    today: "2026-06-15",
    untrusted: false,
    exclude: [],
    forget: false,
  };
  const workspace = new Workspace(options);
  fill(workspace, { root }, options);
  analyseAll(workspace, answersOf({ root }, options));
  for (const { unit, variants } of workspace.snapshots()) {
    const shares = languages.get(unit.language) ?? {
      leaves: new Map(),
      attributes: new Map(),
      reasons: new Map(),
    };
    languages.set(unit.language, shares);
    for (const { model } of variants) {
      for (const { body } of model.declarations) countLeaves(body, shares);
      for (const { attributes } of model.resources)
        for (const value of attributes.values()) add(shares.attributes, stateOf(value));
    }
  }
}

function countLeaves(value: Value, shares: Shares): void {
  if (value.state === "unknown") return unknownLeaf(value.reason, shares);
  if (value.state === "absent" || typeof value.value !== "object" || value.value === null) {
    add(shares.leaves, value.state);
    return;
  }
  const content = value.value;
  if (isText(content)) {
    const holes = content.parts.flatMap((part) => ("hole" in part ? [part.hole] : []));
    add(shares.leaves, holes.length > 0 ? "half known" : "known");
    for (const hole of holes) add(shares.reasons, named(hole));
    if (content.json) countLeaves(content.json, shares);
    return;
  }
  if (isList(content)) for (const item of content.items) countLeaves(item, shares);
  else if (isDict(content))
    for (const entry of content.entries.values()) countLeaves(entry.value, shares);
  else add(shares.leaves, "known");
  if ("more" in content && content.more) unknownLeaf(content.more, shares);
}

function unknownLeaf(reason: Reason, shares: Shares): void {
  add(shares.leaves, `unknown: ${reason.kind}`);
  add(shares.reasons, named(reason));
}

function stateOf(value: Value): string {
  if (value.state !== "known" || value.value === null || !isText(value.value)) return value.state;
  return value.value.parts.some((part) => "hole" in part) ? "half known" : "known";
}

/** The kind with what narrows it: the attribute, the function, the identity; no names of one repository. */
function named(reason: Reason): string {
  switch (reason.kind) {
    case "computed":
      return `computed: ${reason.attribute}`;
    case "own":
    case "limit":
    case "unsupported":
      return `${reason.kind}: ${reason.what}`;
    case "function":
      return `function: ${reason.name}`;
    case "error":
      return `error: ${reason.message.replaceAll(/"[^"]*"/g, '"…"')}`;
    default:
      return reason.kind;
  }
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function print(language: string, { leaves, attributes, reasons }: Shares): void {
  console.log(`\n${language}`);
  console.log(`  leaves of declarations: ${shareOf(leaves)}`);
  console.log(`  attributes of resources: ${shareOf(attributes)}`);
  for (const [reason, count] of sorted(reasons).slice(0, Number(values.reasons)))
    console.log(`  ${String(count).padStart(7)} ${reason}`);
}

function shareOf(counts: ReadonlyMap<string, number>): string {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return `${total}; ${sorted(counts)
    .map(([name, count]) => `${name} ${((100 * count) / total).toFixed(1)} %`)
    .join(", ")}`;
}

function sorted(counts: ReadonlyMap<string, number>): readonly [string, number][] {
  return [...counts].toSorted((a, b) => b[1] - a[1]);
}
