// A thing as policies see it: a kind with attributes. Facts are resources of a derived kind.

import type { Truth } from "../expressions/truth.ts";
import type { Place, Trail, Value } from "../expressions/value.ts";
import type { Declaration } from "./declaration.ts";

export interface Resource {
  readonly kind: string;
  /** Unique among the resources of its kind in a unit; stable when lines move. */
  readonly id: string;
  /** What a message calls it. */
  readonly name: string;
  /** Ids of the declarations that make it up; the first is where it stands. */
  readonly declarations: readonly string[];
  readonly at: Place;
  readonly attributes: ReadonlyMap<string, Value>;
  readonly exists: Truth;
  /** Where a finding about an attribute points if not at the value itself (an absent guard: the principal). */
  readonly points?: ReadonlyMap<string, Place>;
  /** How a fix can write an attribute. */
  readonly targets?: ReadonlyMap<string, readonly Target[]>;
  /** Facts with one cause are reported once by each policy, and by one policy of those that speak of it. */
  readonly cause?: string;
}

/** One way to write an attribute: for the value `when`, or for any value if left out. */
export interface Target {
  readonly when?: string;
  readonly changes: readonly Change[];
  /** Runs inside strings that get another text, in characters that no language escapes. */
  readonly texts?: readonly TextChange[];
  /** Ids of all facts that the changes bind: they are made for all of these, or not at all. */
  readonly binds?: readonly string[];
}

/** A part of a string that stays as it is otherwise: the name at the end of an ARN with references in it. */
export interface TextChange {
  /** Exactly the characters that are replaced. */
  readonly at: Place;
  /** Letters, digits, `-` and `/` alone. */
  readonly text: string;
}

/** One change of the source, in the words of the data; a language turns it into edits. */
export interface Change {
  /** The node that is changed: a value, an object, a block, a declaration. */
  readonly at: Place;
  /** The declarations that are meant, where one text makes several: a block of a module that is called often. */
  readonly of?: readonly Meant[];
  readonly operation: /** Writes a member below the node, making the objects on the way; an existing one is replaced. */
    | { readonly is: "set"; readonly path: readonly (string | number)[]; readonly value: FixValue }
    /** Replaces the node. */
    | { readonly is: "replace"; readonly value: FixValue }
    /** Renames the key that stands at `at` (an operator, a condition key). */
    | { readonly is: "rename"; readonly to: string }
    /** Adds an item to the list that the path below the node names; the list is made if it is absent. */
    | {
        readonly is: "append";
        readonly path: readonly (string | number)[];
        readonly value: FixValue;
      }
    /** Takes the node out: a member with its key, an item with its comma, a block. */
    | { readonly is: "remove" };
}

export interface Meant {
  readonly declaration: string;
  /** Where the value stands that is there now, if that is elsewhere: a default, an argument of a call. */
  readonly written?: Place;
}

/** What a fix writes. */
export type FixValue =
  | { readonly is: "literal"; readonly value: FixLiteral }
  /** Declares a variable or parameter (unless it exists) and refers to it; never invents a value. */
  | {
      readonly is: "parameter";
      /** kebab-case; each language writes it in its own case: `external_id`, `ExternalId`, `externalId`. */
      readonly name: string;
      readonly description: string;
      readonly type: "text" | "number" | "list";
      /** True where the reference stands alone in a list: `[var.x]`. */
      readonly listed?: boolean;
      /** What a language that has a word for it refers to instead, and declares nothing. */
      readonly own?: "aws-account";
      /** The expression that says it, once the language has found one. */
      readonly as?: string;
    }
  /** What the policy's `set` gives; analyses write this, `check` fills it in. */
  | {
      readonly is: "given";
      readonly listed?: boolean;
      /** A list may stand there as well as one value. */
      readonly several?: true;
      /** A number stands there, so that a new parameter is one. */
      readonly number?: true;
    };

export type FixLiteral =
  | null
  | boolean
  | number
  | string
  | readonly FixLiteral[]
  | { readonly [key: string]: FixLiteral };

/** Everything that one variant of a unit declares. */
export interface Model {
  readonly declarations: readonly Declaration[];
  readonly resources: readonly Resource[];
  /** Values that leave what is in view, so that others may use what they name. */
  readonly handedOut?: readonly Value[];
  /** Steps that led to the declarations of this variant; empty for the base. */
  readonly variant?: string;
  /** Set where it is written down what is looked at. */
  readonly watch?: Watch;
}

/** What an analysis has looked at. */
export interface Watch {
  readonly of: Model;
  readonly kinds: Set<string>;
  readonly declarations: Set<string>;
  /** More than can be told apart. */
  everything: boolean;
}

export function ofKind(model: Model, kind: string): readonly Resource[] {
  if (model.watch) {
    model.watch.kinds.add(kind);
    return ofKind(model.watch.of, kind);
  }
  let kinds = byKind.get(model);
  if (!kinds) {
    kinds = new Map();
    for (const resource of model.resources) {
      const those = kinds.get(resource.kind);
      if (those) those.push(resource);
      else kinds.set(resource.kind, [resource]);
    }
    byKind.set(model, kinds);
  }
  return kinds.get(kind) ?? [];
}

/** Analyses ask for the same kinds for every resource. */
const byKind = new WeakMap<Model, Map<string, Resource[]>>();

export function attribute(resource: Resource, name: string): Value | undefined {
  return resource.attributes.get(name);
}

export function declarationOf(model: Model, id: string | undefined): Declaration | undefined {
  if (id === undefined) return undefined;
  if (model.watch) {
    model.watch.declarations.add(id);
    return declarationOf(model.watch.of, id);
  }
  let index = byId.get(model.declarations);
  if (!index) {
    index = new Map(model.declarations.toReversed().map((each) => [each.id, each]));
    byId.set(model.declarations, index);
  }
  return index.get(id);
}

const byId = new WeakMap<readonly Declaration[], ReadonlyMap<string, Declaration>>();

/** Where a finding about the attribute points first, then the way the value came by. */
export function places(resource: Resource, name: string): { at: Place; via: readonly Trail[] } {
  const value = resource.attributes.get(name);
  return { at: resource.points?.get(name) ?? value?.at ?? resource.at, via: value?.via ?? [] };
}
