// Decides one IAM condition for a request of which single keys are known; knows no guard and no party.

import type { Truth } from "../../expressions/truth.ts";
import { all, any, not, truth } from "../../expressions/truth.ts";
import type { Value } from "../../expressions/value.ts";
import { wholeText } from "../../expressions/value.ts";
import type { Condition } from "../../model/document.ts";
import { wildcard } from "../../model/glob.ts";
import { hasHole, marked, widest } from "./pattern.ts";

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

/** Does the request meet the condition? */
export function meets(condition: Condition, request: Request): Truth {
  const operator = operatorOf(condition.operator);
  const state = request(condition.key.toLowerCase());
  if (state === undefined) return "unknown";
  if (operator.base === "null") return meetsNull(condition, state);
  if (state === "absent" || state.length === 0) return truth(absentMeets(operator));
  const values = state === "other" ? [undefined] : state;
  const each = values.map((value) => oneMeets(operator, condition, value));
  return operator.set === "all" ? all(each) : any(each);
}

/** A missing key makes IfExists, ForAllValues and negated operators true; ForAnyValue is false before all. */
function absentMeets(operator: Operator): boolean {
  if (operator.set === "any") return false;
  return operator.ifExists || operator.set === "all" || operator.negated;
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
function oneMeets(operator: Operator, condition: Condition, value: string | undefined): Truth {
  const matched = orMore(
    any(condition.values.values.map((each) => compare(operator.base, each, value))),
    condition,
    value === undefined && operator.base !== "stringlike",
  );
  return operator.negated ? not(matched) : matched;
}

function orMore(found: Truth, condition: Condition, closed = false): Truth {
  return found === "no" && condition.values.more && !closed ? "unknown" : found;
}

function compare(base: string, wanted: Value, value: string | undefined): Truth {
  const written = marked(wanted);
  switch (base) {
    case "stringlike":
    case "arnlike":
    case "arnequals":
      return like(written, value);
    case "stringequals":
    case "binaryequals":
      return equal(written, value);
    case "stringequalsignorecase":
    case "bool":
      return equal(written?.toLowerCase(), value?.toLowerCase());
    case "numericequals":
    case "numericlessthan":
    case "numericlessthanequals":
    case "numericgreaterthan":
    case "numericgreaterthanequals":
      return numeric(base.slice("numeric".length), written, value);
    case "dateequals":
    case "datelessthan":
    case "datelessthanequals":
    case "dategreaterthan":
    case "dategreaterthanequals":
      return dated(base.slice("date".length), written, value);
    default:
      return "unknown";
  }
}

/** Policy variables such as `${aws:username}` are filled in by the request. */
const variable = /\$\{/;

function equal(written: string | undefined, value: string | undefined): Truth {
  if (value === undefined) return "no";
  if (written === undefined || variable.test(written)) return "unknown";
  if (!hasHole(written)) return truth(written === value);
  return wildcard(widest(written), value) ? "unknown" : "no";
}

/** A value that nobody wrote matches where the pattern has nothing but wildcards. */
function like(written: string | undefined, value: string | undefined): Truth {
  if (written === undefined || variable.test(written)) return "unknown";
  if (value === undefined) {
    if (/[^*?\uf8ff]/.test(written)) return "no";
    return hasHole(written) ? "unknown" : truth(written.includes("*") || written.includes("?"));
  }
  if (!hasHole(written)) return truth(wildcard(written, value));
  return wildcard(widest(written), value) ? "unknown" : "no";
}

function numeric(order: string, written: string | undefined, value: string | undefined): Truth {
  if (written === undefined || value === undefined || hasHole(written)) return "unknown";
  return ordered(order, Number(value), Number(written));
}

function dated(order: string, written: string | undefined, value: string | undefined): Truth {
  if (written === undefined || value === undefined || hasHole(written)) return "unknown";
  return ordered(order, Date.parse(value), Date.parse(written));
}

function ordered(order: string, left: number, right: number): Truth {
  if (Number.isNaN(left) || Number.isNaN(right)) return "unknown";
  switch (order) {
    case "equals":
      return truth(left === right);
    case "lessthan":
      return truth(left < right);
    case "lessthanequals":
      return truth(left <= right);
    case "greaterthan":
      return truth(left > right);
    case "greaterthanequals":
      return truth(left >= right);
    default:
      return "unknown";
  }
}
