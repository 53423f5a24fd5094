// How Terraform expressions are read: precedence, newlines, strings and heredocs, as short trees.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Expression } from "../../../../src/expressions/expression.ts";
import { readHcl } from "../../../../src/languages/terraform/syntax/hcl.ts";

/** A tree in one line: operators in front, strings in quotes, missing parts as `?`. */
function show(value: Expression): string {
  switch (value.kind) {
    case "literal":
      return typeof value.value === "object" && value.value !== null
        ? value.value.number
        : String(value.value);
    case "template":
      return value.parts
        .map((part) => ("kind" in part ? `{${show(part)}}` : JSON.stringify(part.text)))
        .join("~");
    case "list":
      return `[${value.items.map(show).join(" ")}]`;
    case "dict":
      return `{${value.entries.map((each) => (each.kind === "entry" ? `${show(each.key)}:${show(each.value)}` : "...")).join(" ")}}`;
    case "name":
      return value.name;
    case "member":
      return `${show(value.of)}.${value.name}`;
    case "index":
      return `${show(value.of)}[${show(value.index)}]`;
    case "splat":
      return `${show(value.of)}${value.full ? "[*]" : ".*"}(${show(value.each)})`;
    case "call":
      return `${value.name}(${value.arguments.map(show).join(" ")}${value.expand ? "..." : ""})`;
    case "unary":
      return `(${value.operator} ${show(value.operand)})`;
    case "binary":
      return `(${value.operator} ${show(value.left)} ${show(value.right)})`;
    case "conditional":
      return `(? ${show(value.condition)} ${show(value.then)} ${show(value.otherwise)})`;
    case "for":
      return `(for ${value.keyName ?? ""},${value.valueName} in ${show(value.collection)}${value.key ? ` key ${show(value.key)}` : ""} : ${show(value.value)}${value.condition ? ` if ${show(value.condition)}` : ""}${value.group ? "..." : ""})`;
    case "directive":
      return value.directive.is === "if"
        ? `if ${show(value.directive.condition)} ${show(value.directive.then)}${value.directive.otherwise ? ` else ${show(value.directive.otherwise)}` : ""}`
        : `for ${value.directive.keyName ?? ""},${value.directive.valueName} in ${show(value.directive.collection)} ${show(value.directive.body)}`;
    case "spread":
    case "lambda":
      return value.kind;
    case "missing":
      return "?";
  }
}

function valueOf(text: string): Expression | undefined {
  return readHcl(`a = ${text}\n`).body.attributes[0]?.value;
}

