// What msplint knows of public modules of Bicep: well formed, nothing undeclared in it, and said at the call.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { bicep } from "../../../../src/languages/azure/bicep/index.ts";
import { treeOf } from "../../../../src/languages/azure/bicep/program.ts";
import { knownModules } from "../../../../src/model/known-modules.ts";
import { defaultLimits } from "../../../../src/text/limits.ts";

describe("public modules of Bicep", () => {
  for (const [source, { code }] of knownModules) {
    if (!source.startsWith("br/")) continue;
    const file = { path: "module.bicep", text: code };

    it(`${source} is well formed`, () => {
      assert.deepEqual(treeOf(file).problems, []);
      const files = new Map([[file.path, file]]);
      const [unit] = bicep.units(files);
      assert.ok(unit);
      const reading = bicep.read(unit, { values: [] }, files, defaultLimits);
      assert.deepEqual([reading.problems, reading.wants], [[], []]);
      assert.ok(reading.declarations.length > 0);
      assert.doesNotMatch(JSON.stringify(reading.declarations), /"(?:undeclared|cycle|missing)"/);
    });

    it(`${source} stands at its call`, () => {
      const main = {
        path: "main.bicep",
        text: `module m '${source}:1.0.0' = {\n  params: {}\n}\n`,
      };
      const files = new Map([[main.path, main]]);
      const [unit] = bicep.units(files);
      assert.ok(unit);
      const { declarations, problems } = bicep.read(unit, { values: [] }, files, defaultLimits);
      assert.deepEqual(problems, []);
      assert.ok(declarations.length > 1);
      assert.doesNotMatch(JSON.stringify(declarations), /"file":"(?!main\.bicep)/);
    });
  }
});
