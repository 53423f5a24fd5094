// Regular expressions of RE2's dialect: what they find, what is refused, and that no pattern takes long.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { find } from "../../../../src/languages/terraform/regular-expressions/match.ts";
import { compiled } from "../../../../src/languages/terraform/regular-expressions/program.ts";
import {
  findAll,
  groupText,
  replaceAll,
} from "../../../../src/languages/terraform/regular-expressions/replace.ts";

/** The match and its groups joined by `|`, `-` for a group without part; `?` refused, `!` too large. */
function found(pattern: string, text: string): string | undefined {
  const program = compiled(pattern);
  if ("refused" in program) return program.limit ? "!" : "?";
  const match = find(program, text, 0, { steps: 1_000_000 });
  if (!match || match === "limit") return match;
  return program.groups.map((_, index) => groupText(match, text, index) ?? "-").join("|");
}

const cases: readonly (readonly [pattern: string, text: string, expected: string | undefined])[] = [
  ["b+", "abbc", "bb"],
  ["b+?", "abbc", "b"],
  ["(?U)b+", "abbc", "b"],
  ["(?U)b+?", "abbc", "bb"],
  ["x|xy", "xy", "x"],
  ["(a)|(b)", "b", "b|-|b"],
  ["(a*)*", "aab", "aa|aa"],
  ["(a|b)*c", "abac", "abac|a"],
  ["(?:ab){2}", "ababab", "abab"],
  ["a{2,3}?", "aaaa", "aa"],
  ["a{,3}", "a{,3}", "a{,3}"],
  ["a{1001}", "", "?"],
  ["(?:a{100}){100}", "", "?"],
  ["a**", "a", "?"],
  ["a{2}{3}", "a", "?"],
  ["a?(?i){2}", "aa", "aa"],
  ["(?:a{2}){3}", "aaaaaa", "aaaaaa"],
  ["^b", "a\nb", undefined],
  ["(?m)^b$", "a\nb\nc", "b"],
  ["a.b", "a\nb", undefined],
  ["(?s:a.b)", "a\nb", "a\nb"],
  ["(?i)straSSe", "STRASSE", "STRASSE"],
  ["(?i)[k-l]", "\u212a", "\u212a"],
  ["(?i:a)b", "AB", undefined],
  ["(?i-s)A.", "a\n", undefined],
  ["[]a]+", "]a]", "]a]"],
  ["[^]a]", "]ab", "b"],
  ["[a-]+", "-a-", "-a-"],
  ["[\\d-x]+", "1-x", "1-x"],
  ["[[:alpha:]_]+", "1a_B", "a_B"],
  ["[[:nosuch:]]", "a", "?"],
  ["\\p{Lu}\\P{Lu}", "aBc", "Bc"],
  ["\\p{^Greek}+", "αab", "ab"],
  ["\\Q(a\\E)", "(a)", "?"],
  ["\\Q(a)\\E+", "(a))", "(a))"],
  ["\\x{1F600}\\x41\\101", "\u{1f600}AA", "\u{1f600}AA"],
  ["\\1", "a", "?"],
  ["\\_", "_", "_"],
  ["\\bb", "ab b", "b"],
  ["(?<year>\\d{4})-(?P<month>\\d\\d)", "on 2024-05", "2024-05|2024|05"],
  ["(?=a)", "a", "?"],
  ["(a))", "a", "?"],
  [`${"(".repeat(200)}a${")".repeat(200)}`, "a", "!"],
  ["(?:(?:[a-z]{40}){5}[a-z]{1,60}){4}", "", undefined],
];

describe("a regular expression", () => {
  for (const [pattern, text, expected] of cases)
    it(`${pattern.slice(0, 40)} in ${JSON.stringify(text)}`, () => {
      assert.equal(found(pattern, text), expected);
    });

  it("takes no time that grows beyond the text", () => {
    const program = compiled("(?:(?:a|aa)+)+(a?){20}b");
    assert.ok(!("refused" in program));
    const work = { steps: 10_000_000 };
    assert.equal(find(program, "a".repeat(20_000), 0, work), undefined);
    assert.ok(work.steps > 0);
  });

  it("ends at its limit", () => {
    const program = compiled("a*b");
    assert.ok(!("refused" in program));
    assert.equal(find(program, "a".repeat(1_000), 0, { steps: 100 }), "limit");
    assert.equal(findAll(program, "a".repeat(1_000), { steps: 100 }), "limit");
    assert.equal(replaceAll(program, "a".repeat(1_000), "", { steps: 100 }, 10_000), undefined);
  });

  it("replaces by what was found", () => {
    const program = compiled("(?P<key>\\w+)=(\\d*)");
    assert.ok(!("refused" in program));
    assert.equal(
      replaceAll(program, "a=1 b= c", `\${2}:$key$$1$9$`, { steps: 1_000 }, 1_000),
      "1:a$1$ :b$1$ c",
    );
  });
});
