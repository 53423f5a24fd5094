// Reads lists, objects, `for` expressions and the arguments of calls. Knows no operator.

import type {
  DictEntryExpression,
  DictExpression,
  Expression,
  ForExpression,
} from "../../../expressions/expression.ts";
import type { Lexer } from "./lexer.ts";
import type { Parser } from "./parser.ts";
import { descend, givesUp, missing } from "./parser.ts";

/** `[ … ]`, the bracket being the current token. */
export function list(parser: Parser): Expression {
  const { lexer } = parser;
  const start = lexer.start;
  if (!descend(parser)) return tooDeep(parser);
  const newlines = lexer.newlines;
  lexer.newlines = false;
  lexer.next();
  if (lexer.isWord("for")) return forExpression(parser, start, "]", newlines);
  const items: Expression[] = [];
  while (!lexer.is("]") && !givesUp(parser)) {
    items.push(parser.expression());
    if (lexer.is(",")) lexer.next();
    else break;
  }
  close(parser, start, "]", newlines);
  return { kind: "list", range: lexer.range(start, lexer.previousEnd), items };
}

/** `{ … }`, the brace being the current token. */
export function object(parser: Parser): Expression {
  const { lexer } = parser;
  const start = lexer.start;
  if (!descend(parser)) return tooDeep(parser);
  const newlines = lexer.newlines;
  lexer.newlines = false;
  lexer.next();
  if (lexer.isWord("for")) return forExpression(parser, start, "}", newlines);
  lexer.count(true);
  const base = lexer.recovering ? parser.layout.indent(start) : 0;
  const entries: DictEntryExpression[] = [];
  for (;;) {
    const end = lexer.previousEnd;
    while (lexer.is("newline")) lexer.next();
    if (lexer.is("}") && !belongsOutside(parser, start)) break;
    if (lexer.is("}") || leavesObject(parser, base)) {
      // The object ends where its last member does, not on the line that is outside of it.
      lexer.moveTo(end);
      break;
    }
    const before = lexer.start;
    const entry = objectEntry(parser);
    if (entry) entries.push(entry);
    if (lexer.is(",") || lexer.is("newline")) lexer.next();
    else if (!lexer.is("}")) {
      if (stopsObject(lexer)) break;
      lexer.problem(lexer.start, lexer.end, "A comma or a line end must stand between members.");
      skipMember(lexer);
      if (lexer.start === before) break;
    }
  }
  close(parser, start, "}", newlines);
  return {
    kind: "dict",
    range: lexer.range(start, lexer.previousEnd),
    entries,
  } satisfies DictExpression;
}

/** A line that is indented no deeper than the line of the object's brace is outside of it. */
function leavesObject(parser: Parser, base: number): boolean {
  const { lexer, layout } = parser;
  if (lexer.is("end") || lexer.is("]") || lexer.is(")")) return true;
  if (!lexer.recovering) return false;
  if (!lexer.is("name")) return false;
  const column = layout.column(lexer.start);
  if (column < 0) return false;
  if (layout.opensTopLevel(lexer.start)) return true;
  return column <= base && layout.startsStatement(lexer.start);
}

function stopsObject(lexer: Lexer): boolean {
  return lexer.is("end") || lexer.is("]") || lexer.is(")");
}

function objectEntry(parser: Parser): DictEntryExpression | undefined {
  const { lexer } = parser;
  const start = lexer.start;
  const key = objectKey(parser);
  if (!lexer.is("=") && !lexer.is(":")) {
    const typed = key.kind !== "missing" || lexer.start > start;
    lexer.problem(
      start,
      Math.max(lexer.previousEnd, start),
      "A member of an object needs `=` and a value.",
    );
    return typed
      ? {
          kind: "entry",
          key,
          value: missing(parser, lexer.previousEnd),
          range: lexer.range(start, lexer.previousEnd),
        }
      : undefined;
  }
  lexer.next();
  const value = parser.expression();
  return {
    kind: "entry",
    key,
    value,
    range: lexer.range(start, Math.max(lexer.previousEnd, start)),
  };
}

/** A bare name is the key itself; anything else is an expression. */
function objectKey(parser: Parser): Expression {
  const { lexer } = parser;
  const parenthesised = lexer.is("(");
  const { start, end } = lexer;
  const key = parser.expression();
  const bare =
    key.kind === "name" ||
    (key.kind === "literal" && (key.value === null || typeof key.value === "boolean"));
  // A reference stands in parentheses, or it is taken for a name with points in it.
  if (parenthesised && (key.kind === "member" || key.kind === "index"))
    return { kind: "template", range: key.range, form: "plain", parts: [key] };
  if (!bare || parenthesised) return key;
  return { kind: "template", range: key.range, form: "plain", parts: lexer.pieces(start, end) };
}

function skipMember(lexer: Lexer): void {
  while (!lexer.is(",") && !lexer.is("newline") && !lexer.is("}") && !stopsObject(lexer))
    lexer.next();
}

