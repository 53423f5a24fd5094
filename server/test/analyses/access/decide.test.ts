import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { KeyState } from "../../../src/analyses/access/conditions.ts";
import { decide } from "../../../src/analyses/access/decide.ts";
import { callerOfName } from "../../../src/analyses/access/principal-match.ts";
import type { PolicyDocument } from "../../../src/model/document.ts";
import { readDocument } from "../../../src/model/document.ts";
import type { Plain } from "./written.ts";
import { value } from "./written.ts";

const alice = "arn:aws:iam::111111111111:user/alice";
const bob = "arn:aws:iam::222222222222:user/bob";
const session = "arn:aws:sts::111111111111:assumed-role/Ops/morning";
const object = "arn:aws:s3:::records/2026/a.csv";
const role = "arn:aws:iam::111111111111:role/Target";

function document(...statements: Plain[]): PolicyDocument {
  const read = readDocument(value({ Version: "2012-10-17", Statement: statements }));
  assert.ok(read && !("unknown" in read));
  return read;
}

type Members = { readonly [name: string]: Plain };

/** A member that is null is left out. */
function statement(effect: string, more: Members): Plain {
  const all: Members = { Effect: effect, Action: "*", Resource: "*", ...more };
  return Object.fromEntries(Object.entries(all).filter(([, member]) => member !== null));
}
const allow = (more: Members = {}) => statement("Allow", more);
const deny = (more: Members = {}) => statement("Deny", more);

interface Asked {
  readonly by?: string;
  readonly action?: string;
  readonly on?: string;
  readonly identity?: readonly Plain[];
  readonly resource?: readonly Plain[];
  readonly boundary?: readonly Plain[];
  readonly levels?: readonly (readonly Plain[])[];
  /** A key that is not here is missing from the request; undefined is not known. */
  readonly keys?: Readonly<Record<string, KeyState | undefined>>;
}

function decided(asked: Asked): string {
  const states = asked.keys ?? {};
  const decision = decide(
    {
      caller: callerOfName(asked.by ?? alice),
      action: asked.action ?? "s3:GetObject",
      resource: asked.on ?? object,
      account: "111111111111",
      keys: (key) => (key in states ? states[key] : "absent"),
    },
    {
      identity: asked.identity ? [document(...asked.identity)] : [],
      ...(asked.resource ? { resource: document(...asked.resource) } : {}),
      ...(asked.boundary ? { boundary: [document(...asked.boundary)] } : {}),
      ...(asked.levels ? { organization: asked.levels.map((each) => [document(...each)]) } : {}),
    },
  );
  return decision.denied === "yes"
    ? "denied"
    : decision.allowed === "no"
      ? "not allowed"
      : decision.allowed;
}

function table(name: string, rows: readonly (readonly [string, Asked, string])[]): void {
  describe(name, () => {
    for (const [title, asked, expected] of rows)
      it(title, () => assert.equal(decided(asked), expected));
  });
}

const names = (principal: Plain, more: Members = {}) => allow({ Principal: principal, ...more });

table("one's own account", [
  ["nothing allows", {}, "not allowed"],
  ["the identity's policy allows", { identity: [allow()] }, "yes"],
  ["a Deny wins", { identity: [allow(), deny()] }, "denied"],
  [
    "the boundary is silent",
    { identity: [allow()], boundary: [allow({ Action: "ec2:*" })] },
    "not allowed",
  ],
  [
    "the boundary allows as well",
    { identity: [allow()], boundary: [allow({ Action: "s3:*" })] },
    "yes",
  ],
  ["a boundary alone gives nothing", { boundary: [allow()] }, "not allowed"],
  [
    "a level of the organisation is silent",
    { identity: [allow()], levels: [[allow()], [allow({ Action: "ec2:*" })]] },
    "not allowed",
  ],
  [
    "every level allows",
    { identity: [allow()], levels: [[allow()], [allow({ NotAction: "ec2:*", Action: null })]] },
    "yes",
  ],
  ["the resource names the user", { resource: [names({ AWS: alice })] }, "yes"],
  ["the resource names everyone", { resource: [names("*")] }, "yes"],
  ["the resource names the account", { resource: [names({ AWS: "111111111111" })] }, "not allowed"],
  [
    "the resource names the user, whose boundary is silent",
    { resource: [names({ AWS: alice })], boundary: [allow({ Action: "ec2:*" })] },
    "yes",
  ],
  [
    "the resource names a role, whose boundary is silent",
    {
      by: session,
      resource: [names({ AWS: "arn:aws:iam::111111111111:role/Ops" })],
      boundary: [allow({ Action: "ec2:*" })],
    },
    "not allowed",
  ],
  [
    "the resource names a session of the role",
    { by: session, resource: [names({ AWS: session })], boundary: [allow({ Action: "ec2:*" })] },
    "yes",
  ],
  [
    "a key's policy must allow",
    { action: "kms:Decrypt", on: "arn:aws:kms:eu-west-1:111111111111:key/k", identity: [allow()] },
    "not allowed",
  ],
  [
    "a key's policy leaves it to the account",
    {
      action: "kms:Decrypt",
      on: "arn:aws:kms:eu-west-1:111111111111:key/k",
      identity: [allow()],
      resource: [names({ AWS: "arn:aws:iam::111111111111:root" })],
    },
    "yes",
  ],
]);

