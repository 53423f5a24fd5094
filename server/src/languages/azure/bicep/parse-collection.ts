// Reads Bicep objects, arrays and loops: members stand on lines of their own, or are separated by commas.

import type {
  DictEntryExpression,
  DictExpression,
  Expression,
  ForExpression,
  ListExpression,
  SpreadExpression,
} from "../../../expressions/expression.ts";
import type { Cursor } from "./cursor.ts";
import { missing, parseExpression, rangeOf } from "./parse-expression.ts";
import { parseDecorators, parseResource } from "./parse-statement.ts";
import { parseString } from "./parse-string.ts";
import { nameTemplate, type ResourceStatement } from "./syntax.ts";

/** `{ … }`; the body of a resource may hold further resources, which go into `nested`. */
export function parseObject(cursor: Cursor, nested?: ResourceStatement[]): DictExpression {
  const opener = cursor.openBracket("}", false);
  const entries: (DictEntryExpression | SpreadExpression)[] = [];
  for (;;) {
    while (cursor.is("newline") || cursor.is(",")) cursor.take();
    if (cursor.atBracketEnd()) break;
    cursor.startMember();
    const before = cursor.token.start;
    if (nested && cursor.is("@")) {
      const decorators = parseDecorators(cursor);
      if (cursor.isWord("resource")) nested.push(parseResource(cursor, decorators));
    } else if (nested && cursor.isWord("resource") && cursor.peek().kind === "name") {
      nested.push(parseResource(cursor, []));
    } else {
      const entry = parseMember(cursor);
      if (entry) entries.push(entry);
    }
    endMember(cursor);
    if (cursor.token.start === before) cursor.takeRoughly();
  }
  cursor.closeBracket(opener);
  return { kind: "dict", entries, range: { start: opener.start, end: cursor.lastEnd } };
}

function parseMember(cursor: Cursor): DictEntryExpression | SpreadExpression | undefined {
  if (cursor.is("...")) return parseSpread(cursor);
  const key = parseKey(cursor);
  if (!key) {
    cursor.problem(cursor.here(), "Expected the name of a property.");
    cursor.skipLine();
    return undefined;
  }
  const value = cursor.expect(":", `":"`) ? parseExpression(cursor) : emptyValue(cursor);
  return { kind: "entry", key, value, range: { start: key.range.start, end: cursor.lastEnd } };
}

function emptyValue(cursor: Cursor): Expression {
  const range = cursor.gap();
  if (!cursor.is("newline")) cursor.skipLine();
  return { kind: "missing", range };
}

/** A name, or a string with or without interpolation. */
function parseKey(cursor: Cursor): Expression | undefined {
  if (cursor.is("quote")) return parseString(cursor);
  if (!cursor.is("name")) return undefined;
  const range = rangeOf(cursor.take());
  return nameTemplate({ text: cursor.textOf(range), range });
}

function parseSpread(cursor: Cursor): SpreadExpression {
  const sign = cursor.take();
  const of = parseExpression(cursor);
  return { kind: "spread", of, range: { start: sign.start, end: cursor.lastEnd } };
}

/** After a member: a line end, a comma, or the bracket's end; an unclosed bracket in it took its line ends. */
function endMember(cursor: Cursor): void {
  if (cursor.token.first || cursor.is("newline") || cursor.is(",") || cursor.atBracketEnd()) return;
  cursor.problem(cursor.here(), "Expected a new line or a comma.");
  cursor.skipLine();
}

/** `[ … ]`, or `[for … in …: …]`. */
export function parseArray(cursor: Cursor): ListExpression | ForExpression {
  const opener = cursor.openBracket("]", false);
  cursor.skipNewlines();
  if (startsLoop(cursor)) {
    cursor.startMember();
    const loop = parseLoop(cursor, opener.start, () => ({ value: parseExpression(cursor) }));
    cursor.closeBracket(opener);
    return { ...loop, range: { start: opener.start, end: cursor.lastEnd } };
  }
  const list: (Expression | SpreadExpression)[] = [];
  for (;;) {
    while (cursor.is("newline") || cursor.is(",")) cursor.take();
    if (cursor.atBracketEnd()) break;
    cursor.startMember();
    const before = cursor.token.start;
    list.push(cursor.is("...") ? parseSpread(cursor) : parseExpression(cursor));
    endMember(cursor);
    if (cursor.token.start === before) cursor.takeRoughly();
  }
  cursor.closeBracket(opener);
  return { kind: "list", items: list, range: { start: opener.start, end: cursor.lastEnd } };
}

export function startsLoop(cursor: Cursor): boolean {
  if (!cursor.isWord("for")) return false;
  const next = cursor.peek().kind;
  return next === "name" || next === "(";
}

interface LoopBody {
  readonly value: Expression;
  readonly condition?: Expression;
}

/** From `for` to the end of the value; the caller takes the brackets. */
export function parseLoop(cursor: Cursor, start: number, body: () => LoopBody): ForExpression {
  cursor.take();
  const names = loopNames(cursor);
  let collection: Expression;
  if (cursor.eatWord("in")) {
    collection = parseExpression(cursor);
  } else {
    collection = missing(cursor, `"in" and a list`);
  }
  let value: LoopBody;
  if (cursor.expect(":", `":" and a value`)) {
    cursor.continueOnNextLine();
    value = body();
  } else {
    value = { value: { kind: "missing", range: cursor.gap() } };
  }
  cursor.skipNewlines();
  if (!cursor.atBracketEnd()) {
    cursor.problem(cursor.here(), `Expected "]".`);
    cursor.skipLine();
    cursor.skipNewlines();
  }
  const range = { start, end: cursor.lastEnd };
  return {
    kind: "for",
    valueName: names[0] ?? "",
    ...(names[1] !== undefined && { keyName: names[1] }),
    collection,
    group: false,
    ...value,
    range,
  };
}

/** `item`, or `(item, index)`. */
function loopNames(cursor: Cursor): readonly string[] {
  if (!cursor.is("(")) return [localName(cursor)];
  const start = cursor.token.start;
  const opener = cursor.openBracket(")", true);
  const names: string[] = [];
  while (cursor.is("name") && names.length < 2) {
    names.push(localName(cursor));
    cursor.eat(",");
  }
  cursor.closeBracket(opener);
  cursor.groups.push({ start, end: cursor.lastEnd });
  return names;
}

function localName(cursor: Cursor): string {
  const token = cursor.eat("name");
  if (!token) {
    cursor.problem(cursor.here(), "Expected a name.");
    return "";
  }
  const range = rangeOf(token);
  const text = cursor.textOf(range);
  cursor.locals.push({ text, range });
  return text;
}
