// ARM as a language: which files are its, how they belong together, and that hostile templates end.

import assert from "node:assert/strict";
import process from "node:process";
import { arm } from "../../../../src/languages/azure/arm/index.ts";
import { defaultLimits } from "../../../../src/text/limits.ts";
import type { SourceFile } from "../../../../src/text/source-file.ts";

const schema = "https://schema.management.azure.com/schemas/2019-04-01/";
const template = (parts: object, name = "deploymentTemplate.json#") =>
  JSON.stringify({ $schema: schema + name, contentVersion: "1.0.0.0", resources: [], ...parts });
const values = (parameters: object) =>
  JSON.stringify({
    $schema: `${schema}deploymentParameters.json#`,
    contentVersion: "1.0.0.0",
    parameters,
  });

const file = (path: string, text: string): SourceFile => ({ path, text });
const filesOf = (texts: Readonly<Record<string, string>>) =>
  new Map(Object.entries(texts).map(([path, text]) => [path, file(path, text)]));

describe("the role of a file in ARM", () => {
  const cases: readonly (readonly [path: string, text: string, role: string | undefined])[] = [
    ["a.json", template({}), "declares"],
    ["a.jsonc", `// comment\n${template({})}`, "declares"],
    ["a.json", template({}, "subscriptionDeploymentTemplate.json#"), "declares"],
    ["a.json", template({}, "tenantDeploymentTemplate.json#"), "declares"],
    ["a.json", '{"contentVersion": "1.0.0.0", "resources": []}', "declares"],
    ["a.json", values({}), "values"],
    ["a.json", '{"contentVersion": "1.0.0.0", "parameters": {"a": {"value": 1}}}', "values"],
    ["a.json", '{"name": "package", "version": "1.0.0"}', undefined],
    ["a.json", `{"policyRule": {"template": ${template({})}}}`, undefined],
    ["a.json", `{"kind": "template", "properties": {"template": ${template({})}}}`, "declares"],
    ["a.json", '{"Resources": {"Role": {"Type": "AWS::IAM::Role"}}}', undefined],
    ["a.json", "[]", undefined],
    ["a.json", "", undefined],
    ["a.tf", template({}), undefined],
    ["a.json", template({}).slice(0, -2), "declares"],
  ];
  for (const [path, text, role] of cases) {
    it(`${path} ${text.slice(0, 90)}: ${role ?? "none"}`, () => {
      assert.equal(arm.role(file(path, text)), role);
    });
  }
});

describe("units of ARM", () => {
  const parameters = {
    parameters: { a: { type: "string" }, b: { type: "string", defaultValue: "" } },
  };
  it("takes parameter files by name and by what they give", () => {
    const units = arm.units(
      filesOf({
        "x/main.json": template(parameters),
        "x/main.parameters.json": values({ b: { value: "" } }),
        "x/main.parameters.test.json": values({}),
        "x/MAIN.prod.parameters.json": values({}),
        "x/other.json": values({ A: { value: "" } }),
        "x/incomplete.json": values({ b: { value: "" } }),
        "x/foreign.json": values({ z: { value: "" } }),
        "x/empty.json": values({}),
        "y/main.parameters.json": values({ a: { value: "" } }),
      }),
    );
    assert.deepEqual(
      units.map((unit) => [unit.id, unit.variants.map((variant) => variant.name ?? "base")]),
      [
        [
          "x/main.json",
          [
            "base",
            "x/main.parameters.json",
            "x/main.parameters.test.json",
            "x/MAIN.prod.parameters.json",
            "x/other.json",
          ],
        ],
      ],
    );
  });

  it("takes none by what it gives where two templates fit", () => {
    const units = arm.units(
      filesOf({
        "a.json": template(parameters),
        "b.json": template(parameters),
        "p.json": values({ a: { value: "" } }),
      }),
    );
    assert.deepEqual(
      units.map((unit) => unit.variants.length),
      [1, 1],
    );
  });
});

