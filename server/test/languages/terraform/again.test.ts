// Holds that reading after an edit, with what the last reading left, gives the same as reading anew.

import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import type { Memory } from "../../../src/languages/language.ts";
import { terraform } from "../../../src/languages/terraform/index.ts";
import { defaultLimits } from "../../../src/text/limits.ts";
import type { SourceFile } from "../../../src/text/source-file.ts";
import { succeed } from "../../../src/text/source-file.ts";
import { edit, randomFrom } from "../../edits.ts";

const fixtures = join(import.meta.dirname, "../../../../test-fixtures/languages/terraform");
const stepsOfCase = 25;

for (const name of readdirSync(fixtures)) {
  const path = join(fixtures, name);
  if (name.endsWith(".model") || name === "limits.tf") continue;
  it(`reads ${name} again after each of ${stepsOfCase} edits as if anew`, () => {
    follow(statSync(path).isDirectory() ? filesOf(path) : new Map([[name, textOf(path)]]), name);
  });
}

describe("what has not changed", () => {
  const files = {
    "main.tf":
      'module "a" {\n  source = "./a"\n  size = local.size\n  providers = { aws = aws.east }\n}\n',
    "locals.tf": "locals {\n  size = 3\n}\n",
    "other.tf": 'resource "aws_iam_role" "other" {\n  name = "other"\n}\n',
    "a/main.tf":
      'variable "size" {}\nresource "aws_iam_role" "one" {\n  name = "r-${var.size}"\n}\nresource "aws_iam_role" "two" {\n  name = "two"\n}\n',
  };
  const inA = ["module.a.aws_iam_role.one", "module.a.aws_iam_role.two"];
  const cases: readonly (readonly [
    edited: keyof typeof files,
    from: string,
    to: string,
    anew: readonly string[],
  ])[] = [
    ["other.tf", '"other"\n', '"another"\n', ["aws_iam_role.other"]],
    ["locals.tf", "3", "4", ["module.a", "module.a.aws_iam_role.one"]],
    [
      "a/main.tf",
      '"two"\n',
      '"three"\n',
      ["module.a.aws_iam_role.one", "module.a.aws_iam_role.two"],
    ],
    ["main.tf", "aws.east", "aws.west", ["module.a", ...inA]],
    ["main.tf", "local.size", "local.size + 1", ["module.a", "module.a.aws_iam_role.one"]],
    ["other.tf", "other", "renamed", ["aws_iam_role.renamed"]],
  ];
  for (const [edited, from, to, anew] of cases) {
    it(`is the same object after ${from} becomes ${to} in ${edited}`, () => {
      const before = sources(new Map(Object.entries(files)));
      const first = read(before);
      const after = new Map(before);
      after.set(edited, { path: edited, text: files[edited].replace(from, to) });
      const kept = new Set(first.declarations);
      const second = read(after, first.memory);
      const made = second.declarations.filter((each) => !kept.has(each)).map((each) => each.id);
      assert.deepEqual(made.toSorted(), anew.toSorted());
    });
  }
});

function follow(begin: Map<string, string>, seed: string): void {
  const random = randomFrom(seed);
  const files = sources(begin);
  let memory: Memory | undefined;
  for (let step = 0; step < stepsOfCase; step++) {
    // New objects have no former version, so their trees are read from the start.
    const texts = new Map([...files].map(([path, { text }]) => [path, text]));
    const [anew, again] = [read(sources(texts)), read(new Map(files), memory)];
    const said = (problems: typeof anew.problems) =>
      problems.map((each) => JSON.stringify(each)).toSorted();
    assert.deepEqual(again.declarations, anew.declarations);
    assert.deepEqual(said(again.problems), said(anew.problems));
    const lacking = anew.wants.filter((each) => !again.wants.includes(each));
    assert.deepEqual(lacking, []);
    memory = again.memory;
    const paths = [...begin.keys()];
    const path = paths[random(paths.length)] ?? "";
    const now = files.get(path)?.text ?? begin.get(path) ?? "";
    const text = edit(now, random);
    if (text === undefined) files.delete(path);
    else files.set(path, successor(files.get(path), { path, text }));
  }
}

function successor(former: SourceFile | undefined, file: SourceFile): SourceFile {
  if (former) succeed(file, former);
  return file;
}

function read(files: Map<string, SourceFile>, memory?: Memory) {
  const ours = new Map([...files].filter(([, file]) => terraform.role(file) !== undefined));
  const unit = terraform.units(ours)[0];
  if (!unit) return { declarations: [], problems: [], wants: [], memory };
  const variant = unit.variants.at(-1) ?? { values: [] };
  return terraform.read(unit, variant, files, defaultLimits, undefined, memory);
}

function sources(texts: ReadonlyMap<string, string>): Map<string, SourceFile> {
  return new Map([...texts].map(([path, text]) => [path, { path, text }]));
}

function filesOf(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return new Map(
    paths
      .filter((path) => path !== "model" && statSync(join(folder, path)).isFile())
      .toSorted()
      .map((path) => [path.replaceAll("\\", "/"), textOf(join(folder, path))]),
  );
}

function textOf(path: string): string {
  return readFileSync(path, "utf8");
}
