// What a terminal or report must never get from a repository.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { plain } from "../../src/views/plain.ts";

describe("plain", () => {
  const cases: [name: string, text: string, shown: string][] = [
    ["ordinary text", "Grüße, 世界 🎉", "Grüße, 世界 🎉"],
    ["an escape sequence", "\u001b[31mred", "<U+001B>[31mred"],
    ["a line break", "a\nb", "a<U+000A>b"],
    ["a direction override", "a\u202eb", "a<U+202E>b"],
    ["a zero-width space", "a\u200bb", "a<U+200B>b"],
    ["a tag character", "a\u{e0041}b", "a<U+E0041>b"],
  ];
  for (const [name, text, shown] of cases) {
    it(name, () => {
      assert.equal(plain(text), shown);
    });
  }
});
