// Turns changes of a JSON tree into edits of its text, keeping the style. Knows no language.

import { type Range, sameRange } from "../../text/range.ts";
import { type NewValue, placeNew, wrapped } from "../new-value.ts";
import type { ArrayNode, DataNode, EntryNode, ObjectNode } from "../node.ts";
import { inner, render, renderMember, type Style } from "./render.ts";

/** A replacement in the text that was read; where that text is a part of a file, the caller moves it. */
export interface JsonEdit {
  readonly range: Range;
  readonly text: string;
}

export interface JsonChange {
  /** The range of a node of the tree; for `rename` that of a key; `remove` takes either. */
  readonly at: Range;
  readonly operation:
    | {
        readonly is: "set" | "append";
        readonly path: readonly (string | number)[];
        readonly value: NewValue;
      }
    | { readonly is: "replace"; readonly value: NewValue }
    | { readonly is: "rename"; readonly to: string }
    | { readonly is: "remove" };
}

export interface WriteOptions {
  /** When two keys are the same; by default when they are equal. */
  readonly sameKey?: (a: string, b: string) => boolean;
  /** Makes a list of the one value that stands where an item is appended. */
  readonly wrapsSingleValues?: boolean;
  /** A text that stands where a path asks for an object (`"Principal": "*"`) is replaced by one. */
  readonly textsGiveWay?: boolean;
}

/**
 * The edits that make all the changes, or undefined if one of them cannot be made. Changes may
 * meet in one object: members that are new are collected and written together.
 */
export function writeJson(
  text: string,
  root: DataNode,
  changes: readonly JsonChange[],
  options: WriteOptions = {},
): readonly JsonEdit[] | undefined {
  const plan: Plan = { text, root, options, containers: new Map(), edits: [] };
  for (const change of changes) {
    if (!planChange(plan, change)) return undefined;
  }
  for (const [node, pending] of plan.containers)
    plan.edits.push(...containerEdits(plan, node, pending));
  return settled(plan.edits);
}

/** A node with what it stands in. */
export interface Found {
  readonly node: DataNode;
  readonly parent?: ObjectNode | ArrayNode;
  readonly entry?: EntryNode;
}

/** The node whose range, or whose key's or member's range, is exactly this. */
export function findNode(root: DataNode, range: Range): Found | undefined {
  let found: Found = { node: root };
  for (;;) {
    if (sameRange(found.node.range, range)) return found;
    const { entry } = found;
    if (entry && (sameRange(entry.keyRange, range) || sameRange(entry.range, range))) return found;
    const next = children(found.node).find(({ node, entry: member }) => {
      const outer = member?.range ?? node.range;
      return outer.start <= range.start && range.end <= outer.end;
    });
    if (!next) return undefined;
    found = next;
  }
}

interface Plan {
  readonly text: string;
  readonly root: DataNode;
  readonly options: WriteOptions;
  readonly containers: Map<ObjectNode | ArrayNode, Pending>;
  readonly edits: JsonEdit[];
}

/** What becomes of one object or array. */
interface Pending {
  readonly removed: Set<EntryNode | DataNode>;
  readonly members: Map<string, NewValue>;
  readonly items: NewValue[];
}

function children(node: DataNode): readonly Found[] {
  if (node.kind === "object")
    return node.entries.map((entry) => ({ node: entry.value, parent: node, entry }));
  if (node.kind === "array") return node.items.map((item) => ({ node: item, parent: node }));
  return [];
}

function pendingOf(plan: Plan, node: ObjectNode | ArrayNode): Pending {
  const existing = plan.containers.get(node);
  if (existing) return existing;
  const pending: Pending = { removed: new Set(), members: new Map(), items: [] };
  plan.containers.set(node, pending);
  return pending;
}

