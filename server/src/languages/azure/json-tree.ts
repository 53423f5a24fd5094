// The JSON tree of a file, read once for each version, and the look-ups that Azure's JSON needs.

import { readJson } from "../../syntax/json/json.ts";
import type { DataNode, DataTree, EntryNode, ObjectNode } from "../../syntax/node.ts";
import { cached, type SourceFile } from "../../text/source-file.ts";

export const jsonTree: (file: SourceFile) => DataTree = cached((file) => readJson(file.text));

/** A member by name; Azure ignores case, and of members with one name the last counts. */
export function memberNode(node: DataNode | undefined, name: string): EntryNode | undefined {
  if (node?.kind !== "object") return undefined;
  const exact = node.entries.findLast((each) => each.key === name);
  if (exact) return exact;
  const folded = name.toLowerCase();
  return node.entries.findLast((each) => each.key.toLowerCase() === folded);
}

export function objectAt(node: DataNode | undefined, name: string): ObjectNode | undefined {
  const value = memberNode(node, name)?.value;
  return value?.kind === "object" ? value : undefined;
}

export function stringAt(node: DataNode | undefined, name: string): string | undefined {
  const value = memberNode(node, name)?.value;
  return value?.kind === "string" ? value.value : undefined;
}
