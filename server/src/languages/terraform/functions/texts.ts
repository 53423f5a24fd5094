// Functions on strings; what is known of a string stays known where another part of it is not.

import { numberOf } from "../../../expressions/operators.ts";
import type { TextPart, Value } from "../../../expressions/value.ts";
import { wholeText } from "../../../expressions/value.ts";
import { sortedTexts } from "../types.ts";
import type { Call, TerraformFunction } from "./call.ts";
import {
  allArguments,
  characters,
  derived,
  failed,
  listOf,
  listValue,
  partsOf,
  spend,
  textOf,
  undecided,
} from "./call.ts";

export const textFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["format", format],
  ["join", join],
  ["split", split],
  ["replace", replace],
  ["lower", (call) => mapped(call, (text) => text.toLowerCase())],
  ["upper", (call) => mapped(call, (text) => text.toUpperCase())],
  ["trimspace", (call) => whole(call, trimSpace)],
  [
    "trimprefix",
    (call) =>
      whole2(call, (text, prefix) => (text.startsWith(prefix) ? text.slice(prefix.length) : text)),
  ],
  [
    "trimsuffix",
    (call) =>
      whole2(call, (text, suffix) =>
        suffix !== "" && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
      ),
  ],
  ["chomp", (call) => whole(call, chomp)],
  ["title", (call) => whole(call, title)],
  ["strrev", (call) => whole(call, (text) => characters(text).toReversed().join(""))],
  ["substr", substring],
  ["startswith", (call) => test(call, (text, part) => text.startsWith(part))],
  ["endswith", (call) => test(call, (text, part) => text.endsWith(part))],
  ["strcontains", (call) => test(call, (text, part) => text.includes(part))],
];

function whole(call: Call, change: (text: string) => string): Value {
  const value = call.argument(0);
  const text = wholeText(value);
  return text === undefined ? undecided(call, value) : textOf(call, change(text), [value]);
}

function whole2(call: Call, change: (text: string, other: string) => string): Value {
  const [value, second] = [call.argument(0), call.argument(1)];
  const text = wholeText(value);
  const other = wholeText(second);
  return text === undefined || other === undefined
    ? undecided(call, value, second)
    : textOf(call, change(text, other), [value, second]);
}

function test(call: Call, holds: (text: string, part: string) => boolean): Value {
  const [value, second] = [call.argument(0), call.argument(1)];
  const text = wholeText(value);
  const part = wholeText(second);
  return text === undefined || part === undefined
    ? undecided(call, value, second)
    : derived(call, holds(text, part), [value, second]);
}

function mapped(call: Call, change: (text: string) => string): Value {
  const value = call.argument(0);
  if (value.state === "unknown") return undecided(call, value);
  const parts = partsOf(value);
  if (!parts) return undecided(call, value);
  return joined(
    call,
    parts.map((part) => ("hole" in part ? part : { ...part, text: change(part.text) })),
    [value],
  );
}

function joined(call: Call, parts: readonly TextPart[], from: readonly Value[]): Value {
  let length = 0;
  if (!spend(call, parts.length)) return failed(call, "there are too many parts");
  for (const part of parts) length += "hole" in part ? 0 : part.text.length;
  if (length > call.scope.limits.text) return failed(call, "the string is too long");
  return derived(call, { type: "text", parts }, from);
}

function literal(call: Call, text: string): TextPart {
  return { text, file: call.at.file, range: call.at.range };
}

