import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { isDeployersName, runsPipelines } from "../../../src/analyses/access/deployers.ts";
import { onlyReads } from "../../../src/analyses/access/reading.ts";

describe("an action", () => {
  const cases: readonly [string, boolean][] = [
    ["s3:GetObject", true],
    ["S3:getobject", true],
    ["s3:Get*", true],
    ["s3:PutObject", false],
    ["s3:*", false],
    ["*", false],
    // Their verbs mislead.
    ["logs:StartQuery", true],
    ["dynamodb:PartiQLSelect", true],
    ["cognito-identity:GetId", false],
    ["emr-containers:GetManagedEndpointSessionCredentials", false],
    // Not in the list.
    ["shop:GetBox", true],
    ["shop:PutBox", false],
    ["constructor:GetBox", true],
  ];
  for (const [action, expected] of cases)
    it(`${action} ${expected ? "only reads" : "does more than read"}`, () =>
      assert.equal(onlyReads(action), expected));
});

describe("who deploys", () => {
  const principals: readonly [string, boolean][] = [
    ["codebuild.amazonaws.com", true],
    ["ec2.amazonaws.com", false],
    ["arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com", true],
    ["https://gitlab.com", true],
    ["", false],
  ];
  for (const [principal, expected] of principals)
    it(`${expected ? "is" : "is not"} "${principal}"`, () =>
      assert.equal(runsPipelines(principal), expected));

  const names: readonly [string, boolean][] = [
    ["deploy", true],
    ["GitHub-Deployer", true],
    ["acme-ci-role", true],
    ["ci2", true],
    ["cdk-cfn-exec-role-111111111111", true],
    ["circle", false],
    ["redeploy", false],
    ["cfn", false],
    ["", false],
  ];
  for (const [name, expected] of names)
    it(`${expected ? "uses" : "does not use"} a role "${name}"`, () =>
      assert.equal(isDeployersName(name), expected));
});
