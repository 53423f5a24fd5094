// Reads strings, heredocs and the templates in them. Knows no expression but through the parser.

import type { Expression, TemplateExpression } from "../../../expressions/expression.ts";
import type { Piece } from "../../../syntax/node.ts";
import type { Parser } from "./parser.ts";
import { blanksEnd, descend, missing } from "./parser.ts";
import type { Marker, TemplateToken } from "./template-tokens.ts";
import { nest, stripIndentation, trimEnd, trimStart } from "./template-tokens.ts";
import { lineEnd } from "./word-ends.ts";

/** Where the text of a template ends. */
interface Extent {
  readonly form: "quoted" | "heredoc" | "plain";
  /** The name that ends a heredoc. */
  readonly tag?: string;
  readonly limit: number;
}

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ['"', '"'],
  ["\\", "\\"],
]);

/** The string whose opening quote is the current token. */
export function quoted(parser: Parser): Expression {
  const { lexer } = parser;
  const start = lexer.start;
  return within(parser, () => {
    const { tokens, end } = read(parser, lexer.end, { form: "quoted", limit: lexer.limit });
    const closed = lexer.text.charCodeAt(end) === 34 && end < lexer.limit;
    if (!closed) lexer.problem(start, end, "This string has no closing quote.");
    const after = closed ? end + 1 : end;
    return { expression: template(parser, tokens, start, after, "quoted"), after };
  });
}

/** The heredoc whose `<<TAG` is the current token. */
export function heredoc(parser: Parser): Expression {
  const { lexer } = parser;
  const { text } = lexer;
  const start = lexer.start;
  const flush = text.charCodeAt(start + 2) === 45;
  const tag = text.slice(start + (flush ? 3 : 2), lexer.end);
  return within(parser, () => {
    const opened = lineEnd(text, lexer.end, lexer.limit);
    if (opened !== lexer.end)
      lexer.problem(lexer.end, opened, "A line end must follow the name of a heredoc.");
    const body = Math.min(nextLine(text, opened), lexer.limit);
    const limit = heredocLimit(parser, tag, start, body);
    const { tokens, end } = read(parser, body, { form: "heredoc", tag, limit });
    const close = end < limit ? blanksEnd(text, end, lexer.limit) + tag.length : end;
    if (close > lexer.limit || end >= limit)
      lexer.problem(start, opened, `This heredoc is not closed by a line with ${tag}.`);
    else if (close === lexer.limit)
      lexer.problem(end, close, "A line end must follow the end of a heredoc.");
    if (flush) stripIndentation(tokens);
    const after = end >= limit ? trimmedEnd(text, opened, end) : close;
    return { expression: template(parser, tokens, start, after, "heredoc"), after };
  });
}

/** A whole text as a template, as the strings of Terraform JSON are. */
export function plain(parser: Parser): TemplateExpression {
  const { lexer } = parser;
  const { tokens } = read(parser, 0, { form: "plain", limit: lexer.limit });
  return template(parser, tokens, 0, lexer.limit, "plain");
}

function within(
  parser: Parser,
  parse: () => { expression: Expression; after: number },
): Expression {
  const { lexer } = parser;
  const start = lexer.start;
  if (!descend(parser)) {
    lexer.moveTo(lineEnd(lexer.text, lexer.end, lexer.limit));
    return missing(parser, start);
  }
  const newlines = lexer.newlines;
  const { expression, after } = parse();
  lexer.newlines = newlines;
  lexer.moveTo(after);
  lexer.depth--;
  return expression;
}

function template(
  parser: Parser,
  tokens: readonly TemplateToken[],
  start: number,
  end: number,
  form: TemplateExpression["form"],
): TemplateExpression {
  const { lexer } = parser;
  const range = lexer.range(start, end);
  const problem = (at: { start: number; end: number }, message: string) =>
    lexer.problem(at.start, at.end, message);
  return { kind: "template", range, form, parts: nest(tokens, range, lexer.depthLimit, problem) };
}

