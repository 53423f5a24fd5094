// From a place to what an editor underlines: the short part of it, on one line.

import type { Place } from "../expressions/value.ts";
import type { Range } from "../text/range.ts";

/** The head of a place, or its range, cut at the end of its first line. */
export function shown(place: Place, text: string): Range {
  const { start, end } = place.head ?? place.range;
  const first = Math.max(0, Math.min(start, text.length));
  let last = Math.max(first, Math.min(end, text.length));
  for (let offset = first; offset < last; offset++) {
    const character = text[offset];
    if (character === "\n" || character === "\r") last = offset;
  }
  while (last > first && /\s/.test(text[last - 1] ?? "")) last--;
  return { start: first, end: last };
}

export function samePlace(a: Place, b: Place): boolean {
  const x = a.head ?? a.range;
  const y = b.head ?? b.range;
  return a.file === b.file && x.start === y.start && x.end === y.end;
}
