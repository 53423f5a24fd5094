// Turns changes of a YAML tree into edits of its text, keeping style and comments. Knows no language.

import {
  type Found,
  findNode,
  type JsonChange,
  type JsonEdit,
  type WriteOptions,
} from "../json/write.ts";
import { type NewValue, type Path, placeNew, wrapped } from "../new-value.ts";
import type { ArrayNode, DataNode, EntryNode, ObjectNode } from "../node.ts";
import {
  blockStyle,
  columnOf,
  dashOf,
  endOfLine,
  firstDash,
  nextLine,
  opensItsLine,
  separatorOf,
} from "./layout.ts";
import type { BlockStyle } from "./render.ts";
import {
  afterColon,
  blockItem,
  blockMember,
  blockScalar,
  flowMember,
  flowValue,
  isInline,
  lineStart,
} from "./render.ts";

/**
 * The edits that make all the changes, or undefined if one of them cannot be made. Changes may
 * meet in one collection: members that are new are collected and written together.
 */
export function writeYaml(
  text: string,
  root: DataNode,
  changes: readonly JsonChange[],
  options: WriteOptions = {},
): readonly JsonEdit[] | undefined {
  const plan: Plan = {
    text,
    root,
    options,
    style: blockStyle(text, root),
    collections: new Map(),
    edits: [],
  };
  for (const change of changes) if (!planChange(plan, change)) return undefined;
  for (const [node, pending] of plan.collections)
    if (!writePending(plan, node, pending)) return undefined;
  return settled(plan.edits);
}

interface Plan {
  readonly text: string;
  readonly root: DataNode;
  readonly options: WriteOptions;
  readonly style: BlockStyle;
  readonly collections: Map<ObjectNode | ArrayNode, Pending>;
  readonly edits: PlannedEdit[];
}

interface PlannedEdit extends JsonEdit {
  /** Of what is inserted at one place, the deeper comes first. */
  readonly column: number;
}

interface Pending {
  readonly removed: Set<EntryNode | DataNode>;
  readonly members: Map<string, NewValue>;
  readonly items: NewValue[];
}

function planChange(plan: Plan, { at, operation }: JsonChange): boolean {
  const found = findNode(plan.root, at);
  if (!found) return false;
  switch (operation.is) {
    case "set":
    case "append":
      return place(plan, found, operation.path, operation.value, operation.is === "append");
    case "replace":
      return replace(plan, found, operation.value);
    case "rename":
      return rename(plan, found, operation.to);
    case "remove":
      if (!found.parent) return false;
      pendingOf(plan, found.parent).removed.add(found.entry ?? found.node);
      return true;
  }
}

function pendingOf(plan: Plan, node: ObjectNode | ArrayNode): Pending {
  let pending = plan.collections.get(node);
  if (!pending) {
    pending = { removed: new Set(), members: new Map(), items: [] };
    plan.collections.set(node, pending);
  }
  return pending;
}

function rename(plan: Plan, found: Found, to: string): boolean {
  if (!found.entry || found.parent?.kind !== "object") return false;
  const { keyRange } = found.entry;
  if (found.parent.entries.some((each) => each.key === to)) return false;
  const first = plan.text.charAt(keyRange.start);
  const isQuoted = first === '"' || first === "'";
  const text = isQuoted || found.parent.flow ? JSON.stringify(to) : blockScalar(to);
  plan.edits.push({ range: keyRange, text, column: 0 });
  return true;
}

/** Walks down the path as far as the text goes; the rest is made. */
function place(plan: Plan, start: Found, path: Path, value: NewValue, append: boolean): boolean {
  let found = start;
  for (const [index, step] of path.entries()) {
    const { node } = found;
    const next = child(plan, node, step);
    if (next) {
      found = next;
      continue;
    }
    const rest = path.slice(index + 1);
    if (node.tag) return false;
    const givesWay = plan.options.textsGiveWay === true && node.kind === "string";
    if (node.kind === "missing" || node.kind === "null" || givesWay)
      return replace(plan, found, wrapped([step, ...rest], value, append));
    if (node.kind === "object" && typeof step === "string") {
      return placeNew(pendingOf(plan, node).members, step, rest, value, append);
    }
    if (node.kind !== "array" || step !== node.items.length) return false;
    pendingOf(plan, node).items.push(wrapped(rest, value, append));
    return true;
  }
  return append ? appendTo(plan, found, value) : replace(plan, found, value);
}

