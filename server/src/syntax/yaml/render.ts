// Writes YAML in the style of the text around it: indented, or in brackets. Knows no tree.

import type { NewValue } from "../new-value.ts";
import { typedPlain } from "./scalar.ts";

export interface BlockStyle {
  /** Blanks that one level of mappings adds. */
  readonly step: number;
  /** Blanks in front of a dash, seen from the key above it. */
  readonly dash: number;
  readonly lineEnd: string;
}

/** `Key: value`, where `column` is that of the key; the first line is not indented. */
export function blockMember(
  key: string,
  value: NewValue,
  column: number,
  style: BlockStyle,
): string {
  return `${blockScalar(key)}:${afterColon(value, column, style)}`;
}

/** What follows the colon of a key in that column: a blank and a scalar, or lines. */
export function afterColon(value: NewValue, column: number, style: BlockStyle): string {
  if (isInline(value)) return ` ${inlineBlock(value)}`;
  const inside = column + (value.is === "array" ? style.dash : style.step);
  return lineStart(inside, style) + lines(value, inside, style);
}

/** `- value`, where `column` is that of the dash; the first line is not indented. */
export function blockItem(value: NewValue, column: number, style: BlockStyle): string {
  return `- ${isInline(value) ? inlineBlock(value) : lines(value, column + 2, style)}`;
}

/** A line end and the blanks in front of a column. */
export function lineStart(column: number, style: BlockStyle): string {
  return style.lineEnd + " ".repeat(column);
}

/** True for what stands on the line of its key or dash. */
export function isInline(value: NewValue): boolean {
  if (value.is === "array") return value.items.length === 0;
  if (value.is === "object") return value.members.size === 0;
  return true;
}

/** In brackets, on one line; keys have quotes where those around them do. */
export function flowValue(value: NewValue, quoted: boolean): string {
  switch (value.is) {
    case "rendered":
      return value.text;
    case "scalar":
      return flowScalar(value.value, quoted);
    case "array":
      return `[${value.items.map((item) => flowValue(item, quoted)).join(", ")}]`;
    case "object":
      return `{${[...value.members].map(([key, member]) => flowMember(key, member, quoted)).join(", ")}}`;
  }
}

export function flowMember(key: string, value: NewValue, quoted: boolean): string {
  return `${flowScalar(key, quoted)}: ${flowValue(value, quoted)}`;
}

/** A string as a key or value of block style, in quotes where it needs them. */
export function blockScalar(value: null | boolean | number | string): string {
  if (typeof value !== "string") return String(value);
  return isPlain(value, blockPattern) ? value : JSON.stringify(value);
}

function lines(value: NewValue, column: number, style: BlockStyle): string {
  const between = lineStart(column, style);
  if (value.is === "array")
    return value.items.map((item) => blockItem(item, column, style)).join(between);
  if (value.is !== "object") return inlineBlock(value);
  return [...value.members]
    .map(([key, member]) => blockMember(key, member, column, style))
    .join(between);
}

function inlineBlock(value: NewValue): string {
  return value.is === "scalar" ? blockScalar(value.value) : flowValue(value, false);
}

function flowScalar(value: null | boolean | number | string, quoted: boolean): string {
  if (typeof value !== "string") return String(value);
  return !quoted && isPlain(value, flowPattern) ? value : JSON.stringify(value);
}

function isPlain(value: string, pattern: RegExp): boolean {
  if (!pattern.test(value) || value.endsWith(" ") || value.endsWith(":") || value.includes(": "))
    return false;
  if (ambiguous.has(value.toLowerCase())) return false;
  return typedPlain(value, { start: 0, end: 0 }) === undefined;
}

const blockPattern = /^[A-Za-z_/][\w./@+=,()':* -]*$/;
const flowPattern = /^[A-Za-z_/][\w./@+=-]*$/;
/** Booleans by the specification of YAML 1.1, though few readers take them for one. */
const ambiguous = new Set(["y", "n"]);
