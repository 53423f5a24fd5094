// The tree of a Terraform file: bodies of attributes and blocks with their places. Knows no meaning.

import type { Expression } from "../../../expressions/expression.ts";
import type { CommentNode, SyntaxProblem } from "../../../syntax/node.ts";
import type { Range } from "../../../text/range.ts";

export interface Body {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
  /** Half-typed lines: a lone name, a header without its brace. */
  readonly partials: readonly Partial[];
  /** Between the braces; the whole text for a file. */
  readonly range: Range;
}

export interface Attribute {
  readonly name: string;
  /** In Terraform JSON with its quotes. */
  readonly nameRange: Range;
  readonly value: Expression;
  /** From the name to the end of the value. */
  readonly range: Range;
  /** Set where it stands in another file than the block that it belongs to: an override. */
  readonly file?: string;
}

export interface Block {
  readonly type: string;
  readonly typeRange: Range;
  readonly labels: readonly Label[];
  /** From the type to the last label, without the brace. */
  readonly head: Range;
  /** From the type to the closing brace. */
  readonly range: Range;
  readonly body: Body;
  /** False where the closing brace is missing. */
  readonly closed: boolean;
  /** Set where it stands in another file than the block that it belongs to: an override. */
  readonly file?: string;
}

export interface Label {
  readonly text: string;
  /** With its quotes. */
  readonly range: Range;
}

export interface Partial {
  readonly name: string;
  readonly range: Range;
}

export interface Tree {
  readonly body: Body;
  readonly problems: readonly SyntaxProblem[];
  readonly comments: readonly CommentNode[];
  readonly form: "hcl" | "json";
}

export const emptyBody: Body = {
  attributes: [],
  blocks: [],
  partials: [],
  range: Object.freeze({ start: 0, end: 0 }),
};
