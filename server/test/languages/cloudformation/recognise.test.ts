// Tables for what is a template, what is a parameter file, and which template it belongs to.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { cloudformation } from "../../../src/languages/cloudformation/index.ts";
import type { Role } from "../../../src/languages/language.ts";

describe("the role of a file", () => {
  const bucket = "Resources:\n  B:\n    Type: AWS::S3::Bucket\n";
  const roles: readonly (readonly [string, string, Role | undefined])[] = [
    ["a.yaml", 'AWSTemplateFormatVersion: "2010-09-09"\n', "declares"],
    ["a.yml", `# note\n---\n${bucket}`, "declares"],
    ["a.template", bucket, "declares"],
    ["a.yaml", `  Parameters: {}\n  ${bucket.replaceAll("\n", "\n  ")}`, "declares"],
    ["a.yaml", "Resources:\n  C:\n    Type: 'Custom::Thing'\n", "declares"],
    [
      "a.yaml",
      "Transform: AWS::Serverless-2016-10-31\nResources:\n  F: {Type: AWS::Serverless::Function}\n",
      "declares",
    ],
    ["a.json", '{"Resources": {"B": {"Type": "AWS::S3::Bucket"}}}', "declares"],
    ["a.template", '{\n  "AWSTemplateFormatVersion" : "2010-09-09"\n}', "declares"],
    ["a.yaml", '{"AWSTemplateFormatVersion": "2010-09-09"}', "declares"],
    ["a.yaml", "\uFEFFAWSTemplateFormatVersion: x\r\n", "declares"],
    ["a.json", '[{"ParameterKey": "A", "ParameterValue": "b"}]', "values"],
    ["a.json", '{ "Parameters": { "A": "b" } }', "values"],
    ["a.yaml", "- ParameterKey: A\n  ParameterValue: b\n", "values"],
    ["a.txt", bucket, undefined],
    ["a.tf", bucket, undefined],
    ["a.yaml", "resources:\n  Resources:\n    B:\n      Type: AWS::S3::Bucket\n", undefined],
    ["a.yaml", "data:\n  template: |\n    AWSTemplateFormatVersion: x\n", undefined],
    ["a.json", '{"files": {"AWSTemplateFormatVersion": "x"}}', undefined],
    ["a.json", '{"text": "\\"AWSTemplateFormatVersion\\": 1"}', undefined],
    ["a.yaml", "Resources:\n  Type: Deployment\n", undefined],
    ["a.json", '{"parameters": {"a": {"value": 1}}}', undefined],
    ["a.yaml", "", undefined],
  ];
  for (const [path, text, expected] of roles) {
    it(`${path} ${JSON.stringify(text).slice(0, 60)} is ${expected ?? "nothing"}`, () => {
      assert.equal(cloudformation.role({ path, text }), expected);
    });
  }
});

describe("a parameter file", () => {
  const template =
    "Parameters:\n  A: {Type: String}\n  B: {Type: String, Default: x}\nResources:\n  T: {Type: AWS::SNS::Topic}\n";
  const given = (...names: string[]): string =>
    JSON.stringify({ Parameters: Object.fromEntries(names.map((name) => [name, "v"])) });
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] =
    [
      [
        "belongs by name",
        { "role.yaml": template, "role.parameters.json": given("A") },
        ["role.yaml"],
      ],
      [
        "belongs by name in front",
        { "role.yaml": template, "params-role.json": given("A") },
        ["role.yaml"],
      ],
      [
        "belongs by name with a stage",
        { "role.yaml": template, "role-prod-params.json": given("A") },
        ["role.yaml"],
      ],
      [
        "belongs in a folder of parameters",
        { "x/role.yaml": template, "x/parameters/role-prod.json": given("A") },
        ["x/role.yaml"],
      ],
      [
        "belongs to the longer name",
        {
          "role.yaml": template,
          "role-admin.yaml": template,
          "role-admin.params.json": given("A"),
        },
        ["role-admin.yaml"],
      ],
      [
        "belongs by content",
        { "role.yaml": template, "prod.json": given("A", "B") },
        ["role.yaml"],
      ],
      ["belongs to none that needs more", { "role.yaml": template, "prod.json": given("B") }, []],
      [
        "belongs to none that takes less",
        { "role.yaml": template, "prod.json": given("A", "C") },
        [],
      ],
      [
        "belongs to none of two",
        { "a.yaml": template, "b.yaml": template, "prod.json": given("A") },
        [],
      ],
      [
        "belongs to none in another folder",
        { "x/role.yaml": template, "prod.json": given("A") },
        [],
      ],
    ];
  for (const [name, texts, expected] of cases) {
    it(name, () => {
      const files = new Map(Object.entries(texts).map(([path, text]) => [path, { path, text }]));
      const owners = cloudformation.units(files).filter((unit) => unit.variants.length > 1);
      assert.deepEqual(
        owners.map((unit) => unit.id),
        expected,
      );
      for (const { variants } of cloudformation.units(files))
        assert.deepEqual(variants[0], { values: [] });
    });
  }
});

describe("limits of a template", () => {
  it("says that nesting is too deep", () => {
    const text = `AWSTemplateFormatVersion: x\nResources: ${"[".repeat(10_000)}`;
    const [problem] = cloudformation.check({ path: "a.yaml", text });
    assert.match(problem?.message ?? "", /200 levels/);
    assert.equal(problem?.incomplete, true);
  });

  it("says nothing of a file that is no template", () => {
    assert.deepEqual(cloudformation.check({ path: "a.yaml", text: "a: [" }), []);
  });
});
