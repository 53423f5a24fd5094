// Patterns against texts with unknown parts, and how long a hostile one takes.

import assert from "node:assert/strict";
import { matches } from "../../src/check/pattern.ts";
import type { Truth } from "../../src/expressions/truth.ts";
import type { Text } from "../../src/expressions/value.ts";

const range = { start: 0, end: 0 };

/** `?` in the middle of `<>` is an unknown part. */
function text(written: string): Text {
  return {
    type: "text",
    parts: written
      .split(/(<\?>)/)
      .filter((part) => part !== "")
      .map((part) =>
        part === "<?>"
          ? { hole: { kind: "missing" }, file: "", range }
          : { text: part, file: "", range },
      ),
  };
}

const cases: readonly [pattern: string, written: string, expected: Truth][] = [
  ["abc", "abc", "yes"],
  ["abc", "abd", "no"],
  ["a*c", "abbbc", "yes"],
  ["a?c", "ac", "no"],
  ["a?c", "abc", "yes"],
  ["*", "", "yes"],
  ["", "", "yes"],
  ["", "a", "no"],
  ["reader|*-admin", "db-admin", "yes"],
  ["reader|*-admin", "writer", "no"],
  ["arn:*:root", "arn:aws:iam::<?>:root", "yes"],
  ["arn:aws:iam::111111111111:root", "arn:aws:iam::<?>:root", "unknown"],
  ["arn:aws:iam::111111111111:root", "arn:aws:iam::<?>:role/x", "no"],
  ["a*", "<?>", "unknown"],
  ["*", "<?>", "yes"],
  ["abc", "b<?>", "no"],
  ["?😀", "a😀", "yes"],
];

describe("a pattern", () => {
  for (const [pattern, written, expected] of cases) {
    it(`${JSON.stringify(pattern)} on ${JSON.stringify(written)}: ${expected}`, () => {
      assert.equal(matches(pattern, text(written)), expected);
    });
  }

  it("takes linear time however many stars it has", () => {
    const start = performance.now();
    assert.equal(matches("*a".repeat(99), text("a".repeat(98) + "b".repeat(20_000))), "no");
    assert.ok(performance.now() - start < 2000);
  });
});
