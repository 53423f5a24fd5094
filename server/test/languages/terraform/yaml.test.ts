// Terraform's YAML: what words are read as, what is refused, and how values are laid out.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { valueOf, words } from "./values.ts";

const decoded: readonly (readonly [yaml: string, expected: string])[] = [
  ["a: [1, x, yes, ~]\nb: {c: 0x10}", '{a=[1,"x",true,null],b={c=16}}'],
  ["a: 1_0\nb: 010\nc: 0b1\nd: +.5e1", '{a="1_0",b=10,c="0b1",d=5}'],
  [
    "a: 2024-2-9\nb: 2024-02-09T01:02:03.5+01:00",
    '{a="2024-02-09T00:00:00Z",b="2024-02-09T01:02:03+01:00"}',
  ],
  ["a: &x {k: 1}\nb:\n  k: 2\n  <<: *x", "{a={k=1},b={k=1}}"],
  ["a: |-\n  x\n  y\nb: >\n  x\n  y\n", '{a="x\\ny",b="x y\\n"}'],
  ["a: !!str 5\nb: !!int '5'", '{a="5",b="5"}'],
  ["no: 1\n2: x", '{false=1,2="x"}'],
  ["a: 1\na: 2", "{a=2}"],
  ["a: >-\n  yes\nb: |-\n  5.0\nc: |\n", '{a="true",b="5",c=null}'],
  ["|\n x", '"x"'],
  ["|\nx", "?error"],
  ["\ta: 1", "?error"],
  ["", "?error"],
  ["a: !Ref x", "?error"],
  ["a: !!int x", "?error"],
  ["a: *x", "?error"],
  ["&a [*a]", "?error"],
  ["[a]: 1", "?error"],
  ["~: 1", "?error"],
  ["a: b: c", "?error"],
  ["a: 1\n---\nb: 2", "?error"],
  ["a: .nan", "?error"],
];

const encoded: readonly (readonly [expression: string, expected: string])[] = [
  ["null", "null\n...\n"],
  ['{ b = [1, "x"], a = {} }', '"a": {}\n"b":\n- 1\n- "x"\n'],
  ["[[1, [2]], { a = [], b = 3 }]", '- - 1\n  - - 2\n- "a": []\n  "b": 3\n'],
  ['{ a = { b = "x\\ny\\n" } }', '"a":\n  "b": |\n    x\n    y\n'],
  ['["x\\n\\n", " y\\nz"]', "- |+\n  x\n\n- |2-\n   y\n  z\n"],
  ['"a \\nb"', '"a \\nb"\n'],
  ['"\\t\\"\\\\\\u0007"', '"\\t\\"\\\\\\a"\n'],
];

describe("Terraform's YAML", () => {
  for (const [yaml, expected] of decoded)
    it(`reads ${JSON.stringify(yaml)}`, () => {
      assert.equal(words(valueOf(`yamldecode(${JSON.stringify(yaml)})`)), expected);
    });
  for (const [expression, expected] of encoded)
    it(`writes ${expression}`, () => {
      assert.equal(words(valueOf(`yamlencode(${expression})`)), JSON.stringify(expected));
    });

  it("bounds what aliases stand for", () => {
    const lines = Array.from({ length: 40 }, (_, index) =>
      index === 0 ? "- &a0 [x, x]" : `- &a${index} [*a${index - 1}, *a${index - 1}]`,
    );
    assert.equal(words(valueOf(`yamldecode(${JSON.stringify(lines.join("\n"))})`)), "?limit");
  });
});
