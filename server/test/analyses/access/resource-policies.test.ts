import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { access } from "../../../src/analyses/access/index.ts";
import { textForm } from "../../../src/check/words.ts";
import type { Resource } from "../../../src/model/resource.ts";
import { tables } from "./tables.ts";
import type { Plain } from "./written.ts";
import { computed, context, make, model, ownAccount, parameter, parts } from "./written.ts";

function grants(kind: string, statements: Plain): readonly Resource[] {
  const policy = make(kind, "policy", { policy: { Statement: statements } });
  const bucket = make("aws.s3.bucket", "aws_s3_bucket.files", {});
  return access
    .run(model(policy, bucket), context({ tables }))
    .filter((each) => each.kind === "access.grant");
}

function words(grant: Resource, name: string): string {
  const found = grant.attributes.get(name);
  return found?.state === "unknown" ? "unknown" : found ? textForm(found) : "none";
}

function allow(more: { readonly [key: string]: Plain } = {}): { readonly [key: string]: Plain } {
  return {
    Effect: "Allow",
    Action: "s3:GetObject",
    Principal: "*",
    Resource: "arn:aws:s3:::files/*",
    ...more,
  };
}

function deny(condition: Plain, more: { readonly [key: string]: Plain } = {}): Plain {
  return {
    ...allow({ Effect: "Deny", Action: "s3:*", ...more }),
    ...(condition === null ? {} : { Condition: condition }),
  };
}

describe("who may use a bucket", () => {
  const rows: readonly (readonly [string, readonly Plain[], readonly string[]])[] = [
    ["everyone", [allow()], ["anyone"]],
    ["everyone as an AWS principal", [allow({ Principal: { AWS: "*" } })], ["anyone"]],
    [
      "everyone else",
      [{ Effect: "Allow", Action: "s3:*", NotPrincipal: { AWS: "222222222222" } }],
      ["anyone"],
    ],
    ["a service", [allow({ Principal: { Service: "cloudtrail.amazonaws.com" } })], []],
    ["a Deny alone", [deny(null)], []],
    [
      "an account in China",
      [allow({ Principal: { AWS: "arn:aws-cn:iam::222222222222:root" } })],
      ["undeclared"],
    ],
    [
      "a role of the unit",
      [allow({ Principal: { AWS: computed("aws_iam_role.app") } })],
      ["unknown"],
    ],
    ["a parameter", [allow({ Principal: { AWS: parameter } })], ["unknown"]],
    ["a canonical user", [allow({ Principal: { CanonicalUser: "79a5" } })], ["unknown"]],
    [
      "the own account by a condition",
      [allow({ Condition: { StringEquals: { "aws:PrincipalAccount": ownAccount } } })],
      ["own"],
    ],
    [
      "another by a condition",
      [allow({ Condition: { StringEquals: { "AWS:PrincipalAccount": "222222222222" } } })],
      ["undeclared"],
    ],
    [
      "any ARN by a condition",
      [allow({ Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::*" } } })],
      ["anyone"],
    ],
    [
      "any by a condition that does not bind",
      [allow({ Condition: { StringEqualsIfExists: { "aws:SourceAccount": "222222222222" } } })],
      ["anyone"],
    ],
    [
      "a service for a bucket of the unit",
      [allow({ Condition: { ArnEquals: { "aws:SourceArn": computed("aws_s3_bucket.files") } } })],
      ["own"],
    ],
    [
      "a service for an account",
      [
        allow({
          Condition: { ArnLike: { "aws:SourceArn": parts("arn:aws:sns:*:", ownAccount, ":*") } },
        }),
      ],
      ["own"],
    ],
    [
      "a service for somebody's bucket",
      [allow({ Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::theirs" } } })],
      ["unknown"],
    ],
    [
      "a service for anybody",
      [allow({ Condition: { ArnLike: { "aws:SourceArn": "*" } } })],
      ["anyone"],
    ],
    [
      "services alone",
      [allow({ Condition: { Bool: { "aws:PrincipalIsAWSService": "true" } } })],
      [],
    ],
    ["one that all are denied", [allow(), deny(null)], []],
    [
      "one that all but an account are denied",
      [allow(), deny({ StringNotEquals: { "aws:PrincipalAccount": "222222222222" } })],
      ["undeclared"],
    ],
    [
      "one that all but a principal are denied",
      [
        allow(),
        { Effect: "Deny", Action: "*", NotPrincipal: { AWS: "222222222222" }, Resource: "*" },
      ],
      ["undeclared"],
    ],
    [
      "one of which another action is denied",
      [allow(), deny(null, { Action: "s3:PutObject" })],
      ["anyone"],
    ],
    [
      "one whose other objects are denied",
      [allow(), deny(null, { Resource: "arn:aws:s3:::files/secret/*" })],
      ["anyone"],
    ],
    [
      "plain HTTP denied",
      [allow(), deny({ Bool: { "aws:SecureTransport": "false" } })],
      ["anyone"],
    ],
  ];
  for (const [name, statements, expected] of rows)
    it(name, () =>
      assert.deepEqual(
        grants("aws.s3.bucket-policy", statements).map((each) => words(each, "party-kind")),
        expected,
      ),
    );
});

describe("from where everyone may use a bucket", () => {
  const address = { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } };
  const rows: readonly (readonly [string, readonly Plain[], string])[] = [
    ["anywhere", [allow()], "none"],
    ["an address", [allow({ Condition: address })], "source-ip"],
    ["any address", [allow({ Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } } })], "none"],
    [
      "an endpoint",
      [allow({ Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } })],
      "source-vpc",
    ],
    [
      "no other address by a Deny",
      [allow(), deny({ NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } })],
      "source-ip",
    ],
    [
      "no other address or endpoint by a Deny",
      [
        allow(),
        deny({
          NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" },
          StringNotEquals: { "aws:SourceVpce": "vpce-1" },
        }),
      ],
      "source-ip",
    ],
  ];
  for (const [name, statements, expected] of rows)
    it(name, () => {
      const [grant] = grants("aws.s3.bucket-policy", statements);
      assert.equal(grant ? words(grant, "narrowed-by") : "", expected);
    });
});

describe("whose a key is", () => {
  const control = (account: Plain) => ({
    Effect: "Allow",
    Action: "kms:*",
    Principal: { AWS: account },
    Resource: "*",
  });
  const use = (account: Plain) => ({
    Effect: "Allow",
    Action: "kms:Decrypt",
    Principal: { AWS: account },
    Resource: "*",
  });
  const rows: readonly (readonly [string, readonly Plain[], readonly string[]])[] = [
    [
      "the only account that controls it",
      [control("arn:aws:iam::222222222222:root"), use("222222222222")],
      ["own", "own"],
    ],
    [
      "one of two that control it",
      [control("222222222222"), control("333333333333")],
      ["undeclared", "undeclared"],
    ],
    [
      "one that uses it beside the own",
      [control(ownAccount), use("222222222222")],
      ["own", "undeclared"],
    ],
    [
      "one that controls it beside one that is not known",
      [control("222222222222"), control(parameter)],
      ["undeclared", "unknown"],
    ],
  ];
  for (const [name, statements, expected] of rows)
    it(name, () =>
      assert.deepEqual(
        grants("aws.kms.key", statements).map((each) => words(each, "party-kind")),
        expected,
      ),
    );
});
