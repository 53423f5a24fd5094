import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { access } from "../../../src/analyses/access/index.ts";
import { textForm } from "../../../src/check/words.ts";
import { tables } from "./tables.ts";
import type { Plain } from "./written.ts";
import { context, make, model, parameter, parts } from "./written.ts";

const github = "token.actions.githubusercontent.com";

function federation(issuer: string, condition: Plain, action = "sts:AssumeRoleWithWebIdentity") {
  const statement: Plain = {
    Effect: "Allow",
    Action: action,
    Principal: { Federated: issuer },
    Condition: condition,
  };
  const role = make("aws.iam.role", "aws_iam_role.ci", { trust: { Statement: [statement] } });
  const [grant] = access.run(model(role), context({ tables }));
  const found = grant?.attributes.get("federation");
  return found?.state === "unknown" ? "unknown" : found ? textForm(found) : "none";
}

function oidc(issuer: string): string {
  return `arn:aws:iam::111111111111:oidc-provider/${issuer}`;
}

/** With the audience, so that the subject alone decides. */
function withSubject(issuer: string, operator: string, subject: Plain): string {
  return federation(oidc(issuer), {
    [operator]: { [`${issuer}:sub`]: subject },
    StringEqualsIgnoreCase: { [`${issuer}:aud`]: "sts.amazonaws.com" },
  });
}