/** The tokens of a template from `from` on, and the offset of what ends it. */
function read(
  parser: Parser,
  from: number,
  extent: Extent,
): { tokens: TemplateToken[]; end: number } {
  const { lexer } = parser;
  const { text } = lexer;
  const { limit, form } = extent;
  const tokens: TemplateToken[] = [];
  let pieces: Piece[] = [];
  let plainFrom = from;
  let offset = from;
  let lineStart = true;
  let trimNext = false;

  const flushRun = () => {
    if (offset > plainFrom) pieces.push(...lexer.pieces(plainFrom, offset));
  };
  const endLiteral = () => {
    flushRun();
    if (pieces.length > 0) {
      const literal: TemplateToken = { is: "text", pieces };
      tokens.push(literal);
      if (trimNext) trimStart(literal);
    }
    trimNext = false;
    pieces = [];
  };
  const escaped = (value: string, length: number) => {
    flushRun();
    pieces.push({ text: value, range: lexer.range(offset, offset + length) });
    offset += length;
    plainFrom = offset;
  };

  while (offset < limit && !lexer.failed) {
    if (
      extent.tag !== undefined &&
      lineStart &&
      closesHeredoc(text, offset, extent.tag, lexer.limit)
    )
      break;
    lineStart = false;
    const code = text.charCodeAt(offset);
    if (form === "quoted" && code === 34) break;
    if (code === 10 || (form === "quoted" && code === 13 && text.charCodeAt(offset + 1) === 10)) {
      if (form === "quoted") break;
      offset++;
      if (form === "heredoc") {
        endLiteral();
        plainFrom = offset;
        lineStart = true;
      }
      continue;
    }
    if (code === 92 && form === "quoted") {
      const escape = readEscape(parser, offset);
      escaped(escape.value, escape.length);
      continue;
    }
    if (code === 36 || code === 37) {
      const sign = code === 36 ? "$" : "%";
      if (text.startsWith(`${sign}{`, offset + 1) && offset + 2 < limit) {
        escaped(`${sign}{`, 3);
        continue;
      }
      if (text.charCodeAt(offset + 1) === 123 && offset + 1 < limit) {
        const trimsBefore = text.charCodeAt(offset + 2) === 126;
        endLiteral();
        const before = tokens[tokens.length - 1];
        if (trimsBefore && before) trimEnd(before);
        const sequence =
          code === 36
            ? interpolation(parser, offset, trimsBefore, extent)
            : directive(parser, offset, trimsBefore, extent);
        tokens.push(sequence.token);
        offset = sequence.end;
        plainFrom = offset;
        trimNext = sequence.trims;
        continue;
      }
    }
    offset++;
  }
  endLiteral();
  return { tokens, end: offset };
}

interface Sequence {
  readonly token: TemplateToken;
  readonly end: number;
  readonly trims: boolean;
}

function interpolation(
  parser: Parser,
  start: number,
  trimsBefore: boolean,
  extent: Extent,
): Sequence {
  const { lexer } = parser;
  lexer.newlines = false;
  lexer.moveTo(start + (trimsBefore ? 3 : 2));
  const expression = parser.expression();
  const { end, trims } = closeSequence(parser, start, extent);
  return { token: { is: "interpolation", expression }, end, trims };
}

function directive(parser: Parser, start: number, trimsBefore: boolean, extent: Extent): Sequence {
  const { lexer } = parser;
  lexer.newlines = false;
  lexer.moveTo(start + (trimsBefore ? 3 : 2));
  const marker = readMarker(parser);
  const { end, trims } = closeSequence(parser, start, extent);
  return { token: { is: "marker", marker, range: lexer.range(start, end) }, end, trims };
}

function readMarker(parser: Parser): Marker {
  const { lexer } = parser;
  const word = lexer.is("name") ? lexer.word() : "";
  switch (word) {
    case "else":
    case "endif":
    case "endfor":
      lexer.next();
      return { is: word };
    case "if":
      lexer.next();
      return { is: "if", condition: parser.expression() };
    case "for": {
      lexer.next();
      const first = readName(parser);
      let second: string | undefined;
      if (lexer.is(",")) {
        lexer.next();
        second = readName(parser);
      }
      if (lexer.isWord("in")) lexer.next();
      else lexer.problem(lexer.start, lexer.end, "A for directive needs `in` and a collection.");
      const collection = parser.expression();
      return second === undefined
        ? { is: "for", valueName: first, collection }
        : { is: "for", keyName: first, valueName: second, collection };
    }
    default:
      lexer.problem(
        lexer.start,
        lexer.end,
        "A template directive starts with if, else, endif, for or endfor.",
      );
      return { is: "unknown" };
  }
}

function readName(parser: Parser): string {
  const { lexer } = parser;
  if (!lexer.is("name")) {
    lexer.problem(lexer.start, lexer.end, "A name is missing.");
    return "";
  }
  const name = lexer.word();
  lexer.next();
  return name;
}

