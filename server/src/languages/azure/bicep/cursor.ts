// The place in the text that the parser has come to, what it has complained of, and how it finds its way back.

import type { CommentNode, SyntaxProblem } from "../../../syntax/node.ts";
import { LineIndex, type Range } from "../../../text/range.ts";
import { startsStatement } from "./header.ts";
import { type MultilineEnd, multilineEnd, roughStringEnd } from "./string-end.ts";
import type { Name } from "./syntax.ts";
import { lineEnd, type Sign, scan, type Token, type TokenKind } from "./token.ts";

/**
 * Strict: the text is taken to be right, and layout says nothing.
 * Guided: the text is known to be broken, and indentation says which bracket was left open.
 */
export type Mode = "strict" | "guided";

/** A bracket that is open: what closes it, the indentation that its end has (guided mode), and what was around it. */
interface Open {
  readonly closer: Sign;
  readonly indent: number;
  readonly free: boolean;
  readonly member: number;
}

/** What `Cursor.mark` keeps. */
interface Mark {
  readonly token: Token;
  readonly lastEnd: number;
}

export class Cursor {
  readonly text: string;
  readonly mode: Mode;
  readonly problems: SyntaxProblem[] = [];
  readonly comments: CommentNode[] = [];
  readonly groups: Range[] = [];
  readonly locals: Name[] = [];
  token: Token;
  /** End of the last token that was taken, line ends aside. */
  lastEnd = 0;
  private readonly limit: number;
  private readonly open: Open[] = [];
  private readonly lines: LineIndex | undefined;
  private readonly indents = new Map<number, number>();
  private depth = 0;
  private tooDeep = false;
  private lastComment = -1;
  private problemLineEnd = -1;
  /** Line ends are blanks: inside of `(…)`, an index and an interpolation. */
  private free = false;
  /** Indentation of the line on which the innermost member, item or statement began (guided mode). */
  private member = 0;
  /** Nothing is read beyond this offset. */
  private stop: number;

  constructor(text: string, mode: Mode, limit: number) {
    this.text = text;
    this.mode = mode;
    this.limit = limit;
    this.stop = text.length;
    this.lines = mode === "guided" ? new LineIndex(text) : undefined;
    this.token = this.scan(0, true);
  }

  // Taking tokens

  is(kind: TokenKind): boolean {
    return this.token.kind === kind;
  }

  /** Is the token this word? */
  isWord(word: string): boolean {
    return (
      this.token.kind === "name" &&
      this.token.end - this.token.start === word.length &&
      this.text.startsWith(word, this.token.start)
    );
  }

  take(): Token {
    const token = this.token;
    if (token.kind !== "newline") this.lastEnd = token.end;
    this.token = this.scan(token.end, token.kind === "newline");
    return token;
  }

  eat(kind: TokenKind): Token | undefined {
    return this.token.kind === kind ? this.take() : undefined;
  }

  eatWord(word: string): Token | undefined {
    return this.isWord(word) ? this.take() : undefined;
  }

  expect(kind: Sign, what: string): Token | undefined {
    const token = this.eat(kind);
    if (!token) this.problem(this.here(), `Expected ${what}.`);
    return token;
  }

  skipNewlines(): void {
    while (this.token.kind === "newline") this.take();
  }

  /** The token after the current one, or after another one. */
  peek(after: Token = this.token): Token {
    return scan(this.text, after.end, after.kind === "newline", undefined);
  }

  /** The first token after the line ends that begin at the current token. */
  beyondNewlines(): Token {
    let token = this.token;
    while (token.kind === "newline") token = this.peek(token);
    return token;
  }

  mark(): Mark {
    return { token: this.token, lastEnd: this.lastEnd };
  }

  reset(mark: Mark): void {
    this.token = mark.token;
    this.lastEnd = mark.lastEnd;
  }

  /** Goes to the next line for a value, unless that line begins something of its own. */
  continueOnNextLine(): void {
    if (!this.is("newline")) return;
    const mark = this.mark();
    this.skipNewlines();
    const begins = this.column() === 0 && startsStatement(this.text, this.token.start);
    if (begins || this.is("end") || (this.mode === "guided" && this.startsMember()))
      this.reset(mark);
  }

