// What changes of policy documents become, in each of the forms that Terraform has for them.

import { describe } from "mocha";
import type { FixValue } from "../../../src/model/resource.ts";
import type { Case } from "./writing.ts";
import { declared, externalId, literal, run } from "./writing.ts";

const trusted: FixValue = {
  is: "parameter",
  name: "trusted-arns",
  description: "Who may assume the role",
  type: "list",
};
const declaredList = `
variable "trusted_arns" {
  type        = list(string)
  description = "Who may assume the role"
}
`;

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
    after: document.replace('"]\n\n', '"]\n    effect  = "Deny"\n\n'),
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
    after: encoded.replace(" }\n    }", ' }\n      Sid       = "Msp"\n    }'),
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
    name: "a condition in Terraform JSON",
    path: "main.tf.json",
    before:
      '{"data":{"aws_iam_policy_document":{"x":{"statement":[{"actions":["sts:AssumeRole"]}]}}}}\n',
    at: '{"actions":["sts:AssumeRole"]}',
    operation: { is: "set", path: externalIdPath, value: literal(["y"]) },
    after:
      '{"data":{"aws_iam_policy_document":{"x":{"statement":[{"actions":["sts:AssumeRole"],"condition":[{"test":"StringEquals","variable":"sts:ExternalId","values":["y"]}]}]}}}}\n',
  },
  {
    name: "a policy in a string of Terraform JSON",
    path: "main.tf.json",
    before: '{"resource":{"aws_iam_role":{"x":{"assume_role_policy":"{\\"Statement\\":[]}"}}}}\n',
    at: '{\\"Statement\\":[]}',
    operation: { is: "set", path: ["Version"], value: literal("2012-10-17") },
    after:
      '{"resource":{"aws_iam_role":{"x":{"assume_role_policy":"{\\"Statement\\":[],\\"Version\\":\\"2012-10-17\\"}"}}}}\n',
  },
  {
    name: "a statement that a dynamic block makes",
    before:
      'data "aws_iam_policy_document" "x" {\n  dynamic "statement" {\n    for_each = var.y\n    content {\n      actions = ["a"]\n    }\n  }\n}\n',
    at: 'dynamic "statement" {\n    for_each = var.y\n    content {\n      actions = ["a"]\n    }\n  }',
    operation: { is: "set", path: ["Resource"], value: literal(["*"]) },
    after:
      'data "aws_iam_policy_document" "x" {\n  dynamic "statement" {\n    for_each = var.y\n    content {\n      actions   = ["a"]\n      resources = ["*"]\n    }\n  }\n}\n',
  },
  {
    name: "principals in place of a bare star",
    before: encoded.replace('{ AWS = "222222222222" }', '"*"'),
    at: object.replace('{ AWS = "222222222222" }', '"*"'),
    operation: { is: "set", path: ["Principal", "AWS"], value: trusted },
    after:
      encoded.replace('{ AWS = "222222222222" }', "{\n        AWS = var.trusted_arns\n      }") +
      declaredList,
  },
  {
    name: "principals in place of a block of the type star",
    before: document.replace('"AWS"', '"*"').replace('"222222222222"', '"*"'),
    at: statement.replace('"AWS"', '"*"').replace('"222222222222"', '"*"'),
    operation: { is: "set", path: ["Principal", "AWS"], value: trusted },
    after: document.replace('["222222222222"]', "var.trusted_arns") + declaredList,
  },
  {
    name: "a list in a heredoc",
    before: heredoc,
    at: inHeredoc,
    operation: { is: "set", path: ["Principal", "AWS"], value: trusted },
    after:
      heredoc.replace(`"arn:aws:iam::\${var.x}:root"`, `\${jsonencode(var.trusted_arns)}`) +
      declaredList,
  },
  {
    name: "a variable of that name that is described as something else",
    before: `${encoded}${declared.replace("Contoso", "Fabrikam")}`,
    at: object,
    operation: { is: "set", path: externalIdPath, value: externalId },
    after: `${encoded.replace(
      '"222222222222" }\n',
      '"222222222222" }\n      Condition = {\n        StringEquals = {\n          "sts:ExternalId" = var.external_id_2\n        }\n      }\n',
    )}${declared.replace("Contoso", "Fabrikam")}${declared.replace("external_id", "external_id_2")}`,
  },
  {
    name: "a reference in a condition in Terraform JSON",
    path: "main.tf.json",
    before:
      '{"data":{"aws_iam_policy_document":{"x":{"statement":[{"actions":["sts:AssumeRole"]}]}}}}\n',
    at: '{"actions":["sts:AssumeRole"]}',
    operation: { is: "set", path: externalIdPath, value: externalId },
    after:
      '{"data":{"aws_iam_policy_document":{"x":{"statement":[{"actions":["sts:AssumeRole"],"condition":[{"test":"StringEquals","variable":"sts:ExternalId","values":["${var.external_id}"]}]}]}}},"variable":{"external_id":{"type":"string","description":"External ID issued by Contoso"}}}\n',
  },
];

describe("writing policy documents in Terraform", () => run(cases));
