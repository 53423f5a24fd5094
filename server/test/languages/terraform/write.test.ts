// What changes become in Terraform files: attributes, blocks, lists, variables.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Case } from "./writing.ts";
import { change, declared, externalId, literal, run, write } from "./writing.ts";

const statement = `statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["222222222222"]
    }
  }`;
const document = `data "aws_iam_policy_document" "trust" {
  ${statement}
}
`;
const role = `resource "aws_iam_role" "msp" {
  name = "msp" # the provider's
}
`;
const externalIdPath = ["Condition", "StringEquals", "sts:ExternalId"];

const cases: readonly Case[] = [
  {
    name: "a new attribute behind the last one and its comment",
    before: role,
    at: role.trimEnd(),
    operation: { is: "set", path: ["max_session_duration"], value: literal(3600) },
    after: role
      .replace("provider's\n", "provider's\n  max_session_duration = 3600\n")
      .replace("name = ", "name                 = "),
  },
  {
    name: "an attribute that is there",
    before: role,
    at: role.trimEnd(),
    operation: { is: "set", path: ["name"], value: literal("other") },
    after: role.replace('"msp" #', '"other" #'),
  },
  {
    name: "a nested block",
    before: role,
    at: role.trimEnd(),
    operation: { is: "set", path: ["policy", "mfa", "provider"], value: literal("Azure") },
    after: role.replace(
      "provider's\n",
      `provider's

  policy {
    mfa {
      provider = "Azure"
    }
  }
`,
    ),
  },
  {
    name: "a block on one line",
    before: "ephemeral_thing {}\n",
    at: "ephemeral_thing {}",
    operation: { is: "set", path: ["a"], value: literal(true) },
    after: "ephemeral_thing {\n  a = true\n}\n",
  },
  {
    name: "objects in a list become blocks",
    before: "thing {\n}\n",
    at: "thing {\n}",
    operation: { is: "set", path: ["rule"], value: literal([{ a: 1 }, { b: "x" }]) },
    after: 'thing {\n  rule {\n    a = 1\n  }\n\n  rule {\n    b = "x"\n  }\n}\n',
  },
  {
    name: "an item of a list over several lines",
    before: 'a {\n  b = [\n    "x",\n    "y",\n  ]\n}\n',
    at: 'a {\n  b = [\n    "x",\n    "y",\n  ]\n}',
    operation: { is: "append", path: ["b"], value: literal("z") },
    after: 'a {\n  b = [\n    "x",\n    "y",\n    "z",\n  ]\n}\n',
  },
  {
    name: "an item taken out of a list over several lines",
    before: 'a {\n  b = [\n    "x",\n    "y"\n  ]\n}\n',
    at: '"y"',
    operation: { is: "remove" },
    after: 'a {\n  b = [\n    "x"\n  ]\n}\n',
  },
  {
    name: "an item taken out of a list on one line",
    before: 'a {\n  b = ["x", "y", "z"]\n}\n',
    at: '"y"',
    operation: { is: "remove" },
    after: 'a {\n  b = ["x", "z"]\n}\n',
  },
  {
    name: "a list that is not there yet",
    before: "a {\n}\n",
    at: "a {\n}",
    operation: { is: "append", path: ["b"], value: literal("z") },
    after: 'a {\n  b = ["z"]\n}\n',
  },
  {
    name: "a block taken out with the empty line around it",
    before: "a {\n  x = 1\n\n  b {\n    c = 1\n  }\n}\n",
    at: "b {\n    c = 1\n  }",
    operation: { is: "remove" },
    after: "a {\n  x = 1\n}\n",
  },
  {
    name: "CRLF is kept",
    before: "a {\r\n  x = 1\r\n}\r\n",
    at: "a {\r\n  x = 1\r\n}",
    operation: { is: "set", path: ["b", "c"], value: literal("z") },
    after: 'a {\r\n  x = 1\r\n\r\n  b {\r\n    c = "z"\r\n  }\r\n}\r\n',
  },
  {
    name: "azapi writes below its body",
    before:
      'resource "azapi_resource" "x" {\n  body = {\n    properties = {\n      a = 1\n    }\n  }\n}\n',
    at: 'resource "azapi_resource" "x" {\n  body = {\n    properties = {\n      a = 1\n    }\n  }\n}',
    operation: { is: "set", path: ["properties", "b"], value: literal(2) },
    after:
      'resource "azapi_resource" "x" {\n  body = {\n    properties = {\n      a = 1\n      b = 2\n    }\n  }\n}\n',
  },
  {
    name: "nothing where a variable cannot stand",
    before: 'variable "x" {\n  default = "y"\n}\n',
    at: '"y"',
    operation: { is: "replace", value: externalId },
    after: undefined,
  },
  {
    name: "nothing at a range that is no node",
    before: role,
    at: 'name = "m',
    operation: { is: "replace", value: literal(1) },
    after: undefined,
  },
  {
    name: "nothing into what a dynamic block may make",
    before: 'a {\n  dynamic "b" {\n    for_each = var.x\n    content {}\n  }\n}\n',
    at: 'a {\n  dynamic "b" {\n    for_each = var.x\n    content {}\n  }\n}',
    operation: { is: "set", path: ["b", "c"], value: literal(1) },
    after: undefined,
  },
  {
    name: "Terraform JSON: an attribute",
    path: "main.tf.json",
    before:
      '{\n  "resource": {\n    "aws_iam_role": {\n      "msp": {\n        "name": "x"\n      }\n    }\n  }\n}\n',
    at: '"msp": {\n        "name": "x"\n      }',
    operation: { is: "set", path: ["path"], value: externalId },
    after:
      '{\n  "resource": {\n    "aws_iam_role": {\n      "msp": {\n        "name": "x",\n        "path": "${var.external_id}"\n      }\n    }\n  },\n  "variable": {\n    "external_id": {\n      "type": "string",\n      "description": "External ID issued by Contoso"\n    }\n  }\n}\n',
  },
  {
    name: "a short name below longer ones",
    before: "a {\n  long = 1\n  b    = 2\n}\n",
    at: "a {\n  long = 1\n  b    = 2\n}",
    operation: { is: "set", path: ["c"], value: literal(3) },
    after: "a {\n  long = 1\n  b    = 2\n  c    = 3\n}\n",
  },
  {
    name: "a long name below shorter ones",
    before: "a {\n  x = [\n    1,\n  ]\n  b = 1\n  c = {\n    d = 1\n  }\n}\n",
    at: "{\n    d = 1\n  }",
    operation: { is: "set", path: ["long"], value: literal(3) },
    after: "a {\n  x = [\n    1,\n  ]\n  b = 1\n  c = {\n    d    = 1\n    long = 3\n  }\n}\n",
  },
];

