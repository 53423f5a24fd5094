import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { access } from "../../../src/analyses/access/index.ts";
import { textForm } from "../../../src/check/words.ts";
import type { AnalysisContext } from "../../../src/model/analysis.ts";
import type { Resource } from "../../../src/model/resource.ts";
import { tables } from "./tables.ts";
import type { Made, Plain } from "./written.ts";
import { computed, context, make, model, parameter, provider, register } from "./written.ts";

const contoso = provider("Contoso", { awsAccounts: ["222222222222"] });
const declared = context({ tables, register: register({ providers: [contoso] }) });

function role(statements: Plain, more: { [name: string]: Plain } = {}): Made {
  return make("aws.iam.role", "aws_iam_role.msp", {
    name: "msp",
    trust: { Statement: statements },
    ...more,
  });
}

function allow(principal: Plain, more: { [name: string]: Plain } = {}): Plain {
  return { Effect: "Allow", Action: "sts:AssumeRole", Principal: principal, ...more };
}

function grants(made: Made | readonly Made[], of: AnalysisContext = declared): readonly Resource[] {
  const all = "resource" in made ? [made] : made;
  return access.run(model(...all), of).filter((each) => each.kind === "access.grant");
}

function attributes(grant: Resource | undefined, ...names: string[]): readonly string[] {
  return names.map((name) => {
    const value = grant?.attributes.get(name);
    return value?.state === "unknown" ? "unknown" : value ? textForm(value) : "no attribute";
  });
}

const root = { AWS: "arn:aws:iam::222222222222:root" };

describe("which principals are grants", () => {
  const rows: readonly [string, Plain, readonly string[]][] = [
    ["an account", [allow(root)], ["provider"]],
    ["a service", [allow({ Service: "ec2.amazonaws.com" })], ["service"]],
    [
      "a service beside an account",
      [allow({ Service: "ec2.amazonaws.com", ...root })],
      ["provider", "service"],
    ],
    [
      "an identity provider",
      [
        allow(
          { Federated: "arn:aws:iam::1:saml-provider/x" },
          { Action: "sts:AssumeRoleWithSAML" },
        ),
      ],
      ["unknown"],
    ],
    ["everyone", [allow("*")], ["anyone"]],
    ["everyone as an AWS principal", [allow({ AWS: "*" })], ["anyone"]],
    ["everyone among others", [allow({ AWS: ["222222222222", "*"] })], ["provider", "anyone"]],
    [
      "everyone else",
      [{ Effect: "Allow", Action: "sts:AssumeRole", NotPrincipal: root }],
      ["anyone"],
    ],
    ["every action of the service", [allow(root, { Action: "sts:*" })], ["provider"]],
    ["every action", [allow(root, { Action: ["*"] })], ["provider"]],
    ["the beginning of the action", [allow(root, { Action: "STS:assume*" })], ["provider"]],
    ["every other action", [{ Effect: "Allow", NotAction: "s3:*", Principal: root }], ["provider"]],
    ["tagging alone", [allow(root, { Action: "sts:TagSession" })], []],
    ["a Deny", [allow(root, { Effect: "Deny" })], []],
    ["an Allow that a Deny takes back", [allow(root), allow("*", { Effect: "Deny" })], []],
    ["an effect that is not known", [allow(root, { Effect: parameter })], ["unknown"]],
    [
      "an external ID that is not known",
      [allow(root, { Condition: { StringEquals: { "sts:ExternalId": parameter } } })],
      ["provider"],
    ],
    ["two statements", [allow(root), allow({ AWS: "333333333333" })], ["provider", "undeclared"]],
    ["a parameter", [allow({ AWS: parameter })], ["unknown"]],
    ["a role of the unit", [allow({ AWS: computed("aws_iam_role.msp") })], ["own"]],
  ];
  it("nobody gets in with an external ID that nobody can bring", () =>
    assert.deepEqual(
      grants(
        role([allow(root, { Condition: { StringEquals: { "sts:ExternalId": "" } } })]),
      ).flatMap((each) => attributes(each, "through", "external-id-weakness")),
      ["closed-trust", "too short"],
    ));
  for (const [name, statements, expected] of rows) {
    it(name, () =>
      assert.deepEqual(
        grants(role(statements)).flatMap((each) => attributes(each, "party-kind")),
        expected,
      ),
    );
  }

  it("a role that does not exist, or that is only looked up, gives none", () => {
    const made = role([allow(root)]);
    for (const more of [{ exists: "no" as const }, { existing: true as const }]) {
      const one: Made = {
        declaration: { ...made.declaration, ...more },
        resource: { ...made.resource, exists: "exists" in more ? more.exists : "yes" },
      };
      assert.deepEqual(grants(one), []);
    }
  });
});

