// Terraform's types: the type of a value, and the one that several types have in common.

import type { Value } from "../../expressions/value.ts";
import { effective, isDict, isList, isNum, isText } from "../../expressions/value.ts";

/** "any" is the type of null, of what is not known, and of what is not wholly listed. */
export type Type =
  | "any"
  | "string"
  | "number"
  | "bool"
  | { readonly is: "list" | "set" | "map"; readonly of: Type }
  | { readonly is: "tuple"; readonly of: readonly Type[] }
  | { readonly is: "object"; readonly of: ReadonlyMap<string, Type> };

const deepest = 50;

export function typeOf(value: Value, depth = 0): Type {
  const decided = effective(value);
  if (decided.state !== "known" || decided.value === null || depth > deepest) return "any";
  const content = decided.value;
  if (typeof content === "boolean") return "bool";
  if (isNum(content)) return "number";
  if (isText(content)) return "string";
  if (content.more) return "any";
  if (isList(content)) {
    const of = content.items.map((item) => typeOf(item, depth + 1));
    if (!content.uniform && !content.set) return { is: "tuple", of };
    return { is: content.set ? "set" : "list", of: commonType(of) ?? "any" };
  }
  if (!isDict(content)) return "any";
  const of = new Map<string, Type>();
  for (const [key, entry] of content.entries) of.set(key, typeOf(entry.value, depth + 1));
  return content.uniform
    ? { is: "map", of: commonType([...of.values()]) ?? "any" }
    : { is: "object", of };
}

/** What values of these types are converted to where they meet; undefined: they cannot. */
export function commonType(types: readonly Type[]): Type | undefined {
  const known = types.filter((type) => type !== "any");
  const [first] = known;
  if (first === undefined) return "any";
  if (known.every((type) => typeof type === "string")) {
    if (known.every((type) => type === first)) return first;
    return known.includes("string") ? "string" : undefined;
  }
  const shapes = known.filter((type) => typeof type !== "string");
  if (shapes.length !== known.length) return undefined;
  const has = (...names: readonly string[]) => shapes.some((type) => names.includes(type.is));
  if (has("map", "object")) {
    if (has("list", "set", "tuple")) return undefined;
    return has("map") ? asMap(shapes) : commonObject(shapes);
  }
  if (has("list")) return asList(shapes, "list");
  if (has("set")) return setOf(shapes);
  return commonTuple(shapes);
}

type Shape = Exclude<Type, string>;

function membersOf(shapes: readonly Shape[]): readonly Type[] {
  return shapes.flatMap((shape): readonly Type[] => {
    switch (shape.is) {
      case "list":
      case "set":
      case "map":
        return [shape.of];
      case "tuple":
        return shape.of;
      case "object":
        return [...shape.of.values()];
    }
  });
}

function asMap(shapes: readonly Shape[]): Type | undefined {
  const of = commonType(membersOf(shapes));
  return of && { is: "map", of };
}

function asList(shapes: readonly Shape[], is: "list" | "set"): Type | undefined {
  const of = commonType(membersOf(shapes));
  return of && { is, of };
}

/** The items of a tuple become those of the set only if they are of its type already. */
function setOf(shapes: readonly Shape[]): Type | undefined {
  const of = commonType(membersOf(shapes.filter((shape) => shape.is === "set")));
  const all = asList(shapes, "set");
  if (!all || of === undefined || shapes.every((shape) => shape.is === "set")) return all;
  return of === "any" || sameType(commonType(membersOf(shapes)) ?? "any", of) ? all : undefined;
}

function commonObject(shapes: readonly Shape[]): Type | undefined {
  const objects = shapes.flatMap((shape) => (shape.is === "object" ? [shape.of] : []));
  const [first] = objects;
  if (!first) return undefined;
  const same = objects.every(
    (each) => each.size === first.size && [...each.keys()].every((key) => first.has(key)),
  );
  if (!same) return asMap(shapes);
  const of = new Map<string, Type>();
  for (const key of first.keys()) {
    const member = commonType(objects.map((each) => each.get(key) ?? "any"));
    if (!member) return asMap(shapes);
    of.set(key, member);
  }
  return { is: "object", of };
}

function commonTuple(shapes: readonly Shape[]): Type | undefined {
  const tuples = shapes.flatMap((shape) => (shape.is === "tuple" ? [shape.of] : []));
  const [first] = tuples;
  if (!first) return undefined;
  if (tuples.some((each) => each.length !== first.length)) return asList(shapes, "list");
  const of: Type[] = [];
  for (const index of first.keys()) {
    const member = commonType(tuples.map((each) => each[index] ?? "any"));
    if (!member) return asList(shapes, "list");
    of.push(member);
  }
  return { is: "tuple", of };
}

export function sameType(a: Type, b: Type): boolean {
  if (typeof a === "string" || typeof b === "string") return a === b;
  if (a.is === "tuple" && b.is === "tuple")
    return (
      a.of.length === b.of.length &&
      a.of.every((type, index) => sameType(type, b.of[index] ?? "any"))
    );
  if (a.is === "object" && b.is === "object")
    return (
      a.of.size === b.of.size &&
      [...a.of].every(([key, type]) => {
        const other = b.of.get(key);
        return other !== undefined && sameType(type, other);
      })
    );
  if (a.is === "tuple" || a.is === "object" || b.is === "tuple" || b.is === "object") return false;
  return a.is === b.is && sameType(a.of, b.of);
}
