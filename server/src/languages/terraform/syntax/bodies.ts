// Reads bodies, attributes and blocks, and goes on after a mistake. Knows no block's meaning.

import type { Expression } from "../../../expressions/expression.ts";
import { tooDeep } from "./collections.ts";
import type { Parser } from "./parser.ts";
import { descend } from "./parser.ts";
import type { Attribute, Block, Body, Label, Partial } from "./tree.ts";
import { emptyBody } from "./tree.ts";
import { lineEnd } from "./word-ends.ts";

export interface Draft {
  readonly names: Set<string>;
  readonly attributes: Attribute[];
  readonly blocks: Block[];
  readonly partials: Partial[];
}

/** Where the block began that a body belongs to. */
interface Opening {
  /** Column of its header if it starts its line, else -1. */
  readonly column: number;
}

export function draft(): Draft {
  return { names: new Set(), attributes: [], blocks: [], partials: [] };
}

/** One attribute, block or stray line; the cursor has moved on afterwards. */
export function item(parser: Parser, into: Draft): void {
  const { lexer } = parser;
  const { start } = lexer;
  if (lexer.is("name")) named(parser, into);
  else {
    lexer.problem(
      lexer.start,
      lexer.end,
      lexer.is("}") ? "This brace closes nothing." : "An attribute or a block must stand here.",
    );
    if (lexer.is("}")) lexer.next();
    else skipLine(parser);
  }
  if (lexer.start === start && !lexer.is("end")) lexer.next();
}

function named(parser: Parser, into: Draft): void {
  const { lexer } = parser;
  const { start, end } = lexer;
  const name = lexer.word();
  lexer.next();
  if (lexer.is("=")) {
    lexer.next();
    attribute(parser, into, name, start, end);
    return;
  }
  if (startsValue(parser)) {
    lexer.problem(start, end, "An attribute needs `=` before its value.");
    attribute(parser, into, name, start, end);
    return;
  }
  block(parser, into, name, start, end);
}

function attribute(parser: Parser, into: Draft, name: string, start: number, end: number): void {
  const { lexer } = parser;
  const value = parser.expression();
  const nameRange = lexer.range(start, end);
  if (into.names.has(name)) {
    lexer.problem(start, end, `The attribute ${name} is set twice.`);
  }
  into.names.add(name);
  into.attributes.push({
    name,
    nameRange,
    value,
    range: lexer.range(start, Math.max(end, lexer.previousEnd)),
  });
  endItem(parser, "A line end must follow an attribute.");
}

/** The `=` is missing where a value follows a name that no header could have there. */
function startsValue(parser: Parser): boolean {
  const { lexer } = parser;
  switch (lexer.kind) {
    case "[":
    case "number":
    case "heredoc":
    case "(":
    case "-":
    case "!":
      return true;
    case "name": {
      if (lexer.isWord("true") || lexer.isWord("false") || lexer.isWord("null")) return true;
      const next = lexer.text.charCodeAt(lexer.end);
      return next === 46 || next === 40 || next === 91;
    }
    default:
      return false;
  }
}

function endItem(parser: Parser, message: string): void {
  const { lexer } = parser;
  if (lexer.is("newline")) lexer.next();
  else if (!lexer.is("end")) {
    lexer.problem(lexer.start, lexer.end, message);
    skipLine(parser);
  }
}

function block(parser: Parser, into: Draft, type: string, start: number, end: number): void {
  const { lexer } = parser;
  const labels: Label[] = [];
  let headEnd = end;
  while (lexer.is("quote") || lexer.is("name")) {
    const label = lexer.is("quote") ? quotedLabel(parser) : nameLabel(parser);
    labels.push(label.label);
    headEnd = label.end;
  }
  if (!lexer.is("{")) {
    lexer.problem(
      start,
      headEnd,
      labels.length === 0
        ? "A name alone is neither an attribute nor a block."
        : "A block needs its body in braces.",
    );
    into.partials.push({ name: type, range: lexer.range(start, headEnd) });
    skipLine(parser);
    return;
  }
  const open = lexer.start;
  const column = lexer.recovering ? parser.layout.column(start) : -1;
  const { body, closed } = blockBody(parser, { column }, open);
  into.blocks.push({
    type,
    typeRange: lexer.range(start, end),
    labels,
    head: lexer.range(start, headEnd),
    range: lexer.range(start, lexer.previousEnd),
    body,
    closed,
  });
  // Where the brace is missing, what stands here is the next item.
  if (closed) endItem(parser, "A line end must follow a block.");
}

