// Reads the two forms of Bicep strings, with the expressions in them and one piece for each run of text.

import type { Expression, TemplateExpression } from "../../../expressions/expression.ts";
import type { Piece } from "../../../syntax/node.ts";
import type { Range } from "../../../text/range.ts";
import type { Cursor } from "./cursor.ts";
import { parseExpression } from "./parse-expression.ts";
import { lineEnd } from "./token.ts";

type Part = Piece | Expression;

/** `'…'`: ends at the line's end at the latest. */
export function parseString(cursor: Cursor): TemplateExpression {
  const { text } = cursor;
  const start = cursor.token.start;
  const parts: Part[] = [];
  let run = start + 1;
  let end: number | undefined;
  while (end === undefined) {
    const offset = plainEnd(text, run);
    if (offset > run)
      parts.push({ text: text.slice(run, offset), range: { start: run, end: offset } });
    const code = text.charCodeAt(offset);
    if (code === 39) {
      end = offset + 1;
    } else if (code === 92) {
      const escape = readEscape(text, offset);
      if (!escape.valid)
        cursor.problem(escape.piece.range, `"${escape.piece.text}" is no escape sequence.`);
      parts.push(escape.piece);
      run = escape.piece.range.end;
    } else if (code === 36) {
      const opener = { start: offset, end: offset + 2 };
      const stop = cursor.mode === "guided" ? lineEnd(text, offset) : text.length;
      const embedded = cursor.embedded(opener.end, opener, stop, () => parseExpression(cursor));
      parts.push(embedded.value);
      if (embedded.end === undefined) end = resumeAfter(cursor);
      else run = embedded.end;
    } else {
      cursor.problem({ start, end: offset }, "This string is not closed.");
      end = offset;
    }
  }
  cursor.jump(end);
  return { kind: "template", form: "quoted", parts, range: { start, end } };
}

/** Where something other than plain text comes: a quote, an escape, an interpolation, the line's end. */
function plainEnd(text: string, from: number): number {
  let offset = from;
  while (offset < text.length) {
    const code = text.charCodeAt(offset);
    if (code === 39 || code === 92 || code === 10 || code === 13) return offset;
    if (code === 36 && text.charCodeAt(offset + 1) === 123) return offset;
    offset++;
  }
  return offset;
}

/** `'''…'''`: verbatim, or with as many `$` before each interpolation as stand before the string. */
export function parseMultiline(cursor: Cursor): TemplateExpression {
  const { text } = cursor;
  const { start, end: opened } = cursor.token;
  const { content, end, closed } = cursor.multilineEnd(opened);
  if (!closed) cursor.problem({ start, end: opened }, `This string is not closed.`);
  const parts: Part[] = [];
  const marker = opened - start > 3 ? `${text.slice(start, opened - 3)}{` : undefined;
  let run = Math.min(afterNewline(text, opened), content);
  while (run < content) {
    const found = marker === undefined ? -1 : text.indexOf(marker, run);
    const until = found < 0 || found >= content ? content : found;
    if (until > run)
      parts.push({ text: text.slice(run, until), range: { start: run, end: until } });
    run = until;
    if (until === content || marker === undefined) break;
    const opener = { start: until, end: until + marker.length };
    const embedded = cursor.embedded(opener.end, opener, content, () => parseExpression(cursor));
    parts.push(embedded.value);
    run = embedded.end ?? Math.max(cursor.lastEnd, opener.end);
  }
  cursor.jump(end);
  return { kind: "template", form: "multiline", parts, range: { start, end } };
}

/** The line end right after the opening quotes is no part of the text. */
function afterNewline(text: string, offset: number): number {
  if (text.charCodeAt(offset) === 13 && text.charCodeAt(offset + 1) === 10) return offset + 2;
  return text.charCodeAt(offset) === 10 || text.charCodeAt(offset) === 13 ? offset + 1 : offset;
}

/** An interpolation that is not closed: the string goes on at the next quote of its line. */
function resumeAfter(cursor: Cursor): number {
  const from = cursor.lastEnd;
  const end = lineEnd(cursor.text, from);
  const quote = cursor.text.indexOf("'", from);
  return quote >= 0 && quote < end ? quote + 1 : end;
}

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["\\", "\\"],
  ["'", "'"],
  ["$", "$"],
]);
const unicodeEscape = /\\u\{([0-9a-fA-F]{1,6})\}/y;

function readEscape(
  text: string,
  start: number,
): { readonly piece: Piece; readonly valid: boolean } {
  const simple = simpleEscapes.get(text.charAt(start + 1));
  if (simple !== undefined) return { piece: piece(simple, { start, end: start + 2 }), valid: true };
  unicodeEscape.lastIndex = start;
  const point = Number.parseInt(unicodeEscape.exec(text)?.[1] ?? "", 16);
  if (point <= 0x10ffff) {
    return {
      piece: piece(String.fromCodePoint(point), { start, end: unicodeEscape.lastIndex }),
      valid: true,
    };
  }
  const end = start + (text.charCodeAt(start + 1) > 32 ? 2 : 1);
  return { piece: piece(text.slice(start, end), { start, end }), valid: false };
}

function piece(text: string, range: Range): Piece {
  return { text, range };
}
