// Tables for the YAML reader: types, places, broken text and hostile text.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { DataNode } from "../../../src/syntax/node.ts";
import { entry } from "../../../src/syntax/node.ts";
import { readYaml } from "../../../src/syntax/yaml/yaml.ts";

const value = (text: string): DataNode => {
  const found = entry(readYaml(text).root, "k");
  assert.ok(found, "the key k is read");
  return found.value;
};

describe("YAML scalars", () => {
  const typed: readonly (readonly [string, string, unknown])[] = [
    ["plain words", "string", "plain words"],
    ["222222222222", "number", "222222222222"],
    ["012345678901", "string", "012345678901"],
    ["012345670123", "number", "1402433619"],
    ["-1.5e+3", "number", "-1500.0"],
    ["1.5e3", "string", "1.5e3"],
    ["1e3", "string", "1e3"],
    ["1:30.5", "number", "90.5"],
    ["-12", "number", "-12"],
    ["00", "number", "0"],
    ["1.", "number", "1.0"],
    ["1.10", "number", "1.1"],
    ["1_000", "number", "1000"],
    ["0x1F", "number", "31"],
    ["0b101", "number", "5"],
    ["12:30", "number", "750"],
    ["08:30", "string", "08:30"],
    ["0o17", "string", "0o17"],
    ["1.2.3", "string", "1.2.3"],
    ["1,000", "string", "1,000"],
    ["2012-10-17", "string", "2012-10-17"],
    ["yes", "boolean", true],
    ["Off", "boolean", false],
    ["y", "string", "y"],
    ["'true'", "string", "true"],
    ["!Ref On", "string", "On"],
    ["!!str 12", "string", "12"],
    ["~", "null", undefined],
    ["", "missing", undefined],
    ["!Ref", "missing", undefined],
    ["*other", "alias", "other"],
  ];
  for (const [written, kind, expected] of typed) {
    it(`${written} is ${kind}`, () => {
      const node = value(`k: ${written}\n`);
      assert.equal(node.kind, kind);
      if (node.kind === "string" || node.kind === "boolean") assert.equal(node.value, expected);
      if (node.kind === "number") assert.equal(node.decimal ?? node.raw, expected);
      if (node.kind === "alias") assert.equal(node.name, expected);
    });
  }

  it("keeps keys as they are written", () => {
    const { root } = readYaml("Yes: 1\n2: 2\n'a b': 3\n");
    assert.deepEqual(root.kind === "object" && root.entries.map((each) => each.key), [
      "Yes",
      "2",
      "a b",
    ]);
  });
});

describe("the pieces of a YAML string", () => {
  // Each piece as its text and, where that differs, the source it stands for.
  const pieces: readonly (readonly [string, readonly string[]])[] = [
    ["plain", ["plain"]],
    ["'it''s'", ["it", "'=''", "s"]],
    ['"a\\tb\\u0041"', ["a", "\t=\\t", "b", "A=\\u0041"]],
    ['"a\\\n   b"', ["a", "=\\\n   ", "b"]],
    ["one\n  two\n\n  three", ["one", " =\n  ", "two", "\n=\n\n  ", "three"]],
    ["'one \n  two'", ["one", " = \n  ", "two"]],
    ["|\n  one\n    two\n", ["one", "\n", "  two", "\n"]],
    ["|-\n  one\n\n  two\n", ["one", "\n", "\n", "two"]],
    ["|2\n   one\n", [" one", "\n"]],
    [">\n  one\n  two\n\n  three\n", ["one", " =\n  ", "two", "\n=\n\n  ", "three", "\n"]],
    ["|\r\n  one\r\n  two\r\n", ["one", "\n=\r\n", "two", "\n=\r\n"]],
    ["|", []],
  ];
  for (const [written, expected] of pieces) {
    it(JSON.stringify(written), () => {
      const text = `k: ${written}`;
      const node = value(text);
      assert.ok(node.kind === "string");
      assert.equal(node.pieces.map((piece) => piece.text).join(""), node.value);
      const shown = node.pieces.map(({ text: decoded, range }) => {
        const source = text.slice(range.start, range.end);
        return source === decoded ? decoded : `${decoded}=${source}`;
      });
      assert.deepEqual(shown, expected);
    });
  }
});

