// Reads the statements of Bicep, from their decorators to the end of their line.

import type { Expression, ForExpression } from "../../../expressions/expression.ts";
import type { Range } from "../../../text/range.ts";
import type { Cursor } from "./cursor.ts";
import { parseLoop, parseObject } from "./parse-collection.ts";
import { missing, parseExpression, rangeOf, span } from "./parse-expression.ts";
import { parseExtension, parseFunc, parseImport } from "./parse-other.ts";
import { parseString } from "./parse-string.ts";
import { parseType } from "./parse-type.ts";
import type {
  Body,
  Condition,
  Decorator,
  MissingBody,
  Name,
  ResourceStatement,
  Statement,
} from "./syntax.ts";

export function parseStatement(cursor: Cursor): Statement {
  const decorators = parseDecorators(cursor);
  const start = cursor.token.start;
  const read = cursor.is("name") ? statements.get(cursor.textOf(cursor.token)) : undefined;
  if (read) return read(cursor, decorators);
  cursor.problem(cursor.here(), "Expected a declaration.");
  if (cursor.is("}") || cursor.is("]") || cursor.is(")")) cursor.take();
  cursor.skipLine();
  return { kind: "partial", decorators, range: { start, end: Math.max(start, cursor.lastEnd) } };
}

type Read = (cursor: Cursor, decorators: readonly Decorator[]) => Statement;

const statements: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["param", parseParam],
  ["var", (cursor, decorators) => parseNamedValue(cursor, "var", decorators)],
  ["output", (cursor, decorators) => parseNamedValue(cursor, "output", decorators)],
  ["resource", parseResource],
  ["module", (cursor, decorators) => parseModule(cursor, "module", decorators)],
  ["test", (cursor, decorators) => parseModule(cursor, "test", decorators)],
  ["type", parseTypeStatement],
  ["func", parseFunc],
  ["import", parseImport],
  ["extension", parseExtension],
  ["provider", parseExtension],
  ["extensionConfig", parseExtension],
  ["using", (cursor, decorators) => parseSetting(cursor, "using", decorators)],
  ["extends", (cursor, decorators) => parseSetting(cursor, "extends", decorators)],
  ["targetScope", (cursor, decorators) => parseSetting(cursor, "targetScope", decorators)],
  ["metadata", (cursor, decorators) => parseSetting(cursor, "metadata", decorators)],
  ["assert", (cursor, decorators) => parseSetting(cursor, "assert", decorators)],
]);

/** `@name(…)` lines, with the line ends after them. */
export function parseDecorators(cursor: Cursor): readonly Decorator[] {
  const decorators: Decorator[] = [];
  while (cursor.is("@")) {
    const sign = cursor.take();
    const expression = cursor.is("newline") ? missing(cursor, "a name") : parseExpression(cursor);
    const called = expression.kind === "call" || expression.kind === "name" ? expression.name : "";
    const name = called.slice(called.lastIndexOf(".") + 1);
    decorators.push({ name, expression, range: span(sign, expression) });
    if (!cursor.is("newline") && !cursor.is("end")) {
      cursor.problem(cursor.here(), "Expected a new line.");
      cursor.skipLine();
    }
    cursor.skipNewlines();
  }
  return decorators;
}

/** The name after a keyword; empty while typing. */
export function parseName(cursor: Cursor): Name {
  const token = cursor.eat("name");
  if (token) return { text: cursor.textOf(token), range: rangeOf(token) };
  cursor.problem(cursor.here(), "Expected a name.");
  return { text: "", range: cursor.gap() };
}

/** `= value`; the value may stand on the next line. */
export function parseAssigned(cursor: Cursor): Expression {
  if (!cursor.expect("=", `"=" and a value`)) return { kind: "missing", range: cursor.gap() };
  cursor.continueOnNextLine();
  return parseExpression(cursor);
}

function to(cursor: Cursor, start: number): Range {
  return { start, end: Math.max(start, cursor.lastEnd) };
}

function parseParam(cursor: Cursor, decorators: readonly Decorator[]): Statement {
  const { start } = cursor.take();
  const name = parseName(cursor);
  const type = endsLine(cursor) || cursor.is("=") ? undefined : parseType(cursor);
  const value = cursor.is("=") ? parseAssigned(cursor) : undefined;
  if (!type && !value) cursor.problem(cursor.here(), "Expected a type or a value.");
  return {
    kind: "param",
    decorators,
    name,
    ...(type && { type }),
    ...(value && { value }),
    range: to(cursor, start),
  };
}

function parseNamedValue(
  cursor: Cursor,
  kind: "var" | "output",
  decorators: readonly Decorator[],
): Statement {
  const { start } = cursor.take();
  const name = parseName(cursor);
  const type = endsLine(cursor) || cursor.is("=") ? undefined : parseType(cursor);
  const value = parseAssigned(cursor);
  return { kind, decorators, name, value, ...(type && { type }), range: to(cursor, start) };
}