function appendTo(plan: Plan, found: Found, value: NewValue): boolean {
  const { node } = found;
  if (node.kind === "array" && !node.tag) {
    pendingOf(plan, node).items.push(value);
    return true;
  }
  if (node.kind === "missing" && !node.tag)
    return replace(plan, found, { is: "array", items: [value] });
  const written = plan.text.slice(node.range.start, node.range.end);
  if (plan.options.wrapsSingleValues !== true || written.includes("\n")) return false;
  return replace(plan, found, { is: "array", items: [{ is: "rendered", text: written }, value] });
}

function child(plan: Plan, node: DataNode, step: string | number): Found | undefined {
  if (node.tag) return undefined;
  if (typeof step === "number") {
    const item = node.kind === "array" ? node.items[step] : undefined;
    return item && node.kind === "array" ? { node: item, parent: node } : undefined;
  }
  if (node.kind !== "object") return undefined;
  const same = plan.options.sameKey ?? ((a: string, b: string) => a === b);
  // Of members with one name the last counts.
  const entry = node.entries.findLast((each) => same(each.key, step));
  return entry && { node: entry.value, parent: node, entry };
}

function replace(plan: Plan, { node, parent, entry }: Found, value: NewValue): boolean {
  if (!parent) return false;
  const edit = (start: number, end: number, text: string): true => {
    plan.edits.push({ range: { start, end }, text, column: 0 });
    return true;
  };
  const { start, end } = node.range;
  if (parent.flow) {
    const lead = node.kind === "missing" && plan.text.charAt(start - 1) === ":" ? " " : "";
    return edit(start, end, lead + flowValue(value, hasQuotedKeys(plan, parent)));
  }
  const owner = entry ? colonEnd(plan.text, entry) : dashOf(plan.text, parent, node) + 1;
  if (owner === undefined) return false;
  const column = entry ? columnOf(plan.text, entry.keyRange.start) : columnOf(plan.text, owner - 1);
  const after = entry
    ? afterColon(value, column, plan.style)
    : blockItem(value, column, plan.style).slice(1);
  const isBeside = !plan.text.slice(owner, start).includes("\n");
  if (node.kind === "missing" || (isBeside && !isInline(value)))
    return edit(owner, Math.max(owner, end), after);
  if (isBeside) return edit(start, end, after.slice(1));
  // What stands on the lines below goes; a comment on the line of the key stays.
  edit(owner, owner, after);
  return edit(endOfLine(plan.text, owner), end, "");
}

function colonEnd(text: string, entry: EntryNode): number | undefined {
  let offset = entry.keyRange.end;
  while (text.charAt(offset) === " ") offset++;
  return text.charAt(offset) === ":" ? offset + 1 : undefined;
}

function writePending(plan: Plan, node: ObjectNode | ArrayNode, pending: Pending): boolean {
  const parts: readonly (EntryNode | DataNode)[] =
    node.kind === "object" ? node.entries : node.items;
  if (node.flow) return writeFlow(plan, node, parts, pending);
  const kept = parts.filter((part) => !pending.removed.has(part));
  if (kept.length === 0) return replaceAll(plan, node, pending);
  removeLines(plan, node, parts, pending.removed);
  const first = parts[0];
  const anchor = kept.at(-1);
  if (!first || !anchor) return false;
  const column =
    node.kind === "array"
      ? columnOf(plan.text, firstDash(plan.text, node))
      : columnOf(plan.text, first.range.start);
  const added = [
    ...[...pending.members].map(([key, value]) => blockMember(key, value, column, plan.style)),
    ...pending.items.map((item) => blockItem(item, column, plan.style)),
  ];
  if (added.length === 0) return true;
  const offset = endOfLine(plan.text, anchor.range.end);
  const text = added.map((each) => lineStart(column, plan.style) + each).join("");
  plan.edits.push({ range: { start: offset, end: offset }, text, column });
  return true;
}

/** Nothing that is written stays: the collection is written anew, as `{}` or `[]` if it is empty. */
function replaceAll(
  plan: Plan,
  node: ObjectNode | ArrayNode,
  { members, items }: Pending,
): boolean {
  const found = parentOf(plan.root, node);
  // What a tagged collection is without its content, only the language knows.
  if (!found || node.tag) return false;
  return replace(
    plan,
    found,
    node.kind === "object" ? { is: "object", members } : { is: "array", items },
  );
}