table("another account", [
  ["the caller's policy alone", { by: bob, identity: [allow()] }, "not allowed"],
  ["the resource's policy alone", { by: bob, resource: [names({ AWS: bob })] }, "not allowed"],
  ["both", { by: bob, identity: [allow()], resource: [names({ AWS: "222222222222" })] }, "yes"],
  [
    "a third account",
    { by: bob, identity: [allow()], resource: [names({ AWS: "333333333333" })] },
    "not allowed",
  ],
  [
    "a role that trusts it",
    {
      by: bob,
      action: "sts:AssumeRole",
      on: role,
      identity: [allow()],
      resource: [names({ AWS: "arn:aws:iam::222222222222:root" }, { Resource: null })],
    },
    "yes",
  ],
  [
    "another partition",
    {
      by: bob,
      identity: [allow()],
      resource: [names({ AWS: "arn:aws-cn:iam::222222222222:root" })],
    },
    "not allowed",
  ],
]);

table("callers without policies of their own", [
  ["nobody in particular, where everyone may", { by: "anonymous", resource: [names("*")] }, "yes"],
  [
    "nobody in particular, where an account may",
    { by: "anonymous", resource: [names({ AWS: "111111111111" })] },
    "not allowed",
  ],
  [
    "a service",
    {
      by: "ec2.amazonaws.com",
      action: "sts:AssumeRole",
      on: role,
      resource: [names({ Service: ["ec2.amazonaws.com", "ssm.amazonaws.com"] })],
    },
    "yes",
  ],
  [
    "another service",
    {
      by: "ec2.amazonaws.com",
      action: "sts:AssumeRole",
      on: role,
      resource: [names({ Service: "lambda.amazonaws.com" })],
    },
    "not allowed",
  ],
  [
    "an identity provider",
    {
      by: "arn:aws:iam::111111111111:saml-provider/corp",
      action: "sts:AssumeRoleWithSAML",
      on: role,
      resource: [names({ Federated: "arn:aws:iam::111111111111:saml-provider/corp" })],
    },
    "yes",
  ],
]);

table("NotPrincipal", [
  [
    "a Deny spares whom it names",
    {
      by: bob,
      identity: [allow()],
      resource: [names("*"), deny({ NotPrincipal: { AWS: [bob, "222222222222"] } })],
    },
    "yes",
  ],
  [
    "a Deny takes everyone else",
    {
      identity: [allow()],
      resource: [names("*"), deny({ NotPrincipal: { AWS: [bob, "222222222222"] } })],
    },
    "denied",
  ],
  [
    "a Deny takes everyone with a boundary",
    {
      by: bob,
      identity: [allow()],
      boundary: [allow()],
      resource: [names("*"), deny({ NotPrincipal: { AWS: [bob, "222222222222"] } })],
    },
    "denied",
  ],
  ["an Allow is for everyone else", { resource: [allow({ NotPrincipal: { AWS: bob } })] }, "yes"],
]);

table("actions and resources", [
  ["an action in another case", { identity: [allow({ Action: "S3:getobject" })] }, "yes"],
  ["a wildcard for one character", { identity: [allow({ Action: "s3:GetObjec?" })] }, "yes"],
  [
    "everything but the action",
    { identity: [allow({ Action: null, NotAction: "s3:*" })] },
    "not allowed",
  ],
  [
    "a resource in another case",
    { identity: [allow({ Resource: "arn:aws:s3:::Records/*" })] },
    "not allowed",
  ],
  [
    "everything but the resource",
    { identity: [allow({ Resource: null, NotResource: "arn:aws:s3:::records/*" })] },
    "not allowed",
  ],
  ["an ARN that ends early", { identity: [allow({ Resource: "arn:aws:s3" })] }, "yes"],
  [
    "a variable",
    {
      identity: [allow({ Resource: `arn:aws:s3:::\${aws:username}/*` })],
      keys: { "aws:username": ["records"] },
    },
    "yes",
  ],
  [
    "a variable whose value has a star",
    {
      identity: [allow({ Resource: `arn:aws:s3:::\${aws:username}/*` })],
      keys: { "aws:username": ["*"] },
    },
    "not allowed",
  ],
  [
    "a variable without value",
    { identity: [allow({ Resource: `arn:aws:s3:::\${aws:username}/*` })] },
    "not allowed",
  ],
  [
    "a variable with a default",
    { identity: [allow({ Resource: `arn:aws:s3:::\${aws:username, 'records'}/*` })] },
    "yes",
  ],
  [
    "a variable that is not known",
    {
      identity: [allow({ Resource: `arn:aws:s3:::\${aws:username}/*` })],
      keys: { "aws:username": undefined },
    },
    "unknown",
  ],
]);