/** `%s`, `%v`, `%q`, `%d`, `%t`, `%%`, with an index `%[1]s`; widths only where everything is known. */
function format(call: Call): Value {
  const { values, more } = allArguments(call);
  const [template, ...rest] = values;
  const text = wholeText(template);
  if (text === undefined || more) return undecided(call, template, ...values);
  const parts: TextPart[] = [];
  let next = 0;
  let start = 0;
  for (let offset = text.indexOf("%"); offset >= 0; offset = text.indexOf("%", start)) {
    if (offset > start) parts.push(literal(call, text.slice(start, offset)));
    const verb = readVerb(text, offset);
    start = verb.end;
    if (verb.letter === "%") {
      parts.push(literal(call, "%"));
      continue;
    }
    const index = verb.index === undefined ? next : verb.index - 1;
    next = index + 1;
    const value = rest[index];
    const formatted = value ? formatOne(call, verb, value) : undefined;
    if (!formatted) return undecided(call, value, ...values);
    for (const part of formatted) parts.push(part);
  }
  if (start < text.length) parts.push(literal(call, text.slice(start)));
  return joined(call, parts, values);
}

interface Verb {
  readonly letter: string;
  readonly index?: number;
  readonly flags: string;
  readonly width?: number;
  readonly precision?: number;
  readonly end: number;
}

function readVerb(text: string, start: number): Verb {
  let offset = start + 1;
  const digits = () => {
    const from = offset;
    while (text.charCodeAt(offset) >= 48 && text.charCodeAt(offset) <= 57) offset++;
    return offset > from ? Number(text.slice(from, Math.min(offset, from + 6))) : undefined;
  };
  const flagsFrom = offset;
  while ("+- #0".includes(text.charAt(offset)) && text.charAt(offset) !== "") offset++;
  const flags = text.slice(flagsFrom, offset);
  const width = digits();
  let precision: number | undefined;
  if (text.charAt(offset) === ".") {
    offset++;
    precision = digits() ?? 0;
  }
  let index: number | undefined;
  if (text.charAt(offset) === "[") {
    offset++;
    index = digits();
    if (text.charAt(offset) === "]") offset++;
  }
  return {
    letter: text.charAt(offset),
    flags,
    end: Math.min(offset + 1, text.length),
    ...(index === undefined ? {} : { index }),
    ...(width === undefined ? {} : { width }),
    ...(precision === undefined ? {} : { precision }),
  };
}

function formatOne(call: Call, verb: Verb, value: Value): readonly TextPart[] | undefined {
  const plain = verb.width === undefined && verb.precision === undefined && verb.flags === "";
  if (plain && (verb.letter === "s" || verb.letter === "v")) return partsOf(value);
  const text = wholeText(value);
  if (text === undefined) return plain && verb.letter === "d" ? partsOf(value) : undefined;
  if (verb.flags.includes(" ") || verb.flags.includes("#")) return undefined;
  const written = convertOne(verb, value, text);
  if (written === undefined || (verb.width ?? 0) > call.scope.limits.text) return undefined;
  return [literal(call, pad(written, verb))];
}

function convertOne(verb: Verb, value: Value, text: string): string | undefined {
  switch (verb.letter) {
    case "s":
    case "v":
      return verb.precision === undefined
        ? text
        : characters(text).slice(0, verb.precision).join("");
    case "q":
      return JSON.stringify(text);
    case "t":
      return text === "true" || text === "false" ? text : undefined;
    case "d": {
      const number = numberOf(value);
      if (number === undefined || !Number.isSafeInteger(number)) return undefined;
      return verb.flags.includes("+") && number >= 0 ? `+${number}` : String(number);
    }
    case "x":
    case "X": {
      const number = numberOf(value);
      if (number === undefined || !Number.isSafeInteger(number)) return undefined;
      const hex = number.toString(16);
      return verb.letter === "X" ? hex.toUpperCase() : hex;
    }
    case "f": {
      const number = numberOf(value);
      return number === undefined || number < 0 || verb.flags.includes("+")
        ? undefined
        : fixed(number, verb.precision ?? 6);
    }
    default:
      return undefined;
  }
}

/** Only where rounding is beyond doubt: Go rounds halves to even. */
function fixed(number: number, precision: number): string | undefined {
  const scaled = number * 10 ** precision;
  if (number > 1e9 || precision > 6 || Math.abs((scaled % 1) - 0.5) < 1e-6) return undefined;
  return number.toFixed(precision);
}

