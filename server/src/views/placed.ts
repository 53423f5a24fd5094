// Things by where they stand, for those who ask what is at an offset again and again. Does not know what they are.

import type { Place } from "../expressions/value.ts";

/** Of a large unit it holds thousands; numbers side by side are gone through sooner than the things themselves. */
export interface Placed<T> {
  /** In the order in which they were given. */
  readonly at: (file: string, offset: number) => readonly T[];
  readonly inside: (place: Place) => readonly T[];
}

export function placed<T>(things: readonly (readonly [Place, T])[]): Placed<T> {
  const byFile = new Map<string, { readonly ranges: number[]; readonly those: T[] }>();
  for (const [{ file, range }, thing] of things) {
    let found = byFile.get(file);
    if (!found) {
      found = { ranges: [], those: [] };
      byFile.set(file, found);
    }
    found.ranges.push(range.start, range.end);
    found.those.push(thing);
  }
  const fitting = (file: string, fits: (start: number, end: number) => boolean): readonly T[] => {
    const { ranges, those } = byFile.get(file) ?? { ranges: [], those: [] };
    return those.filter((_, index) => fits(ranges[2 * index] ?? 0, ranges[2 * index + 1] ?? 0));
  };
  return {
    at: (file, offset) => fitting(file, (start, end) => start <= offset && offset <= end),
    inside: ({ file, range }) =>
      fitting(file, (start, end) => range.start <= start && end <= range.end),
  };
}

/** Made once for each object: a snapshot, whose places stay as they are until there is another one. */
export function placedOnce<Of extends object, T>(
  things: (of: Of) => readonly (readonly [Place, T])[],
): (of: Of) => Placed<T> {
  const made = new WeakMap<Of, Placed<T>>();
  return (of) => {
    let found = made.get(of);
    if (!found) {
      found = placed(things(of));
      made.set(of, found);
    }
    return found;
  };
}