describe("linked templates of ARM", () => {
  const links = (...paths: readonly string[]) =>
    template({
      resources: paths.map((path) => ({
        type: "Microsoft.Resources/deployments",
        name: path,
        properties: { templateLink: { relativePath: path } },
      })),
    });
  const unitsIn = (texts: Readonly<Record<string, string>>) =>
    arm.units(filesOf(texts)).map((unit) => unit.files);

  it("are parts of what links them", () => {
    assert.deepEqual(
      unitsIn({ "a.json": links("b/c.json"), "b/c.json": links("../d.json"), "d.json": links() }),
      [["a.json", "b/c.json", "d.json"]],
    );
  });

  it("are units too where a file of values is theirs", () => {
    assert.deepEqual(
      unitsIn({ "a.json": links("b.json"), "b.json": links(), "b.parameters.json": values({}) }),
      [["a.json", "b.json"], ["b.json"]],
    );
  });

  it("count from the first where they link each other", () => {
    assert.deepEqual(unitsIn({ "a.json": links("b.json"), "b.json": links("a.json") }), [
      ["a.json", "b.json"],
    ]);
  });

  it("that are not there are asked for, and none outside of the workspace", () => {
    const files = filesOf({ "a/b.json": links("../c.json", "../../d.json", "/e.json") });
    const [unit] = arm.units(files);
    assert.ok(unit?.variants[0]);
    const reading = arm.read(unit, unit.variants[0], files, defaultLimits);
    assert.deepEqual(reading.wants, ["c.json"]);
    assert.deepEqual(
      reading.problems.map((each) => each.id),
      ["analysis/outside-the-workspace", "analysis/outside-the-workspace"],
    );
  });

  it("end where they multiply", () => {
    const copied = template({
      resources: [
        {
          type: "Microsoft.Resources/deployments",
          name: "again",
          copy: { name: "c", count: 1_000 },
          properties: {
            templateLink: { relativePath: "b.json" },
            expressionEvaluationOptions: { scope: "inner" },
          },
        },
      ],
    });
    const files = filesOf({
      "a.json": copied,
      "b.json": copied.replace("b.json", "c.json"),
      "c.json": copied.replace("b.json", "d.json"),
      "d.json": links(),
    });
    const [unit] = arm.units(files);
    assert.ok(unit?.variants[0]);
    const before = process.cpuUsage();
    const reading = arm.read(unit, unit.variants[0], files, defaultLimits);
    assert.ok(process.cpuUsage(before).user < 4_000_000);
    assert.ok(reading.declarations.length <= 20_000);
    assert.ok(reading.problems.some((each) => each.incomplete));
  });
});

describe("loops of ARM that are too long", () => {
  const counted = { count: 1_000_000_000 };
  const loops: readonly (readonly [name: string, resource: object])[] = [
    ["of a resource", { copy: { name: "l", ...counted } }],
    ["of a property", { properties: { copy: [{ name: "l", ...counted, input: 1 }] } }],
  ];
  for (const [name, parts] of loops) {
    it(`${name} are said`, () => {
      const text = template({ resources: [{ type: "A.B/c", name: "n", ...parts }] });
      const files = filesOf({ "a.json": text });
      const [unit] = arm.units(files);
      assert.ok(unit?.variants[0]);
      const { declarations, problems } = arm.read(unit, unit.variants[0], files, defaultLimits);
      assert.equal(declarations.length, 1);
      assert.deepEqual(
        problems.map((each) => [each.id, each.incomplete]),
        [["analysis/not-analysed", true]],
      );
    });
  }
});

