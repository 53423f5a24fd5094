// What the declarations of ARM and Bicep have in common: ids that stay when lines move, and full types and names.

import type { Scope } from "../../expressions/evaluate.ts";
import type { Place, TextPart, Value } from "../../expressions/value.ts";
import { shape, unknown } from "../../expressions/value.ts";
import { nestedType } from "./resource-id.ts";
import { joined, made, scalarParts } from "./text.ts";

/** Hands out ids that are unique in a unit. */
export interface Ids {
  readonly taken: Map<string, number>;
}

export function newIds(): Ids {
  return { taken: new Map() };
}

/**
 * The id of a declaration: its type with the shape of its name, such as
 * `Microsoft.Network/networkSecurityGroups/web`, or with a number where nothing of the name is known.
 */
export function declarationId(
  ids: Ids,
  type: string,
  name: Value | undefined,
  scope: Scope,
): string {
  const shown = name ? nameShape(name, scope) : "";
  const isKnown = shown.replaceAll("${?}", "") !== "";
  const base = isKnown ? `${type}/${shown}` : type;
  const key = base.toLowerCase();
  const count = ids.taken.get(key) ?? 0;
  ids.taken.set(key, count + 1);
  return isKnown && count === 0 ? base : `${base}[${count}]`;
}

/** The name as a person reads it: `web-${?}`. */
export function nameShape(name: Value, scope: Scope): string {
  return shape({ type: "text", parts: scalarParts(name, scope) });
}

/** The type and name of a resource that is written inside another one, or names its parent. */
export function fullType(parent: { readonly type: string } | undefined, type: string): string {
  return nestedType(parent?.type, type);
}

export function fullName(
  parent: { readonly name: Value } | undefined,
  name: Value,
  scope: Scope,
): Value {
  if (!parent) return name;
  const parts: readonly TextPart[] = [
    ...scalarParts(parent.name, scope),
    made("/", name.at),
    ...scalarParts(name, scope),
  ];
  return joined(parts, name.at, [name]);
}

/**
 * A key for what stands behind the last `/providers/` of a resource id. Holes are the same if they
 * are written in the same place: two uses of one variable make one key.
 */
export function idKey(parts: readonly TextPart[]): string | undefined {
  const text = encoded(parts);
  const start = text.lastIndexOf(providers);
  return start < 0 ? undefined : text.slice(start + providers.length);
}

/** The same key from a full type and a full name: `A.B/c/d` and `n/m` are `a.b/c/n/d/m`. */
export function resourceKey(type: string, name: Value, scope: Scope): string | undefined {
  const [provider = "", ...segments] = type.toLowerCase().split("/");
  const names = encoded(scalarParts(name, scope)).split("/");
  if (names.length !== segments.length) return undefined;
  return [provider, ...segments.flatMap((segment, index) => [segment, names[index] ?? ""])].join(
    "/",
  );
}

/** The key of the resource that a child's type and name lead to; undefined if it is no child. */
export function parentKey(type: string, name: Value, scope: Scope): string | undefined {
  const key = resourceKey(type, name, scope);
  const segments = key?.split("/") ?? [];
  return segments.length > 3 ? segments.slice(0, -2).join("/") : undefined;
}

const providers = "/providers/";

function encoded(parts: readonly TextPart[]): string {
  return parts
    .map((part) =>
      "hole" in part
        ? `\u0000${part.file.replaceAll("/", "\\")}:${part.range.start}-${part.range.end}\u0000`
        : part.text.toLowerCase(),
    )
    .join("");
}

/** The body of a declaration whose attributes nothing looks at. */
export function notRead(at: Place): Value {
  return unknown({ kind: "unsupported", what: "this type of resource" }, at);
}

export function isDeployment(type: string): boolean {
  return type.toLowerCase() === "microsoft.resources/deployments";
}
