// Functions of ARM and Bicep on strings.

import { equal } from "../../expressions/compare.ts";
import { textParts } from "../../expressions/evaluate.ts";
import { numberOf, numeric } from "../../expressions/operators.ts";
import { sliced } from "../../expressions/slices.ts";
import { type Truth, truth } from "../../expressions/truth.ts";
import type { Text, TextPart, Value } from "../../expressions/value.ts";
import {
  effective,
  isDict,
  isList,
  isNum,
  items,
  known,
  unknown,
  wholeText,
} from "../../expressions/value.ts";
import { wildcard } from "../../model/glob.ts";
import { besideTemplate } from "./environment.ts";
import type { AzureFunction, Call, FunctionTable } from "./function.ts";
import { jsonText, valueOfJson } from "./json-text.ts";
import { fromTruth } from "./logic-functions.ts";
import { formattedNumber } from "./number-format.ts";
import {
  beginning,
  firstHole,
  hole,
  joined,
  made,
  mapped,
  scalarParts,
  splitParts,
  textOf,
  undecided,
  wholeOf,
} from "./text.ts";

export const textFunctions: FunctionTable = new Map<string, AzureFunction>([
  ["format", format],
  ["tolower", (call) => changed(call, (part) => inCase(part, (each) => each.toLowerCase()))],
  ["toupper", (call) => changed(call, (part) => inCase(part, (each) => each.toUpperCase()))],
  ["trim", trim],
  ["substring", substring],
  ["replace", replace],
  ["split", split],
  ["join", join],
  ["string", string],
  ["json", json],
  ["startswith", (call) => edge(call, "start")],
  ["endswith", (call) => edge(call, "end")],
  ["padleft", padLeft],
  ["uri", uri],
  ["indexof", (call) => position(call, (text, part) => text.indexOf(part))],
  ["like", like],
  ["lastindexof", (call) => position(call, (text, part) => text.lastIndexOf(part))],
]);

/** Longest string that padding or repetition may make. */
function tooLong(call: Call, length: number): Value | undefined {
  if (length <= call.scope.limits.text) return undefined;
  return unknown({ kind: "limit", what: "length of a string" }, call.at);
}

const formatItem = /\{\{|\}\}|\{(\d+) *(?:, *(-?\d+) *)?(?::([^{}]*))?\}/g;

/** `{0}` is replaced by the argument, `{0,5:D3}` by its digits, filled up with blanks. */
function format(call: Call): Value {
  const template = call.argument(0);
  const text = textOf(template);
  const whole = text ? wholeOf(text) : undefined;
  if (!text || whole === undefined) return undecided([template], call.at, call.name);
  const parts: TextPart[] = [];
  const used: Value[] = [template];
  let offset = 0;
  if (/[{}]/.test(whole.replace(formatItem, "")))
    return unknown({ kind: "error", message: "this format has a brace too many" }, call.at);
  for (const match of whole.matchAll(formatItem)) {
    parts.push(...sliced(text.parts, offset, match.index));
    offset = match.index + match[0].length;
    const [, index, alignment, form] = match;
    if (index === undefined) {
      parts.push(...sliced(text.parts, match.index, match.index + 1));
    } else if (Number(index) + 1 >= call.count) {
      parts.push(hole({ kind: "error", message: `format has no argument ${index}` }, call.at));
    } else {
      const value = call.argument(Number(index) + 1);
      used.push(value);
      parts.push(...aligned(call, formatted(call, value, form), Number(alignment ?? 0)));
    }
  }
  parts.push(...sliced(text.parts, offset, whole.length));
  return joined(parts, call.at, used);
}

/** A format says nothing to texts and booleans; one for numbers that is not known here is a hole. */
function formatted(call: Call, value: Value, form: string | undefined): readonly TextPart[] {
  const plain = textParts(value, call.scope);
  const decided = effective(value);
  if (form === undefined || form === "") return plain;
  if (decided.state !== "known" || decided.value === null || !isNum(decided.value)) return plain;
  const text = formattedNumber(decided.value.text, form);
  const what = `the number format ${form}`;
  return [text === undefined ? hole({ kind: "unsupported", what }, call.at) : made(text, value.at)];
}

function aligned(call: Call, parts: readonly TextPart[], width: number): readonly TextPart[] {
  if (width === 0) return parts;
  const reason = firstHole(parts);
  if (reason) return [hole(reason, call.at)];
  const length = parts.reduce((sum, part) => sum + ("hole" in part ? 0 : part.text.length), 0);
  const missing = Math.min(Math.abs(width), call.scope.limits.text) - length;
  if (missing <= 0) return parts;
  const blanks = made(" ".repeat(missing), call.at);
  return width > 0 ? [blanks, ...parts] : [...parts, blanks];
}

