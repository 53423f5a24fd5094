// Functions on lists, sets and maps; what may be missing from them stays said.

import { elementOf } from "../../../expressions/access.ts";
import { equal } from "../../../expressions/compare.ts";
import { numberOf } from "../../../expressions/operators.ts";
import { any } from "../../../expressions/truth.ts";
import type { Dict, Entry, Reason, Value } from "../../../expressions/value.ts";
import { effective, isDict, isList, textValue, wholeText } from "../../../expressions/value.ts";
import { distinctItems, sortedTexts, unified } from "../types.ts";
import type { Call, TerraformFunction } from "./call.ts";
import {
  allArguments,
  characters,
  derived,
  dictOf,
  failed,
  isNull,
  listOf,
  listValue,
  numberValue,
  spend,
  undecided,
} from "./call.ts";

export const collectionFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["concat", concat],
  ["merge", merge],
  ["flatten", flatten],
  ["compact", compact],
  ["distinct", distinct],
  ["element", element],
  ["lookup", lookup],
  ["keys", keys],
  ["values", values],
  ["length", length],
  ["contains", contains],
  ["one", one],
  ["reverse", reverse],
  ["sort", sort],
  ["slice", slice],
  ["zipmap", zipmap],
  ["coalescelist", coalesceList],
];

function concat(call: Call): Value {
  const all = allArguments(call);
  const items: Value[] = [];
  let more = all.more;
  for (const value of all.values) {
    const list = listOf(value);
    if (list) {
      if (!spend(call, list.items.length)) break;
      for (const item of list.items) items.push(item);
      more ??= list.more;
    } else if (value.state === "unknown") more ??= value.reason;
    else return failed(call, "this is no list");
  }
  return listValue(call, items, more, all.values);
}

function merge(call: Call): Value {
  const all = allArguments(call);
  const entries = new Map<string, Entry>();
  let more = all.more;
  for (const value of all.values) {
    if (isNull(value)) continue;
    const dict = dictOf(value);
    if (dict) {
      // A later map may replace what came before it: with one that is not known, nothing is sure.
      if (dict.more) entries.clear();
      if (!spend(call, dict.entries.size)) return undecided(call);
      for (const [name, entry] of dict.entries) entries.set(name, entry);
      more ??= dict.more;
    } else if (value.state === "unknown") {
      entries.clear();
      more ??= value.reason;
    } else return failed(call, "this is no map");
  }
  return derived(call, { type: "dict", entries, ...(more ? { more } : {}) }, all.values);
}

function flatten(call: Call): Value {
  const value = call.argument(0);
  if (!listOf(value)) return undecided(call, value);
  const items: Value[] = [];
  let more: Reason | undefined;
  const walk = (list: readonly Value[], depth: number) => {
    for (const item of list) {
      if (call.scope.budget.steps <= 0) return;
      spend(call, 1);
      const inner = listOf(item);
      if (inner && depth < call.scope.limits.depth) {
        walk(inner.items, depth + 1);
        more ??= inner.more;
      } else if (item.state === "unknown") more ??= item.reason;
      else items.push(item);
    }
  };
  walk([value], 0);
  return listValue(call, items, more, [value]);
}

function compact(call: Call): Value {
  const value = call.argument(0);
  const list = listOf(value);
  if (!list) return undecided(call, value);
  let { more } = list;
  const items = list.items.filter((item) => {
    if (item.state === "unknown") {
      more ??= item.reason;
      return false;
    }
    return !isNull(item) && wholeText(item) !== "";
  });
  return listValue(call, items, more, [value]);
}

function distinct(call: Call): Value {
  const value = call.argument(0);
  const list = listOf(value);
  return list
    ? listValue(call, distinctItems(unified(list.items)), list.more, [value])
    : undecided(call, value);
}

function element(call: Call): Value {
  const [value, index] = [call.argument(0), call.argument(1)];
  const list = listOf(value);
  const position = index.state === "known" ? numberOf(index) : undefined;
  if (!list || position === undefined) return undecided(call, value, index);
  if (list.more) return undecided(call, { ...value, state: "unknown", reason: list.more });
  if (list.items.length === 0 || !Number.isInteger(position))
    return failed(call, "there is no such item");
  const count = list.items.length;
  return list.items[((position % count) + count) % count] ?? failed(call, "there is no such item");
}

