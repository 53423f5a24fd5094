// Parts of a string between two offsets, each at its own place in the source.

import { partOf } from "../text/range.ts";
import type { TextPart } from "./value.ts";

/** The parts between two offsets of a text without holes. */
export function sliced(
  parts: readonly TextPart[],
  start: number,
  end: number,
): readonly TextPart[] {
  const result: TextPart[] = [];
  let offset = 0;
  for (const part of parts) {
    if ("hole" in part) continue;
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, part.text.length);
    if (from < to) {
      const oneToOne = part.range.end - part.range.start === part.text.length;
      const range = oneToOne ? partOf(part.range, from, to) : part.range;
      result.push({ text: part.text.slice(from, to), file: part.file, range });
    }
    offset += part.text.length;
    if (offset >= end) break;
  }
  return result;
}
