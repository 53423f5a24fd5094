// The functions that take a lambda: map, filter, reduce, sort, toObject, groupBy, mapValues.

import { asTruth } from "../../../expressions/compare.ts";
import type { Scope } from "../../../expressions/evaluate.ts";
import { evaluate, placeOf } from "../../../expressions/evaluate.ts";
import type { CallExpression, LambdaExpression } from "../../../expressions/expression.ts";
import type { Dict, Entry, List, Place, Reason, Value } from "../../../expressions/value.ts";
import {
  effective,
  isDict,
  isList,
  known,
  unknown,
  wholeText,
} from "../../../expressions/value.ts";
import { withNames } from "./instance.ts";

interface LambdaCall {
  readonly at: Place;
  readonly scope: Scope;
  readonly source: Value;
  /** The value of the lambda that is the argument at this position. */
  readonly apply: (position: number, values: readonly Value[]) => Value | undefined;
  readonly argument: (index: number) => Value;
}

type LambdaFunction = (call: LambdaCall) => Value;

const functions: ReadonlyMap<string, LambdaFunction> = new Map<string, LambdaFunction>([
  ["map", (call) => overList(call, map)],
  ["filter", (call) => overList(call, filter)],
  ["reduce", (call) => overList(call, reduce)],
  ["sort", (call) => overList(call, sort)],
  ["toObject", (call) => overList(call, toObject)],
  ["groupBy", (call) => overList(call, groupBy)],
  ["mapValues", mapValues],
]);

/** Undefined if there is no such function. */
export function callWithLambda(
  name: string,
  call: CallExpression,
  argument: (index: number) => Value,
  scope: Scope,
): Value | undefined {
  const found = functions.get(name);
  if (!found) return undefined;
  const at = placeOf(call, scope);
  const lambda = (position: number): LambdaExpression | undefined => {
    const written = call.arguments[position];
    return written?.kind === "lambda" ? written : undefined;
  };
  return found({
    at,
    scope,
    source: argument(0),
    argument,
    apply: (position, values) => {
      const { parameters, body } = lambda(position) ?? {};
      return parameters && body
        ? evaluate(body, withNames(scope, parameters, values, at))
        : undefined;
    },
  });
}

function overList(call: LambdaCall, work: (list: List, call: LambdaCall) => Value): Value {
  const source = effective(call.source);
  if (source.state === "unknown") return unknown(source.reason, call.at, source.via);
  if (source.state !== "known" || source.value === null || !isList(source.value)) {
    return unknown({ kind: "error", message: "this function takes a list" }, call.at);
  }
  if (source.value.items.length > call.scope.limits.expansion) {
    return unknown(
      { kind: "limit", what: `a list of ${source.value.items.length} items` },
      call.at,
    );
  }
  const result = work(source.value, call);
  return source.via.length > 0 ? { ...result, via: [...source.via, ...result.via] } : result;
}

function number(index: number, at: Place): Value {
  return known({ type: "number", text: String(index) }, at);
}

function missing(at: Place): Value {
  return unknown({ kind: "missing" }, at);
}

function map(list: List, { at, apply }: LambdaCall): Value {
  const items = list.items.map((item, index) => apply(1, [item, number(index, at)]) ?? missing(at));
  return known({ type: "list", items, ...(list.more && { more: list.more }) }, at);
}

/** Items of which it is not known whether they stay are left to `more`. */
function filter(list: List, { at, apply }: LambdaCall): Value {
  const items: Value[] = [];
  let more: Reason | undefined = list.more;
  for (const [index, item] of list.items.entries()) {
    const kept = apply(1, [item, number(index, at)]) ?? missing(at);
    const decided = asTruth(kept);
    if (decided === "yes") items.push(item);
    if (decided === "unknown")
      more ??= kept.state === "unknown" ? kept.reason : { kind: "condition" };
  }
  return known({ type: "list", items, ...(more && { more }) }, at);
}

function reduce(list: List, { at, apply, argument }: LambdaCall): Value {
  if (list.more) return unknown(list.more, at);
  return list.items.reduce(
    (value, item, index) => apply(2, [value, item, number(index, at)]) ?? missing(at),
    argument(1),
  );
}

/** By insertion, because the lambda answers only whether one item comes before another. */
function sort(list: List, { at, apply }: LambdaCall): Value {
  if (list.more) return unknown(list.more, at);
  const items: Value[] = [];
  for (const item of list.items) {
    let position = items.length;
    for (; position > 0; position--) {
      const before = apply(1, [item, items[position - 1] ?? item]) ?? missing(at);
      const decided = asTruth(before);
      if (decided === "unknown")
        return unknown(before.state === "unknown" ? before.reason : { kind: "condition" }, at);
      if (decided === "no") break;
    }
    items.splice(position, 0, item);
  }
  return known({ type: "list", items }, at);
}

function toObject(list: List, { at, apply }: LambdaCall): Value {
  const entries = new Map<string, Entry>();
  let more: Reason | undefined = list.more;
  for (const item of list.items) {
    const key = apply(1, [item]) ?? missing(at);
    const name = wholeText(key);
    if (name === undefined) more ??= key.state === "unknown" ? key.reason : { kind: "missing" };
    else entries.set(name, { value: apply(2, [item]) ?? item, key: key.at });
  }
  return known({ type: "dict", entries, ...(more && { more }) }, at);
}

function groupBy(list: List, { at, apply }: LambdaCall): Value {
  const groups = new Map<string, { readonly key: Place; readonly items: Value[] }>();
  for (const item of list.items) {
    const key = apply(1, [item]) ?? missing(at);
    const name = wholeText(key);
    if (name === undefined)
      return unknown(key.state === "unknown" ? key.reason : { kind: "missing" }, at);
    const group = groups.get(name) ?? { key: key.at, items: [] };
    group.items.push(apply(2, [item]) ?? item);
    groups.set(name, group);
  }
  const { more } = list;
  const entries = [...groups].map(([name, { key, items }]) => {
    const value = known({ type: "list", items, ...(more && { more }) }, at);
    return [name, { key, value }] as const;
  });
  return known({ type: "dict", entries: new Map(entries), ...(more && { more }) }, at);
}

function mapValues({ at, source, apply }: LambdaCall): Value {
  const decided = effective(source);
  if (decided.state === "unknown") return unknown(decided.reason, at, decided.via);
  if (decided.state !== "known" || decided.value === null || !isDict(decided.value)) {
    return unknown({ kind: "error", message: "this function takes an object" }, at);
  }
  const dict: Dict = decided.value;
  const entries = [...dict.entries].map(
    ([name, { key, value }]) => [name, { key, value: apply(1, [value]) ?? missing(at) }] as const,
  );
  return known(
    { type: "dict", entries: new Map(entries), ...(dict.more && { more: dict.more }) },
    at,
    decided.via,
  );
}
