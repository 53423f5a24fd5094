// What changes become in Terraform files: blocks, attributes, jsonencode, JSON in strings, variables.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { terraform } from "../../../src/languages/terraform/index.ts";
import type { Change, FixValue } from "../../../src/model/resource.ts";
import type { Files } from "../../../src/model/unit.ts";
import { applyEdits } from "../../../src/text/range.ts";

const externalId: FixValue = {
  is: "parameter",
  name: "external-id",
  description: "External ID issued by Contoso",
  type: "text",
};
const literal = (value: (FixValue & { is: "literal" })["value"]): FixValue => ({
  is: "literal",
  value,
});

const declared = `
variable "external_id" {
  type        = string
  description = "External ID issued by Contoso"
}
`;

interface Case {
  readonly name: string;
  readonly before: string;
  /** The part of the text that the change is about. */
  readonly at: string;
  readonly operation: Change["operation"];
  readonly after: string | undefined;
  readonly path?: string;
}

function filesOf(texts: Readonly<Record<string, string>>): Files {
  return new Map(Object.entries(texts).map(([path, text]) => [path, { path, text }]));
}

function write(texts: Readonly<Record<string, string>>, changes: readonly Change[]) {
  const files = filesOf(texts);
  const unit = terraform.units(files)[0];
  assert.ok(unit);
  const edits = terraform.write(changes, unit, files);
  if (!edits) return undefined;
  return Object.fromEntries(
    Object.entries(texts).map(([path, text]) => [
      path,
      applyEdits(
        text,
        edits.filter((edit) => edit.file === path),
      ),
    ]),
  );
}

function change(path: string, text: string, part: string, operation: Change["operation"]): Change {
  const start = text.indexOf(part);
  assert.ok(start >= 0, `${part} is in the text`);
  return { at: { file: path, range: { start, end: start + part.length } }, operation };
}

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
const guarded = document.replace(
  /\n {2}\}\n\}/,
  `

    condition {
      test     = "StringEqualsIfExists"
      variable = "sts:ExternalId"
      values   = ["x"]
    }
  }
}`,
);

const object = `{
      Effect    = "Allow"
      Principal = { AWS = "222222222222" }
    }`;
const encoded = `resource "aws_iam_role" "msp" {
  assume_role_policy = jsonencode({
    Statement = [${object}]
  })
}
`;
const heredoc = `resource "aws_iam_role" "msp" {
  assume_role_policy = <<-EOT
    {
      "Statement": [{
        "Effect": "Allow",
        "Principal": { "AWS": "arn:aws:iam::\${var.x}:root" }
      }]
    }
  EOT
}
`;
const inHeredoc = `{
        "Effect": "Allow",
        "Principal": { "AWS": "arn:aws:iam::\${var.x}:root" }
      }`;
const quoted = `resource "aws_iam_role" "msp" {
  assume_role_policy = "{\\"Statement\\":[{\\"Effect\\":\\"Allow\\"}]}"
}
`;
const role = `resource "aws_iam_role" "msp" {
  name = "msp" # the provider's
}
`;
const externalIdPath = ["Condition", "StringEquals", "sts:ExternalId"];

