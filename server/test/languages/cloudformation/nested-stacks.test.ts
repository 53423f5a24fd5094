// What belongs to one deployment, and what is written where templates deploy templates.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { cloudformation } from "../../../src/languages/cloudformation/index.ts";
import type { Reading } from "../../../src/languages/language.ts";
import type { FixValue } from "../../../src/model/resource.ts";
import type { Files } from "../../../src/model/unit.ts";
import { defaultLimits } from "../../../src/text/limits.ts";
import { applyEdits } from "../../../src/text/range.ts";

const stack = (...urls: readonly string[]): string =>
  `Resources:\n${urls
    .map(
      (url, index) =>
        `  S${index}:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ${url}\n`,
    )
    .join("")}`;
const topic = "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n";

function filesOf(texts: Readonly<Record<string, string>>): Files {
  return new Map(Object.entries(texts).map(([path, text]) => [path, { path, text }]));
}

function readFirst(files: Files): Reading {
  const [unit] = cloudformation.units(files);
  assert.ok(unit);
  return cloudformation.read(unit, { values: [] }, files, defaultLimits);
}

describe("units of CloudFormation", () => {
  const cases: readonly {
    readonly name: string;
    readonly files: Readonly<Record<string, string>>;
    readonly units: Readonly<Record<string, readonly string[]>>;
  }[] = [
    {
      name: "a template that another one deploys is a part of it",
      files: {
        "a/root.yaml": stack("./b/c.yaml"),
        "a/b/c.yaml": stack("../d.yaml"),
        "a/d.yaml": topic,
      },
      units: { "a/root.yaml": ["a/root.yaml", "a/b/c.yaml", "a/d.yaml"] },
    },
    {
      name: "a template that two deploy is read in both",
      files: { "a.yaml": stack("c.yaml"), "b.yaml": stack("c.yaml"), "c.yaml": topic },
      units: { "a.yaml": ["a.yaml", "c.yaml"], "b.yaml": ["b.yaml", "c.yaml"] },
    },
    {
      name: "a template with a file of values is deployed by itself as well",
      files: {
        "a.yaml": stack("c.yaml"),
        "c.yaml": `Parameters:\n  P: { Type: String }\n${topic}`,
        "c.params.json": '[{ "ParameterKey": "P", "ParameterValue": "x" }]',
      },
      units: { "a.yaml": ["a.yaml", "c.yaml"], "c.yaml": ["c.yaml"] },
    },
    {
      name: "of templates that deploy each other the first counts",
      files: { "a.yaml": stack("b.yaml"), "b.yaml": stack("a.yaml") },
      units: { "a.yaml": ["a.yaml", "b.yaml"] },
    },
    {
      name: "an address is no file of the workspace",
      files: { "a.yaml": stack("https://example.com/b.yaml"), "b.yaml": topic },
      units: { "a.yaml": ["a.yaml"], "b.yaml": ["b.yaml"] },
    },
  ];
  for (const { name, files, units } of cases)
    it(name, () => {
      const found = cloudformation.units(filesOf(files));
      assert.deepEqual(Object.fromEntries(found.map((unit) => [unit.id, unit.files])), units);
    });
});

describe("nested stacks", () => {
  it("ask for a template that is not in view", () => {
    const { wants, problems } = readFirst(filesOf({ "a/root.yaml": stack("../b/c.template.txt") }));
    assert.deepEqual(wants, ["b/c.template.txt"]);
    assert.deepEqual(problems, []);
  });

  it("are read once the template is in view", () => {
    const { declarations, wants } = readFirst(
      filesOf({ "a/root.yaml": stack("../b/c.txt"), "b/c.txt": topic }),
    );
    assert.deepEqual(
      declarations.map(({ id }) => id),
      ["S0", "S0.Topic"],
    );
    assert.deepEqual(wants, []);
  });

  it("end at a depth that is said", () => {
    const texts = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`t${index}.yaml`, stack(`t${index + 1}.yaml`)]),
    );
    const { declarations, problems } = readFirst(filesOf(texts));
    assert.equal(declarations.length, 17);
    assert.match(problems[0]?.message ?? "", /nested more than 16 deep/);
  });

  it("end at a number that is said", () => {
    const five = (next: string) => stack(...Array.from({ length: 5 }, () => next));
    const texts = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`t${index}.yaml`, five(`t${index + 1}.yaml`)]),
    );
    const { problems } = readFirst(filesOf({ ...texts, "t10.yaml": topic }));
    assert.ok(problems.some(({ message }) => /More than 1024 stacks/.test(message)));
  });
});

describe("fixes in nested stacks", () => {
  const value: FixValue = {
    is: "parameter",
    name: "external-id",
    description: "External ID issued by Contoso",
    type: "text",
  };
  const write = (texts: Readonly<Record<string, string>>, id: string) => {
    const files = filesOf(texts);
    const [unit] = cloudformation.units(files);
    assert.ok(unit);
    const { declarations } = cloudformation.read(unit, { values: [] }, files, defaultLimits);
    const found = declarations.find((each) => each.id === id);
    assert.ok(found);
    const edits = cloudformation.write(
      [{ at: found.at, operation: { is: "set", path: ["DisplayName"], value } }],
      unit,
      files,
    );
    return (
      edits &&
      Object.fromEntries(
        Object.entries(texts).map(([path, text]) => [
          path,
          applyEdits(
            text,
            edits.filter((edit) => edit.file === path),
          ),
        ]),
      )
    );
  };

  it("hand a new parameter down from the root", () => {
    const result = write(
      { "a.yaml": stack("b.yaml"), "b.yaml": stack("c.yaml"), "c.yaml": topic },
      "S0.S0.Topic",
    );
    assert.match(result?.["c.yaml"] ?? "", /DisplayName: !Ref ExternalId/);
    for (const path of ["a.yaml", "b.yaml"])
      assert.match(result?.[path] ?? "", /Parameters:\n {8}ExternalId: !Ref ExternalId/);
    for (const path of ["a.yaml", "b.yaml", "c.yaml"])
      assert.match(result?.[path] ?? "", /^Parameters:\n {2}ExternalId:\n {4}Type: String/);
  });

  it("write the properties of what a loop makes", () => {
    const text = `Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::All:\n    - X\n    - [A]\n    - Topic\${X}:\n        Type: AWS::SNS::Topic\n        Properties:\n          TopicName: a\n`;
    const result = write({ "a.yaml": text }, "TopicA");
    assert.match(result?.["a.yaml"] ?? "", / {10}TopicName: a\n {10}DisplayName: !Ref ExternalId/);
  });
});
