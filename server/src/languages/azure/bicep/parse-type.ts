// Reads Bicep types into nodes of form, parts and range; what a type allows is not worked out here.

import type { Range } from "../../../text/range.ts";
import type { Cursor } from "./cursor.ts";
import { rangeOf, span } from "./parse-expression.ts";
import { parseDecorators } from "./parse-statement.ts";
import { parseMultiline, parseString } from "./parse-string.ts";
import type { TypeKind, TypeNode } from "./syntax.ts";

export function parseType(cursor: Cursor): TypeNode {
  return cursor.deeper(
    () => union(cursor),
    () => beyondDepth(cursor),
  );
}

function beyondDepth(cursor: Cursor): TypeNode {
  const range = cursor.gap();
  cursor.skipLine();
  return node("missing", range);
}

function node(kind: TypeKind, range: Range, parts: readonly TypeNode[] = []): TypeNode {
  return { kind, range, parts };
}

/** `'a' | 'b'`; a `|` may begin the next line, and may stand before the first branch. */
function union(cursor: Cursor): TypeNode {
  const start = cursor.token.start;
  const leads = cursor.beyondNewlines().kind === "|";
  if (leads) {
    cursor.skipNewlines();
    cursor.take();
    cursor.skipNewlines();
  }
  const first = unary(cursor);
  if (!leads && cursor.beyondNewlines().kind !== "|") return first;
  const branches = [node("branch", first.range, [first])];
  while (cursor.beyondNewlines().kind === "|") {
    cursor.skipNewlines();
    cursor.take();
    cursor.continueOnNextLine();
    const branch = unary(cursor);
    branches.push(node("branch", branch.range, [branch]));
  }
  return node("union", { start: leads ? start : first.range.start, end: cursor.lastEnd }, branches);
}

function unary(cursor: Cursor): TypeNode {
  if (!cursor.is("-") && !cursor.is("!")) return postfix(cursor);
  const sign = cursor.take();
  const operand = cursor.deeper(
    () => unary(cursor),
    () => beyondDepth(cursor),
  );
  return node("unary", span(sign, operand), [operand]);
}

function postfix(cursor: Cursor): TypeNode {
  let of = primary(cursor);
  for (let count = 1; cursor.fits(count); count++) {
    const start = of.range.start;
    const sign = cursor.token;
    if (cursor.is("?") || cursor.is("!")) {
      cursor.take();
      of = node(sign.kind === "?" ? "nullable" : "non-null", { start, end: sign.end }, [of]);
    } else if (cursor.is("[")) {
      of = bracketed(cursor, of);
    } else if (cursor.is(".")) {
      cursor.take();
      of = dotted(cursor, of);
    } else {
      return of;
    }
  }
  return of;
}

/** `type[]`, `type[*]`, `type[0]`. */
function bracketed(cursor: Cursor, of: TypeNode): TypeNode {
  const opener = cursor.openBracket("]", true);
  let kind: TypeKind = "array";
  if (cursor.eat("*")) {
    kind = "any-item";
  } else if (!cursor.atBracketEnd()) {
    kind = "index";
    if (!cursor.eat("number")) {
      cursor.problem(cursor.here(), `Expected a number or "]".`);
      cursor.skipLine();
    }
  }
  cursor.closeBracket(opener);
  return node(kind, { start: of.range.start, end: cursor.lastEnd }, [of]);
}

/** `types.name`, `types.name<'…'>`, `type.*`. */
function dotted(cursor: Cursor, of: TypeNode): TypeNode {
  const star = cursor.eat("*");
  if (star) return node("any-property", span(of, star), [of]);
  const token = cursor.eat("name");
  if (!token) cursor.problem(cursor.here(), "Expected a name.");
  const range = token ? rangeOf(token) : cursor.gap();
  const name = { text: cursor.textOf(range), range };
  if (cursor.is("<")) return generic(cursor, of, name, of.range.start);
  return { kind: "member", range: span(of, range), name, parts: [of] };
}

/** `resourceInput<'Microsoft.X/y@…'>`. */
function generic(
  cursor: Cursor,
  of: TypeNode | undefined,
  name: { text: string; range: Range },
  start: number,
): TypeNode {
  cursor.take();
  const parts: TypeNode[] = of ? [of] : [];
  cursor.skipNewlines();
  while (!cursor.is(">") && !cursor.is("end") && !cursor.is("newline") && !cursor.is("=")) {
    const before = cursor.token.start;
    const argument = parseType(cursor);
    parts.push(node("argument", argument.range, [argument]));
    cursor.eat(",");
    cursor.skipNewlines();
    if (cursor.token.start === before) break;
  }
  if (!cursor.eat(">")) cursor.problem(cursor.here(), `Expected ">".`);
  return { kind: "generic", range: { start, end: cursor.lastEnd }, name, parts };
}

