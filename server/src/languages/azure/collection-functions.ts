// Functions of ARM and Bicep on lists, and on whatever has members.

import { elementOf } from "../../expressions/access.ts";
import { equal } from "../../expressions/compare.ts";
import { numberOf, numeric } from "../../expressions/operators.ts";
import { sliced } from "../../expressions/slices.ts";
import { any, type Truth, truth } from "../../expressions/truth.ts";
import type { Dict, Reason, Text, TextPart, Value } from "../../expressions/value.ts";
import {
  effective,
  isDict,
  isList,
  isText,
  known,
  unknown,
  wholeText,
} from "../../expressions/value.ts";
import { dictOf, listOf, listValue } from "./collection.ts";
import type { AzureFunction, Call, FunctionTable } from "./function.ts";
import { fromTruth } from "./logic-functions.ts";
import { intersectObjects, mergeAll } from "./object-functions.ts";
import { beginning, joined, scalarParts, textOf, undecided, wholeOf } from "./text.ts";

export const collectionFunctions: FunctionTable = new Map<string, AzureFunction>([
  ["concat", concat],
  ["createarray", (call) => known({ type: "list", items: call.all() }, call.at)],
  ["array", array],
  ["length", length],
  ["empty", empty],
  ["contains", contains],
  ["first", (call) => end(call, "first")],
  ["last", (call) => end(call, "last")],
  ["skip", (call) => cut(call, (count, size) => [count, size])],
  ["take", (call) => cut(call, (count) => [0, count])],
  ["union", union],
  ["intersection", intersection],
  ["flatten", flatten],
  ["range", range],
  ["tryget", tryGet],
  ["indexfromend", (call) => fromEnd(call, false)],
  ["tryindexfromend", (call) => fromEnd(call, true)],
  ["distinct", distinct],
]);

/** Strings are joined, lists put one after the other. */
function concat(call: Call): Value {
  const values = call.all();
  const first = values.find((value) => effective(value).state === "known");
  if (!first && values.length > 0) return undecided(values, call.at, call.name);
  if (first && listOf(first)) return concatLists(call, values);
  const parts: TextPart[] = [];
  for (const value of values) {
    parts.push(...scalarParts(value, call.scope));
    if (parts.length > call.scope.limits.text) break;
  }
  return joined(parts, call.at, values);
}

function concatLists(call: Call, values: readonly Value[]): Value {
  const items: Value[] = [];
  let more: Reason | undefined;
  for (const value of values) {
    const list = listOf(value);
    if (list) {
      items.push(...list.items);
      more ??= list.more;
    } else {
      const decided = effective(value);
      more ??=
        decided.state === "unknown"
          ? decided.reason
          : { kind: "error", message: "concat of a list and no list" };
    }
    if (items.length > call.scope.limits.text)
      return unknown({ kind: "limit", what: "length of a list" }, call.at);
  }
  return listValue(items, more, call, values);
}

function array(call: Call): Value {
  const value = call.argument(0);
  if (effective(value).state === "unknown") return undecided([value], call.at, call.name);
  return listOf(value) ? value : known({ type: "list", items: [value] }, call.at);
}

function length(call: Call): Value {
  const value = call.argument(0);
  const size = sizeOf(value);
  return size === undefined
    ? undecided([value], call.at, call.name)
    : { ...numeric(size, call.at), via: value.via };
}

function sizeOf(value: Value): number | undefined {
  const list = listOf(value);
  if (list) return list.more ? undefined : list.items.length;
  const dict = dictOf(value);
  if (dict) return dict.more ? undefined : dict.entries.size;
  const text = textOf(value);
  return text ? wholeOf(text)?.length : undefined;
}

function empty(call: Call): Value {
  const value = call.argument(0);
  return fromTruth(isEmpty(effective(value)), [value], call);
}

/** One known part is enough to say that something is not empty. */
function isEmpty(value: Value): Truth {
  if (value.state !== "known") return "unknown";
  if (value.value === null) return "yes";
  if (typeof value.value !== "object") return "no";
  if (isText(value.value)) {
    if (value.value.parts.some((part) => !("hole" in part) && part.text !== "")) return "no";
    return value.value.parts.some((part) => "hole" in part) ? "unknown" : "yes";
  }
  if (isList(value.value))
    return value.value.items.length > 0 ? "no" : value.value.more ? "unknown" : "yes";
  if (isDict(value.value))
    return value.value.entries.size > 0 ? "no" : value.value.more ? "unknown" : "yes";
  return "no";
}

function contains(call: Call): Value {
  const [container, wanted] = [call.argument(0), call.argument(1)];
  const list = listOf(container);
  const dict = dictOf(container);
  const text = textOf(container);
  let decided: Truth = "unknown";
  if (list) decided = any([...list.items.map((item) => equal(item, wanted)), ...rest(list.more)]);
  else if (dict) decided = hasKey(dict, wanted);
  else if (text) decided = holdsText(text, wanted);
  return fromTruth(decided, [container, wanted], call);
}

function rest(more: Reason | undefined): readonly Truth[] {
  return more ? ["unknown"] : [];
}

function hasKey(dict: Dict, wanted: Value): Truth {
  const name = wholeText(wanted)?.toLowerCase();
  if (name === undefined) return "unknown";
  const found = [...dict.entries.keys()].some((key) => key.toLowerCase() === name);
  return found ? "yes" : dict.more ? "unknown" : "no";
}

function holdsText(text: Text, wanted: Value): Truth {
  const part = wholeText(wanted);
  if (part === undefined) return "unknown";
  const whole = wholeOf(text);
  if (whole !== undefined) return truth(whole.includes(part));
  const held = text.parts.some((each) => !("hole" in each) && each.text.includes(part));
  return held ? "yes" : "unknown";
}