/** The arguments of a call, the opening parenthesis being the current token. */
export function callArguments(parser: Parser): {
  arguments: readonly Expression[];
  expand: boolean;
} {
  const { lexer } = parser;
  const start = lexer.start;
  const found: Expression[] = [];
  let expand = false;
  if (!descend(parser)) {
    tooDeep(parser);
    return { arguments: found, expand };
  }
  const newlines = lexer.newlines;
  lexer.newlines = false;
  lexer.next();
  while (!lexer.is(")") && !givesUp(parser)) {
    found.push(parser.expression());
    if (lexer.is("...")) {
      expand = true;
      lexer.next();
      if (lexer.is(",")) lexer.next();
      break;
    }
    if (lexer.is(",")) lexer.next();
    else break;
  }
  close(parser, start, ")", newlines);
  return { arguments: found, expand };
}

/** `( … )`: gives the expression inside. */
export function parenthesised(parser: Parser): Expression {
  const { lexer } = parser;
  const start = lexer.start;
  if (!descend(parser)) return tooDeep(parser);
  const newlines = lexer.newlines;
  lexer.newlines = false;
  lexer.next();
  const inside = givesUp(parser) ? missing(parser, lexer.previousEnd) : parser.expression();
  close(parser, start, ")", newlines);
  return inside;
}

/** `for k, v in collection : key => value if condition`, the word `for` being the current token. */
function forExpression(
  parser: Parser,
  start: number,
  closer: "]" | "}",
  newlines: boolean,
): Expression {
  const { lexer } = parser;
  lexer.next();
  const first = forName(parser);
  let second: string | undefined;
  if (lexer.is(",")) {
    lexer.next();
    second = forName(parser);
  }
  expect(parser, lexer.isWord("in"), "A for expression needs `in` and a collection.");
  const collection = givesUp(parser) ? missing(parser, lexer.previousEnd) : parser.expression();
  expect(parser, lexer.is(":"), "A for expression needs a colon behind its collection.");
  let value = givesUp(parser) ? missing(parser, lexer.previousEnd) : parser.expression();
  let key: Expression | undefined;
  let group = false;
  if (lexer.is("=>")) {
    if (closer === "]")
      lexer.problem(lexer.start, lexer.end, "A for expression in a list has no keys.");
    lexer.next();
    key = value;
    value = parser.expression();
    if (lexer.is("...")) {
      group = true;
      lexer.next();
    }
  } else if (closer === "}") {
    lexer.problem(lexer.start, lexer.end, "A for expression in an object needs `=>` and a value.");
  }
  let condition: Expression | undefined;
  if (lexer.isWord("if")) {
    lexer.next();
    condition = parser.expression();
  }
  close(parser, start, closer, newlines);
  return {
    kind: "for",
    range: lexer.range(start, lexer.previousEnd),
    ...(second === undefined ? { valueName: first } : { keyName: first, valueName: second }),
    collection,
    ...(key && closer === "}" ? { key } : {}),
    value,
    ...(condition ? { condition } : {}),
    group,
  } satisfies ForExpression;
}

function forName(parser: Parser): string {
  const { lexer } = parser;
  if (!lexer.is("name") || givesUp(parser)) {
    lexer.problem(lexer.start, lexer.end, "A name is missing.");
    return "";
  }
  const name = lexer.word();
  lexer.next();
  return name;
}

function expect(parser: Parser, there: boolean, message: string): void {
  const { lexer } = parser;
  if (there) lexer.next();
  else lexer.problem(lexer.start, lexer.end, message);
}

/** Takes the closer, or says that it is missing and leaves what stands there to others. */
function close(parser: Parser, start: number, closer: "]" | "}" | ")", newlines: boolean): void {
  const { lexer } = parser;
  const here = () => lexer.is(closer) && !belongsOutside(parser, start);
  if (!here()) {
    lexer.problem(start, start + 1, `This bracket is not closed by \`${closer}\`.`);
    // What is skipped still stands in this bracket, so its nesting is counted as such.
    skipOnLine(parser, closer);
  }
  lexer.depth--;
  if (here()) {
    lexer.newlines = newlines;
    lexer.next();
  } else lexer.count(newlines);
}

/** A closer that starts its line further left than the line of the opener closes something else. */
function belongsOutside(parser: Parser, start: number): boolean {
  const { lexer, layout } = parser;
  if (!lexer.recovering) return false;
  const column = layout.column(lexer.start);
  return column >= 0 && column < layout.indent(start);
}

/** Passes what does not fit, up to the closer, but never past the line. */
function skipOnLine(parser: Parser, closer: "]" | "}" | ")"): void {
  const { lexer } = parser;
  while (!lexer.is(closer) && !lexer.is("end") && !lexer.is("newline") && !lexer.onNewLine()) {
    if (lexer.is("}") || lexer.is("]") || lexer.is(")") || lexer.is("{")) return;
    if (lexer.is("quote") || lexer.is("heredoc") || lexer.is("[") || lexer.is("(")) {
      const before = lexer.start;
      parser.expression();
      if (lexer.start === before) return;
    } else lexer.next();
  }
}

/** Passes a bracket that is nested too deep, with everything in it. */
export function tooDeep(parser: Parser): Expression {
  const { lexer } = parser;
  const start = lexer.start;
  const newlines = lexer.newlines;
  lexer.newlines = false;
  let open = 0;
  do {
    if (lexer.is("{") || lexer.is("[") || lexer.is("(")) open++;
    else if (lexer.is("}") || lexer.is("]") || lexer.is(")")) open--;
    if (open === 0) lexer.newlines = newlines;
    lexer.next();
  } while (open > 0 && !lexer.is("end"));
  lexer.count(newlines);
  return missing(parser, start);
}
