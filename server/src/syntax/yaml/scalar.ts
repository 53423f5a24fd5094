// What a YAML scalar says: its type by the rules of YAML 1.1, and which source each part of its text has.

import type { Range } from "../../text/range.ts";
import type { BooleanNode, NullNode, NumberNode, Piece } from "../node.ts";
import { decimalOf } from "./number.ts";

/** The type of a plain scalar that is no string. */
export function typedPlain(
  raw: string,
  range: Range,
): BooleanNode | NullNode | NumberNode | undefined {
  const word = words.get(raw);
  if (word !== undefined) return { kind: "boolean", range, value: word, raw };
  if (nulls.has(raw)) return { kind: "null", range };
  const decimal = decimalOf(raw);
  if (decimal === undefined) return undefined;
  return decimal === raw ? { kind: "number", range, raw } : { kind: "number", range, raw, decimal };
}

// `y` and `n` are booleans in the specification of 1.1, but in none of the readers that clouds use.
const words = new Map<string, boolean>([
  ...["true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"].map(
    (word) => [word, true] as const,
  ),
  ...["false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"].map(
    (word) => [word, false] as const,
  ),
]);
const nulls = new Set(["~", "null", "Null", "NULL"]);

export type ScalarStyle = "double" | "single" | "plain" | "literal" | "folded";

/**
 * The text of a scalar in order. `raw` is the source with its quotes or block header, `start` its
 * offset, `indent` the indentation of the node around a block scalar. If the pieces do not add up
 * to `value`, the whole scalar is one piece.
 */
export function pieces(
  style: ScalarStyle,
  raw: string,
  start: number,
  indent: number,
  value: string,
): readonly Piece[] {
  const found = byStyle(style, raw, start, indent);
  if (found.map((piece) => piece.text).join("") === value) return found;
  return [{ text: value, range: { start, end: start + raw.length } }];
}

function byStyle(style: ScalarStyle, raw: string, start: number, indent: number): readonly Piece[] {
  switch (style) {
    case "plain":
      return folded(raw, start, 0, raw.length, plainLine);
    case "single":
      return folded(
        raw,
        start,
        1,
        raw.endsWith("'") ? raw.length - 1 : raw.length,
        singleQuotedLine,
      );
    case "double":
      return doubleQuoted(raw, start);
    case "literal":
    case "folded":
      return block(style, raw, start, indent);
  }
}

type LineReader = (raw: string, start: number, from: number, to: number) => readonly Piece[];

/** Lines joined as flow scalars join them: one line end is a blank, more are one fewer line ends. */
function folded(
  raw: string,
  start: number,
  from: number,
  to: number,
  readLine: LineReader,
): readonly Piece[] {
  const result: Piece[] = [];
  let offset = from;
  let contentEnd = from;
  let breaks = 0;
  for (;;) {
    const lineEnd = endOfLine(raw, offset, to);
    const last = lineEnd >= to;
    let first = offset;
    let end = lineEnd;
    if (offset > from) while (first < end && isBlank(raw.charCodeAt(first))) first++;
    if (!last) while (end > first && isBlank(raw.charCodeAt(end - 1))) end--;
    if (first < end || last || offset === from) {
      if (breaks > 0) {
        const text = breaks === 1 ? " " : "\n".repeat(breaks - 1);
        result.push({ text, range: { start: start + contentEnd, end: start + first } });
        breaks = 0;
      }
      result.push(...readLine(raw, start, first, end));
      contentEnd = end;
    }
    if (last) return result;
    breaks++;
    offset = afterLineEnd(raw, lineEnd);
  }
}

function plainLine(raw: string, start: number, from: number, to: number): readonly Piece[] {
  return from < to
    ? [{ text: raw.slice(from, to), range: { start: start + from, end: start + to } }]
    : [];
}