function parseTypeStatement(cursor: Cursor, decorators: readonly Decorator[]): Statement {
  const { start } = cursor.take();
  const name = parseName(cursor);
  if (cursor.expect("=", `"=" and a type`)) cursor.continueOnNextLine();
  const type = endsLine(cursor)
    ? { kind: "missing" as const, range: cursor.gap(), parts: [] }
    : parseType(cursor);
  return { kind: "type", decorators, name, type, range: to(cursor, start) };
}

function parseSetting(
  cursor: Cursor,
  kind: "targetScope" | "using" | "extends" | "metadata" | "assert",
  decorators: readonly Decorator[],
): Statement {
  const { start } = cursor.take();
  const named = kind === "metadata" || kind === "assert";
  const name = named ? parseName(cursor) : undefined;
  const value = named || kind === "targetScope" ? parseAssigned(cursor) : parseExpression(cursor);
  // `using none` and `using '…' with {…}`.
  if (cursor.eatWord("with")) parseExpression(cursor);
  return { kind, decorators, value, ...(name && { name }), range: to(cursor, start) };
}

export function parseResource(cursor: Cursor, decorators: readonly Decorator[]): ResourceStatement {
  return cursor.deeper(
    () => {
      const { start } = cursor.take();
      const symbol = parseName(cursor);
      const type = cursor.is("quote")
        ? parseString(cursor)
        : missing(cursor, "the type of the resource");
      const existing = cursor.eatWord("existing") !== undefined;
      const body = parseBody(cursor);
      return {
        kind: "resource",
        decorators,
        symbol,
        type,
        existing,
        body,
        range: to(cursor, start),
      };
    },
    () => {
      const { start } = cursor.take();
      const gap: Expression = { kind: "missing", range: cursor.gap() };
      cursor.skipLine();
      const object: MissingBody = { kind: "none", range: gap.range, value: gap };
      return {
        kind: "resource",
        decorators,
        symbol: { text: "", range: gap.range },
        type: gap,
        existing: false,
        body: { range: gap.range, object, nested: [] },
        range: to(cursor, start),
      };
    },
  );
}

function parseModule(
  cursor: Cursor,
  kind: "module" | "test",
  decorators: readonly Decorator[],
): Statement {
  const { start } = cursor.take();
  const symbol = parseName(cursor);
  const path = cursor.is("quote") ? parseString(cursor) : missing(cursor, "the path of the module");
  cursor.eatWord("existing");
  const body = parseBody(cursor);
  return { kind, decorators, symbol, path, body, range: to(cursor, start) };
}

/** `= {…}`, `= if (…) {…}`, `= [for … in …: {…}]`, `= [for … in …: if (…) {…}]`. */
function parseBody(cursor: Cursor): Body {
  const nested: ResourceStatement[] = [];
  if (!cursor.expect("=", `"=" and an object`)) {
    const gap: Expression = { kind: "missing", range: cursor.gap() };
    return { range: gap.range, object: { kind: "none", range: gap.range, value: gap }, nested };
  }
  cursor.continueOnNextLine();
  const { start } = cursor.token;
  let conditional: Conditional | undefined;
  let loop: ForExpression | undefined;
  if (cursor.is("[") && loopFollows(cursor)) {
    const opener = cursor.openBracket("]", false);
    cursor.skipNewlines();
    cursor.startMember();
    const read = parseLoop(cursor, start, () => {
      const inner = parseConditional(cursor, nested);
      conditional = inner;
      const value = inner.object.kind === "none" ? inner.object.value : inner.object;
      return inner.condition ? { value, condition: inner.condition.of } : { value };
    });
    cursor.closeBracket(opener);
    loop = { ...read, range: to(cursor, opener.start) };
  } else {
    conditional = parseConditional(cursor, nested);
  }
  const gap: Expression = { kind: "missing", range: cursor.gap() };
  const object = conditional?.object ?? { kind: "none" as const, range: gap.range, value: gap };
  return {
    range: to(cursor, start),
    object,
    nested,
    ...(loop && { loop }),
    ...(conditional?.condition && { condition: conditional.condition }),
  };
}

function loopFollows(cursor: Cursor): boolean {
  let token = cursor.peek();
  while (token.kind === "newline") token = cursor.peek(token);
  return token.kind === "name" && cursor.textOf(token) === "for";
}

interface Conditional {
  readonly object: Body["object"];
  readonly condition?: Condition;
}

function parseConditional(cursor: Cursor, nested: ResourceStatement[]): Conditional {
  let condition: Condition | undefined;
  if (cursor.isWord("if")) {
    const { start } = cursor.take();
    const of = parseExpression(cursor);
    condition = { of, range: to(cursor, start) };
    cursor.continueOnNextLine();
  }
  const object = cursor.is("{") ? parseObject(cursor, nested) : other(cursor);
  return condition
    ? { object, condition: { of: condition.of, range: to(cursor, condition.range.start) } }
    : { object };
}

function other(cursor: Cursor): MissingBody {
  cursor.problem(cursor.here(), "Expected an object.");
  const value: Expression = endsLine(cursor)
    ? { kind: "missing", range: cursor.gap() }
    : parseExpression(cursor);
  return { kind: "none", range: value.range, value };
}

export function endsLine(cursor: Cursor): boolean {
  return cursor.is("newline") || cursor.is("end");
}
