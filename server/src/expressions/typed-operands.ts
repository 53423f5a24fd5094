// What operators ask of their operands in a language that tells types apart: other ones are errors.

import { asTruth, equal } from "./compare.ts";
import type { Rules } from "./evaluate.ts";
import type { BinaryOperator } from "./expression.ts";
import type { Truth } from "./truth.ts";
import type { Known, Place, Value } from "./value.ts";
import { effective, isDict, isList, isNum, isText, unknown, wholeText } from "./value.ts";
import { numberOfText } from "./wide-number.ts";

export type Fit = "truth" | "number" | "anything";

export function fitting(operator: BinaryOperator): Fit {
  switch (operator) {
    case "&&":
    case "||":
      return "truth";
    case "==":
    case "!=":
    case "=~":
    case "!~":
    case "??":
      return "anything";
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      return "number";
  }
}

/** The error of the first operand that is in error or cannot be of the type; undefined: all may fit. */
export function misfit(fit: Fit, operands: readonly Value[], at: Place): Value | undefined {
  for (const operand of operands) {
    const decided = effective(operand);
    if (decided.state === "unknown") {
      const { kind } = decided.reason;
      if (kind === "error" || kind === "undeclared")
        return unknown(decided.reason, at, decided.via);
      if (fit !== "anything" && !mayFit(fit, decided.type))
        return unknown({ kind: "error", message: "these operands do not fit the operator" }, at);
    } else if (fit !== "anything" && !(decided.state === "known" && fits(fit, decided)))
      return unknown({ kind: "error", message: "these operands do not fit the operator" }, at);
  }
  return undefined;
}

function mayFit(fit: "truth" | "number", type: Value["type"]): boolean {
  if (type === undefined || type === "any" || type === "string") return true;
  return type === (fit === "truth" ? "bool" : "number");
}

function fits(fit: "truth" | "number", value: Known): boolean {
  const content = value.value;
  if (content === null || typeof content === "boolean") return content !== null && fit === "truth";
  if (isNum(content)) return fit === "number";
  if (!isText(content)) return false;
  const text = wholeText(value);
  if (text === undefined) return true;
  return fit === "truth"
    ? asTruth(value, { typedOperands: true }) !== "unknown"
    : numberOfText(text) !== undefined;
}

export function isArithmetic(operator: BinaryOperator): boolean {
  return "+-*/%".includes(operator);
}

/** What an operator gives has its type and is not null, even where it is not known. */
export function typed(value: Value, type: "number" | "bool"): Value {
  return value.state === "unknown" ? { ...value, type, notNull: true } : value;
}

/** Values of two types differ; what cannot be null differs from null. */
export function typedEqual(left: Value, right: Value, rules: Pick<Rules, "sameTypes">): Truth {
  const [a, b] = [effective(left), effective(right)];
  const nulls = [a, b].filter((each) => each.state === "known" && each.value === null).length;
  const open = [a, b].some((each) => each.state === "unknown" && !each.notNull);
  const types = nulls === 0 ? (rules.sameTypes?.(a, b) ?? "unknown") : "unknown";
  if (nulls === 1) return open ? "unknown" : "no";
  if (types === "no") return "no";
  return types === "yes" && isEmpty(a) && isEmpty(b) ? "yes" : equal(a, b);
}

function isEmpty(value: Value): boolean {
  if (value.state !== "known" || value.value === null) return false;
  if (isList(value.value)) return value.value.items.length === 0 && !value.value.more;
  return isDict(value.value) && value.value.entries.size === 0 && !value.value.more;
}
