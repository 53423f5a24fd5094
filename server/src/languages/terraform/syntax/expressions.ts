// Reads one Terraform expression: operators, references, calls and terms, each level counted.

import type {
  BinaryOperator,
  CallExpression,
  Expression,
  IndexExpression,
  MemberExpression,
} from "../../../expressions/expression.ts";
import { callArguments, list, object, parenthesised } from "./collections.ts";
import type { TokenKind } from "./lexer.ts";
import { plainDecimal } from "./number.ts";
import type { Parser } from "./parser.ts";
import { descend, givesUp, missing } from "./parser.ts";
import { heredoc, quoted } from "./templates.ts";

/** Higher binds tighter; all are left-associative. */
const precedence: ReadonlyMap<TokenKind, number> = new Map([
  ["||", 1],
  ["&&", 2],
  ["==", 3],
  ["!=", 3],
  ["<", 4],
  ["<=", 4],
  [">", 4],
  [">=", 4],
  ["+", 5],
  ["-", 5],
  ["*", 6],
  ["/", 6],
  ["%", 6],
]);

/** `condition ? then : otherwise`, the conditional being right-associative. */
export function expression(parser: Parser): Expression {
  const { lexer } = parser;
  const start = lexer.start;
  const condition = binary(parser, 1);
  if (!lexer.is("?") || !descend(parser)) return condition;
  lexer.next();
  const then = parser.expression();
  let otherwise: Expression;
  if (lexer.is(":")) {
    lexer.next();
    otherwise = parser.expression();
  } else {
    lexer.problem(
      lexer.previousEnd,
      lexer.previousEnd,
      "A conditional needs a colon and a second value.",
    );
    otherwise = missing(parser, lexer.previousEnd);
  }
  lexer.depth--;
  return {
    kind: "conditional",
    range: lexer.range(start, Math.max(start, lexer.previousEnd)),
    condition,
    then,
    otherwise,
  };
}

function skipped(parser: Parser): Expression {
  const { lexer } = parser;
  const at = missing(parser, lexer.start);
  if (!lexer.is("newline") && !lexer.is("end")) lexer.next();
  return at;
}

function binary(parser: Parser, least: number): Expression {
  const { lexer } = parser;
  const start = lexer.start;
  let left = unary(parser);
  for (;;) {
    const level = precedence.get(lexer.kind);
    if (level === undefined || level < least) return left;
    const operator = lexer.kind as BinaryOperator;
    lexer.next();
    const right = binary(parser, level + 1);
    left = {
      kind: "binary",
      range: lexer.range(start, Math.max(start, lexer.previousEnd)),
      operator,
      left,
      right,
    };
  }
}

function unary(parser: Parser): Expression {
  const { lexer } = parser;
  if (!lexer.is("-") && !lexer.is("!")) return traversal(parser, term(parser));
  const start = lexer.start;
  const operator = lexer.is("-") ? "-" : "!";
  if (!descend(parser)) return skipped(parser);
  lexer.next();
  const operand = unary(parser);
  lexer.depth--;
  return {
    kind: "unary",
    range: lexer.range(start, Math.max(start, lexer.previousEnd)),
    operator,
    operand,
  };
}

function term(parser: Parser): Expression {
  const { lexer } = parser;
  if (givesUp(parser)) return nothing(parser);
  switch (lexer.kind) {
    case "quote":
      return quoted(parser);
    case "heredoc":
      return heredoc(parser);
    case "number":
      return number(parser);
    case "name":
      return nameOrCall(parser);
    case "(":
      return parenthesised(parser);
    case "[":
      return list(parser);
    case "{":
      return object(parser);
    default:
      return nothing(parser);
  }
}

function nothing(parser: Parser): Expression {
  const { lexer } = parser;
  if (lexer.is("bad"))
    lexer.problem(lexer.start, lexer.end, "This character does not belong here.");
  else lexer.problem(lexer.previousEnd, lexer.previousEnd, "An expression is missing.");
  return missing(parser, lexer.previousEnd);
}

function number(parser: Parser): Expression {
  const { lexer } = parser;
  const range = lexer.range(lexer.start, lexer.end);
  const text = lexer.word();
  if (text.indexOf(".") !== text.lastIndexOf("."))
    lexer.problem(lexer.start, lexer.end, "This is no number.");
  lexer.next();
  return { kind: "literal", range, value: { number: plainDecimal(text) } };
}

function nameOrCall(parser: Parser): Expression {
  const { lexer } = parser;
  const start = lexer.start;
  let name = lexer.word();
  let end = lexer.end;
  lexer.next();
  while (lexer.is("::")) {
    lexer.next();
    if (!lexer.is("name")) {
      lexer.problem(lexer.start, lexer.end, "A name must follow `::`.");
      break;
    }
    name += `::${lexer.word()}`;
    end = lexer.end;
    lexer.next();
  }
  if (lexer.is("(")) return call(parser, name, start, end);
  const range = lexer.range(start, end);
  if (name.includes("::")) {
    lexer.problem(start, end, "A function with a namespace needs its arguments.");
    return { kind: "missing", range, partial: name };
  }
  if (name === "true" || name === "false")
    return { kind: "literal", range, value: name === "true" };
  if (name === "null") return { kind: "literal", range, value: null };
  return { kind: "name", range, name };
}

