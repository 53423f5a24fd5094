// What a kind of resource is called in each language, as data; read from policies/kinds/.

import type { Dialect } from "./declaration.ts";

export type AttributeType = "text" | "number" | "boolean" | "list" | "object" | "document" | "any";

/** One attribute: its type, and the path of names below the declaration in each dialect. */
export interface AttributeDefinition {
  readonly type: AttributeType;
  /** Alternatives in order; each is a path of names. An empty list: the dialect does not have it. */
  readonly paths: Readonly<Partial<Record<Dialect, readonly (readonly string[])[]>>>;
  /** Value where nothing is written, by dialect (`any` for all). */
  readonly defaults: Readonly<Partial<Record<Dialect | "any", Literal>>>;
  /** True where the written boolean means the opposite. */
  readonly not?: boolean;
  /** A number that stands for another meaning, such as 0 for never. */
  readonly zeroMeans?: string;
  /** For lists of objects: the attributes of an item. */
  readonly of?: Readonly<Record<string, AttributeDefinition>>;
}

export type Literal =
  | null
  | boolean
  | number
  | string
  | readonly Literal[]
  | { readonly [key: string]: Literal };

export interface KindDefinition {
  readonly kind: string;
  readonly description: string;
  /** Types in each dialect that are this kind; none for derived kinds. */
  readonly types: Readonly<Partial<Record<Dialect, readonly string[]>>>;
  readonly attributes: Readonly<Record<string, AttributeDefinition>>;
  /** Worked out by an analysis, not written by anyone. */
  readonly derived: boolean;
}

/** A kind that an analysis derives: its attributes by name, and nothing of any language. */
export function derivedKind(
  kind: string,
  description: string,
  attributes: Readonly<Record<string, AttributeType>>,
): KindDefinition {
  const definitions = Object.entries(attributes).map(
    ([name, type]): [string, AttributeDefinition] => [name, { type, paths: {}, defaults: {} }],
  );
  return {
    kind,
    description,
    types: {},
    attributes: Object.fromEntries(definitions),
    derived: true,
  };
}