/** .NET changes character by character, and leaves those that would become several. */
function inCase(text: string, change: (character: string) => string): string {
  const changedText = change(text);
  if (changedText.length === text.length && isPlain.test(text)) return changedText;
  return Array.from(text, (each) => {
    const other = change(each);
    return other.length === each.length ? other : each;
  }).join("");
}

const isPlain = /^[\x20-\x7e]*$/;

function changed(call: Call, change: (part: string) => string): Value {
  const value = call.argument(0);
  const text = textOf(value);
  if (!text) return undecided([value], call.at, call.name);
  return joined(mapped(text, change), call.at, [value]);
}

/** What is known at the edges is trimmed; a part that is not known stays one. */
function trim(call: Call): Value {
  const value = call.argument(0);
  const text = textOf(value);
  if (!text) return undecided([value], call.at, call.name);
  const parts = [...text.parts];
  const isBlank = (part: TextPart | undefined) =>
    part !== undefined && !("hole" in part) && part.text.trim() === "";
  while (isBlank(parts[0])) parts.shift();
  while (isBlank(parts.at(-1))) parts.pop();
  const first = parts[0];
  if (first && !("hole" in first)) {
    const start = first.text.length - first.text.trimStart().length;
    parts.splice(0, 1, ...sliced([first], start, first.text.length));
  }
  const last = parts.at(-1);
  if (last && !("hole" in last))
    parts.splice(-1, 1, ...sliced([last], 0, last.text.trimEnd().length));
  return joined(parts, call.at, [value]);
}

function substring(call: Call): Value {
  const value = call.argument(0);
  const text = textOf(value);
  const written = text ? wholeOf(text) : undefined;
  const start = numberOf(call.argument(1));
  const length = call.count > 2 ? numberOf(call.argument(2)) : undefined;
  if (text && written === undefined && start === 0 && length !== undefined && length >= 0)
    return joined(beginning(text, length, call.at), call.at, [value]);
  if (!text || written === undefined || start === undefined)
    return undecided(call.all(), call.at, call.name);
  if (call.count > 2 && length === undefined) return undecided(call.all(), call.at, call.name);
  const end = length === undefined ? written.length : start + length;
  if (start < 0 || end < start || end > written.length) {
    return unknown(
      { kind: "error", message: "substring reaches over the end" },
      call.at,
      value.via,
    );
  }
  return joined(sliced(text.parts, start, end), call.at, [value]);
}

function replace(call: Call): Value {
  const value = call.argument(0);
  const text = textOf(value);
  const old = wholeText(call.argument(1));
  if (!text || old === undefined || old === "") return undecided(call.all(), call.at, call.name);
  const between = scalarParts(call.argument(2), call.scope);
  const whole = wholeOf(text);
  if (whole !== undefined)
    return joined(replaced(text.parts, whole, old, between), call.at, [value, call.argument(2)]);
  // A longer text could reach into a part that is not known.
  if (old.length > 1) return undecided(call.all(), call.at, call.name);
  const parts = text.parts.flatMap((part) =>
    // A part that is not known is another one than before.
    "hole" in part ? [hole(part.hole, call.at)] : replaced([part], part.text, old, between),
  );
  return joined(parts, call.at, [value, call.argument(2)]);
}

function replaced(
  parts: readonly TextPart[],
  text: string,
  old: string,
  between: readonly TextPart[],
): readonly TextPart[] {
  const result: TextPart[] = [];
  let start = 0;
  for (let found = text.indexOf(old); found >= 0; found = text.indexOf(old, start)) {
    result.push(...sliced(parts, start, found), ...between);
    start = found + old.length;
  }
  return [...result, ...sliced(parts, start, text.length)];
}

function split(call: Call): Value {
  const value = call.argument(0);
  const text = textOf(value);
  const delimiters = items(call.argument(1)).map(wholeText);
  const wholeDelimiters = delimiters.filter((each) => each !== undefined);
  const complete = wholeDelimiters.length > 0 && wholeDelimiters.length === delimiters.length;
  const pieces = text && complete ? splitParts(text, wholeDelimiters) : undefined;
  if (!pieces) return undecided(call.all(), call.at, call.name);
  const values = pieces.map((parts) => joined(parts, call.at, [value]));
  return known({ type: "list", items: values }, call.at, value.via);
}

