// Functions on lists, sets and maps; what may be missing from them stays said.

import { alikeIn, elementOf, firstOf } from "../../../expressions/access.ts";
import { equal } from "../../../expressions/compare.ts";
import { marked } from "../../../expressions/marks.ts";
import { numberOf } from "../../../expressions/operators.ts";
import { any } from "../../../expressions/truth.ts";
import type { Dict, Entry, Reason, Value } from "../../../expressions/value.ts";
import {
  chosenBy,
  effective,
  isDict,
  isList,
  isText,
  textValue,
  unknown,
  wholeText,
} from "../../../expressions/value.ts";
import { convertTo, unified } from "../conversion.ts";
import { byBytes, keyOf } from "../set-order.ts";
import { commonType, sameType, typeOf } from "../value-type.ts";
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

/** Lists alone give a list; with a tuple among them, a tuple. */
function concat(call: Call): Value {
  const all = allArguments(call);
  if (all.values.length === 0 && !all.more) return failed(call, "it takes a list or more");
  const items: Value[] = [];
  let more = all.more;
  let uniform = true;
  for (const value of all.values) {
    const list = listOf(value);
    if (list && !list.set) {
      if (!spend(call, list.items.length)) break;
      for (const item of list.items) items.push(item);
      more ??= list.more;
      if (!list.uniform) uniform = false;
    } else if (value.state === "unknown" && mayBe(value.type, "list")) more ??= value.reason;
    else return failed(call, "this is no list");
  }
  const same = uniform ? unified(items) : undefined;
  // What stands first in the first list is what the whole begins with, if there is any of it.
  const first = same ? undefined : listOf(all.values[0])?.others;
  return listValue(call, same ?? items, more, all.values, same ? "list" : "tuple", first);
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
    } else if (value.state === "unknown" && mayBe(value.type, "map")) {
      entries.clear();
      more ??= value.reason;
    } else return failed(call, "this is no map");
  }
  const uniform = alike(all.values) ? { uniform: true as const } : {};
  return derived(
    call,
    { type: "dict", entries, ...uniform, ...(more ? { more } : {}) },
    all.values,
  );
}

/** Maps whose members are of one type give a map, everything else an object. */
function alike(values: readonly Value[]): boolean {
  const maps = values.filter((value) => !isNull(value));
  if (maps.length === 0 || !maps.every((value) => dictOf(value)?.uniform)) return false;
  const [first = "any", ...others] = maps.map((value) => typeOf(value));
  return others.every((type) => sameType(type, first));
}

function flatten(call: Call): Value {
  const value = call.argument(0);
  if (!listOf(value)) return misfit(call, value);
  const items: Value[] = [];
  const lists: Value[] = [value];
  let more: Reason | undefined;
  const walk = (list: readonly Value[], depth: number) => {
    for (const item of list) {
      if (call.scope.budget.steps <= 0) return;
      spend(call, 1);
      const inner = listOf(item);
      if (inner && depth < call.scope.limits.depth) {
        if (item.sensitive || item.ephemeral) lists.push(item);
        walk(inner.items, depth + 1);
        more ??= inner.more;
      } else if (item.state === "unknown" && !isPrimitive(item.type)) more ??= item.reason;
      else items.push(item);
    }
  };
  walk([value], 0);
  return listValue(call, items, more, lists, "tuple");
}

