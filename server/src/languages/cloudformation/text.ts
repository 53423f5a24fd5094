// Strings in pieces: joins, cuts and splits them so that every part keeps its place.

import type {
  Hole,
  Known,
  Place,
  Reason,
  Text,
  TextPart,
  TextPiece,
  Trail,
  Value,
} from "../../expressions/value.ts";
import { isList, isNum, isText, known, unknown } from "../../expressions/value.ts";
import type { StringNode } from "../../syntax/node.ts";
import { contains } from "../../text/range.ts";
import { withInserts } from "./embedded-template.ts";
import type { Template } from "./template.ts";

/** What a string of a template says, with what is put into the template where it is a text itself. */
export function piecesOf(node: StringNode, { file, inserts }: Template): readonly TextPart[] {
  const parts = node.pieces.map(({ text, range }): TextPiece => ({ text, file, range }));
  return withInserts(parts, inserts);
}

/** The parts of a written string. A dynamic reference is a hole: the cloud fills it in when it deploys. */
export function writtenParts(node: StringNode, file: string): readonly TextPart[] {
  const parts = node.pieces.map(({ text, range }): TextPiece => ({ text, file, range }));
  return withoutDynamicReferences(
    parts.length > 0 ? parts : [{ text: "", file, range: node.range }],
  );
}

export interface Filled {
  readonly parts: readonly TextPart[];
  /** The way that the loop variables came by. */
  readonly via: readonly Trail[];
}

/**
 * The parts with loop variables filled in: `${Name}` anywhere in a text, and `&{Name}` without what
 * cannot stand in an id.
 */
export function filled(parts: readonly TextPart[], bindings: ReadonlyMap<string, Value>): Filled {
  const whole = bindings.size > 0 ? wholeOf(parts) : "";
  if (!whole.includes("{")) return { parts, via: [] };
  const slice = slicer(parts);
  const result: TextPart[] = [];
  const via: Trail[] = [];
  let start = 0;
  for (let open = whole.indexOf("{"); open >= 0; open = whole.indexOf("{", open + 1)) {
    const sign = whole.charAt(open - 1);
    const close = whole.indexOf("}", open);
    if (close < 0) break;
    const name = whole.slice(open + 1, close);
    const value = bindings.get(name);
    if (open - 1 < start || !value || (sign !== "$" && sign !== "&")) continue;
    result.push(...slice(start, open - 1));
    const use = slice(open - 1, close + 1)[0];
    if (use) {
      const at = { file: use.file, range: use.range };
      const its = partsOf(value, at);
      result.push(...(sign === "&" ? its.map(withoutSigns) : its));
      via.push({ kind: "local", at, label: `loop variable ${name}` }, ...value.via);
      if (value.state === "known" && value.via.length === 0)
        via.push({ kind: "local", at: value.at, label: `value of ${name}` });
    }
    start = close + 1;
  }
  return { parts: [...result, ...slice(start, whole.length)], via };
}

function withoutSigns(part: TextPart): TextPart {
  return "text" in part ? { ...part, text: part.text.replace(signs, "") } : part;
}

const signs = /[^A-Za-z0-9]/g;

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

/** The way of a value that becomes a part of a text: its steps, and where it is written at last. */
export function wayOf(value: Value): readonly Trail[] {
  const last = value.via.at(-1);
  if (value.state !== "known" || !last || isSame(last.at, value.at) || !isLiteral(value))
    return value.via;
  const { kind, label } = last;
  return [...value.via, { kind, at: value.at, label }];
}

/** Written where its place is, and not put together from elsewhere. */
function isLiteral({ value, at }: Known): boolean {
  if (value === null || typeof value !== "object" || !isText(value)) return true;
  return value.parts.every((part) => part.file === at.file && contains(at.range, part.range));
}

function isSame(a: Place, b: Place): boolean {
  return a.file === b.file && a.range.start === b.range.start && a.range.end === b.range.end;
}

/** The value of a string, unless it is longer than the limit. */
export function textFrom(parts: readonly TextPart[], at: Place, limit: number): Value {
  let length = 0;
  for (const part of parts) length += "text" in part ? part.text.length : 0;
  if (length > limit) return unknown({ kind: "limit", what: "length of a string" }, at);
  return known({ type: "text", parts: withoutDynamicReferences(parts) }, at);
}

export interface Split {
  readonly items: readonly (readonly TextPart[])[];
  /** From here on an unknown part may hold a separator. */
  readonly more?: Reason;
}

/** The texts between the separators, as far as they are certain. */
export function splitText(text: Text, separator: string): Split {
  const open = text.parts.findIndex((part) => "hole" in part && mayHold(part.hole, separator));
  const certain = open < 0 ? text.parts : text.parts.slice(0, open);
  const hole = open < 0 ? undefined : text.parts[open];
  const whole = wholeOf(certain);
  const slice = slicer(certain);
  const items: (readonly TextPart[])[] = [];
  let start = 0;
  for (;;) {
    const found = whole.indexOf(separator, start);
    if (found < 0 && hole && "hole" in hole) return { items, more: hole.hole };
    const parts = slice(start, found < 0 ? whole.length : found);
    items.push(parts.length > 0 ? parts : emptyAt(text, start));
    if (found < 0) return { items };
    start = found + separator.length;
  }
}

/** Accounts, regions and partitions have letters, digits, dashes and dots, and no other sign. */
function mayHold(reason: Reason, separator: string): boolean {
  return reason.kind !== "own" || /^[A-Za-z0-9.-]*$/.test(separator);
}

function emptyAt(text: Text, offset: number): readonly TextPart[] {
  const near = text.parts[0];
  if (!near) return [];
  const isMapped = "text" in near && near.range.end - near.range.start === near.text.length;
  const start = isMapped ? Math.min(near.range.end, near.range.start + offset) : near.range.start;
  return [{ text: "", file: near.file, range: { start, end: isMapped ? start : near.range.end } }];
}

/** The same without blanks at both ends. */
export function trimmed(parts: readonly TextPart[]): readonly TextPart[] {
  const whole = wholeOf(parts);
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

/** The text with one character for each hole, so that offsets are those of `slicer`. */
export function wholeOf(parts: readonly TextPart[]): string {
  return parts.map((part) => ("text" in part ? part.text : hole)).join("");
}

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
  const whole = wholeOf(parts);
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
