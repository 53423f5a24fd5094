// How many instances `count` and `for_each` make of a resource, and what each of them sees.

import { evaluate, iterate } from "../../expressions/evaluate.ts";
import { numberOf } from "../../expressions/operators.ts";
import type { Reason, Value } from "../../expressions/value.ts";
import { isList, known, textValue, unknown, wholeText } from "../../expressions/value.ts";
import type { Context } from "./context.ts";
import type { Written } from "./module.ts";
import { placeOfBlock } from "./module.ts";

export interface Instance {
  /** The address: `aws_iam_role.msp`, `aws_iam_role.msp[0]`, `aws_iam_role.msp["a"]`. */
  readonly id: string;
  /** The index or key; undefined for a resource without them, and where they are not known. */
  readonly key?: string;
  /** `count` or `each`. */
  readonly names: readonly (readonly [string, Value])[];
}

export interface Instances {
  readonly items: readonly Instance[];
  /** True where instances are told apart by an index or a key. */
  readonly keyed: boolean;
  /** True for `for_each`. */
  readonly named: boolean;
  /** There may be others, for this reason. */
  readonly more?: Reason;
}

const found = new WeakMap<Context, Map<string, Instances>>();

export function instancesOf(context: Context, resource: Written): Instances {
  let known = found.get(context);
  if (!known) {
    known = new Map();
    found.set(context, known);
  }
  let instances = known.get(resource.id);
  if (!instances) {
    // What refers to its own resource in `count` sees one instance of which nothing is known.
    known.set(resource.id, one(resource));
    instances = compute(context, resource);
    known.set(resource.id, instances);
  }
  return instances;
}

function one(resource: Written): Instances {
  return { items: [{ id: resource.id, names: [] }], keyed: false, named: false };
}

function compute(context: Context, resource: Written): Instances {
  const count = resource.attributes.get("count");
  if (count) return counted(context, resource, evaluate(count.value, context.scope(resource.file)));
  const forEach = resource.attributes.get("for_each");
  if (forEach)
    return each(context, resource, evaluate(forEach.value, context.scope(resource.file)));
  return one(resource);
}

function counted(context: Context, resource: Written, value: Value): Instances {
  const number =
    value.state === "known" && typeof value.value !== "boolean" ? numberOf(value) : undefined;
  const place = value.at;
  const names = (index: Value) => [["count", dict(place, [["index", index]])] as const];
  if (number === undefined || number > context.limits.expansion || number < 0) {
    const reason: Reason =
      value.state === "unknown"
        ? value.reason
        : { kind: "limit", what: `count of ${wholeText(value) ?? "something"}` };
    return {
      items: [{ id: resource.id, names: names(unknown(reason, place)) }],
      keyed: true,
      named: false,
      more: reason,
    };
  }
  const items = Array.from({ length: Math.floor(number) }, (_, index) => ({
    id: `${resource.id}[${index}]`,
    key: String(index),
    names: names(known({ type: "number", text: String(index) }, place)),
  }));
  return { items, keyed: true, named: false };
}

function each(context: Context, resource: Written, value: Value): Instances {
  const members = iterate(value, context.limits.expansion, { membersInKeyOrder: true });
  const place = placeOfBlock(resource.block, resource.file);
  const names = (key: Value, item: Value) => [
    [
      "each",
      dict(value.at, [
        ["key", key],
        ["value", item],
      ]),
    ] as const,
  ];
  const any = (reason: Reason): Instance => ({
    id: resource.id,
    names: names(unknown(reason, place), unknown(reason, place)),
  });
  if ("kind" in members) return { items: [any(members)], keyed: true, named: true, more: members };
  const isSet = value.state === "known" && value.value !== null && isList(value.value);
  const items: Instance[] = [];
  let more = members.more;
  for (const [key, item] of members.members) {
    const name = wholeText(isSet ? item : key);
    if (name === undefined) {
      more ??= item.state === "unknown" ? item.reason : { kind: "missing" };
      continue;
    }
    const keyValue = isSet ? item : key.state === "known" ? key : textValue(name, place);
    items.push({ id: `${resource.id}["${name}"]`, key: name, names: names(keyValue, item) });
  }
  if (more) items.push(any(more));
  return { items, keyed: true, named: true, ...(more ? { more } : {}) };
}

function dict(at: Value["at"], members: readonly (readonly [string, Value])[]): Value {
  return known(
    { type: "dict", entries: new Map(members.map(([name, value]) => [name, { value, key: at }])) },
    at,
  );
}
