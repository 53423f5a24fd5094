// Turns Terraform text into tokens one at a time, newlines included where they count. Knows no grammar.

import type { CommentNode, Piece, SyntaxProblem } from "../../../syntax/node.ts";
import type { Range } from "../../../text/range.ts";
import { identifierStart, isDigit, isLetter, lineEnd, nameEnd, numberEnd } from "./word-ends.ts";

export type TokenKind =
  | "name"
  | "number"
  | "quote"
  | "heredoc"
  | "newline"
  | "end"
  | "bad"
  | "{"
  | "}"
  | "["
  | "]"
  | "("
  | ")"
  | ","
  | "."
  | "..."
  | ":"
  | "::"
  | "?"
  | "="
  | "=>"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "!"
  | "&&"
  | "||"
  | "~";

/** What one file may complain about; the first ones tell the reader enough. */
const mostProblems = 100;

/**
 * The cursor of the parser. Invariant: `kind`, `start` and `end` are the current token, and
 * `previousEnd` is the end of the token before it, so that the current one can be scanned again
 * when `newlines` changes.
 */
export class Lexer {
  readonly text: string;
  /** Nothing behind this offset is read. */
  readonly limit: number;
  readonly depthLimit: number;
  readonly comments: CommentNode[] = [];
  readonly problems: SyntaxProblem[] = [];

  kind: TokenKind = "newline";
  start: number;
  end: number;
  previousEnd: number;
  /** True where a line end is a token: everywhere but in brackets, calls and interpolations. */
  newlines = true;
  depth = 0;
  /** False: stop at the first problem, because the text is tried without guesses first. */
  recovering = true;
  /** A problem was met while not recovering. */
  failed = false;
  failedAt = 0;
  failure: { readonly start: number; readonly end: number; readonly message: string } | undefined;
  private lineOfLastProblem = -1;
  /** From here on no comment ends, so that none is looked for twice. */
  private noCommentEndFrom = Number.POSITIVE_INFINITY;
  /** Where a decoded text stands in the source: for strings of Terraform JSON. */
  private readonly source: ((offset: number) => number) | undefined;

  constructor(
    text: string,
    limit: number,
    depthLimit: number,
    source?: (offset: number) => number,
  ) {
    this.text = text;
    this.limit = limit;
    this.depthLimit = depthLimit;
    this.source = source;
    const start = text.charCodeAt(0) === 0xfeff && !source ? 1 : 0;
    this.start = start;
    this.end = start;
    this.previousEnd = start;
  }

  range(start: number, end: number): Range {
    return this.source ? { start: this.source(start), end: this.source(end) } : { start, end };
  }

  /** A literal run of text; split at the escapes of the source where it was decoded. */
  pieces(start: number, end: number): readonly Piece[] {
    if (!this.source) return [{ text: this.text.slice(start, end), range: { start, end } }];
    const pieces: Piece[] = [];
    let from = start;
    for (let offset = start; offset < end; offset++) {
      const escape = this.source(offset + 1) - this.source(offset) !== 1;
      if (!escape && offset + 1 < end) continue;
      const stop = escape ? offset : offset + 1;
      if (stop > from)
        pieces.push({ text: this.text.slice(from, stop), range: this.range(from, stop) });
      if (escape)
        pieces.push({
          text: this.text.slice(offset, offset + 1),
          range: this.range(offset, offset + 1),
        });
      from = offset + 1;
    }
    return pieces;
  }

  /** A problem; of several on one line only the first is kept, the others follow from it. */
  problem(start: number, end: number, message: string): void {
    if (!this.recovering) {
      if (this.failed) return;
      this.failed = true;
      this.failedAt = Math.max(start, this.start);
      this.failure = { start, end, message };
      this.limitReached();
      return;
    }
    if (start <= this.lineOfLastProblem || this.problems.length >= mostProblems) return;
    const newline = this.text.indexOf("\n", start);
    this.lineOfLastProblem = newline < 0 || newline > this.limit ? this.limit + 1 : newline;
    this.problems.push({
      range: this.range(start, Math.max(start, Math.min(end, this.limit))),
      message,
    });
  }

  /** Ends the text for everybody who still reads. */
  private limitReached(): void {
    this.previousEnd = this.limit;
    this.start = this.limit;
    this.end = this.limit;
    this.kind = "end";
  }

  /** Goes on with the token that starts at or behind `offset`. */
  moveTo(offset: number): void {
    if (this.failed) return;
    this.end = offset;
    this.next();
  }

  next(): void {
    if (this.failed) return;
    this.previousEnd = this.end;
    this.scan();
  }

  /** Changes whether newlines count, and reads the current token again under the new rule. */
  count(newlines: boolean): boolean {
    const before = this.newlines;
    if (before !== newlines && !this.failed) {
      this.newlines = newlines;
      this.end = this.previousEnd;
      this.scan();
    }
    return before;
  }

  is(kind: TokenKind): boolean {
    return this.kind === kind;
  }

  word(): string {
    return this.text.slice(this.start, this.end);
  }

  isWord(word: string): boolean {
    return (
      this.kind === "name" &&
      this.end - this.start === word.length &&
      this.text.startsWith(word, this.start)
    );
  }