describe("how widely a trust accepts tokens", () => {
  const subjects: readonly (readonly [string, string, Plain, string])[] = [
    [github, "StringLike", "repo:fabrikam/web:*", "narrow"],
    [github, "StringLike", "repo:fabrikam/*", "narrow"],
    [github, "StringLike", "repo:fabrikam@1/web@2:*", "narrow"],
    [github, "StringLike", "repo:fabrikam*", "tenant"],
    [github, "StringLike", "repo:*", "tenant"],
    [github, "StringLike", "repo:*/web:*", "tenant"],
    [github, "StringLike", "repo:fab?ikam/web:*", "tenant"],
    [github, "StringLike", "*:ref:refs/heads/main", "tenant"],
    [github, "StringLike", "*", "subject"],
    [github, "StringNotLike", "repo:fabrikam/*", "subject"],
    [github, "StringLikeIfExists", "repo:fabrikam/*", "narrow"],
    [github, "ForAnyValue:StringLike", ["repo:fabrikam/*"], "narrow"],
    [github, "StringLike", ["repo:fabrikam/*", "repo:*"], "tenant"],
    [github, "StringEquals", "environment:prod", "tenant"],
    [github, "StringEquals", "environment:prod:repo:fabrikam/web", "narrow"],
    [github, "StringLike", "repository_owner:fabrikam:*", "narrow"],
    [github, "StringLike", "job_workflow_ref:fabrikam/*", "narrow"],
    [github, "StringLike", parameter, "unknown"],
    [github, "StringLike", parts("repo:", parameter, "/web:*"), "unknown"],
    [github, "StringLike", parts("repo:fabrikam/", parameter, ":*"), "narrow"],
    [github, "StringLike", parts("repo:*/", parameter), "tenant"],
    [github, "StringLike", parts("repo:", parameter, ":*"), "unknown"],
    [github, "StringLike", parts(parameter, ":ref:refs/heads/main"), "unknown"],
    ["app.terraform.io", "StringLike", parts(parameter, ":project:core:*"), "unknown"],
    ["gitlab.com", "StringLike", "project_path:fabrikam/*:ref_type:branch:ref:main", "narrow"],
    ["gitlab.com", "StringLike", "project_path:*", "tenant"],
    ["gitlab.fabrikam.example", "StringLike", "project_path:*", "narrow"],
    ["app.terraform.io", "StringLike", "organization:fabrikam:project:*", "narrow"],
    ["app.terraform.io", "StringLike", "organization:*", "tenant"],
    ["agent.buildkite.com", "StringLike", "organization:fabrikam:*", "narrow"],
    ["agent.buildkite.com", "StringLike", "organization:*:pipeline:web:*", "tenant"],
    [
      "oidc.eks.eu-west-1.amazonaws.com/id/a1",
      "StringLike",
      "system:serviceaccount:web:*",
      "narrow",
    ],
    ["oidc.eks.eu-west-1.amazonaws.com/id/a1", "StringLike", "system:serviceaccount:*", "workload"],
    [github, "StringEquals", "*", "literal"],
    [github, "StringEquals", "repo:*", "literal"],
    [github, "StringEquals", ["repo:fabrikam/web:ref:a", "repo:fabrikam*"], "literal"],
    [github, "StringEquals", "repo:fabrikam/*", "narrow"],
    [github, "StringEquals", "workflow:deploy:repo:fabrikam/web", "order"],
    [github, "StringEquals", "workflow:deploy", "tenant"],
    [github, "StringEquals", ["repo:fabrikam/web:*", "workflow:deploy:repo:fabrikam/web"], "order"],
    [`${github}/fabrikam`, "StringLike", "repo:*", "narrow"],
    ["oidc.circleci.com/org/0f1e", "StringLike", "org/0f1e/project/2d3c/*", "narrow"],
    ["oidc.circleci.com/org/0f1e", "StringLike", "*", "application"],
    ["oidc.codefresh.io", "StringLike", "account:64de:pipeline:*", "narrow"],
    ["oidc.codefresh.io", "StringLike", "account:*", "tenant"],
    ["scalr.io", "StringLike", "account:*:environment:prod", "tenant"],
    ["studio.datachain.ai/api", "StringLike", "credentials:*/compute", "tenant"],
    ["proidc.upbound.io", "StringLike", "mcp:*/prod:provider:aws", "narrow"],
  ];
  for (const [issuer, operator, subject, expected] of subjects)
    it(`${issuer} ${operator} ${JSON.stringify(subject)}`, () =>
      assert.equal(withSubject(issuer, operator, subject), expected));

  const others: readonly (readonly [string, string, Plain, string, string?])[] = [
    ["no condition", oidc(github), {}, "subject"],
    [
      "the subject alone",
      oidc(github),
      { StringEquals: { [`${github}:sub`]: "repo:fabrikam/web:ref:refs/heads/main" } },
      "unknown",
    ],
    [
      "the owner in place of the subject",
      oidc(github),
      {
        StringEquals: {
          [`${github}:aud`]: "sts.amazonaws.com",
          [`${github}:repository_owner`]: "fabrikam",
        },
      },
      "narrow",
    ],
    [
      "an identity pool",
      "cognito-identity.amazonaws.com",
      { StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:0" } },
      "narrow",
    ],
    ["any identity pool", "cognito-identity.amazonaws.com", {}, "subject"],
    [
      "a user of Google",
      "accounts.google.com",
      { StringEquals: { "accounts.google.com:sub": "114900000000000000001" } },
      "narrow",
    ],
    [
      "an application of Google",
      "accounts.google.com",
      { StringEquals: { "accounts.google.com:aud": "60500.apps.googleusercontent.com" } },
      "narrow",
    ],
    ["any user of Google", "accounts.google.com", {}, "subject"],
    [
      "any application of Google",
      "accounts.google.com",
      { StringLike: { "accounts.google.com:aud": "*" } },
      "subject",
    ],
    [
      "an organisation of Pulumi",
      oidc("api.pulumi.com/oidc"),
      { StringEquals: { "api.pulumi.com/oidc:aud": "aws:fabrikam" } },
      "application",
    ],
    [
      "an environment of Pulumi",
      oidc("api.pulumi.com/oidc"),
      {
        StringEquals: {
          "api.pulumi.com/oidc:aud": "aws:fabrikam",
          "api.pulumi.com/oidc:sub": "pulumi:environments:org:fabrikam:env:core",
        },
      },
      "narrow",
    ],
    [
      "a project of any team of Vercel",
      oidc("oidc.vercel.com"),
      {
        StringEquals: { "oidc.vercel.com:aud": "sts.amazonaws.com" },
        StringLike: { "oidc.vercel.com:sub": "owner:*:project:web:environment:production" },
      },
      "tenant",
    ],
    [
      "a team's own issuer at Vercel",
      oidc("oidc.vercel.com/fabrikam"),
      { StringEquals: { "oidc.vercel.com/fabrikam:aud": "https://vercel.com/fabrikam" } },
      "application",
    ],
    [
      "a claim of an issuer's own",
      oidc("login.fabrikam.example"),
      { StringEquals: { "login.fabrikam.example:department": "operations" } },
      "unknown",
    ],
    [
      "an address in place of a claim",
      oidc("login.fabrikam.example"),
      { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
      "workload",
    ],
    ["an issuer of its own without any condition", oidc("login.fabrikam.example"), {}, "workload"],
    [
      "an application of an issuer of its own",
      oidc("login.fabrikam.example"),
      { StringEquals: { "login.fabrikam.example:aud": "deploy" } },
      "application",
    ],
    [
      "any workload of a cluster",
      oidc("oidc.eks.eu-west-1.amazonaws.com/id/a1"),
      { StringEquals: { "oidc.eks.eu-west-1.amazonaws.com/id/a1:aud": "sts.amazonaws.com" } },
      "workload",
    ],
    [
      "a workspace of Sentinel",
      oidc("sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/"),
      {
        StringEquals: {
          "sts:RoleSessionName": "MicrosoftSentinel_0f1e",
          "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/:aud": "api://1462b192",
        },
      },
      "narrow",
    ],
    [
      "any workspace of Sentinel",
      oidc("sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/"),
      {},
      "subject",
    ],
    [
      "an application of Facebook",
      "graph.facebook.com",
      { StringEquals: { "graph.facebook.com:app_id": "1" } },
      "narrow",
    ],
    [
      "SAML with an audience",
      "arn:aws:iam::111111111111:saml-provider/staff",
      { StringEquals: { "saml:AUD": "https://signin.aws.amazon.com/saml" } },
      "narrow",
      "sts:AssumeRoleWithSAML",
    ],
    [
      "SAML with any audience",
      "arn:aws:iam::111111111111:saml-provider/staff",
      { StringLike: { "SAML:aud": "*" } },
      "audience",
      "sts:AssumeRoleWithSAML",
    ],
    [
      "SAML with a condition that is not known",
      "arn:aws:iam::111111111111:saml-provider/staff",
      parameter,
      "unknown",
      "sts:AssumeRoleWithSAML",
    ],
  ];
  for (const [name, principal, condition, expected, action] of others)
    it(name, () => assert.equal(federation(principal, condition, action), expected));
});
