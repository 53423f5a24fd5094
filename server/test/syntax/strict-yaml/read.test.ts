// The strict reader's trees: what each node is and the text that its range covers.

import assert from "node:assert/strict";
import type { DataNode } from "../../../src/syntax/node.ts";
import { atPointer, placeOf, plain } from "../../../src/syntax/strict-yaml/plain.ts";
import { readStrictYaml } from "../../../src/syntax/strict-yaml/read.ts";

function rows(text: string, node: DataNode, path = ""): string[] {
  const row = `${path || "/"} ${node.kind} ${JSON.stringify(text.slice(node.range.start, node.range.end))}`;
  if (node.kind === "object")
    return [row, ...node.entries.flatMap((each) => rows(text, each.value, `${path}/${each.key}`))];
  if (node.kind === "array")
    return [row, ...node.items.flatMap((each, index) => rows(text, each, `${path}/${index}`))];
  return [row];
}

const cases: readonly [name: string, text: string, expected: readonly string[]][] = [
  [
    "plain scalars",
    "a: 1\nb: 012\nc: true\nd: ~\ne: off\nf: 2027-03-31\n",
    [
      '/ object "a: 1\\nb: 012\\nc: true\\nd: ~\\ne: off\\nf: 2027-03-31"',
      '/a number "1"',
      '/b number "012"',
      '/c boolean "true"',
      '/d null "~"',
      '/e string "off"',
      '/f string "2027-03-31"',
    ],
  ],
  [
    "quotes belong to the range",
    "a: \"x\\ny\"\nb: 'it''s'",
    [
      "/ object \"a: \\\"x\\\\ny\\\"\\nb: 'it''s'\"",
      '/a string "\\"x\\\\ny\\""',
      "/b string \"'it''s'\"",
    ],
  ],
  [
    "block scalars begin at their header",
    "a: >\n  x\n  y\n\nb: |-\n  z\n",
    [
      '/ object "a: >\\n  x\\n  y\\n\\nb: |-\\n  z"',
      '/a string ">\\n  x\\n  y"',
      '/b string "|-\\n  z"',
    ],
  ],
  [
    "flow collections end at their bracket",
    "a: [ 1, # ]\n 2 ,\n ]\nb: {}",
    [
      '/ object "a: [ 1, # ]\\n 2 ,\\n ]\\nb: {}"',
      '/a array "[ 1, # ]\\n 2 ,\\n ]"',
      '/a/0 number "1"',
      '/a/1 number "2"',
      '/b object "{}"',
    ],
  ],
  [
    "a value that is not written",
    "a:\nb: 1",
    ['/ object "a:\\nb: 1"', '/a null ""', '/b number "1"'],
  ],
  ["an empty file", "", ['/ null ""']],
];

describe("the strict YAML reader", () => {
  for (const [name, text, expected] of cases) {
    it(name, () => {
      const tree = readStrictYaml(text);
      assert.deepEqual(tree.problems, []);
      assert.deepEqual(rows(text, tree.root), expected);
    });
  }

  const wrong: readonly [text: string, message: RegExp, at: string][] = [
    ["a: 1\nb: 2\na: 3\n", /"a" stands here twice/, "a"],
    ["a: [1, 2\nb: c", /not valid YAML/, "b: c"],
    ["a: &x 1\nb: *x\n", /Aliases/, "*x"],
    ["a: 1\n---\nb: 2\n", /first document/, ""],
    ["[".repeat(10_000), /not valid YAML/, "[".repeat(9_950 + 1)],
  ];
  for (const [text, message, at] of wrong) {
    it(`says what is wrong with ${JSON.stringify(text.slice(0, 20))}`, () => {
      const [problem] = readStrictYaml(text).problems;
      assert.match(problem?.message ?? "", message);
      assert.equal(text.slice(problem?.range.start, problem?.range.end), at);
    });
  }

  it("gives data whose keys are only keys", () => {
    const data = plain(readStrictYaml("__proto__: { x: 1 }\n").root);
    assert.deepEqual(Object.keys(data as object), ["__proto__"]);
  });

  it("finds the place of a pointer", () => {
    const text = "a:\n  b/c: [1, { d: }]\n";
    const found = atPointer(readStrictYaml(text).root, "/a/b~1c/1/d");
    const range = placeOf(found);
    assert.equal(text.slice(range.start, range.end), "d");
  });
});

describe("the strict YAML reader on mutated text", () => {
  const base =
    "a: [1, { b: 'x' }]\nc: >\n  text\n  more\nd:\n  - e: \"y\"\n    f: &g 1\n  - *g\nh: ~\n";
  const insertions = [
    "\n",
    "  ",
    "- ",
    "[",
    "}",
    ": ",
    "#",
    "'",
    '"',
    "|",
    "&a",
    "*a",
    "!x",
    "\t",
    "\r\n",
    "---",
    "\0",
    "?",
  ];

  it("never throws, and every range lies in the text", () => {
    // A fixed sequence (a linear congruential generator), so that a failure can be repeated.
    let seed = 1;
    const below = (limit: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % limit;
    };
    for (let count = 0; count < 2000; count++) {
      const at = below(base.length);
      const text =
        base.slice(0, at) +
        (insertions[below(insertions.length)] ?? "") +
        base.slice(at + below(8));
      const tree = readStrictYaml(text);
      const ranges = [...tree.problems.map((each) => each.range), ...rangesOf(tree.root)];
      for (const { start, end } of ranges)
        assert.ok(start >= 0 && start <= end && end <= text.length, JSON.stringify(text));
    }
  });
});

function rangesOf(node: DataNode): { start: number; end: number }[] {
  const inner =
    node.kind === "object"
      ? node.entries.map((each) => each.value)
      : node.kind === "array"
        ? node.items
        : [];
  return [node.range, ...inner.flatMap(rangesOf)];
}