function planChange(plan: Plan, change: JsonChange): boolean {
  const found = findNode(plan.root, change.at);
  if (!found) return false;
  const { operation } = change;
  switch (operation.is) {
    case "set":
      return place(plan, found.node, operation.path, operation.value, false);
    case "append":
      return place(plan, found.node, operation.path, operation.value, true);
    case "replace":
      replaceNode(plan, found.node, operation.value);
      return true;
    case "rename":
      if (!found.entry) return false;
      plan.edits.push({ range: found.entry.keyRange, text: JSON.stringify(operation.to) });
      return true;
    case "remove":
      if (!found.parent) return false;
      pendingOf(plan, found.parent).removed.add(found.entry ?? found.node);
      return true;
  }
}

/** Walks down the path as far as the text goes; the rest is made. */
function place(
  plan: Plan,
  start: DataNode,
  path: readonly (string | number)[],
  value: NewValue,
  append: boolean,
): boolean {
  let node = start;
  for (const [index, step] of path.entries()) {
    const next = child(plan, node, step);
    if (next) {
      node = next;
      continue;
    }
    const rest = path.slice(index + 1);
    if (node.kind === "missing") {
      plan.edits.push(missingEdit(plan, node, wrapped([step, ...rest], value, append)));
      return true;
    }
    if (plan.options.textsGiveWay === true && node.kind === "string") {
      replaceNode(plan, node, wrapped([step, ...rest], value, append));
      return true;
    }
    if (node.kind === "object" && typeof step === "string") {
      return placeNew(pendingOf(plan, node).members, step, rest, value, append);
    }
    if (node.kind === "array" && step === node.items.length) {
      pendingOf(plan, node).items.push(wrapped(rest, value, append));
      return true;
    }
    return false;
  }
  if (!append) {
    replaceNode(plan, node, value);
    return true;
  }
  if (node.kind === "array") {
    pendingOf(plan, node).items.push(value);
    return true;
  }
  if (node.kind === "missing") {
    plan.edits.push(missingEdit(plan, node, { is: "array", items: [value] }));
    return true;
  }
  if (plan.options.wrapsSingleValues !== true) return false;
  const single: NewValue = {
    is: "rendered",
    text: plan.text.slice(node.range.start, node.range.end),
  };
  replaceNode(plan, node, { is: "array", items: [single, value] });
  return true;
}

function child(plan: Plan, node: DataNode, step: string | number): DataNode | undefined {
  if (typeof step === "number") return node.kind === "array" ? node.items[step] : undefined;
  if (node.kind !== "object") return undefined;
  const same = plan.options.sameKey ?? ((a: string, b: string) => a === b);
  // Of members with one name the last counts.
  return node.entries.findLast((entry) => same(entry.key, step))?.value;
}

function replaceNode(plan: Plan, node: DataNode, value: NewValue): void {
  if (node.kind === "missing") plan.edits.push(missingEdit(plan, node, value));
  else plan.edits.push({ range: node.range, text: render(value, styleAt(plan, node)) });
}

/** A value for a key that has none yet, behind a blank if the colon has none. */
function missingEdit(plan: Plan, node: DataNode, value: NewValue): JsonEdit {
  const before = plan.text.charAt(node.range.start - 1);
  const lead = before === ":" ? " " : before === '"' ? ": " : "";
  return { range: node.range, text: lead + render(value, styleAt(plan, node)) };
}

function containerEdits(
  plan: Plan,
  node: ObjectNode | ArrayNode,
  pending: Pending,
): readonly JsonEdit[] {
  const parts: readonly (EntryNode | DataNode)[] =
    node.kind === "object" ? node.entries : node.items;
  const style = styleIn(plan, node);
  const added = [
    ...[...pending.members].map(([key, value]) => renderMember(key, value, inner(style))),
    ...pending.items.map((item) => render(item, inner(style))),
  ];
  const edits: JsonEdit[] = [];
  const lastKept = parts.findLastIndex((part) => !pending.removed.has(part));
  for (let index = 0; index < lastKept; index++) {
    const part = parts[index];
    const next = parts[index + 1];
    if (!part || !next || !pending.removed.has(part)) continue;
    edits.push({ range: { start: part.range.start, end: next.range.start }, text: "" });
  }
  const separator = style.multiline
    ? `,${style.lineEnd}${style.indent}${style.unit}`
    : `,${style.afterColon}`;
  const tail = lastKept < 0 ? undefined : parts[lastKept];
  const last = parts.at(-1);
  if (tail && last) {
    const text = added.map((each) => separator + each).join("");
    if (text !== "" || tail !== last)
      edits.push({ range: { start: tail.range.end, end: last.range.end }, text });
    return edits;
  }
  const range = { start: node.range.start + 1, end: insideEnd(plan, node) };
  if (added.length === 0) return [{ range, text: "" }];
  if (!style.multiline) {
    const padding = node.kind === "object" ? style.padding : "";
    return [{ range, text: padding + added.join(separator) + padding }];
  }
  const start = separator.slice(1);
  return [{ range, text: start + added.join(separator) + style.lineEnd + style.indent }];
}

