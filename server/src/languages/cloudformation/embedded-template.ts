// A template in a string: its tree with places in the file that the string is written in.

import type { Text, TextPiece } from "../../expressions/value.ts";
import { readJson } from "../../syntax/json/json.ts";
import type { DataNode, EntryNode, SyntaxProblem } from "../../syntax/node.ts";
import { readYaml } from "../../syntax/yaml/yaml.ts";
import type { Range } from "../../text/range.ts";

export interface EmbeddedTree {
  readonly file: string;
  readonly root: DataNode;
  readonly problems: readonly SyntaxProblem[];
}

/** Undefined where the text has unknown parts or comes from several files. */
export function embeddedTree(text: Text): EmbeddedTree | undefined {
  const pieces: TextPiece[] = [];
  let whole = "";
  const starts: number[] = [];
  for (const part of text.parts) {
    if ("hole" in part || part.file !== (pieces[0]?.file ?? part.file)) return undefined;
    starts.push(whole.length);
    pieces.push(part);
    whole += part.text;
  }
  const file = pieces[0]?.file;
  if (file === undefined) return undefined;
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
  };
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
