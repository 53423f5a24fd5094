import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { askedAction } from "../../../src/analyses/access/asked.ts";
import type { PolicySource } from "../../../src/analyses/access/attachments.ts";
import { attachedTo } from "../../../src/analyses/access/attachments.ts";
import { escalationPaths } from "../../../src/analyses/access/capabilities.ts";
import { deciderOf } from "../../../src/analyses/access/decider.ts";
import { powerOf } from "../../../src/analyses/access/power.ts";
import type { ManagedPolicyRow } from "../../../src/analyses/access/tables.ts";
import { literalValue, managedPolicies } from "../../../src/analyses/access/tables.ts";
import type { PolicyDocument } from "../../../src/model/document.ts";
import { readDocument } from "../../../src/model/document.ts";
import { tables } from "./tables.ts";
import type { Made, Plain } from "./written.ts";
import { computed, make, model, parameter, parts, place, Unknown, value } from "./written.ts";

function document(...statements: Plain[]): PolicyDocument {
  const read = readDocument(value({ Statement: statements }));
  assert.ok(read && !("unknown" in read));
  return read;
}

function source(read: PolicyDocument): PolicySource {
  return { name: "p", kind: "inline", document: read, at: place(), via: [] };
}

const everything = { Effect: "Allow", Action: "*", Resource: "*" };

