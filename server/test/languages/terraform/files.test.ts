// Functions that read files of the workspace: what they give, what they ask for, and that nothing leads out.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { evaluate } from "../../../src/expressions/evaluate.ts";
import { contextOf } from "../../../src/languages/terraform/evaluation.ts";
import { collect } from "../../../src/languages/terraform/module.ts";
import { readerOf } from "../../../src/languages/terraform/reader.ts";
import { defaultLimits } from "../../../src/text/limits.ts";
import { words } from "./values.ts";

const listings: Readonly<Record<string, string>> = {
  "./": "stack/\nREADME.md",
  "stack/": "main.tf\ntexts/",
  "stack/texts/": "a.txt\nb.json\nbig.bin\ndeep/\ngreeting.tftpl\nloop.tftpl\nown.tftpl",
  "stack/texts/deep/": "c.txt",
};
const texts: Readonly<Record<string, string>> = {
  "README.md": "# read me",
  "stack/texts/a.txt": "héllo\n",
  "stack/texts/b.json": '{"Statement": [{"Action": "s3:*"}]}',
  "stack/texts/deep/c.txt": "c",
  "stack/texts/greeting.tftpl": "Hello, ${name}!\n%{ if loud ~}\nHEY\n%{ endif ~}\n",
  "stack/texts/loop.tftpl": "%{ for k, v in all ~}\n${k}=${upper(v)};\n%{ endfor ~}\n",
  "stack/texts/own.tftpl": '${templatefile("texts/a.txt", {})}',
};

/** The value in few words, what is asked for, and the problems' ids. */
function read(expression: string, left: readonly string[] = []) {
  const text = `variable "open" { type = string }\nlocals {\n  result = ${expression}\n  text = "a $$\{x}"\n}\n`;
  const files = new Map(
    Object.entries({ "stack/main.tf": text, ...listings, ...texts })
      .filter(([path]) => !left.includes(path))
      .map(([path, each]) => [path, { path, text: each }]),
  );
  const module = collect(["stack/main.tf"], files);
  const reader = readerOf(files, defaultLimits);
  const context = contextOf(module, new Map(), defaultLimits, "stack", reader);
  const attribute = module.locals.get("result")?.attribute;
  if (!attribute) throw new Error(`no expression: ${expression}`);
  const value = evaluate(attribute.value, context.scope("stack/main.tf"));
  const problems = [...reader.problems.values()].map((problem) => problem.id);
  return { value, words: words(value), wants: [...reader.wants].toSorted(), problems };
}

const cases: readonly (readonly [expression: string, expected: string])[] = [
  ['file("texts/a.txt")', '"héllo\\n"'],
  ['file("${path.module}/../README.md")', '"# read me"'],
  ['file("texts/none.txt")', "?error"],
  ['file("none/none.txt")', "?error"],
  ['file("texts/a.txt/b")', "?error"],
  ['file("texts")', "?error"],
  ['file("texts/big.bin")', "?file"],
  ['jsondecode(file("texts/b.json")).Statement[0].Action', '"s3:*"'],
  ['fileexists("texts/a.txt")', "true"],
  ['fileexists("texts/A.TXT")', "false"],
  ['fileexists("texts/deep")', "?error"],
  ['fileset(".", "texts/*.txt")', 'set["texts/a.txt"]'],
  ['fileset("texts", "**/*.{txt,json}")', 'set["a.txt","b.json","deep/c.txt"]'],
  ['fileset("texts", "[^a-k]*")', 'set["loop.tftpl","own.tftpl"]'],
  ['fileset("texts/deep", "../?.txt")', 'set["../a.txt"]'],
  ['fileset("none", "*")', "set[]"],
  ['fileset("texts", "{a")', "?error"],
  ['filemd5("texts/deep/c.txt")', '"4a8a08f09d37b73795649038408b5f33"'],
  ['filebase64("texts/a.txt")', '"aMOpbGxvCg=="'],
  ['templatefile("texts/greeting.tftpl", { name = 5, loud = true })', '"Hello, 5!\\nHEY\\n"'],
  ['templatefile("texts/greeting.tftpl", { name = var.open, loud = false })', '"Hello, ${?}!\\n"'],
  ['templatefile("texts/greeting.tftpl", { name = 5 })', "?error"],
  ['templatefile("texts/loop.tftpl", { all = { b = "x", a = "y" } })', '"a=Y;\\nb=X;\\n"'],
  ['templatefile("texts/own.tftpl", {})', "?error"],
  [
    'templatefile("texts/greeting.tftpl", { name = sensitive("s"), loud = false })',
    '"Hello, s!\\n"!',
  ],
  ["templatestring(local.text, { x = 1 })", '"a 1"'],
  ["templatestring(local.text, { y = 1 })", "?error"],
  ['templatestring("a", {})', "?error"],
  ['abspath("./x/../y")', '"/${?}/y"'],
  ['abspath("/x/../y")', '"/y"'],
  ['pathexpand("~/x")', "?function"],
  ["path.module", '"."'],
  ["path.nosuch", "?error"],
];

describe("Terraform's files", () => {
  for (const [expression, expected] of cases)
    it(expression, () => {
      assert.equal(read(expression).words, expected);
    });

  it("are places of their own", () => {
    const { value } = read('file("texts/a.txt")');
    assert.equal(value.at.file, "stack/texts/a.txt");
    assert.equal(value.via[0]?.label, 'file("stack/texts/a.txt")');
  });

  it("are asked for, with the listing that says whether they exist", () => {
    const left = ["stack/texts/", "stack/texts/a.txt"];
    const { words: value, wants } = read('file("texts/a.txt")', left);
    assert.equal(value, "?file");
    assert.deepEqual(wants, ["stack/texts/", "stack/texts/a.txt"]);
    assert.deepEqual(read('fileset("texts", "deep/**")', ["stack/texts/deep/"]).wants, [
      "stack/texts/deep/",
    ]);
  });

  it("are not asked for outside of the workspace", () => {
    for (const call of ['file("../../x")', 'file("/etc/hosts")', 'fileset("..", "../../*")']) {
      const { words: value, wants, problems } = read(call);
      assert.equal(value, "?file");
      assert.deepEqual(wants, []);
      assert.deepEqual(problems, ["analysis/outside-the-workspace"]);
    }
  });
});
