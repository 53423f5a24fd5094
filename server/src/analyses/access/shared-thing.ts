// What a policy that is written apart from its resource is for: the thing's id in the unit and its name.

import type { Value } from "../../expressions/value.ts";
import { effective, isText, items, wholeText } from "../../expressions/value.ts";
import type { Model, Resource } from "../../model/resource.ts";

export interface SharedThing {
  /** The declaration's id where it is of the unit; else what it is called. */
  readonly id: string;
  readonly name: string;
}

export function sharedThing(
  resource: Resource,
  attribute: string | undefined,
  model: Model,
): SharedThing {
  const self = {
    id: resource.id,
    name: wholeText(resource.attributes.get("name")) ?? resource.name,
  };
  if (attribute === undefined) return self;
  const [value] = items(resource.attributes.get(attribute));
  const written = value ?? resource.attributes.get(attribute);
  if (!written) return self;
  const composed = composedName(written);
  if (composed !== undefined) return { id: composed, name: composed };
  const id = declarationBehind(written);
  const made = id === undefined ? undefined : madeBy(id, model);
  if (made) return { id: made.id, name: made.name };
  const text = wholeText(written);
  const last = text?.slice(text.search(/[^/:]*$/));
  return last === undefined || last === "" ? self : { id: last, name: last };
}

/** `orders-…`: a name that is put together is nobody's but its own. */
function composedName(value: Value): string | undefined {
  const decided = effective(value);
  if (decided.state !== "known" || decided.value === null || !isText(decided.value))
    return undefined;
  const { parts } = decided.value;
  const written = parts.map((part) => ("hole" in part ? "" : part.text)).join("");
  if (written === "" || /[:/]/.test(written) || !parts.some((part) => "hole" in part))
    return undefined;
  return parts.map((part) => ("hole" in part ? "…" : part.text)).join("");
}

/** A reference without an index may mean the only instance. */
function madeBy(id: string, model: Model): SharedThing | undefined {
  let things = indexes.get(model);
  if (!things) {
    things = new Map(model.declarations.map(({ id: of, name }) => [of, { id: of, name }]));
    for (const { declarations, attributes } of model.resources) {
      const name = wholeText(attributes.get("name"));
      const [of] = declarations;
      if (name !== undefined && of !== undefined) things.set(of, { id: of, name });
    }
    indexes.set(model, things);
  }
  return things.get(id) ?? things.get(`${id}[0]`);
}

/** Many policies are each for one of many resources. */
const indexes = new WeakMap<Model, Map<string, SharedThing>>();

/** The last declaration that the value came by, or the one that the cloud decides it for. */
export function declarationBehind(value: Value): string | undefined {
  const decided = effective(value);
  const step = decided.via.findLast((each) => each.declaration !== undefined);
  if (step) return step.declaration;
  if (decided.state === "unknown")
    return decided.reason.kind === "computed" ? decided.reason.declaration : undefined;
  if (decided.state !== "known" || decided.value === null || !isText(decided.value))
    return undefined;
  for (const part of decided.value.parts)
    if ("hole" in part && part.hole.kind === "computed") return part.hole.declaration;
  return undefined;
}
