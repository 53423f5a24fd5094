// `format` and `formatlist`: what the verbs of Terraform's format strings make of values.

import { normalized } from "../../../expressions/normal-form.ts";
import type { TextPart, Value } from "../../../expressions/value.ts";
import { effective, isNum, isText, known, unknown, wholeText } from "../../../expressions/value.ts";
import { exactText, shortestDecimal } from "../../../expressions/wide-number.ts";
import { convertTo } from "../conversion.ts";
import { jsonText } from "../json-text.ts";
import type { Call, TerraformFunction } from "./call.ts";
import {
  allArguments,
  characters,
  derived,
  failed,
  isNull,
  listOf,
  listValue,
  partsOf,
  undecided,
} from "./call.ts";
import type { Verb } from "./format-numbers.ts";
import { fraction, general, padded, whole } from "./format-numbers.ts";

export const formatFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["format", format],
  ["formatlist", formatList],
];

function format(call: Call): Value {
  const { values, more } = allArguments(call);
  const [template, ...rest] = values;
  const pieces = piecesOf(template, rest.length === 0);
  if (!pieces || more) return undecided(call, template, ...values);
  return formatted(call, pieces, rest, values);
}

/** Known text, or a part of the template that is not known and holds no verb. */
type Piece = string | TextPart;

/** Without arguments there is no verb; the names of one's own environment never look like one. */
function piecesOf(template: Value | undefined, isPlain: boolean): readonly Piece[] | undefined {
  const text = wholeText(template);
  if (text !== undefined) return [text];
  const decided = template && effective(template);
  if (decided?.state !== "known" || !isText(decided.value)) return undefined;
  const pieces = decided.value.parts.map((part) => ("hole" in part ? part : part.text));
  const isVerbless = (piece: Piece) =>
    typeof piece === "string" || isPlain || ("hole" in piece && piece.hole.kind === "own");
  return pieces.every(isVerbless) ? pieces : undefined;
}

/** Lists and sets are gone through together; everything else stands in each text. */
function formatList(call: Call): Value {
  const { values, more } = allArguments(call);
  const [template, ...rest] = values;
  const pieces = piecesOf(template, rest.length === 0);
  const unsure = rest.find((value) => value.state === "unknown" || listOf(value)?.more);
  if (!pieces || more || unsure) return undecided(call, template, ...values);
  const lists = rest.flatMap((value) => listOf(value) ?? []);
  const [first, ...others] = lists;
  if (others.some((list) => list.items.length !== first?.items.length))
    return failed(call, "the lists are not of one length");
  const count = first ? first.items.length : 1;
  const items: Value[] = [];
  for (let index = 0; index < count; index++) {
    const row = rest.map((value) => listOf(value)?.items[index] ?? value);
    if (
      row.some((value, place) => isNull(value) && listOf(rest[place]) && value.type === undefined)
    )
      return failed(call, "an item is null");
    const item = formatted(call, pieces, row, row);
    if (item.state === "unknown" && item.reason.kind === "error") return item;
    items.push(item);
  }
  return listValue(call, items, undefined, values);
}

function formatted(
  call: Call,
  template: readonly Piece[],
  values: readonly Value[],
  from: readonly Value[],
): Value {
  const parts: TextPart[] = [];
  const literal = (piece: string) => {
    if (piece !== "") parts.push({ text: piece, file: call.at.file, range: call.at.range });
  };
  let next = 0;
  let used = 0;
  let length = 0;
  for (const text of template) {
    if (typeof text !== "string") {
      parts.push(text);
      continue;
    }
    let start = 0;
    length += text.length;
    for (let offset = text.indexOf("%"); offset >= 0; offset = text.indexOf("%", start)) {
      literal(text.slice(start, offset));
      const verb = readVerb(text, offset);
      if (!verb) return failed(call, `the verb at ${offset} is not complete`);
      start = verb.end;
      if (verb.letter === "%") {
        literal("%");
        continue;
      }
      const index = verb.index ?? next;
      next = index + 1;
      used = Math.max(used, next);
      const value = values[index];
      if (!value) return failed(call, `there is no argument ${index + 1}`);
      if ((verb.width ?? 0) > 1_000 || (verb.precision ?? 0) > 1_000) return undecided(call);
      const made = one(call, verb, value);
      if (made === "undecided") return undecided(call, value, ...values);
      if ("message" in made) return failed(call, made.message);
      for (const part of made.parts) {
        parts.push(part);
        length += "text" in part ? part.text.length : 1;
      }
      if (length > call.scope.limits.text)
        return unknown({ kind: "limit", what: "length of a string" }, call.at);
    }
    literal(text.slice(start));
  }
  if (used < values.length) return failed(call, `only ${used} arguments are used`);
  return derived(call, { type: "text", parts: normalized(parts) }, from);
}

