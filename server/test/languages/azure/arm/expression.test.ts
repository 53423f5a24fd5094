// ARM's template expressions: the tree that each gives, with ranges in the text of the file.

import assert from "node:assert/strict";
import type { Expression } from "../../../../src/expressions/expression.ts";
import { readExpression } from "../../../../src/languages/azure/arm/expression.ts";
import { readJson } from "../../../../src/syntax/json/json.ts";

function read(json: string) {
  const { root } = readJson(json);
  assert.equal(root.kind, "string");
  return root.kind === "string" ? readExpression(root) : assert.fail();
}

function shown(node: Expression): string {
  switch (node.kind) {
    case "literal":
      return typeof node.value === "object" && node.value ? node.value.number : String(node.value);
    case "template":
      return `'${node.parts.map((part) => ("kind" in part ? shown(part) : part.text)).join("")}'`;
    case "call":
      return `${node.name}(${node.arguments.map(shown).join(", ")})`;
    case "member":
      return `${shown(node.of)}${node.access === "safe" ? ".?" : "."}${node.name}`;
    case "index":
      return `${shown(node.of)}[${node.safe ? "?" : ""}${shown(node.index)}]`;
    case "missing":
      return `<${node.partial ?? ""}>`;
    default:
      return node.kind;
  }
}

describe("ARM expressions", () => {
  const good: readonly (readonly [written: string, tree: string])[] = [
    ["text", "'text'"],
    ["[[text]", "'[text]'"],
    ["[[text", "'[[text'"],
    ["[a-z]+ is a pattern", "'[a-z]+ is a pattern'"],
    ["[parameters('x')]", "parameters('x')"],
    ["[ concat ( 'a' , 'b' ) ]", "concat('a', 'b')"],
    ["[concat('it''s', '')]", "concat('it's', '')"],
    ["[contoso.name('a')]", "contoso.name('a')"],
    ["[variables('x').a.b[0]]", "variables('x').a.b[0]"],
    ["[variables('x').?a[?'b']]", "variables('x').?a[?'b']"],
    ["[add(1, -2)]", "add(1, -2)"],
    ["[mul(1.5, +2)]", "mul(1.5, +2)"],
    ["['just text']", "'just text'"],
    ["[true()]", "true()"],
    ["[concat(']', '[')]", "concat(']', '[')"],
    ["[variables(concat('a', 'b'))['c'].d]", "variables(concat('a', 'b'))['c'].d"],
  ];
  for (const [written, tree] of good) {
    it(written, () => {
      const { expression, problems } = read(JSON.stringify(written));
      assert.equal(shown(expression), tree);
      assert.deepEqual(problems, []);
    });
  }

  const bad: readonly (readonly [written: string, tree: string])[] = [
    ["[]", "<>"],
    ["[concat('a']", "concat('a', <>)"],
    ["[concat('a', ", "concat('a', <>)"],
    ["[concat('a", "concat('a', <>)"],
    ["[concat(,)]", "concat(<>, <>)"],
    ["[concat('a' 'b')]", "concat('a', 'b')"],
    ["[name]", "<name>"],
    ["[parameters('x'))]", "parameters('x')"],
    ["[parameters('x').]", "<>"],
    ["[parameters('x')[0]", "parameters('x')[0]"],
    ["[(1)]", "<>"],
  ];
  for (const [written, tree] of bad) {
    it(`${written} with a problem`, () => {
      const { expression, problems } = read(JSON.stringify(written));
      assert.equal(shown(expression), tree);
      assert.notEqual(problems.length, 0);
    });
  }

  it("has ranges in the file, escapes included", () => {
    const json = "\"[concat('a\\\"b', \\u0070arameters('x'))]\"";
    const { expression } = read(json);
    assert.equal(expression.kind, "call");
    if (expression.kind !== "call") return;
    const slice = (range: { start: number; end: number }) => json.slice(range.start, range.end);
    const [text, call] = expression.arguments;
    assert.equal(slice(expression.range), json.slice(2, -2));
    assert.equal(text && slice(text.range), "'a\\\"b'");
    assert.equal(call && slice(call.range), "\\u0070arameters('x')");
    assert.equal(call?.kind === "call" && slice(call.nameRange), "\\u0070arameters");
  });

  for (const unit of ["not(", "variables('x')[", "a(b("]) {
    for (const depth of [1_000, 100_000]) {
      it(`${depth} nested ${unit}`, () => {
        const { problems } = read(JSON.stringify(`[${unit.repeat(depth)}]`));
        assert.notEqual(problems.length, 0);
      });
    }
  }

  it("a long chain of members", () => {
    read(JSON.stringify(`[variables('x')${".a".repeat(100_000)}]`));
  });
});
