// Reads JSON as people type it: comments, multi-line strings and half-written text give a tree with ranges.

import { defaultLimits } from "../../text/limits.ts";
import type { Range } from "../../text/range.ts";
import type { DataNode, DataTree, EntryNode } from "../node.ts";
import { Cursor, isLineEnd } from "./cursor.ts";
import { belongsOutside, closesSomethingElse, continuesChild, isStrayOpener } from "./guide.ts";
import { apostropheAhead, readKey, readWord } from "./key.ts";
import {
  apostrophe,
  type Child,
  closeBrace,
  closeBracket,
  closerOf,
  colon,
  comma,
  type MutableRange,
  type Opening,
  openBrace,
  openBracket,
  quote,
} from "./opening.ts";

/**
 * The tree of a text; never throws. A first pass takes brackets as they come. Only if it finds a
 * problem, a second one lets the indentation say which bracket is missing, so that no file that is
 * right is read in another way than it says.
 */
export function readJson(text: string): DataTree {
  const strict = new Reader(text, false).read();
  if (strict.problems.length === 0) return strict;
  const guided = new Reader(text, true).read();
  return guided.problems.length > 0 ? guided : { ...guided, problems: strict.problems.slice(0, 1) };
}

const numberPattern = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** One pass over a text. The openings on the stack are the brackets around the cursor. */
class Reader {
  private readonly cursor: Cursor;
  private readonly guided: boolean;
  private readonly stack: Opening[] = [];
  /** The bracket that was closed last: a stray closer may have closed it too early. */
  private closed: Opening | undefined;

  constructor(text: string, guided: boolean) {
    this.cursor = new Cursor(text);
    this.guided = guided;
  }

  read(): DataTree {
    const { cursor } = this;
    cursor.skipBlanks();
    const root = this.value();
    const opening = this.closed;
    cursor.skipBlanks();
    while (!cursor.atEnd) {
      const before = cursor.position;
      if (!this.guided || opening?.node !== root || root.kind !== "object") break;
      // Something closed the root too early: what follows still belongs to it.
      cursor.problem(before, before + 1, "The file goes on after its last bracket.");
      this.members(opening);
      cursor.skipBlanks();
      if (cursor.position === before) break;
    }
    if (!cursor.atEnd) {
      cursor.problem(cursor.position, cursor.lineEnd(cursor.position), "Nothing may follow here.");
    }
    cursor.moveTo(cursor.text.length);
    return { root, problems: cursor.problems, comments: cursor.comments };
  }

  /** The value at the cursor, or a missing node of no length. */
  private value(): DataNode {
    const { cursor } = this;
    const start = cursor.position;
    switch (cursor.code) {
      case openBrace:
      case openBracket:
        return this.bracket();
      case quote:
        if (this.guided && cursor.first && this.stack.length > 0 && cursor.keyAhead()) break;
        return cursor.readString(false);
      case apostrophe:
        if (apostropheAhead(this.cursor)) return cursor.readString(false);
        break;
      default: {
        const word = readWord(this.cursor);
        if (word !== "") return this.literal(word, { start, end: cursor.position });
      }
    }
    cursor.problem(start, start, "A value is missing.");
    return missing(start);
  }

  private literal(word: string, range: Range): DataNode {
    if (word === "true" || word === "false") {
      return { kind: "boolean", range, value: word === "true", raw: word };
    }
    if (word === "null") return { kind: "null", range };
    if (numberPattern.test(word)) return { kind: "number", range, raw: word };
    const { cursor } = this;
    cursor.problem(range.start, range.end, "This is no value of JSON.");
    if (this.guided && (cursor.code === openBrace || cursor.code === openBracket))
      return this.bracket();
    return { kind: "missing", range };
  }

  private bracket(): DataNode {
    const { cursor } = this;
    const start = cursor.position;
    if (this.stack.length >= defaultLimits.depth) return this.tooDeep(start);
    const range = { start, end: start + 1 };
    const isObject = cursor.code === openBrace;
    const opening: Opening = {
      node: isObject
        ? { kind: "object", flow: true, range, entries: [] }
        : { kind: "array", flow: true, range, items: [] },
      lineIndent: cursor.lineIndent,
      memberIndent: undefined,
      closedOnOwnLine: false,
    };
    cursor.position++;
    if (isObject) this.members(opening);
    else this.items(opening);
    return opening.node;
  }

