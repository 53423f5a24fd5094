// Where lines of a text begin and end, for inserting and removing whole ones.

import type { Range } from "../../../text/range.ts";

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

export function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  let end = start;
  while (text.charCodeAt(end) === 32 || text.charCodeAt(end) === 9) end++;
  return text.slice(start, Math.min(end, offset));
}

/** True if only blanks stand before the offset on its line. */
export function startsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === "";
}

/** The offset behind the line end of the line that `offset` is in. */
export function nextLine(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline < 0 ? text.length : newline + 1;
}

/** True if nothing but blanks and perhaps a comment follows on the line. */
export function endsLine(text: string, offset: number): boolean {
  const end = nextLine(text, offset);
  const rest = text.slice(offset, end).trim();
  return rest === "" || rest.startsWith("#") || rest.startsWith("//");
}

/** Whole lines from the first to the last, with an empty line around them that is then too many. */
export function wholeLines(text: string, range: Range): Range {
  const start = lineStart(text, range.start);
  const end = nextLine(text, Math.max(range.start, range.end - 1));
  const emptyBefore = start > 0 && text.slice(lineStart(text, start - 1), start).trim() === "";
  const after = text.slice(end, nextLine(text, end)).trim();
  if (emptyBefore && (after === "" || after.startsWith("}")))
    return { start: lineStart(text, start - 1), end };
  const opened =
    start > 0 &&
    text
      .slice(lineStart(text, start - 1), start)
      .trimEnd()
      .endsWith("{");
  if (opened && after === "" && end < text.length) return { start, end: nextLine(text, end) };
  return { start, end };
}