describe("everyone behind a condition on who they are", () => {
  const rows: readonly [string, Plain, string, string][] = [
    [
      "an account",
      { StringEquals: { "aws:PrincipalAccount": "222222222222" } },
      "provider",
      "Contoso",
    ],
    [
      "a role's ARN",
      { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::222222222222:role/*" } },
      "provider",
      "Contoso",
    ],
    [
      "a role's name in any account",
      { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/x" } },
      "anyone",
      "Anyone with an AWS account",
    ],
    [
      "an organisation that may be one's own",
      { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
      "unknown",
      "unknown",
    ],
    [
      "an organisation, IfExists",
      { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-1" } },
      "anyone",
      "Anyone with an AWS account",
    ],
    [
      "any organisation but one",
      { StringNotEquals: { "aws:PrincipalOrgID": "o-1" } },
      "anyone",
      "Anyone with an AWS account",
    ],
    [
      "an account that is not known",
      { StringEquals: { "aws:PrincipalAccount": parameter } },
      "unknown",
      "unknown",
    ],
    ["conditions that are not known", parameter, "unknown", "unknown"],
    [
      "an external ID",
      { StringEquals: { "sts:ExternalId": "x-1" } },
      "anyone",
      "Anyone with an AWS account",
    ],
    [
      "MFA",
      { Bool: { "aws:MultiFactorAuthPresent": "true" } },
      "anyone",
      "Anyone with an AWS account",
    ],
  ];
  for (const [name, condition, kind, party] of rows) {
    it(name, () => {
      const [grant] = grants(role([allow("*", { Condition: condition })]));
      assert.deepEqual(attributes(grant, "party-kind", "party"), [kind, party]);
    });
  }
});

describe("guards and callers", () => {
  const mfa = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
  const external = { StringEquals: { "sts:ExternalId": "x-1" } };
  const rows: readonly [string, Plain, readonly [string, string, string]][] = [
    ["nothing", [allow(root)], ["unsaid", "absent", "absent"]],
    ["an external ID", [allow(root, { Condition: external })], ["machine", "effective", "absent"]],
    ["MFA", [allow(root, { Condition: mfa })], ["people", "absent", "enforced"]],
    [
      "a source identity",
      [allow(root, { Condition: { StringLike: { "sts:SourceIdentity": "*@x" } } })],
      ["people", "absent", "absent"],
    ],
    ["a vendor that is known", [allow({ AWS: "464622532012" })], ["machine", "absent", "absent"]],
    [
      "a role cannot bring MFA",
      [allow({ AWS: "arn:aws:iam::222222222222:role/x" })],
      ["unsaid", "absent", "not-applicable"],
    ],
    [
      "MFA asked of a role",
      [allow({ AWS: "arn:aws:iam::222222222222:role/x" }, { Condition: mfa })],
      ["people", "absent", "dead"],
    ],
    [
      "an account pinned to a role",
      [
        allow(root, {
          Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::222222222222:role/x" } },
        }),
      ],
      ["unsaid", "absent", "not-applicable"],
    ],
    [
      "an identity provider",
      [allow({ Federated: "x" }, { Action: "sts:AssumeRoleWithSAML" })],
      ["unsaid", "not-applicable", "not-applicable"],
    ],
  ];
  for (const [name, statements, expected] of rows) {
    it(name, () => {
      const [grant] = grants(role(statements));
      assert.deepEqual(attributes(grant, "caller", "external-id", "mfa"), expected);
    });
  }

  for (const [interactive, caller] of [
    [true, "people"],
    [false, "machine"],
  ] as const) {
    it(`the register's word decides: ${caller}`, () => {
      const of = context({ register: register({ providers: [{ ...contoso, interactive }] }) });
      const [grant] = grants(role([allow(root, { Condition: mfa })]), of);
      assert.deepEqual(attributes(grant, "caller"), [caller]);
    });
  }

  it("a Deny for everyone guards each Allow", () => {
    const deny = {
      Effect: "Deny",
      Action: "sts:AssumeRole",
      Principal: "*",
      Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
    };
    assert.deepEqual(
      grants(role([allow(root), deny])).flatMap((each) => attributes(each, "mfa")),
      ["enforced"],
    );
  });

  it("a Deny for somebody else guards nothing", () => {
    const deny = {
      Effect: "Deny",
      Action: "sts:AssumeRole",
      Principal: { AWS: "333333333333" },
      Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
    };
    assert.deepEqual(
      grants(role([allow(root), deny])).flatMap((each) => attributes(each, "mfa")),
      ["absent"],
    );
  });

  it("each statement has its own guard, and one party is one cause", () => {
    const both = grants(
      role([allow(root, { Condition: external }), allow({ AWS: "222222222222" })]),
    );
    assert.deepEqual(
      both.flatMap((each) => attributes(each, "external-id")),
      ["effective", "absent"],
    );
    assert.equal(new Set(both.map((each) => each.cause)).size, 1);
  });

  it("a provider with several accounts is one cause, two undeclared accounts are two", () => {
    const of = context({
      register: register({
        providers: [{ ...contoso, awsAccounts: ["222222222222", "444444444444"] }],
      }),
    });
    const causes = (...accounts: string[]) =>
      new Set(grants(role([allow({ AWS: accounts })]), of).map((each) => each.cause)).size;
    assert.deepEqual(
      [causes("222222222222", "444444444444"), causes("333333333333", "555555555555")],
      [1, 2],
    );
  });

  it("everything about a role that is open to anyone is one cause", () => {
    const all = grants(role([allow({ AWS: ["222222222222", "333333333333", "*"] })]));
    assert.deepEqual([all.length, new Set(all.map((each) => each.cause)).size], [3, 1]);
  });
});

describe("how a guard is written", () => {
  function change(statements: Plain, name: string, when?: string): string {
    const [grant] = grants(role(statements));
    const target = grant?.targets?.get(name)?.find((each) => each.when === when);
    const operation = target?.changes[0]?.operation;
    if (!operation) return "none";
    return operation.is === "set"
      ? `set ${operation.path.join("/")}`
      : operation.is === "rename"
        ? `rename to ${operation.to}`
        : operation.is;
  }

  const rows: readonly [string, Plain, string, string | undefined, string][] = [
    [
      "an external ID is added",
      [allow(root)],
      "external-id",
      undefined,
      "set Condition/StringEquals/sts:ExternalId",
    ],
    [
      "IfExists is renamed",
      [allow(root, { Condition: { StringEqualsIfExists: { "sts:ExternalId": "x-1" } } })],
      "external-id",
      "effective",
      "rename to StringEquals",
    ],
    [
      "a negated operator is renamed",
      [allow(root, { Condition: { StringNotEquals: { "sts:ExternalId": "x-1" } } })],
      "external-id",
      "effective",
      "rename to StringEquals",
    ],
    [
      "a star is not",
      [allow(root, { Condition: { StringLike: { "sts:ExternalId": "*" } } })],
      "external-id",
      "effective",
      "none",
    ],
    [
      "nor an operator with another key",
      [
        allow(root, {
          Condition: {
            StringEqualsIfExists: { "sts:ExternalId": "x-1", "aws:PrincipalOrgID": "o" },
          },
        }),
      ],
      "external-id",
      "effective",
      "none",
    ],
    [
      "nor one beside its new name",
      [
        allow(root, {
          Condition: {
            StringEqualsIfExists: { "sts:ExternalId": "x-1" },
            StringEquals: { "aws:PrincipalOrgID": "o" },
          },
        }),
      ],
      "external-id",
      "effective",
      "none",
    ],
    [
      "MFA is added",
      [allow(root)],
      "mfa",
      "enforced",
      "set Condition/Bool/aws:MultiFactorAuthPresent",
    ],
    [
      "BoolIfExists under Allow is renamed",
      [allow(root, { Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } } })],
      "mfa",
      "enforced",
      "rename to Bool",
    ],
    [
      "Null under Allow gets a Bool beside it",
      [allow(root, { Condition: { Null: { "aws:MultiFactorAuthPresent": "false" } } })],
      "mfa",
      "enforced",
      "set Condition/Bool/aws:MultiFactorAuthPresent",
    ],
    [
      "Bool under Deny is renamed",
      [
        allow(root),
        {
          Effect: "Deny",
          Action: "sts:*",
          Principal: "*",
          Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } },
        },
      ],
      "mfa",
      "enforced",
      "rename to BoolIfExists",
    ],
    [
      "everyone gives way to names",
      [allow({ AWS: "*" })],
      "principal",
      undefined,
      "set Principal/AWS",
    ],
    [
      "a principal among others can go",
      [allow({ AWS: ["222222222222", "333333333333"] })],
      "present",
      "false",
      "remove",
    ],
    [
      "a statement among others can go",
      [allow(root), allow({ AWS: "333333333333" })],
      "present",
      "false",
      "remove",
    ],
    ["the last one cannot", [allow(root)], "present", "false", "none"],
  ];
  for (const [name, statements, attribute, when, expected] of rows) {
    it(name, () => assert.equal(change(statements, attribute, when), expected));
  }

  it("an administrator's policy is replaced at the end of its ARN", () => {
    const [grant] = grants(
      role([allow(root)], { "managed-policies": ["arn:aws:iam::aws:policy/AdministratorAccess"] }),
    );
    // The test's literals are shorter than what they say, as escapes are, so they are not touched.
    assert.deepEqual(grant?.targets?.get("right"), []);
    assert.deepEqual(attributes(grant, "right", "right-kind"), [
      "AdministratorAccess",
      "aws-managed",
    ]);
  });
});

describe("the end of access", () => {
  const rows: readonly [string, Parameters<typeof provider>[1], string][] = [
    ["goes on", {}, "none"],
    ["a provider that has ended", { ended: true }, "provider-ended"],
    ["a contract that has ended", { contractEnds: "2026-05-31" }, "contract-ended"],
    ["a contract that ends today", { contractEnds: "2026-06-01" }, "none"],
  ];
  for (const [name, more, expected] of rows) {
    it(name, () => {
      const of = context({ register: register({ providers: [{ ...contoso, ...more }] }) });
      assert.deepEqual(
        grants(role([allow(root)]), of).flatMap((each) => attributes(each, "ended")),
        [expected],
      );
    });
  }

  it("a date in the past", () => {
    const condition = { DateLessThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } };
    const [grant] = grants(role([allow({ AWS: parameter }, { Condition: condition })]));
    assert.deepEqual(attributes(grant, "expires", "ended"), ["2026-01-01", "expired"]);
  });

  it("a date that is not known", () => {
    const condition = { DateLessThan: { "aws:CurrentTime": parameter } };
    const [grant] = grants(role([allow(root, { Condition: condition })]));
    assert.deepEqual(attributes(grant, "expires", "ended"), ["unknown", "unknown"]);
  });

  it("somebody who is not known may be a provider that has ended", () => {
    const of = context({ register: register({ providers: [{ ...contoso, ended: true }] }) });
    const unknown = grants(role([allow({ AWS: parameter })]), of);
    const going = grants(role([allow({ AWS: parameter })]));
    assert.deepEqual(
      [...unknown, ...going].flatMap((each) => attributes(each, "ended")),
      ["unknown", "none"],
    );
  });

  it("a tag with a date in the past", () => {
    const byMap = grants(role([allow(root)], { tags: { Expires: "2026-01-01" } }));
    const byList = grants(
      role([allow(root)], { tags: [{ Key: "contract-end", Value: "2026-01-01" }] }),
    );
    assert.deepEqual(
      [...byMap, ...byList].flatMap((each) => attributes(each, "ended")),
      ["expired", "expired"],
    );
  });
});

describe("what is not known stays unknown", () => {
  const hidden: readonly [string, Plain, readonly string[]][] = [
    ["a document that is not known", parameter, ["unknown"]],
    ["a list of statements that is not known", { Statement: parameter }, ["unknown"]],
    ["an action that is not known", { Statement: allow(root, { Action: parameter }) }, ["unknown"]],
    ["an effect that is not known", { Statement: allow(root, { Effect: parameter }) }, ["unknown"]],
    ["principals that are not known", { Statement: allow(parameter) }, ["unknown"]],
    ["a Deny of which little is known", { Statement: allow(parameter, { Effect: "Deny" }) }, []],
  ];
  for (const [name, trust, expected] of hidden) {
    it(`gives ${expected.length} grants to nobody in particular for ${name}`, () => {
      const found = grants(make("aws.iam.role", "aws_iam_role.msp", { name: "msp", trust }));
      assert.deepEqual(
        found.flatMap((each) => attributes(each, "party-kind")),
        expected,
      );
    });
  }

  it("has no firm power before the table is there", () => {
    const made = role([allow(root)], {
      "managed-policies": ["arn:aws:iam::aws:policy/AdministratorAccess"],
    });
    const asked: string[] = [];
    const [grant] = grants(made, context({ tables: { get: (name) => void asked.push(name) } }));
    const power = grant?.attributes.get("power");
    assert.ok(
      power?.state === "known" &&
        power.value !== null &&
        typeof power.value === "object" &&
        power.value.type === "list",
    );
    assert.deepEqual(
      [power.value.items.length, power.value.more?.kind, asked.includes("managed-policies")],
      [0, "data", true],
    );
  });

  it("asks for no table where no policy of AWS is attached", () => {
    const asked: string[] = [];
    const made = role([allow(root)], { "managed-policies": [] });
    grants(made, context({ tables: { get: (name) => void asked.push(name) } }));
    assert.deepEqual(asked, []);
  });
});
