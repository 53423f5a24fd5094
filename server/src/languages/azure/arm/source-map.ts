// Maps offsets in a decoded JSON string back to the text it is written in. Knows no expressions.

import type { Piece, StringNode } from "../../../syntax/node.ts";
import type { Range } from "../../../text/range.ts";

/** The decoded text of a string and where each part of it is written. */
export interface MappedText {
  readonly text: string;
  /** The range in the source of a half-open span of the text. */
  readonly range: (start: number, end: number) => Range;
  /** The span as pieces, each with its own range. */
  readonly pieces: (start: number, end: number) => readonly Piece[];
}

export function mapString(node: StringNode): MappedText {
  const only = node.pieces[0];
  if (node.pieces.length === 1 && only && only.range.end - only.range.start === only.text.length) {
    return mapPlain(only.text, only.range.start);
  }
  if (!only) return mapPlain("", node.range.start + 1);
  return mapPieces(node);
}

function mapPlain(text: string, base: number): MappedText {
  const range = (start: number, end: number) => ({ start: base + start, end: base + end });
  return {
    text,
    range,
    pieces: (start, end) =>
      end > start ? [{ text: text.slice(start, end), range: range(start, end) }] : [],
  };
}

function mapPieces(node: StringNode): MappedText {
  const text = node.value;
  const starts = new Int32Array(text.length);
  const ends = new Int32Array(text.length);
  let offset = 0;
  for (const piece of node.pieces) {
    const oneToOne = piece.range.end - piece.range.start === piece.text.length;
    for (let index = 0; index < piece.text.length; index++, offset++) {
      starts[offset] = oneToOne ? piece.range.start + index : piece.range.start;
      ends[offset] = oneToOne ? piece.range.start + index + 1 : piece.range.end;
    }
  }
  const last = node.pieces.at(-1)?.range.end ?? node.range.start;
  const startOf = (index: number) => starts[index] ?? last;
  return {
    text,
    range: (start, end) => ({
      start: startOf(start),
      end: end > start ? (ends[end - 1] ?? last) : startOf(start),
    }),
    pieces: (start, end) => cutPieces(node.pieces, start, end),
  };
}

function cutPieces(pieces: readonly Piece[], start: number, end: number): readonly Piece[] {
  const result: Piece[] = [];
  let offset = 0;
  for (const piece of pieces) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, piece.text.length);
    if (from < to) {
      const oneToOne = piece.range.end - piece.range.start === piece.text.length;
      result.push({
        text: piece.text.slice(from, to),
        range: oneToOne
          ? { start: piece.range.start + from, end: piece.range.start + to }
          : piece.range,
      });
    }
    offset += piece.text.length;
    if (offset >= end) break;
  }
  return result;
}
