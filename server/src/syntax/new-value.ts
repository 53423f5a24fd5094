// What an edit writes, before any syntax has rendered it: data, and its place below a node by a path.

/** What is written: data, or text that is JSON already (a reference in the caller's language). */
export type NewValue =
  | { readonly is: "rendered"; readonly text: string }
  | { readonly is: "object"; readonly members: Map<string, NewValue> }
  | { readonly is: "array"; readonly items: NewValue[] }
  | { readonly is: "scalar"; readonly value: null | boolean | number | string };

export type JsonLiteral =
  | null
  | boolean
  | number
  | string
  | readonly JsonLiteral[]
  | { readonly [key: string]: JsonLiteral };

export type Path = readonly (string | number)[];

export function newValue(literal: JsonLiteral): NewValue {
  if (literal === null || typeof literal !== "object") return { is: "scalar", value: literal };
  if (isList(literal)) return { is: "array", items: literal.map(newValue) };
  const members = new Map(Object.entries(literal).map(([key, value]) => [key, newValue(value)]));
  return { is: "object", members };
}

function isList(value: object): value is readonly JsonLiteral[] {
  return Array.isArray(value);
}

/** Puts a value below members that are still to be written, making the objects on the way. */
export function placeNew(
  members: Map<string, NewValue>,
  key: string,
  rest: Path,
  value: NewValue,
  append: boolean,
): boolean {
  const existing = members.get(key);
  const [next, ...after] = rest;
  if (!existing) {
    members.set(key, wrapped(rest, value, append));
    return true;
  }
  if (next === undefined) {
    if (!append) members.set(key, value);
    else if (existing.is === "array") existing.items.push(value);
    else return false;
    return true;
  }
  if (existing.is !== "object" || typeof next !== "string") return false;
  return placeNew(existing.members, next, after, value, append);
}

/** The value inside the objects and lists that the path asks for. */
export function wrapped(path: Path, value: NewValue, append: boolean): NewValue {
  return path.reduceRight<NewValue>(
    (inner, step) =>
      typeof step === "number"
        ? { is: "array", items: [inner] }
        : { is: "object", members: new Map([[step, inner]]) },
    append ? { is: "array", items: [value] } : value,
  );
}
