// Changes written into Bicep and parameter files: what the text is afterwards, to the blank.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { bicep } from "../../../../src/languages/azure/bicep/index.ts";
import type { Change, FixLiteral, FixValue } from "../../../../src/model/resource.ts";
import { defaultLimits } from "../../../../src/text/limits.ts";
import { applyEdits } from "../../../../src/text/range.ts";

type Operation = Change["operation"];

interface Case {
  readonly name: string;
  readonly file?: string;
  readonly before: string;
  /** Each change stands at the text that is named; it must be there once. */
  readonly changes: readonly (readonly [at: string, operation: Operation])[];
  /** Undefined: no edit is offered. */
  readonly after: string | undefined;
}

const literal = (value: FixLiteral): FixValue => ({ is: "literal", value });
const parameter = (type: "text" | "number" | "list", listed?: boolean): FixValue => ({
  is: "parameter",
  name: "external-id",
  description: "Issued by 'Contoso'",
  type,
  ...(listed && { listed }),
});
const set = (path: readonly (string | number)[], value: FixValue): Operation => ({
  is: "set",
  path,
  value,
});
const append = (path: readonly (string | number)[], value: FixValue): Operation => ({
  is: "append",
  path,
  value,
});
const replace = (value: FixValue): Operation => ({ is: "replace", value });

const rule = "{\n  name: 'rule' // why\n  properties: {\n    access: 'Allow'\n  }\n}";
const resource = `resource r 'A/b@1' = ${rule}`;