  /** Goes on at an offset, where a string has been read by its own rules. */
  jump(offset: number): void {
    this.lastEnd = offset;
    this.token = this.scan(offset, false);
  }

  textOf(range: Range): string {
    return this.text.slice(range.start, range.end);
  }

  /** An empty range after what was taken last, where something is missing. */
  gap(): Range {
    return { start: this.lastEnd, end: this.lastEnd };
  }

  /** The token, or the end of what stands before it where the token is a line end. */
  here(): Range {
    const { kind, start, end } = this.token;
    return kind === "newline" || kind === "end" ? this.gap() : { start, end };
  }

  /** One problem a line: what follows the first is mostly its echo. */
  problem(range: Range, message: string): void {
    if (range.start <= this.problemLineEnd) return;
    this.problemLineEnd = lineEnd(this.text, range.end);
    this.problems.push({ range, message });
  }

  // Depth

  /** Runs a production one level deeper; `otherwise` where that is too deep. */
  deeper<T>(production: () => T, otherwise: () => T): T {
    if (!this.fits(1)) return otherwise();
    this.depth++;
    const result = production();
    this.depth--;
    return result;
  }

  /** May the tree grow by so many levels? A chain of `a.b.c` or `a + b + c` makes a deep tree without recursion. */
  fits(levels: number): boolean {
    if (this.depth + levels <= this.limit) return true;
    if (!this.tooDeep) {
      this.tooDeep = true;
      this.problems.push({
        range: this.here(),
        message: `Nested deeper than ${this.limit} levels; the rest of this expression is not read.`,
      });
    }
    return false;
  }

  // Brackets

  /** Takes an opening bracket; inside of a free one line ends are blanks. */
  openBracket(closer: "}" | "]" | ")", free: boolean): Token {
    // A bracket at the end of a continued line closes where the member began, not where that line does.
    const indent = Math.min(this.indent(this.token.start), this.member);
    this.open.push({ closer, indent, free: this.free, member: this.member });
    this.free = free;
    return this.take();
  }

  /** A member, an item or a statement begins at the token. */
  startMember(): void {
    this.member = this.indent(this.token.start);
  }

  /** Takes the bracket's end, or says that it is missing. */
  closeBracket(opener: Range): void {
    const open = this.open.pop();
    if (!open) return;
    const wasFree = this.free;
    this.free = open.free;
    this.member = open.member;
    if (this.is(open.closer) && !this.isOutdented(open)) {
      this.take();
      return;
    }
    this.problem(opener, `This "${this.textOf(opener)}" is not closed.`);
    // The line ends that were blanks inside of the bracket count again.
    if (wasFree) this.token = this.scan(this.lastEnd, false);
  }

  /** Reads an expression that stands in a string, at most to the offset; gives the offset after its "}", if there is one. */
  embedded<T>(
    from: number,
    opener: Range,
    stop: number,
    read: () => T,
  ): { readonly value: T; readonly end?: number } {
    const outer = { free: this.free, stop: this.stop };
    this.stop = Math.min(stop, this.stop);
    this.free = true;
    this.open.push({
      closer: "}",
      indent: this.indent(from),
      free: outer.free,
      member: this.member,
    });
    this.jump(from);
    const value = read();
    this.open.pop();
    const closed = this.is("}");
    if (!closed) this.problem(opener, `This "${this.textOf(opener)}" is not closed.`);
    const end = closed ? this.token.end : undefined;
    this.free = outer.free;
    this.stop = outer.stop;
    return end === undefined ? { value } : { value, end };
  }

  /** Guided mode: does the line that begins here belong to something outside of all that is being read? */
  atBoundary(): boolean {
    const open = this.open[this.open.length - 1];
    return this.isOutside(open ?? { indent: -1 });
  }

