// Functions of ARM and Bicep that call a lambda for each item.

import { asTruth } from "../../expressions/compare.ts";
import { numeric } from "../../expressions/operators.ts";
import type { Entry, List, Value } from "../../expressions/value.ts";
import { effective, isDict, isList, known, unknown, wholeText } from "../../expressions/value.ts";
import { waysOf } from "../../expressions/ways.ts";
import { listOf, listValue } from "./collection.ts";
import type { AzureFunction, Call, FunctionTable } from "./function.ts";
import { members } from "./members.ts";
import { undecided } from "./text.ts";

export const lambdaFunctions: FunctionTable = new Map<string, AzureFunction>([
  ["map", map],
  ["filter", filter],
  ["reduce", reduce],
  ["sort", sort],
  ["toobject", toObject],
  ["groupby", groupBy],
  ["mapvalues", mapValues],
]);

/** The items and the lambda, or the value that says why there are none. */
function parts(call: Call): { list: List; apply: (...values: readonly Value[]) => Value } | Value {
  const value = call.argument(0);
  const decided = effective(value);
  const apply = call.lambda(1);
  if (!apply) return unknown({ kind: "missing" }, call.at, value.via);
  if (decided.state !== "known" || decided.value === null || !isList(decided.value)) {
    return undecided([value], call.at, call.name);
  }
  if (decided.value.items.length > call.scope.limits.expansion) {
    return unknown({ kind: "limit", what: "items of a list" }, call.at, value.via);
  }
  return { list: decided.value, apply };
}

function map(call: Call): Value {
  const found = parts(call);
  if ("state" in found) return found;
  const { list, apply } = found;
  const items = list.items.map((item, index) => apply(item, numeric(index, call.at)));
  return listValue(items, list.more, call, [call.argument(0)]);
}

/** An item whose condition cannot be decided may be there or not. */
function filter(call: Call): Value {
  const found = parts(call);
  if ("state" in found) return found;
  let { more } = found.list;
  const items: Value[] = [];
  for (const [index, item] of found.list.items.entries()) {
    const kept = asTruth(found.apply(item, numeric(index, call.at)));
    if (kept === "yes") items.push(item);
    if (kept === "unknown") more ??= { kind: "condition" };
  }
  return listValue(items, more, call, [call.argument(0)]);
}

function reduce(call: Call): Value {
  const value = call.argument(0);
  const list = listOf(value);
  const apply = call.lambda(2);
  if (!list || list.more || !apply || list.items.length > call.scope.limits.expansion) {
    return undecided([value], call.at, call.name);
  }
  return list.items.reduce(
    (result, item, index) => apply(result, item, numeric(index, call.at)),
    call.argument(1),
  );
}

/** Sorts by a lambda that says whether the first of two comes before the second. */
function sort(call: Call): Value {
  const found = parts(call);
  if ("state" in found) return found;
  const { list, apply } = found;
  if (list.more) return undecided([call.argument(0)], call.at, call.name);
  let isKnown = true;
  const items = list.items.toSorted((a, b) => {
    const before = asTruth(apply(a, b));
    const after = before === "yes" ? "no" : asTruth(apply(b, a));
    if (before === "unknown" || after === "unknown") isKnown = false;
    return before === "yes" ? -1 : after === "yes" ? 1 : 0;
  });
  if (isKnown) return listValue(items, undefined, call, [call.argument(0)]);
  return known({ type: "list", items: list.items, set: true }, call.at, call.argument(0).via);
}

function toObject(call: Call): Value {
  const found = parts(call);
  if ("state" in found) return found;
  const valueOf = call.count > 2 ? call.lambda(2) : undefined;
  const made = members();
  let { more } = found.list;
  for (const item of found.list.items) {
    const key = found.apply(item);
    const name = wholeText(key);
    if (name === undefined) more ??= key.state === "unknown" ? key.reason : { kind: "missing" };
    else made.set(name, { value: valueOf ? valueOf(item) : item, key: key.at });
  }
  return known(made.dict(more), call.at, waysOf([call.argument(0)]));
}

function groupBy(call: Call): Value {
  const found = parts(call);
  if ("state" in found) return found;
  const valueOf = call.count > 2 ? call.lambda(2) : undefined;
  const groups = new Map<string, { key: Value; items: Value[] }>();
  let { more } = found.list;
  for (const item of found.list.items) {
    const key = found.apply(item);
    const name = wholeText(key);
    if (name === undefined) more ??= key.state === "unknown" ? key.reason : { kind: "missing" };
    else {
      const group = groups.get(name) ?? { key, items: [] };
      groups.set(name, group);
      group.items.push(valueOf ? valueOf(item) : item);
    }
  }
  const rest = more ? { more } : {};
  const entries = new Map(
    [...groups].map(([name, { key, items }]): [string, Entry] => [
      name,
      { key: key.at, value: known({ type: "list", items, ...rest }, call.at) },
    ]),
  );
  return known({ type: "dict", entries, ...rest }, call.at);
}

function mapValues(call: Call): Value {
  const value = effective(call.argument(0));
  const apply = call.lambda(1);
  if (!apply || value.state !== "known" || value.value === null || !isDict(value.value)) {
    return undecided([call.argument(0)], call.at, call.name);
  }
  const entries = new Map<string, Entry>();
  for (const [key, entry] of value.value.entries) {
    entries.set(key, { ...entry, value: apply(entry.value) });
  }
  return known({ ...value.value, entries }, call.at, value.via);
}