  /** Moves over a bracket that is nested too deeply, without recursion. */
  private tooDeep(start: number): DataNode {
    const { cursor } = this;
    let depth = 0;
    while (!cursor.atEnd) {
      const code = cursor.code;
      if (code === quote) {
        cursor.readString(false);
        continue;
      }
      if (code === openBrace || code === openBracket) depth++;
      if (code === closeBrace || code === closeBracket) depth--;
      cursor.position++;
      if (depth === 0) break;
      cursor.skipBlanks();
    }
    const message = `More than ${defaultLimits.depth} brackets are nested here; the inner ones are not read.`;
    cursor.problem(start, start + 1, message);
    return { kind: "missing", range: { start, end: cursor.position } };
  }

  /** Reads members up to the closing brace; may be called again for an object that was closed too early. */
  private members(opening: Opening): void {
    const { cursor } = this;
    if (opening.node.kind !== "object") return;
    const { entries } = opening.node;
    this.stack.push(opening);
    let needsComma = false;
    let child: Child | undefined;
    for (;;) {
      cursor.skipBlanks();
      const before = cursor.position;
      const code = cursor.code;
      if (this.closes(opening, child)) break;
      if (code === comma) {
        if (!needsComma) cursor.problem(before, before + 1, "This comma is one too many.");
        cursor.position++;
        needsComma = false;
        continue;
      }
      if (belongsOutside(cursor, this.stack, opening, this.guided)) {
        this.leave(opening);
        break;
      }
      if (
        code === closeBrace ||
        code === closeBracket ||
        (this.guided && isStrayOpener(cursor, opening))
      ) {
        this.stray(before);
        continue;
      }
      if (code === openBrace || code === openBracket) {
        this.withoutKey(entries);
        needsComma = true;
        continue;
      }
      if (this.guided && cursor.first) {
        if (this.reopens(opening, child)) {
          needsComma = true;
          continue;
        }
        opening.memberIndent ??= cursor.lineIndent;
      }
      if (needsComma) {
        cursor.problem(before, before, "A comma is missing.");
        if (this.guided && !cursor.first && !cursor.keyAhead()) {
          this.skipRest();
          continue;
        }
      }
      const entry = this.member();
      if (entry) {
        entries.push(entry);
        child = this.childOf(entry.value, entry);
      }
      needsComma = true;
      if (cursor.position === before) this.stray(before);
    }
    this.close(opening);
  }

  private items(opening: Opening): void {
    const { cursor } = this;
    if (opening.node.kind !== "array") return;
    const { items } = opening.node;
    this.stack.push(opening);
    let needsComma = false;
    let child: Child | undefined;
    for (;;) {
      cursor.skipBlanks();
      const before = cursor.position;
      const code = cursor.code;
      if (this.closes(opening, child)) break;
      if (code === comma) {
        if (!needsComma) cursor.problem(before, before + 1, "This comma is one too many.");
        cursor.position++;
        needsComma = false;
        continue;
      }
      if (this.guided && cursor.first && cursor.keyAhead()) {
        if (this.reopens(opening, child)) {
          needsComma = true;
          continue;
        }
        this.leave(opening);
        break;
      }
      if (belongsOutside(cursor, this.stack, opening, this.guided)) {
        this.leave(opening);
        break;
      }
      if (code === closeBrace || code === closeBracket || code === colon) {
        this.stray(before);
        continue;
      }
      if (this.guided && cursor.first) opening.memberIndent ??= cursor.lineIndent;
      if (needsComma) {
        cursor.problem(before, before, "A comma is missing.");
        if (this.guided && !cursor.first && code !== openBrace && code !== openBracket) {
          this.skipRest();
          continue;
        }
      }
      const item = this.value();
      if (item.kind !== "missing" || item.range.end > item.range.start) items.push(item);
      child = this.childOf(item);
      needsComma = true;
      if (cursor.position === before) this.stray(before);
    }
    this.close(opening);
  }

