// Functions on numbers and truth values.

import { asTruth } from "../../../expressions/compare.ts";
import { numberOf } from "../../../expressions/operators.ts";
import { all, any } from "../../../expressions/truth.ts";
import type { Value } from "../../../expressions/value.ts";
import type { Call, TerraformFunction } from "./call.ts";
import {
  allArguments,
  derived,
  failed,
  listOf,
  listValue,
  numberValue,
  undecided,
} from "./call.ts";

export const numberFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["max", (call) => extreme(call, Math.max)],
  ["min", (call) => extreme(call, Math.min)],
  ["abs", (call) => single(call, Math.abs)],
  ["ceil", (call) => single(call, Math.ceil)],
  ["floor", (call) => single(call, Math.floor)],
  ["range", range],
  ["alltrue", (call) => quantified(call, all)],
  ["anytrue", (call) => quantified(call, any)],
];

/** Beyond this, numbers of this machine are not those of Terraform. */
const safe = Number.MAX_SAFE_INTEGER;

/** A number that is written exactly as Terraform would. */
function exact(value: Value | undefined): number | undefined {
  const number = value?.state === "known" ? numberOf(value) : undefined;
  return number !== undefined && Math.abs(number) <= safe ? number : undefined;
}

function extreme(call: Call, choose: (...numbers: number[]) => number): Value {
  const { values, more } = allArguments(call);
  const numbers = values.map(exact);
  if (more || numbers.some((number) => number === undefined)) return undecided(call, ...values);
  if (numbers.length === 0) return failed(call, "there is no number");
  let result = numbers[0] ?? 0;
  for (const number of numbers) result = choose(result, number ?? result);
  return numberValue(call, result, values);
}

function single(call: Call, change: (number: number) => number): Value {
  const value = call.argument(0);
  const number = exact(value);
  return number === undefined ? undecided(call, value) : numberValue(call, change(number), [value]);
}

function range(call: Call): Value {
  const { values, more } = allArguments(call);
  const numbers = values.map(exact);
  const known = numbers.filter((number) => number !== undefined);
  if (more || known.length !== numbers.length) return undecided(call, ...values);
  const [first = 0, second, third] = known;
  const [start, end] = second === undefined ? [0, first] : [first, second];
  const step = third ?? (end < start ? -1 : 1);
  const count = step === 0 ? Number.POSITIVE_INFINITY : Math.ceil((end - start) / step);
  // Terraform itself refuses more; fractions add up otherwise there than here.
  if (step === 0 || count > 1024) return failed(call, "there are too many numbers");
  if (![start, end, step].every(Number.isInteger)) return undecided(call);
  const items = Array.from({ length: Math.max(0, count) }, (_, index) =>
    numberValue(call, start + index * step, []),
  );
  return listValue(call, items, undefined, values);
}

function quantified(call: Call, decide: typeof all): Value {
  const value = call.argument(0);
  const list = listOf(value);
  if (!list) return undecided(call, value);
  const truth = decide(list.items.map(asTruth));
  const decisive = decide === all ? "no" : "yes";
  if (truth === "unknown" || (list.more && truth !== decisive)) {
    return undecided(call, ...list.items);
  }
  return derived(call, truth === "yes", [value, ...list.items]);
}