function call(parser: Parser, name: string, start: number, end: number): CallExpression {
  const { lexer } = parser;
  const found = callArguments(parser);
  return {
    kind: "call",
    range: lexer.range(start, lexer.previousEnd),
    name,
    nameRange: lexer.range(start, end),
    arguments: found.arguments,
    expand: found.expand,
  };
}

/** Everything that follows a term: members, indexes, splats. */
function traversal(parser: Parser, from: Expression): Expression {
  const { lexer } = parser;
  let result = from;
  for (;;) {
    if (lexer.is("[")) result = bracketStep(parser, result);
    else if (lexer.is(".")) result = dotStep(parser, result);
    else return result;
  }
}

function bracketStep(parser: Parser, of: Expression): Expression {
  const { lexer } = parser;
  if (!descend(parser)) return skipped(parser);
  const opened = lexer.start;
  const newlines = lexer.newlines;
  lexer.newlines = false;
  lexer.next();
  if (lexer.is("*")) {
    const star = lexer.start;
    lexer.next();
    closeIndex(parser, opened, newlines);
    const root: Expression = { kind: "name", range: lexer.range(star, star + 1), name: "$each" };
    const each = traversal(parser, root);
    lexer.depth--;
    return { kind: "splat", range: between(parser, of), of, each, full: true };
  }
  const index = parser.expression();
  closeIndex(parser, opened, newlines);
  lexer.depth--;
  return {
    kind: "index",
    range: between(parser, of),
    of,
    index,
    safe: false,
  } satisfies IndexExpression;
}

function closeIndex(parser: Parser, opened: number, newlines: boolean): void {
  const { lexer } = parser;
  if (lexer.is("]")) {
    lexer.newlines = newlines;
    lexer.next();
    return;
  }
  lexer.problem(opened, opened + 1, "This index is not closed.");
  lexer.count(newlines);
}

function dotStep(parser: Parser, of: Expression): Expression {
  const { lexer } = parser;
  const dot = lexer.start;
  lexer.next();
  if (lexer.is("*")) {
    const star = lexer.start;
    lexer.next();
    let each: Expression = { kind: "name", range: lexer.range(star, star + 1), name: "$each" };
    while (lexer.is(".")) each = plainDotStep(parser, each);
    return { kind: "splat", range: between(parser, of), of, each, full: false };
  }
  return nameStep(parser, of, dot);
}

/** Behind `.*` only names and old-style indexes belong to the splat. */
function plainDotStep(parser: Parser, of: Expression): Expression {
  const { lexer } = parser;
  const dot = lexer.start;
  lexer.next();
  if (lexer.is("*")) {
    lexer.problem(lexer.start, lexer.end, "A splat cannot stand in another one of this form.");
    lexer.next();
    return of;
  }
  return nameStep(parser, of, dot);
}

function nameStep(parser: Parser, of: Expression, dot: number): Expression {
  const { lexer } = parser;
  if (lexer.is("number")) return oldIndex(parser, of);
  if (!lexer.is("name") || (lexer.recovering && lexer.onNewLine() && givesUp(parser))) {
    lexer.problem(dot, dot + 1, "A name must follow the dot.");
    const at = lexer.range(dot + 1, dot + 1);
    return {
      kind: "member",
      range: { start: of.range.start, end: at.end },
      of,
      name: "",
      nameRange: at,
      access: "plain",
    };
  }
  const name = lexer.word();
  const nameRange = lexer.range(lexer.start, lexer.end);
  lexer.next();
  return {
    kind: "member",
    range: { start: of.range.start, end: nameRange.end },
    of,
    name,
    nameRange,
    access: "plain",
  } satisfies MemberExpression;
}

/** `x.0`; two in a row are scanned as one number, which Terraform refuses. */
function oldIndex(parser: Parser, of: Expression): Expression {
  const { lexer } = parser;
  const { start } = lexer;
  const digits = lexer.word().split(".");
  if (digits.length > 1) lexer.problem(start, lexer.end, "Two indexes in a row need brackets.");
  let result = of;
  let offset = start;
  for (const each of digits) {
    const range = lexer.range(offset, offset + each.length);
    const index: Expression = { kind: "literal", range, value: { number: each } };
    result = {
      kind: "index",
      range: { start: of.range.start, end: range.end },
      of: result,
      index,
      safe: false,
    };
    offset += each.length + 1;
  }
  lexer.next();
  return result;
}

function between(parser: Parser, of: Expression): { start: number; end: number } {
  const end = parser.lexer.range(parser.lexer.previousEnd, parser.lexer.previousEnd).end;
  return { start: of.range.start, end: Math.max(of.range.start, end) };
}