  /** True if only blanks stand before the current token on its line. */
  onNewLine(): boolean {
    let offset = this.start - 1;
    while (
      offset >= 0 &&
      (this.text.charCodeAt(offset) === 32 || this.text.charCodeAt(offset) === 9)
    )
      offset--;
    return offset < 0 || this.text.charCodeAt(offset) === 10;
  }

  private scan(): void {
    this.skipBlanks();
    if (this.failed) return;
    const start = this.end;
    this.start = start;
    if (start >= this.limit) {
      this.kind = "end";
      this.end = Math.min(start, this.limit);
      this.start = this.end;
      return;
    }
    const code = this.text.charCodeAt(start);
    const next = start + 1 < this.limit ? this.text.charCodeAt(start + 1) : 0;
    if (code === 10 || (code === 13 && next === 10))
      return this.take("newline", code === 10 ? 1 : 2);
    if (isLetter(code)) return this.name();
    if (isDigit(code)) return this.number();
    switch (code) {
      case 34:
        return this.take("quote", 1);
      case 123:
        return this.take("{", 1);
      case 125:
        return this.take("}", 1);
      case 91:
        return this.take("[", 1);
      case 93:
        return this.take("]", 1);
      case 40:
        return this.take("(", 1);
      case 41:
        return this.take(")", 1);
      case 44:
        return this.take(",", 1);
      case 46:
        return next === 46 && this.text.charCodeAt(start + 2) === 46 && start + 2 < this.limit
          ? this.take("...", 3)
          : this.take(".", 1);
      case 58:
        return next === 58 ? this.take("::", 2) : this.take(":", 1);
      case 63:
        return this.take("?", 1);
      case 61:
        return next === 61
          ? this.take("==", 2)
          : next === 62
            ? this.take("=>", 2)
            : this.take("=", 1);
      case 33:
        return next === 61 ? this.take("!=", 2) : this.take("!", 1);
      case 60:
        return next === 61 ? this.take("<=", 2) : next === 60 ? this.heredoc() : this.take("<", 1);
      case 62:
        return next === 61 ? this.take(">=", 2) : this.take(">", 1);
      case 43:
        return this.take("+", 1);
      case 45:
        return this.take("-", 1);
      case 42:
        return this.take("*", 1);
      case 47:
        return this.take("/", 1);
      case 37:
        return this.take("%", 1);
      case 126:
        return this.take("~", 1);
      case 38:
        return next === 38 ? this.take("&&", 2) : this.take("bad", 1);
      case 124:
        return next === 124 ? this.take("||", 2) : this.take("bad", 1);
      default:
        return this.other(code);
    }
  }

  private take(kind: TokenKind, length: number): void {
    this.kind = kind;
    this.end = this.start + length;
  }

  private name(): void {
    this.kind = "name";
    this.end = nameEnd(this.text, this.start, this.limit);
  }

  private number(): void {
    this.kind = "number";
    this.end = numberEnd(this.text, this.start, this.limit);
  }

  /** `<<TAG` or `<<-TAG` at a line end; the body is read by the parser. */
  private heredoc(): void {
    let offset = this.start + 2;
    if (this.text.charCodeAt(offset) === 45) offset++;
    const end = nameEnd(this.text, offset, this.limit);
    if (end === offset) return this.take("bad", 2);
    this.kind = "heredoc";
    this.end = end;
  }

  private other(code: number): void {
    const point = this.text.codePointAt(this.start) ?? code;
    const character = String.fromCodePoint(point);
    if (code > 127 && identifierStart.test(character)) return this.name();
    this.take("bad", character.length);
  }

  /** Blanks, comments, and line ends where they do not count. */
  private skipBlanks(): void {
    const { text, limit } = this;
    let offset = this.end;
    for (;;) {
      const code = offset < limit ? text.charCodeAt(offset) : -1;
      if (code === 32 || code === 9) offset++;
      else if (code === 10 && !this.newlines) offset++;
      else if (code === 13 && !this.newlines && text.charCodeAt(offset + 1) === 10) offset += 2;
      else if (code === 35 || (code === 47 && text.charCodeAt(offset + 1) === 47))
        offset = this.comment(offset, lineEnd(text, offset, limit));
      else if (code === 47 && text.charCodeAt(offset + 1) === 42) {
        const close = this.commentEnd(offset);
        if (close < 0) {
          const end = lineEnd(text, offset, limit);
          this.problem(offset, end, "This comment has no end.");
          if (this.failed) return;
          offset = this.comment(offset, end);
          continue;
        }
        offset = this.comment(offset, close + 2);
      } else break;
    }
    this.end = offset;
  }

  private commentEnd(offset: number): number {
    if (offset >= this.noCommentEndFrom) return -1;
    const close = this.text.indexOf("*/", offset + 2);
    if (close >= 0 && close + 2 <= this.limit) return close;
    this.noCommentEndFrom = offset;
    return -1;
  }

  private comment(start: number, end: number): number {
    const last = this.comments[this.comments.length - 1];
    const range = this.range(start, end);
    if (!last || last.range.start < range.start) this.comments.push({ range });
    return end;
  }
}
