// Reads Bicep expressions, by precedence and with nodes for what is missing.

import type {
  BinaryOperator,
  Expression,
  MissingExpression,
} from "../../../expressions/expression.ts";
import type { Range } from "../../../text/range.ts";
import type { Cursor } from "./cursor.ts";
import { parseArray, parseObject } from "./parse-collection.ts";
import { parseMultiline, parseString } from "./parse-string.ts";
import type { Token, TokenKind } from "./token.ts";

export function parseExpression(cursor: Cursor): Expression {
  return cursor.deeper(
    () => conditional(cursor),
    () => beyondDepth(cursor),
  );
}

/** An expression, or the node that says that none stands here. */
export function missing(cursor: Cursor, what: string): MissingExpression {
  cursor.problem(cursor.here(), `Expected ${what}.`);
  return { kind: "missing", range: cursor.gap() };
}

function beyondDepth(cursor: Cursor): Expression {
  const range = cursor.gap();
  cursor.skipLine();
  return { kind: "missing", range };
}

/** From a token's start to what was taken last: brackets around the operands at both ends are included. */
function from(cursor: Cursor, start: number): Range {
  return { start, end: Math.max(start, cursor.lastEnd) };
}

function conditional(cursor: Cursor): Expression {
  const { start } = cursor.token;
  const condition = binary(cursor, 0);
  if (cursor.beyondNewlines().kind !== "?") return condition;
  cursor.skipNewlines();
  cursor.take();
  cursor.continueOnNextLine();
  const then = parseExpression(cursor);
  if (cursor.beyondNewlines().kind === ":") cursor.skipNewlines();
  let otherwise: Expression;
  if (cursor.expect(":", `":" and a second value`)) {
    cursor.continueOnNextLine();
    otherwise = parseExpression(cursor);
  } else {
    otherwise = { kind: "missing", range: cursor.gap() };
  }
  return { kind: "conditional", condition, then, otherwise, range: from(cursor, start) };
}

/** The higher, the tighter. */
const precedences: ReadonlyMap<TokenKind, number> = new Map([
  ["??", 1],
  ["||", 2],
  ["&&", 3],
  ["==", 4],
  ["!=", 4],
  ["=~", 4],
  ["!~", 4],
  ["<", 5],
  ["<=", 5],
  [">", 5],
  [">=", 5],
  ["+", 6],
  ["-", 6],
  ["*", 7],
  ["/", 7],
  ["%", 7],
]);

function binary(cursor: Cursor, above: number): Expression {
  const { start } = cursor.token;
  let left = unary(cursor);
  for (let count = 1; ; count++) {
    const precedence = precedences.get(cursor.token.kind) ?? 0;
    if (precedence <= above || cursor.atBoundary()) return left;
    if (!cursor.fits(count)) return left;
    const operator = cursor.take().kind as BinaryOperator;
    cursor.continueOnNextLine();
    const right = cursor.deeper(
      () => binary(cursor, precedence),
      () => beyondDepth(cursor),
    );
    left = { kind: "binary", operator, left, right, range: from(cursor, start) };
  }
}

function unary(cursor: Cursor): Expression {
  const operators: Token[] = [];
  while ((cursor.is("!") || cursor.is("-")) && cursor.fits(operators.length + 1))
    operators.push(cursor.take());
  let operand = postfix(cursor);
  for (const operator of operators.toReversed()) {
    operand = {
      kind: "unary",
      operator: operator.kind === "-" ? "-" : "!",
      operand,
      range: from(cursor, operator.start),
    };
  }
  return operand;
}

function postfix(cursor: Cursor): Expression {
  const { start } = cursor.token;
  let of = primary(cursor);
  for (let count = 1; ; count++) {
    if (!isPostfix(cursor) || !cursor.fits(count)) return of;
    const sign = cursor.token;
    if (cursor.is("[")) {
      cursor.openBracket("]", true);
      const safe = cursor.eat("?") !== undefined;
      const fromEnd = cursor.eat("^");
      const index = cursor.atBracketEnd() ? missing(cursor, "an index") : parseExpression(cursor);
      cursor.closeBracket(sign);
      const range = from(cursor, start);
      if (fromEnd) {
        of = {
          kind: "call",
          name: itemFromEnd,
          nameRange: rangeOf(fromEnd),
          arguments: [of, index],
          expand: false,
          range,
        };
        continue;
      }
      of = { kind: "index", of, index, safe, range };
      continue;
    }
    cursor.take();
    if (sign.kind === "!") {
      of = { kind: "unary", operator: "postfix!", operand: of, range: from(cursor, start) };
      continue;
    }
    const safe = sign.kind === "." && cursor.eat("?") !== undefined;
    const name = cursor.eat("name");
    if (!name) cursor.problem(cursor.here(), "Expected a name.");
    const nameRange = name ? rangeOf(name) : cursor.gap();
    if (name && cursor.is("(") && sign.kind === ".") {
      of = methodCall(cursor, of, nameRange, start);
      continue;
    }
    of = {
      kind: "member",
      of,
      name: cursor.textOf(nameRange),
      nameRange,
      access: sign.kind === "::" ? "nested" : safe ? "safe" : "plain",
      range: from(cursor, start),
    };
  }
}

