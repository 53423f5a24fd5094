// What msplint knows of public modules: well formed, nothing undeclared in it, and the same as a copy of the code gives.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { bundledKinds } from "../../../src/bundled.ts";
import { terraform } from "../../../src/languages/terraform/index.ts";
import { buildResources } from "../../../src/model/build.ts";
import { readKnownModules } from "../../../src/model/known-module.ts";
import { knownModules } from "../../../src/model/known-modules.ts";
import { defaultLimits } from "../../../src/text/limits.ts";
import { words } from "./values.ts";

type Texts = Readonly<Record<string, string>>;

function resourcesOf(texts: Texts): readonly string[] {
  const files = new Map(Object.entries(texts).map(([path, text]) => [path, { path, text }]));
  const unit = { id: "", language: "terraform" as const, files: ["main.tf"], variants: [] };
  const { declarations, problems } = terraform.read(unit, { values: [] }, files, defaultLimits);
  assert.deepEqual(problems, []);
  // What is deployed: a document that is put together on the way is no part of it.
  return buildResources(declarations, bundledKinds)
    .filter((each) => each.kind !== "aws.iam.policy-document")
    .filter((each) => each.exists !== "no")
    .map((each) => {
      const attributes = [...each.attributes].map(([name, value]) => `${name}: ${words(value)}`);
      return `${each.kind} ${attributes.join(" ")}`;
    })
    .toSorted();
}

const call = (source: string, body: string) =>
  `module "x" {\n  source = ${JSON.stringify(source)}\n${body}\n}\n`;

/** A copy of the module as Terraform keeps it, in few lines of our own. */
const copies: Readonly<Record<string, { readonly body: string; readonly copy: string }>> = {
  "terraform-aws-modules/iam/aws//modules/iam-assumable-role": {
    body: `
  create_role         = true
  role_name           = "partner"
  trusted_role_arns   = ["arn:aws:iam::222222222222:root"]
  role_sts_externalid = ["issued-by-the-partner"]
  attach_admin_policy = true`,
    copy: `
variable "create_role" {}
variable "role_name" {}
variable "trusted_role_arns" {}
variable "role_sts_externalid" {}
variable "attach_admin_policy" {}
data "aws_iam_policy_document" "with_mfa" {
  statement {
    effect  = "Allow"
    actions = ["sts:AssumeRole", "sts:TagSession"]
    principals {
      type        = "AWS"
      identifiers = var.trusted_role_arns
    }
    principals {
      type        = "Service"
      identifiers = []
    }
    condition {
      test     = "Bool"
      variable = "aws:MultiFactorAuthPresent"
      values   = ["true"]
    }
    condition {
      test     = "NumericLessThan"
      variable = "aws:MultiFactorAuthAge"
      values   = [86400]
    }
    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = var.role_sts_externalid
    }
  }
}
resource "aws_iam_role" "this" {
  count                = var.create_role ? 1 : 0
  name                 = var.role_name
  max_session_duration = 3600
  assume_role_policy   = data.aws_iam_policy_document.with_mfa.json
  tags                 = {}
}
resource "aws_iam_role_policy_attachment" "admin" {
  count      = var.attach_admin_policy ? 1 : 0
  role       = aws_iam_role.this[0].name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
`,
  },
  "terraform-aws-modules/security-group/aws": {
    body: `
  name                = "remote"
  use_name_prefix     = false
  ingress_cidr_blocks = ["0.0.0.0/0"]
  ingress_rules       = ["rdp-tcp"]`,
    copy: `
variable "name" {}
variable "use_name_prefix" {}
variable "ingress_cidr_blocks" {}
variable "ingress_rules" {}
resource "aws_security_group" "this" {
  count = var.use_name_prefix ? 0 : 1
  name  = var.name
  tags  = { Name = var.name }
}
resource "aws_security_group_rule" "ingress_rules" {
  count             = length(var.ingress_rules)
  security_group_id = aws_security_group.this[0].id
  type              = "ingress"
  cidr_blocks       = var.ingress_cidr_blocks
  ipv6_cidr_blocks  = []
  prefix_list_ids   = []
  from_port         = 3389
  to_port           = 3389
  protocol          = "tcp"
}
`,
  },
  "Azure/avm-res-authorization-roleassignment/azurerm": {
    body: `
  role_assignments_azure_resource_manager = {
    owner = {
      principal_id         = "00000000-0000-0000-0000-00000000000a"
      role_definition_name = "Owner"
      scope                = "/subscriptions/00000000-0000-0000-0000-000000000001"
    }
  }`,
    copy: `
variable "role_assignments_azure_resource_manager" {
  type = map(object({
    principal_id         = string
    role_definition_name = optional(string)
    scope                = string
    principal_type       = optional(string)
  }))
}
resource "azurerm_role_assignment" "basic" {
  for_each             = var.role_assignments_azure_resource_manager
  principal_id         = each.value.principal_id
  principal_type       = each.value.principal_type
  role_definition_name = each.value.role_definition_name
  scope                = each.value.scope
}
`,
  },
};

