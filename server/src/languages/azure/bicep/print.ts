// Writes values as Bicep text in the style of the text around them. Knows no tree.

import type { NewValue } from "../../../syntax/new-value.ts";

export interface Style {
  readonly multiline: boolean;
  /** Blanks in front of the line on which the value starts. */
  readonly indent: string;
  /** What one level adds. */
  readonly unit: string;
  readonly lineEnd: string;
}

/** Longest list of plain values that is written on one line among several. */
const shortList = 80;

export function printValue(value: NewValue, style: Style): string {
  switch (value.is) {
    case "rendered":
      return value.text;
    case "scalar":
      return printScalar(value.value);
    case "array":
      return printList(
        value.items.map((item) => printValue(item, inner(style))),
        style,
      );
    case "object": {
      const members = [...value.members].map(([key, each]) => printMember(key, each, inner(style)));
      if (members.length === 0) return "{}";
      return style.multiline ? lines("{", members, "}", style) : `{ ${members.join(", ")} }`;
    }
  }
}

/** `key: value`; `style.indent` is that of the line the member stands on. */
export function printMember(key: string, value: NewValue, style: Style): string {
  return `${printKey(key)}: ${printValue(value, style)}`;
}

/** The style of what stands inside a bracket of the given style. */
export function inner(style: Style): Style {
  return { ...style, indent: style.indent + style.unit };
}

const plainKey = /^[A-Za-z_][A-Za-z0-9_]*$/;

export function printKey(key: string): string {
  return plainKey.test(key) ? key : printString(key);
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["\\", "\\\\"],
  ["'", "\\'"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["${", "\\${"],
]);
const escaped = /\$\{|[\\'\n\r\t]/g;

export function printString(text: string): string {
  return `'${text.replaceAll(escaped, (each) => escapes.get(each) ?? each)}'`;
}

/** Bicep has whole numbers only; others are written as JSON. */
function printScalar(value: null | boolean | number | string): string {
  if (typeof value === "string") return printString(value);
  if (typeof value !== "number" || Number.isInteger(value)) return String(value);
  return `json('${value}')`;
}

function printList(items: readonly string[], style: Style): string {
  const oneLine = `[${items.join(", ")}]`;
  const isShort = oneLine.length <= shortList && !oneLine.includes("\n") && !oneLine.includes("{");
  return isShort || !style.multiline ? oneLine : lines("[", items, "]", style);
}

function lines(open: string, parts: readonly string[], close: string, style: Style): string {
  const start = style.lineEnd + style.indent + style.unit;
  return `${open}${start}${parts.join(start)}${style.lineEnd}${style.indent}${close}`;
}