describe("hostile ARM templates", () => {
  const chain = (length: number, link: (index: number) => unknown, first: unknown) =>
    Object.fromEntries(
      Array.from({ length }, (_, index) => [`v${index}`, index === 0 ? first : link(index)]),
    );
  const of = (index: number) => `variables('v${index - 1}')`;
  const doubled = (name: string, first: unknown, link: (index: number) => unknown) =>
    [name, chain(45, link, first)] as const;
  const variables: readonly (readonly [name: string, variables: object])[] = [
    ["a long chain", chain(1_000, (index) => `[${of(index)}]`, "end")],
    ["a long cycle", chain(1_000, (index) => `[${of(index)}]`, "[variables('v999')]")],
    doubled("doubled text", "ab", (index) => `[concat(${of(index)}, ${of(index)})]`),
    doubled("doubled empty text", "", (index) => `[concat(${of(index)}, ${of(index)})]`),
    doubled(
      "doubled holes",
      "[subscription().id]",
      (index) => `[concat(${of(index)}, ${of(index)})]`,
    ),
    doubled("doubled lists", [1], (index) => `[concat(${of(index)}, ${of(index)})]`),
    doubled("lists in lists", [1], (index) => `[createArray(${of(index)}, ${of(index)})]`),
    doubled("lists as data", [1], (index) => [`[${of(index)}]`, `[${of(index)}]`]),
    doubled("text of lists", [1], (index) => `[string(createArray(${of(index)}, ${of(index)}))]`),
    doubled(
      "merged objects",
      { a: 1 },
      (index) => `[union(${of(index)}, createObject('x${index}', ${of(index)}))]`,
    ),
    ["a long range", { v44: "[range(0, 1000000000)]" }],
    ["a long padding", { v44: "[padLeft('', 1000000000)]" }],
    ["division by zero", { v44: "[div(1, 0)]" }],
    ["deep data", { v44: JSON.parse(`${"[".repeat(190)}${"]".repeat(190)}`) }],
    ["lone surrogates", { v44: "[uriComponent('\ud800')]" }],
  ];
  for (const [name, each] of variables) {
    it(name, () => {
      const text = template({
        variables: each,
        resources: [
          {
            type: "A.B/c",
            name: "n",
            x: "[variables('v44')]",
            y: "[equals(variables('v44'), variables('v44'))]",
          },
          { type: "A.B/d", name: "after" },
        ],
      });
      const files = filesOf({ "a.json": text });
      const before = process.cpuUsage();
      const [unit] = arm.units(files);
      assert.ok(unit?.variants[0]);
      const reading = arm.read(unit, unit.variants[0], files, defaultLimits);
      JSON.stringify(reading.declarations, (_, value: unknown) =>
        value instanceof Map ? [...value] : value,
      );
      assert.ok(process.cpuUsage(before).user < 2_000_000);
      assert.deepEqual(
        reading.declarations.map((declaration) => declaration.name),
        ["n", "after"],
      );
    });
  }

  it("names that objects inherit", () => {
    const text = template({
      parameters: { constructor: { type: "string" } },
      variables: { toString: "x" },
      resources: [
        {
          type: "A.B/c",
          name: "__proto__",
          x: "[variables('toString')]",
          y: "[variables('hasOwnProperty')]",
        },
      ],
    });
    const files = filesOf({ "a.json": text });
    const [unit] = arm.units(files);
    assert.ok(unit?.variants[0]);
    const [declaration] = arm.read(unit, unit.variants[0], files, defaultLimits).declarations;
    assert.equal(declaration?.name, "__proto__");
    assert.equal("polluted" in {}, false);
  });

  it("reads every cut of a template", () => {
    const text = template({
      parameters: { a: { type: "string", defaultValue: "[concat('x', 'y')]" } },
      resources: [{ type: "A.B/c", name: "[parameters('a')]", properties: { b: ["c"] } }],
    });
    for (let end = 0; end < text.length; end++) {
      const files = filesOf({ "a.json": text.slice(0, end) });
      for (const each of files.values()) arm.check(each);
      for (const unit of arm.units(files)) {
        for (const variant of unit.variants) arm.read(unit, variant, files, defaultLimits);
      }
    }
  });
});