describe("public modules", () => {
  for (const [source, { code }] of knownModules) {
    if (source.startsWith("br/")) continue;
    it(`${source} is well formed`, () => {
      const file = { path: "main.tf", text: code };
      assert.deepEqual(terraform.check(file), []);
      assert.doesNotMatch(code, /^\s*module\s/m);
      const text = JSON.stringify(resourcesOf({ "main.tf": code }));
      assert.doesNotMatch(text, /\?(?:undeclared|cycle)/);
    });
  }

  for (const [source, { body, copy }] of Object.entries(copies)) {
    it(`${source} gives what its code gives`, () => {
      const main = { "main.tf": call(source, body) };
      const manifest = { Modules: [{ Key: "x", Source: source, Dir: ".terraform/modules/x" }] };
      const known = resourcesOf(main);
      assert.ok(known.length > 0);
      assert.deepEqual(
        known,
        resourcesOf({
          ...main,
          ".terraform/modules/modules.json": JSON.stringify(manifest),
          ".terraform/modules/x/main.tf": copy,
        }),
      );
    });
  }

  it("are used under all addresses, and the code in view wins", () => {
    const body = '\n  name   = "p"\n  policy = "{}"';
    const sources = [
      "terraform-aws-modules/iam/aws//modules/iam-policy",
      "registry.terraform.io/terraform-aws-modules/iam/aws//modules/iam-policy",
      "git::https://github.com/terraform-aws-modules/terraform-aws-iam.git//modules/iam-policy?ref=v5",
      "git::ssh://git@github.com/terraform-aws-modules/terraform-aws-iam.git//modules/iam-policy",
      "git@github.com:terraform-aws-modules/terraform-aws-iam.git//modules/iam-policy",
      "github.com/terraform-aws-modules/terraform-aws-iam//modules/iam-policy",
    ];
    for (const source of sources) {
      const main = { "main.tf": call(source, body) };
      assert.equal(resourcesOf(main).length, 1, source);
      const manifest = { Modules: [{ Key: "x", Source: source, Dir: ".terraform/modules/x" }] };
      const copy = {
        ...main,
        ".terraform/modules/modules.json": JSON.stringify(manifest),
        ".terraform/modules/x/main.tf": "",
      };
      assert.equal(resourcesOf(copy).length, 0, source);
    }
  });

  it("a file that does not keep to the form is said", () => {
    const path = "policies/kinds/modules/x.yaml";
    const { modules, problems } = readKnownModules([
      { path, text: "description: x\nsource: not an address\ncode: ''\n" },
      { path, text: "description: x\nsource: a/b/c\n" },
    ]);
    assert.equal(modules.length, 0);
    assert.deepEqual(
      problems.map((each) => each.file),
      [path, path],
    );
  });
});
