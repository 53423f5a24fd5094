// Functions of ARM and Bicep on objects.

import { equal } from "../../expressions/compare.ts";
import { all } from "../../expressions/truth.ts";
import type { Dict, Entry, Reason, Value } from "../../expressions/value.ts";
import { effective, known, textValue, unknown, wholeText } from "../../expressions/value.ts";
import { waysOf } from "../../expressions/ways.ts";
import { defaultLimits } from "../../text/limits.ts";
import { dictOf, listOf, listValue } from "./collection.ts";
import type { AzureFunction, Call, FunctionTable } from "./function.ts";
import { dictionaryOrder } from "./logic-functions.ts";
import { members } from "./members.ts";
import { undecided } from "./text.ts";

export const objectFunctions: FunctionTable = new Map<string, AzureFunction>([
  ["createobject", createObject],
  ["shallowmerge", shallowMerge],
  ["items", itemsOf],
  ["objectkeys", objectKeys],
]);

function createObject(call: Call): Value {
  const made = members();
  let more: Reason | undefined;
  for (let index = 0; index + 1 < call.count; index += 2) {
    const key = call.argument(index);
    const name = wholeText(key);
    if (name === undefined) more ??= key.state === "unknown" ? key.reason : { kind: "missing" };
    else made.set(name, { value: call.argument(index + 1), key: key.at });
  }
  return known(made.dict(more), call.at);
}

function shallowMerge(call: Call): Value {
  const list = listOf(call.argument(0));
  if (!list || list.more) return undecided(call.all(), call.at, call.name);
  return mergeAll(call, list.items, false);
}

/** The later one wins; `deep` merges objects in them too. */
export function mergeAll(call: Call, values: readonly Value[], deep: boolean): Value {
  let result: Dict = { type: "dict", entries: new Map() };
  for (const value of values) {
    const dict = dictOf(value);
    const decided = effective(value);
    if (dict) result = merge(result, dict, deep, 0);
    else if (decided.state === "unknown") result = overwritten(result, decided.reason);
    else
      return unknown({ kind: "error", message: "an object does not merge with others" }, call.at);
  }
  return known(result, call.at, waysOf(values));
}

/** After an unknown object every member may have another value: none of them is known any more. */
function overwritten(dict: Dict, reason: Reason): Dict {
  const entries = new Map<string, Entry>();
  for (const [key, each] of dict.entries) {
    entries.set(key, { key: each.key, value: unknown(reason, each.value.at, each.value.via) });
  }
  return { type: "dict", entries, more: reason };
}

function merge(first: Dict, second: Dict, deep: boolean, depth: number): Dict {
  const merged = members((second.more ? overwritten(first, second.more) : first).entries);
  for (const [key, each] of second.entries) {
    const present = deep ? merged.get(key) : undefined;
    const before = present ? dictOf(present.value) : undefined;
    const after = dictOf(each.value);
    const { at, via } = each.value;
    const both = before && after && depth < defaultLimits.depth;
    merged.set(
      key,
      both ? { ...each, value: known(merge(before, after, deep, depth + 1), at, via) } : each,
    );
  }
  return merged.dict(first.more ?? second.more);
}

/** The members that all objects have with one value; where that is not sure, there may be others. */
export function intersectObjects(call: Call): Value {
  const values = call.all();
  const dicts = values.map(dictOf).filter((each) => each !== undefined);
  const [first, ...others] = dicts;
  if (!first || dicts.length < values.length || dicts.some((each) => each.more))
    return undecided(values, call.at, call.name);
  const found = others.map((each) => members(each.entries));
  const kept = members();
  let more: Reason | undefined;
  for (const [key, entry] of first.entries) {
    const everywhere = all(
      found.map((each) => {
        const other = each.get(key);
        return other ? equal(entry.value, other.value) : "no";
      }),
    );
    if (everywhere === "yes") kept.set(key, entry);
    if (everywhere === "unknown") more ??= { kind: "condition" };
  }
  return known(kept.dict(more), call.at, waysOf(values));
}

/** The members of an object as objects of key and value, in the order of the keys. */
function itemsOf(call: Call): Value {
  const dict = dictOf(call.argument(0));
  if (!dict) return undecided(call.all(), call.at, call.name);
  const items = sortedEntries(dict).map(([key, each]): Value => {
    const members = new Map<string, Entry>([
      ["key", { key: each.key, value: textValue(key, each.key) }],
      ["value", { key: each.key, value: each.value }],
    ]);
    return known({ type: "dict", entries: members }, each.value.at);
  });
  return listValue(items, dict.more, call, call.all());
}

function objectKeys(call: Call): Value {
  const dict = dictOf(call.argument(0));
  if (!dict) return undecided(call.all(), call.at, call.name);
  const items = sortedEntries(dict).map(([key, each]) => textValue(key, each.key));
  return listValue(items, dict.more, call, call.all());
}

function sortedEntries(dict: Dict): readonly (readonly [string, Entry])[] {
  return [...dict.entries].toSorted(([a], [b]) => dictionaryOrder(a, b));
}
