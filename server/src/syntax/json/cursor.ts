// Moves over JSON text: blanks, comments, lines and strings. Knows nothing of objects and arrays.

import type { CommentNode, Piece, StringNode, SyntaxProblem } from "../node.ts";

const tabWidth = 4;
const mostProblems = 1_000;

const quote = 0x22;
const apostrophe = 0x27;
const backslash = 0x5c;
const newline = 0x0a;
const carriageReturn = 0x0d;
const slash = 0x2f;
const star = 0x2a;
const colon = 0x3a;

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

const fourHexDigits = /^[0-9a-fA-F]{4}$/;

/**
 * A position in a text. It only moves forward, and `lineIndent` and `lineFirst` always describe
 * the line that the position is on.
 */
export class Cursor {
  readonly text: string;
  readonly problems: SyntaxProblem[] = [];
  readonly comments: CommentNode[] = [];
  position = 0;
  /** Width of the blanks at the start of the current line. */
  lineIndent = 0;
  /** Offset of the first character of the current line that is not a blank. */
  lineFirst = 0;
  /** Where the last search for the end of a multi-line string failed, so that none runs twice over a text. */
  private failedUntil = -1;
  /** True if the string that was looked at last goes over a line end. */
  private crossed = false;

  constructor(text: string) {
    this.text = text;
    this.startLine(text.charCodeAt(0) === 0xfeff ? 1 : 0);
    this.position = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  get code(): number {
    return this.text.charCodeAt(this.position);
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** True if the token at the position is the first of its line. */
  get first(): boolean {
    return this.position === this.lineFirst;
  }

  problem(start: number, end: number, message: string): void {
    // Nobody reads more, and hostile text would make millions.
    if (this.problems.length < mostProblems) this.problems.push({ range: { start, end }, message });
  }

  /** Moves over blanks, line ends and comments. */
  skipBlanks(): void {
    const { text } = this;
    for (;;) {
      const code = text.charCodeAt(this.position);
      if (code === 0x20 || code === 0x09) {
        this.position++;
      } else if (isLineEnd(code)) {
        this.position++;
        this.startLine(this.position);
      } else if (code === slash && this.skipComment()) {
        // A comment was moved over.
      } else if (isOddBlank(code)) {
        this.problem(this.position, this.position + 1, "This character is no blank in JSON.");
        this.position++;
      } else {
        return;
      }
    }
  }

  /** Moves to the end of the line. */
  skipLine(): void {
    while (!this.atEnd && !isLineEnd(this.code)) this.position++;
  }

  /** The offset of the end of the line that `offset` is on. */
  lineEnd(offset: number): number {
    let end = offset;
    while (end < this.text.length && !isLineEnd(this.text.charCodeAt(end))) end++;
    return end;
  }

  /** True if a string starts here that ends on this line and is followed by a colon. */
  keyAhead(): boolean {
    if (this.code !== quote) return false;
    const end = this.closingQuote(this.position + 1, false);
    if (end < 0) return false;
    let after = end + 1;
    while (isBlank(this.text.charCodeAt(after))) after++;
    return this.text.charCodeAt(after) === colon;
  }

  /**
   * Reads the string that starts here. One that crosses a line end is a multi-line string of ARM
   * only if its closing quote is followed by `,`, `]`, `}` or the line end, and if it is no key;
   * otherwise it ends where its line ends.
   */
  readString(asKey: boolean): StringNode {
    const start = this.position;
    const mark = this.code;
    let end = this.closingQuote(start + 1, !asKey, mark);
    const closed = end >= 0;
    if (!closed) end = trimmedEnd(this.text, start + 1, this.lineEnd(start));
    const after = closed ? end + 1 : end;
    if (!closed) this.problem(start, after, "The string has no closing quote.");
    if (mark === apostrophe) this.problem(start, after, "A string has double quotes in JSON.");
    const pieces = this.decode(start + 1, end);
    // Most strings stay on their line; only the others need a look for line ends.
    if (this.crossed) this.moveTo(after);
    else this.position = after;
    return {
      kind: "string",
      range: { start, end: after },
      value:
        pieces.length === 1 ? (pieces[0]?.text ?? "") : pieces.map((piece) => piece.text).join(""),
      pieces,
      style: "double",
    };
  }

  /** Moves forward over text that may hold line ends. */
  moveTo(offset: number): void {
    const passed = this.text.slice(this.position, offset).lastIndexOf("\n");
    if (passed >= 0) this.startLine(this.position + passed + 1);
    this.position = offset;
  }

  /** The offset of the quote that closes the string whose content starts at `from`, or -1. */
  private closingQuote(from: number, mayCrossLines: boolean, mark = quote): number {
    const { text } = this;
    this.crossed = false;
    let offset = from;
    for (; offset < text.length; offset++) {
      const code = text.charCodeAt(offset);
      if (code === mark) break;
      if (code === backslash && !isLineEnd(text.charCodeAt(offset + 1))) {
        offset++;
      } else if (isLineEnd(code)) {
        if (!mayCrossLines || from < this.failedUntil) return -1;
        this.crossed = true;
      }
    }
    if (offset < text.length && (!this.crossed || this.endsValue(offset + 1))) return offset;
    if (this.crossed) this.failedUntil = offset;
    return -1;
  }

  private endsValue(offset: number): boolean {
    let after = offset;
    while (isBlank(this.text.charCodeAt(after))) after++;
    const code = this.text.charCodeAt(after);
    return (
      after >= this.text.length ||
      isLineEnd(code) ||
      code === 0x2c ||
      code === 0x5d ||
      code === 0x7d
    );
  }

  /** The text between the quotes in order; each escape is a piece of its own. */
  private decode(start: number, end: number): Piece[] {
    const { text } = this;
    const pieces: Piece[] = [];
    let plain = start;
    const flush = (until: number) => {
      if (until > plain)
        pieces.push({ text: text.slice(plain, until), range: { start: plain, end: until } });
    };
    for (let offset = start; offset < end; ) {
      const code = text.charCodeAt(offset);
      if (code === backslash) {
        flush(offset);
        const piece = this.escape(offset, end);
        pieces.push(piece);
        offset = piece.range.end;
        plain = offset;
        continue;
      }
      if (code < 0x20 && code !== 0x09 && !isLineEnd(code)) {
        this.problem(offset, offset + 1, "A control character must be escaped in a string.");
      }
      offset++;
    }
    flush(end);
    return pieces;
  }

  private escape(start: number, limit: number): Piece {
    const letter = this.text.charAt(start + 1);
    const simple = simpleEscapes.get(letter);
    if (simple !== undefined && start + 2 <= limit) {
      return { text: simple, range: { start, end: start + 2 } };
    }
    const digits = this.text.slice(start + 2, Math.min(start + 6, limit));
    if (letter === "u" && fourHexDigits.test(digits)) {
      return {
        text: String.fromCharCode(Number.parseInt(digits, 16)),
        range: { start, end: start + 6 },
      };
    }
    this.problem(start, Math.min(start + 2, limit), "This is no escape sequence of JSON.");
    return { text: "\\", range: { start, end: start + 1 } };
  }

  private skipComment(): boolean {
    const { text, position } = this;
    const next = text.charCodeAt(position + 1);
    if (next === slash) {
      this.skipLine();
    } else if (next === star) {
      const end = text.indexOf("*/", position + 2);
      if (end < 0) this.problem(position, this.lineEnd(position), "The comment does not end.");
      this.moveTo(end < 0 ? text.length : end + 2);
    } else {
      return false;
    }
    this.comments.push({ range: { start: position, end: this.position } });
    return true;
  }

  private startLine(start: number): void {
    let width = 0;
    let offset = start;
    for (; ; offset++) {
      const code = this.text.charCodeAt(offset);
      if (code === 0x20) width++;
      else if (code === 0x09) width += tabWidth - (width % tabWidth);
      else break;
    }
    this.lineIndent = width;
    this.lineFirst = offset;
  }
}

export function isLineEnd(code: number): boolean {
  return code === newline || code === carriageReturn;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** Blanks of Unicode that editors show like a blank and JSON does not know. */
function isOddBlank(code: number): boolean {
  return (
    code === 0xa0 ||
    code === 0xfeff ||
    code === 0x0b ||
    code === 0x0c ||
    code === 0x85 ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x200b ||
    code === 0x3000
  );
}

function trimmedEnd(text: string, start: number, end: number): number {
  let trimmed = end;
  while (trimmed > start && isBlank(text.charCodeAt(trimmed - 1))) trimmed--;
  return trimmed;
}
