// Functions on numbers and truth values.

import { asTruth } from "../../../expressions/compare.ts";
import { numberOf } from "../../../expressions/operators.ts";
import { all, any } from "../../../expressions/truth.ts";
import type { Num, Value } from "../../../expressions/value.ts";
import { effective, isNum, isText, wholeText } from "../../../expressions/value.ts";
import type { NumberText } from "../../../expressions/wide-number.ts";
import {
  calculate,
  calculateNumbers,
  compareNumbers,
  exactText,
  wholeNumber,
} from "../../../expressions/wide-number.ts";
import { convertTo } from "../conversion.ts";
import type { Call, TerraformFunction } from "./call.ts";
import {
  allArguments,
  derived,
  failed,
  isNull,
  listOf,
  listValue,
  numberValue,
  undecided,
} from "./call.ts";

export const numberFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["max", (call) => extreme(call, 1)],
  ["min", (call) => extreme(call, -1)],
  ["abs", absolute],
  ["ceil", (call) => single(call, (text) => wholeNumber(text, true))],
  ["floor", (call) => single(call, (text) => wholeNumber(text, false))],
  ["signum", signum],
  ["parseint", parseInteger],
  ["sum", sum],
  ["range", range],
  ["alltrue", (call) => quantified(call, all)],
  ["anytrue", (call) => quantified(call, any)],
];

function numOf(value: Value | undefined): Num | undefined {
  if (!value) return undefined;
  const decided = effective(value);
  return decided.state === "known" && decided.value !== null && isNum(decided.value)
    ? decided.value
    : undefined;
}

/** The decimal text of a number, with all of its digits. */
function textOf(value: Value | undefined): string | undefined {
  const number = numOf(value);
  return number && exactText(number);
}

function numberText(call: Call, text: string | undefined, from: readonly Value[]): Value {
  return text === undefined
    ? undecided(call, ...from)
    : derived(call, { type: "number", text }, from);
}

function extreme(call: Call, direction: 1 | -1): Value {
  const { values, more } = allArguments(call);
  if (values.length === 0 && !more) return failed(call, "there is no number");
  let result: string | undefined;
  let chosen: Value | undefined;
  for (const value of values) {
    const text = textOf(value);
    if (text === undefined || more) return undecided(call, ...values);
    const order = result === undefined ? direction : compareNumbers(text, result);
    if (order === undefined) return undecided(call, ...values);
    if (order * direction > 0) {
      result = text;
      chosen = value;
    }
  }
  const number = numOf(chosen);
  return number ? derived(call, number, values) : undecided(call, ...values);
}

/** Without the sign, which stands in front of the short form as well. */
function absolute(call: Call): Value {
  const value = call.argument(0);
  const number = numOf(value);
  if (!number) return undecided(call, value);
  const text = number.text === "-Inf" ? "+Inf" : number.text.replace(leadingSign, "");
  return derived(call, { ...number, text }, [value]);
}

const leadingSign = /^-/;

function single(call: Call, change: (number: string) => string | undefined): Value {
  const value = call.argument(0);
  const text = textOf(value);
  return numberText(call, text === undefined ? undefined : change(text), [value]);
}

/** Terraform reads the number as a whole one. */
function signum(call: Call): Value {
  const value = call.argument(0);
  const number = numberOf(value);
  if (number === undefined) return undecided(call, value);
  return Number.isSafeInteger(number)
    ? numberValue(call, Math.sign(number), [value])
    : failed(call, "this is no whole number");
}

const digitsOfBases = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

function parseInteger(call: Call): Value {
  const [value, radix] = [call.argument(0), call.argument(1)];
  const base = numberOf(radix);
  const decided = effective(value);
  if (decided.state === "known" && !(decided.value !== null && isText(decided.value)))
    return failed(call, "this is no text");
  const text = wholeText(value);
  if (text === undefined || base === undefined) return undecided(call, value, radix);
  if (!Number.isInteger(base) || base < 2 || base > 62) return failed(call, "no such base");
  const digits = text.startsWith("-") || text.startsWith("+") ? text.slice(1) : text;
  if (digits === "") return failed(call, "this is no number");
  if (digits.length > call.scope.limits.expansion) return undecided(call);
  let result = 0n;
  for (const character of base <= 36 ? digits.toLowerCase() : digits) {
    const digit = digitsOfBases.indexOf(character);
    if (digit < 0 || digit >= base) return failed(call, "this is no number in that base");
    result = result * BigInt(base) + BigInt(digit);
  }
  if (result.toString().length > 150) return undecided(call);
  const sign = text.startsWith("-") && result !== 0n ? "-" : "";
  return numberText(call, sign + result.toString(), [value, radix]);
}

function sum(call: Call): Value {
  const value = call.argument(0);
  const list = listOf(value);
  if (!list) {
    const decided = effective(value);
    return decided.state === "known" ? failed(call, "this is no list") : undecided(call, value);
  }
  if (list.items.length === 0 && !list.more) return failed(call, "there is no number");
  let result: NumberText | undefined;
  for (const item of list.items) {
    if (isNull(item)) return failed(call, "an item is null");
    const number = convertTo(item, "number");
    if (!number) return failed(call, "an item is no number");
    const summand = numOf(number);
    if (!summand) return undecided(call, item);
    const next = result === undefined ? summand : calculateNumbers("+", result, summand);
    if (next?.text === "NaN") return failed(call, "the result is no number");
    if (next === undefined) return undecided(call, item);
    result = next;
  }
  if (list.more) return undecided(call, { ...value, state: "unknown", reason: list.more });
  return result
    ? derived(call, { type: "number", ...result }, [value, ...list.items])
    : undecided(call, value);
}

function range(call: Call): Value {
  const { values, more } = allArguments(call);
  if (!more && (values.length === 0 || values.length > 3))
    return failed(call, "it takes one to three numbers");
  const texts = values.flatMap((value) => textOf(value) ?? []);
  if (more || texts.length !== values.length) return undecided(call, ...values);
  if (values.some((value) => numOf(value)?.double)) return undecided(call);
  const [first = "0", second, third] = texts;
  const [start, end] = second === undefined ? ["0", first] : [first, second];
  const down = (compareNumbers(end, start) ?? 0) < 0;
  const step = third ?? (down ? "-1" : "1");
  const direction = compareNumbers(step, "0") ?? 0;
  if (direction === 0 || (down && direction > 0) || (!down && direction < 0 && start !== end))
    return failed(call, "the step does not lead to the end");
  const items: Value[] = [];
  let number: string | undefined = start;
  while (number !== undefined && (compareNumbers(number, end) ?? 0) * direction < 0) {
    // Terraform itself refuses more.
    if (items.length >= 1024) return failed(call, "there are too many numbers");
    items.push(numberText(call, number, []));
    number = calculate("+", number, step);
  }
  return number === undefined ? undecided(call) : listValue(call, items, undefined, values);
}

function quantified(call: Call, decide: typeof all): Value {
  const value = call.argument(0);
  const list = listOf(value);
  if (!list) return undecided(call, value);
  // Null counts as false.
  const truth = decide(list.items.map((item) => (isNull(item) ? "no" : asTruth(item))));
  const decisive = decide === all ? "no" : "yes";
  if (truth === "unknown" || (list.more && truth !== decisive)) {
    return undecided(call, ...list.items);
  }
  return derived(call, truth === "yes", [value, ...list.items]);
}
