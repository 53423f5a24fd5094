// How the verbs of Terraform's format strings write numbers, and fill what is too short. Knows no values.

import type { Digits } from "../../../expressions/wide-number.ts";
import { exactDigits, shortestDecimal } from "../../../expressions/wide-number.ts";
import { characters } from "./call.ts";

export interface Verb {
  readonly letter: string;
  /** From 0 on. */
  readonly index?: number;
  readonly flags: string;
  readonly width?: number;
  readonly precision?: number;
  readonly end: number;
}

export function padded(verb: Verb, text: string): string {
  const missing = (verb.width ?? 0) - characters(text).length;
  if (missing <= 0) return text;
  const padding = (verb.flags.includes("0") ? "0" : " ").repeat(missing);
  return verb.flags.includes("-") ? text + padding : padding + text;
}

const bases: ReadonlyMap<string, readonly [radix: number, prefix: string]> = new Map([
  ["b", [2, "0b"]],
  ["o", [8, "0"]],
  ["x", [16, "0x"]],
  ["X", [16, "0X"]],
]);

export function whole(verb: Verb, text: string): string {
  const [radix, mark] = bases.get(verb.letter) ?? [10, ""];
  const negative = text.startsWith("-") && text !== "-0";
  const lower = BigInt(text.startsWith("-") ? text.slice(1) : text).toString(radix);
  const digits = verb.letter === "X" ? lower.toUpperCase() : lower;
  const sign = signOf(verb, negative);
  const prefix = verb.flags.includes("#") ? mark : "";
  if (verb.precision === undefined) return filled(verb, sign + prefix, digits);
  if (verb.precision === 0 && digits === "0") return "";
  const long = digits.padStart(verb.precision, "0");
  return filled({ ...verb, flags: verb.flags.replaceAll("0", "") }, sign + prefix, long);
}

function signOf(verb: Verb, negative: boolean): string {
  if (negative) return "-";
  if (verb.flags.includes("+")) return "+";
  return verb.flags.includes(" ") ? " " : "";
}

/** Zeros stand behind the sign, blanks before it. */
function filled(verb: Verb, sign: string, digits: string): string {
  const missing = Math.max(0, (verb.width ?? 0) - sign.length - digits.length);
  if (verb.flags.includes("-")) return sign + digits + " ".repeat(missing);
  return verb.flags.includes("0")
    ? sign + "0".repeat(missing) + digits
    : " ".repeat(missing) + sign + digits;
}

export function fraction(verb: Verb, text: string): string | undefined {
  if (text.endsWith("Inf")) return padded(verb, text);
  const exact = exactDigits(text);
  if (!exact) return undefined;
  const sign = signOf(verb, exact.negative);
  const precision = verb.precision ?? 6;
  switch (verb.letter) {
    case "f":
      return filled(verb, sign, fixed(rounded(exact, exact.point + precision), precision));
    case "e":
    case "E":
      return filled(verb, sign, scientific(rounded(exact, precision + 1), precision, verb.letter));
    default: {
      const written = general(verb, text);
      return written === undefined
        ? undefined
        : filled(verb, sign, written.startsWith("-") ? written.slice(1) : written);
    }
  }
}

/** Rounded to so many digits, halves to even. */
function rounded(number: Digits, count: number): Digits {
  const { negative, digits, point } = number;
  if (count >= digits.length) return number;
  if (count < 0) return { negative, digits: "", point: 0 };
  const kept = digits.slice(0, count);
  const rest = digits.slice(count);
  const half = `5${"0".repeat(rest.length - 1)}`;
  const odd = Number(kept.at(-1) ?? "0") % 2 === 1;
  if (rest < half || (rest === half && !odd)) return trimmed({ negative, digits: kept, point });
  const up = (BigInt(kept === "" ? "0" : kept) + 1n).toString().padStart(count, "0");
  return trimmed({ negative, digits: up, point: point + up.length - count });
}

function trimmed(number: Digits): Digits {
  let end = number.digits.length;
  while (end > 0 && number.digits.charCodeAt(end - 1) === 48) end--;
  return { ...number, digits: number.digits.slice(0, end), point: end === 0 ? 0 : number.point };
}

function fixed({ digits, point }: Digits, precision: number): string {
  const before = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  const all = point < 0 ? "0".repeat(-point) + digits : digits.slice(point);
  return precision === 0 ? before : `${before}.${all.slice(0, precision).padEnd(precision, "0")}`;
}

function scientific({ digits, point }: Digits, precision: number, letter: string): string {
  const exponent = digits === "" ? 0 : point - 1;
  const first = digits === "" ? "0" : digits.charAt(0);
  const rest = precision === 0 ? "" : `.${digits.slice(1, precision + 1).padEnd(precision, "0")}`;
  const size = String(Math.abs(exponent)).padStart(2, "0");
  return `${first}${rest}${letter}${exponent < 0 ? "-" : "+"}${size}`;
}

/** The shorter of both forms; without a precision with the digits that tell the number from others. */
export function general(verb: Verb, text: string): string | undefined {
  const exact = exactDigits(text);
  if (!exact) return undefined;
  const shortest = verb.precision === undefined;
  const number = trimmed(
    shortest ? (shortDigits(text) ?? exact) : rounded(exact, Math.max(1, verb.precision ?? 1)),
  );
  const { digits, point } = number;
  const exponent = point - 1;
  let limit = verb.precision === 0 ? 1 : (verb.precision ?? 6);
  if (!shortest && limit > digits.length && digits.length >= point) limit = digits.length;
  const sign = number.negative ? "-" : "";
  const letter = verb.letter === "G" ? "E" : "e";
  return digits !== "" && (exponent < -4 || exponent >= limit)
    ? sign + scientific(number, digits.length - 1, letter)
    : sign + fixed(number, Math.max(0, digits.length - point));
}

function shortDigits(text: string): Digits | undefined {
  const decimal = shortestDecimal(text);
  if (decimal === undefined) return undefined;
  const negative = decimal.startsWith("-");
  const [before = "", after = ""] = (negative ? decimal.slice(1) : decimal).split(".");
  const digits = (before + after).replace(/^0+/, "");
  return {
    negative,
    digits,
    point: before.length - (before.length + after.length - digits.length),
  };
}
