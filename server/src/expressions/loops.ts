// Evaluates lists, objects, splats and loops, and says what the members of a collection are.

import { asTruth } from "./compare.ts";
import { evaluate, placeOf, type Rules, type Scope, withLocals } from "./evaluate.ts";
import type {
  DictExpression,
  ForExpression,
  ListExpression,
  SplatExpression,
} from "./expression.ts";
import { marked } from "./marks.ts";
import type { Dict, Entry, List, Place, Reason, Unknown, Value } from "./value.ts";
import { holeIn, isDict, isList, isText, known, unknown, wholeText } from "./value.ts";
import { heavierThan } from "./weight.ts";

export function list(expression: ListExpression, at: Place, scope: Scope): Value {
  const values: Value[] = [];
  let more: Reason | undefined;
  for (const item of expression.items) {
    if (item.kind !== "spread") {
      values.push(evaluate(item, scope));
      continue;
    }
    const spread = evaluate(item.of, scope);
    if (spread.state === "known" && isList(spread.value)) {
      values.push(...spread.value.items);
      more ??= spread.value.more;
    } else if (spread.state === "unknown") more ??= spread.reason;
    else if (spread.state === "known" && spread.value !== null)
      more ??= { kind: "error", message: "a spread of something that is no list" };
  }
  return bounded(known({ type: "list", items: values, ...(more ? { more } : {}) }, at), scope);
}

/** Values are shared, so a few lines can stand for more than anything can walk through. */
function bounded(value: Value, scope: Scope): Value {
  if (!heavierThan(value, scope.limits.weight)) return value;
  return unknown({ kind: "limit", what: "size of a value" }, value.at, value.via);
}

export function dict(expression: DictExpression, at: Place, scope: Scope): Value {
  const entries = new Map<string, Entry>();
  let more: Reason | undefined;
  const marking: Value[] = [];
  for (const item of expression.entries) {
    if (item.kind === "spread") {
      const spread = evaluate(item.of, scope);
      if (spread.state === "known" && isDict(spread.value)) {
        if (spread.value.more) overwrite(entries, spread.value.more);
        for (const [key, entry] of spread.value.entries) entries.set(key, entry);
        more ??= spread.value.more;
      } else if (spread.state === "unknown") {
        overwrite(entries, spread.reason);
        more ??= spread.reason;
      } else if (spread.state === "known" && spread.value !== null)
        more ??= { kind: "error", message: "a spread of something that is no object" };
      continue;
    }
    const isBare = item.key.kind === "member" || item.key.kind === "index";
    if (isBare && scope.rules.typedOperands) {
      more ??= wrongKey;
      continue;
    }
    const key = evaluate(item.key, scope);
    const name = wholeText(key);
    if (name === undefined) {
      if (scope.rules.typedOperands && isPlain(key)) more ??= wrongKey;
      more ??= key.state === "unknown" ? key.reason : (holeIn(key) ?? { kind: "missing" });
      continue;
    }
    if (key.sensitive || key.ephemeral) marking.push(key);
    entries.set(name, { value: evaluate(item.value, scope), key: placeOf(item.key, scope) });
  }
  const made = bounded(known({ type: "dict", entries, ...(more ? { more } : {}) }, at), scope);
  return marked(made, marking);
}

/** What is spread behind a member may bring one of the same name, so none of them is known any more. */
function overwrite(entries: Map<string, Entry>, reason: Reason): void {
  for (const [key, { key: at, value }] of entries)
    entries.set(key, { key: at, value: unknown(reason, value.at, value.via) });
}

export function splat(expression: SplatExpression, at: Place, scope: Scope): Value {
  const source = evaluate(expression.of, scope);
  if (source.state === "unknown") return openSplat(expression, source, at, scope);
  if (source.state === "absent" || source.value === null) {
    // Null of a type that has items is no list of them.
    const { type } = source;
    return typeof type === "object" && type.is !== "map" && type.is !== "object"
      ? unknown({ kind: "error", message: "null has no items" }, at)
      : known({ type: "list", items: [] }, at);
  }
  const items = isList(source.value) ? source.value.items : [source];
  const more = isList(source.value) ? source.value.more : undefined;
  const eachOf = (item: Value) => evaluate(expression.each, withLocals(scope, [["$each", item]]));
  const others = isList(source.value) ? source.value.others : undefined;
  const other = others && eachOf(others);
  const values = items.map((item) => (other && item === others ? other : eachOf(item)));
  const uniform =
    isList(source.value) && (source.value.uniform || source.value.set)
      ? { uniform: true as const }
      : {};
  const made = known(
    {
      type: "list",
      items: values,
      ...uniform,
      ...(more ? { more } : {}),
      ...(other ? { others: other } : {}),
    },
    at,
    source.via,
  );
  return marked(made, [source]);
}

/** Of a list that is not known its type may say what its items have, and that they lack something. */
function openSplat(expression: SplatExpression, source: Unknown, at: Place, scope: Scope): Value {
  const open = unknown(source.reason, at, source.via);
  const { type } = source;
  if (typeof type !== "object" || (type.is !== "list" && type.is !== "set")) return open;
  const item: Value = { ...open, type: type.of };
  const each = evaluate(expression.each, withLocals(scope, [["$each", item]]));
  if (each.state === "unknown" && each.reason.kind === "error") return each;
  return marked({ ...open, type: { is: "list", of: each.type ?? "any" } }, [source]);
}

export interface Members {
  /** Keys and values. */
  readonly members: readonly (readonly [Value, Value])[];
  readonly more?: Reason;
  /** What stands for every one that is not known. */
  readonly others?: Value;
}

