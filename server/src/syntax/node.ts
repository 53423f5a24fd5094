// The tree that the JSON and YAML readers share: data with ranges and no meaning.

import type { Range } from "../text/range.ts";

/**
 * A run of text and where it is written. Where lengths agree, offsets map one to one;
 * where they do not, the run is one escape sequence (or one folded line end).
 */
export interface Piece {
  readonly text: string;
  readonly range: Range;
}

interface NodeBase {
  /** The whole node: quotes and brackets included. */
  readonly range: Range;
  /** YAML tag such as `!Sub`, with its own range. */
  readonly tag?: { readonly name: string; readonly range: Range };
}

export interface ObjectNode extends NodeBase {
  readonly kind: "object";
  readonly entries: readonly EntryNode[];
  /** JSON and YAML flow style; false for YAML block style. */
  readonly flow: boolean;
}

export interface EntryNode {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: DataNode;
  /** From the key's start to the value's end. */
  readonly range: Range;
}

export interface ArrayNode extends NodeBase {
  readonly kind: "array";
  readonly items: readonly DataNode[];
  readonly flow: boolean;
}

export interface StringNode extends NodeBase {
  readonly kind: "string";
  readonly value: string;
  /** The decoded text in order, so that offsets in `value` map to the source. */
  readonly pieces: readonly Piece[];
  readonly style: "double" | "single" | "plain" | "block";
}

export interface NumberNode extends NodeBase {
  readonly kind: "number";
  /** As written. */
  readonly raw: string;
  /** The number in decimal digits where it is written otherwise: YAML 1.1's octal, base 60, `1_000`. */
  readonly decimal?: string;
}

export interface BooleanNode extends NodeBase {
  readonly kind: "boolean";
  readonly value: boolean;
  /** As written: YAML 1.1 knows `yes`, `On` and others. */
  readonly raw: string;
}

export interface NullNode extends NodeBase {
  readonly kind: "null";
}

/** A value that should stand here and does not (half-typed text). */
export interface MissingNode extends NodeBase {
  readonly kind: "missing";
}

/** A YAML alias: never followed. */
export interface AliasNode extends NodeBase {
  readonly kind: "alias";
  readonly name: string;
}

export type DataNode =
  | ObjectNode
  | ArrayNode
  | StringNode
  | NumberNode
  | BooleanNode
  | NullNode
  | MissingNode
  | AliasNode;

/** A comment, delimiters included. */
export interface CommentNode {
  readonly range: Range;
}

export interface SyntaxProblem {
  readonly range: Range;
  readonly message: string;
}

export interface DataTree {
  readonly root: DataNode;
  readonly problems: readonly SyntaxProblem[];
  readonly comments: readonly CommentNode[];
}

export function entry(node: DataNode | undefined, key: string): EntryNode | undefined {
  return node?.kind === "object" ? node.entries.find((each) => each.key === key) : undefined;
}
