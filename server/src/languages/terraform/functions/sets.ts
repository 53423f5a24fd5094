// Functions on sets, and those that make many values of several lists.

import type { List, Value } from "../../../expressions/value.ts";
import { wholeText } from "../../../expressions/value.ts";
import { unified } from "../conversion.ts";
import { distinctItems, keyOf, setMembers } from "../set-order.ts";
import { commonType, typeOf } from "../value-type.ts";
import type { Call, TerraformFunction } from "./call.ts";
import { failed, listOf, listValue, spend, undecided } from "./call.ts";

export const setFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["setunion", union],
  ["setintersection", (call) => filtered(call, true)],
  ["setsubtract", (call) => filtered(call, false)],
  ["setproduct", product],
  ["distinct", distinct],
  ["chunklist", chunks],
];

/** The sets, with members of one type; a value where that is not possible. */
function setsOf(call: Call): readonly (readonly Value[])[] | Value {
  const values = Array.from({ length: call.count }, (_, index) => call.argument(index));
  const lists: List[] = [];
  for (const value of values) {
    const list = listOf(value);
    if (!list || list.more || call.expand) return undecided(call, ...values);
    lists.push({ type: "list", items: list.items });
  }
  const all = unified(lists.flatMap((list) => list.items));
  if (!all) return failed(call, "the sets have no type in common");
  let start = 0;
  return lists.map((list) => {
    const from = start;
    start += list.items.length;
    return all.slice(from, start);
  });
}

function isValue(sets: readonly (readonly Value[])[] | Value): sets is Value {
  return "state" in sets;
}

function from(call: Call): readonly Value[] {
  return Array.from({ length: call.count }, (_, index) => call.argument(index));
}

/** What is known of the union stays known where one of the sets is not. */
function union(call: Call): Value {
  const values = from(call);
  const unknown = values.find((value) => value.state === "unknown");
  if (unknown?.state === "unknown") {
    const items = values.flatMap((value) => listOf(value)?.items ?? []);
    return listValue(call, setMembers(items), unknown.reason, values, "set");
  }
  const sets = setsOf(call);
  if (isValue(sets)) return sets;
  return listValue(call, setMembers(sets.flat()), undefined, values, "set");
}

/** The members of the first that are in all others, or in none of them. */
function filtered(call: Call, inAll: boolean): Value {
  const sets = setsOf(call);
  if (isValue(sets)) return sets;
  const [first = [], ...others] = sets;
  const keys = others.map((each) => new Set(each.map((item) => keyOf(item))));
  const open = sets.flat().find((item) => keyOf(item) === undefined);
  if (open) return undecided(call, open);
  const kept = first.filter((item) => {
    const key = keyOf(item);
    return inAll ? keys.every((each) => each.has(key)) : !keys.some((each) => each.has(key));
  });
  const made = listValue(call, setMembers(kept), undefined, from(call), "set");
  if (kept.length > 0) return made;
  return {
    ...made,
    type: { is: "set", of: commonType(sets.flat().map((item) => typeOf(item))) ?? "any" },
  };
}

/** Every choice of one item of each list, as many as the limits allow. */
function product(call: Call): Value {
  const values = from(call);
  if (values.length < 2) return failed(call, "it takes two sets or more");
  const lists = values.map(listOf);
  const wrong = values.find((value, index) => value.state === "known" && !lists[index]);
  if (wrong) return failed(call, "an argument is no list");
  let choices: readonly (readonly Value[])[] = [[]];
  for (const list of lists) {
    if (!list || list.more || call.expand) return undecided(call, ...values);
    if (choices.length * list.items.length > call.scope.limits.expansion)
      return failedByLimit(call);
    if (!spend(call, choices.length * list.items.length)) return failedByLimit(call);
    const items = unified(list.items);
    if (!items) return failed(call, "the items of a list are of several types");
    choices = choices.flatMap((choice) => items.map((item) => [...choice, item]));
  }
  const tuples = choices.map((choice) => listValue(call, choice, undefined, [], "tuple"));
  // A set among them makes a set.
  const sets = lists.some((list) => list?.set);
  const same = lists.some((list) => list?.set || list?.uniform) ? unified(tuples) : tuples;
  if (!same) return undecided(call);
  return sets
    ? listValue(call, setMembers(same), undefined, values, "set")
    : listValue(call, same, undefined, values, "list");
}

function failedByLimit(call: Call): Value {
  return undecided(call, {
    state: "unknown",
    reason: { kind: "limit", what: "size of a value" },
    at: call.at,
    via: [],
  });
}

function distinct(call: Call): Value {
  const value = call.argument(0);
  const list = listOf(value);
  if (!list) return undecided(call, value);
  return listValue(call, distinctItems(list.items), list.more, [value], "list");
}

function chunks(call: Call): Value {
  const [value, size] = [call.argument(0), call.argument(1)];
  const list = listOf(value);
  const count = Number(wholeText(size) ?? Number.NaN);
  if (!list || list.more || Number.isNaN(count)) return undecided(call, value, size);
  if (!Number.isInteger(count) || count < 0) return failed(call, "the size is no whole number");
  const step = count === 0 ? Math.max(1, list.items.length) : count;
  const parts: Value[] = [];
  for (let start = 0; start < list.items.length; start += step)
    parts.push(listValue(call, list.items.slice(start, start + step), undefined, []));
  return listValue(call, parts, undefined, [value]);
}
