// Unary and binary operators, three-valued.

import { asTruth, equal } from "./compare.ts";
import type { Rules, Scope } from "./evaluate.ts";
import { textParts } from "./evaluate.ts";
import type { BinaryOperator, UnaryExpression } from "./expression.ts";
import { marked } from "./marks.ts";
import type { Truth } from "./truth.ts";
import { not } from "./truth.ts";
import { fitting, isArithmetic, misfit, typed, typedEqual } from "./typed-operands.ts";
import type { Place, Reason, Value } from "./value.ts";
import { effective, isDict, isList, isNum, isText, known, unknown, wholeText } from "./value.ts";
import { waysOf } from "./ways.ts";
import type { NumberText } from "./wide-number.ts";
import {
  calculateNumbers,
  compareNumbers,
  costOf,
  exactText,
  negated,
  numberOfText,
} from "./wide-number.ts";

/** Whoever counts steps gives its budget, as wide numbers take longer than others. */
type Context = Pick<Scope, "rules"> & Partial<Pick<Scope, "budget">>;

export function unary(
  operator: UnaryExpression["operator"],
  operand: Value,
  at: Place,
  scope: Pick<Scope, "rules">,
): Value {
  if (operator === "postfix!") return operand;
  const wrong = scope.rules.typedOperands
    ? misfit(operator === "!" ? "truth" : "number", [operand], at)
    : undefined;
  if (wrong) return wrong;
  const result = unaryResult(operator, operand, at, scope);
  return hiddenBy(
    [operand],
    scope.rules.typedOperands ? typed(result, operator === "!" ? "bool" : "number") : result,
  );
}

function unaryResult(
  operator: "-" | "!",
  operand: Value,
  at: Place,
  scope: Pick<Scope, "rules">,
): Value {
  if (operator === "!") return fromTruth(not(asTruth(operand, scope.rules)), [operand], at);
  if (scope.rules.typedOperands) {
    const text = operandText(operand);
    const result = text === undefined ? undefined : negated(text);
    return result === undefined ? undecided([operand], at) : wide(result, [operand], at);
  }
  const number = numberOf(operand);
  return number === undefined ? undecided([operand], at) : numeric(-number, at);
}

export function binary(
  operator: BinaryOperator,
  left: Value,
  later: () => Value,
  at: Place,
  scope: Context,
): Value {
  if (!scope.rules.typedOperands) return binaryResult(operator, left, later, at, scope);
  const right = later();
  const wrong = misfit(fitting(operator), [left, right], at);
  if (wrong) return wrong;
  const result =
    operator === "==" || operator === "!="
      ? equality(operator, typedEqual(left, right, scope.rules), [left, right], at)
      : binaryResult(operator, left, () => right, at, scope);
  return hiddenBy([left, right], typed(result, isArithmetic(operator) ? "number" : "bool"));
}

function equality(
  operator: "==" | "!=",
  same: Truth,
  operands: readonly Value[],
  at: Place,
): Value {
  return fromTruth(operator === "==" ? same : not(same), operands, at);
}

/** What is made of something sensitive is sensitive. */
function hiddenBy(operands: readonly Value[], value: Value): Value {
  return marked(value, operands);
}

function wide(text: string, operands: readonly Value[], at: Place): Value {
  return known({ type: "number", text }, at, waysOf(operands));
}

function binaryResult(
  operator: BinaryOperator,
  left: Value,
  later: () => Value,
  at: Place,
  scope: Context,
): Value {
  switch (operator) {
    case "&&":
    case "||":
      return logical(operator, left, later, at, scope.rules);
    case "??":
      return coalesce(left, later);
    case "==":
    case "!=":
    case "=~":
    case "!~": {
      const right = later();
      const same = equal(left, right, operator === "=~" || operator === "!~");
      return fromTruth(
        operator === "==" || operator === "=~" ? same : not(same),
        [left, right],
        at,
      );
    }
    case "<":
    case "<=":
    case ">":
    case ">=":
      return compared(operator, left, later(), at, scope);
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      return arithmetic(operator, left, later(), at, scope);
  }
}

