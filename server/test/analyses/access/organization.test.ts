// Where policies of the organisation are in force, and what they leave of the power of a role.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { bundledKinds, bundledPolicies } from "../../../src/bundled.ts";
import { textForm } from "../../../src/check/words.ts";
import { loadLanguages } from "../../../src/languages/index.ts";
import { emptyRegister } from "../../../src/model/register.ts";
import { defaultLimits } from "../../../src/text/limits.ts";
import { Workspace } from "../../../src/workspace.ts";

await loadLanguages();

interface Seen {
  readonly power: string;
  readonly by: string;
  readonly maybe: string;
}

function seen(text: string, path = "main.tf"): Seen {
  const workspace = new Workspace({
    policies: bundledPolicies,
    kinds: bundledKinds,
    limits: defaultLimits,
    today: "2026-06-15",
    untrusted: false,
    exclude: [],
    forget: false,
    register: { ...emptyRegister, own: { ...emptyRegister.own, awsAccounts: ["111111111111"] } },
  });
  workspace.files.set({ path, text });
  for (const _ of workspace.refresh());
  const fact = workspace
    .snapshots()
    .flatMap((each) => each.variants.flatMap((variant) => variant.facts))
    .find((each) => each.kind === "access.power");
  assert.ok(fact);
  const form = (name: string) => {
    const value = fact.attributes.get(name);
    return value ? textForm(value) : "-";
  };
  return { power: form("power"), by: form("limited-by"), maybe: form("may-be-limited-by") };
}

const role = (provider = "", name = "operator") => `
resource "aws_iam_role" "r" {
  ${provider === "" ? "" : `provider = ${provider}`}
  name               = "${name}"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "111111111111" } }] })
  inline_policy {
    name   = "trails"
    policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "cloudtrail:StopLogging", Resource = "*" }] })
  }
}
`;

const deny = (more = "", action = '"cloudtrail:StopLogging"') =>
  `jsonencode({ Statement = [{ Effect = "Deny", Action = ${action}, Resource = "*"${more} }] })`;

const policy = (target: string, content = deny(), more = "") => `
resource "aws_organizations_policy" "p" {
  name    = "keep-logs"
  content = ${content}
  ${more}
}
resource "aws_organizations_policy_attachment" "p" {
  policy_id = aws_organizations_policy.p.id
  target_id = ${target}
}
`;

const member = `
provider "aws" {
  alias = "member"
  assume_role {
    role_arn = "arn:aws:iam::\${aws_organizations_account.prod.id}:role/x"
  }
}
resource "aws_organizations_organizational_unit" "top" {
  name      = "top"
  parent_id = data.aws_organizations_organization.o.roots[0].id
}
resource "aws_organizations_organizational_unit" "below" {
  name      = "below"
  parent_id = aws_organizations_organizational_unit.top.id
}
resource "aws_organizations_organizational_unit" "beside" {
  name      = "beside"
  parent_id = data.aws_organizations_organization.o.roots[0].id
}
resource "aws_organizations_account" "prod" {
  name      = "prod"
  email     = "prod@example.com"
  parent_id = aws_organizations_organizational_unit.below.id
}
resource "aws_organizations_account" "other" {
  name  = "other"
  email = "other@example.com"
}
data "aws_organizations_organization" "o" {}
data "aws_caller_identity" "me" {}
`;
const made = `resource "aws_organizations_organization" "made" {}\n`;

type State = "in force" | "maybe" | "not";
const states: Readonly<Record<State, Seen>> = {
  "in force": { power: "none", by: "keep-logs", maybe: "none" },
  maybe: { power: "stop-logging", by: "none", maybe: "keep-logs" },
  not: { power: "stop-logging", by: "none", maybe: "none" },
};

