// Strings with holes: building, cutting and searching them so that each part keeps its place. Knows no functions.

import { type Scope, textParts } from "../../expressions/evaluate.ts";
import { sliced } from "../../expressions/slices.ts";
import type { Place, Reason, Text, TextPart, Value } from "../../expressions/value.ts";
import { effective, isDict, isList, isText, known, unknown } from "../../expressions/value.ts";
import { waysOf } from "../../expressions/ways.ts";
import { defaultLimits } from "../../text/limits.ts";

/** A value as a part of a string where Azure joins no lists and no objects. */
export function scalarParts(value: Value, scope: Pick<Scope, "rules">): readonly TextPart[] {
  const decided = effective(value);
  const isCollection =
    decided.state === "known" &&
    decided.value !== null &&
    (isList(decided.value) || isDict(decided.value));
  if (!isCollection) return textParts(value, scope);
  return [hole({ kind: "error", message: "a list or an object is no part of a text" }, value.at)];
}

/** A string made of parts, with the ways that the values it is made of came by. */
export function joined(parts: readonly TextPart[], at: Place, from: readonly Value[]): Value {
  const via = waysOf(from);
  let length = 0;
  // A hole counts as well: a text of nothing but holes must end somewhere too.
  for (const part of parts) length += "hole" in part ? 1 : part.text.length + 1;
  if (length > defaultLimits.text) {
    return unknown({ kind: "limit", what: "length of a string" }, at, via);
  }
  const value = known({ type: "text", parts: merged(parts) }, at, via);
  return from.some((each) => each.sensitive) ? { ...value, sensitive: true } : value;
}

/** A piece of text that nobody wrote: it points at the place of the call that makes it. */
export function made(text: string, at: Place): TextPart {
  return { text, file: at.file, range: at.range };
}

export function hole(reason: Reason, at: Place): TextPart {
  return { hole: reason, file: at.file, range: at.range };
}

export function textOf(value: Value): Text | undefined {
  const decided = effective(value);
  return decided.state === "known" && isText(decided.value) ? decided.value : undefined;
}

/** The known text, or undefined if a part of it is not known. */
export function wholeOf(text: Text): string | undefined {
  let result = "";
  for (const part of text.parts) {
    if ("hole" in part) return undefined;
    result += part.text;
  }
  return result;
}

export function firstHole(parts: readonly TextPart[]): Reason | undefined {
  for (const part of parts) if ("hole" in part) return part.hole;
  return undefined;
}

/** The first characters of a text; what stands behind its first unknown part is unknown as well. */
export function beginning(text: Text, count: number, at: Place): readonly TextPart[] {
  const result: TextPart[] = [];
  let left = Math.max(count, 0);
  for (const part of text.parts) {
    if (left === 0) break;
    if ("hole" in part) return [...result, hole(part.hole, at)];
    const taken = sliced([part], 0, left);
    result.push(...taken);
    left -= Math.min(part.text.length, left);
  }
  return result;
}

/** The texts between the delimiters; undefined where a hole may hide one. */
export function splitParts(
  text: Text,
  delimiters: readonly string[],
): readonly (readonly TextPart[])[] | undefined {
  // Names of subscriptions, groups and tenants hold no slash.
  const isPath =
    delimiters.every((each) => each === "/") &&
    text.parts.every((part) => !("hole" in part) || isName(part.hole));
  if (isPath) return segmentsOf(text.parts);
  const whole = wholeOf(text);
  if (whole === undefined || delimiters.some((each) => each === "")) return undefined;
  const result: (readonly TextPart[])[] = [];
  let start = 0;
  let offset = 0;
  while (offset < whole.length) {
    const found = delimiters.find((each) => whole.startsWith(each, offset));
    if (found === undefined) {
      offset++;
      continue;
    }
    result.push(sliced(text.parts, start, offset));
    offset += found.length;
    start = offset;
  }
  result.push(sliced(text.parts, start, whole.length));
  return result;
}

function isName(reason: Reason): boolean {
  return (
    reason.kind === "own" || (reason.kind === "data" && reason.name === "managementGroup().name")
  );
}

/** The parts between the slashes that are written; what is not known is taken to hold none. */
export function segmentsOf(parts: readonly TextPart[]): readonly (readonly TextPart[])[] {
  const segments: TextPart[][] = [[]];
  for (const part of parts) {
    if ("hole" in part) {
      segments.at(-1)?.push(part);
      continue;
    }
    const oneToOne = part.range.end - part.range.start === part.text.length;
    let start = part.range.start;
    for (const [index, text] of part.text.split("/").entries()) {
      if (index > 0) segments.push([]);
      const range = oneToOne ? { start, end: start + text.length } : part.range;
      if (text !== "") segments.at(-1)?.push({ text, file: part.file, range });
      start += text.length + 1;
    }
  }
  return segments;
}

/** The text with every known part changed; undefined never: holes stay as they are. */
export function mapped(text: Text, change: (part: string) => string): readonly TextPart[] {
  return text.parts.map((part) => ("hole" in part ? part : { ...part, text: change(part.text) }));
}

/** The first argument that is not known decides why the result is not. */
export function undecided(values: readonly Value[], at: Place, what: string): Value {
  for (const value of values) {
    const decided = effective(value);
    if (decided.state === "unknown") return unknown(decided.reason, at, decided.via);
    const text = textOf(decided);
    const reason = text ? firstHole(text.parts) : undefined;
    if (reason) return unknown(reason, at, decided.via);
    if (decided.state === "known" && typeof decided.value === "object" && decided.value !== null) {
      if ("more" in decided.value && decided.value.more)
        return unknown(decided.value.more, at, decided.via);
    }
  }
  return unknown({ kind: "error", message: `${what} does not take these arguments` }, at);
}

/** Pieces that follow each other in one file and map one to one become one. */
function merged(parts: readonly TextPart[]): readonly TextPart[] {
  const result: TextPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    const joins =
      last !== undefined &&
      !("hole" in last) &&
      !("hole" in part) &&
      last.file === part.file &&
      last.range.end === part.range.start &&
      last.range.end - last.range.start === last.text.length &&
      part.range.end - part.range.start === part.text.length &&
      part.text !== "";
    if (!joins) {
      if ("hole" in part || part.text !== "") result.push(part);
      continue;
    }
    const range = { start: last.range.start, end: part.range.end };
    result[result.length - 1] = { text: last.text + part.text, file: last.file, range };
  }
  return result;
}
