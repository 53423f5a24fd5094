// The function that reads comma-separated values.

import type { Entry, Value } from "../../../expressions/value.ts";
import { known, wholeText } from "../../../expressions/value.ts";
import type { Call, TerraformFunction } from "./call.ts";
import { failed, hiddenBy, listValue, spend, textOf, undecided } from "./call.ts";

export const csvFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["csvdecode", decode],
];

function decode(call: Call): Value {
  const value = call.argument(0);
  const text = wholeText(value);
  if (text === undefined) return undecided(call, value);
  const rows = rowsOf(text);
  if (typeof rows === "string") return failed(call, rows);
  const [header, ...records] = rows;
  if (!header) return failed(call, "there is no line of names");
  if (new Set(header).size < header.length) return failed(call, "two columns have one name");
  if (!spend(call, records.length * header.length)) return undecided(call);
  const items: Value[] = [];
  for (const record of records) {
    if (record.length !== header.length)
      return failed(call, "a line has more or fewer columns than the first");
    const entries = new Map<string, Entry>();
    for (const [index, name] of header.entries())
      entries.set(name.normalize(), {
        key: call.at,
        value: hiddenBy([value], textOf(call, record[index] ?? "", [])),
      });
    items.push(known({ type: "dict", entries }, call.at));
  }
  const made = listValue(call, items, undefined, [value]);
  if (items.length > 0) return made;
  const of = new Map(header.map((name) => [name.normalize(), "string"] as const));
  return { ...made, type: { is: "list", of: { is: "object", of } } };
}

/** RFC 4180, empty lines left out; a text says what is wrong. */
function rowsOf(text: string): readonly (readonly string[])[] | string {
  const source = text.replaceAll("\r\n", "\n");
  const rows: string[][] = [];
  let row: string[] = [];
  let index = 0;
  while (index < source.length) {
    if (row.length === 0 && source[index] === "\n") {
      index++;
      continue;
    }
    const field = source[index] === '"' ? quoted(source, index) : plain(source, index);
    if (typeof field === "string") return field;
    row.push(field.text);
    index = field.end;
    if (source[index] === ",") {
      index++;
      if (index < source.length && source[index] !== "\n") continue;
      row.push("");
    }
    rows.push(row);
    row = [];
    index++;
  }
  return rows;
}

interface Field {
  readonly text: string;
  /** The comma or the end of the line behind it. */
  readonly end: number;
}

const fieldEnd = /[,\n]|$/g;

function plain(source: string, start: number): Field | string {
  fieldEnd.lastIndex = start;
  const end = fieldEnd.exec(source)?.index ?? source.length;
  // The last carriage return of all ends a line too.
  const text =
    end === source.length && source.endsWith("\r")
      ? source.slice(start, -1)
      : source.slice(start, end);
  return text.includes('"') ? "a quote stands within a field" : { text, end };
}

function quoted(source: string, start: number): Field | string {
  let text = "";
  let from = start + 1;
  for (;;) {
    const quote = source.indexOf('"', from);
    if (quote < 0) return "a quoted field does not end";
    text += source.slice(from, quote);
    const next = source[quote + 1];
    if (next === '"') {
      text += '"';
      from = quote + 2;
    } else if (next === undefined || next === "," || next === "\n") {
      return { text, end: quote + 1 };
    } else if (next === "\r" && quote + 2 === source.length) return { text, end: quote + 2 };
    else return "something stands behind a quoted field";
  }
}
