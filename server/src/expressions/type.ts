// The types of values, where a language tells them apart; what has none of its own is of any.

/** "any" is the type of an untyped null, of what is not known, and of what is not wholly listed. */
export type Type =
  | "any"
  | "string"
  | "number"
  | "bool"
  | { readonly is: "list" | "set" | "map"; readonly of: Type }
  | { readonly is: "tuple"; readonly of: readonly Type[] }
  | { readonly is: "object"; readonly of: ReadonlyMap<string, Type> };
