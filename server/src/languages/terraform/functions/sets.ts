// Functions on sets, and those that make many values of several lists.

import type { Value } from "../../../expressions/value.ts";
import { wholeText } from "../../../expressions/value.ts";
import { setItems } from "../types.ts";
import type { Call, TerraformFunction } from "./call.ts";
import { allArguments, failed, listOf, listValue, undecided } from "./call.ts";

export const setFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["setunion", union],
  ["setintersection", (call) => filtered(call, true)],
  ["setsubtract", (call) => filtered(call, false)],
  ["chunklist", chunks],
];

function union(call: Call): Value {
  const { values, more } = allArguments(call);
  const lists = values.map(listOf);
  let rest = more;
  const items: Value[] = [];
  for (const [index, list] of lists.entries()) {
    const value = values[index];
    if (list) {
      for (const item of list.items) items.push(item);
      rest ??= list.more;
    } else if (value?.state === "unknown") rest ??= value.reason;
    else return failed(call, "this is no set");
  }
  if (!items.every(isSimple)) return undecided(call, ...items);
  return listValue(call, setItems(items), rest, values, true);
}

/** The members of the first that are in all others, or in none of them. */
function filtered(call: Call, inAll: boolean): Value {
  const { values, more } = allArguments(call);
  const [first, ...others] = values.map(listOf);
  if (!first || more || first.more || others.some((each) => !each || each.more)) {
    return undecided(call, ...values);
  }
  const items = [...first.items, ...others.flatMap((each) => each?.items ?? [])];
  if (!items.every(isSimple)) return undecided(call, ...items);
  const texts = others.map((each) => new Set(each?.items.map((item) => wholeText(item))));
  const kept = setItems(first.items).filter((item) => {
    const text = wholeText(item);
    return inAll ? texts.every((each) => each.has(text)) : !texts.some((each) => each.has(text));
  });
  return listValue(call, kept, undefined, values, true);
}

function isSimple(item: Value): boolean {
  return wholeText(item) !== undefined;
}

function chunks(call: Call): Value {
  const [value, size] = [call.argument(0), call.argument(1)];
  const list = listOf(value);
  const count = Number(wholeText(size) ?? Number.NaN);
  if (!list || list.more || !Number.isInteger(count) || count < 0) {
    return undecided(call, value, size);
  }
  const step = count === 0 ? Math.max(1, list.items.length) : count;
  const parts: Value[] = [];
  for (let start = 0; start < list.items.length; start += step) {
    parts.push(listValue(call, list.items.slice(start, start + step), undefined, []));
  }
  return listValue(call, parts, undefined, [value]);
}
