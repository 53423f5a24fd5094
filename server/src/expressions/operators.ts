// Unary and binary operators, three-valued.

import { asTruth, equal } from "./compare.ts";
import type { Scope } from "./evaluate.ts";
import { textParts } from "./evaluate.ts";
import type { BinaryOperator, UnaryExpression } from "./expression.ts";
import type { Truth } from "./truth.ts";
import { not } from "./truth.ts";
import type { Place, Reason, Value } from "./value.ts";
import { effective, isNum, isText, known, unknown, wholeText } from "./value.ts";
import { waysOf } from "./ways.ts";

export function unary(operator: UnaryExpression["operator"], operand: Value, at: Place): Value {
  if (operator === "postfix!") return operand;
  if (operator === "!") return fromTruth(not(asTruth(operand)), [operand], at);
  const number = numberOf(operand);
  return number === undefined ? undecided([operand], at) : numeric(-number, at);
}

export function binary(
  operator: BinaryOperator,
  left: Value,
  later: () => Value,
  at: Place,
  scope: Pick<Scope, "rules">,
): Value {
  switch (operator) {
    case "&&":
    case "||":
      return logical(operator, left, later, at);
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
      return compared(operator, left, later(), at);
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      return arithmetic(operator, left, later(), at, scope);
  }
}

function logical(operator: "&&" | "||", left: Value, later: () => Value, at: Place): Value {
  const decisive: Truth = operator === "&&" ? "no" : "yes";
  const first = asTruth(left);
  if (first === decisive) return known(operator === "||", at, left.via);
  const right = later();
  const second = asTruth(right);
  if (second === decisive) return known(operator === "||", at, right.via);
  if (first === "unknown" || second === "unknown") return undecided([left, right], at);
  return known(operator === "&&", at, waysOf([left, right]));
}

function coalesce(left: Value, later: () => Value): Value {
  const decided = effective(left);
  if (decided.state === "unknown") return left;
  return decided.state === "absent" || decided.value === null ? later() : decided;
}

function compared(operator: "<" | "<=" | ">" | ">=", left: Value, right: Value, at: Place): Value {
  const order = orderOf(left, right);
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

function orderOf(left: Value, right: Value): number | undefined {
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
  scope: Pick<Scope, "rules">,
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
        : numeric(scope.rules.wholeNumbers ? Math.trunc(x / y) : x / y, at);
    case "%":
      return y === 0
        ? unknown({ kind: "error", message: "division by zero" }, at)
        : numeric(x % y, at);
  }
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

function undecided(operands: readonly Value[], at: Place): Value {
  for (const operand of operands) {
    const reason = reasonOf(operand);
    if (reason) return unknown(reason, at, operand.via);
  }
  return unknown({ kind: "error", message: "these operands do not fit the operator" }, at);
}

/** Why an operand decides nothing: it is not known, or a part of its text is not. */
function reasonOf(operand: Value): Reason | undefined {
  const decided = effective(operand);
  if (decided.state === "unknown") return decided.reason;
  if (decided.state !== "known" || decided.value === null || !isText(decided.value))
    return undefined;
  const hole = decided.value.parts.find((part) => "hole" in part);
  return hole && "hole" in hole ? hole.hole : undefined;
}
