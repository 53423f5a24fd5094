import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Trust } from "../../../src/analyses/access/guards.ts";
import {
  expiry,
  externalIdGuard,
  mfaGuard,
  narrowings,
} from "../../../src/analyses/access/guards.ts";
import type { Statement } from "../../../src/model/document.ts";
import { readDocument } from "../../../src/model/document.ts";
import type { Plain } from "./written.ts";
import { parameter, parts, Unknown, value } from "./written.ts";

function statements(...written: Plain[]): readonly Statement[] {
  const document = readDocument(value({ Statement: written }));
  assert.ok(document && !("unknown" in document));
  return document.statements;
}

function trust(allow: Plain, ...denies: Plain[]): Trust {
  const [first, ...rest] = statements(
    { Effect: "Allow", Action: "sts:AssumeRole", ...(allow === null ? {} : { Condition: allow }) },
    ...denies.map((each) => ({
      Effect: "Deny",
      Action: "sts:AssumeRole",
      Principal: "*",
      Condition: each,
    })),
  );
  assert.ok(first);
  return {
    allow: first,
    denies: rest.map((statement) => ({ statement, applies: "yes" as const })),
  };
}

const id = "sts:ExternalId";
const mfa = "aws:MultiFactorAuthPresent";
const age = "aws:MultiFactorAuthAge";

describe("the external ID guard", () => {
  const rows: readonly [string, Plain, Plain | undefined, string][] = [
    ["no condition", null, undefined, "absent"],
    ["StringEquals", { StringEquals: { [id]: "x" } }, undefined, "effective"],
    [
      "StringEquals with alternatives",
      { StringEquals: { [id]: ["x", "y"] } },
      undefined,
      "effective",
    ],
    [
      "StringEquals with a parameter",
      { StringEquals: { [id]: parameter } },
      undefined,
      "effective",
    ],
    [
      "StringEquals with a half-known value",
      { StringEquals: { [id]: parts("msp-", parameter) } },
      undefined,
      "effective",
    ],
    ["a key in another case", { StringEquals: { "STS:externalid": "x" } }, undefined, "effective"],
    ["an operator in another case", { stringequals: { [id]: "x" } }, undefined, "effective"],
    ["StringEqualsIgnoreCase", { StringEqualsIgnoreCase: { [id]: "x" } }, undefined, "effective"],
    ["StringLike with a pattern", { StringLike: { [id]: "msp-*" } }, undefined, "effective"],
    ["StringLike with a star", { StringLike: { [id]: "*" } }, undefined, "bypassable"],
    [
      "StringLike with a star among others",
      { StringLike: { [id]: ["x", "*"] } },
      undefined,
      "bypassable",
    ],
    ["StringLike with a parameter", { StringLike: { [id]: parameter } }, undefined, "unknown"],
    [
      "StringLike with a pattern that begins unknown",
      { StringLike: { [id]: parts(parameter, "*") } },
      undefined,
      "unknown",
    ],
    [
      "StringLike with a known beginning",
      { StringLike: { [id]: parts("msp-", parameter, "*") } },
      undefined,
      "effective",
    ],
    ["StringEqualsIfExists", { StringEqualsIfExists: { [id]: "x" } }, undefined, "bypassable"],
    ["StringLikeIfExists", { StringLikeIfExists: { [id]: "x" } }, undefined, "bypassable"],
    ["StringNotEquals", { StringNotEquals: { [id]: "x" } }, undefined, "bypassable"],
    ["StringNotLike", { StringNotLike: { [id]: "x*" } }, undefined, "bypassable"],
    [
      "StringNotEqualsIfExists",
      { StringNotEqualsIfExists: { [id]: "x" } },
      undefined,
      "bypassable",
    ],
    ["ForAllValues alone", { "ForAllValues:StringEquals": { [id]: "x" } }, undefined, "bypassable"],
    ["ForAnyValue", { "ForAnyValue:StringEquals": { [id]: "x" } }, undefined, "effective"],
    ["Null false alone", { Null: { [id]: "false" } }, undefined, "bypassable"],
    [
      "Null false with ForAllValues",
      { Null: { [id]: "false" }, "ForAllValues:StringEquals": { [id]: "x" } },
      undefined,
      "effective",
    ],
    [
      "Null false with IfExists",
      { Null: { [id]: false }, StringEqualsIfExists: { [id]: "x" } },
      undefined,
      "effective",
    ],
    ["Null true", { Null: { [id]: "true" } }, undefined, "absent"],
    [
      "a weak condition beside a strong one",
      { StringEquals: { [id]: "x" }, StringLike: { [id]: "*" } },
      undefined,
      "effective",
    ],
    ["another key", { StringEquals: { "aws:PrincipalOrgID": "o-1" } }, undefined, "absent"],
    ["conditions that are not known", parameter, undefined, "unknown"],
    ["Deny StringNotEquals", null, { StringNotEquals: { [id]: "x" } }, "effective"],
    ["Deny StringNotEqualsIfExists", null, { StringNotEqualsIfExists: { [id]: "x" } }, "effective"],
    ["Deny StringEquals", null, { StringEquals: { [id]: "x" } }, "bypassable"],
    ["Deny Null true", null, { Null: { [id]: "true" } }, "bypassable"],
    [
      "Deny with another key",
      null,
      { StringNotEquals: { [id]: "x", "aws:PrincipalArn": "y" } },
      "unknown",
    ],
  ];
  for (const [name, allow, deny, expected] of rows) {
    it(`${name}: ${expected}`, () => {
      assert.equal(
        externalIdGuard(trust(allow, ...(deny === undefined ? [] : [deny]))).state,
        expected,
      );
    });
  }
});

