// Members and elements of values, three-valued; the same for every language.

import { equalTexts } from "./compare.ts";
import type { Rules } from "./evaluate.ts";
import { anyOf } from "./truth.ts";
import type { Place, Reason, Value } from "./value.ts";
import {
  effective,
  holeIn,
  isDict,
  isList,
  isNum,
  isText,
  known,
  through,
  unknown,
  wholeText,
} from "./value.ts";

/** `value.name`. A safe access to null or to a member that is not there gives null. */
export function memberOf(
  value: Value,
  name: string,
  safe: boolean,
  at: Place,
  rules: Rules,
): Value {
  const source = effective(value);
  if (source.state === "unknown") return unknown(source.reason, at, source.via);
  if (source.state === "absent" || source.value === null)
    return safe ? known(null, at) : failed(`there is no "${name}" in null`, at);
  if (isList(source.value)) {
    return /^\d+$/.test(name)
      ? item(source.value.items, Number(name), source.value.more, safe, at)
      : failed(`a list has no "${name}"`, at);
  }
  if (!isDict(source.value)) return failed(`this value has no "${name}"`, at);
  const found =
    source.value.entries.get(name) ??
    (rules.memberIgnoresCase ? byFoldedName(source.value.entries, name) : undefined);
  if (found) return withTrail(found.value, source);
  if (source.value.more) return unknown(source.value.more, at, source.via);
  return safe ? known(null, at) : failed(`there is no "${name}" here`, at);
}

/** `value[index]`. */
export function elementOf(
  value: Value,
  index: Value,
  safe: boolean,
  at: Place,
  rules: Rules,
): Value {
  const source = effective(value);
  if (source.state === "unknown") return unknown(source.reason, at, source.via);
  if (index.state === "unknown") return unknown(index.reason, at, index.via);
  if (source.state === "known" && source.value !== null && isList(source.value)) {
    if (rules.typedOperands && source.value.set)
      return failed("the items of a set have no index", at);
    const position =
      index.state === "known" && isNum(index.value)
        ? Number(index.value.text)
        : Number(wholeText(index) ?? Number.NaN);
    if (!Number.isInteger(position)) return failed("a list is indexed by a whole number", at);
    const found = item(source.value.items, position, source.value.more, safe, at);
    return hiddenBy(source, index, withTrail(found, source));
  }
  const name = wholeText(index);
  if (name === undefined) return halfNamed(source, index, safe, at);
  return memberOf(value, name, safe, at, rules);
}

/** A name that is known in part: none of the members may be meant, else it is open which one is. */
function halfNamed(source: Value, index: Value, safe: boolean, at: Place): Value {
  const hole = holeIn(index);
  if (!hole || index.state !== "known" || !isText(index.value))
    return unknown({ kind: "missing" }, at);
  const wanted = index.value;
  const isDictionary = source.state === "known" && source.value !== null && isDict(source.value);
  if (isDictionary && !source.value.more) {
    const mayBe = anyOf([...source.value.entries], ([key, entry]) =>
      equalTexts(wanted, { type: "text", parts: [{ text: key, ...entry.key }] }),
    );
    if (mayBe === "no") return safe ? known(null, at) : failed("there is no such member here", at);
  }
  return unknown(hole, at, index.via);
}

function item(
  items: readonly Value[],
  position: number,
  more: Reason | undefined,
  safe: boolean,
  at: Place,
): Value {
  const found = position >= 0 ? items[position] : undefined;
  if (found && !more) return found;
  // Other items may stand before it, so the position proves nothing.
  if (more) return unknown(more, at);
  return safe ? known(null, at) : failed(`there is no item ${position}`, at);
}

function hiddenBy(source: Value, index: Value, found: Value): Value {
  return (source.sensitive || index.sensitive) && !found.sensitive
    ? { ...found, sensitive: true }
    : found;
}

function byFoldedName<T>(entries: ReadonlyMap<string, T>, name: string): T | undefined {
  const folded = name.toLowerCase();
  for (const [key, entry] of entries) if (key.toLowerCase() === folded) return entry;
  return undefined;
}

function withTrail(value: Value, source: Value): Value {
  const steps = source.via.filter((each) => !value.via.includes(each));
  const reached = steps.length > 0 ? through(value, ...steps) : value;
  return source.sensitive && !reached.sensitive ? { ...reached, sensitive: true } : reached;
}

function failed(message: string, at: Place): Value {
  return unknown({ kind: "error", message }, at);
}