function singleQuotedLine(raw: string, start: number, from: number, to: number): readonly Piece[] {
  const result: Piece[] = [];
  let offset = from;
  while (offset < to) {
    const found = raw.indexOf("''", offset);
    const quote = found < 0 || found + 2 > to ? to : found;
    if (quote > offset) result.push(...plainLine(raw, start, offset, quote));
    if (quote < to)
      result.push({ text: "'", range: { start: start + quote, end: start + quote + 2 } });
    offset = quote < to ? quote + 2 : to;
  }
  return result;
}

function doubleQuoted(raw: string, start: number): readonly Piece[] {
  const result: Piece[] = [];
  const to = raw.length > 1 && raw.endsWith('"') ? raw.length - 1 : raw.length;
  let run = 1;
  let offset = 1;
  const flush = (end: number): void => {
    result.push(...plainLine(raw, start, run, end));
  };
  while (offset < to) {
    const code = raw.charCodeAt(offset);
    if (code === backslash) {
      flush(offset);
      const { text, length } = escape(raw, offset, to);
      result.push({ text, range: { start: start + offset, end: start + offset + length } });
      offset += length;
      run = offset;
    } else if (
      code === lineFeed ||
      (code === carriageReturn && raw.charCodeAt(offset + 1) === lineFeed)
    ) {
      let end = offset;
      while (end > run && isBlank(raw.charCodeAt(end - 1))) end--;
      flush(end);
      const { text, next } = fold(raw, offset, to);
      result.push({ text, range: { start: start + end, end: start + next } });
      offset = next;
      run = next;
    } else offset++;
  }
  flush(to);
  return result;
}

function fold(raw: string, offset: number, to: number): { text: string; next: number } {
  let breaks = 0;
  let next = offset;
  while (next < to) {
    const code = raw.charCodeAt(next);
    if (code === lineFeed) breaks++;
    else if (!isBlank(code) && !(code === carriageReturn && raw.charCodeAt(next + 1) === lineFeed))
      break;
    next++;
  }
  return { text: breaks > 1 ? "\n".repeat(breaks - 1) : " ", next };
}

function escape(raw: string, offset: number, to: number): { text: string; length: number } {
  const letter = raw.charAt(offset + 1);
  const simple = escapes.get(letter);
  if (simple !== undefined) return { text: simple, length: 2 };
  const digits = letter === "x" ? 2 : letter === "u" ? 4 : letter === "U" ? 8 : 0;
  if (digits > 0) {
    const code = raw.slice(offset + 2, offset + 2 + digits);
    const value = hexPattern.test(code) ? Number.parseInt(code, 16) : Number.NaN;
    if (code.length === digits && value <= 0x10ffff) {
      return { text: String.fromCodePoint(value), length: 2 + digits };
    }
  }
  const lineEnd = letter === "\n" ? 2 : letter === "\r" && raw.charAt(offset + 2) === "\n" ? 3 : 0;
  if (lineEnd === 0)
    return { text: raw.slice(offset, offset + 2), length: Math.min(2, to - offset) };
  let length = lineEnd;
  while (isBlank(raw.charCodeAt(offset + length))) length++;
  return { text: "", length };
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["0", "\0"],
  ["a", "\x07"],
  ["b", "\b"],
  ["e", "\x1b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
  ["N", "\u0085"],
  ["_", "\u00a0"],
  ["L", "\u2028"],
  ["P", "\u2029"],
  [" ", " "],
  ['"', '"'],
  ["/", "/"],
  ["\\", "\\"],
  ["\t", "\t"],
]);
const hexPattern = /^[0-9a-fA-F]+$/;

