// What remains of the findings of several variants of a unit, and which variants are named.

import assert from "node:assert/strict";
import type { Finding } from "../../src/check/finding.ts";
import { match, mergeVariants } from "../../src/check/match.ts";
import { context, grant, guardMissing, policies } from "./grants.ts";

describe("mergeVariants", () => {
  const finding = (start: number, message = "x"): Finding => ({
    policy: "a/b",
    severity: "high",
    title: "t",
    message,
    file: "x.tf",
    range: { start, end: start + 1 },
    related: [],
    fixes: () => [],
    subject: { kind: "k", id: "i" },
  });
  const variant = (name: string | undefined, ...findings: readonly Finding[]) => ({
    variant: { ...(name === undefined ? {} : { name }), values: [] },
    findings,
  });
  const brief = (findings: readonly Finding[]) =>
    findings.map((each) => `${each.range.start} ${each.variants?.join(",") ?? "all"}`);

  const cases: readonly [
    name: string,
    found: Parameters<typeof mergeVariants>[0],
    expected: readonly string[],
  ][] = [
    ["the base alone", [variant(undefined, finding(1))], ["1 all"]],
    [
      "the base and a variant",
      [variant(undefined, finding(1)), variant("p", finding(1))],
      ["1 all"],
    ],
    [
      "two variants and not the base",
      [variant(undefined), variant("p", finding(1)), variant("q", finding(1))],
      ["1 p,q"],
    ],
    ["one of two variants", [variant(undefined), variant("p"), variant("q", finding(1))], ["1 q"]],
    [
      "what every other variant sets",
      [variant(undefined, finding(1)), variant("p", finding(2)), variant("q")],
      ["2 p"],
    ],
    [
      "what one variant leaves",
      [variant(undefined, finding(1)), variant("p"), variant("q", finding(1))],
      ["1 all"],
    ],
    ["one place twice in a variant", [variant(undefined, finding(1), finding(1, "y"))], ["1 all"]],
  ];
  for (const [name, found, expected] of cases)
    it(name, () => assert.deepEqual(brief(mergeVariants(found)), expected));

  it("keeps two groups at one place of two variants apart", () => {
    const once = policies({
      "a/guard": guardMissing.replace("because: [party]", "once-per: party"),
    });
    const found = ["A", "B"].map((party) => ({
      variant: { name: party, values: [] },
      findings: match(once, [grant("a", { party, guard: "absent" })], context()).findings,
    }));
    assert.deepEqual(
      mergeVariants(found).map((each) => each.message),
      ["A has no guard.", "B has no guard."],
    );
  });
});
