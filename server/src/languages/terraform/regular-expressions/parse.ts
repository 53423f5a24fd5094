// Reads a regular expression of RE2's dialect, as Go takes it. Matches nothing.

import { foldedOf } from "./character-class.ts";
import { bracketClass, escapedClass, escapedCode, propertyClass } from "./parse-class.ts";
import type { Node, Tree } from "./tree.ts";

/** What an expression is refused for, or the limit of ours that it does not keep. */
export interface Refusal {
  readonly refused: string;
  readonly limit?: true;
}

export interface Cursor {
  readonly text: string;
  offset: number;
  flags: Flags;
  readonly groups: (string | undefined)[];
}

export interface Flags {
  readonly fold: boolean;
  readonly lines: boolean;
  readonly dotAll: boolean;
  readonly lazy: boolean;
}

const deepest = 100;
/** Go takes no larger count, and no product of nested ones. */
const mostRepeats = 1_000;

export function parse(text: string): Tree | Refusal {
  const cursor: Cursor = {
    text,
    offset: 0,
    flags: { fold: false, lines: false, dotAll: false, lazy: false },
    groups: [undefined],
  };
  const root = choice(cursor, 0);
  if ("refused" in root) return root;
  if (cursor.offset < text.length) return { refused: "a parenthesis closes nothing" };
  return repeats(root) > mostRepeats
    ? { refused: "counts multiply to more than 1000" }
    : { root, groups: cursor.groups };
}

function choice(cursor: Cursor, depth: number): Node | Refusal {
  if (depth > deepest) return { refused: "it is nested too deeply", limit: true };
  const before = cursor.flags;
  const options: Node[] = [];
  do {
    const option = sequence(cursor, depth);
    if ("refused" in option) return option;
    options.push(option);
  } while (taken(cursor, "|"));
  cursor.flags = before;
  const [only] = options;
  return only && options.length === 1 ? only : { is: "choice", of: options };
}

function taken(cursor: Cursor, character: string): boolean {
  if (cursor.text.charAt(cursor.offset) !== character) return false;
  cursor.offset++;
  return true;
}

function sequence(cursor: Cursor, depth: number): Node | Refusal {
  const items: Node[] = [];
  let repeated = false;
  while (cursor.offset < cursor.text.length) {
    const character = cursor.text.charAt(cursor.offset);
    if (character === "|" || character === ")") break;
    const count = countAt(cursor);
    if (count) {
      if ("refused" in count) return count;
      const last = items.pop();
      if (!last) return { refused: "there is nothing to repeat" };
      if (repeated) return { refused: "what is repeated is repeated already" };
      items.push({ is: "repeat", of: last, ...count });
      repeated = true;
      continue;
    }
    const made = item(cursor, depth);
    repeated = false;
    if (made === undefined) continue;
    if ("refused" in made) return made;
    if (Array.isArray(made)) for (const each of made) items.push(each);
    else items.push(made as Node);
  }
  const [only] = items;
  if (!only) return { is: "empty" };
  return items.length === 1 ? only : { is: "sequence", of: items };
}

type Count = {
  readonly least: number;
  readonly most: number | undefined;
  readonly greedy: boolean;
};

const counted = /\{(\d+)(?:(,)(\d*))?\}/y;

function countAt(cursor: Cursor): Count | Refusal | undefined {
  const character = cursor.text.charAt(cursor.offset);
  let least: number;
  let most: number | undefined;
  if (character === "*" || character === "+" || character === "?") {
    least = character === "+" ? 1 : 0;
    most = character === "?" ? 1 : undefined;
    cursor.offset++;
  } else if (character === "{") {
    counted.lastIndex = cursor.offset;
    const match = counted.exec(cursor.text);
    // Everything else in braces stands for itself.
    if (!match) return undefined;
    least = Number(match[1]);
    most = match[2] === undefined ? least : match[3] === "" ? undefined : Number(match[3]);
    if (least > mostRepeats || (most !== undefined && (most > mostRepeats || most < least)))
      return { refused: "no such count" };
    cursor.offset = counted.lastIndex;
  } else return undefined;
  const other = taken(cursor, "?");
  return { least, most, greedy: other === cursor.flags.lazy };
}

/** The parts of one step; undefined where it gives none, as flags do. */
function item(cursor: Cursor, depth: number): Node | readonly Node[] | Refusal | undefined {
  const { text, flags } = cursor;
  switch (text.charAt(cursor.offset)) {
    case "(":
      return group(cursor, depth);
    case "[": {
      const of = bracketClass(cursor);
      return "refused" in of ? of : { is: "class", of };
    }
    case ".":
      cursor.offset++;
      return { is: "any", newline: flags.dotAll };
    case "^":
      cursor.offset++;
      return { is: "assert", what: flags.lines ? "line start" : "text start" };
    case "$":
      cursor.offset++;
      return { is: "assert", what: flags.lines ? "line end" : "text end" };
    case "\\":
      return escape(cursor);
    default:
      return literal(cursor, codeAt(cursor));
  }
}