/** The members of a collection with their keys; undefined where they cannot be listed. */
export function iterate(
  collection: Value,
  limit: number,
  rules: Pick<Rules, "membersInKeyOrder"> = {},
): Members | Reason {
  if (collection.state === "unknown") return collection.reason;
  if (collection.state === "absent" || collection.value === null)
    return { kind: "error", message: "a loop over null" };
  const at = collection.at;
  if (isList(collection.value)) {
    if (collection.value.items.length > limit)
      return { kind: "limit", what: `a loop over ${collection.value.items.length} items` };
    const set = collection.value.set;
    const members = collection.value.items.map(
      (item, index) =>
        [set ? item : known({ type: "number", text: String(index) }, at), item] as const,
    );
    return { members, ...rest(collection.value) };
  }
  if (isDict(collection.value)) {
    if (collection.value.entries.size > limit)
      return { kind: "limit", what: `a loop over ${collection.value.entries.size} members` };
    const entries = [...collection.value.entries];
    const ordered = rules.membersInKeyOrder
      ? entries.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      : entries;
    const members = ordered.map(([key, entry]) => [keyText(key, entry.key), entry.value] as const);
    return { members, ...rest(collection.value) };
  }
  return { kind: "error", message: "a loop over something that is no collection" };
}

function rest({ more, others }: List | Dict): Pick<Members, "more" | "others"> {
  return { ...(more ? { more } : {}), ...(others ? { others } : {}) };
}

function keyText(text: string, at: Place): Value {
  return known({ type: "text", parts: [{ text, file: at.file, range: at.range }] }, at);
}

export function loop(expression: ForExpression, at: Place, scope: Scope): Value {
  const collection = evaluate(expression.collection, scope);
  if (collection.state !== "unknown" || !collection.perhaps)
    return loopOver(collection, expression, at, scope);
  // Over no members it makes none.
  const made = loopOver(collection.perhaps, expression, at, scope);
  const open = unknown(collection.reason, at, collection.via);
  return marked(made.state === "known" ? { ...open, perhaps: made } : open, [collection, made]);
}

function loopOver(collection: Value, expression: ForExpression, at: Place, scope: Scope): Value {
  const members = iterate(collection, scope.limits.expansion, scope.rules);
  if ("kind" in members) return unknown(members, at, collection.via);
  let { more } = members;
  const marking = [collection];
  const values: Value[] = [];
  const entries = new Map<string, Entry>();
  let other: Value | undefined;
  // With one name for both it is the value.
  const namesOf = (key: Value, value: Value): [string, Value][] => [
    ...(expression.keyName === undefined ? [] : [[expression.keyName, key] as [string, Value]]),
    [expression.valueName, value],
  ];
  for (const [key, value] of members.members) {
    if (scope.budget.steps <= 0)
      return unknown({ kind: "limit", what: "evaluation steps" }, at, collection.via);
    const inner = withLocals(scope, namesOf(key, value));
    const condition = expression.condition ? evaluate(expression.condition, inner) : undefined;
    const included = condition ? asTruth(condition, scope.rules) : "yes";
    if (condition?.sensitive || condition?.ephemeral) marking.push(condition);
    if (condition && included === "unknown" && scope.rules.typedOperands && isPlain(condition))
      return unknown({ kind: "error", message: "a condition is true or false" }, at);
    if (included === "no") continue;
    if (included === "unknown") {
      more ??= { kind: "condition" };
      continue;
    }
    const result = evaluate(expression.value, inner);
    if (value === members.others) other = result;
    if (!expression.key) {
      values.push(result);
      continue;
    }
    const written = evaluate(expression.key, inner);
    if (written.sensitive || written.ephemeral) marking.push(written);
    const name = wholeText(written);
    if (name === undefined && scope.rules.typedOperands && isPlain(written))
      return unknown(wrongKey, at);
    if (name === undefined)
      more ??=
        written.state === "unknown" ? written.reason : (holeIn(written) ?? { kind: "missing" });
    else if (scope.rules.uniqueKeys && !expression.group && entries.has(name))
      return unknown({ kind: "error", message: `two items have the key "${name}"` }, at);
    else if (expression.group) group(entries, name, result, placeOf(expression.key, scope));
    else entries.set(name, { value: result, key: placeOf(expression.key, scope) });
  }
  if (!other && members.others && !expression.condition && scope.budget.steps > 0) {
    const unnamed = unknown(more ?? { kind: "missing" }, at);
    other = evaluate(expression.value, withLocals(scope, namesOf(unnamed, members.others)));
  }
  const others = other && !expression.group ? { others: other } : {};
  const result: Dict | { type: "list"; items: Value[] } = expression.key
    ? { type: "dict", entries }
    : { type: "list", items: values };
  const made = bounded(
    known({ ...result, ...(more ? { more, ...others } : {}) }, at, collection.via),
    scope,
  );
  return marked(made, marking);
}

const wrongKey: Reason = { kind: "error", message: "a key is a text" };

/** Known in all parts, so that another run would not decide it. */
function isPlain(value: Value): boolean {
  return value.state === "known" && (wholeText(value) !== undefined || !isText(value.value));
}

function group(entries: Map<string, Entry>, name: string, value: Value, key: Place): void {
  const present = entries.get(name)?.value;
  const before = present?.state === "known" && isList(present.value) ? present.value.items : [];
  entries.set(name, { value: known({ type: "list", items: [...before, value] }, value.at), key });
}