describe("the MFA guard", () => {
  const rows: readonly [string, Plain, Plain | undefined, string][] = [
    ["no condition", null, undefined, "absent"],
    ["Allow Bool true", { Bool: { [mfa]: "true" } }, undefined, "enforced"],
    ["Allow Bool true as a boolean", { Bool: { [mfa]: true } }, undefined, "enforced"],
    ["Allow Bool True", { Bool: { [mfa]: "True" } }, undefined, "enforced"],
    ["Allow Bool false", { Bool: { [mfa]: "false" } }, undefined, "absent"],
    ["Allow Bool with a parameter", { Bool: { [mfa]: parameter } }, undefined, "unknown"],
    ["Allow StringEquals true", { StringEquals: { [mfa]: "true" } }, undefined, "enforced"],
    ["Allow BoolIfExists true", { BoolIfExists: { [mfa]: "true" } }, undefined, "bypassable"],
    ["Allow Null false", { Null: { [mfa]: "false" } }, undefined, "bypassable"],
    [
      "Allow Null false with BoolIfExists",
      { Null: { [mfa]: "false" }, BoolIfExists: { [mfa]: "true" } },
      undefined,
      "enforced",
    ],
    ["Allow age less than", { NumericLessThan: { [age]: "3600" } }, undefined, "enforced"],
    [
      "Allow age less than, IfExists",
      { NumericLessThanIfExists: { [age]: 3600 } },
      undefined,
      "bypassable",
    ],
    ["Deny Bool false", null, { Bool: { [mfa]: "false" } }, "bypassable"],
    ["Deny BoolIfExists false", null, { BoolIfExists: { [mfa]: "false" } }, "enforced"],
    ["Deny Bool true", null, { Bool: { [mfa]: "true" } }, "absent"],
    ["Deny Null true", null, { Null: { [mfa]: "true" } }, "bypassable"],
    ["Deny age greater than", null, { NumericGreaterThan: { [age]: "3600" } }, "bypassable"],
    [
      "Deny age greater than, IfExists",
      null,
      { NumericGreaterThanIfExists: { [age]: "3600" } },
      "enforced",
    ],
    [
      "a weak Allow with a strong Deny",
      { BoolIfExists: { [mfa]: "true" } },
      { BoolIfExists: { [mfa]: "false" } },
      "enforced",
    ],
  ];
  for (const [name, allow, deny, expected] of rows) {
    it(`${name}: ${expected}`, () => {
      assert.equal(mfaGuard(trust(allow, ...(deny === undefined ? [] : [deny]))).state, expected);
    });
  }

  it("points at the condition's operator", () => {
    const { conditions } = mfaGuard(trust({ BoolIfExists: { [mfa]: "true" } }));
    assert.equal(conditions[0]?.condition.operator, "BoolIfExists");
  });
});

describe("what narrows a trust", () => {
  const rows: readonly [string, Plain, readonly string[]][] = [
    [
      "a principal's ARN",
      { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::1:role/x" } },
      ["principal-arn"],
    ],
    [
      "a pattern of ARNs",
      { StringLike: { "aws:principalarn": "arn:aws:iam::1:role/*" } },
      ["principal-arn"],
    ],
    ["every ARN", { StringLike: { "aws:PrincipalArn": "*" } }, []],
    [
      "an ARN, IfExists: the key is always there",
      { ArnLikeIfExists: { "aws:PrincipalArn": "arn:x" } },
      ["principal-arn"],
    ],
    ["an organisation", { StringEquals: { "aws:PrincipalOrgID": "o-1" } }, ["principal-org"]],
    ["an organisation, IfExists", { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-1" } }, []],
    ["any other organisation", { StringNotEquals: { "aws:PrincipalOrgID": "o-1" } }, []],
    ["a tag", { StringEquals: { "aws:PrincipalTag/team": "x" } }, ["principal-tag"]],
    ["addresses", { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }, ["source-ip"]],
    ["every address", { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }, []],
    ["a source identity", { StringLike: { "sts:SourceIdentity": "a-*" } }, ["source-identity"]],
  ];
  for (const [name, condition, expected] of rows) {
    it(name, () =>
      assert.deepEqual(
        narrowings(trust(condition)).map((each) => each.name),
        expected,
      ),
    );
  }
});

describe("the end of a trust", () => {
  const rows: readonly [string, Plain, Plain | undefined, string | undefined][] = [
    [
      "a date",
      { DateLessThan: { "aws:CurrentTime": "2026-03-31T00:00:00Z" } },
      undefined,
      "2026-03-31",
    ],
    ["seconds", { NumericLessThan: { "aws:EpochTime": "1774915200" } }, undefined, "2026-03-31"],
    [
      "the earlier of two",
      {
        DateLessThan: { "aws:CurrentTime": "2026-03-31T00:00:00Z" },
        DateLessThanEquals: { "aws:CurrentTime": "2026-01-01" },
      },
      undefined,
      "2026-01-01",
    ],
    [
      "a beginning",
      { DateGreaterThan: { "aws:CurrentTime": "2026-03-31T00:00:00Z" } },
      undefined,
      undefined,
    ],
    [
      "a Deny from a date on",
      null,
      { DateGreaterThan: { "aws:CurrentTime": "2026-03-31T00:00:00Z" } },
      "2026-03-31",
    ],
    ["no date", { DateLessThan: { "aws:CurrentTime": "soon" } }, undefined, undefined],
    [
      "a date that is not known",
      { DateLessThan: { "aws:CurrentTime": new Unknown({ kind: "parameter", name: "end" }) } },
      undefined,
      undefined,
    ],
  ];
  for (const [name, allow, deny, expected] of rows) {
    it(name, () =>
      assert.equal(expiry(trust(allow, ...(deny === undefined ? [] : [deny])))?.date, expected),
    );
  }
});