function pad(text: string, verb: Verb): string {
  const missing = (verb.width ?? 0) - characters(text).length;
  if (missing <= 0) return text;
  if (verb.flags.includes("-")) return text + " ".repeat(missing);
  if (!verb.flags.includes("0")) return " ".repeat(missing) + text;
  const signed = text.startsWith("-") || text.startsWith("+");
  return signed ? text.charAt(0) + "0".repeat(missing) + text.slice(1) : "0".repeat(missing) + text;
}

function join(call: Call): Value {
  const { values, more } = allArguments(call);
  const [separator, ...lists] = values;
  const between = separator ? partsOf(separator) : undefined;
  if (!between || more || !separator) return undecided(call, separator, ...values);
  const parts: TextPart[] = [];
  const from: Value[] = [...values];
  let first = true;
  for (const value of lists) {
    const list = listOf(value);
    if (!list) return undecided(call, value);
    // The order of a set is that of its texts.
    const items = list.set ? sortedTexts(list.items) : list.items;
    if (!items) return undecided(call, ...list.items);
    for (const item of items) {
      const text = partsOf(item);
      if (!text) return undecided(call, item);
      if (!first) for (const part of between) parts.push(part);
      first = false;
      for (const part of text) parts.push(part);
      if (item.via.length > 0 && from.length < call.scope.limits.expansion) from.push(item);
      if (parts.length > call.scope.limits.text) return failed(call, "the string is too long");
    }
    if (list.more) parts.push({ hole: list.more, file: call.at.file, range: call.at.range });
  }
  return joined(call, parts, from);
}

function split(call: Call): Value {
  const [separatorValue, value] = [call.argument(0), call.argument(1)];
  const separator = wholeText(separatorValue);
  const text = wholeText(value);
  if (separator === undefined || text === undefined) return undecided(call, separatorValue, value);
  const items = text === "" ? [""] : text.split(separator);
  return listValue(
    call,
    items.map((item) => textOf(call, item, [])),
    undefined,
    [value],
  );
}

function replace(call: Call): Value {
  const values = [call.argument(0), call.argument(1), call.argument(2)];
  const [text, from, to] = values.map((value) => wholeText(value));
  if (text === undefined || from === undefined || to === undefined)
    return undecided(call, ...values);
  // Between slashes stands a regular expression of another dialect, which is not run.
  if (from.length > 1 && from.startsWith("/") && from.endsWith("/")) return undecided(call);
  const found = text.split(from).length - 1;
  if (text.length + found * to.length > call.scope.limits.text)
    return failed(call, "the string is too long");
  return textOf(call, text.split(from).join(to), values);
}

function substring(call: Call): Value {
  const [value, from, size] = [call.argument(0), call.argument(1), call.argument(2)];
  const text = wholeText(value);
  const [offset, length] = [numberOf(from), numberOf(size)];
  if (text === undefined || offset === undefined || length === undefined) {
    return undecided(call, value, from, size);
  }
  if (!Number.isInteger(offset) || !Number.isInteger(length))
    return failed(call, "no whole number");
  const all = characters(text);
  const start = offset < 0 ? Math.max(0, all.length + offset) : offset;
  const end = length < 0 ? all.length : start + length;
  return textOf(call, all.slice(start, end).join(""), [value]);
}

function trimSpace(text: string): string {
  return text.trim();
}

function chomp(text: string): string {
  let end = text.length;
  while (end > 0 && (text.charCodeAt(end - 1) === 10 || text.charCodeAt(end - 1) === 13)) end--;
  return text.slice(0, end);
}

function title(text: string): string {
  let inWord = false;
  let result = "";
  for (const character of text) {
    const letter =
      character.toLowerCase() !== character.toUpperCase() ||
      (character >= "0" && character <= "9") ||
      character === "_" ||
      character === "'";
    result += letter && !inWord ? character.toUpperCase() : character;
    inWord = letter;
  }
  return result;
}
