// How many instances `count` and `for_each` make of a resource, and what each of them sees.

import { evaluate, iterate } from "../../expressions/evaluate.ts";
import { numberOf } from "../../expressions/operators.ts";
import type { Reason, Value } from "../../expressions/value.ts";
import {
  isList,
  isText,
  known,
  textValue,
  through,
  unknown,
  wholeText,
} from "../../expressions/value.ts";
import type { Context } from "./context.ts";
import { say, worked } from "./context.ts";
import type { Written } from "./module.ts";
import { placeOfBlock, scopeAt } from "./module.ts";

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

export function instancesOf(context: Context, resource: Written): Instances {
  const key = `instances of ${resource.id}`;
  if (context.running.has(key)) {
    // What refers to its own resource in `count` sees one instance of which nothing is known.
    context.reader.tracer.spoil();
    return one(context, resource);
  }
  context.running.add(key);
  const instances = worked(context, context.worked.instances, resource.id, resource.parts, () =>
    withRoom(context, resource, compute(context, resource)),
  );
  context.running.delete(key);
  return instances;
}

/** Where modules multiply instances beyond all limits, one stands for all. */
function withRoom(context: Context, resource: Written, instances: Instances): Instances {
  const { room } = context.reader;
  const [first] = instances.items;
  if (instances.items.length <= Math.max(1, room.instances) || !first) {
    room.instances -= instances.items.length;
    return instances;
  }
  const name = resource.attributes.has("count") ? "count" : "for_each";
  const reason: Reason = { kind: "limit", what: "instances in one configuration" };
  saidLimit(
    context,
    resource,
    name,
    reason,
    `${instances.items.length} instances in one configuration`,
  );
  const at = placeOfBlock(resource.block, resource.file);
  const names = first.names.map(([local]) => [local, unknown(reason, at)] as const);
  return { ...instances, items: [{ id: context.prefix + resource.id, names }], more: reason };
}

function one(context: Context, resource: Written): Instances {
  const id = context.prefix + resource.id;
  return { items: [{ id, names: [] }], keyed: false, named: false };
}

function compute(context: Context, resource: Written): Instances {
  const count = resource.attributes.get("count");
  const scope = context.scope(resource.file);
  if (count) return counted(context, resource, evaluate(count.value, scopeAt(scope, count)));
  const forEach = resource.attributes.get("for_each");
  if (forEach) return each(context, resource, evaluate(forEach.value, scopeAt(scope, forEach)));
  return one(context, resource);
}

function counted(context: Context, resource: Written, value: Value): Instances {
  const number =
    value.state === "known" && typeof value.value !== "boolean" ? numberOf(value) : undefined;
  const place = value.at;
  const id = context.prefix + resource.id;
  const names = (index: Value) => [["count", dict(place, [["index", index]])] as const];
  const fits = number !== undefined && Number.isInteger(number) && number >= 0;
  if (!fits || number > context.limits.expansion) {
    const what = `count of ${wholeText(value) ?? "something"}`;
    const reason = uncounted(value, fits ? { kind: "limit", what } : notANumber);
    if (fits) saidLimit(context, resource, "count", reason, `${number} instances`);
    return {
      items: [{ id, names: names(unknown(reason, place)) }],
      keyed: true,
      named: false,
      more: reason,
    };
  }
  const items = Array.from({ length: number }, (_, index) => ({
    id: `${id}[${index}]`,
    key: String(index),
    names: names(known({ type: "number", text: String(index) }, place)),
  }));
  return { items, keyed: true, named: false };
}

const notANumber: Reason = { kind: "error", message: "a count is a whole number" };

/** A number that is known in part only may be any. */
function uncounted(value: Value, known: Reason): Reason {
  if (value.state === "unknown") return value.reason;
  if (value.state !== "known" || value.value === null || !isText(value.value)) return known;
  const hole = value.value.parts.find((part) => "hole" in part);
  return hole && "hole" in hole ? hole.hole : known;
}

const noKeys: Reason = { kind: "error", message: "for_each takes a map or a set of texts" };

/** Of what may be none at all, each is an instance as if it were there: so is one of a count. */
function each(context: Context, resource: Written, value: Value): Instances {
  if (value.state === "unknown" && value.perhaps) {
    const instances = each(context, resource, through(value.perhaps, ...value.via));
    return { ...instances, more: instances.more ?? value.reason };
  }
  const members = iterate(value, context.limits.expansion, { membersInKeyOrder: true });
  const place = placeOfBlock(resource.block, resource.file);
  const id = context.prefix + resource.id;
  // What a member is written as, and the way to the collection, are steps of the way.
  const step = (member: Value, label: string) =>
    member.state === "unknown"
      ? member
      : through(member, ...value.via, { kind: "reference", at: member.at, label });
  const names = (key: Value, item: Value, label = "") => [
    [
      "each",
      dict(value.at, [
        ["key", step(key, `key ${label}`)],
        ["value", step(item, `value of ${label}`)],
      ]),
    ] as const,
  ];
  const others = "kind" in members ? undefined : members.others;
  const any = (reason: Reason): Instance => ({
    id,
    names: names(unknown(reason, place), others ?? unknown(reason, place), "any instance"),
  });
  if (value.state === "known" && value.value !== null && isList(value.value) && !value.value.set)
    return { items: [any(noKeys)], keyed: true, named: true, more: noKeys };
  if ("kind" in members) {
    if (members.kind === "limit") saidLimit(context, resource, "for_each", members, members.what);
    return { items: [any(members)], keyed: true, named: true, more: members };
  }
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
    const label = `"${name}"`;
    items.push({ id: `${id}[${label}]`, key: name, names: names(keyValue, item, label) });
  }
  if (more) items.push(any(more));
  return { items, keyed: true, named: true, ...(more ? { more } : {}) };
}

/** More instances than are told apart: one stands for all, and that is said. */
function saidLimit(
  context: Context,
  resource: Written,
  name: string,
  reason: Reason,
  what: string,
): void {
  const attribute = resource.attributes.get(name);
  context.reader.tracer.spoil();
  if (!attribute || context.reader.limited.has(reason)) return;
  context.reader.limited.add(reason);
  const message = `This makes ${what}, too many to tell apart; one stands for all.`;
  say(context, attribute.file ?? resource.file, attribute.value.range, message);
}

function dict(at: Value["at"], members: readonly (readonly [string, Value])[]): Value {
  return known(
    { type: "dict", entries: new Map(members.map(([name, value]) => [name, { value, key: at }])) },
    at,
  );
}
