// What the Bicep parser makes of right text, of wrong text, and where it says that things stand.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Expression } from "../../../../src/expressions/expression.ts";
import { parseBicep } from "../../../../src/languages/azure/bicep/parse.ts";
import type { BicepTree } from "../../../../src/languages/azure/bicep/syntax.ts";
import { outlineOf, outlineOfStatement } from "./outline.ts";

function valueIn(text: string): { readonly tree: BicepTree; readonly value: Expression } {
  const tree = parseBicep(`var x = ${text}`);
  const statement = tree.statements[0];
  assert.equal(statement?.kind, "var");
  return { tree, value: statement.value };
}

const expressions: readonly (readonly [source: string, outline: string])[] = [
  ["1 + 2 * 3 - 4", "((1 + (2 * 3)) - 4)"],
  ["a || b && c == d < e", "(a || (b && (c == (d < e))))"],
  ["a ?? b || c", "(a ?? (b || c))"],
  ["a ? 1 : b ? 2 : 3", "(a ? 1 : (b ? 2 : 3))"],
  ["a\n  ? 1\n  : 2", "(a ? 1 : 2)"],
  ["a ?\n 1 :\n 2", "(a ? 1 : 2)"],
  ["!a.b", "(! (a . b))"],
  ["!!-a", "(! (! (- a)))"],
  ["a =~ b", "(a =~ b)"],
  ["a.b.?c[0][?d]::e!", "((((((a . b) .? c) [0]) [?d]) :: e) !)"],
  ["a[^1]", "[^](a, 1)"],
  ["f(a, 'b')", 'f(a, "b")'],
  ["f(\n  a,\n  b\n)", "f(a, b)"],
  ["az.resourceId('a', b)", 'az.resourceId("a", b)'],
  ["a.b.c(1)", ".c((a . b), 1)"],
  ["(a + b) * c", "((a + b) * c)"],
  ["(\n  a\n  && b\n)", "(a && b)"],
  ["x => x.y", "(x) => (x . y)"],
  ["map(a, (x, i) => x)", "map(a, (x, i) => x)"],
  ["f(() => 1)", "f(() => 1)"],
  ["[]", "[]"],
  ["[1, 2]", "[1, 2]"],
  ["[\n  1\n  2, 3\n\n]", "[1, 2, 3]"],
  ["[\n  ...a\n  b\n]", "[...a, b]"],
  ["{}", "{}"],
  ["{ a: 1, 'b c': 2 }", '{a: 1, "b c": 2}'],
  ["{\n  a: 1\n  ...b // why\n  '${c}d': null\n}", '{a: 1, ...b, "${c}d": null}'],
  ["{ resource: 1, for: 2, if: true }", "{resource: 1, for: 2, if: true}"],
  ["[for a in b: a]", "for a in b: a"],
  ["[for (a, i) in b: { c: a }]", "for a at i in b: {c: a}"],
  ["[\n  for a in b: [for c in a: c]\n]", "for a in b: for c in a: c"],
  ["'a${b}c'", '"a${b}c"'],
  ["'${'${a}'}'", '"${\\"${a}\\"}"'],
  ["'${{ a: 'x}' }.a}'", '"${({a: \\"x}\\"} . a)}"'],
  ["'it\\'s \\${a} \\u{41}'", '"it\'s ${a} A"'],
  ["'''\na ${b}\n'''", '"a ${b}\\n"'],
  ["''''quoted''''", "\"'quoted'\""],
  ["$'''a ${b}'''", '"a ${b}"'],
  ["$$'''a ${b} $${c}'''", '"a ${b} ${c}"'],
  ["\n  1", "1"],
  ["#disable-next-line x\n  1", "<missing>"],
];

