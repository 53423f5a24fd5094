// The Terraform text of values that a fix writes. Knows no place.

import type { FixLiteral, FixValue } from "../../../model/resource.ts";

/** A value as text, for a line with this indentation. */
export interface Rendered {
  (indent: string): string;
  /** A list that does not look like one: a variable that holds it. */
  readonly isList?: true;
}

export interface Style {
  /** What one level adds. */
  readonly unit: string;
  readonly lineEnd: string;
}

const longestList = 80;

export function styleOf(text: string): Style {
  return { unit: "  ", lineEnd: text.includes("\r\n") ? "\r\n" : "\n" };
}

/** A value in Terraform's own syntax; undefined for what is not filled in. */
export function rendered(value: FixValue, style: Style): Rendered | undefined {
  switch (value.is) {
    case "given":
      return undefined;
    case "parameter": {
      if (value.listed) return () => `[${reference(value)}]`;
      const text = () => reference(value);
      return value.type === "list" ? Object.assign(text, { isList: true as const }) : text;
    }
    case "literal":
      return (indent) => literal(value.value, indent, style);
  }
}

export function reference({ as, name }: FixValue & { readonly is: "parameter" }): string {
  return as ?? `var.${variableName(name)}`;
}

export function variableName(name: string): string {
  return name.replaceAll("-", "_");
}

export function literal(value: FixLiteral, indent: string, style: Style): string {
  if (value === null || typeof value === "boolean" || typeof value === "number")
    return String(value);
  if (typeof value === "string") return quoted(value);
  if (isList(value))
    return list(
      value.map((item) => (at: string) => literal(item, at, style)),
      indent,
      style,
    );
  return object(
    Object.entries(value).map(([key, item]) => [key, (at: string) => literal(item, at, style)]),
    indent,
    style,
  );
}

export function isList(value: FixLiteral): value is readonly FixLiteral[] {
  return Array.isArray(value);
}

export function list(items: readonly Rendered[], indent: string, style: Style): string {
  const oneLine = `[${items.map((item) => item(indent)).join(", ")}]`;
  if (!oneLine.includes("\n") && oneLine.length <= longestList) return oneLine;
  const inner = indent + style.unit;
  return `[${items.map((item) => `${style.lineEnd}${inner}${item(inner)},`).join("")}${style.lineEnd}${indent}]`;
}

export function object(
  members: readonly (readonly [string, Rendered])[],
  indent: string,
  style: Style,
): string {
  if (members.length === 0) return "{}";
  const lines = members.map(([key, value]) => [keyText(key), value] as const);
  return `{${style.lineEnd}${attributeLines(lines, indent + style.unit, style)}${indent}}`;
}

/** Names need no quotes as keys; everything else does. */
export function keyText(key: string): string {
  return plainName.test(key) ? key : quoted(key);
}

const plainName = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const special = /["\\\n\r\t]|[$%]\{/g;
const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["${", "$${"],
  ["%{", "%%{"],
]);

export function quoted(text: string): string {
  return `"${text.replace(special, (found) => escapes.get(found) ?? found)}"`;
}

/** `[x]` for a value that is no list yet. */
export function listed(value: Rendered): Rendered {
  if (value.isList) return value;
  return (indent) => {
    const text = value(indent);
    return text.startsWith("[") ? text : `[${text}]`;
  };
}

/** One attribute a line; those that follow each other on lines of their own have their `=` below each other. */
export function attributeLines(
  members: readonly (readonly [string, Rendered])[],
  indent: string,
  style: Style,
): string {
  const written = members.map(([name, value]) => ({ name, text: value(indent) }));
  const widths = written.map(({ name, text }) => (text.includes("\n") ? 0 : name.length));
  return written
    .map(({ name, text }, index) => {
      const width = widths[index] === 0 ? name.length : widthAround(widths, index);
      return `${indent}${name.padEnd(width)} = ${text}${style.lineEnd}`;
    })
    .join("");
}

/** The longest name of the run of single lines that the index stands in. */
function widthAround(widths: readonly number[], index: number): number {
  const start = widths.lastIndexOf(0, index) + 1;
  const end = widths.indexOf(0, index);
  return Math.max(...widths.slice(start, end < 0 ? undefined : end));
}

export function blockText(
  type: string,
  content: (indent: string) => string,
  indent: string,
  style: Style,
): string {
  return `${indent}${type} {${style.lineEnd}${content(indent + style.unit)}${indent}}${style.lineEnd}`;
}
