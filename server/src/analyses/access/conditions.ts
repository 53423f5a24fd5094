// Decides one IAM condition for a request of which single keys are known; knows no guard and no party.

import type { Truth } from "../../expressions/truth.ts";
import { all, any, not, truth } from "../../expressions/truth.ts";
import { wholeText } from "../../expressions/value.ts";
import type { Condition } from "../../model/document.ts";
import { compare } from "./compare.ts";
import { coversEverything, marked } from "./pattern.ts";
import { expanded } from "./policy-variables.ts";

/** What a request holds of a key: its values, none, or something that no template can have written. */
export type KeyState = readonly string[] | "absent" | "other";

/** Undefined: nothing is known of the key. Keys are in lower case. */
export type Request = (key: string) => KeyState | undefined;

export interface Operator {
  /** The operator without its modifiers, in lower case and without a leading `not`. */
  readonly base: string;
  readonly negated: boolean;
  readonly ifExists: boolean;
  readonly set?: "all" | "any";
}

export function operatorOf(written: string): Operator {
  let operator = operators.get(written);
  if (!operator) {
    operator = readOperator(written);
    if (operators.size >= mostOperators) operators.clear();
    operators.set(written, operator);
  }
  return operator;
}

/** There are few, and each is asked about for every condition. */
const operators = new Map<string, Operator>();
const mostOperators = 1_000;

function readOperator(written: string): Operator {
  let name = written.toLowerCase();
  const set = name.startsWith("forallvalues:")
    ? "all"
    : name.startsWith("foranyvalue:")
      ? "any"
      : undefined;
  if (set) name = name.slice(name.indexOf(":") + 1);
  const ifExists = name.endsWith("ifexists");
  if (ifExists) name = name.slice(0, -"ifexists".length);
  const negated = /^(?:string|numeric|date|arn)not|^notipaddress$/.test(name);
  const base = negated ? name.replace("not", "") : name;
  return { base, negated, ifExists, ...(set ? { set } : {}) };
}

/** Does the request meet the condition? `variables` as in its statement. */
export function meets(condition: Condition, request: Request, variables?: Truth): Truth {
  const operator = operatorOf(condition.operator);
  const state = request(condition.key.toLowerCase());
  if (operator.base === "null")
    return state === undefined ? "unknown" : meetsNull(condition, state);
  const absent = truth(absentMeets(operator));
  if (state === undefined) {
    const present = presentMeets(operator, condition);
    return present === absent ? absent : "unknown";
  }
  if (state === "absent" || state.length === 0) return absent;
  const values = state === "other" ? [undefined] : state;
  const each = values.map((value) => oneMeets(operator, condition, value, request, variables));
  return operator.set === "all" ? all(each) : any(each);
}

/** A missing key makes IfExists, ForAllValues and negated operators true; ForAnyValue is false before all. */
function absentMeets(operator: Operator): boolean {
  if (operator.set === "any") return false;
  return operator.ifExists || operator.set === "all" || operator.negated;
}

/** What every value of the key gives, if that is the same for all. */
function presentMeets(operator: Operator, condition: Condition): Truth {
  const { values, more } = condition.values;
  const everyValue =
    operator.base === "stringlike" && values.some((each) => coversEverything(each) === "yes");
  const matched: Truth = everyValue ? "yes" : values.length === 0 && !more ? "no" : "unknown";
  return operator.negated ? not(matched) : matched;
}

function meetsNull(condition: Condition, state: KeyState): Truth {
  const missing = state === "absent" || state.length === 0;
  const wanted = condition.values.values.map((value) => {
    const text = wholeText(value)?.toLowerCase();
    if (text === undefined) return "unknown";
    return truth(text === String(missing));
  });
  return orMore(any(wanted), condition);
}

/** `value` undefined: any value that is none of those written. */
function oneMeets(
  operator: Operator,
  condition: Condition,
  value: string | undefined,
  request: Request,
  variables: Truth | undefined,
): Truth {
  const each = condition.values.values.map((wanted): Truth => {
    const written = marked(wanted);
    if (written === undefined) return compare(operator.base, undefined, value);
    const filled = textual.test(operator.base) ? expanded(written, request, variables) : written;
    // No value is like a variable that has none; whether every value differs from it is not documented.
    if (filled === undefined) return operator.negated ? "unknown" : "no";
    return compare(operator.base, filled, value);
  });
  const matched = orMore(
    any(each),
    condition,
    value === undefined && operator.base !== "stringlike",
  );
  return operator.negated ? not(matched) : matched;
}

/** The operators that take policy variables. */
const textual = /^(?:string|arn)/;

function orMore(found: Truth, condition: Condition, closed = false): Truth {
  return found === "no" && condition.values.more && !closed ? "unknown" : found;
}
