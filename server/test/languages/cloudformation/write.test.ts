// Tables of changes and ignores: what is written into templates in YAML and in JSON.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Value } from "../../../src/expressions/value.ts";
import { isList, member } from "../../../src/expressions/value.ts";
import { cloudformation } from "../../../src/languages/cloudformation/index.ts";
import type { Declaration } from "../../../src/model/declaration.ts";
import type { Change, FixValue } from "../../../src/model/resource.ts";
import { defaultLimits } from "../../../src/text/limits.ts";
import { applyEdits } from "../../../src/text/range.ts";
import type { SourceFile } from "../../../src/text/source-file.ts";

const externalId: FixValue = {
  is: "parameter",
  name: "external-id",
  description: "External ID issued by Contoso",
  type: "text",
};
const networks: FixValue = {
  is: "parameter",
  name: "networks",
  description: "Networks of Contoso",
  type: "list",
};
const literal = (value: string | number | readonly string[]): FixValue => ({
  is: "literal",
  value,
});

const yaml = `AWSTemplateFormatVersion: "2010-09-09"

# What we run.
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { AWS: "222222222222" }
            Action: sts:AssumeRole # for now
  Empty:
    Type: AWS::IAM::Role
`;

const json = `{
  "Resources": {
    "Role": {
      "Type": "AWS::IAM::Role",
      "Properties": {
        "AssumeRolePolicyDocument": {
          "Statement": [
            { "Effect": "Allow", "Principal": { "AWS": "222222222222" }, "Action": "sts:AssumeRole" }
          ]
        }
      }
    }
  }
}
`;

const statement = (declarations: readonly Declaration[]): Value => {
  const list = member(member(declarations[0]?.body, "AssumeRolePolicyDocument"), "Statement");
  assert.ok(
    list?.state === "known" &&
      list.value !== null &&
      typeof list.value === "object" &&
      isList(list.value),
  );
  const [first] = list.value.items;
  assert.ok(first);
  return first;
};

interface Case {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly changes: (declarations: readonly Declaration[]) => readonly Change[];
  /** Lines that are new, in order; undefined where nothing can be written. */
  readonly added: readonly string[] | undefined;
  readonly removed?: readonly string[];
}

const condition = ["Condition", "StringEquals", "sts:ExternalId"];

