// Finds where the last characters of a string are written, as they are, so that they alone can be replaced.

import type { Place, Value } from "../../expressions/value.ts";
import { isText } from "../../expressions/value.ts";
import { partOf } from "../../text/range.ts";

/** Undefined where they are not known, are not in one piece, or are escaped. */
export function runAtEnd(value: Value, length: number): Place | undefined {
  if (value.state !== "known" || value.value === null || !isText(value.value)) return undefined;
  const last = value.value.parts.at(-1);
  if (!last || "hole" in last || last.text.length < length) return undefined;
  const whole = last.text.length;
  if (last.range.end - last.range.start !== whole) return undefined;
  return { file: last.file, range: partOf(last.range, whole - length, whole) };
}