function logical(
  operator: "&&" | "||",
  left: Value,
  later: () => Value,
  at: Place,
  rules: Pick<Rules, "typedOperands">,
): Value {
  const decisive: Truth = operator === "&&" ? "no" : "yes";
  const first = asTruth(left, rules);
  if (first === decisive) return known(operator === "||", at, left.via);
  const right = later();
  const second = asTruth(right, rules);
  if (second === decisive) return known(operator === "||", at, right.via);
  if (first === "unknown" || second === "unknown") return undecided([left, right], at);
  return known(operator === "&&", at, waysOf([left, right]));
}

function coalesce(left: Value, later: () => Value): Value {
  const decided = effective(left);
  if (decided.state === "unknown") return left;
  return decided.state === "absent" || decided.value === null ? later() : decided;
}

function compared(
  operator: "<" | "<=" | ">" | ">=",
  left: Value,
  right: Value,
  at: Place,
  scope: Pick<Scope, "rules">,
): Value {
  const order = scope.rules.typedOperands
    ? compareNumbers(operandText(left) ?? "", operandText(right) ?? "")
    : orderOf(left, right, scope.rules.textOrder);
  if (order === undefined) return undecided([left, right], at);
  const holds =
    operator === "<"
      ? order < 0
      : operator === "<="
        ? order <= 0
        : operator === ">"
          ? order > 0
          : order >= 0;
  return known(holds, at, waysOf([left, right]));
}

function orderOf(left: Value, right: Value, textOrder: Rules["textOrder"]): number | undefined {
  if (textOrder && isTextValue(left) && isTextValue(right)) {
    const [a, b] = [wholeText(left), wholeText(right)];
    return a === undefined || b === undefined ? undefined : textOrder(a, b);
  }
  const x = numberOf(left);
  const y = numberOf(right);
  if (x !== undefined && y !== undefined) return x - y;
  const a = wholeText(left);
  const b = wholeText(right);
  if (a === undefined || b === undefined) return undefined;
  return a < b ? -1 : a > b ? 1 : 0;
}

function arithmetic(
  operator: "+" | "-" | "*" | "/" | "%",
  left: Value,
  right: Value,
  at: Place,
  scope: Context,
): Value {
  if (
    operator === "+" &&
    scope.rules.additionJoinsText &&
    (isTextValue(left) || isTextValue(right))
  ) {
    return known(
      { type: "text", parts: [...textParts(left, scope), ...textParts(right, scope)] },
      at,
      waysOf([left, right]),
    );
  }
  if (scope.rules.typedOperands) {
    const [a, b] = [operandNumber(left), operandNumber(right)];
    const result = a && b && calculateNumbers(operator, a, b);
    if (scope.budget) scope.budget.steps -= costOf(result?.text ?? "");
    if (result?.text === "NaN")
      return unknown({ kind: "error", message: "the result is no number" }, at);
    return result === undefined
      ? undecided([left, right], at, { kind: "unsupported", what: "a number out of reach" })
      : known({ type: "number", ...result }, at, waysOf([left, right]));
  }
  if (scope.rules.wholeNumbers) return wholeNumber(operator, left, right, at);
  const x = numberOf(left);
  const y = numberOf(right);
  if (x === undefined || y === undefined) return undecided([left, right], at);
  switch (operator) {
    case "+":
      return numeric(x + y, at);
    case "-":
      return numeric(x - y, at);
    case "*":
      return numeric(x * y, at);
    case "/":
      return y === 0
        ? unknown({ kind: "error", message: "division by zero" }, at)
        : numeric(x / y, at);
    case "%":
      return y === 0
        ? unknown({ kind: "error", message: "division by zero" }, at)
        : numeric(x % y, at);
  }
}

