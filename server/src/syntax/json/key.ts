// Reads one key of JSON, also where its quotes are missing or doubled. Knows no values.

import type { Range } from "../../text/range.ts";
import type { Cursor } from "./cursor.ts";
import { apostrophe, quote } from "./opening.ts";

export interface Key {
  readonly text: string;
  readonly range: Range;
}

const apostropheString = /'[^'"\r\n]*'/y;
const lastQuoted = /"([^"]+)"?$/;
const word = /[\w$.+-]+/y;

/**
 * The key at the cursor, or undefined if nothing like one stands there. While the text is being
 * typed, a key whose quotes are wrong ends before the colon of its line.
 */
export function readKey(cursor: Cursor, guided: boolean): Key | undefined {
  const start = cursor.position;
  const quoted = cursor.code === quote;
  if ((quoted && (!guided || cursor.keyAhead())) || apostropheAhead(cursor)) {
    return { text: cursor.readString(true).value, range: { start, end: cursor.position } };
  }
  const broken = guided ? readBrokenKey(cursor, start) : undefined;
  if (broken) return broken;
  const text = quoted ? cursor.readString(true).value : readWord(cursor);
  const range = { start, end: cursor.position };
  if (range.end === start) return undefined;
  if (!quoted) cursor.problem(start, range.end, "A key has double quotes in JSON.");
  return { text, range };
}

export function readWord(cursor: Cursor): string {
  word.lastIndex = cursor.position;
  const found = word.exec(cursor.text)?.[0] ?? "";
  cursor.position += found.length;
  return found;
}

/** True if a string in single quotes stands at the cursor. */
export function apostropheAhead(cursor: Cursor): boolean {
  if (cursor.code !== apostrophe) return false;
  apostropheString.lastIndex = cursor.position;
  return apostropheString.test(cursor.text);
}

function readBrokenKey(cursor: Cursor, start: number): Key | undefined {
  const line = cursor.text.slice(start, cursor.lineEnd(start));
  const behindQuote = line.indexOf('":');
  const split = behindQuote > 0 ? behindQuote + 1 : line.indexOf(":");
  const raw = line.slice(0, Math.max(split, 0)).trimEnd();
  if (raw === "" || raw.includes("{") || raw.includes("}") || raw.includes("]")) return undefined;
  cursor.problem(start, start + raw.length, "A quote of this key is missing.");
  cursor.position = start + split;
  const end = start + raw.length;
  const whole = lastQuoted.exec(raw);
  if (!whole) return { text: raw.replaceAll('"', ""), range: { start, end } };
  return { text: whole[1] ?? "", range: { start: start + whole.index, end } };
}