  /** Must the innermost bracket end here, closed or not? */
  atBracketEnd(): boolean {
    const open = this.open[this.open.length - 1];
    if (!open || this.is("end") || this.is(open.closer)) return true;
    if (isCloser(this.token.kind)) return this.open.some((each) => each.closer === this.token.kind);
    return this.isOutside(open);
  }

  /** Guided mode: does the line that begins here belong to something outside of the bracket? */
  private isOutside(open: { readonly indent: number }): boolean {
    if (this.mode === "strict" || !this.token.first) return false;
    const column = this.column();
    if (column === 0 && startsStatement(this.text, this.token.start)) return true;
    return column <= open.indent && this.startsMember();
  }

  /** Guided mode: a closer that is first on its line and left of our line belongs to an outer bracket. */
  private isOutdented(open: Open): boolean {
    return (
      this.mode === "guided" &&
      this.token.first &&
      this.column() < open.indent &&
      this.open.length > 0
    );
  }

  /** `name:`, `'name':` or `resource name '…'`. */
  private startsMember(): boolean {
    if (this.is("quote")) {
      const end = roughStringEnd(this.text, this.token.start);
      return scan(this.text, end, false, undefined).kind === ":";
    }
    if (!this.is("name")) return false;
    const next = this.peek();
    return next.kind === ":" || (this.isWord("resource") && next.kind === "name");
  }

  private column(): number {
    return this.token.start - this.lineStart(this.token.start);
  }

  private lineStart(offset: number): number {
    const lines = this.lines;
    return lines ? lines.lineStart(lines.at(offset).line) : 0;
  }

  /** Width of the blanks at the beginning of the line. */
  private indent(offset: number): number {
    if (this.mode === "strict") return 0;
    const start = this.lineStart(offset);
    let indent = this.indents.get(start);
    if (indent === undefined) {
      indent = 0;
      while (
        this.text.charCodeAt(start + indent) === 32 ||
        this.text.charCodeAt(start + indent) === 9
      )
        indent++;
      this.indents.set(start, indent);
    }
    return indent;
  }

  // Recovery

  /** Does a statement begin at this token, so that nothing before it may go on (guided mode)? */
  atStatement(): boolean {
    return (
      this.mode === "guided" &&
      this.token.first &&
      this.column() === 0 &&
      startsStatement(this.text, this.token.start)
    );
  }

  /** Skips to the line's end; brackets that open on the way are skipped with what is in them. */
  skipLine(): void {
    const indent = this.indent(this.token.start);
    const { start } = this.token;
    const closers: Sign[] = [];
    while (!this.is("end")) {
      const kind = this.token.kind;
      if (kind === "newline" && closers.length === 0) return;
      if (isCloser(kind)) {
        if (closers[closers.length - 1] !== kind) return;
        closers.pop();
      }
      if (this.token.start > start && this.isOutside({ indent })) return;
      if (kind === "{") closers.push("}");
      else if (kind === "[") closers.push("]");
      else if (kind === "(") closers.push(")");
      this.takeRoughly();
    }
  }

  /** Takes a token; of a string all of it, without looking into it. */
  takeRoughly(): void {
    if (this.is("quote")) this.jump(roughStringEnd(this.text, this.token.start));
    else if (this.is("multiline")) this.jump(this.multilineEnd(this.token.end).end);
    else this.take();
  }

  multilineEnd(from: number): MultilineEnd {
    return multilineEnd(this.text, from, this.mode === "guided");
  }

  private scan(from: number, first: boolean): Token {
    let token = scan(this.text, from, first, this.comment);
    while (this.free && token.kind === "newline")
      token = scan(this.text, token.end, true, this.comment);
    return token.start < this.stop
      ? token
      : { kind: "end", start: this.stop, end: this.stop, first: token.first };
  }

  private readonly comment = (range: Range, closed: boolean): void => {
    if (range.start <= this.lastComment) return;
    this.lastComment = range.start;
    this.comments.push({ range });
    if (!closed)
      this.problem({ start: range.start, end: range.start + 2 }, `This "/*" is not closed.`);
  };
}

export function isCloser(kind: TokenKind): kind is "}" | "]" | ")" {
  return kind === "}" || kind === "]" || kind === ")";
}
