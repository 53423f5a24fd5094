// The brackets that are open while JSON is read, and the characters that matter. Decides nothing.

import type { DataNode, EntryNode } from "../node.ts";

export const openBrace = 0x7b;
export const closeBrace = 0x7d;
export const openBracket = 0x5b;
export const closeBracket = 0x5d;
export const quote = 0x22;
export const apostrophe = 0x27;
export const comma = 0x2c;
export const colon = 0x3a;

/** A bracket that is read: what the indentation of its line and of its members say. */
export interface Opening {
  readonly node: ObjectDraft | ArrayDraft;
  readonly lineIndent: number;
  memberIndent: number | undefined;
  /** True if its closer was the first of a line: then it surely stands where it was meant. */
  closedOnOwnLine: boolean;
}

/** The last object or array in a bracket, which a stray closer may have closed too early. */
export interface Child {
  readonly opening: Opening;
  readonly entry?: EntryNode;
}

export interface ObjectDraft {
  readonly kind: "object";
  readonly flow: true;
  readonly range: MutableRange;
  readonly entries: EntryNode[];
}

export interface ArrayDraft {
  readonly kind: "array";
  readonly flow: true;
  readonly range: MutableRange;
  readonly items: DataNode[];
}

export interface MutableRange {
  start: number;
  end: number;
}

export function closerOf(opening: Opening): number {
  return opening.node.kind === "object" ? closeBrace : closeBracket;
}
