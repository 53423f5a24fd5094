// The parts of a regular expression of RE2's dialect.

import type { CharacterClass } from "./character-class.ts";

export type Node =
  | { readonly is: "empty" }
  | { readonly is: "literal"; readonly code: number; readonly fold: boolean }
  | { readonly is: "class"; readonly of: CharacterClass }
  | { readonly is: "any"; readonly newline: boolean }
  | { readonly is: "assert"; readonly what: Assertion }
  | { readonly is: "group"; readonly index: number; readonly of: Node }
  | { readonly is: "sequence" | "choice"; readonly of: readonly Node[] }
  | {
      readonly is: "repeat";
      readonly of: Node;
      readonly least: number;
      /** Undefined: without end. */
      readonly most: number | undefined;
      readonly greedy: boolean;
    };

export type Assertion =
  | "text start"
  | "text end"
  | "line start"
  | "line end"
  | "word edge"
  | "no word edge";

/** A parsed expression: its groups are numbered from 1 in the order in which they open. */
export interface Tree {
  readonly root: Node;
  /** The name of each group, undefined where it has none; the first is the whole match. */
  readonly groups: readonly (string | undefined)[];
}