describe("a policy of the organisation", () => {
  const rows: readonly [State, string, string][] = [
    ["in force", "for the own account", role() + policy('"111111111111"')],
    ["not", "for another account", role() + policy('"222222222222"')],
    [
      "in force",
      "for the account of the caller",
      `data "aws_caller_identity" "me" {}\n${role()}${policy("data.aws_caller_identity.me.account_id")}`,
    ],
    [
      "maybe",
      "for the root, with the role in an account that may manage it",
      role() + policy('"r-ab12"'),
    ],
    [
      "maybe",
      "for a root that is read",
      member + role() + policy("data.aws_organizations_organization.o.roots[0].id"),
    ],
    [
      "maybe",
      "for a unit, with the role in an account whose parents are not known",
      role() + policy('"ou-ab12-cdef0123"'),
    ],
    ["maybe", "for what a variable says", `variable "t" {}\n${role()}${policy("var.t")}`],
    [
      "maybe",
      "that nothing attaches",
      role() +
        policy('"111111111111"').replace(
          /resource "aws_organizations_policy_attachment"[^}]*}/,
          "",
        ),
    ],
    ["not", "where the unit makes the organisation", made + role() + policy('"111111111111"')],
    [
      "not",
      "for the root of the organisation that the unit makes",
      made + role() + policy("aws_organizations_organization.made.roots[0].id"),
    ],
    [
      "in force",
      "for the root, with the role in a member account",
      member + role("aws.member") + policy('"r-ab12"'),
    ],
    [
      "in force",
      "for the root that is read, with the role in a member account",
      member + role("aws.member") + policy("data.aws_organizations_organization.o.roots[0].id"),
    ],
    [
      "in force",
      "for the member account",
      member + role("aws.member") + policy("aws_organizations_account.prod.id"),
    ],
    [
      "not",
      "for another member account",
      member + role("aws.member") + policy("aws_organizations_account.other.id"),
    ],
    [
      "in force",
      "for the unit of the member account",
      member + role("aws.member") + policy("aws_organizations_organizational_unit.below.id"),
    ],
    [
      "in force",
      "for the unit above",
      member + role("aws.member") + policy("aws_organizations_organizational_unit.top.id"),
    ],
    [
      "not",
      "for a unit beside",
      member + role("aws.member") + policy("aws_organizations_organizational_unit.beside.id"),
    ],
    [
      "not",
      "of another type",
      role() + policy('"111111111111"', deny(), 'type = "RESOURCE_CONTROL_POLICY"'),
    ],
    [
      "maybe",
      "of a type that is not known",
      `variable "t" {}\n${role()}${policy('"111111111111"', deny(), "type = var.t")}`,
    ],
    [
      "maybe",
      "whose text is not known",
      `variable "t" {}\n${role()}${policy('"111111111111"', "var.t")}`,
    ],
    [
      "maybe",
      "under a condition on the request",
      role() +
        policy(
          '"111111111111"',
          deny(', Condition = { StringNotEquals = { "aws:RequestedRegion" = "eu-west-1" } }'),
        ),
    ],
    [
      "in force",
      "for all but another role",
      role() +
        policy(
          '"111111111111"',
          deny(
            ', Condition = { ArnNotLike = { "aws:PrincipalArn" = "arn:aws:iam::*:role/admin" } }',
          ),
        ),
    ],
    [
      "not",
      "for all but the role",
      role("", "admin") +
        policy(
          '"111111111111"',
          deny(
            ', Condition = { ArnNotLike = { "aws:PrincipalArn" = "arn:aws:iam::*:role/admin" } }',
          ),
        ),
    ],
    [
      "maybe",
      "that lists what is allowed, since the one of AWS may be detached",
      role() +
        policy(
          '"111111111111"',
          deny().replace("Deny", "Allow").replace("cloudtrail:StopLogging", "s3:*"),
        ),
    ],
  ];
  for (const [state, name, text] of rows)
    it(`${name}: ${state}`, () => assert.deepEqual(seen(text), states[state]));

  it("takes away what it denies alone", () => {
    const text = role().replace(
      '"cloudtrail:StopLogging"',
      '["cloudtrail:StopLogging", "cloudtrail:DeleteTrail"]',
    );
    assert.deepEqual(seen(text + policy('"111111111111"')), {
      ...states["in force"],
      power: "stop-logging",
    });
  });

  it("is in force for the account of its stack", () => {
    const template = (target: string) => `Resources:
  Keep:
    Type: AWS::Organizations::Policy
    Properties:
      Name: keep-logs
      Type: SERVICE_CONTROL_POLICY
      TargetIds: [${target}]
      Content: { Statement: [{ Effect: Deny, Action: "cloudtrail:*", Resource: "*" }] }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Action: "sts:AssumeRole", Principal: { AWS: "111111111111" } }] }
      Policies:
        - { PolicyName: x, PolicyDocument: { Statement: [{ Effect: Allow, Action: "cloudtrail:StopLogging", Resource: "*" }] } }
`;
    assert.deepEqual(seen(template("!Ref AWS::AccountId"), "t.yaml"), states["in force"]);
    assert.deepEqual(seen(template("r-ab12"), "t.yaml"), states.maybe);
    assert.deepEqual(
      seen(
        `${template("!Ref AWS::AccountId")}  Organization:\n    Type: AWS::Organizations::Organization\n`,
        "t.yaml",
      ),
      states.not,
    );
  });
});
