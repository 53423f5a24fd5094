// Reads what stands for a set of characters in a regular expression, and escaped characters.

import type { CharacterClass, CodeRange } from "./character-class.ts";
import { perlClass, posixClass, unicodeClass } from "./character-class.ts";
import type { Cursor, Refusal } from "./parse.ts";

/** `\d` and its like; undefined: something else stands here. */
export function escapedClass(cursor: Cursor): CharacterClass | undefined {
  if (cursor.text.charAt(cursor.offset) !== "\\") return undefined;
  const found = perlClass(cursor.text.charAt(cursor.offset + 1));
  if (found) cursor.offset += 2;
  return found;
}

const property = /\\([pP])(?:\{(\^?)([A-Za-z_]+)\}|([A-Za-z]))/y;

/** `\pL`, `\p{Greek}`, `\P{Lu}`. */
export function propertyClass(cursor: Cursor): CharacterClass | Refusal | undefined {
  const letter = cursor.text.charAt(cursor.offset + 1);
  if (cursor.text.charAt(cursor.offset) !== "\\" || (letter !== "p" && letter !== "P"))
    return undefined;
  property.lastIndex = cursor.offset;
  const match = property.exec(cursor.text);
  const name = match?.[3] ?? match?.[4];
  const found =
    name === undefined
      ? undefined
      : unicodeClass(name, (match?.[1] === "P") !== (match?.[2] === "^"));
  if (!found) return { refused: "there is no such property" };
  cursor.offset = property.lastIndex;
  return found;
}

const escape =
  /\\(?:([afnrtv])|x([0-9A-Fa-f]{2})|x\{([0-9A-Fa-f]{1,8})\}|(0[0-7]{0,2}|[1-7][0-7]{1,2})|([!-/:-@[-`{-~\s]))/y;
const controls: ReadonlyMap<string, number> = new Map([
  ["a", 7],
  ["f", 12],
  ["n", 10],
  ["r", 13],
  ["t", 9],
  ["v", 11],
]);

/** One escaped character. */
export function escapedCode(cursor: Cursor): number | Refusal {
  escape.lastIndex = cursor.offset;
  const match = escape.exec(cursor.text);
  if (!match) return { refused: "there is no such escape" };
  cursor.offset = escape.lastIndex;
  const [, control, two, any, octal, itself] = match;
  if (control !== undefined) return controls.get(control) ?? 0;
  if (octal !== undefined) return Number.parseInt(octal, 8);
  if (itself !== undefined) return itself.charCodeAt(0);
  const code = Number.parseInt(two ?? any ?? "", 16);
  return code > 0x10ffff ? { refused: "there is no such character" } : code;
}

const posixName = /\[:(\^?[a-z]*):\]/y;

/** `[a-z]`, `[^\d_]`, `[[:alpha:]]`. */
export function bracketClass(cursor: Cursor): CharacterClass | Refusal {
  const { text } = cursor;
  cursor.offset++;
  const negated = text.charAt(cursor.offset) === "^";
  if (negated) cursor.offset++;
  const ranges: CodeRange[] = [];
  const others: CharacterClass[] = [];
  for (let first = true; first || text.charAt(cursor.offset) !== "]"; first = false) {
    if (cursor.offset >= text.length) return { refused: "a bracket does not close" };
    posixName.lastIndex = cursor.offset;
    const name = posixName.exec(text)?.[1];
    if (name !== undefined) {
      const found = posixClass(name);
      if (!found) return { refused: "there is no such class" };
      others.push(found);
      cursor.offset = posixName.lastIndex;
      continue;
    }
    const of = escapedClass(cursor) ?? propertyClass(cursor);
    if (of) {
      if ("refused" in of) return of;
      others.push(of);
      continue;
    }
    const range = rangeAt(cursor);
    if ("refused" in range) return range;
    ranges.push(range);
  }
  cursor.offset++;
  return { ranges, others, negated, fold: cursor.flags.fold };
}

function rangeAt(cursor: Cursor): CodeRange | Refusal {
  const from = codeIn(cursor);
  if (typeof from !== "number") return from;
  const next = cursor.text.charAt(cursor.offset + 1);
  if (cursor.text.charAt(cursor.offset) !== "-" || next === "]" || next === "") return [from, from];
  cursor.offset++;
  const to = codeIn(cursor);
  if (typeof to !== "number") return to;
  return to < from ? { refused: "a range is the wrong way round" } : [from, to];
}

function codeIn(cursor: Cursor): number | Refusal {
  if (cursor.text.charAt(cursor.offset) === "\\") return escapedCode(cursor);
  const code = cursor.text.codePointAt(cursor.offset);
  if (code === undefined) return { refused: "a bracket does not close" };
  cursor.offset += code > 0xffff ? 2 : 1;
  return code;
}