const cases: readonly Case[] = [
  {
    name: "a member is added in the style of its neighbours, behind a comment",
    before: `${resource}\n`,
    changes: [[resource, set(["location"], literal("west"))]],
    after: `resource r 'A/b@1' = {\n  name: 'rule' // why\n  properties: {\n    access: 'Allow'\n  }\n  location: 'west'\n}\n`,
  },
  {
    name: "a path goes down as far as it can, without case, and makes the rest",
    before: `${resource}\n`,
    changes: [[resource, set(["Properties", "approval", "by people"], literal(true))]],
    after: `resource r 'A/b@1' = {\n  name: 'rule' // why\n  properties: {\n    access: 'Allow'\n    approval: {\n      'by people': true\n    }\n  }\n}\n`,
  },
  {
    name: "two changes meet in one new object",
    before: `${resource}\n`,
    changes: [
      [resource, set(["properties", "jit", "mfa"], literal("Azure"))],
      [resource, set(["properties", "jit", "duration"], literal("PT8H"))],
    ],
    after: `resource r 'A/b@1' = {\n  name: 'rule' // why\n  properties: {\n    access: 'Allow'\n    jit: {\n      mfa: 'Azure'\n      duration: 'PT8H'\n    }\n  }\n}\n`,
  },
  {
    name: "a member that is there is replaced",
    before: `${resource}\n`,
    changes: [[resource, set(["properties", "access"], literal("Deny"))]],
    after: `resource r 'A/b@1' = {\n  name: 'rule' // why\n  properties: {\n    access: 'Deny'\n  }\n}\n`,
  },
  {
    name: "a value is replaced, CRLF is kept",
    before: "var a = {\r\n  b: '*'\r\n}\r\n",
    changes: [["'*'", replace(literal({ c: ["x", 1], "d-e": null }))]],
    after: "var a = {\r\n  b: {\r\n    c: ['x', 1]\r\n    'd-e': null\r\n  }\r\n}\r\n",
  },
  {
    name: "strings are escaped",
    before: "var a = 'b'\n",
    changes: [["'b'", replace(literal("it's ${not} \\ a\n"))]],
    after: "var a = 'it\\'s \\${not} \\\\ a\\n'\n",
  },
  {
    name: "a number with a fraction is written as JSON",
    before: "var a = 'b'\n",
    changes: [["'b'", replace(literal(1.5))]],
    after: "var a = json('1.5')\n",
  },
  {
    name: "an object on one line stays on it",
    before: "var a = { b: 1, c: 2 }\n",
    changes: [["{ b: 1, c: 2 }", set(["d", "e"], literal(3))]],
    after: "var a = { b: 1, c: 2, d: { e: 3 } }\n",
  },
  {
    name: "an empty object is opened",
    before: "var a = {\n  b: {}\n}\n",
    changes: [["{}", set(["c"], literal(1))]],
    after: "var a = {\n  b: {\n    c: 1\n  }\n}\n",
  },
  {
    name: "an item is appended on a line of its own",
    before: "var a = [\n    'b'\n    'c'\n]\n",
    changes: [["[\n    'b'\n    'c'\n]", append([], literal({ d: 1 }))]],
    after: "var a = [\n    'b'\n    'c'\n    {\n        d: 1\n    }\n]\n",
  },
  {
    name: "an item is appended behind a comma",
    before: "var a = ['b']\n",
    changes: [["['b']", append([], literal("c"))]],
    after: "var a = ['b', 'c']\n",
  },
  {
    name: "a list is made where there is none",
    before: "var a = {\n  b: 1\n}\n",
    changes: [["{\n  b: 1\n}", append(["c"], literal("d"))]],
    after: "var a = {\n  b: 1\n  c: ['d']\n}\n",
  },
  {
    name: "an item by its position",
    before: "var a = [\n  { b: 1 }\n  { b: 2 }\n]\n",
    changes: [["[\n  { b: 1 }\n  { b: 2 }\n]", set([1, "c"], literal(3))]],
    after: "var a = [\n  { b: 1 }\n  { b: 2, c: 3 }\n]\n",
  },
  {
    name: "positions behind a spread are not those of the text",
    before: "var a = [\n  ...x\n  { b: 2 }\n]\n",
    changes: [["[\n  ...x\n  { b: 2 }\n]", set([1, "c"], literal(3))]],
    after: undefined,
  },
  {
    name: "a member goes with its line and its comment",
    before: "var a = {\n  b: 1 // gone\n  c: 2\n}\n",
    changes: [["1", { is: "remove" }]],
    after: "var a = {\n  c: 2\n}\n",
  },
  {
    name: "a member on one line goes with its comma, the last one too",
    before: "var a = { b: 1, c: 2 }\nvar d = { e: 3, f: 4 }\n",
    changes: [
      ["1", { is: "remove" }],
      ["4", { is: "remove" }],
    ],
    after: "var a = { c: 2 }\nvar d = { e: 3 }\n",
  },
  {
    name: "the only item goes",
    before: "var a = [\n  'b'\n]\n",
    changes: [["'b'", { is: "remove" }]],
    after: "var a = []\n",
  },
  {
    name: "what stands beside the only member stays",
    before: "resource r 'A/b@1' = {\n  name: 'r'\n  // why\n  resource s 'c' = {}\n}\n",
    changes: [["'r'", { is: "remove" }]],
    after: "resource r 'A/b@1' = {\n  // why\n  resource s 'c' = {}\n}\n",
  },
  {
    name: "one member goes and another comes",
    before: "var a = { b: 1, c: 2 }\nvar d = {\n  e: 3\n  f: 4\n}\n",
    changes: [
      ["2", { is: "remove" }],
      ["{ b: 1, c: 2 }", set(["x"], literal(1))],
      ["4", { is: "remove" }],
      ["{\n  e: 3\n  f: 4\n}", set(["x"], literal(1))],
    ],
    after: "var a = { b: 1, x: 1 }\nvar d = {\n  e: 3\n  x: 1\n}\n",
  },
  {
    name: "a declaration goes with its decorators",
    before: `var a = 1\n\n@batchSize(1)\n${resource}\nvar c = 2\n`,
    changes: [[resource, { is: "remove" }]],
    after: "var a = 1\n\nvar c = 2\n",
  },
  {
    name: "a key is renamed",
    before: "var a = { StringLike: 1 }\n",
    changes: [["StringLike", { is: "rename", to: "String Equals" }]],
    after: "var a = { 'String Equals': 1 }\n",
  },
  {
    name: "a value where none is written yet",
    before: `resource r 'A/b@1' = {\n  a:\n  b: 1\n}\n`,
    changes: [["resource r 'A/b@1' = {\n  a:\n  b: 1\n}", set(["a"], literal("c"))]],
    after: `resource r 'A/b@1' = {\n  a: 'c'\n  b: 1\n}\n`,
  },
  {
    name: "a parameter is declared after the last one",
    before: "param a string // first\nvar b = '*'\n",
    changes: [["'*'", replace(parameter("text"))]],
    after:
      "param a string // first\n\n@description('Issued by \\'Contoso\\'')\nparam externalId string\nvar b = externalId\n",
  },
  {
    name: "a parameter is declared after the target scope",
    before: "targetScope = 'subscription'\nvar b = '*'\n",
    changes: [["'*'", replace(parameter("list", true))]],
    after:
      "targetScope = 'subscription'\n\n@description('Issued by \\'Contoso\\'')\nparam externalId array\nvar b = externalId\n",
  },
  {
    name: "a parameter is declared at the top, once for two uses",
    before: "var b = '*'\nvar c = '+'\n",
    changes: [
      ["'*'", replace(parameter("text", true))],
      ["'+'", replace(parameter("text"))],
    ],
    after:
      "@description('Issued by \\'Contoso\\'')\nparam externalId string\n\nvar b = [externalId]\nvar c = externalId\n",
  },
  {
    name: "a parameter that is there is used",
    before: "param externalId string\nvar b = '*'\n",
    changes: [["'*'", replace(parameter("text"))]],
    after: "param externalId string\nvar b = externalId\n",
  },
  {
    name: "a name that is taken is not used",
    before: "var externalId = 'x'\nvar b = '*'\n",
    changes: [["'*'", replace(parameter("text"))]],
    after: undefined,
  },
  {
    name: "what an expression makes cannot be written into",
    before: `resource r 'A/b@1' = {\n  properties: union(a, b)\n}\n`,
    changes: [
      [
        "resource r 'A/b@1' = {\n  properties: union(a, b)\n}",
        set(["properties", "c"], literal(1)),
      ],
    ],
    after: undefined,
  },
  {
    name: "all or nothing",
    before: "var a = { b: 1 }\n",
    changes: [
      ["1", replace(literal(2))],
      ["var", replace(literal(2))],
    ],
    after: undefined,
  },
  {
    name: "in a nested resource and in a loop",
    before:
      "resource r 'A/b@1' = [for x in y: {\n  name: x\n  resource s 'c' = {\n    name: 's'\n  }\n}]\n",
    changes: [
      ["resource s 'c' = {\n    name: 's'\n  }", set(["p"], literal(1))],
      ["x\n", replace(literal(1))],
    ],
    after: undefined,
  },
  {
    name: "in the body of a loop",
    before:
      "resource r 'A/b@1' = [for x in y: {\n  name: 'n'\n  resource s 'c' = {\n    name: 's'\n  }\n}]\n",
    changes: [
      ["resource s 'c' = {\n    name: 's'\n  }", set(["p"], literal(1))],
      ["'n'", replace(literal(1))],
    ],
    after:
      "resource r 'A/b@1' = [for x in y: {\n  name: 1\n  resource s 'c' = {\n    name: 's'\n    p: 1\n  }\n}]\n",
  },
  {
    name: "a parameter file takes values",
    file: "main.bicepparam",
    before: "using 'main.bicep'\nparam a = '*'\n",
    changes: [["'*'", replace(literal(["x"]))]],
    after: "using 'main.bicep'\nparam a = ['x']\n",
  },
  {
    name: "a parameter file takes no references",
    file: "main.bicepparam",
    before: "using 'main.bicep'\nparam a = '*'\n",
    changes: [["'*'", replace(parameter("text"))]],
    after: undefined,
  },
  {
    name: "a JSON parameter file takes values",
    file: "main.parameters.json",
    before: '{\n  "parameters": { "a": { "value": ["*"] } },\n  "contentVersion": "1.0.0.0"\n}\n',
    changes: [['["*"]', append([], literal("x"))]],
    after:
      '{\n  "parameters": { "a": { "value": ["*", "x"] } },\n  "contentVersion": "1.0.0.0"\n}\n',
  },
  {
    name: "a JSON parameter file takes no references",
    file: "main.parameters.json",
    before: '{\n  "parameters": { "a": { "value": "*" } },\n  "contentVersion": "1.0.0.0"\n}\n',
    changes: [['"*"', replace(parameter("text"))]],
    after: undefined,
  },
];

