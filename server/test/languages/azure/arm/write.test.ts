// Fixes and ignores in ARM: the text that comes out, and that it is read as it was meant.

import assert from "node:assert/strict";
import { arm } from "../../../../src/languages/azure/arm/index.ts";
import type { Change, FixValue } from "../../../../src/model/resource.ts";
import { readJson } from "../../../../src/syntax/json/json.ts";
import { applyEdits, type Range } from "../../../../src/text/range.ts";

const text = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.Network/networkSecurityGroups",
      "name": "web",
      "Properties": { "securityRules": [] },
      "resources": [
        { "type": "securityRules", "name": "ssh" }
      ]
    }
  ]
}`;
const parameters = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "authorizations": { "value": [{ "principalId": "x" }] }
  }
}`;
const files = new Map([
  ["t.json", { path: "t.json", text }],
  ["p.json", { path: "p.json", text: parameters }],
]);
const unit = {
  id: "t.json",
  language: "arm",
  files: ["t.json"],
  variants: [{ values: [] }],
} as const;

function rangeOf(part: string, inside = text): Range {
  const start = inside.indexOf(part);
  assert.ok(start >= 0, part);
  return { start, end: start + part.length };
}
const resource: Range = { start: text.indexOf('{\n      "type"'), end: text.lastIndexOf("\n  ]") };

function changed(changes: readonly Change[], path = "t.json"): string | undefined {
  const edits = arm.write(changes, unit, files);
  return edits && applyEdits(files.get(path)?.text ?? "", edits);
}

describe("writing ARM", () => {
  const at = { file: "t.json", range: resource };
  const literal = (value: string | number): FixValue => ({ is: "literal", value });
  const parameter: FixValue = {
    is: "parameter",
    name: "external-id",
    description: "ID issued by Contoso",
    type: "text",
  };

  it("sets a member whatever the case of the names", () => {
    const result = changed([
      { at, operation: { is: "set", path: ["properties", "flag"], value: literal("x") } },
    ]);
    assert.equal(
      result,
      text.replace('"securityRules": [] }', '"securityRules": [], "flag": "x" }'),
    );
  });

  it("escapes text that would be an expression", () => {
    const result = changed([
      { at, operation: { is: "set", path: ["tag"], value: literal("[x]") } },
    ]);
    assert.ok(result?.includes('"tag": "[[x]"'));
  });

  it("declares a parameter once and refers to it", () => {
    const result = changed([
      { at, operation: { is: "set", path: ["one"], value: parameter } },
      { at, operation: { is: "set", path: ["two"], value: { ...parameter, listed: true } } },
    ]);
    assert.deepEqual(readJson(result ?? "").problems, []);
    const read: { parameters?: unknown; resources?: Record<string, unknown>[] } = JSON.parse(
      result ?? "",
    );
    assert.deepEqual(read.parameters, {
      externalId: { type: "string", metadata: { description: "ID issued by Contoso" } },
    });
    assert.equal(read.resources?.[0]?.["one"], "[parameters('externalId')]");
    assert.deepEqual(read.resources?.[0]?.["two"], ["[parameters('externalId')]"]);
  });

  it("writes a literal into a parameter file and refuses a reference there", () => {
    const place = { file: "p.json", range: rangeOf('"x"', parameters) };
    const change = (value: FixValue): Change => ({
      at: place,
      operation: { is: "replace", value },
    });
    assert.equal(changed([change(literal("[y]"))], "p.json"), parameters.replace('"x"', '"[y]"'));
    assert.equal(changed([change(parameter)], "p.json"), undefined);
  });

  it("refuses a reference where a nested template sees only its own parameters", () => {
    for (const [scope, isWritten] of [
      ["inner", false],
      ["outer", true],
    ] as const) {
      const inside = text.replace(
        '"resources": [',
        `"resources": [
    {
      "type": "Microsoft.Resources/deployments",
      "name": "nested",
      "properties": {
        "expressionEvaluationOptions": { "scope": "${scope}" },
        "template": { "resources": [{ "type": "A.B/c", "name": "x" }] }
      }
    },`,
      );
      const range = rangeOf('"x"', inside);
      const change: Change = {
        at: { file: "n.json", range },
        operation: { is: "replace", value: parameter },
      };
      const files = new Map([["n.json", { path: "n.json", text: inside }]]);
      const edits = arm.write([change], { ...unit, files: ["n.json"] }, files);
      assert.equal(edits !== undefined, isWritten);
      // A template that another one links is given its parameters there.
      const linked = { ...unit, files: ["main.json", "n.json"] };
      assert.equal(arm.write([change], linked, files), undefined);
    }
  });

  it("is all or nothing", () => {
    const unknown = { file: "t.json", range: { start: 0, end: 1 } };
    const changes: readonly Change[] = [
      { at, operation: { is: "remove" } },
      { at: unknown, operation: { is: "remove" } },
    ];
    assert.equal(changed(changes), undefined);
    assert.equal(
      changed([{ at, operation: { is: "set", path: ["a"], value: { is: "given" } } }]),
      undefined,
    );
  });
});

describe("ignoring in ARM", () => {
  const ignore = {
    policy: "network/admin-port-open-to-internet",
    until: "2027-03-31",
    reason: "Being moved",
  };
  const template = { path: "t.json", text };

  it("writes into the nearest resource and reads it back", () => {
    const rule = rangeOf('{ "type": "securityRules", "name": "ssh" }');
    const edits = arm.ignore(template, rangeOf('"ssh"'), ignore);
    const result = applyEdits(text, edits ?? []);
    const [written, ...others] = arm.ignores({ path: "t.json", text: result });
    assert.deepEqual(others, []);
    assert.equal(written?.policy, ignore.policy);
    assert.equal(written?.until, ignore.until);
    assert.equal(written?.reason, ignore.reason);
    assert.equal(written?.covers.start, rule.start);
    const again = arm.ignore({ path: "t.json", text: result }, rangeOf('"ssh"', result), {
      ...ignore,
      policy: "x/y",
    });
    assert.equal(arm.ignores({ path: "t.json", text: applyEdits(result, again ?? []) }).length, 2);
  });

  it("covers the whole resource", () => {
    const edits = arm.ignore(template, rangeOf('"web"'), ignore);
    const [written] = arm.ignores({ path: "t.json", text: applyEdits(text, edits ?? []) });
    assert.equal(written?.covers.start, resource.start);
  });

  it("has no place in a parameter file", () => {
    assert.equal(
      arm.ignore({ path: "p.json", text: parameters }, rangeOf('"x"', parameters), ignore),
      undefined,
    );
  });
});
