// Half-typed text at one place costs nothing anywhere else: each typing state in each gap of one file.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { parseBicep } from "../../../../src/languages/azure/bicep/parse.ts";
import { outlineOfStatement } from "./outline.ts";

const text = `targetScope = 'subscription'

@description('The tenant of the provider')
param tenant string

var groups = [
  { id: 'a', role: 'reader' }
  { id: 'b', role: 'owner' }
]

// What the provider may do
resource offer 'Microsoft.ManagedServices/registrationDefinitions@2022-10-01' = {
  name: guid(tenant)
  properties: {
    managedByTenantId: tenant
    authorizations: [for group in groups: {
      principalId: group.id
      roleDefinitionId: '\${group.role}'
    }]
    description: '''
      several
      lines
    '''
  }
}

@batchSize(1)
resource accept 'Microsoft.ManagedServices/registrationAssignments@2022-10-01' = if (tenant != '') {
  name: guid(tenant, 'accept')
  properties: {
    registrationDefinitionId: offer.id
    tags: union(
      { a: 'b' },
      { c: 'd' }
    )
  }
}

module alerts 'alerts.bicep' = {
  name: 'alerts'
}

output id string = accept.id
`;

const inMembers: readonly string[] = [
  "foo",
  "foo:",
  "foo: bar.",
  "foo: 'abc",
  "foo: 'a${b",
  "foo: {",
  "foo: [",
  "foo: union(",
  "foo: [for x in",
  "foo: a ?",
  "foo: '''",
];
const atTop: readonly string[] = [
  "res",
  "resource",
  "resource x 'Microsoft.",
  "resource x 'A/b@2020-01-01' = {",
  "param foo",
  "var foo =",
  "}",
  "@description(",
];

/** A multi-line string that is closed elsewhere is one of the states that no reader can tell apart. */
function inString(offset: number): boolean {
  return (text.slice(0, offset).split("'''").length - 1) % 2 === 1;
}

interface Gap {
  readonly offset: number;
  readonly indent: string;
}

/** The starts of lines: of members, and of what stands at the top. */
const gaps: readonly Gap[] = [...text.matchAll(/^([ ]*)[^ \n]/gm)].map((match) => ({
  offset: match.index,
  indent: match[1] ?? "",
}));
const members = gaps.filter(
  ({ offset, indent }) => indent !== "" && /^ *\w+:/.test(text.slice(offset)) && !inString(offset),
);
const tops = parseBicep(text).statements.map(
  ({ decorators, range }) => decorators[0]?.range.start ?? range.start,
);

function assertKept(after: string, offset: number): void {
  const found = parseBicep(after).statements.map(outlineOfStatement);
  for (const statement of parseBicep(text).statements) {
    const start = statement.decorators[0]?.range.start ?? statement.range.start;
    if (start < offset && offset < statement.range.end) continue;
    const outline = outlineOfStatement(statement);
    assert.ok(
      found.some((each) => each.endsWith(outline)),
      `${outline} in\n${found.join("\n")}`,
    );
  }
}

describe("half-typed Bicep", () => {
  it("starts from a file that is right", () => {
    assert.deepEqual(parseBicep(text).problems, []);
    assert.ok(members.length >= 8 && tops.length >= 7);
  });

  for (const state of inMembers) {
    it(`keeps the other declarations beside the member ${JSON.stringify(state)}`, () => {
      for (const { offset, indent } of members) {
        assertKept(`${text.slice(0, offset)}${indent}${state}\n${text.slice(offset)}`, offset);
      }
    });
  }

  for (const state of atTop) {
    it(`keeps the other declarations beside ${JSON.stringify(state)}`, () => {
      for (const offset of [...tops, text.length]) {
        assertKept(`${text.slice(0, offset)}${state}\n${text.slice(offset)}`, offset);
      }
    });
  }

  it("keeps the other declarations without any one closing bracket on its own line", () => {
    for (const match of text.matchAll(/^ *[}\])]/gm)) {
      const offset = match.index + match[0].length - 1;
      assertKept(text.slice(0, offset) + text.slice(offset + 1), offset);
    }
  });

  it("keeps the members around a half-typed one", () => {
    for (const state of inMembers.filter((each) => each !== "foo: a ?" && each !== "foo: '''")) {
      const tree = parseBicep(`var a = {\n  b: 1\n  ${state}\n  c: 2\n}\n`);
      const outline = tree.statements.map(outlineOfStatement).join();
      assert.match(outline, /\bb: 1\b.*\bc: 2\b/, state);
    }
  });
});