function readVerb(text: string, start: number): Verb | undefined {
  let offset = start + 1;
  const digits = () => {
    const from = offset;
    while (text.charCodeAt(offset) >= 48 && text.charCodeAt(offset) <= 57) offset++;
    return offset > from ? Number(text.slice(from, Math.min(offset, from + 6))) : undefined;
  };
  if (text.charAt(offset) === "%") return { letter: "%", flags: "", end: offset + 1 };
  const flagsFrom = offset;
  while (text.charAt(offset) !== "" && "+- #0".includes(text.charAt(offset))) offset++;
  const flags = text.slice(flagsFrom, offset);
  const width = digits();
  let precision: number | undefined;
  if (text.charAt(offset) === ".") {
    offset++;
    precision = digits();
    if (precision === undefined) return undefined;
  }
  let index: number | undefined;
  if (text.charAt(offset) === "[") {
    offset++;
    const written = digits();
    if (written === undefined || written < 1 || text.charAt(offset) !== "]") return undefined;
    index = written - 1;
    offset++;
  }
  const letter = text.charAt(offset);
  if (!/[a-zA-Z]/.test(letter)) return undefined;
  return {
    letter,
    flags,
    end: offset + 1,
    ...(index === undefined ? {} : { index }),
    ...(width === undefined ? {} : { width }),
    ...(precision === undefined ? {} : { precision }),
  };
}

type Made = { readonly parts: readonly TextPart[] } | { readonly message: string } | "undecided";

function one(call: Call, verb: Verb, value: Value): Made {
  if (!"vtbdoxXeEfgGsq".includes(verb.letter)) return { message: `no verb ${verb.letter}` };
  // What is not known is not looked at.
  if (value.state === "unknown") return open(verb, value);
  // Terraform gives an unknown value for a null without a type.
  if (isNull(value)) {
    if (value.type === undefined || value.type === "any") return "undecided";
    return verb.letter === "v"
      ? plain(call, padded(verb, "null"), value)
      : { message: "an argument is null" };
  }
  if (verb.letter === "v") return asItIs(call, verb, value);
  switch (verb.letter) {
    case "t": {
      const converted = convertTo(value, "bool");
      if (!converted) return { message: "an argument is neither true nor false" };
      return plain(call, wholeText(converted), value);
    }
    case "s":
    case "q":
      return asText(call, verb, value);
    default: {
      const converted = convertTo(value, "number");
      if (!converted) return { message: "an argument is no number" };
      const text = numberText(converted);
      if (text === undefined) return open(verb, value);
      if ("bdoxX".includes(verb.letter)) {
        if (text.includes(".") || text.endsWith("Inf"))
          return { message: "an argument is no whole number" };
        return plain(call, whole(verb, text), value);
      }
      return plain(call, fraction(verb, text), value);
    }
  }
}

function numberText(value: Value): string | undefined {
  const decided = effective(value);
  return decided.state === "known" && decided.value !== null && isNum(decided.value)
    ? shortestDecimal(exactText(decided.value))
    : undefined;
}

/** What is not known is a hole where nothing is to be counted. */
function open(verb: Verb, value: Value): Made {
  const bare = verb.width === undefined && verb.precision === undefined;
  const parts = bare ? partsOf(value) : undefined;
  return parts?.some((part) => "hole" in part) ? { parts } : "undecided";
}

function plain(call: Call, text: string | undefined, value: Value): Made {
  if (text === undefined) {
    const parts = partsOf(value);
    return parts?.some((part) => "hole" in part) ? { parts } : "undecided";
  }
  return { parts: [{ text, file: call.at.file, range: call.at.range }] };
}

function asText(call: Call, verb: Verb, value: Value): Made {
  const converted = convertTo(value, "string");
  if (!converted) return { message: "an argument is no text" };
  const text = wholeText(converted);
  if (text === undefined)
    return verb.letter === "s" && bare(verb) ? open(verb, value) : "undecided";
  if (verb.letter === "s" && bare(verb)) return { parts: partsOf(converted) ?? [] };
  const cut =
    verb.precision === undefined || verb.precision === 0
      ? text
      : characters(text).slice(0, verb.precision).join("");
  const quoted = verb.letter === "q" ? json(call, cut) : cut;
  return quoted === undefined ? "undecided" : plain(call, padded(verb, quoted), value);
}

function bare(verb: Verb): boolean {
  return verb.width === undefined && verb.precision === undefined;
}

function json(call: Call, text: string): string | undefined {
  const parts = [{ text, file: call.at.file, range: call.at.range }];
  return wholeText(jsonText(known({ type: "text", parts }, call.at), call.at));
}

/** Texts as they are, numbers in their short form, everything else as JSON. */
function asItIs(call: Call, verb: Verb, value: Value): Made {
  const decided = effective(value);
  if (decided.state !== "known") return open(verb, value);
  const content = decided.value;
  if (!verb.flags.includes("#")) {
    if (content !== null && isText(content)) {
      const text = wholeText(decided);
      if (text === undefined || bare(verb))
        return bare(verb) ? { parts: content.parts } : "undecided";
      return plain(call, padded(verb, text), value);
    }
    if (content !== null && isNum(content)) {
      const text = content.text.endsWith("Inf")
        ? content.text
        : general({ letter: "g", flags: "", end: 0 }, content.text);
      return text === undefined ? "undecided" : plain(call, padded(verb, text), value);
    }
  }
  const written = jsonText(decided, call.at);
  const text = wholeText(written);
  if (text !== undefined) return plain(call, padded(verb, text), value);
  return bare(verb) ? { parts: partsOf(written) ?? [] } : "undecided";
}
