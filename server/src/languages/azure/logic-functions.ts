// Functions of ARM and Bicep on truth and numbers.

import { asTruth, equal } from "../../expressions/compare.ts";
import type { BinaryOperator } from "../../expressions/expression.ts";
import { binary, numberOf, numeric } from "../../expressions/operators.ts";
import { not, type Truth } from "../../expressions/truth.ts";
import type { Value } from "../../expressions/value.ts";
import { chosenBy, effective, isList, known, unknown, wholeText } from "../../expressions/value.ts";
import { waysOf } from "../../expressions/ways.ts";
import type { AzureFunction, Call, FunctionTable } from "./function.ts";
import { textOf, undecided, wholeOf } from "./text.ts";

export const logicFunctions: FunctionTable = new Map<string, AzureFunction>([
  ["true", (call) => known(true, call.at)],
  ["false", (call) => known(false, call.at)],
  ["null", (call) => known(null, call.at)],
  ["and", (call) => joinTruth(call, "no")],
  ["or", (call) => joinTruth(call, "yes")],
  ["not", (call) => fromTruth(not(asTruth(call.argument(0))), [call.argument(0)], call)],
  ["equals", (call) => fromTruth(equal(call.argument(0), call.argument(1)), call.all(), call)],
  ["if", conditional],
  ["coalesce", coalesce],
  ["bool", bool],
  ["int", int],
  ["float", (call) => number(call, Number)],
  ["less", (call) => compare(call, "<")],
  ["lessorequals", (call) => compare(call, "<=")],
  ["greater", (call) => compare(call, ">")],
  ["greaterorequals", (call) => compare(call, ">=")],
  ["add", (call) => operator(call, "+")],
  ["sub", (call) => operator(call, "-")],
  ["mul", (call) => operator(call, "*")],
  ["div", (call) => operator(call, "/")],
  ["mod", (call) => operator(call, "%")],
  ["min", (call) => extreme(call, (a, b) => a < b)],
  ["max", (call) => extreme(call, (a, b) => a > b)],
]);

/** Kleene's and/or: one decisive argument is enough, whatever the others are. */
function joinTruth(call: Call, decisive: Truth): Value {
  const values: Value[] = [];
  let result: Truth = not(decisive);
  for (let index = 0; index < call.count; index++) {
    const value = call.argument(index);
    const decided = asTruth(value);
    if (decided === decisive) return known(decisive === "yes", call.at, value.via);
    if (decided === "unknown") result = "unknown";
    values.push(value);
  }
  return fromTruth(result, values, call);
}

export function fromTruth(decided: Truth, values: readonly Value[], call: Call): Value {
  if (decided === "unknown") return undecided(values, call.at, call.name);
  return known(decided === "yes", call.at, waysOf(values));
}

/** Only the branch that is taken is evaluated, as Azure does. */
function conditional(call: Call): Value {
  const condition = call.argument(0);
  const decided = asTruth(condition);
  if (decided === "yes") return call.argument(1);
  if (decided === "no") return call.argument(2);
  const then = call.argument(1);
  if (equal(then, call.argument(2)) === "yes") return then;
  const reason =
    condition.state === "unknown" ? chosenBy(condition.reason) : { kind: "condition" as const };
  return unknown(reason, call.at, condition.via);
}

function coalesce(call: Call): Value {
  for (let index = 0; index < call.count; index++) {
    const value = effective(call.argument(index));
    if (value.state === "unknown") return value;
    if (value.state === "known" && value.value !== null) return value;
  }
  return known(null, call.at);
}

function bool(call: Call): Value {
  const value = call.argument(0);
  const written = wholeText(value)?.toLowerCase();
  const isNumber = /^[+-]?\d+$/.test(written ?? "");
  if (written === "true" || (isNumber && Number(written) !== 0))
    return known(true, call.at, value.via);
  if (written === "false" || isNumber) return known(false, call.at, value.via);
  return undecided([value], call.at, call.name);
}

function int(call: Call): Value {
  const value = call.argument(0);
  const written = wholeText(value)?.trim();
  if (written === undefined || !/^[+-]?\d{1,30}$/.test(written))
    return undecided([value], call.at, call.name);
  // Numbers have 64 bits, which is more than a number of JavaScript can hold.
  const number = BigInt.asIntN(64, BigInt(written.replace("+", "")));
  if (String(number) !== String(BigInt(written.replace("+", ""))))
    return undecided([value], call.at, call.name);
  return known({ type: "number", text: String(number) }, call.at, value.via);
}

function number(call: Call, read: (text: string) => number): Value {
  const value = call.argument(0);
  const written = wholeText(value);
  const result = written === undefined ? Number.NaN : read(written);
  if (!Number.isFinite(result)) return undecided([value], call.at, call.name);
  return { ...numeric(result, call.at), via: value.via };
}

type Order = "<" | "<=" | ">" | ">=";

/** Strings compare as in a dictionary: `a` before `A`, both before `b`. */
function compare(call: Call, sign: Order): Value {
  const values = [call.argument(0), call.argument(1)] as const;
  const [left, right] = values
    .map((value) => textOf(value))
    .map((text) => (text ? wholeOf(text) : undefined));
  // Numbers compare with numbers alone.
  if ((left === undefined) !== (right === undefined))
    return undecided(call.all(), call.at, call.name);
  if (left === undefined || right === undefined) return operator(call, sign);
  const order = dictionaryOrder(left, right);
  const holds =
    sign === "<" ? order < 0 : sign === "<=" ? order <= 0 : sign === ">" ? order > 0 : order >= 0;
  return known(holds, call.at, waysOf(values));
}

export function dictionaryOrder(left: string, right: string): number {
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  if (a !== b) return a < b ? -1 : 1;
  return left === right ? 0 : left > right ? -1 : 1;
}

function operator(call: Call, sign: BinaryOperator): Value {
  const result = binary(sign, call.argument(0), () => call.argument(1), call.at, call.scope);
  return result.state === "unknown" ? undecided(call.all(), call.at, call.name) : result;
}

/** `min` and `max` of several numbers or of one list of them. */
function extreme(call: Call, precedes: (a: number, b: number) => boolean): Value {
  const first = effective(call.argument(0));
  const isOneList = first.state === "known" && first.value !== null && isList(first.value);
  if (isOneList && isList(first.value) && first.value.more)
    return undecided(call.all(), call.at, call.name);
  const values = isOneList && isList(first.value) ? first.value.items : call.all();
  let best: Value | undefined;
  for (const value of values) {
    const number = numberOf(value);
    if (number === undefined) return undecided(values, call.at, call.name);
    const least = best && numberOf(best);
    if (least === undefined || precedes(number, least)) best = value;
  }
  return best ? { ...best, at: call.at } : undecided(call.all(), call.at, call.name);
}