const cases: readonly Case[] = [
  {
    name: "a condition with a new parameter",
    path: "a.yaml",
    text: yaml,
    changes: (all) => [
      { at: statement(all).at, operation: { is: "set", path: condition, value: externalId } },
    ],
    added: [
      "Parameters:",
      "  ExternalId:",
      "    Type: String",
      "    Description: External ID issued by Contoso",
      "",
      "            Condition:",
      "              StringEquals:",
      "                sts:ExternalId: !Ref ExternalId",
    ],
  },
  {
    name: "a condition with a parameter that is there",
    path: "a.yaml",
    text: yaml.replace("# What", "Parameters:\n  ExternalId: { Type: String }\n# What"),
    changes: (all) => [
      { at: statement(all).at, operation: { is: "set", path: condition, value: externalId } },
    ],
    added: [
      "            Condition:",
      "              StringEquals:",
      "                sts:ExternalId: !Ref ExternalId",
    ],
  },
  {
    name: "a parameter whose name a resource has",
    path: "a.yaml",
    text: yaml.replace("  Empty:", "  ExternalId:"),
    changes: (all) => [
      { at: statement(all).at, operation: { is: "set", path: ["Sid"], value: externalId } },
    ],
    added: [
      "Parameters:",
      "  ExternalId2:",
      "    Type: String",
      "    Description: External ID issued by Contoso",
      "",
      "            Sid: !Ref ExternalId2",
    ],
  },
  {
    name: "a parameter in a section that is there, once for two uses",
    path: "a.yaml",
    text: yaml.replace("# What", "Parameters:\n  A: { Type: String }\n# What"),
    changes: (all) => [
      { at: statement(all).at, operation: { is: "set", path: condition, value: externalId } },
      {
        at: statement(all).at,
        operation: { is: "set", path: ["Sid"], value: { ...externalId, listed: true } as FixValue },
      },
    ],
    added: [
      "  ExternalId:",
      "    Type: String",
      "    Description: External ID issued by Contoso",
      "            Condition:",
      "              StringEquals:",
      "                sts:ExternalId: !Ref ExternalId",
      "            Sid:",
      "              - !Ref ExternalId",
    ],
  },
  {
    name: "a list for a value",
    path: "a.yaml",
    text: yaml,
    changes: (all) => {
      const aws = member(member(statement(all), "Principal"), "AWS");
      assert.ok(aws);
      return [{ at: aws.at, operation: { is: "replace", value: networks } }];
    },
    removed: ['            Principal: { AWS: "222222222222" }'],
    added: [
      "Parameters:",
      "  Networks:",
      "    Type: CommaDelimitedList",
      "    Description: Networks of Contoso",
      "",
      "            Principal: { AWS: !Ref Networks }",
    ],
  },
  {
    name: "an attribute of a resource",
    path: "a.yaml",
    text: yaml,
    changes: ([role]) =>
      role
        ? [
            {
              at: role.at,
              operation: { is: "set", path: ["MaxSessionDuration"], value: literal(3600) },
            },
          ]
        : [],
    added: ["      MaxSessionDuration: 3600"],
  },
  {
    name: "an attribute of a resource without properties",
    path: "a.yaml",
    text: yaml,
    changes: ([, empty]) =>
      empty
        ? [{ at: empty.at, operation: { is: "set", path: ["Tags", "Key"], value: literal("x") } }]
        : [],
    added: ["    Properties:", "      Tags:", "        Key: x"],
  },
  {
    name: "an attribute by the place of an empty body",
    path: "a.yaml",
    text: yaml,
    changes: ([, empty]) =>
      empty
        ? [{ at: empty.body.at, operation: { is: "set", path: ["Path"], value: literal("/x/") } }]
        : [],
    added: ["    Properties:", "      Path: /x/"],
  },
  {
    name: "a resource out",
    path: "a.yaml",
    text: yaml,
    changes: ([, empty]) => (empty ? [{ at: empty.at, operation: { is: "remove" } }] : []),
    removed: ["  Empty:", "    Type: AWS::IAM::Role"],
    added: [],
  },
  {
    name: "one more action",
    path: "a.yaml",
    text: yaml,
    changes: (all) => [
      {
        at: statement(all).at,
        operation: { is: "append", path: ["Action"], value: literal("sts:TagSession") },
      },
    ],
    removed: ["            Action: sts:AssumeRole # for now"],
    added: [
      "            Action:",
      "              - sts:AssumeRole",
      "              - sts:TagSession # for now",
    ],
  },
  {
    name: "a parameter in JSON",
    path: "a.json",
    text: json,
    changes: (all) => [
      { at: statement(all).at, operation: { is: "set", path: condition, value: externalId } },
    ],
    removed: [
      '            { "Effect": "Allow", "Principal": { "AWS": "222222222222" }, "Action": "sts:AssumeRole" }',
    ],
    added: [
      '  "Parameters": {',
      '    "ExternalId": {',
      '      "Type": "String",',
      '      "Description": "External ID issued by Contoso"',
      "    }",
      "  },",
      '            { "Effect": "Allow", "Principal": { "AWS": "222222222222" }, "Action": "sts:AssumeRole", "Condition": { "StringEquals": { "sts:ExternalId": { "Ref": "ExternalId" } } } }',
    ],
  },
  {
    name: "an attribute in JSON",
    path: "a.json",
    text: json,
    changes: ([role]) =>
      role
        ? [
            {
              at: role.at,
              operation: { is: "set", path: ["MaxSessionDuration"], value: literal(3600) },
            },
          ]
        : [],
    removed: ["        }"],
    added: ["        },", '        "MaxSessionDuration": 3600'],
  },
  {
    name: "nothing into a function",
    path: "a.yaml",
    text: yaml.replace("Action: sts:AssumeRole", "Action: !If [A, b, c]"),
    changes: (all) => [
      { at: statement(all).at, operation: { is: "append", path: ["Action"], value: literal("x") } },
    ],
    added: undefined,
  },
  {
    name: "nothing into a function in JSON",
    path: "a.json",
    text: json.replace('{ "AWS": "222222222222" }', '{ "Fn::If": ["A", {}, {}] }'),
    changes: (all) => [
      {
        at: statement(all).at,
        operation: { is: "set", path: ["Principal", "AWS"], value: literal("x") },
      },
    ],
    added: undefined,
  },
  {
    name: "nothing at a place that is no node",
    path: "a.yaml",
    text: yaml,
    changes: ([role]) =>
      role
        ? [
            {
              at: {
                file: "a.yaml",
                range: { start: role.at.range.start, end: role.at.range.start + 1 },
              },
              operation: { is: "remove" },
            },
          ]
        : [],
    added: undefined,
  },
];

describe("changes of a template", () => {
  for (const { name, path, text: before, changes, added, removed = [] } of cases) {
    for (const lineEnd of ["\n", "\r\n"]) {
      it(`${name}${lineEnd === "\n" ? "" : ", with CRLF"}`, () => {
        const text = before.replaceAll("\n", lineEnd);
        const file: SourceFile = { path, text };
        const files = new Map([[path, file]]);
        const [unit] = cloudformation.units(files);
        assert.ok(unit);
        const { declarations } = cloudformation.read(unit, { values: [] }, files, defaultLimits);
        const edits = cloudformation.write(changes(declarations), unit, files);
        if (!edits || !added) {
          assert.equal(edits, added);
          return;
        }
        const result = applyEdits(text, edits);
        assert.deepEqual(difference(text.split(lineEnd), result.split(lineEnd)), {
          added,
          removed,
        });
        assert.deepEqual(cloudformation.check({ path, text: result }), []);
      });
    }
  }
});

/** The lines that differ, by the longest common subsequence. */
function difference(
  before: readonly string[],
  after: readonly string[],
): { added: string[]; removed: string[] } {
  const lengths = before.map(() => Array.from({ length: after.length + 1 }, () => 0));
  lengths.push(Array.from({ length: after.length + 1 }, () => 0));
  const length = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const row = lengths[i];
      if (row)
        row[j] =
          before[i] === after[j]
            ? length(i + 1, j + 1) + 1
            : Math.max(length(i + 1, j), length(i, j + 1));
    }
  }
  const added: string[] = [];
  const removed: string[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      i++;
      j++;
    } else if (i < before.length && (j >= after.length || length(i + 1, j) >= length(i, j + 1)))
      removed.push(before[i++] ?? "");
    else added.push(after[j++] ?? "");
  }
  return { added, removed };
}