describe("writing Bicep", () => {
  for (const { name, file = "main.bicep", before, changes, after } of cases) {
    it(name, () => {
      const files = new Map([[file, { path: file, text: before }]]);
      const unit = {
        id: "main.bicep",
        language: "bicep" as const,
        files: ["main.bicep"],
        variants: [{ values: [] }],
      };
      const planned = changes.map(([at, operation]): Change => {
        const start = before.indexOf(at);
        assert.ok(start >= 0, `${at} is in the text`);
        return { at: { file, range: { start, end: start + at.length } }, operation };
      });
      const edits = bicep.write(planned, unit, files);
      assert.equal(edits && applyEdits(before, edits), after);
      if (after !== undefined) assert.deepEqual(bicep.check({ path: file, text: after }), []);
    });
  }

  it("writes through the places that reading gives", () => {
    const text =
      "param roles array = [{ principalId: 'p' }]\nresource r 'A/b@1' = {\n  properties: { authorizations: roles }\n}\n";
    const files = new Map([["main.bicep", { path: "main.bicep", text }]]);
    const [unit] = bicep.units(files);
    assert.ok(unit);
    const [declaration] = bicep.read(unit, { values: [] }, files, defaultLimits).declarations;
    const body = declaration?.body;
    assert.ok(
      body?.state === "known" && typeof body.value === "object" && body.value?.type === "dict",
    );
    const properties = body.value.entries.get("properties")?.value;
    assert.ok(
      properties?.state === "known" &&
        typeof properties.value === "object" &&
        properties.value?.type === "dict",
    );
    const roles = properties.value.entries.get("authorizations")?.value;
    assert.ok(
      roles?.state === "known" && typeof roles.value === "object" && roles.value?.type === "list",
    );
    const [role] = roles.value.items;
    assert.ok(role);
    const edits = bicep.write(
      [{ at: role.at, operation: set(["roleDefinitionId"], literal("x")) }],
      unit,
      files,
    );
    assert.ok(edits);
    assert.match(applyEdits(text, edits), /\[\{ principalId: 'p', roleDefinitionId: 'x' \}\]/);
  });
});

