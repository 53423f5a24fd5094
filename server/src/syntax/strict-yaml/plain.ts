// From a tree to plain data for a validator, and from a validator's path back to the node; knows no schema.

import type { Range } from "../../text/range.ts";
import type { DataNode, EntryNode } from "../node.ts";

export type Plain =
  | null
  | boolean
  | number
  | string
  | readonly Plain[]
  | { readonly [key: string]: Plain };

/** The data of a tree; objects have no prototype, so that no key is special. */
export function plain(node: DataNode): Plain {
  switch (node.kind) {
    case "object": {
      const result: Record<string, Plain> = Object.create(null);
      for (const entry of node.entries) result[entry.key] = plain(entry.value);
      return result;
    }
    case "array":
      return node.items.map(plain);
    case "string":
      return node.value;
    case "number":
      return Number(node.raw);
    case "boolean":
      return node.value;
    case "null":
    case "missing":
    case "alias":
      return null;
  }
}

/** What stands at a JSON pointer: the node, and the entry if it is a member. */
export function atPointer(root: DataNode, pointer: string): { node: DataNode; entry?: EntryNode } {
  let found: { node: DataNode; entry?: EntryNode } = { node: root };
  for (const part of pointer.split("/").slice(1)) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    const next = step(found.node, name);
    if (!next) return found;
    found = next;
  }
  return found;
}

/** Where an error about a node is shown: its key if it is an object or a list, else itself. */
export function placeOf(found: { node: DataNode; entry?: EntryNode }): Range {
  const { node, entry } = found;
  const long = node.kind === "object" || node.kind === "array";
  if (entry && (long || node.range.start === node.range.end)) return entry.keyRange;
  if (long) return { start: node.range.start, end: Math.min(node.range.end, node.range.start + 1) };
  return node.range;
}

function step(node: DataNode, name: string): { node: DataNode; entry?: EntryNode } | undefined {
  if (node.kind === "object") {
    const entry = node.entries.find((each) => each.key === name);
    return entry && { node: entry.value, entry };
  }
  const item = node.kind === "array" ? node.items[Number(name)] : undefined;
  return item && { node: item };
}