describe("the power of policies", () => {
  const rows: readonly [string, readonly Plain[], string, "yes" | "no" | "perhaps"][] = [
    [
      "every ARN",
      [{ Effect: "Allow", Action: "*", Resource: "arn:aws:*" }],
      "administrator",
      "yes",
    ],
    [
      "every ARN of an unknown partition",
      [{ Effect: "Allow", Action: "*", Resource: parts("arn:", parameter, ":*:*:*:*") }],
      "administrator",
      "yes",
    ],
    [
      "every ARN of a service",
      [{ Effect: "Allow", Action: "*", Resource: "arn:aws:s3:*" }],
      "administrator",
      "no",
    ],
    ["everything on everything", [everything], "administrator", "yes"],
    ["*:*", [{ Effect: "Allow", Action: ["*:*"], Resource: ["*"] }], "administrator", "yes"],
    [
      "everything but a little",
      [{ Effect: "Allow", NotAction: "billing:*", Resource: "*" }],
      "administrator",
      "yes",
    ],
    [
      "everything but identities",
      [{ Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" }],
      "administrator",
      "no",
    ],
    [
      "everything in one bucket",
      [{ Effect: "Allow", Action: "*", Resource: "arn:aws:s3:::b/*" }],
      "administrator",
      "no",
    ],
    [
      "a word in another case",
      [{ Effect: "allow", Action: "*", Resource: "*" }],
      "administrator",
      "no",
    ],
    [
      "everything on a condition",
      [{ ...everything, Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }],
      "administrator",
      "perhaps",
    ],
    [
      "everything, taken back",
      [everything, { Effect: "Deny", Action: "*", Resource: "*" }],
      "administrator",
      "no",
    ],
    [
      "everything, identities taken back",
      [everything, { Effect: "Deny", Action: "iam:*", Resource: "*" }],
      "administrator",
      "no",
    ],
    [
      "everything, taken back in one place",
      [everything, { Effect: "Deny", Action: "*", Resource: "arn:aws:s3:::b" }],
      "administrator",
      "yes",
    ],
    [
      "everything, taken back on a condition",
      [
        everything,
        { Effect: "Deny", Action: "*", Resource: "*", Condition: { Null: { x: "true" } } },
      ],
      "administrator",
      "yes",
    ],
    [
      "actions that are not known",
      [{ Effect: "Allow", Action: parameter, Resource: "*" }],
      "administrator",
      "perhaps",
    ],
    [
      "a resource that is not known",
      [{ Effect: "Allow", Action: "*", Resource: parameter }],
      "administrator",
      "perhaps",
    ],
    [
      "a half-known resource",
      [{ Effect: "Allow", Action: "*", Resource: parts("arn:", parameter, "*") }],
      "administrator",
      "no",
    ],
    [
      "an effect that is not known",
      [{ Effect: parameter, Action: "*", Resource: "*" }],
      "administrator",
      "perhaps",
    ],
    [
      "one action",
      [{ Effect: "Allow", Action: "cloudtrail:StopLogging", Resource: "*" }],
      "stop-logging",
      "yes",
    ],
    [
      "an action in another case",
      [{ Effect: "Allow", Action: "CloudTrail:stoplogging", Resource: "*" }],
      "stop-logging",
      "yes",
    ],
    [
      "a wildcard",
      [{ Effect: "Allow", Action: "cloudtrail:Stop*", Resource: "arn:aws:cloudtrail:*:*:trail/x" }],
      "stop-logging",
      "yes",
    ],
    [
      "a question mark",
      [{ Effect: "Allow", Action: "cloudtrail:St?pLogging", Resource: "*" }],
      "stop-logging",
      "yes",
    ],
    [
      "reading",
      [{ Effect: "Allow", Action: "cloudtrail:Get*", Resource: "*" }],
      "stop-logging",
      "no",
    ],
    [
      "a whole service",
      [{ Effect: "Allow", Action: "iam:*", Resource: "*" }],
      "grant-access",
      "yes",
    ],
    [
      "a way to become more",
      [
        {
          Effect: "Allow",
          Action: ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"],
          Resource: "*",
        },
      ],
      "escalate",
      "yes",
    ],
    [
      "half a way",
      [{ Effect: "Allow", Action: ["iam:PassRole", "lambda:CreateFunction"], Resource: "*" }],
      "escalate",
      "no",
    ],
    [
      "a way in two statements",
      [
        { Effect: "Allow", Action: "iam:PassRole", Resource: "*" },
        { Effect: "Allow", Action: "ec2:RunInstances", Resource: "*" },
      ],
      "escalate",
      "yes",
    ],
    [
      "a way with one role only",
      [
        { Effect: "Allow", Action: "iam:PassRole", Resource: "arn:aws:iam::1:role/x" },
        { Effect: "Allow", Action: "ec2:RunInstances", Resource: "*" },
      ],
      "escalate",
      "no",
    ],
    ["nothing", [], "read-data", "no"],
  ];
  for (const [name, statements, capability, expected] of rows) {
    it(`${name}: ${capability} ${expected}`, () => {
      const power = powerOf({ sources: [source(document(...statements))] }, undefined);
      const has = power.has.includes(capability) ? "yes" : power.more ? "perhaps" : "no";
      assert.equal(has, expected);
    });
  }

  it("stays within the permission boundary", () => {
    const attached = { sources: [source(document(everything))] };
    const boundary = document({ Effect: "Allow", Action: "s3:*", Resource: "*" });
    assert.deepEqual(powerOf(attached, boundary).has, ["destroy-backups", "read-data"]);
    const unknown = powerOf(attached, { unknown: { kind: "missing" } });
    assert.deepEqual([unknown.has, unknown.more?.kind], [[], "missing"]);
  });

  it("may be more where a policy is not known", () => {
    const unseen: PolicySource = {
      name: "q",
      kind: "customer-managed",
      document: { unknown: { kind: "missing" } },
      at: place(),
      via: [],
    };
    const power = powerOf({ sources: [unseen, source(document(everything))] }, undefined);
    assert.deepEqual([power.has.includes("administrator"), power.more?.kind], [true, "missing"]);
  });

  it("names the policy that gives most of it, and the place in it", () => {
    const wide = value({
      Statement: [
        { Effect: "Allow", Action: "s3:Get*", Resource: "*" },
        { Effect: "Allow", Action: ["logs:*", "*"], Resource: "*" },
      ],
    });
    const read = readDocument(wide);
    assert.ok(read && !("unknown" in read));
    const power = powerOf(
      {
        sources: [
          source(document({ Effect: "Allow", Action: "ec2:*", Resource: "*" })),
          { ...source(read), name: "wide" },
        ],
      },
      undefined,
    );
    assert.equal(power.main?.source.name, "wide");
    assert.deepEqual(power.main?.at, read.statements[1]?.actions?.values[1]?.at);
  });
});

describe("AWS-managed policies", () => {
  const table = managedPolicies(tables);
  assert.ok(table);
  const powers = new Map([...table.values()].map((row) => [row.name, managedPower(row)]));

  function managedPower(row: ManagedPolicyRow) {
    const read = readDocument(literalValue(row.document));
    assert.ok(read && !("unknown" in read));
    return powerOf({ sources: [source(read)] }, undefined);
  }

  /** The paths of which every action is allowed on everything, without a condition. */
  function unconditional(row: ManagedPolicyRow): readonly string[] {
    const read = readDocument(literalValue(row.document));
    assert.ok(read && !("unknown" in read));
    const decider = deciderOf(read.statements, undefined);
    return escalationPaths
      .filter((path) =>
        path.required.every((action) => decider.everywhere(askedAction(action)) === "yes"),
      )
      .map((path) => path.id);
  }
  const everywhere = new Map([...table.values()].map((row) => [row.name, unconditional(row)]));

  it("of 1,594 policies, 42 open an escalation path on everything, without a condition", () => {
    const open = [...everywhere].filter(([, paths]) => paths.length > 0);
    assert.deepEqual([everywhere.size, open.length], [1594, 42]);
  });

  it("34 more do with a role that they may pass to the service, or on all resources of a type", () => {
    const open = [...powers].filter(([, power]) => power.has.includes("escalate"));
    const more = open.filter(([name]) => everywhere.get(name)?.length === 0);
    assert.deepEqual([open.length, more.length], [76, 34]);
  });

  it("nothing that is open on everything is missed", () => {
    for (const [name, paths] of everywhere) {
      const power = powers.get(name);
      if (power?.has.includes("administrator")) continue;
      for (const path of paths) assert.ok(power?.escalations.includes(path), `${name} ${path}`);
    }
  });

  const paths: readonly [string, number, number][] = [
    ["IAMFullAccess", 18, 18],
    ["PowerUserAccess", 18, 18],
    ["AIDevOpsAgentActionsPolicy", 17, 17],
    ["AdministratorAccess-Amplify", 17, 18],
    ["DataScientist", 4, 7],
    ["SystemAdministrator", 4, 4],
    ["AmazonSSMFullAccess", 2, 2],
    ["SecretsManagerReadWrite", 1, 1],
    ["AWSLambda_FullAccess", 3, 6],
    ["ReadOnlyAccess", 0, 0],
    ["SecurityAudit", 0, 0],
  ];
  for (const [name, count, all] of paths) {
    it(`${name} opens ${count} paths on everything and ${all} in all`, () =>
      assert.deepEqual(
        [everywhere.get(name)?.length, powers.get(name)?.escalations.length],
        [count, all],
      ));
  }

  it("only AdministratorAccess makes an administrator", () => {
    const administrators = [...powers]
      .filter(([, power]) => power.has.includes("administrator"))
      .map(([name]) => name);
    assert.deepEqual(administrators, ["AdministratorAccess"]);
  });

  it("ReadOnlyAccess reads data, SecurityAudit and ViewOnlyAccess do not", () => {
    const reads = ["ReadOnlyAccess", "SecurityAudit", "ViewOnlyAccess"].map((name) =>
      powers.get(name)?.has.includes("read-data"),
    );
    assert.deepEqual(reads, [true, false, false]);
  });
});

describe("the policies of a role", () => {
  const administrator = "arn:aws:iam::aws:policy/AdministratorAccess";
  const allowAll = { Statement: everything };
  const role = (more: { [name: string]: Plain } = {}) =>
    make("aws.iam.role", "aws_iam_role.msp", { name: "msp", ...more });

  const rows: readonly [string, readonly Made[], readonly string[]][] = [
    [
      "managed policies of the role",
      [role({ "managed-policies": [administrator] })],
      ["aws-managed AdministratorAccess"],
    ],
    [
      "another partition",
      [role({ "managed-policies": ["arn:aws-us-gov:iam::aws:policy/AdministratorAccess"] })],
      ["aws-managed AdministratorAccess"],
    ],
    [
      "an unknown partition",
      [
        role({
          "managed-policies": [
            parts("arn:", parameter, ":iam::aws:policy/job-function/ViewOnlyAccess"),
          ],
        }),
      ],
      ["aws-managed ViewOnlyAccess"],
    ],
    [
      "inline policies",
      [role({ "inline-policies": [{ name: "x", document: allowAll }] })],
      ["inline inline policy x"],
    ],
    [
      "a separate inline policy, by reference",
      [
        role(),
        make("aws.iam.role-policy", "aws_iam_role_policy.p", {
          name: "p",
          role: computed("aws_iam_role.msp", "id"),
          document: allowAll,
        }),
      ],
      ["inline inline policy p"],
    ],
    [
      "a separate inline policy, by name",
      [
        role(),
        make("aws.iam.role-policy", "aws_iam_role_policy.p", {
          name: "p",
          role: "msp",
          document: allowAll,
        }),
      ],
      ["inline inline policy p"],
    ],
    [
      "a policy of another role",
      [
        role(),
        make("aws.iam.role-policy", "aws_iam_role_policy.p", {
          name: "p",
          role: "other",
          document: allowAll,
        }),
      ],
      [],
    ],
    [
      "a policy of a role that is not known",
      [
        role(),
        make("aws.iam.role-policy", "aws_iam_role_policy.p", {
          name: "p",
          role: parameter,
          document: allowAll,
        }),
      ],
      [],
    ],
    [
      "roles of an inline policy",
      [
        role(),
        make("aws.iam.role-policy", "Policy", {
          name: "p",
          roles: ["other", computed("aws_iam_role.msp", "Ref")],
          document: allowAll,
        }),
      ],
      ["inline inline policy p"],
    ],
    [
      "an attachment",
      [
        role(),
        make("aws.iam.role-policy-attachment", "a.a", { role: "msp", "policy-arn": administrator }),
      ],
      ["aws-managed AdministratorAccess"],
    ],
    [
      "an attachment that does not exist",
      [
        role(),
        make(
          "aws.iam.role-policy-attachment",
          "a.a",
          { role: "msp", "policy-arn": administrator },
          { exists: "no" },
        ),
      ],
      [],
    ],
    [
      "an attachment to several",
      [
        role(),
        make("aws.iam.policy-attachment", "a.a", {
          roles: ["x", "msp"],
          "policy-arn": administrator,
        }),
      ],
      ["aws-managed AdministratorAccess"],
    ],
    [
      "an exclusive list beside an attachment: each has to go",
      [
        role(),
        make("aws.iam.role-policy-attachment", "a.a", { role: "msp", "policy-arn": administrator }),
        make("aws.iam.role-policy-attachments-exclusive", "e.e", {
          role: "msp",
          "policy-arns": [administrator],
        }),
      ],
      ["aws-managed AdministratorAccess", "aws-managed AdministratorAccess"],
    ],
    [
      "a customer-managed policy",
      [
        role({ "managed-policies": [computed("aws_iam_policy.c")] }),
        make("aws.iam.policy", "aws_iam_policy.c", { name: "c", document: allowAll }),
      ],
      ["customer-managed c"],
    ],
    [
      "a customer-managed policy, by its name",
      [
        role({ "managed-policies": [parts("arn:aws:iam::", parameter, ":policy/c")] }),
        make("aws.iam.policy", "aws_iam_policy.c", { name: "c", document: allowAll }),
      ],
      ["customer-managed c"],
    ],
    [
      "a managed policy that names its roles",
      [
        role(),
        make("aws.iam.policy", "Managed", {
          document: allowAll,
          roles: [computed("aws_iam_role.msp", "Ref")],
        }),
      ],
      ["customer-managed Managed"],
    ],
    [
      "a policy that a data source finds by name",
      [
        role({ "managed-policies": [computed("data.aws_iam_policy.a")] }),
        make(
          "aws.iam.policy",
          "data.aws_iam_policy.a",
          { name: "AdministratorAccess" },
          { existing: true },
        ),
      ],
      ["aws-managed AdministratorAccess"],
    ],
    [
      "a policy that a data source finds by its ARN",
      [
        role({ "managed-policies": [computed("data.aws_iam_policy.a")] }),
        make(
          "aws.iam.policy",
          "data.aws_iam_policy.a",
          { arn: administrator, name: new Unknown({ kind: "data", name: "a" }) },
          { existing: true },
        ),
      ],
      ["aws-managed AdministratorAccess"],
    ],
  ];
  for (const [name, made, expected] of rows) {
    it(name, () => {
      const whole = model(...made);
      const [first] = whole.resources;
      assert.ok(first);
      const { sources } = attachedTo(first, whole, () => managedPolicies(tables));
      assert.deepEqual(
        sources.map((each) => `${each.kind} ${each.name}`),
        expected,
      );
      for (const each of sources) assert.ok(!("unknown" in each.document));
    });
  }

  it("may have more where a list is not known", () => {
    const made = role({ "managed-policies": parameter });
    assert.deepEqual(
      attachedTo(made.resource, model(made), () => undefined),
      { sources: [], more: parameter.reason },
    );
  });

  it("knows nothing of a policy that is nowhere in view", () => {
    const made = role({ "managed-policies": ["arn:aws:iam::111111111111:policy/elsewhere"] });
    const { sources } = attachedTo(made.resource, model(made), () => undefined);
    assert.deepEqual(
      sources.map((each) => "unknown" in each.document && each.document.unknown.kind),
      ["data"],
    );
  });
});
