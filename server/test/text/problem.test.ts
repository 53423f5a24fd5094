// Problems that several units say of one place.

import { deepStrictEqual } from "node:assert/strict";
import { describe, it } from "mocha";
import type { Problem } from "../../src/text/problem.ts";
import { distinctProblems } from "../../src/text/problem.ts";

function limit(start: number, message: string, incomplete?: boolean): Problem {
  const range = { start, end: start + 1 };
  const id = "analysis/not-analysed";
  return { id, file: "a.tf", range, message, ...(incomplete === undefined ? {} : { incomplete }) };
}

describe("distinct problems", () => {
  it("says the same of a place once, and that something is incomplete if anybody does", () => {
    const problems = [limit(1, "A."), limit(1, "A.", true), limit(1, "B."), limit(2, "A.")];
    deepStrictEqual(distinctProblems(problems), [
      limit(1, "A.", true),
      limit(1, "B."),
      limit(2, "A."),
    ]);
  });
});