function lookup(call: Call): Value {
  const [value, key] = [call.argument(0), call.argument(1)];
  const dict = dictOf(value);
  const name = wholeText(key);
  if (!dict || name === undefined) return undecided(call, value, key);
  const found = dict.entries.get(name);
  if (found) return found.value;
  if (dict.more) return undecided(call, { ...value, state: "unknown", reason: dict.more });
  return call.count > 2
    ? call.argument(2)
    : elementOf(value, key, false, call.at, call.scope.rules);
}

/** Maps are gone through in the order of their keys. */
function ordered(dict: Dict): readonly (readonly [string, Entry])[] {
  return [...dict.entries].toSorted((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
}

function keys(call: Call): Value {
  const value = call.argument(0);
  const dict = dictOf(value);
  if (!dict) return undecided(call, value);
  return listValue(
    call,
    ordered(dict).map(([name, entry]) => textValue(name, entry.key)),
    dict.more,
    [value],
  );
}

function values(call: Call): Value {
  const value = call.argument(0);
  const dict = dictOf(value);
  return dict
    ? listValue(
        call,
        ordered(dict).map(([, entry]) => entry.value),
        dict.more,
        [value],
      )
    : undecided(call, value);
}

function length(call: Call): Value {
  const value = effective(call.argument(0));
  const more = listOf(value)?.more ?? dictOf(value)?.more;
  if (more) return undecided(call, { ...value, state: "unknown", reason: more });
  if (value.state === "known" && value.value !== null) {
    if (isList(value.value)) return numberValue(call, value.value.items.length, [value]);
    if (isDict(value.value)) return numberValue(call, value.value.entries.size, [value]);
  }
  const text = wholeText(value);
  return text === undefined
    ? undecided(call, value)
    : numberValue(call, characters(text).length, [value]);
}

function contains(call: Call): Value {
  const [value, wanted] = [call.argument(0), call.argument(1)];
  const list = listOf(value);
  if (!list) return undecided(call, value);
  const found = any(list.items.map((item) => equal(item, wanted)));
  if (found === "yes") return derived(call, true, [value, wanted]);
  if (found === "unknown" || list.more) return undecided(call, wanted, ...list.items);
  return derived(call, false, [value, wanted]);
}

function one(call: Call): Value {
  const value = call.argument(0);
  const list = listOf(value);
  if (!list || list.more) return undecided(call, value);
  if (list.items.length > 1) return failed(call, "there is more than one item");
  return list.items[0] ?? derived(call, null, [value]);
}

function reverse(call: Call): Value {
  const value = call.argument(0);
  const list = listOf(value);
  return list && !list.set
    ? listValue(call, [...list.items].toReversed(), list.more, [value])
    : undecided(call, value);
}

function sort(call: Call): Value {
  const value = call.argument(0);
  const list = listOf(value);
  const items = list ? sortedTexts(unified(list.items)) : undefined;
  return list && items
    ? listValue(call, items, list.more, [value])
    : undecided(call, value, ...(list?.items ?? []));
}

function slice(call: Call): Value {
  const [value, from, to] = [call.argument(0), call.argument(1), call.argument(2)];
  const list = listOf(value);
  const [start, end] = [numberOf(from), numberOf(to)];
  if (!list || list.more || start === undefined || end === undefined)
    return undecided(call, value, from, to);
  if (start < 0 || end < start || end > list.items.length)
    return failed(call, "there are no such items");
  return listValue(call, list.items.slice(start, end), undefined, [value]);
}

function zipmap(call: Call): Value {
  const [names, given] = [call.argument(0), call.argument(1)];
  const [first, second] = [listOf(names), listOf(given)];
  if (!first || !second || first.more || second.more) return undecided(call, names, given);
  if (first.items.length !== second.items.length)
    return failed(call, "there are not as many keys as values");
  const entries = new Map<string, Entry>();
  for (const [index, name] of first.items.entries()) {
    const text = wholeText(name);
    const value = second.items[index];
    if (text === undefined || !value) return undecided(call, name);
    entries.set(text, { value, key: name.at });
  }
  return derived(call, { type: "dict", entries }, [names, given]);
}

function coalesceList(call: Call): Value {
  const { values: all } = allArguments(call);
  for (const value of all) {
    const list = listOf(value);
    if (value.state === "unknown") return undecided(call, value);
    if (list && list.items.length === 0 && list.more)
      return undecided(call, { ...value, state: "unknown", reason: list.more });
    if (list && list.items.length > 0) return value;
  }
  return failed(call, "every list is empty");
}
