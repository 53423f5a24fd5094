import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { access } from "../../../src/analyses/access/index.ts";
import { textForm } from "../../../src/check/words.ts";
import { tables } from "./tables.ts";
import type { Made, Plain } from "./written.ts";
import {
  computed,
  context,
  make,
  model,
  ownAccount,
  parameter,
  parts,
  provider,
  register,
} from "./written.ts";

const administrator = "arn:aws:iam::aws:policy/AdministratorAccess";
const everything: Plain = { Statement: { Effect: "Allow", Action: "*", Resource: "*" } };

function document(...statements: Plain[]): Plain {
  return { Statement: statements };
}

function policy(read: Plain): Made {
  return make("aws.iam.policy", "aws_iam_policy.p", { name: "p", document: read });
}

const group = make("aws.iam.group", "aws_iam_group.g", { name: "g" });
const user = make("aws.iam.user", "aws_iam_user.u", { name: "u" });
const attached = make("aws.iam.group-policy-attachment", "a.a", {
  group: "g",
  "policy-arn": administrator,
});

/** The named attributes of every fact of power. */
function facts(made: readonly Made[], ...names: string[]): readonly string[] {
  const msp = provider("Contoso", { awsAccounts: ["222222222222"] });
  const of = context({ tables, register: register({ providers: [msp] }) });
  return access
    .run(model(...made), of)
    .filter((each) => each.kind === "access.power")
    .map((each) =>
      names
        .map((name) => {
          const value = each.attributes.get(name);
          return value ? textForm(value) : "-";
        })
        .join(" | "),
    );
}

describe("who holds policies", () => {
  const rows: readonly [string, readonly Made[], readonly string[]][] = [
    ["a policy that nothing holds", [policy(everything)], ["policy p | unattached | p"]],
    [
      "a user with a policy of its own",
      [user, make("aws.iam.user-policy", "x.x", { name: "own", user: "u", document: everything })],
      ["user u | user | inline policy own"],
    ],
    ["a group", [group, attached], ["group g | group | AdministratorAccess"]],
    [
      "a group whose members add nothing",
      [
        group,
        attached,
        user,
        make("aws.iam.group-membership", "m.m", { group: "g", users: ["u"] }),
      ],
      ["group g | group | AdministratorAccess"],
    ],
    [
      "a policy attached to a user",
      [
        user,
        policy(everything),
        make("aws.iam.policy-attachment", "a.a", {
          users: [computed("aws_iam_user.u", "name")],
          "policy-arn": computed("aws_iam_policy.p"),
        }),
      ],
      ["user u | user | p"],
    ],
    [
      "a role out of view",
      [
        make("aws.iam.role-policy-attachment", "a.a", {
          role: "legacy",
          "policy-arn": administrator,
        }),
      ],
      ["role legacy | role | AdministratorAccess"],
    ],
    [
      "a role that is not known",
      [
        make("aws.iam.role-policy-attachment", "a.a", {
          role: parameter,
          "policy-arn": administrator,
        }),
      ],
      ["a role | role | AdministratorAccess"],
    ],
    [
      "a permission set",
      [
        make("aws.identity-center.permission-set", "s.s", {
          name: "s",
          "managed-policies": [administrator],
        }),
      ],
      ["permission set s | permission-set | AdministratorAccess"],
    ],
    ["nobody without a policy", [group, user], []],
  ];
  for (const [name, made, expected] of rows)
    it(name, () => assert.deepEqual(facts(made, "subject", "holder-kind", "right"), expected));
});

describe("single rights", () => {
  const rows: readonly [string, Plain, string][] = [
    [
      "everything of a service",
      document({ Effect: "Allow", Action: ["s3:*", "ec2:Describe*"], Resource: "*" }),
      "s3 | none | none",
    ],
    [
      "everything of a service in one place",
      document({ Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::b" }),
      "none | none | none",
    ],
    [
      "everything of a service, taken back",
      document(
        { Effect: "Allow", Action: "s3:*", Resource: "*" },
        { Effect: "Deny", Action: "s3:*", Resource: "*" },
      ),
      "none | none | none",
    ],
    [
      "every role to pass",
      document({ Effect: "Allow", Action: "iam:Pass*", Resource: "*" }),
      "none | any | none",
    ],
    [
      "every role of the account to pass",
      document({
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: parts("arn:aws:iam::", ownAccount, ":role/*"),
      }),
      "none | any | none",
    ],
    [
      "roles to pass to one service",
      document({
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: "*",
        Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
      }),
      "none | none | none",
    ],
    [
      "every role to assume",
      document({ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" }),
      "none | none | any",
    ],
    [
      "a role's name in every account",
      document({ Effect: "Allow", Action: "sts:AssumeRole", Resource: "arn:aws:iam::*:role/ops" }),
      "none | none | any-account",
    ],
    [
      "the roles of the own organisation",
      document({
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Resource: "*",
        Condition: { StringEquals: { "aws:ResourceOrgID": "o-example0001" } },
      }),
      "none | none | none",
    ],
  ];
  for (const [name, read, expected] of rows)
    it(name, () =>
      assert.deepEqual(facts([policy(read)], "everything-of", "pass-role", "assume-role"), [
        expected,
      ]),
    );
});

describe("a role that somebody outside can assume", () => {
  const role = (principal: Plain) =>
    make("aws.iam.role", "aws_iam_role.r", {
      name: "r",
      "managed-policies": [administrator],
      trust: { Statement: { Effect: "Allow", Action: "sts:AssumeRole", Principal: principal } },
    });

  it("has one cause with the grant", () => {
    const of = context({ tables });
    const all = access.run(model(role({ AWS: "222222222222" })), of);
    const causes = ["access.grant", "access.power"].map(
      (kind) => all.find((each) => each.kind === kind)?.cause,
    );
    assert.notEqual(causes[0], undefined);
    assert.equal(causes[0], causes[1]);
  });

  it("says who is trusted", () => {
    const names = ["trusted-by", "outsiders", "deploys"];
    assert.deepEqual(facts([role({ AWS: "222222222222" })], ...names), ["provider | true | false"]);
    assert.deepEqual(facts([role({ Service: "codebuild.amazonaws.com" })], ...names), [
      "service | false | true",
    ]);
  });
});
