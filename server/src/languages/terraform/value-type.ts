// Terraform's types: the type of a value, and the one that several types have in common.

import type { Type } from "../../expressions/type.ts";
import type { Value } from "../../expressions/value.ts";
import { effective, isDict, isList, isNum, isText } from "../../expressions/value.ts";

export type { Type } from "../../expressions/type.ts";

const deepest = 50;

export function typeOf(value: Value, depth = 0): Type {
  const decided = effective(value);
  if (depth > deepest) return "any";
  if (decided.state !== "known" || decided.value === null) return decided.type ?? "any";
  const content = decided.value;
  if (typeof content === "boolean") return "bool";
  if (isNum(content)) return "number";
  if (isText(content)) return "string";
  if (content.more) return decided.type ?? "any";
  if (isList(content)) {
    if (content.items.length === 0 && decided.type) return decided.type;
    const of = content.items.map((item) => typeOf(item, depth + 1));
    if (!content.uniform && !content.set) return { is: "tuple", of };
    return { is: content.set ? "set" : "list", of: commonType(of) ?? "any" };
  }
  if (!isDict(content)) return "any";
  if (content.entries.size === 0 && decided.type) return decided.type;
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
  if (has("list")) return has("set") ? listOf(shapes) : asList(shapes, "list");
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

/** An object with an untyped null may become any map; whether it does shows when it is converted. */
function asMap(shapes: readonly Shape[]): Type | undefined {
  const maps = shapes.some((shape) => shape.is === "map");
  const open = (shape: Shape) => shape.is === "object" && [...shape.of.values()].includes("any");
  const of = commonType(membersOf(maps ? shapes.filter((shape) => !open(shape)) : shapes));
  return of && { is: "map", of };
}

function asList(shapes: readonly Shape[], is: "list" | "set"): Type | undefined {
  const of = commonType(membersOf(shapes));
  return of && { is, of };
}

/** Sets have their members' type in common; what a tuple holds is converted to it. */
function setOf(shapes: readonly Shape[]): Type | undefined {
  const of = commonType(membersOf(shapes.filter((shape) => shape.is === "set")));
  if (of === undefined) return undefined;
  const set: Type = { is: "set", of };
  return shapes.every((shape) => convertible(shape, set)) ? set : undefined;
}

/** Beside a set the list's own type is taken. */
function listOf(shapes: readonly Shape[]): Type | undefined {
  const of = commonType(membersOf(shapes.filter((shape) => shape.is === "list")));
  if (of === undefined) return undefined;
  const list: Type = { is: "list", of };
  return shapes.every((shape) => convertible(shape, list)) ? list : undefined;
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
    // Where one member has no type in common, the whole has none.
    if (!member) return undefined;
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
    if (!member) return undefined;
    of.push(member);
  }
  return { is: "tuple", of };
}

/** Some value of the first type can become one of the second. */
export function convertible(from: Type, to: Type): boolean {
  if (from === "any" || to === "any" || from === to) return true;
  if (typeof from === "string" || typeof to === "string")
    return (
      typeof from === "string" && typeof to === "string" && (from === "string" || to === "string")
    );
  if ("of" in to && to.of === "any" && commonType(membersOf([from])) === undefined) return false;
  switch (to.is) {
    case "list":
    case "set":
      if (from.is === "tuple") return from.of.every((item) => convertible(item, to.of));
      return (from.is === "list" || from.is === "set") && convertible(from.of, to.of);
    case "map":
      if (from.is === "object")
        return [...from.of.values()].every((each) => convertible(each, to.of));
      return from.is === "map" && convertible(from.of, to.of);
    case "tuple":
      return (
        from.is === "tuple" &&
        from.of.length === to.of.length &&
        from.of.every((item, index) => convertible(item, to.of[index] ?? "any"))
      );
    case "object":
      if (from.is === "map") return [...to.of.values()].every((each) => convertible(from.of, each));
      return (
        from.is === "object" &&
        [...to.of].every(([name, type]) => {
          const own = from.of.get(name);
          return own !== undefined && convertible(own, type);
        })
      );
  }
}

/** What a value of the first type is after its conversion to the second, which may leave parts open. */
export function convertedType(from: Type, to: Type): Type {
  if (to === "any") return from;
  if (from === "any" || typeof to === "string" || typeof from === "string") return to;
  switch (to.is) {
    case "list":
    case "set":
    case "map": {
      if (to.of !== "any") return to;
      return { is: to.is, of: commonType(membersOf([from])) ?? "any" };
    }
    case "tuple":
    case "object":
      return to;
  }
}

/** Nothing in the type is left open. */
export function isWhole(type: Type): boolean {
  if (typeof type === "string") return type !== "any";
  switch (type.is) {
    case "list":
    case "set":
    case "map":
      return isWhole(type.of);
    case "tuple":
      return type.of.every(isWhole);
    case "object":
      return [...type.of.values()].every(isWhole);
  }
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
