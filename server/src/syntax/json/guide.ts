// What indentation says about brackets in JSON that is being typed: which are missing, which too many.

import { type Cursor, isLineEnd } from "./cursor.ts";
import {
  type Child,
  closeBrace,
  closeBracket,
  closerOf,
  comma,
  type Opening,
  openBrace,
  openBracket,
  quote,
} from "./opening.ts";

/**
 * True if the token at the cursor cannot be of the innermost bracket: a closer of another kind or
 * of a smaller indentation, or a member in a column of an outer bracket's members.
 */
export function belongsOutside(
  cursor: Cursor,
  stack: readonly Opening[],
  opening: Opening,
  guided: boolean,
): boolean {
  const { code, lineIndent } = cursor;
  if (code === closeBrace || code === closeBracket) {
    if (code === closerOf(opening))
      return guided && cursor.first && closesOuter(cursor, stack, opening);
    return stack.some((each) => each !== opening && closerOf(each) === code);
  }
  if (!guided || !cursor.first || !isIndented(stack)) return false;
  const isObject = opening.node.kind === "object";
  if (isObject ? lineIndent > opening.lineIndent : lineIndent >= opening.lineIndent) return false;
  // A line that is broken itself says nothing by its column.
  const wanted = cursor.keyAhead() ? "object" : "array";
  if (wanted === "array" && code !== openBrace && code !== openBracket && code !== quote)
    return false;
  return stack.some(
    (each) => each !== opening && each.node.kind === wanted && each.memberIndent === lineIndent,
  );
}

/** True if the closer at the cursor, one of the innermost bracket's kind, is not its closer. */
export function closesSomethingElse(
  cursor: Cursor,
  stack: readonly Opening[],
  opening: Opening,
  child: Child | undefined,
): boolean {
  if (cursor.code === closeBrace && keyBehindCloser(cursor)) return true;
  if (!cursor.first) return false;
  return (
    closesOuter(cursor, stack, opening) ||
    isStrayCloser(cursor, opening) ||
    closesAgain(cursor, opening, child)
  );
}

/** True for an opener in front of something else at the start of a member's line. */
export function isStrayOpener(cursor: Cursor, opening: Opening): boolean {
  if (opening.memberIndent === undefined || !cursor.first) return false;
  if (cursor.code !== openBrace && cursor.code !== openBracket) return false;
  const end = cursor.lineEnd(cursor.position);
  return cursor.text.slice(cursor.position + 1, end).trim() !== "";
}

/** True if a key stands in the column of the members of the last child: that goes on. */
export function continuesChild(
  cursor: Cursor,
  opening: Opening,
  child: Child | undefined,
): boolean {
  if (child?.opening.node.kind !== "object") return false;
  if (opening.memberIndent !== undefined && cursor.lineIndent <= opening.memberIndent) return false;
  return cursor.lineIndent === child.opening.memberIndent;
}

/** True if the closer is less indented than our line, and an outer bracket of its kind fits. */
function closesOuter(cursor: Cursor, stack: readonly Opening[], opening: Opening): boolean {
  const { code, lineIndent } = cursor;
  if (lineIndent >= opening.lineIndent) return false;
  return stack.some(
    (each) => each !== opening && each.lineIndent === lineIndent && closerOf(each) === code,
  );
}

/** True if the child was closed in the middle of a line, and this is the closer that it had before. */
function closesAgain(cursor: Cursor, opening: Opening, child: Child | undefined): boolean {
  const { lineIndent } = cursor;
  return (
    child !== undefined &&
    !child.opening.closedOnOwnLine &&
    child.opening.memberIndent !== undefined &&
    child.opening.lineIndent === lineIndent &&
    lineIndent > opening.lineIndent
  );
}

const keyBehind = /[ \t]*"[^"\r\n]*"[ \t]*:/y;

/** True if a key follows on the line of the closer without a comma: then nobody meant to close. */
function keyBehindCloser(cursor: Cursor): boolean {
  keyBehind.lastIndex = cursor.position + 1;
  return keyBehind.test(cursor.text);
}

/**
 * True if the closer at the cursor stands in the column of the members and another member follows
 * in that column: then nobody opened it.
 */
function isStrayCloser(cursor: Cursor, opening: Opening): boolean {
  if (cursor.lineIndent !== opening.memberIndent) return false;
  if (opening.lineIndent === opening.memberIndent) return false;
  const { text, position } = cursor;
  let offset = position + 1;
  while (text.charCodeAt(offset) === comma || text.charCodeAt(offset) === 0x20) offset++;
  if (!isLineEnd(text.charCodeAt(offset))) return false;
  while (isLineEnd(text.charCodeAt(offset))) offset++;
  const lineStart = offset;
  while (text.charCodeAt(offset) === 0x20 || text.charCodeAt(offset) === 0x09) offset++;
  const code = text.charCodeAt(offset);
  const indent = text.slice(text.lastIndexOf("\n", position - 1) + 1, position);
  const sameColumn = text.slice(lineStart, offset) === indent;
  return sameColumn && (code === quote || code === openBrace || code === openBracket);
}

/** False if the file is written without indentation, which then says nothing. */
function isIndented(stack: readonly Opening[]): boolean {
  const root = stack[0];
  return root?.memberIndent !== undefined && root.memberIndent > root.lineIndent;
}
