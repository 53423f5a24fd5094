// Azure resource ids: making them from types and names, and reading them where parts are unknown.

import type { Scope } from "../../expressions/evaluate.ts";
import type { Place, Text, TextPart, Value } from "../../expressions/value.ts";
import { wholeText } from "../../expressions/value.ts";
import { type Environment, resourceGroupId, subscriptionId } from "./environment.ts";
import { hole, joined, made, scalarParts, undecided } from "./text.ts";

/** A type with the name of each of its segments, and what stands in front of it. */
export interface TypedName {
  readonly type: string;
  readonly names: readonly Value[];
}

const folded = new Set([
  "resourceid",
  "subscriptionresourceid",
  "tenantresourceid",
  "managementgroupresourceid",
  "extensionresourceid",
]);

export function isIdFunction(name: string): boolean {
  return folded.has(name);
}

/** `resourceId(…)` and its siblings. */
export function idFunction(
  name: string,
  values: readonly Value[],
  environment: Environment,
  at: Place,
  scope: Pick<Scope, "rules">,
): Value {
  const split = name === "extensionresourceid" ? extended(values) : typedName(values);
  if (!split) return undecided(values, at, name);
  const { leading, typed } = split;
  const own = [...values];
  const path = [made("/providers/", at), ...pathOf(typed, at, scope)];
  const given = (index: number): readonly TextPart[] | undefined => {
    const value = leading[index];
    return value ? scalarParts(value, scope) : undefined;
  };
  switch (name) {
    case "tenantresourceid":
      return joined(path, at, own);
    case "subscriptionresourceid":
      return joined([...subscription(given(0), environment, at), ...path], at, own);
    case "managementgroupresourceid": {
      const group = given(0) ?? scalarParts(environment.managementGroup, scope);
      const prefix = made("/providers/Microsoft.Management/managementGroups/", at);
      return joined([prefix, ...group, ...path], at, own);
    }
    case "extensionresourceid":
      return joined([...(given(0) ?? [hole({ kind: "missing" }, at)]), ...path], at, own);
    default:
      return joined([...groupPrefix(leading, environment, at, scope), ...path], at, own);
  }
}

/** The full type and names of a resource inside another: `a/b` in `A.B/c` is `A.B/c/a/b`. */
export function nestedType(parent: string | undefined, type: string): string {
  if (parent === undefined || type.includes(".") || type === "") return type;
  return `${parent}/${type}`;
}

/** The parts of an id's text below its last `/providers/`, such as a role definition's GUID. */
export function lastSegment(text: Text): readonly TextPart[] {
  for (let index = text.parts.length - 1; index >= 0; index--) {
    const part = text.parts[index];
    if (!part || "hole" in part) continue;
    const slash = part.text.lastIndexOf("/");
    if (slash < 0) continue;
    const rest = part.text.slice(slash + 1);
    const oneToOne = part.range.end - part.range.start === part.text.length;
    const range = oneToOne
      ? { start: part.range.start + slash + 1, end: part.range.end }
      : part.range;
    const head: readonly TextPart[] = rest === "" ? [] : [{ text: rest, file: part.file, range }];
    return [...head, ...text.parts.slice(index + 1)];
  }
  return text.parts;
}

/** The argument that is the type is the first with a slash; what comes before are scopes. */
function typedName(
  values: readonly Value[],
): { leading: readonly Value[]; typed: TypedName } | undefined {
  const index = values.findIndex((value, position) => {
    const text = wholeText(value);
    // The scope of extensionResourceId has slashes too, but starts with one.
    return text !== undefined && position < 4 && text.includes("/") && !text.startsWith("/");
  });
  const type = wholeText(values[index]);
  if (index < 0 || type === undefined) return undefined;
  // A slash at the end of the type is a common slip that Azure accepts.
  const trimmed = type.endsWith("/") ? type.slice(0, -1) : type;
  return {
    leading: values.slice(0, index),
    typed: { type: trimmed, names: values.slice(index + 1) },
  };
}

/** The first argument is the scope, whatever it looks like. */
function extended(values: readonly Value[]): ReturnType<typeof typedName> {
  const split = typedName(values.slice(1));
  return split && { ...split, leading: values.slice(0, 1) };
}

/** `Microsoft.X/a/b` with names n, m is `Microsoft.X/a/n/b/m`. */
export function pathOf(
  typed: TypedName,
  at: Place,
  scope: Pick<Scope, "rules">,
): readonly TextPart[] {
  const [provider = "", ...segments] = typed.type.split("/");
  const parts: TextPart[] = [made(provider, at)];
  for (const [index, segment] of segments.entries()) {
    const name = typed.names[index];
    parts.push(made(`/${segment}/`, at));
    parts.push(...(name ? scalarParts(name, scope) : [hole({ kind: "missing" }, at)]));
  }
  return parts;
}

function subscription(
  given: readonly TextPart[] | undefined,
  environment: Environment,
  at: Place,
): readonly TextPart[] {
  return given ? [made("/subscriptions/", at), ...given] : subscriptionId(environment, at);
}

function groupPrefix(
  leading: readonly Value[],
  environment: Environment,
  at: Place,
  scope: Pick<Scope, "rules">,
): readonly TextPart[] {
  const [first, second] = leading;
  // Of management groups and tenants the plain function gives the short form.
  const isAbove = environment.target === "tenant" || environment.target === "managementGroup";
  if (isAbove && !first) return [];
  if (environment.target === "subscription" && !second) {
    return subscription(first ? scalarParts(first, scope) : undefined, environment, at);
  }
  if (first && second) {
    const group = [made("/resourceGroups/", at), ...scalarParts(second, scope)];
    return [made("/subscriptions/", at), ...scalarParts(first, scope), ...group];
  }
  if (first) {
    return [
      ...subscriptionId(environment, at),
      made("/resourceGroups/", at),
      ...scalarParts(first, scope),
    ];
  }
  return resourceGroupId(environment, at);
}
