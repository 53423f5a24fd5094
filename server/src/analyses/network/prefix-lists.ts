// What stands in AWS prefix lists of the unit: a rule that names one lets in the ranges of its entries.

import type { Reason, Trail, Value } from "../../expressions/value.ts";
import { through } from "../../expressions/value.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import { itemsOf } from "./fields.ts";
import { referred } from "./groups.ts";
import type { WrittenSource } from "./sources.ts";

interface Entries {
  readonly values: readonly Value[];
  readonly more?: Reason;
}

export interface PrefixLists {
  /** The ranges of a list in their place; the list itself where it is not in view. */
  readonly expand: (source: WrittenSource) => {
    readonly sources: readonly WrittenSource[];
    readonly more?: Reason;
  };
}

const none: PrefixLists = { expand: (source) => ({ sources: [source] }) };

export function prefixListsOf(model: Model): PrefixLists {
  const lists = ofKind(model, "aws.ec2.prefix-list").filter((each) => each.exists !== "no");
  if (lists.length === 0) return none;
  const apart = ofKind(model, "aws.ec2.prefix-list-entry").filter((each) => each.exists !== "no");
  const entries = new Map(lists.map((list) => [list.id, entriesOf(list, apart, lists)]));
  return {
    expand: (source) => {
      const list = referred(source.value, lists);
      const found = list && entries.get(list.id);
      if (!list || !found) return { sources: [source] };
      const step: Trail = {
        kind: "reference",
        at: source.value.at,
        label: `prefix list ${list.name}`,
      };
      const sources = found.values.map(
        (value): WrittenSource => ({
          value: through(value, step),
          field: source.field,
          form: "listed",
        }),
      );
      return found.more ? { sources, more: found.more } : { sources };
    },
  };
}

function entriesOf(
  list: Resource,
  apart: readonly Resource[],
  lists: readonly Resource[],
): Entries {
  const { rules, more } = itemsOf(list, "entries");
  const values = rules.map((fields) => fields.get("cidr"));
  for (const entry of apart) {
    const named = entry.attributes.get("prefix-list");
    const cidr = entry.attributes.get("cidr");
    if (named && cidr && referred(named, lists) === list) values.push(cidr);
  }
  return more ? { values, more } : { values };
}
