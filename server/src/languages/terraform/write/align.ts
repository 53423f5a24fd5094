// Keeps the `=` of lines that follow each other below each other, as `terraform fmt` writes them.

import type { Range } from "../../../text/range.ts";
import type { TextEdit } from "./draft.ts";

/** A line that is there: its name or key, and its value. */
export interface Line {
  readonly name: Range;
  readonly value: Range;
}

/** The new name with the blanks behind it, and what the lines above it need. */
export function alignedName(
  text: string,
  above: readonly Line[],
  name: string,
  value: string,
): { readonly name: string; readonly edits: readonly TextEdit[] } {
  const alone = { name, edits: [] };
  // A value over several lines stands for itself.
  if (value.includes("\n")) return alone;
  const signs: number[] = [];
  let column: number | undefined;
  let next: Line | undefined;
  for (const line of above.toReversed()) {
    if (!onOneLine(text, line) || (next && !follows(text, line, next))) break;
    const sign = text.indexOf("=", line.name.end);
    if (sign < 0 || sign >= line.value.start) break;
    // Lines that nobody aligned stay as they are.
    if (column !== undefined && column !== sign - line.name.start) return alone;
    column = sign - line.name.start;
    signs.push(sign);
    next = line;
  }
  if (column === undefined) return alone;
  const missing = name.length + 1 - column;
  if (missing <= 0) return { name: name.padEnd(column - 1), edits: [] };
  const blanks = " ".repeat(missing);
  return {
    name,
    edits: signs.map((sign) => ({ range: { start: sign, end: sign }, text: blanks })),
  };
}

function onOneLine(text: string, line: Line): boolean {
  return !text.slice(line.name.start, line.value.end).includes("\n");
}

function follows(text: string, line: Line, next: Line): boolean {
  return text.slice(line.value.end, next.name.start).split("\n").length === 2;
}