describe("writing Terraform", () => {
  run(cases);

  it("declares a variable in variables.tf, once, and not at all if it is there", () => {
    const changes = [
      change("main.tf", document, statement, {
        is: "set",
        path: externalIdPath,
        value: externalId,
      }),
      change("main.tf", document, statement, { is: "set", path: ["Sid"], value: externalId }),
    ];
    const variables = 'variable "a" {}\n';
    const done = write({ "main.tf": document, "variables.tf": variables }, changes);
    assert.equal(done?.["variables.tf"], `${variables}${declared}`);
    assert.ok(done?.["main.tf"]?.includes("sid     = var.external_id"));
    const there = 'variable "external_id" {\n}\n';
    assert.equal(
      write({ "main.tf": document, "variables.tf": there }, changes)?.["variables.tf"],
      there,
    );
  });

  it("makes several changes of one block one after the other", () => {
    const done = write({ "main.tf": role }, [
      change("main.tf", role, role.trimEnd(), {
        is: "set",
        path: ["policy", "a"],
        value: literal(1),
      }),
      change("main.tf", role, role.trimEnd(), {
        is: "set",
        path: ["policy", "b"],
        value: literal(2),
      }),
    ]);
    assert.equal(
      done?.["main.tf"],
      role.replace("provider's\n", "provider's\n\n  policy {\n    a = 1\n    b = 2\n  }\n"),
    );
  });

  it("makes all changes or none", () => {
    const done = write({ "main.tf": role }, [
      change("main.tf", role, '"msp"', { is: "remove" }),
      change("main.tf", role, "name", { is: "append", path: ["x"], value: literal(1) }),
    ]);
    assert.equal(done, undefined);
  });
});