function primary(cursor: Cursor): TypeNode {
  if (cursor.atBoundary()) return missingType(cursor);
  const token = cursor.token;
  switch (token.kind) {
    case "quote": {
      const literal = parseString(cursor);
      return { kind: "literal", range: literal.range, literal, parts: [] };
    }
    case "multiline": {
      const literal = parseMultiline(cursor);
      return { kind: "literal", range: literal.range, literal, parts: [] };
    }
    case "number":
      cursor.take();
      return {
        kind: "literal",
        range: rangeOf(token),
        literal: {
          kind: "literal",
          value: { number: cursor.textOf(token) },
          range: rangeOf(token),
        },
        parts: [],
      };
    case "name":
      return named(cursor);
    case "{":
      return objectType(cursor);
    case "[":
      return tuple(cursor);
    case "(": {
      const opener = cursor.openBracket(")", true);
      const inner = cursor.atBracketEnd() ? missingType(cursor) : parseType(cursor);
      if (!cursor.atBracketEnd()) cursor.skipLine();
      cursor.closeBracket(opener);
      return node("group", { start: token.start, end: cursor.lastEnd }, [inner]);
    }
    default:
      return missingType(cursor);
  }
}

function missingType(cursor: Cursor): TypeNode {
  cursor.problem(cursor.here(), "Expected a type.");
  return node("missing", cursor.gap());
}

function named(cursor: Cursor): TypeNode {
  const token = cursor.take();
  const range = rangeOf(token);
  const text = cursor.textOf(range);
  if (text === "true" || text === "false" || text === "null") {
    const literal = {
      kind: "literal",
      value: text === "null" ? null : text === "true",
      range,
    } as const;
    return { kind: "literal", range, literal, parts: [] };
  }
  if (text === "resource" && cursor.is("quote")) {
    const literal = parseString(cursor);
    return { kind: "resource", range: span(token, literal), literal, parts: [] };
  }
  const name = { text, range };
  if (cursor.is("<")) return generic(cursor, undefined, name, token.start);
  return { kind: "name", range, name, parts: [] };
}

function objectType(cursor: Cursor): TypeNode {
  const opener = cursor.openBracket("}", false);
  const parts = members(cursor, () => {
    const decorators = parseDecorators(cursor);
    const start = cursor.token.start;
    const star = cursor.eat("*");
    const name = star ? undefined : propertyName(cursor);
    if (!star && !name) {
      cursor.problem(cursor.here(), "Expected the name of a property.");
      cursor.skipLine();
      return undefined;
    }
    const type = cursor.expect(":", `":"`) ? parseType(cursor) : missingType(cursor);
    const range = { start, end: Math.max(cursor.lastEnd, type.range.end) };
    return {
      kind: star ? "rest" : "property",
      range,
      parts: [type],
      ...(name && { name }),
      decorators,
    };
  });
  cursor.closeBracket(opener);
  return node("object", { start: opener.start, end: cursor.lastEnd }, parts);
}

function propertyName(cursor: Cursor): { text: string; range: Range } | undefined {
  if (cursor.is("quote")) {
    const { range } = parseString(cursor);
    return { text: cursor.text.slice(range.start + 1, range.end - 1), range };
  }
  const token = cursor.eat("name");
  if (!token) return undefined;
  return { text: cursor.textOf(token), range: rangeOf(token) };
}

function tuple(cursor: Cursor): TypeNode {
  const opener = cursor.openBracket("]", false);
  const parts = members(cursor, () => {
    const decorators = parseDecorators(cursor);
    const type = parseType(cursor);
    return { kind: "item", range: type.range, parts: [type], decorators };
  });
  cursor.closeBracket(opener);
  return node("tuple", { start: opener.start, end: cursor.lastEnd }, parts);
}

/** The lines of an object or tuple type, up to its bracket. */
function members(cursor: Cursor, read: () => TypeNode | undefined): readonly TypeNode[] {
  const parts: TypeNode[] = [];
  for (;;) {
    while (cursor.is("newline") || cursor.is(",")) cursor.take();
    if (cursor.atBracketEnd()) return parts;
    cursor.startMember();
    const before = cursor.token.start;
    const part = read();
    if (part) parts.push(part);
    if (!cursor.token.first && !cursor.is("newline") && !cursor.is(",") && !cursor.atBracketEnd()) {
      cursor.problem(cursor.here(), "Expected a new line or a comma.");
      cursor.skipLine();
    }
    if (cursor.token.start === before) cursor.takeRoughly();
  }
}