/** Behind the `}` of a sequence; where it is missing, at the next quote of the line or at its end. */
function closeSequence(
  parser: Parser,
  start: number,
  extent: Extent,
): { end: number; trims: boolean } {
  const { lexer } = parser;
  const { text } = lexer;
  if (lexer.is("}") && lexer.end <= extent.limit) return { end: lexer.end, trims: false };
  if (lexer.is("~") && text.charCodeAt(lexer.end) === 125 && lexer.end < extent.limit)
    return { end: lexer.end + 1, trims: true };
  lexer.problem(start, lexer.previousEnd, "This template sequence has no closing brace.");
  const from = Math.max(start + 2, lexer.previousEnd);
  // What the sequence has taken is gone, also where it went on behind the end of the template.
  const end = lineEnd(text, from, Math.max(from, extent.limit));
  if (extent.form === "heredoc") return { end, trims: false };
  const quote = text.indexOf('"', from);
  return { end: quote >= 0 && quote < end ? quote : end, trims: false };
}

function readEscape(parser: Parser, offset: number): { value: string; length: number } {
  const { lexer } = parser;
  const { text } = lexer;
  const letter = text.charAt(offset + 1);
  const simple = simpleEscapes.get(letter);
  if (simple !== undefined && offset + 1 < lexer.limit) return { value: simple, length: 2 };
  const digits = letter === "u" ? 4 : letter === "U" ? 8 : 0;
  if (digits > 0) {
    let point = 0;
    let count = 0;
    for (; count < digits; count++) {
      const digit = Number.parseInt(text.charAt(offset + 2 + count), 16);
      if (Number.isNaN(digit)) break;
      point = point * 16 + digit;
    }
    // Halves of characters are not characters.
    if (count === digits && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff))
      return { value: String.fromCodePoint(point), length: 2 + digits };
  }
  const length = letter === "" || letter === "\n" || letter === "\r" || letter === '"' ? 1 : 2;
  lexer.problem(offset, offset + length, "This is no escape sequence.");
  return { value: text.slice(offset, offset + length), length };
}

function nextLine(text: string, end: number): number {
  if (text.charCodeAt(end) === 13) return end + 2;
  return end + 1;
}

function closesHeredoc(text: string, offset: number, tag: string, limit: number): boolean {
  const first = blanksEnd(text, offset, limit);
  if (!text.startsWith(tag, first)) return false;
  const end = lineEnd(text, first, limit);
  return blanksEnd(text, first + tag.length, end) === end;
}

/**
 * Where a heredoc ends at the latest. One that swallows the start of another heredoc of its own
 * name is half-typed: it ends before the next line that starts a statement at its own depth.
 */
function heredocLimit(parser: Parser, tag: string, start: number, body: number): number {
  const { lexer, layout } = parser;
  const { text } = lexer;
  const terminator = layout.terminator(tag, body);
  if (
    terminator !== undefined &&
    terminator < lexer.limit &&
    !swallows(parser, tag, body, terminator)
  )
    return lexer.limit;
  if (!lexer.recovering) {
    lexer.problem(start, body, "This heredoc is not closed.");
    return body;
  }
  const base = layout.indent(start);
  for (let line = body; line < lexer.limit; ) {
    const first = blanksEnd(text, line, lexer.limit);
    const code = text.charCodeAt(first);
    const outside = first - line <= base && (code === 125 || layout.startsStatement(first));
    if (outside || layout.opensTopLevel(line)) return line;
    const newline = text.indexOf("\n", line);
    line = newline < 0 ? lexer.limit : newline + 1;
  }
  return lexer.limit;
}

function swallows(parser: Parser, tag: string, body: number, terminator: number): boolean {
  const { text } = parser.lexer;
  for (const opener of [`<<${tag}`, `<<-${tag}`]) {
    for (
      let found = text.indexOf(opener, body);
      found >= 0 && found < terminator;
      found = text.indexOf(opener, found + 1)
    ) {
      const after = text.charCodeAt(found + opener.length);
      const line = text.lastIndexOf("\n", found) + 1;
      if (
        (after === 10 || after === 13) &&
        parser.layout.startsStatement(blanksEnd(text, line, found))
      )
        return true;
    }
  }
  return false;
}

function trimmedEnd(text: string, from: number, end: number): number {
  let trimmed = end;
  while (
    trimmed > from &&
    (text.charCodeAt(trimmed - 1) === 10 || text.charCodeAt(trimmed - 1) === 13)
  )
    trimmed--;
  return trimmed;
}
