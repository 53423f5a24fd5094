// What of a former tree still stands: the items before the first difference of two texts, and those behind the last. Knows no grammar.

import type { Range } from "../../../text/range.ts";
import { moveRanges } from "../../../text/range.ts";
import type { Draft } from "./bodies.ts";
import type { Lexer } from "./lexer.ts";
import type { Tree } from "./tree.ts";

export interface Former {
  readonly text: string;
  readonly tree: Tree;
}

/** Puts the items that are the same into the body, and the cursor behind them. */
export function takeBeginning({ text, tree }: Former, lexer: Lexer, into: Draft): void {
  const { attributes, blocks } = tree.body;
  const cut = cutOf({ text, tree }, lexer.text);
  if (cut === undefined) return;
  const before = (each: { readonly range: Range }) => each.range.end <= cut;
  for (const each of attributes) {
    if (!before(each)) break;
    into.attributes.push(each);
    into.names.add(each.name);
  }
  for (const each of blocks) {
    if (!before(each)) break;
    into.blocks.push(each);
  }
  lexer.comments.push(...tree.comments.filter(before));
  lexer.start = cut;
  lexer.end = cut;
  lexer.previousEnd = cut;
}

/**
 * The start of the line behind the last item that both texts have. Guesses look ahead, so nothing
 * is taken from behind a mistake.
 */
function cutOf({ text, tree }: Former, now: string): number | undefined {
  const { attributes, blocks, partials } = tree.body;
  const firstMistake = Math.min(
    ...[...tree.problems, ...partials].map((each) => each.range.start),
    Number.POSITIVE_INFINITY,
  );
  const same = Math.min(sameLength(text, now), firstMistake);
  const nodes = [...attributes, ...blocks, ...tree.comments];
  let cut: number | undefined;
  for (const { range } of [...attributes, ...blocks]) {
    const next = text.indexOf("\n", range.end) + 1;
    if (next > 0 && next <= same && next > (cut ?? 0)) cut = next;
  }
  const end = cut;
  // A heredoc ends with its line, and a comment may begin on the last line of an item.
  const inside =
    end !== undefined && nodes.some(({ range }) => range.start < end && end < range.end);
  return inside ? undefined : cut;
}

/** Where in the new text an item begins from which on the texts are the same, and its number among the blocks. */
export function endingOf({ text, tree }: Former, now: string): ReadonlyMap<number, number> {
  const { attributes, blocks, partials } = tree.body;
  const starts = new Map<number, number>();
  // What sets a name twice depends on what stands before it.
  if (attributes.length > 0) return starts;
  const from = text.length - sameEnd(text, now);
  const lastMistake = Math.max(...[...tree.problems, ...partials].map((each) => each.range.end), 0);
  for (const [index, { range }] of blocks.entries())
    if (range.start > from && range.start >= lastMistake && text[range.start - 1] === "\n")
      starts.set(range.start + now.length - text.length, index);
  return starts;
}

/** Puts the blocks from `index` on into the body, at their new places. The former tree is of no use afterwards. */
export function takeEnd({ text, tree }: Former, index: number, lexer: Lexer, into: Draft): void {
  const { blocks } = tree.body;
  const begin = blocks[index]?.range.start ?? text.length;
  const comments = tree.comments.filter(({ range }) => range.start >= begin);
  const taken = blocks.slice(index);
  moveRanges([taken, comments], lexer.text.length - text.length);
  into.blocks.push(...taken);
  lexer.comments.push(...comments);
}

/** Not more than stands behind what both begin with. */
function sameEnd(a: string, b: string): number {
  const most = Math.min(a.length, b.length) - sameLength(a, b);
  let length = 0;
  while (
    length < most &&
    a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)
  )
    length++;
  return length;
}

function sameLength(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  let index = 0;
  while (index < length && a.charCodeAt(index) === b.charCodeAt(index)) index++;
  return index;
}
