// Changes of JSON: each is made in the style of its text, and what comes out can be read again.

import assert from "node:assert/strict";
import { readJson } from "../../../src/syntax/json/json.ts";
import { type JsonChange, writeJson } from "../../../src/syntax/json/write.ts";
import { type JsonLiteral, newValue } from "../../../src/syntax/new-value.ts";
import { type DataNode, entry } from "../../../src/syntax/node.ts";
import { applyEdits } from "../../../src/text/range.ts";

type Path = readonly (string | number)[];
type Make = (root: DataNode) => JsonChange;

function at(root: DataNode, path: Path): DataNode {
  let node = root;
  for (const step of path) {
    const next =
      typeof step === "string"
        ? entry(node, step)?.value
        : node.kind === "array"
          ? node.items[step]
          : undefined;
    assert.ok(next, `no ${step}`);
    node = next;
  }
  return node;
}

const set =
  (path: Path, value: JsonLiteral, from: Path = []): Make =>
  (root) => ({
    at: at(root, from).range,
    operation: { is: "set", path, value: newValue(value) },
  });
const append =
  (path: Path, value: JsonLiteral): Make =>
  (root) => ({
    at: root.range,
    operation: { is: "append", path, value: newValue(value) },
  });
const replace =
  (path: Path, value: JsonLiteral): Make =>
  (root) => ({
    at: at(root, path).range,
    operation: { is: "replace", value: newValue(value) },
  });
const remove =
  (path: Path): Make =>
  (root) => ({ at: at(root, path).range, operation: { is: "remove" } });
const rename =
  (key: string, to: string): Make =>
  (root) => ({
    at: entry(root, key)?.keyRange ?? root.range,
    operation: { is: "rename", to },
  });

function written(text: string, makes: readonly Make[], wraps = true): string | undefined {
  const { root } = readJson(text);
  const edits = writeJson(
    text,
    root,
    makes.map((make) => make(root)),
    { wrapsSingleValues: wraps },
  );
  return (
    edits &&
    applyEdits(
      text,
      edits.map((edit) => ({ file: "", ...edit })),
    )
  );
}