interface BlockLine {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** A piece for each line of a block scalar, without the indentation that is stripped. */
function block(
  style: "literal" | "folded",
  raw: string,
  start: number,
  indent: number,
): readonly Piece[] {
  const headerEnd = endOfLine(raw, 0, raw.length);
  const header = raw.slice(0, headerEnd).split("#", 1)[0] ?? "";
  const digit = /[1-9]/.exec(header)?.[0];
  const lines = blockLines(raw, afterLineEnd(raw, headerEnd));
  const first = lines.find((line) => !isEmpty(raw, line));
  if (!first) return [];
  const strip = digit ? Math.max(0, indent) + Number(digit) : spaces(raw, first);
  let count = lines.length;
  while (count > 0 && blank(raw, lines[count - 1], strip)) count--;
  const content = lines.slice(0, count);
  const result =
    style === "literal"
      ? literalLines(raw, start, content, strip)
      : foldedLines(raw, start, content, strip);
  const last = content.at(-1);
  if (!last || header.includes("-")) return result;
  const rest = header.includes("+") ? lines.slice(count) : [];
  const ends = [last, ...rest].filter((line) => line.next > line.end);
  for (const line of header.includes("+") ? ends : ends.slice(0, 1)) {
    result.push({ text: "\n", range: { start: start + line.end, end: start + line.next } });
  }
  if (ends.length === 0)
    result.push({ text: "\n", range: { start: start + last.end, end: start + last.end } });
  return result;
}

function literalLines(
  raw: string,
  start: number,
  lines: readonly BlockLine[],
  strip: number,
): Piece[] {
  const result: Piece[] = [];
  for (const [index, line] of lines.entries()) {
    const from = Math.min(line.start + strip, line.end);
    result.push(...plainLine(raw, start, from, line.end));
    if (index < lines.length - 1) {
      result.push({ text: "\n", range: { start: start + line.end, end: start + line.next } });
    }
  }
  return result;
}

function foldedLines(
  raw: string,
  start: number,
  lines: readonly BlockLine[],
  strip: number,
): Piece[] {
  const result: Piece[] = [];
  let separator = "";
  let previousMoreIndented = false;
  let end = lines[0]?.start ?? 0;
  let started = false;
  for (const line of lines) {
    const from = Math.min(line.start + strip, line.end);
    if (!started && isEmpty(raw, line)) {
      separator += "\n";
      continue;
    }
    const moreIndented = isBlank(raw.charCodeAt(from)) && from < line.end;
    if (moreIndented) {
      if (separator === " ") separator = "\n";
      else if (!previousMoreIndented && started && separator === "\n") separator = "\n\n";
    } else if (from === line.end) {
      separator = separator === "\n" || separator.startsWith("\n\n") ? `${separator}\n` : "\n";
      continue;
    }
    if (separator !== "") {
      result.push({ text: separator, range: { start: start + end, end: start + from } });
    }
    result.push(...plainLine(raw, start, from, line.end));
    separator = moreIndented ? "\n" : " ";
    previousMoreIndented = moreIndented;
    end = line.end;
    started = true;
  }
  return result;
}

function blockLines(raw: string, from: number): readonly BlockLine[] {
  const lines: BlockLine[] = [];
  let offset = from;
  while (offset < raw.length) {
    const end = endOfLine(raw, offset, raw.length);
    const next = afterLineEnd(raw, end);
    lines.push({ start: offset, end, next });
    offset = next;
  }
  return lines;
}

function spaces(raw: string, line: BlockLine): number {
  let offset = line.start;
  while (offset < line.end && raw.charCodeAt(offset) === space) offset++;
  return offset - line.start;
}

function isEmpty(raw: string, line: BlockLine): boolean {
  return line.start + spaces(raw, line) === line.end;
}

function blank(raw: string, line: BlockLine | undefined, strip: number): boolean {
  return line !== undefined && isEmpty(raw, line) && line.end - line.start <= strip;
}

/** The offset of the line end at or behind `from`, or `to`. */
function endOfLine(raw: string, from: number, to: number): number {
  const found = raw.indexOf("\n", from);
  if (found < 0 || found >= to) return to;
  return found > from && raw.charCodeAt(found - 1) === carriageReturn ? found - 1 : found;
}

function afterLineEnd(raw: string, lineEnd: number): number {
  const length = raw.charCodeAt(lineEnd) === carriageReturn ? 2 : 1;
  return Math.min(raw.length, lineEnd + length);
}

function isBlank(code: number): boolean {
  return code === space || code === 0x09;
}

const space = 0x20;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const backslash = 0x5c;