const cases: readonly Case[] = [
  {
    name: "a condition block in a statement",
    before: document,
    at: statement,
    operation: { is: "set", path: externalIdPath, value: externalId },
    after: `${document.replace(
      /\n {2}\}\n\}/,
      `

    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = [var.external_id]
    }
  }
}`,
    )}${declared}`,
  },
  {
    name: "the values of the condition block that is there",
    before: guarded.replace("IfExists", ""),
    at: guarded
      .slice(guarded.indexOf("statement"), guarded.lastIndexOf("}") - 1)
      .replace("IfExists", ""),
    operation: { is: "set", path: externalIdPath, value: literal(["y"]) },
    after: guarded.replace("IfExists", "").replace('["x"]', '["y"]'),
  },
  {
    name: "one more value in the condition block that is there",
    before: guarded.replace("IfExists", ""),
    at: guarded
      .slice(guarded.indexOf("statement"), guarded.lastIndexOf("}") - 1)
      .replace("IfExists", ""),
    operation: { is: "append", path: externalIdPath, value: literal("y") },
    after: guarded.replace("IfExists", "").replace('["x"]', '["x", "y"]'),
  },
  {
    name: "a statement's actions",
    before: document,
    at: statement,
    operation: { is: "set", path: ["Action"], value: literal("sts:TagSession") },
    after: document.replace('["sts:AssumeRole"]', '["sts:TagSession"]'),
  },
  {
    name: "a statement's effect",
    before: document,
    at: statement,
    operation: { is: "set", path: ["Effect"], value: literal("Deny") },
    after: document.replace('"]\n\n', '"]\n    effect = "Deny"\n\n'),
  },
  {
    name: "a statement's principals",
    before: document,
    at: statement,
    operation: { is: "set", path: ["Principal", "AWS"], value: literal(["a", "b"]) },
    after: document.replace('["222222222222"]', '["a", "b"]'),
  },
  {
    name: "an operator's name",
    before: guarded,
    at: '"StringEqualsIfExists"',
    operation: { is: "rename", to: "StringEquals" },
    after: guarded.replace("IfExists", ""),
  },
  {
    name: "a condition taken out by its values",
    before: guarded,
    at: '["x"]',
    operation: { is: "remove" },
    after: document,
  },
  {
    name: "a member of an object in jsonencode",
    before: encoded,
    at: object,
    operation: { is: "set", path: externalIdPath, value: externalId },
    after: `${encoded.replace(
      " }\n    }",
      ` }
      Condition = {
        StringEquals = {
          "sts:ExternalId" = var.external_id
        }
      }
    }`,
    )}${declared}`,
  },
  {
    name: "a key in jsonencode",
    before: encoded,
    at: "Principal",
    operation: { is: "rename", to: "aws:Principal" },
    after: encoded.replace("Principal =", '"aws:Principal" ='),
  },
  {
    name: "a value in jsonencode",
    before: encoded,
    at: '"222222222222"',
    operation: { is: "replace", value: literal("a${b}") },
    after: encoded.replace('"222222222222"', () => '"a$${b}"'),
  },
  {
    name: "a member taken out of jsonencode",
    before: encoded,
    at: '"Allow"',
    operation: { is: "remove" },
    after: encoded.replace('      Effect    = "Allow"\n', ""),
  },
  {
    name: "below jsonencode from the resource",
    before: encoded,
    at: encoded.trimEnd(),
    operation: {
      is: "set",
      path: ["assume_role_policy", "Statement", 0, "Sid"],
      value: literal("Msp"),
    },
    after: encoded.replace(" }\n    }", ' }\n      Sid = "Msp"\n    }'),
  },
  {
    name: "JSON in a heredoc, interpolations kept",
    before: heredoc,
    at: inHeredoc,
    operation: { is: "set", path: externalIdPath, value: externalId },
    after: `${heredoc.replace(
      'root" }\n',
      `root" },
        "Condition": {
          "StringEquals": {
            "sts:ExternalId": "\${var.external_id}"
          }
        }
`,
    )}${declared}`,
  },
  {
    name: "JSON in a quoted string",
    before: quoted,
    at: '{\\"Effect\\":\\"Allow\\"}',
    operation: { is: "set", path: ["Sid"], value: literal("a") },
    after: quoted.replace('\\"Allow\\"', '\\"Allow\\",\\"Sid\\":\\"a\\"'),
  },
  {
    name: "a key of JSON in a heredoc",
    before: heredoc,
    at: '"Principal"',
    operation: { is: "rename", to: "NotPrincipal" },
    after: heredoc.replace('"Principal"', '"NotPrincipal"'),
  },
  {
    name: "a new attribute behind the last one and its comment",
    before: role,
    at: role.trimEnd(),
    operation: { is: "set", path: ["max_session_duration"], value: literal(3600) },
    after: role.replace("provider's\n", "provider's\n  max_session_duration = 3600\n"),
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
];

describe("writing Terraform", () => {
  for (const each of cases) {
    it(each.name, () => {
      const path = each.path ?? "main.tf";
      const done = write({ [path]: each.before }, [
        change(path, each.before, each.at, each.operation),
      ]);
      assert.equal(done?.[path], each.after);
      if (done?.[path] !== undefined) {
        assert.deepEqual(terraform.check({ path, text: done[path] }), [], "it parses");
      }
    });
  }

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
    assert.ok(done?.["main.tf"]?.includes("sid = var.external_id"));
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
