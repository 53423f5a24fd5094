// What all units together show: whose things count for whom, and that nothing is missing while something is not read.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { joinEvidence } from "../../../src/analyses/workspace/index.ts";
import type { Row, ThingRow, TrustRow, UnreadRow } from "../../../src/analyses/workspace/row.ts";
import type { Reason } from "../../../src/expressions/value.ts";
import { shown } from "../../../src/views/show.ts";
import { scan } from "../../fixtures/scan.ts";

const at = (file: string) => ({ file, range: { start: 0, end: 1 } });
const trust = (file: string, more: Partial<TrustRow> = {}): TrustRow => ({
  is: "trust",
  subject: "role a",
  party: "Contoso",
  partyKind: "provider",
  at: at(file),
  ...more,
});
const analyzer = (file: string, more: Partial<ThingRow> = {}): ThingRow => ({
  is: "thing",
  thing: "external-access-analyzer",
  name: "a",
  truth: "yes",
  at: at(file),
  ...more,
});
const unread = (file: string, more: Partial<UnreadRow> = {}): UnreadRow => ({
  is: "unread",
  why: { kind: "module", name: "m" },
  at: at(file),
  ...more,
});
const beyond: Reason = { kind: "unsupported", what: "the rest of the workspace" };

/** `place: state` of each analyzer that is due. */
function due(rows: readonly Row[], reasons: readonly Reason[] = [], hidden = ""): string[] {
  const units = rows.map((row, index) => ({ unit: String(index), rows: [row] }));
  const view = { unread: reasons, isHidden: (file: string) => file === hidden };
  return joinEvidence(units, view)
    .filter((each) => each.name.startsWith("external-access-analyzer"))
    .map((fact) => {
      const present = fact.attributes.get("present");
      const told = present && shown(present);
      return `${fact.at.file}: ${told?.state === "known" ? String(told.value) : told?.state}`;
    });
}

describe("what all units together show", () => {
  const cases: readonly [string, readonly string[], readonly string[]][] = [
    ["nothing is due where nobody is trusted", due([analyzer("b"), unread("c")]), []],
    ["one missing is missing", due([trust("a")]), ["a: false"]],
    ["one in another unit serves", due([trust("a"), analyzer("b")]), ["a: true"]],
    [
      "one that may not be one is not known",
      due([trust("a"), analyzer("b", { truth: "unknown", unknown: { kind: "condition" } })]),
      ["a: unknown"],
    ],
    ["what is not read may hold it", due([trust("a"), unread("b")]), ["a: unknown"]],
    ["what lies beyond may hold it", due([trust("a")], [beyond]), ["a: unknown"]],
    [
      "one that is there is there whatever is not read",
      due([trust("a"), analyzer("b"), unread("c")], [beyond]),
      ["a: true"],
    ],
    [
      "a declared provider is named before others",
      due([trust("a", { partyKind: "undeclared" }), trust("b")]),
      ["b: false"],
    ],
    [
      "of several of one kind the first place is named",
      due([trust("b"), trust("a")]),
      ["a: false"],
    ],
    ["what is excluded makes nothing due", due([trust("a")], [], "a"), []],
    [
      "each customer needs one of its own",
      due([
        trust("a", { customer: "A" }),
        trust("b", { customer: "B" }),
        analyzer("b2", { customer: "B" }),
      ]),
      ["a: false", "b: true"],
    ],
    [
      "one of nobody in particular serves all",
      due([trust("a", { customer: "A" }), trust("b", { customer: "B" }), analyzer("c")]),
      ["a: true", "b: true"],
    ],
    [
      "what is not read of one customer says nothing of another",
      due([
        trust("a", { customer: "A" }),
        trust("b", { customer: "B" }),
        unread("b2", { customer: "B" }),
      ]),
      ["a: false", "b: unknown"],
    ],
  ];
  for (const [name, actual, expected] of cases) it(name, () => assert.deepEqual(actual, expected));
});

const role = `resource "aws_iam_role" "r" {
  assume_role_policy = jsonencode({ Statement = [{
    Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "222222222222" }
  }] })
}
`;
const register = `providers:
  - { name: Contoso, kind: msp, aws-accounts: ["222222222222"] }
`;

/** Whether the analyzer is missing for the role above, with these files beside it. */
function missing(files: Readonly<Record<string, string>>): unknown {
  const all = { ".msplint.yaml": register, "iam/main.tf": role, ...files };
  const facts = scan(new Map(Object.entries(all))).resources;
  const present = facts
    .find((each) => each.kind === "workspace.evidence")
    ?.attributes.get("present");
  const told = present && shown(present);
  return told?.state === "known" ? !told.value : told?.state;
}

describe("what is not read of a workspace", () => {
  const stack = (url: string) =>
    `Resources:\n  S:\n    Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: ${url} }\n`;
  const cases: readonly [string, Readonly<Record<string, string>>, unknown][] = [
    ["nothing", {}, true],
    [
      "a module from elsewhere",
      { "a/main.tf": 'module "m" {\n  source = "git::https://x"\n}\n' },
      "unknown",
    ],
    [
      "none of it: a module that is here",
      {
        "a/main.tf": 'module "m" {\n  source = "./m"\n}\n',
        "a/m/main.tf": 'resource "x_y" "z" {}\n',
      },
      true,
    ],
    [
      "a module that is not called",
      { "a/main.tf": 'module "m" {\n  count  = 0\n  source = "git::https://x"\n}\n' },
      true,
    ],
    ["a stack from elsewhere", { "a.yaml": stack("https://x/y.yaml") }, "unknown"],
    [
      "none of it: a stack that is here",
      { "a.yaml": stack("b.yaml"), "b.yaml": "Resources:\n  T:\n    Type: AWS::SNS::Topic\n" },
      true,
    ],
    [
      "a module of CloudFormation's registry",
      {
        "a.yaml":
          "Resources:\n  T:\n    Type: AWS::SNS::Topic\n  M:\n    Type: Contoso::Security::Baseline::MODULE\n",
      },
      "unknown",
    ],
    [
      "none of it: a module of another cloud",
      { "a.bicep": "module m 'br:x.azurecr.io/y:1' = {\n  name: 'm'\n}\n" },
      true,
    ],
    ["a syntax error", { "a/main.tf": 'resource "x_y" "z" {\n' }, "unknown"],
    ["what another tool deploys", { "cdk.json": "{}" }, "unknown"],
    ["what an example of another tool shows", { "examples/app/cdk.json": "{}" }, true],
  ];
  for (const [name, files, expected] of cases)
    it(`is ${name}`, () => assert.deepEqual(missing(files), expected));
});