describe("the places of YAML nodes", () => {
  const places: readonly (readonly [string, string])[] = [
    ["k: value  # note\n", "value"],
    ["k: !Sub 'x'\n", "!Sub 'x'"],
    ["k:\n  - a\n  - b\n\nl: 1\n", "- a\n  - b"],
    ["k: !If\n  - a\n", "!If\n  - a"],
    ["k:\n  a: b\n  c: d # note\nl: 1\n", "a: b\n  c: d"],
    ["k: [a, {b: c}]\n", "[a, {b: c}]"],
    ["k: |\n  one\n  two\n\n\nl: 1\n", "|\n  one\n  two"],
    ["\uFEFFk: value\r\n", "value"],
    ["--- \nk: value\n...\n", "value"],
    ["# only a comment\n---\nk: value\n", "value"],
  ];
  for (const [text, expected] of places) {
    it(JSON.stringify(text), () => {
      const { range } = value(text);
      assert.equal(text.slice(range.start, range.end), expected);
    });
  }

  it("gives tags and comments their own", () => {
    const text = "# first\nk: !GetAtt a.b # second\n";
    const tree = readYaml(text);
    const node = entry(tree.root, "k")?.value;
    assert.deepEqual(node?.tag, { name: "!GetAtt", range: { start: 11, end: 18 } });
    assert.deepEqual(
      tree.comments.map(({ range }) => text.slice(range.start, range.end)),
      ["# first", "# second"],
    );
  });
});

describe("half-typed YAML", () => {
  const template = [
    "Resources:",
    "  First:",
    "    Type: AWS::SNS::Topic",
    "    Properties:",
    "      Name: first",
    "  Second:",
    "    Type: AWS::SQS::Queue",
    "    Properties:",
    "",
    "      Tags:",
    "        - Key: a",
    "          Value: b",
    "      Name: second",
    "  Third:",
    "    Type: AWS::SNS::Topic",
    "Outputs:",
    "  Name: x",
    "",
  ];
  const line = template.indexOf("");
  const states = [
    "      Fo",
    "      Foo:",
    "      Foo:bar",
    "      Foo: !",
    "      Foo: !Ref",
    '      Foo: "abc${',
    '      Foo: !Sub "abc',
    "      Foo: 'abc",
    "      Foo: [a, b",
    "      Foo: [",
    "      Foo: {a: b",
    "      Foo: !If [A, !Ref B,",
    "      -",
    "      - a",
    "      \tFoo: bar",
    "\tFoo: bar",
    "      Foo: bar: baz",
    "      Foo: *",
    "      Foo: &",
    "      Foo: @bar",
    "      Foo: %bar",
    "      Foo: |",
    "       Foo: bar",
    "     Foo: bar",
    "Res",
    "      ? ",
    "      ]",
    "      Name: twice",
  ];
  const others = ["First", "Third"];
  for (const state of states.flatMap((each) => [each, `\n${each}`])) {
    it(`${JSON.stringify(state)} leaves the other resources as they are`, () => {
      const text = template.with(line, state).join("\n");
      const resources = entry(readYaml(text).root, "Resources")?.value;
      for (const name of others) {
        const found = entry(resources, name);
        assert.ok(found, name);
        assert.equal(found.keyRange.start, text.indexOf(name));
        assert.ok(entry(found.value, "Type"), `${name} keeps its type`);
      }
    });
  }

  const problems: readonly (readonly [string, string, string])[] = [
    ['a: "x\nb: 1\n', '"x', "This quote is not closed."],
    ["a:\n  b: [x\n  c: d\n", "[", "This bracket is not closed."],
    ["a: b: c\n", "b: c", "A key with a value cannot stand here; begin a new line or use quotes."],
    ["a: 1\na: 2\n", "a", 'The key "a" is written twice.'],
    ["a: @x\n", "@", "A value cannot begin with this character; put it in quotes."],
  ];
  for (const [text, at, message] of problems) {
    it(`says of ${JSON.stringify(text)}: ${message}`, () => {
      const [first] = readYaml(text).problems;
      assert.equal(first?.message, message);
      assert.ok(text.slice(first.range.start).startsWith(at.slice(0, 1)));
    });
  }
});

