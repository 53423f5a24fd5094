// One written value against one value of a request, for each operator of IAM; knows no key and no set.

import type { Truth } from "../../expressions/truth.ts";
import { truth } from "../../expressions/truth.ts";
import { wildcard } from "../../model/glob.ts";
import { inRange } from "./address.ts";
import { hasHole, widest } from "./pattern.ts";
import { comparable, plain } from "./policy-variables.ts";

/**
 * `written` has its variables filled in, undefined where nothing of it is known. `value` undefined
 * is a value that no template can have written.
 */
export function compare(
  base: string,
  written: string | undefined,
  value: string | undefined,
): Truth {
  switch (base) {
    case "stringlike":
      return like(written, value);
    case "arnlike":
    case "arnequals":
      return likeArn(written, value);
    case "stringequals":
    case "binaryequals":
      return equal(written, value);
    case "stringequalsignorecase":
    case "bool":
      return equal(written?.toLowerCase(), value?.toLowerCase());
    case "ipaddress":
      return address(written, value);
    case "numericequals":
    case "numericlessthan":
    case "numericlessthanequals":
    case "numericgreaterthan":
    case "numericgreaterthanequals":
      return measured(base.slice("numeric".length), written, value, numberOf);
    case "dateequals":
    case "datelessthan":
    case "datelessthanequals":
    case "dategreaterthan":
    case "dategreaterthanequals":
      return measured(base.slice("date".length), written, value, timeOf);
    default:
      return "unknown";
  }
}

function equal(written: string | undefined, value: string | undefined): Truth {
  if (value === undefined) return "no";
  if (written === undefined) return "unknown";
  if (!hasHole(written)) return truth(plain(written) === value);
  return wildcard(widest(asLiteral(written)), comparable(value, everyLiteral)) ? "unknown" : "no";
}

/** Where `*` is no wildcard, only the unknown parts may be anything. */
function asLiteral(written: string): string {
  return written.replaceAll("*", "\uf8fd").replaceAll("?", "\uf8fc");
}
const everyLiteral = "\uf8fd";

/** A value that nobody wrote matches where the pattern has nothing but wildcards. */
function like(written: string | undefined, value: string | undefined): Truth {
  if (written === undefined) return "unknown";
  if (value === undefined) {
    if (/[^*?\uf8ff]/.test(written)) return "no";
    return hasHole(written) ? "unknown" : truth(written.includes("*") || written.includes("?"));
  }
  const text = comparable(value, written);
  if (!hasHole(written)) return truth(wildcard(written, text));
  return wildcard(widest(written), text) ? "unknown" : "no";
}

/** Each of the six parts between colons is matched by itself; the last may hold more colons. */
function likeArn(written: string | undefined, value: string | undefined): Truth {
  if (written === undefined || value === undefined) return like(written, value);
  const pattern = arnParts(written);
  const text = arnParts(value);
  if (pattern.length < 6 || text.length < 6) return hasHole(written) ? "unknown" : "no";
  let result: Truth = "yes";
  for (const [index, part] of pattern.entries()) {
    const matched = like(part, text[index]);
    if (matched === "no") return "no";
    if (matched === "unknown") result = "unknown";
  }
  return result;
}

function arnParts(arn: string): readonly string[] {
  const parts = arn.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}

function address(written: string | undefined, value: string | undefined): Truth {
  if (written === undefined || hasHole(written)) return "unknown";
  return value === undefined ? "unknown" : inRange(value, written);
}

function measured(
  order: string,
  written: string | undefined,
  value: string | undefined,
  of: (text: string) => number | undefined,
): Truth {
  if (written === undefined || hasHole(written)) return "unknown";
  if (value === undefined) return of(written) === undefined ? "no" : "unknown";
  const left = of(value);
  const right = of(written);
  return left === undefined || right === undefined ? "no" : ordered(order, left, right);
}

function numberOf(text: string): number | undefined {
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
}

/** ISO 8601, or seconds since 1970. */
function timeOf(text: string): number | undefined {
  if (/^-?\d+(?:\.\d+)?$/.test(text) && text.length > 4) return Number(text) * 1000;
  const time = iso.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

const iso = /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?$/;

function ordered(order: string, left: number, right: number): Truth {
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
