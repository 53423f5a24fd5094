// Tables of changes of YAML: what is written, in whose style, and what cannot be.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { JsonChange } from "../../../src/syntax/json/write.ts";
import { type JsonLiteral, newValue } from "../../../src/syntax/new-value.ts";
import type { DataNode, EntryNode } from "../../../src/syntax/node.ts";
import { writeYaml } from "../../../src/syntax/yaml/write.ts";
import { readYaml } from "../../../src/syntax/yaml/yaml.ts";
import { applyEdits } from "../../../src/text/range.ts";

type Path = readonly (string | number)[];
type Step = (root: DataNode) => JsonChange;

const set =
  (at: Path, path: Path, value: JsonLiteral): Step =>
  (root) => ({
    at: find(root, at).range,
    operation: { is: "set", path, value: newValue(value) },
  });
const append =
  (at: Path, path: Path, value: JsonLiteral): Step =>
  (root) => ({
    at: find(root, at).range,
    operation: { is: "append", path, value: newValue(value) },
  });
const replace =
  (at: Path, value: JsonLiteral): Step =>
  (root) => ({
    at: find(root, at).range,
    operation: { is: "replace", value: newValue(value) },
  });
const remove =
  (at: Path): Step =>
  (root) => {
    const key = at.at(-1);
    const parent = find(root, at.slice(0, -1));
    const entry = typeof key === "string" ? entryOf(parent, key) : undefined;
    return { at: entry ? entry.keyRange : find(root, at).range, operation: { is: "remove" } };
  };
const rename =
  (at: Path, to: string): Step =>
  (root) => {
    const entry = entryOf(find(root, at.slice(0, -1)), String(at.at(-1)));
    assert.ok(entry);
    return { at: entry.keyRange, operation: { is: "rename", to } };
  };

interface Case {
  readonly name: string;
  readonly before: string;
  readonly steps: readonly Step[];
  readonly after: string | undefined;
}

