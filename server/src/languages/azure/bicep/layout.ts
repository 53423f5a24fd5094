// Where members and items of Bicep objects and lists go and how they are taken out: lines, commas and indentation.

import type {
  DictEntryExpression,
  DictExpression,
  Expression,
  ListExpression,
} from "../../../expressions/expression.ts";
import type { NewValue } from "../../../syntax/new-value.ts";
import type { Edit, Range } from "../../../text/range.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import { inner, printMember, printValue, type Style } from "./print.ts";
import type { Statement } from "./syntax.ts";
import { lineEnd } from "./token.ts";

/** What becomes of one object or list. */
export interface Pending {
  readonly removed: Set<DictEntryExpression | Expression>;
  readonly members: Map<string, NewValue>;
  readonly items: NewValue[];
}

export function memberEdits(
  file: SourceFile,
  node: DictExpression | ListExpression,
  pending: Pending,
): readonly Edit[] {
  const style = styleOf(file, node);
  const parts: readonly (DictEntryExpression | Expression)[] =
    node.kind === "dict" ? node.entries : node.items;
  const added = [
    ...[...pending.members].map(([key, value]) => printMember(key, value, inner(style))),
    ...pending.items.map((item) => printValue(item, inner(style))),
  ];
  const kept = parts.filter((part) => !pending.removed.has(part));
  if (kept.length === 0 && isBlankBeside(file.text, node, parts)) {
    return [{ file: file.path, ...emptied(file.text, node, added, style) }];
  }
  const removed = parts.flatMap((part, index) =>
    pending.removed.has(part) ? [{ range: removal(file.text, parts, index), text: "" }] : [],
  );
  const edits =
    added.length === 0
      ? removed
      : withAddition(removed, addition(file.text, node, kept, added, style));
  return edits.map((edit) => ({ file: file.path, ...edit }));
}

/** Is there nothing in the brackets but the parts: no comment, no nested resource? */
function isBlankBeside(
  text: string,
  node: DictExpression | ListExpression,
  parts: readonly { readonly range: Range }[],
): boolean {
  let offset = node.range.start + 1;
  for (const { range } of parts) {
    if (!isBlank(text.slice(offset, range.start))) return false;
    offset = range.end;
  }
  return isBlank(text.slice(offset, insideEnd(text, node)));
}

function isBlank(text: string): boolean {
  return text.replaceAll(",", "").trim() === "";
}

/** What is added where something goes takes its place. */
function withAddition(removed: readonly Replacement[], added: Replacement): readonly Replacement[] {
  const { start } = added.range;
  const touches = ({ range }: Replacement): boolean => range.start <= start && start < range.end;
  if (!removed.some(touches)) return [...removed, added];
  return removed.map((each) => (touches(each) ? { range: each.range, text: added.text } : each));
}

interface Replacement {
  readonly range: Range;
  readonly text: string;
}

/** All of the inside is written anew, or left empty. */
function emptied(
  text: string,
  node: DictExpression | ListExpression,
  added: readonly string[],
  style: Style,
): Replacement {
  const range = { start: node.range.start + 1, end: insideEnd(text, node) };
  if (added.length === 0) return { range, text: "" };
  if (!style.multiline) {
    const padding = node.kind === "dict" ? " " : "";
    return { range, text: padding + added.join(", ") + padding };
  }
  const start = style.lineEnd + style.indent + style.unit;
  return { range, text: start + added.join(start) + style.lineEnd + style.indent };
}

/** After the last part that stays, or at the beginning: on lines of their own, or behind commas. */
function addition(
  text: string,
  node: DictExpression | ListExpression,
  kept: readonly { readonly range: Range }[],
  added: readonly string[],
  style: Style,
): Replacement {
  const last = kept[kept.length - 1]?.range.end ?? node.range.start + 1;
  if (!style.multiline)
    return { range: { start: last, end: last }, text: added.map((each) => `, ${each}`).join("") };
  // A comment behind the last part stays on its line.
  const end = Math.min(lineEnd(text, last), insideEnd(text, node));
  const start = style.lineEnd + style.indent + style.unit;
  return { range: { start: end, end }, text: added.map((each) => start + each).join("") };
}

/** A part that has its lines to itself goes with them; one among others goes with a comma. */
function removal(text: string, parts: readonly { readonly range: Range }[], index: number): Range {
  const range = parts[index]?.range ?? { start: 0, end: 0 };
  const start = lineStart(text, range.start);
  const end = lineEnd(text, range.end);
  const behind = text.slice(range.end, end).trim();
  if (
    text.slice(start, range.start).trim() === "" &&
    (behind === "" || behind === "," || behind.startsWith("//"))
  ) {
    return { start, end: nextLine(text, end) };
  }
  const next = parts[index + 1];
  if (next) return { start: range.start, end: next.range.start };
  return { start: parts[index - 1]?.range.end ?? range.start, end: range.end };
}

/** A declaration with its decorators and the rest of its lines. */
export function removedLines(file: SourceFile, statement: Statement): Edit {
  const first = statement.decorators[0]?.range.start ?? statement.range.start;
  const start = lineStart(file.text, first);
  const end = nextLine(file.text, lineEnd(file.text, statement.range.end));
  return { file: file.path, range: { start, end }, text: "" };
}

/** The style of the members of a bracket; `indent` is that of the line that the bracket stands on. */
export function styleOf(file: SourceFile, node: Expression): Style {
  const { text } = file;
  const indent = lineIndent(text, node.range.start);
  const base: Style = { multiline: true, indent, unit: "  ", lineEnd: lineEndOf(text) };
  const first =
    node.kind === "dict" ? node.entries[0] : node.kind === "list" ? node.items[0] : undefined;
  if (!first) return base;
  const multiline = text.slice(node.range.start, first.range.start).includes("\n");
  const firstIndent = lineIndent(text, first.range.start);
  const isDeeper =
    multiline && firstIndent.length > indent.length && firstIndent.startsWith(indent);
  return { ...base, multiline, unit: isDeeper ? firstIndent.slice(indent.length) : base.unit };
}

export function lineEndOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

export function lineIndent(text: string, offset: number): string {
  const start = lineStart(text, offset);
  let end = start;
  while (text.charAt(end) === " " || text.charAt(end) === "\t") end++;
  return text.slice(start, Math.min(end, offset));
}

export function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}

/** The offset after the line end characters at this offset. */
export function nextLine(text: string, end: number): number {
  if (text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10) return end + 2;
  return Math.min(end + 1, text.length);
}

/** The offset of the closing bracket, or of the end of what is read where it is missing. */
function insideEnd(text: string, node: DictExpression | ListExpression): number {
  const { start, end } = node.range;
  const closer = node.kind === "dict" ? "}" : "]";
  return end - 1 > start && text.charAt(end - 1) === closer ? end - 1 : end;
}