function join(call: Call): Value {
  const value = effective(call.argument(0));
  const between = scalarParts(call.argument(1), call.scope);
  const list =
    value.state === "known" && value.value !== null && isList(value.value)
      ? value.value
      : undefined;
  if (!list) return undecided(call.all(), call.at, call.name);
  const parts = list.items.flatMap((item, index) => {
    const own = scalarParts(item, call.scope);
    return index === 0 ? own : [...between, ...own];
  });
  if (list.more) parts.push(hole(list.more, call.at));
  return joined(parts, call.at, [value, ...list.items]);
}

function string(call: Call): Value {
  const value = call.argument(0);
  const decided = effective(value);
  if (decided.state !== "known") return undecided([value], call.at, call.name);
  if (
    decided.value !== null &&
    typeof decided.value === "object" &&
    (isList(decided.value) || isDict(decided.value))
  ) {
    const text: Text = { type: "text", parts: jsonText(decided, call.scope), json: decided };
    return {
      ...known(text, call.at, value.via),
      ...(value.sensitive ? { sensitive: true as const } : {}),
    };
  }
  return joined(textParts(decided, call.scope), call.at, [value]);
}

function json(call: Call): Value {
  const value = call.argument(0);
  const text = textOf(value);
  if (text?.json) return text.json;
  const written = text ? wholeOf(text) : undefined;
  if (written === undefined) return undecided([value], call.at, call.name);
  return valueOfJson(written, call.at, value.via) ?? undecided([value], call.at, call.name);
}

/** Known beginnings and ends decide even where the rest is not known. */
function edge(call: Call, side: "start" | "end"): Value {
  const text = textOf(call.argument(0));
  const wanted = wholeText(call.argument(1))?.toLowerCase();
  if (!text || wanted === undefined) return undecided(call.all(), call.at, call.name);
  const parts = side === "start" ? text.parts : text.parts.toReversed();
  let seen = "";
  let complete = true;
  for (const part of parts) {
    if ("hole" in part) {
      complete = false;
      break;
    }
    seen = side === "start" ? seen + part.text : part.text + seen;
  }
  seen = seen.toLowerCase();
  const holds = side === "start" ? seen.startsWith(wanted) : seen.endsWith(wanted);
  const possible = side === "start" ? wanted.startsWith(seen) : wanted.endsWith(seen);
  const decided: Truth = holds ? "yes" : complete || !possible ? "no" : "unknown";
  return fromTruth(decided, call.all(), call);
}

/** `*` stands for any text; what other characters may stand for is not documented. */
function like(call: Call): Value {
  const text = wholeText(call.argument(0))?.toLowerCase();
  const pattern = wholeText(call.argument(1))?.toLowerCase();
  if (text === undefined || pattern === undefined || pattern.includes("?"))
    return undecided(call.all(), call.at, call.name);
  return fromTruth(truth(wildcard(pattern, text)), call.all(), call);
}

function padLeft(call: Call): Value {
  const value = call.argument(0);
  const text = wholeText(value);
  const width = numberOf(call.argument(1));
  const filler = call.count > 2 ? wholeText(call.argument(2)) : " ";
  if (text === undefined || width === undefined || filler === undefined)
    return undecided(call.all(), call.at, call.name);
  const limit = tooLong(call, width);
  return limit ?? joined([made(text.padStart(width, filler), call.at)], call.at, [value]);
}

/** The simple form: a base that ends with a slash, or whose last segment is replaced. */
function uri(call: Call): Value {
  const beside = besideTemplate(effective(call.argument(0)), call.argument(1));
  if (beside) return { ...beside, at: call.at };
  const base = wholeText(call.argument(0));
  const path = wholeText(call.argument(1));
  if (base === undefined || path === undefined) return undecided(call.all(), call.at, call.name);
  const slash = base.lastIndexOf("/");
  // The two slashes behind the scheme do not count.
  const isBare = slash <= base.indexOf("://") + 2;
  const cut = isBare && !base.endsWith("/") ? `${base}/` : base.slice(0, slash + 1);
  const result = made(cut + path.replace(/^\//, ""), call.at);
  return joined([result], call.at, call.all());
}

function position(call: Call, find: (text: string, part: string) => number): Value {
  const value = effective(call.argument(0));
  if (value.state === "known" && value.value !== null && isList(value.value)) {
    const same = value.value.items.map((item) => equal(item, call.argument(1)));
    const isKnown = !value.value.more && !same.includes("unknown");
    if (!isKnown) return undecided(call.all(), call.at, call.name);
    return numeric(
      call.name.toLowerCase() === "indexof" ? same.indexOf("yes") : same.lastIndexOf("yes"),
      call.at,
    );
  }
  const text = wholeText(value)?.toLowerCase();
  const part = wholeText(call.argument(1))?.toLowerCase();
  if (text === undefined || part === undefined) return undecided(call.all(), call.at, call.name);
  return numeric(find(text, part), call.at);
}