  /** One `"key": value`; a key alone has a missing value. */
  private member(): EntryNode | undefined {
    const { cursor } = this;
    const key = readKey(cursor, this.guided);
    if (!key) return undefined;
    const keyRange = key.range;
    cursor.skipBlanks();
    const value = cursor.code === colon ? this.valueBehindColon() : missing(keyRange.end);
    if (value.range.end === keyRange.end) {
      cursor.problem(keyRange.start, keyRange.end, "This key has no value.");
    }
    const range = { start: keyRange.start, end: Math.max(keyRange.end, value.range.end) };
    return { key: key.text, keyRange, value, range };
  }

  /** A value that is missing is missing at the colon, not where the next token happens to stand. */
  private valueBehindColon(): DataNode {
    const { cursor } = this;
    cursor.position++;
    const behind = cursor.position;
    cursor.skipBlanks();
    const value = this.value();
    const isNothing = value.kind === "missing" && value.range.end === value.range.start;
    return isNothing ? missing(behind) : value;
  }

  /** An object or array where a key should stand: the value of a key that has none, or nobody's. */
  private withoutKey(entries: EntryNode[]): void {
    const { cursor } = this;
    cursor.problem(cursor.position, cursor.position + 1, "A key is missing.");
    const value = this.bracket();
    const last = entries.at(-1);
    if (!this.guided || last?.value.kind !== "missing") return;
    entries[entries.length - 1] = {
      ...last,
      value,
      range: { start: last.range.start, end: value.range.end },
    };
  }

  /** Consumes the closer if it is that of the opening. */
  private closes(opening: Opening, child: Child | undefined): boolean {
    const { cursor } = this;
    if (cursor.atEnd) {
      this.leave(opening);
      return true;
    }
    if (cursor.code !== closerOf(opening)) return false;
    if (this.guided) {
      if (closesSomethingElse(cursor, this.stack, opening, child)) return false;
      opening.closedOnOwnLine = cursor.first;
    }
    cursor.position++;
    opening.node.range.end = cursor.position;
    return true;
  }

  private childOf(node: DataNode, entry?: EntryNode): Child | undefined {
    if (this.closed?.node !== node) return undefined;
    return entry ? { opening: this.closed, entry } : { opening: this.closed };
  }

  /** Goes on in the last child if a key stands in the column of that child's members. */
  private reopens(opening: Opening, child: Child | undefined): boolean {
    const { cursor } = this;
    if (!child || !continuesChild(cursor, opening, child)) return false;
    cursor.problem(cursor.position, cursor.position, "The object was closed before this key.");
    this.members(child.opening);
    if (child.entry) (child.entry.range as MutableRange).end = child.opening.node.range.end;
    return true;
  }

  private leave(opening: Opening): void {
    const { start } = opening.node.range;
    const closer = String.fromCharCode(closerOf(opening));
    this.cursor.problem(start, start + 1, `This bracket is not closed: a ${closer} is missing.`);
    opening.node.range.end = this.lastEnd(opening);
  }

  /** Where the content of an unclosed bracket ends. */
  private lastEnd(opening: Opening): number {
    const last =
      opening.node.kind === "object" ? opening.node.entries.at(-1) : opening.node.items.at(-1);
    return last?.range.end ?? opening.node.range.start + 1;
  }

  private close(opening: Opening): void {
    this.stack.pop();
    this.closed = opening;
  }

  private stray(position: number): void {
    this.cursor.problem(position, position + 1, "This character is one too many.");
    this.cursor.position = position + 1;
  }

  /** Skips the rest of a broken line, but no bracket: those keep their meaning. */
  private skipRest(): void {
    const { cursor } = this;
    while (!cursor.atEnd && !isLineEnd(cursor.code)) {
      const code = cursor.code;
      if (
        code === openBrace ||
        code === openBracket ||
        code === closeBrace ||
        code === closeBracket
      )
        return;
      if (code === comma) return;
      cursor.position++;
    }
  }
}

function missing(offset: number): DataNode {
  return { kind: "missing", range: { start: offset, end: offset } };
}
