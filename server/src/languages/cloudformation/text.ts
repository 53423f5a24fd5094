// Strings in pieces: joins, cuts and splits them so that every part keeps its place.

import type {
  Hole,
  Place,
  Reason,
  Text,
  TextPart,
  TextPiece,
  Value,
} from "../../expressions/value.ts";
import { isList, isNum, isText, known, unknown } from "../../expressions/value.ts";
import type { StringNode } from "../../syntax/node.ts";

/** The parts of a written string. A dynamic reference is a hole: the cloud fills it in when it deploys. */
export function writtenParts(node: StringNode, file: string): readonly TextPart[] {
  const parts = node.pieces.map(({ text, range }): TextPiece => ({ text, file, range }));
  return withoutDynamicReferences(
    parts.length > 0 ? parts : [{ text: "", file, range: node.range }],
  );
}

/** A value as parts of a string, with a hole at `at` where it is not known. */
export function partsOf(value: Value, at: Place): readonly TextPart[] {
  const hole = (reason: Reason): Hole[] => [{ hole: reason, file: at.file, range: at.range }];
  if (value.state === "unknown") return hole(value.reason);
  if (value.state === "absent") return [];
  const piece = (text: string): TextPiece[] => [
    { text, file: value.at.file, range: value.at.range },
  ];
  if (value.value === null) return hole({ kind: "error", message: "null in a string" });
  if (typeof value.value === "boolean") return piece(String(value.value));
  if (isNum(value.value)) return piece(value.value.text);
  if (isText(value.value)) return value.value.parts;
  return hole({ kind: "error", message: `a ${isList(value.value) ? "list" : "map"} in a string` });
}

/** The value of a string, unless it is longer than the limit. */
export function textFrom(parts: readonly TextPart[], at: Place, limit: number): Value {
  let length = 0;
  for (const part of parts) length += "text" in part ? part.text.length : 0;
  if (length > limit) return unknown({ kind: "limit", what: "length of a string" }, at);
  return known({ type: "text", parts: withoutDynamicReferences(parts) }, at);
}

/** The texts between the separators; undefined where an unknown part may hold one. */
export function splitText(
  text: Text,
  separator: string,
): readonly (readonly TextPart[])[] | undefined {
  if (separator === "" || text.parts.some((part) => "hole" in part)) return undefined;
  const whole = text.parts.map((part) => ("text" in part ? part.text : "")).join("");
  const slice = slicer(text.parts);
  const result: (readonly TextPart[])[] = [];
  let start = 0;
  for (;;) {
    const found = whole.indexOf(separator, start);
    result.push(slice(start, found < 0 ? whole.length : found));
    if (found < 0) return result;
    start = found + separator.length;
  }
}

/** The same without blanks at both ends. */
export function trimmed(parts: readonly TextPart[]): readonly TextPart[] {
  const whole = parts.map((part) => ("text" in part ? part.text : hole)).join("");
  const start = whole.length - whole.trimStart().length;
  return slicer(parts)(start, start + whole.trim().length);
}

/** A place around all parts that stand in one file. */
export function placeOfParts(parts: readonly TextPart[], otherwise: Place): Place {
  const inFile = parts.filter((part) => part.file === otherwise.file);
  if (inFile.length === 0 || inFile.length < parts.length) return otherwise;
  const start = Math.min(...inFile.map((part) => part.range.start));
  return {
    file: otherwise.file,
    range: { start, end: Math.max(...inFile.map((part) => part.range.end)) },
  };
}

/** Stands for a hole where offsets are counted. */
const hole = "\uFFFC";

/** Cuts many spans out of one text without walking over its parts each time. */
export function slicer(
  parts: readonly TextPart[],
): (from: number, to: number) => readonly TextPart[] {
  const starts: number[] = [];
  let length = 0;
  for (const part of parts) {
    starts.push(length);
    length += "text" in part ? part.text.length : hole.length;
  }
  starts.push(length);
  return (from, to) => {
    const result: TextPart[] = [];
    for (let index = indexAt(starts, from); index < parts.length; index++) {
      const part = parts[index];
      const start = starts[index] ?? length;
      if (!part || start >= to) break;
      const end = starts[index + 1] ?? length;
      if (end <= from || start === end) continue;
      result.push(
        "text" in part ? cut(part, Math.max(from - start, 0), Math.min(to, end) - start) : part,
      );
    }
    return result;
  };
}

/** The index of the last start at or before the offset. */
function indexAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function cut(piece: TextPiece, start: number, end: number): TextPiece {
  const text = piece.text.slice(start, end);
  const isMapped = piece.range.end - piece.range.start === piece.text.length;
  if (!isMapped) return { text, file: piece.file, range: piece.range };
  const range = { start: piece.range.start + start, end: piece.range.start + end };
  return { text, file: piece.file, range };
}

function withoutDynamicReferences(parts: readonly TextPart[]): readonly TextPart[] {
  if (!parts.some((part) => "text" in part && part.text.includes("{{resolve:"))) return parts;
  const whole = parts.map((part) => ("text" in part ? part.text : hole)).join("");
  const slice = slicer(parts);
  const result: TextPart[] = [];
  let start = 0;
  for (;;) {
    const found = whole.indexOf("{{resolve:", start);
    const end = found < 0 ? -1 : whole.indexOf("}}", found);
    if (found < 0 || end < 0) return [...result, ...slice(start, whole.length)];
    result.push(...slice(start, found));
    const inside = slice(found, end + 2);
    const first = inside[0];
    const last = inside.at(-1);
    if (first && last) {
      const name = whole
        .slice(found + 2, end)
        .split(":", 3)
        .join(":");
      const range =
        first.file === last.file ? { start: first.range.start, end: last.range.end } : first.range;
      result.push({ hole: { kind: "data", name }, file: first.file, range });
    }
    start = end + 2;
  }
}
