// Reads the statements that deploy nothing: functions, imports and extensions.

import type { Expression } from "../../../expressions/expression.ts";
import type { Range } from "../../../text/range.ts";
import type { Cursor } from "./cursor.ts";
import { parseObject } from "./parse-collection.ts";
import { missing, parseExpression, rangeOf, span } from "./parse-expression.ts";
import { endsLine, parseName } from "./parse-statement.ts";
import { parseString } from "./parse-string.ts";
import { parseType } from "./parse-type.ts";
import type { Decorator, ImportedName, Name, Statement, TypedName } from "./syntax.ts";

/** `func name(a string, b int) string => …`. */
export function parseFunc(cursor: Cursor, decorators: readonly Decorator[]): Statement {
  const { start } = cursor.take();
  const name = parseName(cursor);
  const listStart = cursor.token.start;
  const parameters = cursor.is("(") ? parseParameters(cursor) : [];
  const list = { start: Math.min(listStart, cursor.lastEnd), end: cursor.lastEnd };
  const result = parseType(cursor);
  let body: Expression;
  if (cursor.expect("=>", `"=>" and a value`)) {
    cursor.continueOnNextLine();
    body = parseExpression(cursor);
  } else {
    body = { kind: "missing", range: cursor.gap() };
  }
  const end = Math.max(start, cursor.lastEnd);
  return {
    kind: "func",
    decorators,
    name,
    parameters,
    result,
    body,
    list,
    lambda: { start: list.start, end },
    range: { start, end },
  };
}

function parseParameters(cursor: Cursor): readonly TypedName[] {
  const opener = cursor.openBracket(")", true);
  const parameters: TypedName[] = [];
  while (!cursor.atBracketEnd()) {
    const before = cursor.token.start;
    const name = parseName(cursor);
    const type = parseType(cursor);
    parameters.push({ name, type, range: span(name, type) });
    if (!cursor.atBracketEnd() && !cursor.eat(",")) {
      cursor.problem(cursor.here(), `Expected "," or ")".`);
      cursor.skipLine();
    }
    if (cursor.token.start === before) cursor.takeRoughly();
  }
  cursor.closeBracket(opener);
  return parameters;
}

/** `import { a, b as c } from '…'`, `import * as x from '…'`; any other import is that of an extension. */
export function parseImport(cursor: Cursor, decorators: readonly Decorator[]): Statement {
  const next = cursor.peek();
  if (next.kind !== "{" && next.kind !== "*") return parseExtension(cursor, decorators);
  const { start } = cursor.take();
  const clauses: Range[] = [];
  let names: readonly ImportedName[] = [];
  let all: Name | undefined;
  const clauseStart = cursor.token.start;
  if (cursor.eat("*")) {
    all = cursor.eatWord("as") ? parseName(cursor) : undefined;
    if (!all) cursor.problem(cursor.here(), `Expected "as" and a name.`);
  } else {
    names = parseImportedNames(cursor);
  }
  clauses.push({ start: clauseStart, end: cursor.lastEnd });
  const fromStart = cursor.token.start;
  const from =
    cursor.eatWord("from") && cursor.is("quote")
      ? parseString(cursor)
      : missing(cursor, `"from" and a path`);
  clauses.push({ start: fromStart, end: Math.max(fromStart, cursor.lastEnd) });
  return {
    kind: "import",
    decorators,
    names,
    ...(all && { all }),
    from,
    clauses,
    range: { start, end: Math.max(start, cursor.lastEnd) },
  };
}

function parseImportedNames(cursor: Cursor): readonly ImportedName[] {
  const opener = cursor.openBracket("}", false);
  const names: ImportedName[] = [];
  for (;;) {
    while (cursor.is("newline") || cursor.is(",")) cursor.take();
    if (cursor.atBracketEnd()) break;
    const before = cursor.token.start;
    const original = cursor.is("quote") ? quotedName(cursor) : parseName(cursor);
    const local = cursor.eatWord("as") ? parseName(cursor) : original;
    names.push({ original: original.text, local, range: span(original, local) });
    if (cursor.token.start === before) cursor.takeRoughly();
  }
  cursor.closeBracket(opener);
  return names;
}

function quotedName(cursor: Cursor): Name {
  const { range } = parseString(cursor);
  return { text: cursor.text.slice(range.start + 1, range.end - 1), range };
}

/** `extension k8s with {…} as x`; `provider` and `import 'name@1.0' …` are its older spellings. */
export function parseExtension(cursor: Cursor, decorators: readonly Decorator[]): Statement {
  const { start } = cursor.take();
  let of: Expression;
  if (cursor.is("quote")) {
    of = parseString(cursor);
  } else if (cursor.is("name")) {
    const range = rangeOf(cursor.take());
    of = { kind: "name", name: cursor.textOf(range), range };
    // `extension name@1.0.0` of older versions.
    if (cursor.is("@"))
      while (!endsLine(cursor) && !cursor.isWord("with") && !cursor.isWord("as")) cursor.take();
  } else {
    of = missing(cursor, "the name of an extension");
  }
  const clauses: Range[] = [];
  let config: Expression | undefined;
  let alias: Name | undefined;
  for (;;) {
    const { start: clause } = cursor.token;
    if (cursor.eatWord("with")) {
      config = cursor.is("{") ? parseObject(cursor) : parseExpression(cursor);
    } else if (cursor.eatWord("as")) {
      alias = parseName(cursor);
    } else {
      break;
    }
    clauses.push({ start: clause, end: cursor.lastEnd });
  }
  return {
    kind: "extension",
    decorators,
    of,
    ...(config && { config }),
    ...(alias && { alias }),
    clauses,
    range: { start, end: Math.max(start, cursor.lastEnd) },
  };
}
