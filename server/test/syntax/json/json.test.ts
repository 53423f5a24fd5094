// The JSON reader: what it makes of text that is right, of text that is nearly right, and of hostile text.

import assert from "node:assert/strict";
import process from "node:process";
import { readJson } from "../../../src/syntax/json/json.ts";
import type { DataNode } from "../../../src/syntax/node.ts";

/** A tree on one line; a missing value is `?`. */
function shown(node: DataNode): string {
  switch (node.kind) {
    case "object":
      return `{${node.entries.map((each) => `${each.key}:${shown(each.value)}`).join(",")}}`;
    case "array":
      return `[${node.items.map(shown).join(",")}]`;
    case "string":
      return JSON.stringify(node.value);
    case "number":
    case "boolean":
      return node.raw;
    case "null":
      return "null";
    default:
      return "?";
  }
}

describe("readJson on text that is right", () => {
  const cases: readonly (readonly [text: string, tree: string])[] = [
    ['{"a": 1, "b": [true, false, null, "x"]}', '{a:1,b:[true,false,null,"x"]}'],
    ["[]", "[]"],
    [" -1.5e+3 ", "-1.5e+3"],
    ['\uFEFF{"a": {}}', "{a:{}}"],
    ['{"a": 1, "a": 2}', "{a:1,a:2}"],
    ['{"__proto__": 1, "constructor": 2}', "{__proto__:1,constructor:2}"],
    ['{ // one\n "a": /* two */ 1 }', "{a:1}"],
    ['{"a": [1, 2,],}', "{a:[1,2]}"],
    ['{"a": "first\n  second",\n "b": 1}', '{a:"first\\n  second",b:1}'],
    ['{"a": "tab\there"}', '{a:"tab\\there"}'],
    ['"\\u0041\\n\\"\\\\"', '"A\\n\\"\\\\"'],
    ['{\r\n  "a": 1\r\n}', "{a:1}"],
    ['{\r  "a": 1\r}', "{a:1}"],
  ];
  for (const [text, tree] of cases) {
    it(JSON.stringify(text), () => {
      const read = readJson(text);
      assert.equal(shown(read.root), tree);
      assert.deepEqual(read.problems, []);
    });
  }

  it("keeps ranges and comments", () => {
    const text = '{ "key": "value" } // end';
    const { root, comments } = readJson(text);
    assert.equal(root.kind, "object");
    const member = root.kind === "object" ? root.entries[0] : undefined;
    const slice = (range: { start: number; end: number }) => text.slice(range.start, range.end);
    assert.equal(slice(root.range), '{ "key": "value" }');
    assert.equal(member && slice(member.keyRange), '"key"');
    assert.equal(member && slice(member.value.range), '"value"');
    assert.equal(member && slice(member.range), '"key": "value"');
    assert.deepEqual(
      comments.map((each) => slice(each.range)),
      ["// end"],
    );
  });

  it("makes a piece of each escape", () => {
    const { root } = readJson('"a\\u00e9b\\n"');
    assert.deepEqual(root.kind === "string" && root.pieces, [
      { text: "a", range: { start: 1, end: 2 } },
      { text: "é", range: { start: 2, end: 8 } },
      { text: "b", range: { start: 8, end: 9 } },
      { text: "\n", range: { start: 9, end: 11 } },
    ]);
  });
});

