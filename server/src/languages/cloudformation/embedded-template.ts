// A template in a string: its tree with places in the file that most of the string is written in.

import type { Reason, Text, TextPart, TextPiece } from "../../expressions/value.ts";
import { readJson } from "../../syntax/json/json.ts";
import type { DataNode, EntryNode, SyntaxProblem } from "../../syntax/node.ts";
import { readYaml } from "../../syntax/yaml/yaml.ts";
import type { Range } from "../../text/range.ts";

export interface EmbeddedTree {
  readonly file: string;
  readonly root: DataNode;
  readonly problems: readonly SyntaxProblem[];
  /** What marks in the tree's texts stand for. */
  readonly inserts: readonly TextPart[];
}

/** Undefined for a text without a known part, and for one that has our marks in it. */
export function embeddedTree(text: Text): EmbeddedTree | undefined {
  const file = mainFile(text);
  if (file === undefined || text.parts.some((part) => "text" in part && marks.test(part.text)))
    return undefined;
  const pieces: TextPiece[] = [];
  const inserts: TextPart[] = [];
  let whole = "";
  const starts: number[] = [];
  for (const part of text.parts) {
    const piece = "hole" in part || isWord(part, file) ? mark(inserts, part, pieces, file) : part;
    starts.push(whole.length);
    pieces.push(piece.file === file ? piece : { ...piece, ...endOf(pieces, file) });
    whole += piece.text;
  }
  const tree = /^\s*\{/.test(whole) ? readJson(whole) : readYaml(whole);
  const move = (range: Range): Range => {
    const start = placed(range.start, false);
    return { start, end: Math.max(start, placed(range.end, true)) };
  };
  const placed = (offset: number, isEnd: boolean): number => {
    let low = 0;
    let high = pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const start = starts[middle] ?? 0;
      // The end of a span belongs to the piece that it ends in.
      if (isEnd ? start < offset : start <= offset) low = middle;
      else high = middle - 1;
    }
    const piece = pieces[low];
    if (!piece) return 0;
    const inside = offset - (starts[low] ?? 0);
    const isMapped = piece.range.end - piece.range.start === piece.text.length;
    if (isMapped) return piece.range.start + Math.min(inside, piece.text.length);
    return isEnd || inside >= piece.text.length ? piece.range.end : piece.range.start;
  };
  return {
    file,
    root: moved(tree.root, move),
    problems: tree.problems.map((problem) => ({ ...problem, range: move(problem.range) })),
    inserts,
  };
}

/** Characters for private use: no template has them, and YAML takes them in every kind of text. */
const marks = /[\uE000\uE001]/;
const marked = /\uE000(\d+)\uE001/g;

/** What is not known, and words of other files, are one word of the tree's text. */
function mark(
  inserts: TextPart[],
  part: TextPart,
  pieces: readonly TextPiece[],
  file: string,
): TextPiece {
  const text = `\uE000${inserts.length}\uE001`;
  inserts.push(part);
  return { text, ...(part.file === file ? { file, range: part.range } : endOf(pieces, file)) };
}

/** The place behind what stands before it. */
function endOf(pieces: readonly TextPiece[], file: string): { file: string; range: Range } {
  const end = pieces.at(-1)?.range.end ?? 0;
  return { file, range: { start: end, end } };
}

/** A text of another file that is a part of a scalar, and no structure of its own. */
function isWord(part: TextPiece, file: string): boolean {
  return part.file !== file && !/[\n\r{[]/.test(part.text) && part.text.trim() !== "";
}

function mainFile(text: Text): string | undefined {
  const lengths = new Map<string, number>();
  for (const part of text.parts)
    if ("text" in part) lengths.set(part.file, (lengths.get(part.file) ?? 0) + part.text.length);
  return [...lengths].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

/** The parts with what the marks in them stand for. */
export function withInserts(
  parts: readonly TextPiece[],
  inserts: readonly TextPart[],
): readonly TextPart[] {
  if (inserts.length === 0) return parts;
  return parts.flatMap((part): readonly TextPart[] => {
    if (!marks.test(part.text)) return [part];
    return part.text.split(marked).flatMap((text, index): readonly TextPart[] => {
      if (index % 2 === 0) return text === "" ? [] : [{ ...part, text }];
      const insert = inserts[Number(text)];
      return insert ? [insert] : [];
    });
  });
}

/** Why a name is not known that has a mark in it. */
export function holeInName(name: string, inserts: readonly TextPart[]): Reason | undefined {
  if (inserts.length === 0 || !marks.test(name)) return undefined;
  for (const [, index] of name.matchAll(marked)) {
    const insert = inserts[Number(index)];
    if (insert && "hole" in insert) return insert.hole;
  }
  return { kind: "unsupported", what: "a name that is put together" };
}

/** Depth is limited by the readers of the syntax. */
function moved(node: DataNode, move: (range: Range) => Range): DataNode {
  const range = move(node.range);
  const tag = node.tag && { tag: { ...node.tag, range: move(node.tag.range) } };
  switch (node.kind) {
    case "object":
      return {
        ...node,
        ...tag,
        range,
        entries: node.entries.map((entry) => movedEntry(entry, move)),
      };
    case "array":
      return { ...node, ...tag, range, items: node.items.map((item) => moved(item, move)) };
    case "string":
      return {
        ...node,
        ...tag,
        range,
        pieces: node.pieces.map((piece) => ({ ...piece, range: move(piece.range) })),
      };
    default:
      return { ...node, ...tag, range };
  }
}

function movedEntry(entry: EntryNode, move: (range: Range) => Range): EntryNode {
  return {
    ...entry,
    keyRange: move(entry.keyRange),
    range: move(entry.range),
    value: moved(entry.value, move),
  };
}
