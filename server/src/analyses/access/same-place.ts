// Whether two places are one.

import type { Place } from "../../expressions/value.ts";
import { sameRange } from "../../text/range.ts";

export function samePlace(a: Place, b: Place): boolean {
  return a.file === b.file && sameRange(a.range, b.range);
}
