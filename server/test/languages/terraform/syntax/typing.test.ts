// What stays when a file is half-typed: the other blocks whole, and the other attributes of the block.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { readHcl } from "../../../../src/languages/terraform/syntax/hcl.ts";
import type { Body } from "../../../../src/languages/terraform/syntax/tree.ts";

const above = `resource "a" "first" {
  name = "first"
  tags = {
    x = 1
  }
}

`;
const inside = (line: string) => `resource "b" "second" {
  name = "second"
${line}  list = [
    "x",
  ]
  policy = jsonencode({
    Statement = [{
      Effect = "Allow"
    }]
  })

  rule {
    port = 22
  }
}

`;
const below = `data "c" "third" {
  text = <<-EOT
    {}
  EOT
}
`;

const bodyStates = [
  "foo",
  "foo =",
  "foo = var.",
  "foo = aws_s3_bucket.b[",
  'foo = "abc',
  'foo = "abc-${var.x',
  'foo = "abc-${var.x"',
  "foo = [",
  'foo = ["a",',
  "foo = merge(",
  "foo = merge(var.a,",
  "foo = {",
  "foo = jsonencode({",
  "ingress {",
  "foo = [for x in",
  "foo = var.a ?",
  "foo = var.a &&",
  "foo = <<EOT",
  "foo = <<OTHER",
];

const topStates = [
  "resource",
  'resource "aws_',
  'resource "aws_s3_bucket" "x"',
  'resource "aws_s3_bucket" "x" {',
  "}",
];

/** One name for each block and attribute, with its text. */
function flat(text: string, body: Body, path = ""): string[] {
  return [
    ...body.attributes.map((each) => `${path}${text.slice(each.range.start, each.range.end)}`),
    ...body.blocks.flatMap((block) => [
      `${path}${text.slice(block.range.start, block.range.end)}`,
      ...flat(text, block.body, `${path}${block.type} > `),
    ]),
  ];
}

function kept(text: string, wanted: readonly string[]): void {
  const tree = readHcl(text);
  assert.ok(tree.problems.length > 0, "it says that something is wrong");
  const found = new Set(flat(text, tree.body));
  for (const each of wanted) assert.ok(found.has(each), `kept: ${each}`);
}

const original = above + inside("") + below;
const everything = flat(original, readHcl(original).body);
const second = inside("").trimEnd();
const others = everything.filter((each) => each !== second);

describe("half-typed Terraform", () => {
  it("is right before anything is typed", () => {
    assert.deepEqual(readHcl(original).problems, []);
    assert.equal(everything.length, 11);
  });

  for (const line of bodyStates) {
    it(`a body with ${line}`, () => kept(above + inside(`  ${line}\n`) + below, others));
  }

  for (const line of topStates) {
    it(`the top level with ${line}`, () =>
      kept(`${above}${inside("")}${line}\n\n${below}`, everything));
  }

  it("a block without its closing brace", () => {
    const open = `${inside("").trimEnd().slice(0, -1)}\n`;
    kept(above + open + below, others);
  });

  it("an attribute without its =", () => {
    const text = original.replace('name = "second"', 'name "second"');
    kept(
      text,
      others.filter((each) => !each.includes('name = "second"')),
    );
  });

  it("a string without its closing quote", () => {
    const text = original.replace('name = "second"', 'name = "second');
    kept(
      text,
      others.filter((each) => !each.includes('name = "second"')),
    );
  });

  it("gives a lone name and a header without its brace as parts", () => {
    const body = readHcl('resource "a" "b"\nresource "c" "d" {\n  foo\n}\n').body;
    assert.deepEqual(
      [body.partials, body.blocks[0]?.body.partials].map((each) => each?.[0]?.name),
      ["resource", "foo"],
    );
  });
});
