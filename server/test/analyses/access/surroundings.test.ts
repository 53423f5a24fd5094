import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { access } from "../../../src/analyses/access/index.ts";
import { items, wholeText } from "../../../src/expressions/value.ts";
import { tables } from "./tables.ts";
import type { Made, Plain } from "./written.ts";
import { computed, context, make, model, ownAccount, parts } from "./written.ts";

const administrator = "arn:aws:iam::aws:policy/AdministratorAccess";

type Members = { readonly [name: string]: Plain };

/** The paths that user u has with these statements, among other things of the unit. */
function paths(statements: readonly Members[], ...others: readonly Made[]): readonly string[] {
  const user = make("aws.iam.user", "aws_iam_user.u", {
    name: "u",
    "inline-policies": [{ name: "p", document: { Version: "2012-10-17", Statement: statements } }],
  });
  const fact = access
    .run(model(user, ...others), context({ tables }))
    .find((each) => each.kind === "access.power" && each.name === "user u");
  return items(fact?.attributes.get("escalations")).map((each) => wholeText(each) ?? "?");
}

const allow = (action: Plain, resource: Plain): Members => ({
  Effect: "Allow",
  Action: action,
  Resource: resource,
});

function role(name: string, principal: Plain, more: Members = {}): Made {
  return make("aws.iam.role", `aws_iam_role.${name}`, {
    name,
    trust: { Statement: { Effect: "Allow", Action: "sts:AssumeRole", Principal: principal } },
    ...more,
  });
}

const ownRoot = { AWS: parts("arn:aws:iam::", ownAccount, ":root") };
const strong = (principal: Plain) =>
  role("strong", principal, { "managed-policies": [administrator] });
const weak = (principal: Plain) => role("weak", principal);
const toLambda = { Service: "lambda.amazonaws.com" };
const making = allow(["lambda:CreateFunction", "lambda:InvokeFunction"], "*");
const group = make("aws.iam.group", "aws_iam_group.g", {
  name: "g",
  "managed-policies": [administrator],
});
const policy = make("aws.iam.policy", "aws_iam_policy.c", {
  name: "c",
  document: { Statement: allow("s3:ListBucket", "*") },
});
const held = make("aws.iam.user-policy-attachment", "a.a", {
  user: "u",
  "policy-arn": computed("aws_iam_policy.c"),
});

describe("paths through what the unit declares", () => {
  const rows: readonly [string, readonly Members[], readonly Made[], readonly string[]][] = [
    [
      "an administrator's role is passed to its service",
      [making, allow("iam:PassRole", computed("aws_iam_role.strong"))],
      [strong(toLambda)],
      ["lambda-001"],
    ],
    [
      "the same by its name",
      [making, allow("iam:PassRole", "arn:aws:iam::111111111111:role/strong")],
      [strong(toLambda)],
      ["lambda-001"],
    ],
    [
      "a role that trusts another service",
      [making, allow("iam:PassRole", computed("aws_iam_role.strong"))],
      [strong({ Service: "ec2.amazonaws.com" })],
      [],
    ],
    [
      "a role that can do nothing",
      [making, allow("iam:PassRole", computed("aws_iam_role.weak"))],
      [weak(toLambda)],
      [],
    ],
    [
      "a role that is not in view",
      [making, allow("iam:PassRole", "arn:aws:iam::111111111111:role/other")],
      [strong(toLambda)],
      [],
    ],
    [
      "an administrator's role is assumed",
      [allow("sts:AssumeRole", computed("aws_iam_role.strong"))],
      [strong(ownRoot)],
      ["sts-001"],
    ],
    [
      "a role that trusts somebody else",
      [allow("sts:AssumeRole", computed("aws_iam_role.strong"))],
      [strong({ AWS: "222222222222" })],
      [],
    ],
    [
      "a role that trusts the user",
      [allow("sts:AssumeRole", computed("aws_iam_role.strong"))],
      [strong({ AWS: computed("aws_iam_user.u") })],
      ["sts-001"],
    ],
    [
      "a role that leads to another",
      [allow("sts:AssumeRole", computed("aws_iam_role.between"))],
      [
        role("between", ownRoot, {
          "inline-policies": [
            {
              name: "x",
              document: { Statement: allow("sts:AssumeRole", computed("aws_iam_role.strong")) },
            },
          ],
        }),
        strong({ AWS: computed("aws_iam_role.between") }),
      ],
      ["sts-001"],
    ],
    [
      "two roles that lead to each other alone",
      [allow("sts:AssumeRole", computed("aws_iam_role.one"))],
      ["one", "two"].map((name) =>
        role(name, ownRoot, {
          "inline-policies": [
            {
              name: "x",
              document: {
                Statement: allow(
                  "sts:AssumeRole",
                  computed(`aws_iam_role.${name === "one" ? "two" : "one"}`),
                ),
              },
            },
          ],
        }),
      ),
      [],
    ],
    [
      "one's own policies are written",
      [allow("iam:PutUserPolicy", computed("aws_iam_user.u"))],
      [],
      ["iam-007"],
    ],
    [
      "one's own policies are written, by a variable",
      [allow("iam:PutUserPolicy", `arn:aws:iam::*:user/\${aws:username}`)],
      [],
      ["iam-007"],
    ],
    [
      "another's policies are written",
      [allow("iam:PutUserPolicy", "arn:aws:iam::*:user/other")],
      [],
      [],
    ],
    [
      "one's own access keys",
      [allow("iam:CreateAccessKey", `arn:aws:iam::*:user/\${aws:username}`)],
      [],
      [],
    ],
    [
      "a policy that one has is rewritten",
      [allow("iam:CreatePolicyVersion", computed("aws_iam_policy.c"))],
      [policy, held],
      ["iam-001"],
    ],
    [
      "a policy that one does not have",
      [allow("iam:CreatePolicyVersion", computed("aws_iam_policy.c"))],
      [policy],
      [],
    ],
    [
      "a group of administrators is joined",
      [allow("iam:AddUserToGroup", computed("aws_iam_group.g"))],
      [group],
      ["iam-013"],
    ],
    [
      "the trust of an administrator's role",
      [allow("iam:UpdateAssumeRolePolicy", "arn:aws:iam::*:role/strong")],
      [strong(toLambda)],
      ["iam-012"],
    ],
    [
      "the policies of a role that one can assume",
      [allow(["iam:PutRolePolicy", "sts:AssumeRole"], computed("aws_iam_role.weak"))],
      [weak(ownRoot)],
      ["iam-017"],
    ],
  ];
  for (const [name, statements, others, expected] of rows)
    it(name, () => assert.deepEqual(paths(statements, ...others), expected));

  it("each path stands at its first action and names the others on its way", () => {
    const user = make("aws.iam.user", "aws_iam_user.u", {
      name: "u",
      "inline-policies": [
        { name: "p", document: { Statement: [making, allow("iam:PassRole", "*")] } },
      ],
    });
    const [fact] = access.run(model(user), context({ tables }));
    const [first] = items(fact?.attributes.get("escalations"));
    assert.deepEqual(
      first?.via.map((step) => step.label),
      ["lambda:CreateFunction", "lambda:InvokeFunction"],
    );
  });
});
