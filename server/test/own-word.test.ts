// A repository's own word of who is own is believed where the repository is, and hides nothing where it is not.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { bundledKinds, bundledPolicies } from "../src/bundled.ts";
import { loadLanguages } from "../src/languages/index.ts";
import type { Register } from "../src/model/register.ts";
import { emptyRegister } from "../src/model/register.ts";
import { defaultLimits } from "../src/text/limits.ts";
import { Workspace } from "../src/workspace.ts";

await loadLanguages();

const role = `
resource "aws_iam_role" "r" {
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "222222222222" }
  }] })
}
`;
const delegation = `
resource "azurerm_lighthouse_definition" "d" {
  managing_tenant_id = "00000000-0000-0000-0000-000000000002"
  scope              = "/subscriptions/00000000-0000-0000-0000-000000000003"
  authorization {
    principal_id       = "00000000-0000-0000-0000-000000000004"
    role_definition_id = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"
  }
}
`;

const words: readonly (readonly [name: string, word: string, code: string, policy: string])[] = [
  [
    "allowed accounts of a provider",
    'provider "aws" {\n  allowed_account_ids = ["222222222222"]\n}\n',
    role,
    "access/external-id-missing",
  ],
  [
    "the role that a provider assumes",
    'provider "aws" {\n  assume_role {\n    role_arn = "arn:aws:iam::222222222222:role/x"\n  }\n}\n',
    role,
    "access/external-id-missing",
  ],
  [
    "a policy of the account, attached to something else",
    'resource "aws_iam_role_policy_attachment" "a" {\n  role = "x"\n  policy_arn = "arn:aws:iam::222222222222:policy/x"\n}\n',
    role,
    "access/external-id-missing",
  ],
  [
    "a policy of the organisation that denies what the role is allowed",
    `resource "aws_organizations_policy" "p" {
  name    = "keep-logs"
  content = jsonencode({ Statement = [{ Effect = "Deny", Action = "cloudtrail:StopLogging", Resource = "*" }] })
}
resource "aws_organizations_policy_attachment" "p" {
  policy_id = aws_organizations_policy.p.id
  target_id = data.aws_caller_identity.me.account_id
}
data "aws_caller_identity" "me" {}
`,
    role.replace(
      "\n}\n",
      `
  inline_policy {
    policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "cloudtrail:StopLogging", Resource = "*" }] })
  }
}
`,
    ),
    "privilege/can-disable-logging",
  ],
  [
    "the tenant of a provider",
    'provider "azurerm" {\n  tenant_id = "00000000-0000-0000-0000-000000000002"\n}\n',
    delegation,
    "access/undeclared-party",
  ],
];

function findings(text: string, untrusted: boolean, register?: Register) {
  const workspace = new Workspace({
    policies: bundledPolicies,
    kinds: bundledKinds,
    limits: defaultLimits,
    today: "2026-06-15",
    untrusted,
    exclude: [],
    forget: false,
    ...(register ? { register } : {}),
  });
  workspace.files.set({ path: "main.tf", text });
  for (const _ of workspace.refresh());
  return workspace.results().findings;
}

describe("the repository's own word of who is own", () => {
  for (const [name, word, code, policy] of words) {
    it(name, () => {
      const of = (text: string, untrusted: boolean, register?: Register) =>
        findings(text, untrusted, register)
          .filter((each) => each.policy === policy)
          .map((each) => each.switchedOffByRepository ?? false);
      assert.deepEqual(of(code, false), [false], "without a word there is a finding");
      assert.deepEqual(of(word + code, false), [], "the word is believed");
      assert.deepEqual(of(word + code, true), [true], "and hides nothing where it is not");
      const reviewers = { ...emptyRegister };
      assert.deepEqual(
        of(word + code, true, reviewers),
        [true],
        "also with a register of one's own",
      );
      assert.deepEqual(of(code, true), [false]);
    });
  }

  it("hides no party that stands beside another", () => {
    const list = role.replace('"222222222222"', '["222222222222", "333333333333"]');
    const several = role
      .replace('"222222222222"', "var.accounts")
      .concat('variable "accounts" {\n  default = ["222222222222", "333333333333"]\n}\n');
    const word = 'provider "aws" {\n  allowed_account_ids = ["333333333333"]\n}\n';
    for (const code of [list, several])
      for (const policy of ["access/external-id-missing", "access/undeclared-party"])
        assert.deepEqual(
          findings(word + code, true)
            .filter((each) => each.policy === policy)
            .map((each) => [each.party, each.switchedOffByRepository ?? false]),
          [
            ["AWS account 222222222222", false],
            ["AWS account 333333333333", true],
          ],
          policy,
        );
  });
});
