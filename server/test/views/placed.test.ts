// Things are found at an offset and inside a range, in the file that is asked for, in the order in which they were given.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Place } from "../../src/expressions/value.ts";
import { placed } from "../../src/views/placed.ts";

function place(start: number, end: number, file = "a.tf"): Place {
  return { file, range: { start, end } };
}

const things = placed([
  [place(10, 50), "outer"],
  [place(0, 100), "widest"],
  [place(20, 30), "inner"],
  [place(20, 30, "b.tf"), "elsewhere"],
]);

describe("placed things", () => {
  const offsets: readonly (readonly [string, number, readonly string[]])[] = [
    ["a.tf", 5, ["widest"]],
    ["a.tf", 10, ["outer", "widest"]],
    ["a.tf", 30, ["outer", "widest", "inner"]],
    ["a.tf", 101, []],
    ["b.tf", 25, ["elsewhere"]],
    ["c.tf", 25, []],
  ];
  for (const [file, offset, found] of offsets)
    it(`at ${offset} of ${file}`, () => assert.deepEqual(things.at(file, offset), found));

  it("inside a range", () => assert.deepEqual(things.inside(place(10, 50)), ["outer", "inner"]));
});
