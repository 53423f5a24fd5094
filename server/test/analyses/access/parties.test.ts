import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { directoryOf } from "../../../src/analyses/access/directory.ts";
import type { Party } from "../../../src/analyses/access/parties.ts";
import {
  awsPrincipalParty,
  federatedParty,
  objectIdParty,
  tenantParty,
} from "../../../src/analyses/access/parties.ts";
import type { Plain } from "./written.ts";
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
  Unknown,
  value,
} from "./written.ts";

const own = {
  awsAccounts: ["111111111111"],
  azureTenants: ["00000000-0000-0000-0000-000000000001"],
  awsOrganization: "o-own",
  azureSubscriptions: [],
  networks: [],
  domains: [],
};

const directory = directoryOf(
  model(
    make("aws.iam.role", "aws_iam_role.app", {}),
    make("aws.ssm.parameter", "aws_ssm_parameter.account", {}),
    make("aws.iam.role", "data.aws_iam_role.other", {}, { type: "aws_iam_role", existing: true }),
    make(
      "other",
      "data.aws_ssm_parameter.account",
      {},
      { type: "aws_ssm_parameter", existing: true },
    ),
    make("aws.iam.role", "aws_iam_role.bound", {
      "permission-boundary": "arn:aws:iam::777777777777:policy/b",
    }),
    make("azure.identity", "azurerm_user_assigned_identity.x", {}),
  ),
  context({
    customer: "Fabrikam",
    register: register({
      own,
      providers: [
        provider("Contoso", {
          awsAccounts: ["222222222222"],
          azureTenants: ["00000000-0000-0000-0000-00000000000A"],
          principals: [
            "arn:aws:iam::555555555555:role/contoso",
            "AAAAAAAA-0000-0000-0000-000000000001",
          ],
          repositories: ["github.com/contoso"],
          issuers: ["https://login.contoso.example"],
        }),
      ],
      customers: [
        {
          name: "Fabrikam",
          paths: [],
          awsAccounts: ["888888888888"],
          azureTenants: [],
          networks: [],
        },
        {
          name: "Tailspin",
          paths: [],
          awsAccounts: ["999999999999"],
          azureTenants: [],
          networks: [],
        },
      ],
    }),
  }),
);

function shown(party: Party): string {
  return "unknown" in party ? `unknown: ${party.unknown.kind}` : `${party.kind}: ${party.name}`;
}

describe("the party behind an AWS principal", () => {
  const rows: readonly [string, Plain, string][] = [
    ["everyone", "*", "anyone: Anyone with an AWS account"],
    ["a bare account", "444444444444", "undeclared: AWS account 444444444444"],
    ["an account as a number", 444444444444, "undeclared: AWS account 444444444444"],
    ["an account's root", "arn:aws:iam::444444444444:root", "undeclared: AWS account 444444444444"],
    ["a role", "arn:aws:iam::444444444444:role/path/x", "undeclared: AWS account 444444444444"],
    [
      "a user of another partition",
      "arn:aws-us-gov:iam::444444444444:user/x",
      "undeclared: AWS account 444444444444",
    ],
    [
      "a session",
      "arn:aws:sts::444444444444:assumed-role/x/y",
      "undeclared: AWS account 444444444444",
    ],
    ["a declared provider", "arn:aws:iam::222222222222:root", "provider: Contoso"],
    [
      "a declared principal of another account",
      "arn:aws:iam::555555555555:role/contoso",
      "provider: Contoso",
    ],
    [
      "another principal of that account",
      "arn:aws:iam::555555555555:role/other",
      "undeclared: AWS account 555555555555",
    ],
    ["an own account", "111111111111", "own: The own environment"],
    ["the account of the role's boundary", "777777777777", "own: The own environment"],
    ["the customer that the unit belongs to", "888888888888", "own: The own environment"],
    ["another customer", "999999999999", "customer: Tailspin"],
    ["a vendor that publishes its account", "464622532012", "known-vendor: Datadog"],
    ["an account of AWS's own", "arn:aws:iam::127311923021:root", "service: ELB logs"],
    ["the deploying account", ownAccount, "own: The own environment"],
    [
      "the deploying account's root",
      parts(
        "arn:",
        new Unknown({ kind: "own", what: "aws-partition" }),
        ":iam::",
        ownAccount,
        ":root",
      ),
      "own: The own environment",
    ],
    [
      "a known account in an unknown partition",
      parts("arn:", parameter, ":iam::444444444444:root"),
      "undeclared: AWS account 444444444444",
    ],
    ["an unknown account", parts("arn:aws:iam::", parameter, ":root"), "unknown: parameter"],
    ["half an account", parts("arn:aws:iam::4444", parameter, ":root"), "unknown: parameter"],
    [
      "half the own account is no own account",
      parts("arn:aws:iam::1", ownAccount, ":root"),
      "unknown: unsupported",
    ],
    [
      "a known account with an unknown role",
      parts("arn:aws:iam::444444444444:role/", parameter),
      "undeclared: AWS account 444444444444",
    ],
    ["an unknown principal", parameter, "unknown: parameter"],
    ["a role that the unit makes", computed("aws_iam_role.app"), "own: The own environment"],
    ["a role that is looked up", computed("data.aws_iam_role.other"), "own: The own environment"],
    [
      "what a parameter store says",
      computed("data.aws_ssm_parameter.account", "value"),
      "unknown: computed",
    ],
    ["a service among AWS principals", "ec2.amazonaws.com", "service: ec2.amazonaws.com"],
    ["the id of a deleted role", "AROAEXAMPLEEXAMPLE123", "unknown: unsupported"],
    ["no principal", "arn:aws:iam::root", "unknown: unsupported"],
    ["eleven digits", "44444444444", "unknown: unsupported"],
  ];
  for (const [name, principal, expected] of rows) {
    it(`${name}: ${expected}`, () =>
      assert.equal(shown(awsPrincipalParty(value(principal), directory)), expected));
  }
});