describe("writeJson", () => {
  const lines = '{\n  "a": 1,\n  "b": {\n    "c": [\n      "x"\n    ]\n  }\n}';
  const cases: readonly (readonly [
    name: string,
    text: string,
    makes: readonly Make[],
    result: string,
  ])[] = [
    ["adds a member", lines, [set(["d"], true)], lines.replace("  }\n}", '  },\n  "d": true\n}')],
    [
      "adds below a node",
      lines,
      [set(["d"], "y", ["b"])],
      lines.replace("    ]\n", '    ],\n    "d": "y"\n'),
    ],
    [
      "makes the objects on the way",
      '{\n  "a": 1\n}',
      [set(["x", "y", "z"], "v")],
      '{\n  "a": 1,\n  "x": {\n    "y": {\n      "z": "v"\n    }\n  }\n}',
    ],
    [
      "lets two changes meet in a new object",
      '{"a":1}',
      [set(["x", "y"], 1), set(["x", "z"], 2)],
      '{"a":1,"x":{"y":1,"z":2}}',
    ],
    ["replaces an existing member", lines, [set(["a"], "one")], lines.replace("1", '"one"')],
    [
      "replaces a node",
      lines,
      [replace(["b", "c"], "z")],
      '{\n  "a": 1,\n  "b": {\n    "c": "z"\n  }\n}',
    ],
    ["sets an item", lines, [set(["b", "c", 0], "q")], lines.replace('"x"', '"q"')],
    [
      "appends an item",
      lines,
      [append(["b", "c"], "y")],
      lines.replace('"x"\n', '"x",\n      "y"\n'),
    ],
    [
      "appends to a list that is absent",
      '{ "a": 1 }',
      [append(["l"], "y")],
      '{ "a": 1, "l": ["y"] }',
    ],
    ["makes a list of a single value", '{"p": "x"}', [append(["p"], "y")], '{"p": ["x", "y"]}'],
    ["appends to an empty list", '{"p": []}', [append(["p"], "y")], '{"p": ["y"]}'],
    ["removes the first member", lines, [remove(["a"])], lines.replace('"a": 1,\n  ', "")],
    ["removes the last member", lines, [remove(["b"])], '{\n  "a": 1\n}'],
    [
      "removes the only item",
      lines,
      [remove(["b", "c", 0])],
      lines.replace('[\n      "x"\n    ]', "[]"),
    ],
    ["removes all members", '{"a": 1, "b": 2}', [remove(["a"]), remove(["b"])], "{}"],
    [
      "removes the last and adds",
      '{"a": 1, "b": 2}',
      [remove(["b"]), set(["c"], 3)],
      '{"a": 1, "c": 3}',
    ],
    ["removes the only one and adds", '{ "a": 1 }', [remove(["a"]), set(["c"], 3)], '{ "c": 3 }'],
    ["renames a key", lines, [rename("a", "é")], lines.replace('"a"', '"é"')],
    [
      "keeps line ends",
      '{\r\n\t"a": 1\r\n}',
      [set(["b"], { c: 2 })],
      '{\r\n\t"a": 1,\r\n\t"b": {\r\n\t\t"c": 2\r\n\t}\r\n}',
    ],
    ["keeps a comma at the end", '{\n  "a": 1,\n}', [set(["b"], 2)], '{\n  "a": 1,\n  "b": 2,\n}'],
    ["fills an empty object", "{}", [set(["a"], 1)], '{\n  "a": 1\n}'],
    ["fills in a missing value", '{"a":\n}', [set(["a"], 1)], '{"a": 1\n}'],
    ["takes the last of two keys", '{"a": 1, "a": 2}', [set(["a"], 3)], '{"a": 1, "a": 3}'],
    ["escapes what it writes", '{"a": 1}', [set(['k"'], "\n")], '{"a": 1, "k\\"": "\\n"}'],
    ["makes the same change once", '{"a": 1}', [replace(["a"], 2), replace(["a"], 2)], '{"a": 2}'],
    [
      "lets a removed object take its changes along",
      '{"a": {"b": 1}, "c": 2}',
      [remove(["a"]), replace(["a", "b"], 2)],
      '{"c": 2}',
    ],
  ];
  for (const [name, text, makes, result] of cases) {
    it(name, () => {
      assert.equal(written(text, makes), result);
      assert.deepEqual(readJson(result).problems, []);
    });
  }

  const refused: readonly (readonly [
    name: string,
    text: string,
    makes: readonly Make[],
    wraps?: boolean,
  ])[] = [
    ["a path through a number", '{"a": 1}', [set(["a", "b"], 1)]],
    ["an item behind the end", '{"a": []}', [set(["a", 3], 1)]],
    ["two values for one node", '{"a": 1}', [replace(["a"], 2), replace(["a"], 3)]],
    [
      "a range of no node",
      '{"a": 1}',
      [() => ({ at: { start: 2, end: 3 }, operation: { is: "remove" } })],
    ],
    ["the root's removal", '{"a": 1}', [remove([])]],
    ["an item for a single value", '{"a": 1}', [append(["a"], 2)], false],
  ];
  for (const [name, text, makes, wraps] of refused) {
    it(`refuses ${name}`, () => assert.equal(written(text, makes, wraps), undefined));
  }

  it("compares keys as it is told", () => {
    const text = '{"Name": 1}';
    const { root } = readJson(text);
    const change: JsonChange = {
      at: root.range,
      operation: { is: "set", path: ["name"], value: newValue(2) },
    };
    const edits = writeJson(text, root, [change], {
      sameKey: (a, b) => a.toLowerCase() === b.toLowerCase(),
    });
    assert.deepEqual(edits, [{ range: { start: 9, end: 10 }, text: "2" }]);
  });
});
