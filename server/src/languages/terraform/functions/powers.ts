// Powers and logarithms, which Terraform works out in binary fractions of 53 bits.

import type { Value } from "../../../expressions/value.ts";
import { wholeText } from "../../../expressions/value.ts";
import { decimalOfDouble, doubleOf } from "../../../expressions/wide-number.ts";
import type { Call, TerraformFunction } from "./call.ts";
import { derived, failed, undecided } from "./call.ts";

export const powerFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["pow", (call) => computed(call, powerOf)],
  ["log", (call) => computed(call, (number, base) => Math.log(number) / Math.log(base))],
];

function computed(call: Call, compute: (a: number, b: number) => number): Value {
  const values = [call.argument(0), call.argument(1)];
  const [first, second] = values.map((value) => wholeText(value));
  if (first === undefined || second === undefined) return undecided(call, ...values);
  const [a, b] = [doubleOf(first), doubleOf(second)];
  if (a === undefined || b === undefined) return undecided(call);
  const result = compute(a, b);
  if (Number.isNaN(result)) return failed(call, "the result is no number");
  return derived(call, { type: "number", ...decimalOfDouble(result) }, values);
}

/** By squaring, with the exponent apart, as Go does it: the last digits depend on the way. */
function powerOf(base: number, exponent: number): number {
  if (exponent === 0 || base === 1) return 1;
  if (exponent === 1) return base;
  if (base === 0 || !Number.isFinite(base) || !Number.isFinite(exponent)) return base ** exponent;
  if (exponent === 0.5) return Math.sqrt(base);
  if (exponent === -0.5) return 1 / Math.sqrt(base);
  let whole = Math.trunc(Math.abs(exponent));
  let fraction = Math.abs(exponent) - whole;
  if (fraction !== 0 && base < 0) return Number.NaN;
  if (whole >= 2 ** 63) return base ** exponent;
  let result = 1;
  if (fraction !== 0) {
    if (fraction > 0.5) {
      fraction--;
      whole++;
    }
    result = Math.exp(fraction * Math.log(base));
  }
  let { mantissa, power } = split(base);
  let scale = 0;
  for (let left = whole; left !== 0; left = Math.floor(left / 2)) {
    if (power < -4096 || power > 4096) {
      scale += power;
      break;
    }
    if (left % 2 === 1) {
      result *= mantissa;
      scale += power;
    }
    mantissa *= mantissa;
    power *= 2;
    if (Math.abs(mantissa) < 0.5) {
      mantissa += mantissa;
      power--;
    }
  }
  if (exponent < 0) {
    result = 1 / result;
    scale = -scale;
  }
  return scaled(result, scale);
}

/** The number as a fraction from a half up to one, times a power of two. */
function split(number: number): { mantissa: number; power: number } {
  let mantissa = number;
  let power = 0;
  if (Math.abs(mantissa) < 2 ** -1022) {
    mantissa *= 2 ** 52;
    power = -52;
  }
  const exponent = Math.floor(Math.log2(Math.abs(mantissa))) + 1;
  mantissa = scaled(mantissa, -exponent);
  power += exponent;
  if (Math.abs(mantissa) >= 1) return { mantissa: mantissa / 2, power: power + 1 };
  return Math.abs(mantissa) < 0.5
    ? { mantissa: mantissa * 2, power: power - 1 }
    : { mantissa, power };
}

/** In steps, since the power alone may be out of reach. */
function scaled(number: number, power: number): number {
  let [result, left] = [number, power];
  while (left > 1000) {
    result *= 2 ** 1000;
    left -= 1000;
    if (!Number.isFinite(result)) return result;
  }
  while (left < -1000) {
    result *= 2 ** -1000;
    left += 1000;
    if (result === 0) return result;
  }
  return result * 2 ** left;
}