function isPrimitive(type: Value["type"]): boolean {
  return type === "string" || type === "number" || type === "bool";
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

function element(call: Call): Value {
  const [value, index] = [call.argument(0), call.argument(1)];
  const list = listOf(value);
  if (!list || list.set) return misfit(call, value);
  const alike = alikeIn(list);
  if (alike) return hiddenByOuter([value, index], alike);
  const position = index.state === "known" ? numberOf(index) : undefined;
  if (position === undefined) return undecided(call, index);
  if (!Number.isSafeInteger(position)) return failed(call, "an index is a whole number");
  const first = firstOf(list, position);
  if (first) return hiddenByOuter([value, index], first);
  if (list.more) return undecided(call, { ...value, state: "unknown", reason: list.more });
  const found = list.items[position % Math.max(1, list.items.length)]; // Negative remainders are errors.
  return found ? hiddenByOuter([value, index], found) : failed(call, "there is no item");
}

/** What is of another type is an error, known or not; the rest is undecided. */
function misfit(call: Call, value: Value, wanted: "list" | "map" = "list"): Value {
  const decided = effective(value);
  return decided.state === "known" || !mayBe(decided.type, wanted)
    ? failed(call, "an argument is of another type")
    : undecided(call, value);
}

function mayBe(type: Value["type"], wanted: "list" | "map"): boolean {
  if (type === undefined || type === "any") return true;
  if (typeof type === "string") return false;
  const isMap = type.is === "map" || type.is === "object";
  return isMap === (wanted === "map");
}

function hiddenByOuter(from: readonly Value[], value: Value): Value {
  return marked(value, from);
}

function lookup(call: Call): Value {
  const [value, key] = [call.argument(0), call.argument(1)];
  const fallback = call.count > 2 ? call.argument(2) : undefined;
  if (call.count > 3) return failed(call, "it takes two or three arguments");
  const dict = dictOf(value);
  if (!dict) return misfit(call, value, "map");
  const name = wholeText(key);
  if (name === undefined)
    return key.state === "unknown"
      ? unknown(chosenBy(key.reason), call.at, key.via)
      : undecided(call, value);
  const from = [value, key, ...(fallback ? [fallback] : [])];
  const of = dict.uniform
    ? (commonType([...dict.entries.values()].map((entry) => typeOf(entry.value))) ?? "any")
    : "any";
  const otherwise = fallback ? convertTo(fallback, of) : undefined;
  if (fallback && !otherwise) return failed(call, "the default is of another type");
  const found = dict.entries.get(name);
  if (found) return hiddenByOuter(from, found.value);
  if (dict.more) return undecided(call, { ...value, state: "unknown", reason: dict.more });
  return otherwise
    ? hiddenByOuter(from, otherwise)
    : elementOf(value, key, false, call.at, call.scope.rules);
}

/** Maps are gone through in the order of their keys. */
function ordered(dict: Dict): readonly (readonly [string, Entry])[] {
  return [...dict.entries].toSorted(([a], [b]) => byBytes(a, b));
}

function keys(call: Call): Value {
  const value = call.argument(0);
  const dict = dictOf(value);
  if (
    !dict &&
    value.state === "unknown" &&
    typeof value.type === "object" &&
    value.type.is === "object"
  ) {
    const names = [...value.type.of.keys()].toSorted(byBytes);
    return listValue(
      call,
      names.map((name) => textValue(name, call.at)),
      undefined,
      [value],
      "tuple",
    );
  }
  if (!dict) return misfit(call, value, "map");
  const names = listValue(
    call,
    ordered(dict).map(([name, entry]) => textValue(name, entry.key)),
    dict.more,
    [value],
    dict.uniform ? "list" : "tuple",
  );
  return dict.uniform && dict.entries.size === 0 && !dict.more
    ? { ...names, type: { is: "list", of: "string" } }
    : names;
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
        dict.uniform ? "list" : "tuple",
        dict.others,
      )
    : misfit(call, value, "map");
}

function length(call: Call): Value {
  const value = effective(call.argument(0));
  const list = listOf(value);
  const more = list?.more ?? dictOf(value)?.more;
  if (more) return undecided(call, { ...value, state: "unknown", reason: more });
  // Members of a set that are not known may be the same as others.
  const open = list?.set && list.items.length > 1 ? list.items.find(isOpen) : undefined;
  if (open) return undecided(call, open);
  if (value.state === "unknown" && typeof value.type === "object") {
    // Tuples and objects have as many members as their type says.
    if (value.type.is === "tuple") return numberValue(call, value.type.of.length, [value]);
    if (value.type.is === "object") return numberValue(call, value.type.of.size, [value]);
  }
  if (value.state !== "known" || value.value === null) return undecided(call, value);
  if (isList(value.value)) return numberValue(call, value.value.items.length, [value]);
  if (isDict(value.value)) return numberValue(call, value.value.entries.size, [value]);
  if (!isText(value.value)) return failed(call, "a number has no length");
  const text = wholeText(value);
  return text === undefined
    ? undecided(call, value)
    : numberValue(call, characters(text).length, [value]);
}

function isOpen(item: Value): boolean {
  return keyOf(item) === undefined;
}