const valid: readonly (readonly [text: string, tree: string])[] = [
  ["1 + 2 * 3", "(+ 1 (* 2 3))"],
  ["1 - 2 - 3", "(- (- 1 2) 3)"],
  ["a || b && c == d", "(|| a (&& b (== c d)))"],
  ["-a * !b", "(* (- a) (! b))"],
  ["a ? 1 : b ? 2 : 3", "(? a 1 (? b 2 3))"],
  ["a ? b ? 1 : 2 : 3", "(? a (? b 1 2) 3)"],
  ["(1 + 2) * 3", "(* (+ 1 2) 3)"],
  ["(1 +\n2)", "(+ 1 2)"],
  ["[1,\n2,\n]", "[1 2]"],
  ["[\n# nothing\n]", "[]"],
  ["{ a = 1, b : 2 }", '{"a":1 "b":2}'],
  ['{\na = 1\n"b" = 2\n(c) = 3\n}', '{"a":1 "b":2 c:3}'],
  ["{ null = 1 }", '{"null":1}'],
  ["{ a.b = 1 }", "{a.b:1}"],
  ["x.y[0].z", "x.y[0].z"],
  ["x.0.y", "x[0].y"],
  ["x[*].y[0]", "x[*]($each.y[0])"],
  ["x.*.y[0]", "x.*($each.y)[0]"],
  ["x[*].y[*].z", "x[*]($each.y[*]($each.z))"],
  ["f()", "f()"],
  ["f(1, x...)", "f(1 x...)"],
  ["provider::aws::arn_parse(x)", "provider::aws::arn_parse(x)"],
  ["[for v in x : v]", "(for ,v in x : v)"],
  ["[for k, v in x : v if k != 1]", "(for k,v in x : v if (!= k 1))"],
  ["{ for k, v in x : k => v... }", "(for k,v in x key k : v...)"],
  ["{\nfor v in x :\nv => v\n}", "(for ,v in x key v : v)"],
  ["1.50", "1.5"],
  ["1e3", "1000"],
  ["007", "7"],
  ["größe-1", "größe-1"],
  ['"a${b}c"', '"a"~{b}~"c"'],
  ['"${b}"', "{b}"],
  ['"${"${b}"}"', "{{b}}"],
  ['"a\\n\\u00e9\\"$${x}%%{y}"', '"a"~"\\n"~"é"~"\\""~"${"~"x}"~"%{"~"y}"'],
  ['"$5 100% $$"', '"$5 100% $$"'],
  ['"a ${~ b ~} c"', '"a"~{b}~"c"'],
  ['"%{ if a }b%{ else }c%{ endif }"', '{if a "b" else "c"}'],
  ['"%{ for k, v in x }%{ if v }${k}%{ endif }%{ endfor }"', "{for k,v in x {if v {k}}}"],
  ["<<EOT\na\n  b\nEOT", '"a\\n  b\\n"'],
  ["<<-EOT\n    a\n      b\n\n    EOT", '"a\\n"~"  b\\n\\n"'],
  ["<<EOT\n${a}x\\n\n  EOT", '{a}~"x\\\\n\\n"'],
  ["f(<<A\na\nA\n, <<B\nb\nB\n)", 'f("a\\n" "b\\n")'],
  ["/* x */ 1 # y", "1"],
];

const broken: readonly (readonly [text: string, tree: string])[] = [
  ["", "?"],
  ["var.", "var."],
  ["x[", "x[?]"],
  ["[1,", "[1]"],
  ["f(", "f()"],
  ["f(a,", "f(a)"],
  ["{", "{}"],
  ["a ?", "(? a ? ?)"],
  ["a ? b", "(? a b ?)"],
  ["a &&", "(&& a ?)"],
  ["[for x in", "(for ,x in ? : ?)"],
  ['"a${b', '"a"~{b}'],
  ['"a${b"', '"a"~{b}'],
  ['"a', '"a"'],
  ["<<EOT", ""],
];

describe("Terraform expressions", () => {
  for (const [text, tree] of valid) {
    it(JSON.stringify(text), () => {
      const read = readHcl(`a = ${text}\nb = 1\n`);
      assert.deepEqual(read.problems, []);
      const value = read.body.attributes[0]?.value;
      assert.ok(value);
      assert.equal(show(value), tree);
      assert.equal(read.body.attributes[1]?.name, "b");
    });
  }

  for (const [text, tree] of broken) {
    it(`${JSON.stringify(text)}, half-typed`, () => {
      const read = readHcl(`a = ${text}\nb = 1\n`);
      assert.equal(read.problems.length, 1);
      const value = read.body.attributes[0]?.value;
      assert.ok(value);
      assert.equal(show(value), tree);
      assert.equal(read.body.attributes[1]?.name, "b");
    });
  }

  it("has the range of everything that is written", () => {
    const text = 'f([x.y, "${z}"], {\n k = v })';
    const value = valueOf(text);
    assert.equal(value?.kind, "call");
    if (value?.kind !== "call") return;
    const source = `a = ${text}\n`;
    const slice = (range: { start: number; end: number }) => source.slice(range.start, range.end);
    assert.equal(slice(value.range), text);
    assert.equal(slice(value.nameRange), "f");
    assert.deepEqual(
      value.arguments.map((each) => slice(each.range)),
      ['[x.y, "${z}"]', "{\n k = v }"],
    );
  });
});
