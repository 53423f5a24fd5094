// Which declarations of a unit some other declaration takes a value from; knows no kind.

import type { Value } from "../../expressions/value.ts";
import { isDict, isList, isText } from "../../expressions/value.ts";
import { withoutIndex } from "../../model/declaration.ts";
import type { Model, Resource } from "../../model/resource.ts";

/** Does some value of the unit come from the resource? An output that hands it on uses nothing. */
export function isUsed(resource: Resource, model: Model): boolean {
  let used = usedIn.get(model);
  if (!used) {
    used = usedDeclarations(model);
    usedIn.set(model, used);
  }
  const those = used;
  return resource.declarations.some((each) => those.has(withoutIndex(each)));
}

const usedIn = new WeakMap<Model, ReadonlySet<string>>();

const deepest = 8;

function usedDeclarations(model: Model): ReadonlySet<string> {
  const used = new Set<string>();
  for (const { id, body } of model.declarations) {
    const found = new Set<string>();
    visit(body, found, 0);
    // A document speaks of itself in its own JSON.
    found.delete(withoutIndex(id));
    for (const each of found) used.add(each);
  }
  return used;
}

function visit(value: Value, used: Set<string>, depth: number): void {
  for (const { declaration } of value.via)
    if (declaration !== undefined) used.add(withoutIndex(declaration));
  if (value.state === "unknown" && value.reason.kind === "computed")
    used.add(withoutIndex(value.reason.declaration));
  if (depth >= deepest || value.state !== "known" || value.value === null) return;
  if (isList(value.value)) for (const item of value.value.items) visit(item, used, depth + 1);
  else if (isDict(value.value))
    for (const entry of value.value.entries.values()) visit(entry.value, used, depth + 1);
  else if (isText(value.value))
    for (const part of value.value.parts)
      if ("hole" in part && part.hole.kind === "computed")
        used.add(withoutIndex(part.hole.declaration));
}
