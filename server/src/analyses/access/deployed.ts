// Whether a resource is one that the unit deploys, and not one that is only read or left out.

import type { Model, Resource } from "../../model/resource.ts";

export function isDeployed(resource: Resource, model: Model): boolean {
  if (resource.exists === "no") return false;
  let read = existing.get(model);
  if (!read) {
    read = new Set(model.declarations.filter((each) => each.existing).map((each) => each.id));
    existing.set(model, read);
  }
  return !resource.declarations.some((each) => read.has(each));
}

/** Every resource of a unit is asked about. */
const existing = new WeakMap<Model, Set<string>>();