const when = (operator: string, key: string, wanted: Plain): Plain => ({
  [operator]: { [key]: wanted },
});
const on = (operator: string, key: string, wanted: Plain, state?: KeyState): Asked => ({
  identity: [allow({ Condition: when(operator, key, wanted) })],
  keys: { [key.toLowerCase()]: state },
});

table("conditions", [
  [
    "an address in a range",
    on("IpAddress", "aws:SourceIp", "203.0.113.0/24", ["203.0.113.9"]),
    "yes",
  ],
  [
    "an address outside of it",
    on("IpAddress", "aws:SourceIp", "203.0.113.0/25", ["203.0.113.200"]),
    "not allowed",
  ],
  [
    "a long address in a range",
    on("IpAddress", "aws:SourceIp", "2001:db8::/32", ["2001:db8:0:1::7"]),
    "yes",
  ],
  [
    "an address that is written out",
    on("IpAddress", "aws:SourceIp", "2001:db8::1", ["2001:0db8:0:0:0:0:0:1"]),
    "yes",
  ],
  [
    "an address outside, negated",
    on("NotIpAddress", "aws:SourceIp", "203.0.113.0/24", ["198.51.100.1"]),
    "yes",
  ],
  [
    "an ARN part by part",
    on("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/*", [
      "arn:aws:iam::222222222222:role/x/y",
    ]),
    "yes",
  ],
  [
    "a star stays in its part",
    on("ArnLike", "aws:PrincipalArn", "arn:*:role/x", ["arn:aws:iam::222222222222:role/x"]),
    "not allowed",
  ],
  [
    "the same as a string",
    on("StringLike", "aws:PrincipalArn", "arn:*:role/x", ["arn:aws:iam::222222222222:role/x"]),
    "yes",
  ],
  [
    "a number that is smaller",
    on("NumericLessThan", "aws:MultiFactorAuthAge", "3600", ["60"]),
    "yes",
  ],
  [
    "what is no number",
    on("NumericLessThan", "aws:MultiFactorAuthAge", "3600", ["soon"]),
    "not allowed",
  ],
  [
    "a date that is later",
    on("DateGreaterThan", "aws:CurrentTime", "2026-01-01T00:00:00Z", ["2026-05-05T00:00:00Z"]),
    "yes",
  ],
  ["a boolean that is written as one", on("Bool", "aws:SecureTransport", true, ["true"]), "yes"],
  [
    "every value is among them",
    on("ForAllValues:StringEquals", "aws:TagKeys", ["a", "b"], ["b", "a"]),
    "yes",
  ],
  [
    "one value is not",
    on("ForAllValues:StringEquals", "aws:TagKeys", ["a", "b"], ["a", "c"]),
    "not allowed",
  ],
  ["no value at all", on("ForAllValues:StringEquals", "aws:TagKeys", ["a"], []), "yes"],
  [
    "one value is among them",
    on("ForAnyValue:StringEquals", "aws:TagKeys", ["a"], ["a", "c"]),
    "yes",
  ],
  [
    "none of no values",
    on("ForAnyValue:StringEquals", "aws:TagKeys", ["a"], "absent"),
    "not allowed",
  ],
  [
    "a key that is missing",
    on("StringEquals", "aws:PrincipalOrgID", "o-1", "absent"),
    "not allowed",
  ],
  [
    "a key that is missing, negated",
    on("StringNotEquals", "aws:PrincipalOrgID", "o-1", "absent"),
    "yes",
  ],
  [
    "a key that may be missing",
    on("StringEqualsIfExists", "aws:PrincipalOrgID", "o-1", "absent"),
    "yes",
  ],
  ["a key that must be missing", on("Null", "aws:PrincipalOrgID", "true", "absent"), "yes"],
  ["a key of which nothing is known", on("StringEquals", "aws:PrincipalOrgID", "o-1"), "unknown"],
  ["a key that makes no difference", on("StringLikeIfExists", "aws:PrincipalOrgID", "*"), "yes"],
  ["a key whose values are none", on("StringEquals", "aws:PrincipalOrgID", []), "not allowed"],
]);
