// IAM's wildcards over half-known text; knows no element and no meaning.

import type { Truth } from "../../expressions/truth.ts";
import { any, truth } from "../../expressions/truth.ts";
import type { Text, Value } from "../../expressions/value.ts";
import { effective, isNum, isText, wholeText } from "../../expressions/value.ts";
import { wildcard } from "../../model/glob.ts";

/** Stands for an unknown part: a character of private use, which no pattern has. */
export const hole = "\uf8ff";

/** The text with a mark for each unknown part; undefined where nothing of it is known. */
export function marked(value: Value): string | undefined {
  const decided = effective(value);
  if (decided.state !== "known" || decided.value === null) return undefined;
  if (typeof decided.value === "boolean") return String(decided.value);
  if (isNum(decided.value)) return decided.value.text;
  return isText(decided.value) ? markedText(decided.value) : undefined;
}

function markedText(text: Text): string {
  const only = text.parts.length === 1 ? text.parts[0] : undefined;
  if (only) return "hole" in only ? hole : only.text;
  return text.parts.map((part) => ("hole" in part ? hole : part.text)).join("");
}

export function hasHole(text: string): boolean {
  return text.includes(hole);
}

/** The same string with each unknown part as a wildcard: what it may be at the widest. */
export function widest(text: string): string {
  return text.replaceAll(hole, "*");
}

/** Does the wildcard pattern cover the text? Unknown where a part of the pattern decides. */
export function covers(pattern: Value, text: string, ignoreCase: boolean): Truth {
  const { written, lower, partial } = decoded(pattern);
  if (written === undefined || lower === undefined) return "unknown";
  const left = ignoreCase ? lower : written;
  const right = ignoreCase ? text.toLowerCase() : text;
  if (!partial) return truth(wildcard(left, right));
  return wildcard(widest(left), right) ? "unknown" : "no";
}

interface Decoded {
  readonly written: string | undefined;
  readonly lower: string | undefined;
  readonly partial: boolean;
}

/** A pattern is held against hundreds of actions and decoded once. */
function decoded(pattern: Value): Decoded {
  let present = decodings.get(pattern);
  if (!present) {
    const written = marked(pattern);
    const partial = written !== undefined && hasHole(written);
    present = { written, lower: written?.toLowerCase(), partial };
    decodings.set(pattern, present);
  }
  return present;
}

const decodings = new WeakMap<Value, Decoded>();

/** Does one of the patterns cover the text? A list that may hold more is never a firm no. */
export function anyCovers(
  patterns: { readonly values: readonly Value[]; readonly more?: unknown },
  text: string,
  ignoreCase: boolean,
): Truth {
  const found = any(patterns.values.map((each) => covers(each, text, ignoreCase)));
  return found === "no" && patterns.more !== undefined ? "unknown" : found;
}

/** Is the pattern every resource: stars alone, or an ARN that names no service and nothing below it? */
export function coversEveryResource(pattern: Value): Truth {
  const written = marked(pattern);
  const everything = written !== undefined && everyArn.test(written);
  return everything ? "yes" : coversEverything(pattern);
}

/** What is left out at the end of an ARN is a wildcard too. */
const everyArn = /^arn(?::(?:\*|aws[a-z-]*|\uf8ff))?(?::\*+){0,4}$/;

/** Is the pattern nothing but stars, so that it covers every text? */
export function coversEverything(pattern: Value): Truth {
  const whole = wholeText(pattern);
  if (whole !== undefined) return truth(/^\*+$/.test(whole));
  const written = marked(pattern);
  if (written !== undefined && /[^*\uf8ff]/.test(written)) return "no";
  // An ARN or id that the cloud decides is never a star.
  return isDecidedByCloud(pattern) ? "no" : "unknown";
}

function isDecidedByCloud(value: Value): boolean {
  const decided = effective(value);
  return (
    decided.state === "unknown" &&
    (decided.reason.kind === "computed" || decided.reason.kind === "own")
  );
}