const statements: readonly (readonly [source: string, ...outlines: readonly string[]])[] = [
  ["targetScope = 'subscription'", 'targetScope "subscription"'],
  ["param a string", "param a string"],
  ["param a string = 'b'", 'param a string = "b"'],
  ["param a = 1", "param a = 1"],
  [
    "@description('x')\n@sys.secure()\nparam a string?",
    "@description @secure param a (nullable string)",
  ],
  ["param a 'x' | 'y'\nvar b = 1", 'param a (union (branch "x") (branch "y"))', "var b = 1"],
  ["param a 'x'\n  | 'y'", 'param a (union (branch "x") (branch "y"))'],
  ["type a =\n  | 'x'\n  | 'y'", 'type a = (union (branch "x") (branch "y"))'],
  [
    "param a { b: int, 'c d': string[]?, *: bool }",
    "param a (object (property b int) (property c d (nullable (array string))) (rest bool))",
  ],
  ["param a [\n  @minValue(1)\n  int\n  'x'\n]", 'param a (tuple (item @minValue int) (item "x"))'],
  [
    "param a resourceInput<'A.B/c@2024-01-01'>.properties",
    'param a (member properties (generic resourceInput (argument "A.B/c@2024-01-01")))',
  ],
  ["param a types.b[*].*?", "param a (nullable (any-property (any-item (member b types))))"],
  ["var a string[] = []", "var a (array string) = []"],
  ["output a int = 1", "output a int = 1"],
  [
    "type a = {\n  @description('x')\n  b: -1\n}",
    "type a = (object (property b @description (unary 1)))",
  ],
  [
    "func f(a string, b int?) string => '${a}'",
    'func f(a string, b (nullable int)) string => "${a}"',
  ],
  ["metadata a = 'b'", 'metadata a "b"'],
  ["assert a = b", "assert a b"],
  ["import { a, b as c } from 'x.bicep'", 'import a, b as c from "x.bicep"'],
  ["import {\n  a\n  b\n} from 'x.bicep'", 'import a, b from "x.bicep"'],
  ["import * as a from 'x.bicep'", 'import * as a from "x.bicep"'],
  [
    "import 'kubernetes@1.0.0' with {\n  a: 1\n} as k8s",
    'extension "kubernetes@1.0.0" with {a: 1} as k8s',
  ],
  ["extension k8s", "extension k8s"],
  ["extension graph as g", "extension graph as g"],
  ["provider 'x' with { a: 1 }", 'extension "x" with {a: 1}'],
  ["using 'main.bicep'\nparam a = 1", 'using "main.bicep"', "param a = 1"],
  ["using none\nextends 'b.bicepparam'", "using none", 'extends "b.bicepparam"'],
  ["module m 'a.bicep' = {\n  name: 'm'\n}", 'module m "a.bicep" = {name: "m"}'],
  ["module m 'a.bicep' = if (a) {}", 'module m "a.bicep" = if a {}'],
  ["test t 'a.bicep' = {}", 'test t "a.bicep" = {}'],
  ["resource r 'A/b@1' = {\n  name: 'r'\n}", 'resource r "A/b@1" = {name: "r"}'],
  ["resource r 'A/b@1' existing = {}", 'resource r "A/b@1" existing = {}'],
  ["resource r 'A/b@1' =\n  if (a) {}", 'resource r "A/b@1" = if a {}'],
  ["resource r 'A/b@1' = [for x in y: {}]", 'resource r "A/b@1" = for x in y: {}'],
  [
    "resource r 'A/b@1' = [\n  for (x, i) in y: if (x) {\n  }\n]",
    'resource r "A/b@1" = for x in y: if x {}',
  ],
  [
    "resource r 'A/b@1' = {\n  name: 'r'\n  @batchSize(1)\n  resource s 'c' = {}\n  p: 1\n}",
    'resource r "A/b@1" = {name: "r", p: 1}; @batchSize resource s "c" = {}',
  ],
  ["var a = {\n  b: c ?\n  d: 2\n}", "var a = {b: (c ? d : 2)}"],
];

const problems: readonly (readonly [source: string, ...messages: readonly string[]])[] = [
  ["var a = 'b", "8-10 This string is not closed."],
  ["var a = [", '8-9 This "[" is not closed.'],
  ["var a = f(1", '9-10 This "(" is not closed.'],
  ["var a = '''b", "8-11 This string is not closed."],
  ["var a = '\\d'", '9-11 "\\d" is no escape sequence.'],
  ["var a =", "7-7 Expected a value."],
  ["var", "3-3 Expected a name."],
  ["foo", "0-3 Expected a declaration."],
  ["}", "0-1 Expected a declaration."],
  ["var a = 1 2", "10-11 Expected a new line."],
  ["var a = 1\nvar b = )\nvar c = ]", "18-19 Expected a value.", "28-29 Expected a value."],
  ["/* a", '0-2 This "/*" is not closed.'],
  ["param a", "7-7 Expected a type or a value."],
  ["resource a", "10-10 Expected the type of the resource."],
];

