// Joins the ways that several values came by: each step once, and not more than anybody reads.

import type { Trail, Value } from "./value.ts";

/** Steps of one value that are kept; a variable in a variable would else double them each time. */
const longestWay = 32;

export function waysOf(values: readonly Value[]): readonly Trail[] {
  const steps = new Set<Trail>();
  for (const value of values) {
    for (const step of value.via) {
      if (steps.size >= longestWay) return [...steps];
      steps.add(step);
    }
  }
  return [...steps];
}