const cases: readonly Case[] = [
  {
    name: "a new member goes below the last",
    before: "a:\n  b: 1 # note\nc: 2\n",
    steps: [set(["a"], ["d"], "x")],
    after: "a:\n  b: 1 # note\n  d: x\nc: 2\n",
  },
  {
    name: "at the end without a line end",
    before: "a:\n  b: 1",
    steps: [set(["a"], ["d"], "x")],
    after: "a:\n  b: 1\n  d: x",
  },
  {
    name: "behind a block scalar",
    before: "a:\n  b: |\n    x\n\nc: 2\n",
    steps: [set(["a"], ["d"], "x")],
    after: "a:\n  b: |\n    x\n  d: x\n\nc: 2\n",
  },
  {
    name: "a path that is not there is made",
    before: "a:\n    b: 1\n",
    steps: [set(["a"], ["c", "d:e"], ["x", "*"])],
    after: 'a:\n    b: 1\n    c:\n        d:e:\n            - x\n            - "*"\n',
  },
  {
    name: "two changes share what they make",
    before: "a: {}\nb:\n  c: 1\n",
    steps: [set(["b"], ["d", "e"], 1), set(["b"], ["d", "f"], true)],
    after: "a: {}\nb:\n  c: 1\n  d:\n    e: 1\n    f: true\n",
  },
  {
    name: "inner and outer at one place",
    before: "a:\n  b:\n    c: 1\n",
    steps: [set(["a"], ["x"], 1), set(["a", "b"], ["z"], 2)],
    after: "a:\n  b:\n    c: 1\n    z: 2\n  x: 1\n",
  },
  {
    name: "an existing value is replaced",
    before: "a:\n  b: old # note\n",
    steps: [set(["a"], ["b"], "new one")],
    after: "a:\n  b: new one # note\n",
  },
  {
    name: "a missing value is written",
    before: "a:\n  b:\n  c: 1\n",
    steps: [set(["a"], ["b"], "x")],
    after: "a:\n  b: x\n  c: 1\n",
  },
  {
    name: "a member below a missing value",
    before: "a:\n  b:\n  c: 1\n",
    steps: [set(["a"], ["b", "d"], "x")],
    after: "a:\n  b:\n    d: x\n  c: 1\n",
  },
  {
    name: "lines become a scalar",
    before: "a: # note\n  - 1\n  - 2\nb: 1\n",
    steps: [replace(["a"], "x")],
    after: "a: x # note\nb: 1\n",
  },
  {
    name: "a scalar becomes lines",
    before: "a: 1\nb: 1\n",
    steps: [replace(["a"], { c: ["x"] })],
    after: "a:\n  c:\n    - x\nb: 1\n",
  },
  {
    name: "a block scalar becomes a scalar",
    before: "a: |\n  x\n  y\nb: 1\n",
    steps: [replace(["a"], "z")],
    after: "a: z\nb: 1\n",
  },
  {
    name: "lists stand as they do elsewhere",
    before: "a:\n- 1\nb:\n  c: 1\n",
    steps: [set(["b"], ["d"], ["x"])],
    after: "a:\n- 1\nb:\n  c: 1\n  d:\n  - x\n",
  },
  {
    name: "an item goes below the last",
    before: "a:\n  - 1 # one\n  # two\n",
    steps: [append(["a"], [], { b: 1, c: 2 })],
    after: "a:\n  - 1 # one\n  - b: 1\n    c: 2\n  # two\n",
  },
  {
    name: "an item to a single value",
    before: "a: x\n",
    steps: [append([], ["a"], "z")],
    after: "a:\n  - x\n  - z\n",
  },
  {
    name: "an item to a tagged value",
    before: "a: !Sub x\n",
    steps: [append([], ["a"], "z")],
    after: "a:\n  - !Sub x\n  - z\n",
  },
  {
    name: "an item to a list that is not there",
    before: "a: 1\n",
    steps: [append([], ["b"], "z")],
    after: "a: 1\nb:\n  - z\n",
  },
  {
    name: "members in brackets",
    before: 'a: {b: 1}\nc: { "d": 1 }\n',
    steps: [set(["a"], ["x"], "y z"), set(["c"], ["x"], ["z"])],
    after: 'a: {b: 1, x: "y z"}\nc: { "d": 1, "x": ["z"] }\n',
  },
  {
    name: "brackets over several lines",
    before: "a: [\n    1,\n    2\n  ]\n",
    steps: [append(["a"], [], 3)],
    after: "a: [\n    1,\n    2,\n    3\n  ]\n",
  },
  {
    name: "empty brackets",
    before: "a: {}\nb: []\n",
    steps: [set(["a"], ["x"], 1), append(["b"], [], 1)],
    after: "a: {x: 1}\nb: [1]\n",
  },
  {
    name: "a member with its line",
    before: "a:\n  b: 1\n  c:\n    - 1\n  d: 1 # note\n",
    steps: [remove(["a", "c"])],
    after: "a:\n  b: 1\n  d: 1 # note\n",
  },
  {
    name: "the last member",
    before: "a:\n  b: 1\n  c: 2",
    steps: [remove(["a", "c"])],
    after: "a:\n  b: 1",
  },
  {
    name: "the only member",
    before: "a: # note\n  b: 1\nc: 1\n",
    steps: [remove(["a", "b"])],
    after: "a: {} # note\nc: 1\n",
  },
  {
    name: "the first behind a dash",
    before: "- a: 1\n  b: 2\n",
    steps: [remove([0, "a"])],
    after: "- b: 2\n",
  },
  {
    name: "an item",
    before: "a:\n  - x: 1\n    y: 2\n  - z\n",
    steps: [remove(["a", 0])],
    after: "a:\n  - z\n",
  },
  {
    name: "all items",
    before: "a:\n  - x\n  - z\nb: 1\n",
    steps: [remove(["a", 0]), remove(["a", 1])],
    after: "a: []\nb: 1\n",
  },
  {
    name: "an item in brackets",
    before: "a: [x, y, z]\n",
    steps: [remove(["a", 0]), remove(["a", 2])],
    after: "a: [y]\n",
  },
  {
    name: "one out, one in",
    before: "a:\n  - x\n  - y\n",
    steps: [remove(["a", 1]), append(["a"], [], "z")],
    after: "a:\n  - x\n  - z\n",
  },
  {
    name: "a key",
    before: "a:\n  BoolIfExists:\n    x: 1\n",
    steps: [rename(["a", "BoolIfExists"], "Bool")],
    after: "a:\n  Bool:\n    x: 1\n",
  },
  {
    name: "a quoted key",
    before: "a: {'b': 1}\n",
    steps: [rename(["a", "b"], "c")],
    after: 'a: {"c": 1}\n',
  },
  {
    name: "a key whose new name is there",
    before: "a:\n  b: 1\n  c: 2\n",
    steps: [rename(["a", "b"], "c")],
    after: undefined,
  },
  {
    name: "below a function",
    before: "a: !If [c, {d: 1}, {}]\n",
    steps: [set([], ["a", "b"], 1)],
    after: undefined,
  },
  { name: "below a text", before: "a: x\n", steps: [set([], ["a", "b"], 1)], after: undefined },
  {
    name: "what needs quotes",
    before: "a: 1\n",
    steps: [
      set([], ["b"], ["true", "12", "2012-10-17", "a: b", "x # y", "", "é", "sts:ExternalId", "n"]),
    ],
    after:
      'a: 1\nb:\n  - "true"\n  - "12"\n  - "2012-10-17"\n  - "a: b"\n  - "x # y"\n  - ""\n  - "é"\n  - sts:ExternalId\n  - "n"\n',
  },
];

describe("changes of YAML", () => {
  for (const { name, before, steps, after } of cases) {
    for (const lineEnd of ["\n", "\r\n"]) {
      const ends = (text: string): string => text.replaceAll("\n", lineEnd);
      it(`${name}${lineEnd === "\n" ? "" : ", with CRLF"}`, () => {
        const text = ends(before);
        const { root } = readYaml(text);
        const edits = writeYaml(
          text,
          root,
          steps.map((step) => step(root)),
          { wrapsSingleValues: true },
        );
        const result =
          edits &&
          applyEdits(
            text,
            edits.map((edit) => ({ file: "", ...edit })),
          );
        assert.equal(result, after === undefined ? undefined : ends(after));
        if (result !== undefined) assert.deepEqual(readYaml(result).problems, []);
      });
    }
  }
});

function find(root: DataNode, path: Path): DataNode {
  let node = root;
  for (const step of path) {
    const next =
      typeof step === "number"
        ? node.kind === "array"
          ? node.items[step]
          : undefined
        : entryOf(node, step)?.value;
    assert.ok(next, `${step} is there`);
    node = next;
  }
  return node;
}

function entryOf(node: DataNode, key: string): EntryNode | undefined {
  return node.kind === "object" ? node.entries.find((each) => each.key === key) : undefined;
}
