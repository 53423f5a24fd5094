// Whether a value names a resource: by reference, by what the cloud decides, or by an equal name.

import type { Truth } from "../../expressions/truth.ts";
import type { Reason, Value } from "../../expressions/value.ts";
import { effective, isText, wholeText } from "../../expressions/value.ts";
import type { Resource } from "../../model/resource.ts";
import { hasHole, marked } from "./pattern.ts";

/** `name` is the attribute that holds the resource's own name. */
export function names(value: Value | undefined, resource: Resource, name: string): Truth {
  if (!value) return "no";
  const decided = effective(value);
  if (decided.state === "absent") return "no";
  if (refersTo(decided, resource)) return "yes";
  const own = wholeText(resource.attributes.get(name));
  const last = lastSegment(marked(decided));
  if (last !== undefined) return own !== undefined && last === own ? "yes" : "no";
  const reason = holeOf(decided);
  // What comes from another resource of the unit is not this one.
  return reason === undefined || reason.kind === "computed" ? "no" : "unknown";
}

export function refersTo(value: Value, resource: Resource): boolean {
  const steps = value.via.some(
    (step) => step.declaration !== undefined && isOf(step.declaration, resource),
  );
  if (steps) return true;
  const reason = holeOf(value);
  return reason?.kind === "computed" && isOf(reason.declaration, resource);
}

/**
 * What a value names a resource by, as keys to look it up with: every resource for which `names`
 * says yes shares a key with the value.
 */
export function keysOf(value: Value | undefined): readonly string[] {
  if (!value) return [];
  const decided = effective(value);
  const keys: string[] = [];
  for (const { declaration } of decided.via)
    if (declaration !== undefined) keys.push(declarationKey(declaration));
  const reason = holeOf(decided);
  if (reason?.kind === "computed") keys.push(declarationKey(reason.declaration));
  // What nothing declares is one thing all the same, wherever the unit names it.
  if (reason?.kind === "undeclared") keys.push(declarationKey(reason.name));
  const last = decided.state === "absent" ? undefined : lastSegment(marked(decided));
  if (last !== undefined) keys.push(nameKey(last));
  return keys;
}

/** Do both name one thing, be it in view or not? */
export function nameTheSame(one: Value | undefined, other: Value | undefined): boolean {
  const keys = new Set(keysOf(one));
  return keysOf(other).some((key) => keys.has(key));
}

/** The keys by which values name this resource. */
export function keysFor(resource: Resource, name: string): readonly string[] {
  const own = wholeText(resource.attributes.get(name));
  return [
    ...resource.declarations.map(declarationKey),
    ...(own === undefined ? [] : [nameKey(own)]),
  ];
}

/** A reference without an index may mean the only instance. */
function declarationKey(declaration: string): string {
  return `declaration ${declaration.endsWith("[0]") ? declaration.slice(0, -3) : declaration}`;
}

function nameKey(name: string): string {
  return `name ${name}`;
}

/** The reason of an unknown value, or of the unknown part of a string that has one. */
function holeOf(value: Value): Reason | undefined {
  if (value.state === "unknown") return value.reason;
  if (value.state !== "known" || value.value === null || !isText(value.value)) return undefined;
  const holes = value.value.parts.filter((part) => "hole" in part);
  const last = holes.at(-1);
  return last && "hole" in last ? last.hole : undefined;
}

/** A reference without an index may mean the only instance. */
function isOf(declaration: string, resource: Resource): boolean {
  return resource.declarations.some(
    (each) => each === declaration || each === `${declaration}[0]` || declaration === `${each}[0]`,
  );
}

/** The name at the end of what the value says, if all of it is known. */
export function lastName(value: Value | undefined): string | undefined {
  return value && lastSegment(marked(effective(value)));
}

/** The name at the end of an ARN or a path, if all of it is known. */
function lastSegment(written: string | undefined): string | undefined {
  const last = written?.slice(written.lastIndexOf("/") + 1);
  return last === undefined || hasHole(last) ? undefined : last;
}
