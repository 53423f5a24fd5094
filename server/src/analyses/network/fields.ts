// The attributes of a rule, read and written alike whether it is a resource of its own or an item in its group.

import type { Place, Reason, Value } from "../../expressions/value.ts";
import { absent, effective, isDict, isList } from "../../expressions/value.ts";
import type { Resource, Target } from "../../model/resource.ts";

export interface Fields {
  /** The resource that the rule is written in. */
  readonly owner: Resource;
  /** Unique among the rules of a unit, and stable when lines move. */
  readonly key: string;
  /** The rule as a whole: a block, an object, a declaration. */
  readonly at: Place;
  readonly get: (name: string) => Value;
  /** Several rules come from this one text, so what is written here changes them all. */
  readonly shared: boolean;
  /** How an attribute is written as a whole. */
  readonly targets: (name: string) => readonly Target[];
}

/** Rules, and why there may be others. */
export interface FieldsList {
  readonly rules: readonly Fields[];
  readonly more?: Reason;
}

export function fieldsOf(resource: Resource): Fields {
  return {
    owner: resource,
    key: resource.id,
    at: resource.at,
    shared: resource.id.endsWith("]"),
    get: (name) => resource.attributes.get(name) ?? absent(resource.at),
    targets: (name) => resource.targets?.get(name) ?? [],
  };
}

/** The items of a list of rules inside a resource. */
export function itemsOf(resource: Resource, list: string): FieldsList {
  const value = resource.attributes.get(list);
  if (!value) return { rules: [] };
  const decided = effective(value);
  if (decided.state === "unknown") return { rules: [], more: decided.reason };
  if (decided.state === "absent" || decided.value === null || !isList(decided.value))
    return { rules: [] };
  const rules: Fields[] = [];
  const copies = new Map<number, number>();
  for (const item of decided.value.items) {
    const { start } = effective(item).at.range;
    copies.set(start, (copies.get(start) ?? 0) + 1);
  }
  let { more } = decided.value;
  for (const [index, written] of decided.value.items.entries()) {
    const item = effective(written);
    if (item.state === "unknown") more = item.reason;
    if (item.state !== "known" || item.value === null || !isDict(item.value)) continue;
    const { entries } = item.value;
    rules.push({
      owner: resource,
      key: `${resource.id} ${list}[${index}]`,
      at: item.at,
      shared: resource.id.endsWith("]") || (copies.get(item.at.range.start) ?? 0) > 1,
      get: (name) => entries.get(name)?.value ?? absent(item.at),
      targets: (name) => resource.targets?.get(`${list}.${index}.${name}`) ?? [],
    });
  }
  return more ? { rules, more } : { rules };
}