/** A number, or the one that a text is read as. */
function operandNumber(value: Value): NumberText | undefined {
  const decided = effective(value);
  if (decided.state === "known" && isNum(decided.value)) return decided.value;
  const text = wholeText(decided);
  const decimal = text === undefined ? undefined : numberOfText(text)?.decimal;
  return decimal === undefined ? undefined : { text: decimal };
}

/** All digits of a number, or of the one that a text is read as. */
function operandText(value: Value): string | undefined {
  const number = operandNumber(value);
  return number && exactText(number);
}

/** Numbers of 64 bits, which a number of JavaScript cannot hold; what does not fit is an error. */
function wholeNumber(
  operator: "+" | "-" | "*" | "/" | "%",
  left: Value,
  right: Value,
  at: Place,
): Value {
  const [x, y] = [wholeOf(left), wholeOf(right)];
  if (x === undefined || y === undefined) return undecided([left, right], at);
  if (y === 0n && (operator === "/" || operator === "%"))
    return unknown({ kind: "error", message: "division by zero" }, at);
  const result =
    operator === "+"
      ? x + y
      : operator === "-"
        ? x - y
        : operator === "*"
          ? x * y
          : operator === "/"
            ? x / y
            : x % y;
  if (BigInt.asIntN(64, result) !== result)
    return unknown({ kind: "error", message: "the number is too large" }, at);
  return known({ type: "number", text: String(result) }, at);
}

function wholeOf(value: Value): bigint | undefined {
  const decided = effective(value);
  if (decided.state !== "known" || !isNum(decided.value)) return undefined;
  const { text } = decided.value;
  return /^[+-]?\d{1,30}$/.test(text) ? BigInt(text.replace("+", "")) : undefined;
}

/** The number of a number or of a text that is one; undefined for everything else. */
export function numberOf(value: Value): number | undefined {
  const decided = effective(value);
  if (decided.state !== "known" || typeof decided.value === "boolean") return undefined;
  if (isNum(decided.value)) return Number(decided.value.text);
  const text = wholeText(decided);
  if (text === undefined || text.trim() === "") return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

export function numeric(number: number, at: Place): Value {
  return Number.isFinite(number)
    ? known({ type: "number", text: String(number) }, at)
    : unknown({ kind: "limit", what: "size of a number" }, at);
}

function isTextValue(value: Value): boolean {
  const decided = effective(value);
  return decided.state === "known" && isText(decided.value);
}

function fromTruth(value: Truth, operands: readonly Value[], at: Place): Value {
  if (value === "unknown") return undecided(operands, at);
  return known(value === "yes", at, waysOf(operands));
}

function undecided(
  operands: readonly Value[],
  at: Place,
  otherwise: Reason = { kind: "error", message: "these operands do not fit the operator" },
): Value {
  for (const operand of operands) {
    const reason = reasonOf(operand);
    if (reason) return unknown(reason, at, operand.via);
  }
  return unknown(otherwise, at);
}

/** Why an operand decides nothing: it is not known, or a part of its text is not. */
function reasonOf(operand: Value): Reason | undefined {
  const decided = effective(operand);
  if (decided.state === "unknown") return decided.reason;
  if (decided.state !== "known" || decided.value === null || !isText(decided.value))
    return reasonWithin(decided, 3);
  const hole = decided.value.parts.find((part) => "hole" in part);
  return hole && "hole" in hole ? hole.hole : undefined;
}

/** The first reason among the members of a list or an object, a few levels deep. */
function reasonWithin(value: Value, levels: number): Reason | undefined {
  if (value.state !== "known" || value.value === null || levels === 0) return undefined;
  if (isList(value.value)) {
    return value.value.more ?? firstReason(value.value.items, levels);
  }
  if (!isDict(value.value)) return undefined;
  const members = [...value.value.entries.values()].map((entry) => entry.value);
  return value.value.more ?? firstReason(members, levels);
}

function firstReason(values: readonly Value[], levels: number): Reason | undefined {
  for (const value of values) {
    const reason = reasonOf(value) ?? reasonWithin(effective(value), levels - 1);
    if (reason) return reason;
  }
  return undefined;
}