function nameLabel(parser: Parser): { label: Label; end: number } {
  const { lexer } = parser;
  const end = lexer.end;
  const label = { text: lexer.word(), range: lexer.range(lexer.start, end) };
  lexer.next();
  return { label, end };
}

function quotedLabel(parser: Parser): { label: Label; end: number } {
  const { lexer } = parser;
  const start = lexer.start;
  const written = parser.expression();
  const end = Math.min(Math.max(lexer.previousEnd, start), lineEnd(lexer.text, start, lexer.limit));
  let text = "";
  if (written.kind === "template") {
    for (const part of written.parts) {
      if ("kind" in part) lexer.problem(start, end, "A label cannot hold an interpolation.");
      else text += part.text;
    }
  }
  return { label: { text, range: lexer.range(start, end) }, end };
}

/** The braces of a block with what they hold, the opening one being the current token. */
function blockBody(
  parser: Parser,
  opening: Opening,
  open: number,
): { body: Body; closed: boolean } {
  const { lexer } = parser;
  if (!descend(parser)) {
    tooDeep(parser);
    return { body: emptyBody, closed: false };
  }
  const into = draft();
  lexer.next();
  if (lexer.is("newline") || lexer.is("}") || lexer.is("end")) {
    while (!endsBody(parser, opening)) {
      if (lexer.is("newline")) lexer.next();
      else item(parser, into);
    }
  } else singleLine(parser, into);
  lexer.depth--;
  const closed = lexer.is("}") && !closesOuter(parser, opening);
  const end = closed ? lexer.start : lexer.previousEnd;
  if (closed) lexer.next();
  else lexer.problem(open, open + 1, "This block has no closing brace.");
  return {
    body: {
      attributes: into.attributes,
      blocks: into.blocks,
      partials: into.partials,
      range: lexer.range(open + 1, Math.max(open + 1, end)),
    },
    closed,
  };
}

/** `{ a = 1 }`: one attribute, and the brace on the same line. */
function singleLine(parser: Parser, into: Draft): void {
  const { lexer } = parser;
  const { start, end } = lexer;
  if (!lexer.is("name")) {
    lexer.problem(start, end, "A block on one line holds one attribute.");
    skipLine(parser);
    return;
  }
  const name = lexer.word();
  lexer.next();
  if (!lexer.is("=")) {
    lexer.problem(start, end, "A block on one line holds one attribute.");
    if (lexer.is("{") || lexer.is("quote")) block(parser, into, name, start, end);
    else skipLine(parser);
    return;
  }
  lexer.next();
  const value: Expression = parser.expression();
  into.attributes.push({
    name,
    nameRange: lexer.range(start, end),
    value,
    range: lexer.range(start, Math.max(end, lexer.previousEnd)),
  });
  if (lexer.is("}")) return;
  lexer.problem(lexer.start, lexer.end, "A block on one line ends on that line.");
  skipLine(parser);
  while (lexer.is("newline")) lexer.next();
}

function endsBody(parser: Parser, opening: Opening): boolean {
  const { lexer, layout } = parser;
  if (lexer.is("end") || lexer.is("}")) return true;
  if (!lexer.recovering || !lexer.is("name")) return false;
  if (layout.opensTopLevel(lexer.start)) return true;
  if (opening.column <= 0) return false;
  const column = layout.column(lexer.start);
  return column >= 0 && column <= opening.column && layout.startsStatement(lexer.start);
}

/** A brace that starts its line further left than the header of the block closes an outer one. */
function closesOuter(parser: Parser, opening: Opening): boolean {
  const { lexer, layout } = parser;
  if (!lexer.recovering || opening.column <= 0) return false;
  const column = layout.column(lexer.start);
  return column >= 0 && column < opening.column;
}

/** Passes the rest of a line that does not fit, with what its brackets hold, never past a `}`. */
function skipLine(parser: Parser): void {
  const { lexer } = parser;
  while (!lexer.is("newline") && !lexer.is("end") && !lexer.is("}")) {
    const before = lexer.start;
    if (lexer.is("{") && lexer.text.charCodeAt(lexer.end) === 10) {
      blockBody(parser, { column: lexer.recovering ? parser.layout.indent(before) : -1 }, before);
    } else if (
      lexer.is("quote") ||
      lexer.is("heredoc") ||
      lexer.is("[") ||
      lexer.is("(") ||
      lexer.is("{")
    ) {
      parser.expression();
    }
    if (lexer.start === before) lexer.next();
  }
  if (lexer.is("newline")) lexer.next();
}
