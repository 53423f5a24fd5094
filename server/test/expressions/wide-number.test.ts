// Numbers of 512 bits: results, rounding and the shortest text that gives a number back.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  calculate,
  compareNumbers,
  decimalOfDouble,
  exactText,
  isDecimal,
  negated,
  numberOfText,
  shortestDecimal,
  wholeNumber,
} from "../../src/expressions/wide-number.ts";

const third = "3".repeat(154);

const cases: readonly (readonly [got: string | number | undefined, expected: unknown])[] = [
  [calculate("+", "0.1", "0.2"), "0.3"],
  [calculate("-", "5", "5"), "0"],
  [calculate("*", "18446744073709551616", "18446744073709551616"), String(2n ** 128n)],
  [calculate("/", "1", "3")?.slice(0, 156), `0.${third}`],
  [calculate("/", "-1", "0"), "-Inf"],
  [calculate("-", "+Inf", "+Inf"), "NaN"],
  [calculate("/", "5", "-Inf"), "-0"],
  [decimalOfDouble(2 ** 64).text, "18446744073709550000"],
  [
    exactText({ text: "0.1", double: true }),
    "0.1000000000000000055511151231257827021181583404541015625",
  ],
  [numberOfText("0x1")?.decimal, undefined],
  [numberOfText("1.5p3")?.decimal, "12"],
  [calculate("%", "-7", "3"), "-1"],
  [calculate("+", "1e5000", "1"), undefined],
  [calculate("+", "9".repeat(5000), "1"), undefined],
  [negated("0"), "-0"],
  [shortestDecimal("1.50"), "1.5"],
  [shortestDecimal("007.50"), "7.5"],
  [shortestDecimal("1e-3"), "0.001"],
  [shortestDecimal("x"), undefined],
  [wholeNumber("1.0000000001", true), "2"],
  [wholeNumber("-0.5", true), "0"],
  [wholeNumber("-0.5", false), "-1"],
  [compareNumbers("9007199254740993", "9007199254740992"), 1],
  [compareNumbers("1.0", "1"), 0],
  [Number(isDecimal("0x10")), 0],
  [Number(isDecimal(".")), 0],
  [Number(isDecimal("1.")), 1],
];

describe("a wide number", () => {
  for (const [index, [got, expected]] of cases.entries())
    it(`${index}: ${String(expected).slice(0, 40)}`, () => {
      assert.equal(got, expected);
    });
});
