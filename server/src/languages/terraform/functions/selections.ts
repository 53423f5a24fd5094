// Functions that find items by their values, and those that turn maps around.

import { equal } from "../../../expressions/compare.ts";
import type { Entry, Value } from "../../../expressions/value.ts";
import { textValue, wholeText } from "../../../expressions/value.ts";
import { unified } from "../conversion.ts";
import { byBytes } from "../set-order.ts";
import type { Call, TerraformFunction } from "./call.ts";
import {
  derived,
  dictOf,
  failed,
  isNull,
  listOf,
  listValue,
  numberValue,
  undecided,
} from "./call.ts";

export const selectionFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["index", index],
  ["matchkeys", matchKeys],
  ["transpose", transpose],
];

function index(call: Call): Value {
  const [value, wanted] = [call.argument(0), call.argument(1)];
  const list = listOf(value);
  if (!list || list.set)
    return value.state === "known" ? failed(call, "this is no list") : undecided(call, value);
  for (const [position, item] of list.items.entries()) {
    const same = equal(item, wanted);
    if (same === "yes") return numberValue(call, position, [value, wanted]);
    if (same === "unknown") return undecided(call, item, wanted);
  }
  return list.more ? undecided(call) : failed(call, "there is no such item");
}

/** The values whose key, at the same place, is among those that are searched for. */
function matchKeys(call: Call): Value {
  const all = [call.argument(0), call.argument(1), call.argument(2)];
  const [values, keys, wanted] = all.map(listOf);
  if (!values || !keys || !wanted || values.more || keys.more || wanted.more)
    return undecided(call, ...all);
  if (values.items.length !== keys.items.length)
    return failed(call, "there are not as many keys as values");
  const same = unified([...keys.items, ...wanted.items]);
  if (!same) return failed(call, "the keys have no type in common");
  const searched = same.slice(keys.items.length);
  const items: Value[] = [];
  for (const [position, item] of values.items.entries()) {
    const key = same[position];
    if (!key) continue;
    const found = searched.map((each) => equal(key, each));
    if (found.includes("yes")) items.push(item);
    else if (found.includes("unknown")) return undecided(call, key, ...searched);
  }
  return listValue(call, items, undefined, all);
}

function transpose(call: Call): Value {
  const value = call.argument(0);
  const dict = dictOf(value);
  if (!dict || dict.more) return undecided(call, value);
  const names = new Map<string, string[]>();
  for (const [name, entry] of dict.entries) {
    const list = listOf(entry.value);
    if (isNull(entry.value)) return failed(call, "a list is null");
    if (!list || list.more) return undecided(call, entry.value);
    for (const item of list.items) {
      const text = wholeText(item);
      if (text === undefined)
        return item.state === "known" ? failed(call, "an item is null") : undecided(call, item);
      const members = names.get(text) ?? [];
      members.push(name);
      names.set(text, members);
    }
  }
  const entries = new Map<string, Entry>();
  for (const [text, members] of names) {
    const sorted = members.toSorted(byBytes).map((name) => textValue(name, call.at));
    entries.set(text, { value: listValue(call, sorted, undefined, []), key: call.at });
  }
  return derived(call, { type: "dict", entries, uniform: true }, [value]);
}
