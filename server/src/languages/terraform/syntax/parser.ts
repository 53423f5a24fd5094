// What the parts of the parser share: the cursor, the way back to expressions, and what lines look like.

import type { Expression, MissingExpression } from "../../../expressions/expression.ts";
import { LineIndex } from "../../../text/range.ts";
import type { Lexer } from "./lexer.ts";
import { nameEnd } from "./word-ends.ts";

export interface Parser {
  readonly lexer: Lexer;
  /** One expression at the cursor; never throws, and gives a missing node where there is none. */
  readonly expression: () => Expression;
  readonly layout: Layout;
}

/** Types of blocks that stand at the top level only, or nearly so. */
const topLevelTypes: ReadonlySet<string> = new Set([
  "resource",
  "data",
  "module",
  "variable",
  "output",
  "locals",
  "provider",
  "terraform",
  "moved",
  "import",
  "check",
  "removed",
  "ephemeral",
]);

const widestIndent = 1_000;

/** What the lines of a text look like; worked out when something has to be guessed. */
export class Layout {
  private readonly text: string;
  private readonly limit: number;
  private index: LineIndex | undefined;
  private terminators: Map<string, number[]> | undefined;

  constructor(text: string, limit: number) {
    this.text = text;
    this.limit = limit;
  }

  lineStart(offset: number): number {
    this.index ??= new LineIndex(this.text);
    return this.index.lineStart(this.index.at(offset).line);
  }

  /** Blanks at the start of the line that `offset` is in. */
  indent(offset: number): number {
    const start = this.lineStart(offset);
    return blanksEnd(this.text, start, Math.min(this.limit, start + widestIndent)) - start;
  }

  /** The column of `offset` if only blanks stand before it on its line, else -1. */
  column(offset: number): number {
    const start = this.lineStart(offset);
    return blanksEnd(this.text, start, Math.min(this.limit, start + widestIndent)) === offset
      ? offset - start
      : -1;
  }

  /** The start of the first line at or behind `from` that holds nothing but `tag`. */
  terminator(tag: string, from: number): number | undefined {
    this.terminators ??= linesOfOneName(this.text, this.limit);
    const offsets = this.terminators.get(tag) ?? [];
    let low = 0;
    let high = offsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((offsets[middle] ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    return offsets[low];
  }

  /** A line that starts with `name =` or ends a header with `{`: nothing that stands in brackets. */
  startsStatement(offset: number): boolean {
    const { text, limit } = this;
    const end = nameEnd(text, offset, limit);
    if (end === offset) return false;
    const sign = blanksEnd(text, end, limit);
    if (text.charCodeAt(sign) === 61)
      return text.charCodeAt(sign + 1) !== 61 && text.charCodeAt(sign + 1) !== 62;
    const brace = labelsEnd(text, end, limit);
    return text.charCodeAt(brace) === 123 && brace < limit && endsLine(text, brace + 1, limit);
  }

  /** A line at column 0 with the header of a block of the top level. */
  opensTopLevel(offset: number): boolean {
    const { text, limit } = this;
    if (offset > 0 && text.charCodeAt(offset - 1) !== 10) return false;
    const end = nameEnd(text, offset, limit);
    if (end === offset || !topLevelTypes.has(text.slice(offset, end))) return false;
    const brace = labelsEnd(text, end, limit);
    return brace < limit && text.charCodeAt(brace) === 123;
  }
}

export function blanksEnd(text: string, offset: number, limit: number): number {
  let end = offset;
  while (end < limit && (text.charCodeAt(end) === 32 || text.charCodeAt(end) === 9)) end++;
  return end;
}

/** Behind the labels of a header on one line, and the blanks after them. */
function labelsEnd(text: string, offset: number, limit: number): number {
  let end = blanksEnd(text, offset, limit);
  for (let labels = 0; labels < 3; labels++) {
    if (text.charCodeAt(end) === 34) {
      let close = end + 1;
      while (close < limit && text.charCodeAt(close) !== 34 && text.charCodeAt(close) !== 10)
        close++;
      if (close >= limit || text.charCodeAt(close) !== 34) return end;
      end = blanksEnd(text, close + 1, limit);
    } else {
      const name = nameEnd(text, end, limit);
      if (name === end) return end;
      end = blanksEnd(text, name, limit);
    }
  }
  return end;
}

function endsLine(text: string, offset: number, limit: number): boolean {
  const end = blanksEnd(text, offset, limit);
  if (end >= limit) return true;
  const code = text.charCodeAt(end);
  return code === 10 || code === 13 || code === 35 || code === 47;
}

function linesOfOneName(text: string, limit: number): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (let start = 0; start < limit; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 || newline > limit ? limit : newline;
    const first = blanksEnd(text, start, end);
    const last = nameEnd(text, first, end);
    if (last > first) {
      let rest = blanksEnd(text, last, end);
      if (text.charCodeAt(rest) === 13 && rest < end) rest++;
      if (rest === end) {
        const name = text.slice(first, last);
        const offsets = found.get(name);
        if (offsets) offsets.push(start);
        else found.set(name, [start]);
      }
    }
    start = end + 1;
  }
  return found;
}

export function missing(parser: Parser, offset: number): MissingExpression {
  return { kind: "missing", range: parser.lexer.range(offset, offset) };
}

/**
 * True where brackets should give up: the cursor is at a new line that cannot belong to them.
 * Only while recovering, so that text without a mistake is never guessed at.
 */
export function givesUp(parser: Parser): boolean {
  const { lexer, layout } = parser;
  if (lexer.is("end")) return true;
  if (!lexer.recovering || lexer.newlines || !lexer.is("name") || !lexer.onNewLine()) return false;
  return layout.startsStatement(lexer.start) || layout.opensTopLevel(lexer.start);
}

/** Counts one level of nesting; false (with a problem) where the text is nested too deep. */
export function descend(parser: Parser): boolean {
  const { lexer } = parser;
  if (lexer.depth >= lexer.depthLimit) {
    lexer.problem(
      lexer.start,
      lexer.end,
      `This is nested more than ${lexer.depthLimit} levels deep.`,
    );
    return false;
  }
  lexer.depth++;
  return true;
}