describe("readJson while somebody types", () => {
  const template = (typed: string) =>
    `{\n  "before": {\n    "x": [1]\n  },\n  ${typed}\n  "after": {\n    "y": [2]\n  }\n}`;
  const states: readonly (readonly [typed: string, made: string])[] = [
    ['"Fo', "Fo:?"],
    ['"Foo"', "Foo:?"],
    ['"Foo":', "Foo:?"],
    ['"Foo": "abc', 'Foo:"abc"'],
    ['"Foo": {', "Foo:{}"],
    ['"Foo": {"a": 1,', "Foo:{a:1}"],
    ['"Foo": [', "Foo:[]"],
    ['"Foo": ["a",', 'Foo:["a"]'],
    ['"Foo": 1', "Foo:1"],
    ["Foo", "Foo:?"],
    ['"Foo": {"Ref": "', 'Foo:{Ref:""}'],
    ['"Foo": "[concat(\'', 'Foo:"[concat(\'"'],
    ['"Foo": tru', "Foo:?"],
    ["'Foo': 1,", "Foo:1"],
    ['"Foo: 1,', "Foo:1"],
  ];
  for (const [typed, made] of states) {
    it(typed, () => {
      const { root, problems } = readJson(template(typed));
      assert.equal(shown(root), `{before:{x:[1]},${made},after:{y:[2]}}`);
      assert.notEqual(problems.length, 0);
    });
  }
  const whole = template('"mid": {\n    "z": 3\n  },');
  const damaged: readonly (readonly [name: string, text: string, tree: string])[] = [
    ["stray ,", template(","), "{before:{x:[1]},after:{y:[2]}}"],
    ["stray }", template("}"), "{before:{x:[1]},after:{y:[2]}}"],
    ["stray ]", template("]"), "{before:{x:[1]},after:{y:[2]}}"],
    [
      "} deleted",
      whole.replace('"z": 3\n  }', '"z": 3\n  '),
      "{before:{x:[1]},mid:{z:3},after:{y:[2]}}",
    ],
    [
      "} added in a line",
      whole.replace('"z": 3', '"z": 3 }'),
      "{before:{x:[1]},mid:{z:3},after:{y:[2]}}",
    ],
    [
      ", deleted",
      whole.replace('  },\n  "after"', '  }\n  "after"'),
      "{before:{x:[1]},mid:{z:3},after:{y:[2]}}",
    ],
    [
      '" of a key deleted',
      whole.replace('"mid"', '"mid'),
      "{before:{x:[1]},mid:{z:3},after:{y:[2]}}",
    ],
    [
      'opening " of a key deleted',
      whole.replace('"mid"', 'mid"'),
      "{before:{x:[1]},mid:{z:3},after:{y:[2]}}",
    ],
    ["] deleted", '{\n  "a": [\n    1\n  ,\n  "b": 2\n}', "{a:[1],b:2}"],
    ["nothing", "", "?"],
    ["a word", "foo", "?"],
    ["two values", '{"a": 1} {"b": 2}', "{a:1}"],
  ];
  for (const [name, text, tree] of damaged) {
    it(name, () => {
      const read = readJson(text);
      assert.equal(shown(read.root), tree);
      assert.notEqual(read.problems.length, 0);
    });
  }

  it("has an unclosed object end where its last member ends", () => {
    const text = '{\n  "a": {\n    "b": 1\n  "c": 2\n}';
    const { root } = readJson(text);
    const first = root.kind === "object" ? root.entries[0] : undefined;
    assert.equal(
      first && text.slice(first.value.range.start, first.value.range.end),
      '{\n    "b": 1',
    );
  });
});

describe("readJson on hostile text", () => {
  const limit = 200;
  for (const [open, close] of [
    ["[", "]"],
    ['{"a":', "}"],
  ] as const) {
    for (const depth of [limit, limit + 1, 10_000, 100_000]) {
      it(`${depth} nested ${open}`, () => {
        const closed = readJson(open.repeat(depth) + "1" + close.repeat(depth));
        assert.equal(closed.problems.length > 0, depth > limit);
        const unclosed = readJson(open.repeat(depth));
        assert.notEqual(unclosed.problems.length, 0);
      });
    }
  }
  const long = 100_000;
  const fast: readonly (readonly [name: string, text: string])[] = [
    ["lines of escaped quotes", "[\n" + '\\"\n'.repeat(long)],
    ["quotes", '"'.repeat(long)],
    ["open strings", '"a\n'.repeat(long)],
    ["commas", `[${",".repeat(long)}`],
    ["blanks", " ".repeat(long)],
    ["slashes", "/".repeat(long)],
    ["open comment", "/*".repeat(long)],
    ["closers", "}]".repeat(long)],
    ["keys", '{"a":'.repeat(150) + '"a":'.repeat(long)],
    ["one long line", `{${'"a": {"b": [1, 2, "x"]},'.repeat(20_000)}`],
    ["members on their own", "{\n" + '  "a"\n'.repeat(long)],
    ["NUL", '{"a": 1,\u0000 "b": "\u0000"}'],
  ];
  for (const [name, text] of fast) {
    it(name, () => {
      const before = process.cpuUsage();
      readJson(text);
      // Time of this process alone: a busy machine is no fault of the reader.
      assert.ok(process.cpuUsage(before).user < 2_000_000);
    });
  }

  it("reads every cut of a text without an exception", () => {
    const text = '{\n  "a": [1, {"b": "x\\u0041"}],\n  "c": "[concat(\'d\')]" // e\n}';
    for (let end = 0; end <= text.length; end++) {
      const { root } = readJson(text.slice(0, end));
      assert.ok(root.range.end <= end);
    }
  });

  it("leaves the prototype alone", () => {
    readJson('{"__proto__": {"polluted": true}}');
    assert.equal("polluted" in {}, false);
  });
});
