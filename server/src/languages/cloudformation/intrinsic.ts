// Recognises a function in the data, in its long form and as a YAML tag; evaluates nothing.

import type { DataNode } from "../../syntax/node.ts";

export interface Intrinsic {
  /** `Ref`, `Condition`, `Fn::Join`: the long name in either form. */
  readonly name: string;
  readonly argument: DataNode;
  /** Written as a YAML tag. */
  readonly isTag?: true;
}

/** The function that a node calls, if it calls one. */
export function intrinsicOf(node: DataNode): Intrinsic | undefined {
  if (node.tag) {
    if (node.tag.name.startsWith("!!")) return undefined;
    const { tag, ...argument } = node;
    return { name: longName(tag.name.slice(1)), argument, isTag: true };
  }
  if (node.kind !== "object" || node.entries.length !== 1) return undefined;
  const [only] = node.entries;
  if (!only || (only.key !== "Ref" && !isFunction(only.key)) || isLoop(only.key)) return undefined;
  return { name: only.key, argument: only.value };
}

/** `Condition` is a function inside conditions only: elsewhere it is a key like another. */
export function conditionOf(node: DataNode): Intrinsic | undefined {
  const [only] = node.kind === "object" && node.entries.length === 1 ? node.entries : [];
  if (!node.tag && only?.key === "Condition") return { name: "Condition", argument: only.value };
  return intrinsicOf(node);
}

export function isFunction(key: string): boolean {
  return key.startsWith("Fn::");
}

/** `Fn::ForEach::Name` is a key whose value makes several members of the object around it. */
export function isLoop(key: string): boolean {
  return key.startsWith("Fn::ForEach::");
}

/** The items of an argument that is a list; of another argument none. */
export function argumentsOf(argument: DataNode): readonly DataNode[] {
  return argument.kind === "array" ? argument.items : [];
}

function longName(tag: string): string {
  return tag === "Ref" || tag === "Condition" ? tag : `Fn::${tag}`;
}