function end(call: Call, side: "first" | "last"): Value {
  const value = call.argument(0);
  const list = listOf(value);
  if (list) {
    const item = list.items.at(side === "first" ? 0 : -1);
    // What may follow a list does not change its first item.
    if (list.more && (side === "last" || !item)) return undecided([value], call.at, call.name);
    return item ?? known(null, call.at, value.via);
  }
  const text = textOf(value);
  const whole = text ? wholeOf(text) : undefined;
  if (text && whole === undefined && side === "first")
    return joined(beginning(text, 1, call.at), call.at, [value]);
  if (!text || whole === undefined) return undecided([value], call.at, call.name);
  const parts =
    side === "first"
      ? sliced(text.parts, 0, 1)
      : sliced(text.parts, whole.length - 1, whole.length);
  return joined(parts, call.at, [value]);
}

function cut(call: Call, span: (count: number, size: number) => readonly [number, number]): Value {
  const value = call.argument(0);
  const count = numberOf(call.argument(1));
  if (count === undefined) return undecided(call.all(), call.at, call.name);
  const list = listOf(value);
  if (list && !list.more) {
    const [from, to] = span(Math.max(count, 0), list.items.length);
    return listValue(list.items.slice(from, to), undefined, call, [value]);
  }
  const text = textOf(value);
  const whole = text ? wholeOf(text) : undefined;
  if (text && whole === undefined && call.name.toLowerCase() === "take")
    return joined(beginning(text, count, call.at), call.at, [value]);
  if (!text || whole === undefined) return undecided(call.all(), call.at, call.name);
  const [from, to] = span(Math.max(count, 0), whole.length);
  return joined(sliced(text.parts, from, to), call.at, [value]);
}

/** Objects are merged, the later one wins, nested objects are merged too; lists lose what repeats. */
function union(call: Call): Value {
  const values = call.all();
  if (values.some((value) => dictOf(value))) return mergeAll(call, values, true);
  if (!values.some((value) => listOf(value))) return undecided(values, call.at, call.name);
  const items: Value[] = [];
  let more: Reason | undefined;
  for (const value of values) {
    const list = listOf(value);
    const decided = effective(value);
    if (!list) more ??= decided.state === "unknown" ? decided.reason : { kind: "missing" };
    for (const item of list?.items ?? []) {
      if (!items.some((present) => equal(present, item) === "yes")) items.push(item);
    }
    more ??= list?.more;
    if (items.length > call.scope.limits.expansion) {
      return unknown({ kind: "limit", what: "length of a list" }, call.at);
    }
  }
  return listValue(items, more, call, values);
}

function intersection(call: Call): Value {
  if (call.all().some(dictOf)) return intersectObjects(call);
  const lists = call
    .all()
    .map(listOf)
    .filter((each) => each !== undefined);
  const [first, ...others] = lists;
  if (!first || lists.length < call.count || lists.some((each) => each.more)) {
    return undecided(call.all(), call.at, call.name);
  }
  const kept = first.items.map((item) => ({
    item,
    everywhere: others.map((list) => any(list.items.map((other) => equal(item, other)))),
  }));
  if (kept.some((each) => each.everywhere.includes("unknown")))
    return undecided(call.all(), call.at, call.name);
  const items = kept.filter((each) => !each.everywhere.includes("no")).map((each) => each.item);
  return listValue(items, undefined, call, call.all());
}

function flatten(call: Call): Value {
  const list = listOf(call.argument(0));
  if (!list) return undecided(call.all(), call.at, call.name);
  const inner = concatLists(call, list.items);
  if (!list.more || inner.state !== "known" || inner.value === null || !isList(inner.value))
    return inner;
  return { ...inner, value: { ...inner.value, more: list.more } };
}

function range(call: Call): Value {
  const start = numberOf(call.argument(0));
  const count = numberOf(call.argument(1));
  if (start === undefined || count === undefined) return undecided(call.all(), call.at, call.name);
  if (count < 0 || count > call.scope.limits.expansion) {
    return unknown({ kind: "limit", what: `a range of ${count} items` }, call.at);
  }
  const items = Array.from({ length: count }, (_, index) => numeric(start + index, call.at));
  return known({ type: "list", items }, call.at);
}

/** `tryGet(x, 'a', 0)`: null as soon as something is not there. */
function tryGet(call: Call): Value {
  let value = call.argument(0);
  for (let index = 1; index < call.count; index++) {
    value = elementOf(value, call.argument(index), true, call.at, call.scope.rules);
  }
  return value;
}

/** `indexFromEnd(list, 1)` is the last item; the second function gives null where there is none. */
function fromEnd(call: Call, safe: boolean): Value {
  const value = call.argument(0);
  const list = listOf(value);
  const back = numberOf(call.argument(1));
  if (!list || list.more || back === undefined)
    return safe && isNull(value) ? known(null, call.at) : undecided(call.all(), call.at, call.name);
  const position = numeric(back > 0 ? list.items.length - back : -1, call.at);
  return elementOf(value, position, safe, call.at, call.scope.rules);
}

function isNull(value: Value): boolean {
  const decided = effective(value);
  return decided.state === "known" && decided.value === null;
}

/** The list without what is in it before: items that may be the same leave it undecided. */
function distinct(call: Call): Value {
  const list = listOf(call.argument(0));
  if (!list || list.items.length > call.scope.limits.expansion)
    return undecided(call.all(), call.at, call.name);
  const items: Value[] = [];
  let more = list.more;
  for (const item of list.items) {
    const present = any(items.map((each) => equal(each, item)));
    if (present === "no") items.push(item);
    if (present === "unknown") more ??= { kind: "condition" };
  }
  return listValue(items, more, call, call.all());
}
