// Which files Bicep claims, and which parameter files belong to which template.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { bicep } from "../../../../src/languages/azure/bicep/index.ts";

const parameters =
  '{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", "parameters": { "a": { "value": 1 } } }';

const roles: readonly (readonly [path: string, text: string, role: string | undefined])[] = [
  ["main.bicep", "", "declares"],
  ["main.bicepparam", "", "values"],
  ["main.parameters.json", parameters, "values"],
  [
    "azuredeploy.json",
    '{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#" }',
    undefined,
  ],
  ["package.json", "{}", undefined],
  ["main.tf", "", undefined],
];

const groups: readonly (readonly [
  name: string,
  files: Readonly<Record<string, string>>,
  units: Readonly<Record<string, readonly string[]>>,
])[] = [
  ["one file", { "a/main.bicep": "" }, { "a/main.bicep": [""] }],
  [
    "parameter files by what they use and by name",
    {
      "a/main.bicep": "param a int",
      "a/other.bicep": "param a int",
      "a/env/live.bicepparam": "using '../main.bicep'",
      "a/main.parameters.json": parameters,
      "a/main.parameters.test.json": parameters,
      "a/test.bicepparam": "using './other.bicep'",
      "a/lost.bicepparam": "using 'nowhere.bicep'",
      "a/none.bicepparam": "using none",
      "a/registry.bicepparam": "using 'br/public:x:1.0.0'",
      "b/main.parameters.json": parameters,
    },
    {
      "a/main.bicep": [
        "",
        "a/env/live.bicepparam",
        "a/main.parameters.json",
        "a/main.parameters.test.json",
      ],
      "a/other.bicep": ["", "a/test.bicepparam"],
    },
  ],
  [
    "parameter files that extend others",
    {
      "main.bicep": "param a int",
      "base.bicepparam": "using none\nextends 'root.bicepparam'\nparam a = 1",
      "root.bicepparam": "using none\nextends 'live.bicepparam'",
      "live.bicepparam": "using 'main.bicep'\nextends 'base.bicepparam'",
    },
    { "main.bicep": ["", "root.bicepparam+base.bicepparam+live.bicepparam"] },
  ],
  [
    "parameter files of other folders, by name",
    {
      "infra/templates/main.bicep": "param a int",
      "infra/parameters/live/main.parameters.json": parameters,
      "infra/templates/env/main.parameters.json": parameters,
      "infra/templates/env/other.parameters.json": parameters,
      "infra/other/main.parameters.json": parameters,
    },
    {
      "infra/templates/main.bicep": [
        "",
        "infra/parameters/live/main.parameters.json",
        "infra/templates/env/main.parameters.json",
      ],
    },
  ],
  [
    "modules that others call are no units, unless a file of values says so",
    {
      "main.bicep": "module a 'parts/a.bicep' = {}\nmodule b 'parts/b.bicep' = {}",
      "parts/a.bicep": "module c 'c.bicep' = {}",
      "parts/b.bicep": "param x int",
      "parts/c.bicep": "",
      "parts/b.bicepparam": "using 'b.bicep'",
      "lonely.bicep": "",
    },
    { "main.bicep": [""], "parts/b.bicep": ["", "parts/b.bicepparam"], "lonely.bicep": [""] },
  ],
  [
    "of modules that call each other one is a unit",
    {
      "x.bicep": "module y 'y.bicep' = {}",
      "y.bicep": "module x 'x.bicep' = {}",
      "self.bicep": "module s 'self.bicep' = {}",
    },
    { "self.bicep": [""], "x.bicep": [""] },
  ],
];

describe("the units of Bicep", () => {
  for (const [path, text, role] of roles) {
    it(`${path} ${role ?? "is none of its files"}`, () =>
      assert.equal(bicep.role({ path, text }), role));
  }

  for (const [name, texts, expected] of groups) {
    it(name, () => {
      const files = new Map(Object.entries(texts).map(([path, text]) => [path, { path, text }]));
      const units = bicep
        .units(files)
        .map(
          (unit) => [unit.id, unit.variants.map((variant) => variant.values.join("+"))] as const,
        );
      assert.deepEqual(Object.fromEntries(units), expected);
    });
  }

  it("takes in the files that are imported, for they change what is deployed", () => {
    const texts = {
      "a/main.bicep": "import { x } from '../lib/a.bicep'",
      "lib/a.bicep": "import * as b from 'b.bicep'",
      "lib/b.bicep": "import { x } from 'a.bicep'",
    };
    const files = new Map(Object.entries(texts).map(([path, text]) => [path, { path, text }]));
    assert.deepEqual(bicep.units(files).find((unit) => unit.id === "a/main.bicep")?.files, [
      "a/main.bicep",
      "lib/a.bicep",
      "lib/b.bicep",
    ]);
  });

  it("holds what it reaches through modules and imports", () => {
    const texts = {
      "main.bicep": "module a 'parts/a.bicep' = {}",
      "parts/a.bicep": "import { x } from '../shared.bicep'",
      "shared.bicep": "",
      "other.bicep": "",
    };
    const files = new Map(Object.entries(texts).map(([path, text]) => [path, { path, text }]));
    const unit = bicep.units(files).find((each) => each.id === "main.bicep");
    assert.deepEqual(unit?.files, ["main.bicep", "parts/a.bicep", "shared.bicep"]);
  });
});
