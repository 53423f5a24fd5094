// Where strings end, found without reading what is in them.

import { startsStatement } from "./header.ts";
import { isNameStart, lineEnd } from "./token.ts";

/** The end of a `'…'` string for skipping: its closing quote, else the line's end. */
export function roughStringEnd(text: string, start: number): number {
  let offset = start + 1;
  while (offset < text.length) {
    const code = text.charCodeAt(offset);
    if (code === 39) return offset + 1;
    if (code === 10 || code === 13) return offset;
    offset += code === 92 && text.charCodeAt(offset + 1) > 13 ? 2 : 1;
  }
  return Math.min(offset, text.length);
}

export interface MultilineEnd {
  /** Where the text in the string ends. */
  readonly content: number;
  readonly end: number;
  readonly closed: boolean;
}

/**
 * Where a `'''` string ends: at the last of three or more quotes. One that is never closed, or that
 * swallows a statement in a text known to be broken, ends before that statement.
 */
export function multilineEnd(text: string, from: number, isBroken: boolean): MultilineEnd {
  const close = text.indexOf("'''", from);
  if (close < 0 || isBroken) {
    const stop = endBeforeStatement(text, from, close < 0 ? text.length : close);
    if (stop !== undefined) return { content: stop, end: stop, closed: false };
  }
  if (close < 0) return { content: text.length, end: text.length, closed: false };
  let end = close + 3;
  while (text.charCodeAt(end) === 39) end++;
  return { content: end - 3, end, closed: true };
}

/** The end of the line before the first statement between the offsets. */
function endBeforeStatement(text: string, from: number, to: number): number | undefined {
  let offset = from;
  while (offset < to) {
    const end = lineEnd(text, offset);
    const isPair = text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10;
    const next = isPair ? end + 2 : end + 1;
    if (next >= to) return undefined;
    const code = text.charCodeAt(next);
    if ((isNameStart(code) || code === 64) && startsStatement(text, next)) return end;
    offset = next;
  }
  return undefined;
}
