// What ships: policies and kinds load without a problem, their list is current, their words keep the house style.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { compilePolicies } from "../../build/policies.ts";
import { policyList } from "../../build/policy-list.ts";
import { bundledKinds, bundledPolicies } from "../../src/bundled.ts";
import { tables } from "../../src/generated/tables.ts";

const root = join(import.meta.dirname, "../../..");

describe("the policies that ship", () => {
  it("load without a problem and are those that are compiled in", async () => {
    const compiled = await compilePolicies();
    assert.deepEqual(
      compiled.problems.map((each) => `${each.file}: ${each.message}`),
      [],
    );
    const same = isDeepStrictEqual(bundledPolicies, compiled.policies);
    const sameKinds = JSON.stringify(bundledKinds) === JSON.stringify(compiled.kinds);
    assert.ok(same && sameKinds, "Run `npm run build`.");
  });

  it("are listed in policies/README.md", async () => {
    const written = readFileSync(join(root, "policies/README.md"), "utf8");
    assert.ok(
      written === (await policyList(bundledPolicies, bundledKinds)),
      "Run `npm run build`.",
    );
  });

  for (const policy of bundledPolicies) {
    it(`${policy.id} keeps the style of messages`, () => {
      assert.ok(!policy.title.endsWith("."), "A title has no full stop.");
      assert.ok(policy.why.endsWith("."), "`why` ends with a full stop.");
      for (const one of policy.cases) {
        assert.ok(one.report.message.endsWith("."), "A message ends with a full stop.");
        assert.ok(
          !/\bensure\b/i.test(`${policy.title} ${one.report.message} ${one.fix?.title ?? ""}`),
          "A message says what is the case.",
        );
        assert.ok(!one.fix?.title.endsWith("."), "A fix's title has no full stop.");
      }
      assert.deepEqual(
        policy.attack.filter((id) => !tables.attack.names.has(id)),
        [],
        "policies/attack.yaml names every technique.",
      );
    });
  }
});
