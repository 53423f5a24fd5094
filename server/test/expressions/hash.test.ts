// SHA-256 against the host's own implementation.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "mocha";
import { sha256 } from "../../src/expressions/hash.ts";

describe("sha256", () => {
  for (const text of [
    "",
    "abc",
    "a".repeat(55),
    "a".repeat(56),
    "a".repeat(64),
    "Grüße 🎉 \u20ac",
    "x".repeat(10_000),
  ]) {
    it(`agrees for ${text.length} characters starting with ${JSON.stringify(text.slice(0, 8))}`, () => {
      assert.equal(sha256(text), createHash("sha256").update(text).digest("hex"));
    });
  }
});