/** `findNode` would stop at a mapping around this one that has no other member and so the same range. */
function parentOf(root: DataNode, node: DataNode): Found | undefined {
  let around: Found = { node: root };
  for (;;) {
    const current = around.node;
    const members: Found[] =
      current.kind === "object"
        ? current.entries.map((entry) => ({ node: entry.value, parent: current, entry }))
        : current.kind === "array"
          ? current.items.map((item) => ({ node: item, parent: current }))
          : [];
    const next = members.find(
      (each) => each.node.range.start <= node.range.start && node.range.end <= each.node.range.end,
    );
    if (!next) return undefined;
    if (next.node === node) return next;
    around = next;
  }
}

/** Takes whole lines; of a first member behind a dash, what reaches to the first one that stays. */
function removeLines(
  plan: Plan,
  node: ObjectNode | ArrayNode,
  parts: readonly (EntryNode | DataNode)[],
  removed: ReadonlySet<EntryNode | DataNode>,
): void {
  const { text } = plan;
  const startOf = (part: EntryNode | DataNode): number =>
    node.kind === "array" ? dashOf(text, node, part) : part.range.start;
  let index = 0;
  const first = parts[0];
  if (first && removed.has(first) && !opensItsLine(text, startOf(first))) {
    index = parts.findIndex((part) => !removed.has(part));
    const next = parts[index];
    if (next)
      plan.edits.push({
        range: { start: startOf(first), end: startOf(next) },
        text: "",
        column: 0,
      });
  }
  for (const part of parts.slice(index)) {
    if (!removed.has(part)) continue;
    const start = startOf(part);
    const lineBegin = start - columnOf(text, start);
    const end = nextLine(text, part.range.end);
    const isLastLine = end >= text.length && !text.endsWith("\n");
    const from =
      isLastLine && lineBegin > 0
        ? endOfLine(text, lineBegin - (text.charAt(lineBegin - 2) === "\r" ? 2 : 1))
        : lineBegin;
    plan.edits.push({ range: { start: from, end }, text: "", column: 0 });
  }
}

function writeFlow(
  plan: Plan,
  node: ObjectNode | ArrayNode,
  parts: readonly (EntryNode | DataNode)[],
  { removed, members, items }: Pending,
): boolean {
  const { text } = plan;
  const quoted = hasQuotedKeys(plan, node);
  const added = [
    ...[...members].map(([key, value]) => flowMember(key, value, quoted)),
    ...items.map((item) => flowValue(item, quoted)),
  ];
  const opener = node.kind === "object" ? "{" : "[";
  const open = text.indexOf(opener, node.tag ? node.tag.range.end : node.range.start);
  const edit = (start: number, end: number, inserted: string): true => {
    plan.edits.push({ range: { start, end }, text: inserted, column: 0 });
    return true;
  };
  const lastKept = parts.findLastIndex((part) => !removed.has(part));
  if (lastKept < 0) {
    const close = node.range.end - 1;
    const isClosed = close > open && text.charAt(close) === (opener === "{" ? "}" : "]");
    return isClosed && edit(open + 1, close, added.join(", "));
  }
  for (let index = 0; index < lastKept; index++) {
    const part = parts[index];
    const next = parts[index + 1];
    if (part && next && removed.has(part)) edit(part.range.start, next.range.start, "");
  }
  const tail = parts[lastKept];
  const last = parts.at(-1);
  if (!tail || !last) return false;
  const separator = separatorOf(text, open, parts, plan.style.lineEnd);
  const inserted = added.map((each) => separator + each).join("");
  return inserted === "" && tail === last ? true : edit(tail.range.end, last.range.end, inserted);
}

function hasQuotedKeys(plan: Plan, node: DataNode): boolean {
  const first = node.kind === "object" ? node.entries[0]?.keyRange.start : undefined;
  if (first !== undefined) return plan.text.charAt(first) === '"';
  return (
    node.kind === "array" &&
    node.items.some((item) => item.kind === "object" && hasQuotedKeys(plan, item))
  );
}

/** The edits in order; insertions at one place become one, what lies in a removed part goes with it. */
function settled(edits: readonly PlannedEdit[]): readonly JsonEdit[] | undefined {
  const ordered = edits.toSorted(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end || b.column - a.column,
  );
  const result: JsonEdit[] = [];
  for (const { range, text } of ordered) {
    const before = result.at(-1);
    const isInsertion = range.start === range.end;
    if (
      before &&
      isInsertion &&
      before.range.start === range.start &&
      before.range.end === range.end
    ) {
      result[result.length - 1] = { range, text: before.text + text };
    } else if (before && range.start < before.range.end) {
      if (before.text !== "" || range.end > before.range.end) return undefined;
    } else result.push({ range, text });
  }
  return result;
}