const recoveries: readonly (readonly [source: string, ...outlines: readonly string[]])[] = [
  ["var a = {\n  b: {\n    c: 1\nvar d = 2", "var a = {b: {c: 1}}", "var d = 2"],
  ["var a = [\n  1\n@description('x')\nparam b int", "var a = [1]", "@description param b int"],
  ["var a = {\n  b: {\n    c: 1\n  d: 2\n}\nvar e = 3", "var a = {b: {c: 1}, d: 2}", "var e = 3"],
  ["var a = {\n  b: [\n    1\n  c: 2\n}", "var a = {b: [1], c: 2}"],
  ["var a = {\n  b: f(c,\n  d: 2\n}", "var a = {b: f(c), d: 2}"],
  ["var a = {\n  b: 'x${c\n  d: 2\n}", 'var a = {b: "x${c}", d: 2}'],
  ["var a = {\n  b: 'x${c'\n  d: 2\n}", 'var a = {b: "x${c}", d: 2}'],
  ["var a = {\n  b:\n  c: 2\n}", "var a = {b: <missing>, c: 2}"],
  ["var a = {\n  b: c.\n  d: 2\n}", "var a = {b: (c . ), d: 2}"],
  ["var a = {\nparam b string\n}", "var a = {}", "param b string", "partial"],
  ["var a = {\n  b = 1\n  c: 2\n}", "var a = {b: <missing>, c: 2}"],
  [
    "var a = {\n  b: 1 }\n  c: 2\n}\nvar d = 3",
    "var a = {b: 1}",
    "partial",
    "partial",
    "var d = 3",
  ],
  ["var a = '''\nb\nvar c = 1", 'var a = "b"', "var c = 1"],
  ["resource\nvar a = 1", "resource  <missing> = <missing>", "var a = 1"],
];

describe("the Bicep parser", () => {
  for (const [source, outline] of expressions) {
    it(`reads ${JSON.stringify(source)}`, () => {
      const { tree, value } = valueIn(source);
      assert.equal(outlineOf(value), outline);
      if (outline !== "<missing>") assert.deepEqual(tree.problems, []);
    });
  }

  for (const [source, ...outlines] of statements) {
    it(`reads ${JSON.stringify(source)}`, () => {
      const tree = parseBicep(source);
      assert.deepEqual(tree.statements.map(outlineOfStatement), outlines);
      if (!outlines.some((each) => /partial|<missing>/.test(each)))
        assert.deepEqual(tree.problems, []);
    });
  }

  for (const [source, ...messages] of problems) {
    it(`complains of ${JSON.stringify(source)}`, () => {
      const found = parseBicep(source).problems.map(
        ({ range, message }) => `${range.start}-${range.end} ${message}`,
      );
      assert.deepEqual(found, messages);
    });
  }

  for (const [source, ...outlines] of recoveries) {
    it(`recovers in ${JSON.stringify(source)}`, () => {
      const tree = parseBicep(source);
      assert.deepEqual(tree.statements.map(outlineOfStatement), outlines);
      assert.notEqual(tree.problems.length, 0);
    });
  }

  it("gives every node its own text, with CRLF and a byte order mark", () => {
    const source =
      "\ufeffparam a string // why\r\nresource r 'A/b@1' = {\r\n  name: '${a}-x'\r\n  p: (a == 'b') ? [ 1 ] : f(a)\r\n}\r\n";
    const tree = parseBicep(source);
    const textOf = ({
      range,
    }: {
      readonly range: { readonly start: number; readonly end: number };
    }): string => source.slice(range.start, range.end);
    assert.deepEqual(tree.problems, []);
    assert.deepEqual(tree.comments.map(textOf), ["// why"]);
    const resource = tree.statements[1];
    assert.equal(resource?.kind, "resource");
    assert.ok(textOf(resource).startsWith("resource r") && textOf(resource).endsWith("\r\n}"));
    const { object } = resource.body;
    assert.equal(object.kind, "dict");
    const [name, p] = object.entries;
    assert.equal(name?.kind, "entry");
    assert.equal(name.value.kind, "template");
    assert.deepEqual(name.value.parts.map(textOf), ["a", "-x"]);
    assert.equal(p?.kind, "entry");
    assert.equal(textOf(p), "p: (a == 'b') ? [ 1 ] : f(a)");
    assert.equal(p.value.kind, "conditional");
    assert.deepEqual([p.value.condition, p.value.then, p.value.otherwise].map(textOf), [
      "a == 'b'",
      "[ 1 ]",
      "f(a)",
    ]);
    assert.deepEqual(
      tree.groups.map((range) => textOf({ range })),
      ["(a == 'b')"],
    );
  });

  it("lets badly indented text be, as long as it is right", () => {
    const tree = parseBicep(
      "var a = {\nb: {\nc: [\n1\n]\n}\n  }\nresource r 'A/b@1' = {\nresource s 'c' = {\n}\n}\n",
    );
    assert.deepEqual(tree.problems, []);
    assert.equal(tree.statements.length, 2);
  });
});