/** The name of the call that stands for `list[^1]`, the first item from the end. */
export const itemFromEnd = "[^]";

function isPostfix(cursor: Cursor): boolean {
  return cursor.is(".") || cursor.is("::") || cursor.is("[") || cursor.is("!");
}

/**
 * `az.resourceId(…)` and `symbol.listKeys()` are a call by their full name, because only the reader knows
 * what the first name stands for. On anything else, the call's name begins with a point and its first argument
 * is what stands before the point.
 */
function methodCall(cursor: Cursor, of: Expression, nameRange: Range, start: number): Expression {
  const list = parseArguments(cursor);
  const method = cursor.textOf(nameRange);
  const range = from(cursor, start);
  return of.kind === "name"
    ? {
        kind: "call",
        name: `${of.name}.${method}`,
        nameRange: span(of, nameRange),
        arguments: list,
        expand: false,
        range,
      }
    : {
        kind: "call",
        name: `.${method}`,
        nameRange,
        arguments: [of, ...list],
        expand: false,
        range,
      };
}

function parseArguments(cursor: Cursor): readonly Expression[] {
  const opener = cursor.openBracket(")", true);
  const list: Expression[] = [];
  while (!cursor.atBracketEnd()) {
    const before = cursor.token.start;
    list.push(parseExpression(cursor));
    if (cursor.atBracketEnd()) break;
    if (!cursor.eat(",")) {
      cursor.problem(cursor.here(), `Expected "," or ")".`);
      cursor.skipLine();
    }
    if (cursor.token.start === before) cursor.takeRoughly();
  }
  cursor.closeBracket(opener);
  return list;
}

function primary(cursor: Cursor): Expression {
  if (cursor.atBoundary()) return missing(cursor, "a value");
  const token = cursor.token;
  switch (token.kind) {
    case "quote":
      return parseString(cursor);
    case "multiline":
      return parseMultiline(cursor);
    case "number":
      cursor.take();
      return { kind: "literal", value: { number: cursor.textOf(token) }, range: rangeOf(token) };
    case "name":
      return named(cursor);
    case "{":
      return parseObject(cursor);
    case "[":
      return parseArray(cursor);
    case "(":
      return parenthesised(cursor);
    default:
      return missing(cursor, "a value");
  }
}

function named(cursor: Cursor): Expression {
  const token = cursor.take();
  const range = rangeOf(token);
  const name = cursor.textOf(range);
  if (cursor.is("=>")) return lambda(cursor, token.start, [name], [range]);
  if (cursor.is("(")) {
    const list = parseArguments(cursor);
    return {
      kind: "call",
      name,
      nameRange: range,
      arguments: list,
      expand: false,
      range: { start: token.start, end: cursor.lastEnd },
    };
  }
  if (name === "true" || name === "false")
    return { kind: "literal", value: name === "true", range };
  if (name === "null") return { kind: "literal", value: null, range };
  return { kind: "name", name, range };
}

function parenthesised(cursor: Cursor): Expression {
  const start = cursor.token.start;
  if (isLambda(cursor)) {
    const names: string[] = [];
    const ranges: Range[] = [];
    const opener = cursor.openBracket(")", true);
    while (cursor.is("name")) {
      const name = rangeOf(cursor.take());
      names.push(cursor.textOf(name));
      ranges.push(name);
      cursor.eat(",");
    }
    cursor.closeBracket(opener);
    cursor.groups.push({ start, end: cursor.lastEnd });
    return lambda(cursor, start, names, ranges);
  }
  const opener = cursor.openBracket(")", true);
  const inner = cursor.atBracketEnd() ? missing(cursor, "a value") : parseExpression(cursor);
  if (!cursor.atBracketEnd()) cursor.skipLine();
  cursor.closeBracket(opener);
  cursor.groups.push({ start, end: cursor.lastEnd });
  return inner;
}

function lambda(
  cursor: Cursor,
  start: number,
  parameters: readonly string[],
  names: readonly Range[],
): Expression {
  for (const range of names) cursor.locals.push({ text: cursor.textOf(range), range });
  cursor.take();
  cursor.continueOnNextLine();
  const body = parseExpression(cursor);
  return { kind: "lambda", parameters, body, range: from(cursor, start) };
}

/** `(` begins a lambda if nothing but names and commas stands before `) =>`. */
function isLambda(cursor: Cursor): boolean {
  let token = cursor.peek();
  while (token.kind === "name" || token.kind === "," || token.kind === "newline")
    token = cursor.peek(token);
  return token.kind === ")" && cursor.peek(token).kind === "=>";
}

export function span(
  from: Range | { readonly range: Range },
  to: Range | { readonly range: Range },
): Range {
  const start = "range" in from ? from.range.start : from.start;
  return { start, end: Math.max(start, "range" in to ? to.range.end : to.end) };
}

export function rangeOf(token: Token): Range {
  return { start: token.start, end: token.end };
}