/** The offset of the closing bracket, or of the end of what is read where it is missing. */
function insideEnd(plan: Plan, node: ObjectNode | ArrayNode): number {
  const closer = node.kind === "object" ? "}" : "]";
  const end = node.range.end;
  return end - 1 > node.range.start && plan.text.charAt(end - 1) === closer ? end - 1 : end;
}

/** The style of what replaces a node. */
function styleAt(plan: Plan, node: DataNode): Style {
  const found = findNode(plan.root, node.range);
  const around = found?.parent ? styleIn(plan, found.parent) : documentStyle(plan);
  return { ...around, indent: lineIndent(plan.text, (found?.entry ?? node).range.start) };
}

/** The style of the members of a bracket; its `indent` is that of the line of the bracket itself. */
function styleIn(plan: Plan, node: ObjectNode | ArrayNode): Style {
  const base = documentStyle(plan);
  const { text } = plan;
  const first = node.kind === "object" ? node.entries[0] : node.items[0];
  const indent = lineIndent(text, node.range.start);
  if (!first) return { ...base, indent };
  const lead = text.slice(node.range.start + 1, first.range.start);
  const multiline = lead.includes("\n");
  const firstIndent = lineIndent(text, first.range.start);
  const unit =
    multiline && firstIndent.length > indent.length && firstIndent.startsWith(indent)
      ? firstIndent.slice(indent.length)
      : base.unit;
  if (node.kind !== "object") return { ...base, indent, unit, multiline };
  return { ...base, indent, unit, multiline, padding: multiline ? base.padding : lead };
}

/** The style that the root and its first member show. */
function documentStyle(plan: Plan): Style {
  const { text, root } = plan;
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const first =
    root.kind === "object" ? root.entries[0] : root.kind === "array" ? root.items[0] : undefined;
  const lead = first ? text.slice(root.range.start + 1, first.range.start) : "\n";
  const multiline = lead.includes("\n");
  const unit = first && multiline ? lineIndent(text, first.range.start) : "";
  const tight =
    /":[^\s]/.test(text.slice(root.range.start, root.range.start + 4_000)) && !multiline;
  return {
    multiline,
    indent: "",
    unit: relative(unit, lineIndent(text, root.range.start)) || "  ",
    lineEnd,
    afterColon: tight ? "" : " ",
    padding: multiline ? " " : lead,
  };
}

function relative(indent: string, base: string): string {
  return indent.startsWith(base) ? indent.slice(base.length) : indent;
}

function lineIndent(text: string, offset: number): string {
  const start =
    Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  let end = start;
  while (text.charAt(end) === " " || text.charAt(end) === "\t") end++;
  return text.slice(start, Math.min(end, offset));
}

/** The edits in order without repetitions; what lies in a removed part goes with it. */
function settled(edits: readonly JsonEdit[]): readonly JsonEdit[] | undefined {
  const ordered = edits.toSorted(
    (a, b) => a.range.start - b.range.start || b.range.end - a.range.end,
  );
  const result: JsonEdit[] = [];
  for (const edit of ordered) {
    const before = result.at(-1);
    if (before && sameRange(before.range, edit.range) && before.text === edit.text) continue;
    if (before && edit.range.start < before.range.end) {
      if (before.text === "" && edit.range.end <= before.range.end) continue;
      return undefined;
    }
    result.push(edit);
  }
  return result;
}