function contains(call: Call): Value {
  const [value, wanted] = [call.argument(0), call.argument(1)];
  const list = listOf(value);
  if (!list) return value.state === "known" ? misfit(call, value) : undecided(call, value);
  const found = any(list.items.map((item) => equal(item, wanted)));
  if (found === "yes") return derived(call, true, [value, wanted]);
  if (found === "unknown" || list.more) return undecided(call, wanted, ...list.items);
  return derived(call, false, [value, wanted]);
}

function one(call: Call): Value {
  const value = call.argument(0);
  const list = listOf(value);
  if (!list) return misfit(call, value);
  const alike = alikeIn(list);
  if (alike) return hiddenByOuter([value], alike);
  if (list.more) return undecided(call, { ...value, state: "unknown", reason: list.more });
  if (list.items.length > 1) {
    const open = list.set ? list.items.find(isOpen) : undefined;
    return open ? undecided(call, open) : failed(call, "there is more than one item");
  }
  return list.items[0] ?? derived(call, null, [value]);
}

function reverse(call: Call): Value {
  const value = call.argument(0);
  const list = listOf(value);
  if (!list) return misfit(call, value);
  if (list.set && list.items.some(isOpen)) return undecided(call, value);
  const form = list.uniform || list.set ? "list" : "tuple";
  return listValue(call, [...list.items].toReversed(), list.more, [value], form);
}

function sort(call: Call): Value {
  const value = call.argument(0);
  const list = listOf(value);
  if (!list) return undecided(call, value);
  const texts: (readonly [string, Value])[] = [];
  for (const item of list.items) {
    if (isNull(item)) return failed(call, "an item is null");
    const text = wholeText(item);
    if (text === undefined) return undecided(call, value, item);
    texts.push([text, item]);
  }
  const sorted = texts.toSorted(([a], [b]) => byBytes(a, b)).map(([, item]) => item);
  return listValue(call, sorted, list.more, [value]);
}

function slice(call: Call): Value {
  const [value, from, to] = [call.argument(0), call.argument(1), call.argument(2)];
  const list = listOf(value);
  if (!list || list.set) return misfit(call, value);
  const [start, end] = [numberOf(from), numberOf(to)];
  if (list.more || start === undefined || end === undefined)
    return undecided(call, value, from, to);
  if (![start, end].every(Number.isInteger) || start < 0 || end < start || end > list.items.length)
    return failed(call, "there are no such items");
  const form = list.uniform ? "list" : "tuple";
  const part = listValue(call, list.items.slice(start, end), undefined, [value], form);
  return form === "list" && start === end ? { ...part, type: typeOf(value) } : part;
}

function zipmap(call: Call): Value {
  const [names, given] = [call.argument(0), call.argument(1)];
  const [first, second] = [listOf(names), listOf(given)];
  if (!second || second.set) return misfit(call, given);
  if (!first || !second || first.more || second.more) return undecided(call, names, given);
  if (first.items.length !== second.items.length)
    return failed(call, "there are not as many keys as values");
  const entries = new Map<string, Entry>();
  for (const [index, name] of first.items.entries()) {
    const text = wholeText(name);
    const value = second.items[index];
    if (isNull(name)) return failed(call, "a key is null");
    if (text === undefined || !value) return undecided(call, name);
    entries.set(text, { value, key: name.at });
  }
  const uniform = second.uniform ? { uniform: true as const } : {};
  return derived(call, { type: "dict", entries, ...uniform }, [names, given]);
}

function coalesceList(call: Call): Value {
  const { values: all, more } = allArguments(call);
  if (all.length === 0 && !more) return failed(call, "it takes a list or more");
  for (const value of all) {
    const list = listOf(value);
    const typed = isNull(value) && typeof value.type === "object" && value.type.is !== "map";
    if (effective(value).state === "known" && (list ? list.set : !typed))
      return failed(call, "an argument is no list");
  }
  for (const value of all) {
    const list = listOf(value);
    if (isNull(value)) continue;
    if (!list) return undecided(call, value);
    if (list.items.length > 0) return value;
    if (list.more) return undecided(call, { ...value, state: "unknown", reason: list.more });
  }
  return more ? undecided(call) : failed(call, "every list is empty");
}
