// The JSON text of a value, as `jsonencode` writes it, with holes where parts are not known.

import { marked } from "../../expressions/marks.ts";
import type { Place, Reason, TextPart, Value } from "../../expressions/value.ts";
import { effective, isDict, isList, isNum, known, unknown } from "../../expressions/value.ts";

/** Deeper values are not written out; the value itself stays beside the text. */
const deepest = 200;
const longest = 64 * 1024;

/** A string whose meaning is the value. */
export function jsonText(value: Value, at: Place): Value {
  const decided = effective(value);
  if (decided.state === "unknown") return unknown(decided.reason, at, decided.via);
  const writer: Writer = { at, parts: [], text: "", length: 0 };
  write(writer, decided, 0);
  flush(writer);
  const text = known({ type: "text", parts: writer.parts, json: decided }, at, decided.via);
  return marked(text, [decided]);
}

interface Writer {
  readonly at: Place;
  readonly parts: TextPart[];
  text: string;
  length: number;
}

function flush(writer: Writer): void {
  if (writer.text !== "")
    writer.parts.push({ text: writer.text, file: writer.at.file, range: writer.at.range });
  writer.length += writer.text.length;
  writer.text = "";
}

function hole(writer: Writer, reason: Reason): void {
  flush(writer);
  writer.parts.push({ hole: reason, file: writer.at.file, range: writer.at.range });
}

function write(writer: Writer, value: Value, depth: number): void {
  const decided = effective(value);
  if (writer.length + writer.text.length > longest || depth > deepest) {
    hole(writer, { kind: "limit", what: "length of a string" });
    return;
  }
  if (decided.state === "unknown") hole(writer, decided.reason);
  else if (decided.state === "absent" || decided.value === null) writer.text += "null";
  else if (typeof decided.value === "boolean") writer.text += String(decided.value);
  else if (isNum(decided.value)) number(writer, decided.value.text);
  else if (isList(decided.value)) {
    writer.text += "[";
    for (const [index, item] of decided.value.items.entries()) {
      if (index > 0) writer.text += ",";
      write(writer, item, depth + 1);
    }
    if (decided.value.more) hole(writer, decided.value.more);
    writer.text += "]";
  } else if (isDict(decided.value)) {
    writer.text += "{";
    let first = true;
    for (const [key, entry] of [...decided.value.entries].toSorted(byKey)) {
      if (!first) writer.text += ",";
      first = false;
      writer.text += `${quoted(key)}:`;
      write(writer, entry.value, depth + 1);
    }
    if (decided.value.more) hole(writer, decided.value.more);
    writer.text += "}";
  } else {
    writer.text += '"';
    for (const part of decided.value.parts) {
      if ("hole" in part) hole(writer, part.hole);
      else writer.text += quoted(part.text).slice(1, -1);
    }
    writer.text += '"';
  }
}

/** JSON has no infinite numbers. */
function number(writer: Writer, text: string): void {
  if (text.endsWith("Inf"))
    hole(writer, { kind: "error", message: "JSON has no infinite numbers" });
  else writer.text += text;
}

function byKey(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}

const escapedByGo = /[<>&\u2028\u2029]/g;

/** Go's encoder escapes what could end a script element. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    escapedByGo,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