describe("hostile YAML", () => {
  const refused: readonly (readonly [string, string])[] = [
    ["201 brackets", `k: ${"[".repeat(201)}${"]".repeat(201)}`],
    ["10,000 brackets", `k: ${"[".repeat(10_000)}`],
    ["1,000 brackets, 1,500 brackets", `k: ${"[".repeat(1_500)}`],
    ["100,000 braces", "{a: ".repeat(100_000)],
    ["10,000 dashes", "- ".repeat(10_000)],
    ["10,000 question marks", "? ".repeat(10_000)],
    [
      "1,000 levels of indentation",
      Array.from({ length: 1_000 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
    ],
    ["brackets closed in strings", `k: ${'["]", '.repeat(3_000)}`],
  ];
  for (const [name, text] of refused) {
    it(`refuses ${name}`, () => {
      const tree = readYaml(text);
      assert.equal(tree.root.kind, "missing");
      assert.match(tree.problems[0]?.message ?? "", /More than 200 levels/);
    });
  }

  it("reads 190 brackets", () => {
    assert.deepEqual(readYaml(`k: ${"[".repeat(190)}${"]".repeat(190)}`).problems, []);
  });

  it("never follows an alias", () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `a${level + 1}: &a${level + 1} [*a${level}, *a${level}, *a${level}]`,
    );
    const tree = readYaml(`a0: &a0 [x, x]\n${levels.join("\n")}\nself: &self [*self]\n<<: *a0\n`);
    const last = entry(tree.root, "a12")?.value;
    assert.deepEqual(last?.kind === "array" && last.items.map((item) => item.kind), [
      "alias",
      "alias",
      "alias",
    ]);
    assert.equal(entry(tree.root, "<<")?.value.kind, "alias");
  });

  it("takes names of JavaScript for names", () => {
    const tree = readYaml("__proto__: {polluted: 1}\nconstructor: 2\ntoString: 3\n");
    assert.deepEqual(tree.root.kind === "object" && tree.root.entries.map((each) => each.key), [
      "__proto__",
      "constructor",
      "toString",
    ]);
    assert.equal(Object.hasOwn(Object.prototype, "polluted"), false);
  });

  for (const text of [
    "",
    "\0",
    "a\0b: \0",
    "\uFEFF",
    "%YAML",
    "---\n---\n",
    "\ud800: x",
    "!!binary x",
    "&a",
    "a: !<",
    ": :",
    "-\t-",
  ]) {
    it(`reads ${JSON.stringify(text)} without throwing`, () => {
      for (const { range } of readYaml(text).problems)
        assert.ok(range.start >= 0 && range.end <= text.length);
    });
  }

  it("reads every cut of a template", () => {
    const text =
      "R:\n  A: !Sub \"x${B}\"\n  C: [a, {b: 'c'}]\n  D: |\n    one\n  - e\n  F: &x *x # y\r\n";
    for (let end = 0; end <= text.length; end++) assert.ok(readYaml(text.slice(0, end)).root);
  });

  it("keeps every tag, however many there are", () => {
    const names = Array.from({ length: 200 }, (_, index) => `!T${index}`);
    const { root, problems } = readYaml(
      names
        .map((name, index) => `k${index}: ${name} ${["x", "[x]", "{x: y}"][index % 3]}`)
        .join("\n"),
    );
    assert.deepEqual(problems, []);
    assert.ok(root.kind === "object");
    assert.deepEqual(
      root.entries.map(({ value }) => [value.kind, value.tag?.name]),
      names.map((name, index) => [["string", "array", "object"][index % 3], name]),
    );
  });
});