describe("ignoring in Bicep", () => {
  const ignore = { policy: "access/mfa-missing", until: "2027-03-31", reason: 'they "said" so' };
  const comment = `// msplint:ignore access/mfa-missing until=2027-03-31 reason="they 'said' so"`;
  const table: readonly (readonly [before: string, at: string, after: string | undefined])[] = [
    ["var a = 1\n  var b = 2\n", "b", `var a = 1\n  ${comment}\n  var b = 2\n`],
    ["var a = {\r\n  b: 1\r\n}", "1", `var a = {\r\n  ${comment}\r\n  b: 1\r\n}`],
    ["var a = '''\nb\n'''\n", "b", undefined],
    ["var a = '''\nb\n'''\nvar c = 1", "c", `var a = '''\nb\n'''\n${comment}\nvar c = 1`],
  ];
  for (const [before, at, after] of table) {
    it(`writes the comment above ${JSON.stringify(at)} in ${JSON.stringify(before)}`, () => {
      const file = { path: "main.bicep", text: before };
      const start =
        at === "b" && before.includes("'''") ? before.indexOf("\nb") + 1 : before.lastIndexOf(at);
      const edits = bicep.ignore(file, { start, end: start + 1 }, ignore);
      assert.equal(edits && applyEdits(before, edits), after);
    });
  }

  it("leaves JSON to ARM", () => {
    assert.equal(
      bicep.ignore({ path: "a.parameters.json", text: "{}" }, { start: 0, end: 1 }, ignore),
      undefined,
    );
  });
});
