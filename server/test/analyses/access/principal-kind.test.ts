import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { principalKind } from "../../../src/analyses/access/principal-kind.ts";
import { readDocument } from "../../../src/model/document.ts";
import type { Plain } from "./written.ts";
import { computed, parameter, parts, value } from "./written.ts";

function kindOf(principal: Plain, action: Plain): string {
  const document = readDocument(
    value({ Statement: [{ Effect: "Allow", Action: action, Principal: principal }] }),
  );
  if (!document || "unknown" in document) return "no document";
  const [statement] = document.statements;
  const [first] = statement?.principals?.items ?? [];
  return (statement && first && principalKind(first, statement)) ?? "unknown";
}

describe("what a principal is", () => {
  const rows: readonly (readonly [string, Plain, string, Plain?])[] = [
    ["everyone", "*", "anyone"],
    ["everyone as an AWS principal", { AWS: "*" }, "anyone"],
    ["an account's id", { AWS: "222222222222" }, "account"],
    ["an account's root", { AWS: "arn:aws:iam::222222222222:root" }, "account"],
    ["a root in China", { AWS: "arn:aws-cn:iam::222222222222:root" }, "account"],
    [
      "a root of the government's cloud",
      { AWS: "arn:aws-us-gov:iam::222222222222:root" },
      "account",
    ],
    [
      "the root of an account that is not known",
      { AWS: parts("arn:aws:iam::", parameter, ":root") },
      "account",
    ],
    ["a role", { AWS: "arn:aws:iam::222222222222:role/a/b" }, "role"],
    [
      "a role whose name is not known",
      { AWS: parts("arn:aws:iam::222222222222:role/", parameter) },
      "role",
    ],
    ["a user", { AWS: "arn:aws-cn:iam::222222222222:user/agent" }, "user"],
    [
      "a session of a role",
      { AWS: "arn:aws:sts::222222222222:assumed-role/support/eve" },
      "session",
    ],
    ["a federated user", { AWS: "arn:aws:sts::222222222222:federated-user/eve" }, "session"],
    ["a service", { Service: "ec2.amazonaws.com" }, "service"],
    ["a canonical user", { CanonicalUser: "79a59df900b949e5" }, "canonical-user"],
    [
      "a SAML provider",
      { Federated: "arn:aws-us-gov:iam::111111111111:saml-provider/staff" },
      "saml",
    ],
    [
      "an OIDC provider",
      { Federated: "arn:aws:iam::111111111111:oidc-provider/gitlab.com" },
      "oidc",
    ],
    ["an identity pool", { Federated: "cognito-identity.amazonaws.com" }, "oidc"],
    [
      "a provider of the unit that takes assertions",
      { Federated: computed("aws_iam_saml_provider.staff") },
      "saml",
      "sts:AssumeRoleWithSAML",
    ],
    [
      "a provider of the unit that takes tokens",
      { Federated: computed("aws_iam_openid_connect_provider.ci") },
      "oidc",
      "sts:AssumeRoleWithWebIdentity",
    ],
    ["a provider of the unit that takes both", { Federated: computed("x.y") }, "unknown", "sts:*"],
    ["a parameter", { AWS: parameter }, "unknown"],
    ["the unique id of a deleted role", { AWS: "AROA0123456789ABCDEFG" }, "unknown"],
  ];
  for (const [name, principal, expected, action = "sts:AssumeRole"] of rows)
    it(name, () => assert.equal(kindOf(principal, action), expected));
});
