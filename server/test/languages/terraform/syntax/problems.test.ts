// What is wrong in a Terraform text, at its place; and that nothing throws or takes for ever.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { readHcl } from "../../../../src/languages/terraform/syntax/hcl.ts";

const wrong: readonly (readonly [text: string, at: string, message: string])[] = [
  ["a = 1 b = 2\n", "b", "A line end must follow an attribute."],
  ["a {} b {}\n", "b", "A line end must follow a block."],
  ["a { b = 1, c = 2 }\n", ",", "A block on one line ends on that line."],
  ["a {\n", "{", "This block has no closing brace."],
  ["}\n", "}", "This brace closes nothing."],
  ["a = 1\na = 2\n", "a", "The attribute a is set twice."],
  ['a "${b}" {\n}\n', '"${b}"', "A label cannot hold an interpolation."],
  ["a = 'x'\n", "'", "This character does not belong here."],
  ['a = "\\ud83c"\n', "\\u", "This is no escape sequence."],
  ["a = x.1.2\n", "1.2", "Two indexes in a row need brackets."],
  ['a = "\\d"\n', "\\d", "This is no escape sequence."],
  ['a = "%{ if x }"\n', "%{ if x }", "This template directive has no end."],
  ['a = "%{ endif }"\n', "%{ endif }", "This template directive has nothing to end."],
  ["a = <<EOT\nx\n", "<<EOT", "This heredoc is not closed by a line with EOT."],
  ["/* x\n", "/* x", "This comment has no end."],
  ["a = { b 1 }\n", "b", "A member of an object needs `=` and a value."],
  ["a = x.*.y.*.z\n", "*.z", "A splat cannot stand in another one of this form."],
];

const deep = 100_000;
const hostile: readonly (readonly [name: string, text: string])[] = [
  ["lists", `a = ${"[".repeat(deep)}${"]".repeat(deep)}\n`],
  ["open lists", `a = ${"[".repeat(deep)}\n`],
  ["objects", `a = ${"{a=".repeat(deep)}\n`],
  ["parentheses", `a = ${"(".repeat(deep)}\n`],
  ["interpolations", `a = ${'"${'.repeat(deep)}\n`],
  ["signs", `a = ${"-".repeat(deep)}1\n`],
  ["signs and parentheses", `a = ${"-(".repeat(deep)}\n`],
  ["conditionals", `a = ${"x ? y : ".repeat(deep)}z\n`],
  ["blocks", "a {\n".repeat(deep)],
  ["headers", 'resource "a" "b" {\n'.repeat(20_000)],
  ["heredocs", "a = <<X\n".repeat(20_000)],
  ["directives", `a = "${"%{ if x }".repeat(deep)}"\n`],
];

describe("problems in Terraform", () => {
  for (const [text, part, message] of wrong) {
    it(JSON.stringify(text), () => {
      const problem = readHcl(text).problems[0];
      assert.equal(problem?.message, message);
      assert.ok(text.slice(problem?.range.start).startsWith(part), `at ${problem?.range.start}`);
    });
  }

  for (const [name, text] of hostile) {
    it(`too many ${name}`, () => {
      const { problems } = readHcl(text);
      assert.ok(problems.length > 0 && problems.length <= 100);
    });
  }

  it("allows 200 levels and not 201", () => {
    const nested = (count: number) => `a = ${"[".repeat(count)}${"]".repeat(count)}\n`;
    assert.equal(readHcl(nested(200)).problems.length, 0);
    assert.equal(readHcl(nested(201)).problems.length, 1);
  });

  it("reads a byte order mark, CRLF and text without a last line end", () => {
    const { body, problems } = readHcl('\ufeffa = 1\r\nb {\r\n  c = "x"\r\n}');
    assert.deepEqual(problems, []);
    assert.deepEqual([body.attributes.length, body.blocks.length], [1, 1]);
  });

  it("keeps the comments with their places", () => {
    const text = "# one\na = [ // two\n  1, /* three */ 2\n]\n";
    assert.deepEqual(
      readHcl(text).comments.map(({ range }) => text.slice(range.start, range.end)),
      ["# one", "// two", "/* three */"],
    );
  });
});
