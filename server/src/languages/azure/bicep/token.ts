// Cuts Bicep text into tokens, one at a time and from any offset. Knows words and signs, not what they mean together.

import type { Range } from "../../../text/range.ts";

export type TokenKind =
  | "name"
  | "number"
  /** A `'`; the string itself is read by `parse-string.ts`, because it holds expressions. */
  | "quote"
  /** `'''`, `$'''`, `$$'''` and so on; the token is the opener alone. */
  | "multiline"
  | "newline"
  | "end"
  | "unknown"
  | Sign;

export type Sign =
  | "{"
  | "}"
  | "["
  | "]"
  | "("
  | ")"
  | "@"
  | ","
  | "."
  | "..."
  | "?"
  | "??"
  | ":"
  | "::"
  | "="
  | "=="
  | "=>"
  | "=~"
  | "!"
  | "!="
  | "!~"
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "&&"
  | "||"
  | "|"
  | "^";

export interface Token extends Range {
  readonly kind: TokenKind;
  /** Nothing but blanks and comments stands before it on its line. */
  readonly first: boolean;
}

/** Longer signs stand before their own beginnings. */
const signs: readonly Sign[] = [
  "...",
  "??",
  "::",
  "==",
  "=>",
  "=~",
  "!=",
  "!~",
  "<=",
  ">=",
  "&&",
  "||",
  "{",
  "}",
  "[",
  "]",
  "(",
  ")",
  "@",
  ",",
  ".",
  "?",
  ":",
  "=",
  "!",
  "<",
  ">",
  "+",
  "-",
  "*",
  "/",
  "%",
  "|",
  "^",
];
const signsByCode = new Map<number, readonly Sign[]>();
for (const sign of signs) {
  const code = sign.charCodeAt(0);
  signsByCode.set(code, [...(signsByCode.get(code) ?? []), sign]);
}

/** The token at or after the offset; `comment` is called for each comment on the way. */
export function scan(
  text: string,
  from: number,
  first: boolean,
  comment: ((range: Range, closed: boolean) => void) | undefined,
): Token {
  let offset = from;
  const atLineStart = first;
  for (;;) {
    const code = text.charCodeAt(offset);
    if (code === 32 || code === 9 || code === 0xfeff || code === 0xa0 || code === 12) {
      offset++;
      continue;
    }
    if (code === 47 && text.charCodeAt(offset + 1) === 47) {
      const end = lineEnd(text, offset);
      comment?.({ start: offset, end }, true);
      offset = end;
      continue;
    }
    if (code === 47 && text.charCodeAt(offset + 1) === 42) {
      const close = text.indexOf("*/", offset + 2);
      const end = close < 0 ? text.length : close + 2;
      comment?.({ start: offset, end }, close >= 0);
      offset = end;
      continue;
    }
    // `#disable-next-line` and its like are instructions to other linters: trivia here.
    if (code === 35 && atLineStart && isNameStart(text.charCodeAt(offset + 1))) {
      offset = lineEnd(text, offset);
      continue;
    }
    break;
  }
  const { kind, end } = tokenAt(text, offset);
  return { kind, start: offset, end, first: atLineStart };
}

function tokenAt(text: string, start: number): { readonly kind: TokenKind; readonly end: number } {
  if (start >= text.length) return { kind: "end", end: start };
  const code = text.charCodeAt(start);
  const next = text.charCodeAt(start + 1);
  if (code === 10) return { kind: "newline", end: start + 1 };
  if (code === 13) return { kind: "newline", end: next === 10 ? start + 2 : start + 1 };
  if (isNameStart(code)) {
    let end = start + 1;
    while (isNamePart(text.charCodeAt(end))) end++;
    return { kind: "name", end };
  }
  if (isDigit(code)) {
    let end = start + 1;
    while (isDigit(text.charCodeAt(end))) end++;
    return { kind: "number", end };
  }
  if (code === 39) {
    return text.startsWith("'''", start)
      ? { kind: "multiline", end: start + 3 }
      : { kind: "quote", end: start + 1 };
  }
  if (code === 36) {
    let end = start + 1;
    while (text.charCodeAt(end) === 36) end++;
    return text.startsWith("'''", end)
      ? { kind: "multiline", end: end + 3 }
      : { kind: "unknown", end };
  }
  for (const sign of signsByCode.get(code) ?? []) {
    if (sign.length === 1 || text.startsWith(sign, start))
      return { kind: sign, end: start + sign.length };
  }
  return { kind: "unknown", end: start + (isPair(code, next) ? 2 : 1) };
}

/** Offset of the line's end, before its line end characters. */
export function lineEnd(text: string, from: number): number {
  let offset = from;
  while (offset < text.length) {
    const code = text.charCodeAt(offset);
    if (code === 10 || code === 13) break;
    offset++;
  }
  return offset;
}

export function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isNamePart(code: number): boolean {
  return isNameStart(code) || isDigit(code);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** A character outside of the first plane, in two units. */
function isPair(code: number, next: number): boolean {
  return code >= 0xd800 && code <= 0xdbff && next >= 0xdc00 && next <= 0xdfff;
}