describe("the party behind an Azure id", () => {
  const rows: readonly [string, Plain, string][] = [
    [
      "a declared tenant in another case",
      "00000000-0000-0000-0000-00000000000a",
      "provider: Contoso",
    ],
    ["the own tenant", "00000000-0000-0000-0000-000000000001", "own: The own environment"],
    [
      "the tenant that is deployed to",
      new Unknown({ kind: "own", what: "azure-tenant" }),
      "own: The own environment",
    ],
    [
      "another tenant",
      "12345678-0000-0000-0000-000000000001",
      "undeclared: Azure tenant 12345678-0000-0000-0000-000000000001",
    ],
    [
      "the all-zero placeholder",
      "00000000-0000-0000-0000-000000000000",
      "undeclared: A placeholder tenant",
    ],
    ["a placeholder in words", "<insert tenant id>", "unknown: unsupported"],
    ["a parameter", parameter, "unknown: parameter"],
  ];
  for (const [name, tenant, expected] of rows) {
    it(`tenant: ${name}`, () =>
      assert.equal(shown(tenantParty(value(tenant), directory)), expected));
  }
  const principals: readonly [string, Plain, string][] = [
    ["a declared principal", "aaaaaaaa-0000-0000-0000-000000000001", "provider: Contoso"],
    [
      "anybody else is nobody in particular",
      "bbbbbbbb-0000-0000-0000-000000000001",
      "unknown: undeclared",
    ],
    [
      "an identity of the unit",
      computed("azurerm_user_assigned_identity.x", "principal_id"),
      "own: The own environment",
    ],
  ];
  for (const [name, principal, expected] of principals) {
    it(`object id: ${name}`, () =>
      assert.equal(shown(objectIdParty(value(principal), directory)), expected));
  }
});

describe("the party behind an identity provider", () => {
  const github = "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com";
  const rows: readonly [string, Plain, readonly string[], string][] = [
    [
      "a declared repository",
      github,
      ["repo:contoso/deploy:ref:refs/heads/main"],
      "provider: Contoso",
    ],
    [
      "a declared organisation with ids",
      github,
      ["repo:Contoso@12/deploy@34:*"],
      "provider: Contoso",
    ],
    ["a similar name", github, ["repo:contoso-labs/deploy:*"], "unknown: unsupported"],
    [
      "a declared issuer",
      "arn:aws:iam::111111111111:oidc-provider/login.contoso.example",
      [],
      "provider: Contoso",
    ],
    ["a provider's account", "arn:aws:iam::222222222222:saml-provider/x", [], "provider: Contoso"],
    ["nobody in particular", github, [], "unknown: unsupported"],
  ];
  for (const [name, principal, subjects, expected] of rows) {
    it(name, () =>
      assert.equal(shown(federatedParty(value(principal), subjects, directory)), expected),
    );
  }
});
