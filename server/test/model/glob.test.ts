// Globs over paths, and that no pattern takes long.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { globs } from "../../src/model/glob.ts";

describe("globs", () => {
  const cases: [pattern: string, path: string, matches: boolean][] = [
    ["customers/fabrikam/**", "customers/fabrikam/main.tf", true],
    ["customers/fabrikam/**", "customers/fabrikam/a/b/main.tf", true],
    ["customers/fabrikam/**", "customers/contoso/main.tf", false],
    ["**/*.tf", "main.tf", true],
    ["**/*.tf", "a/b/main.tf", true],
    ["*.tf", "a/main.tf", false],
    ["examples/", "examples/a.tf", true],
    ["./examples/**", "examples/a.tf", true],
    ["a?c/*", "abc/x", true],
    ["a?c/*", "ac/x", false],
    ["**", "anything/at/all", true],
    ["a/**/b", "a/b", true],
    ["a/**/b", "a/x/y/b", true],
    ["a/**/b", "a/x/y/c", false],
  ];
  for (const [pattern, path, matches] of cases) {
    it(`${pattern} ${matches ? "matches" : "does not match"} ${path}`, () => {
      assert.equal(globs([pattern])(path), matches);
    });
  }

  it("matches nothing without a pattern", () => {
    assert.equal(globs([])("a"), false);
  });

  it("stays linear for patterns made to be slow", () => {
    const path = `${"a/".repeat(2000)}${"a".repeat(2000)}`;
    const slow = globs([`${"**/".repeat(50)}b`, `**/${"*a".repeat(50)}b`]);
    const started = process.hrtime.bigint();
    assert.equal(slow(path), false);
    assert.ok(process.hrtime.bigint() - started < 2_000_000_000n);
  });
});