/** The character at the cursor, which moves behind it. */
export function codeAt(cursor: Cursor): number {
  const code = cursor.text.codePointAt(cursor.offset) ?? 0;
  cursor.offset += code > 0xffff ? 2 : 1;
  return code;
}

function literal(cursor: Cursor, code: number): Node {
  const { fold } = cursor.flags;
  return { is: "literal", code: fold ? foldedOf(code) : code, fold };
}

const asserted: ReadonlyMap<string, "text start" | "text end" | "word edge" | "no word edge"> =
  new Map([
    ["A", "text start"],
    ["z", "text end"],
    ["b", "word edge"],
    ["B", "no word edge"],
  ] as const);

function escape(cursor: Cursor): Node | readonly Node[] | Refusal {
  const letter = cursor.text.charAt(cursor.offset + 1);
  const what = asserted.get(letter);
  if (what) {
    cursor.offset += 2;
    return { is: "assert", what };
  }
  if (letter === "Q") return quotation(cursor);
  const of = escapedClass(cursor) ?? propertyClass(cursor);
  if (of)
    return "refused" in of
      ? of
      : { is: "class", of: { ...of, fold: cursor.flags.fold && !!of.property } };
  const code = escapedCode(cursor);
  return typeof code === "number" ? literal(cursor, code) : code;
}

/** `\Q…\E`: everything in it stands for itself. */
function quotation(cursor: Cursor): readonly Node[] {
  const start = cursor.offset + 2;
  const found = cursor.text.indexOf("\\E", start);
  const end = found < 0 ? cursor.text.length : found;
  cursor.offset = start;
  const items: Node[] = [];
  while (cursor.offset < end) items.push(literal(cursor, codeAt(cursor)));
  cursor.offset = found < 0 ? end : end + 2;
  return items;
}

const named = /\(\?P?<(\w+)>/y;
const flagged = /\(\?([imsU]*)(?:(-)([imsU]+))?([:)])/y;

function group(cursor: Cursor, depth: number): Node | Refusal | undefined {
  named.lastIndex = cursor.offset;
  const name = named.exec(cursor.text)?.[1];
  if (name !== undefined) {
    cursor.offset = named.lastIndex;
    return captured(cursor, depth, name);
  }
  if (cursor.text.charAt(cursor.offset + 1) !== "?") {
    cursor.offset++;
    return captured(cursor, depth, undefined);
  }
  flagged.lastIndex = cursor.offset;
  const match = flagged.exec(cursor.text);
  if (!match || (match[1] === "" && match[4] === ")" && match[2] === undefined))
    return { refused: "there is no such kind of group" };
  cursor.offset = flagged.lastIndex;
  const outer = cursor.flags;
  cursor.flags = changed(changed(outer, match[1] ?? "", true), match[3] ?? "", false);
  if (match[4] === ")") return undefined;
  const inner = choice(cursor, depth + 1);
  cursor.flags = outer;
  if ("refused" in inner) return inner;
  // A group of its own, so that what is repeated in it may be repeated as a whole.
  return taken(cursor, ")") ? { is: "sequence", of: [inner] } : { refused: "a group does not end" };
}

function captured(cursor: Cursor, depth: number, name: string | undefined): Node | Refusal {
  const index = cursor.groups.push(name) - 1;
  const inner = choice(cursor, depth + 1);
  if ("refused" in inner) return inner;
  return taken(cursor, ")")
    ? { is: "group", index, of: inner }
    : { refused: "a group does not end" };
}

function changed(flags: Flags, letters: string, to: boolean): Flags {
  let { fold, lines, dotAll, lazy } = flags;
  for (const letter of letters) {
    if (letter === "i") fold = to;
    else if (letter === "m") lines = to;
    else if (letter === "s") dotAll = to;
    else lazy = to;
  }
  return { fold, lines, dotAll, lazy };
}

/** The largest product of counts that stand within each other. */
function repeats(node: Node): number {
  switch (node.is) {
    case "repeat": {
      const count = node.most === undefined ? node.least : node.most;
      return Math.max(1, count) * repeats(node.of);
    }
    case "group":
      return repeats(node.of);
    case "sequence":
    case "choice": {
      let most = 1;
      for (const each of node.of) most = Math.max(most, repeats(each));
      return most;
    }
    case "empty":
    case "literal":
    case "class":
    case "any":
    case "assert":
      return 1;
  }
}
