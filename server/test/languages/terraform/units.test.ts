// Which files make a module, and which values each of its variants has.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { terraform } from "../../../src/languages/terraform/index.ts";

const roles: readonly (readonly [path: string, role: string | undefined])[] = [
  ["main.tf", "declares"],
  ["a/main.tofu", "declares"],
  ["main.tf.json", "declares"],
  ["main.tofu.json", "declares"],
  ["terraform.tfvars", "values"],
  ["x.auto.tfvars.json", "values"],
  [".terraform/modules/x/main.tf", undefined],
  ["a/.terraform/x.tf", undefined],
  ["main.json", undefined],
  ["x.tf.bak", undefined],
];

describe("Terraform units", () => {
  for (const [path, role] of roles) {
    it(`${path} ${role ?? "has no role"}`, () =>
      assert.equal(terraform.role({ path, text: "" }), role));
  }

  it("takes a folder as a module, with one variant for each further file of values", () => {
    const texts: Readonly<Record<string, string>> = {
      "main.tf": 'variable "a" {}\n',
      "network/main.tf": "",
      "network/main.tofu": "",
      "terraform.tfvars": "a = 1\n",
      "z.auto.tfvars": "a = 2\n",
      "a.auto.tfvars": "a = 3\n",
      "test.tfvars": "a = 4\n",
      "environments/live.tfvars": "a = 5\n",
      "environments/unrelated.tfvars": "b = 5\n",
    };
    const files = new Map(Object.entries(texts).map(([path, text]) => [path, { path, text }]));
    const base = ["terraform.tfvars", "a.auto.tfvars", "z.auto.tfvars"];
    assert.deepEqual(terraform.units(files), [
      {
        id: "",
        language: "terraform",
        files: ["main.tf"],
        variants: [
          { values: base },
          { name: "test.tfvars", values: [...base, "test.tfvars"] },
          { name: "environments/live.tfvars", values: [...base, "environments/live.tfvars"] },
        ],
      },
      {
        id: "network",
        language: "terraform",
        files: ["network/main.tofu"],
        variants: [{ values: [] }],
      },
    ]);
  });
});
