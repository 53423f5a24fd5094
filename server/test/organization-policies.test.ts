import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { bundledKinds, bundledPolicies } from "../src/bundled.ts";
import { items, wholeText } from "../src/expressions/value.ts";
import { loadLanguages } from "../src/languages/index.ts";
import { defaultLimits } from "../src/text/limits.ts";
import { Workspace } from "../src/workspace.ts";

await loadLanguages();

const role = (provider: string) => `
provider "aws" { ${provider} }
resource "aws_iam_role" "support" {
  name               = "support"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}
resource "aws_iam_role_policy" "support" {
  role   = aws_iam_role.support.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "cloudtrail:StopLogging", Resource = "*" }] })
}`;

const policy = (statement: string, target: string, more = "") => `
resource "aws_organizations_policy" "edge" {
  name    = "edge"
  content = jsonencode({ Statement = [${statement}] })
}
resource "aws_organizations_policy_attachment" "edge" {
  policy_id = aws_organizations_policy.edge.id
  target_id = ${target}
}
${more}`;

const deny = `{ Effect = "Deny", Action = "cloudtrail:*", Resource = "*" }`;
const list = `{ Effect = "Allow", Action = "s3:*", Resource = "*" }`;
const all = `{ Effect = "Allow", Action = "*", Resource = "*" }`;
const fullAccess = `
resource "aws_organizations_policy_attachment" "all" {
  policy_id = "p-FullAWSAccess"
  target_id = "111111111111"
}`;
const here = `allowed_account_ids = ["111111111111"]`;

const cases: readonly (readonly [string, string, string, string, string, string])[] = [
  // name, provider, organisation, power, limited by, may be limited by
  ["the account is named", here, policy(deny, `"111111111111"`), "", "edge", ""],
  ["another account is named", here, policy(deny, `"333333333333"`), "stop-logging", "", ""],
  ["an account that is not known", "", policy(deny, `"111111111111"`), "stop-logging", "", "edge"],
  ["a unit of the organisation", here, policy(deny, `"ou-ab12-cd34"`), "stop-logging", "", "edge"],
  ["an account that is made", here, policy(deny, "aws_x.y.id"), "stop-logging", "", "edge"],
  [
    "a text that is not known",
    here,
    policy(
      `{ Effect = "Deny", Action = var.x, Resource = "*" }`,
      `"111111111111"`,
      `variable "x" {}`,
    ),
    "stop-logging",
    "",
    "edge",
  ],
  ["a list of what is allowed", here, policy(list, `"111111111111"`), "stop-logging", "", "edge"],
  ["everything is allowed", here, policy(all, `"111111111111"`), "stop-logging", "", ""],
];

describe("policies of the organisation in another unit", () => {
  for (const [name, provider, organization, power, by, maybe] of cases)
    it(name, () => {
      const workspace = workspaceOf({ "a/main.tf": role(provider), "org/main.tf": organization });
      assert.deepEqual(powerIn(workspace), { power, by, maybe });
    });

  it("a list beside the policy that allows everything says nothing", () => {
    const text = `provider "aws" { ${here} }${role("").replace(/provider.*/, "")}${policy(list, `"111111111111"`, fullAccess)}`;
    assert.deepEqual(powerIn(workspaceOf({ "a/main.tf": text })), {
      power: "stop-logging",
      by: "",
      maybe: "",
    });
  });

  it("may limit where it stands in an example", () => {
    const files = {
      "a/main.tf": role(here),
      "examples/org/main.tf": policy(deny, `"111111111111"`),
    };
    assert.deepEqual(powerIn(workspaceOf(files)), {
      power: "stop-logging",
      by: "",
      maybe: "edge",
    });
  });

  it("counts when it changes", () => {
    const workspace = workspaceOf({
      "a/main.tf": role(here),
      "org/main.tf": policy(deny, `"333333333333"`),
    });
    assert.equal(powerIn(workspace).power, "stop-logging");
    workspace.files.set({ path: "org/main.tf", text: policy(deny, `"111111111111"`) });
    refresh(workspace);
    assert.equal(powerIn(workspace).power, "");
    workspace.files.set({ path: "org/main.tf", text: "locals {}" });
    refresh(workspace);
    assert.equal(powerIn(workspace).power, "stop-logging");
    workspace.files.set({ path: "org/main.tf", text: policy(deny, `"111111111111"`) });
    refresh(workspace);
    workspace.files.delete("org/main.tf");
    refresh(workspace);
    assert.equal(powerIn(workspace).power, "stop-logging");
  });

  it("hides nothing where the repository is not believed", () => {
    const stranger = role(here).replace(`Service = "ec2.amazonaws.com"`, `AWS = "222222222222"`);
    const files = { "a/main.tf": stranger, "org/main.tf": policy(deny, `"111111111111"`) };
    const found = (untrusted: boolean) =>
      workspaceOf(files, untrusted)
        .results()
        .findings.filter((each) => each.policy === "privilege/can-disable-logging")
        .map((each) => each.switchedOffByRepository);
    assert.deepEqual(found(false), []);
    assert.deepEqual(found(true), [true]);
  });
});

function workspaceOf(files: Readonly<Record<string, string>>, untrusted = false): Workspace {
  const workspace = new Workspace({
    policies: bundledPolicies,
    kinds: bundledKinds,
    limits: defaultLimits,
    today: "2026-06-15",
    untrusted,
    exclude: [],
    forget: false,
  });
  for (const [path, text] of Object.entries(files)) workspace.files.set({ path, text });
  refresh(workspace);
  return workspace;
}

function refresh(workspace: Workspace): void {
  for (const wanted of workspace.refresh())
    for (const path of wanted.files) workspace.files.answer(path, undefined);
}

function powerIn(workspace: Workspace): { power: string; by: string; maybe: string } {
  const fact = workspace.facts().find((each) => each.kind === "access.power");
  const text = (name: string) =>
    items(fact?.attributes.get(name))
      .map((each) => wholeText(each))
      .join(" ");
  return { power: text("power"), by: text("limited-by"), maybe: text("may-be-limited-by") };
}
