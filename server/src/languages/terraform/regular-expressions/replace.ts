// All matches of a regular expression in a text, and what they are replaced by.

import type { Match, Work } from "./match.ts";
import { find } from "./match.ts";
import type { Program } from "./program.ts";

/** All matches, none of which overlaps another. */
export function findAll(program: Program, text: string, work: Work): readonly Match[] | "limit" {
  const matches: Match[] = [];
  let before = -1;
  for (let offset = 0; offset <= text.length; ) {
    const match = find(program, text, offset, work);
    if (match === "limit") return match;
    if (!match) break;
    const [start = 0, end = 0] = match;
    // Nothing right behind a match is no match of its own.
    if (end > start || start !== before) matches.push(match);
    before = end;
    offset = end > offset ? end : behind(text, offset);
  }
  return matches;
}

/** The offset of the next character. */
function behind(text: string, offset: number): number {
  return offset + ((text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1);
}

/** Undefined where a limit is hit. */
export function replaceAll(
  program: Program,
  text: string,
  template: string,
  work: Work,
  longest: number,
): string | undefined {
  let result = "";
  let last = 0;
  for (let offset = 0; offset <= text.length; ) {
    const match = find(program, text, offset, work);
    if (match === "limit") return undefined;
    if (!match) break;
    const [start = 0, end = 0] = match;
    result += text.slice(last, start);
    // An empty match right behind another one is not replaced a second time.
    if (end > last || start === 0) result += expanded(program, text, template, match);
    if (result.length > longest) return undefined;
    last = end;
    offset = end > offset ? end : behind(text, offset);
  }
  return result + text.slice(last);
}

/** `$1`, `$name` and their forms in braces; `$$` is a dollar sign. */
const reference = /\$(?:(\$)|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu;
const digits = /^(?:0|[1-9]\d{0,7})$/;

function expanded(program: Program, text: string, template: string, match: Match): string {
  return template.replace(
    reference,
    (_, dollar: string | undefined, bare: string | undefined, braced: string | undefined) => {
      if (dollar !== undefined) return "$";
      const name = bare ?? braced ?? "";
      if (digits.test(name)) return groupText(match, text, Number(name)) ?? "";
      for (const [index, group] of program.groups.entries()) {
        const found = group === name ? groupText(match, text, index) : undefined;
        if (found !== undefined) return found;
      }
      return "";
    },
  );
}

/** The text of a group; undefined where it took no part. */
export function groupText(match: Match, text: string, index: number): string | undefined {
  const [start = -1, end = -1] = match.slice(index * 2, index * 2 + 2);
  return start < 0 || end < 0 ? undefined : text.slice(start, end);
}
