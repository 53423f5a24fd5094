// Members and elements of values, three-valued; the same for every language.

import { equalTexts } from "./compare.ts";
import type { Rules } from "./evaluate.ts";
import { marked } from "./marks.ts";
import { anyOf } from "./truth.ts";
import type { Type } from "./type.ts";
import type { Dict, Known, List, Place, Trail, Unknown, Value } from "./value.ts";
import {
  chosenBy,
  effective,
  holeIn,
  isDict,
  isList,
  isNum,
  isText,
  kept,
  known,
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
  if (source.state === "unknown")
    return openMember(source, source, typedMember(source.type, name), at, rules);
  if (source.state === "absent" || source.value === null)
    return safe ? known(null, at) : failed(`there is no "${name}" in null`, at);
  if (isList(source.value)) {
    return /^\d+$/.test(name)
      ? item(source.value, Number(name), safe, at)
      : failed(`a list has no "${name}"`, at);
  }
  if (!isDict(source.value)) return failed(`this value has no "${name}"`, at);
  const found =
    source.value.entries.get(name) ??
    (rules.memberIgnoresCase ? byFoldedName(source.value.entries, name) : undefined);
  if (found) return withTrail(found.value, source);
  if (source.value.others) return withTrail(source.value.others, source);
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
  if (source.state === "unknown") {
    const key = index.state === "known" ? wholeText(index) : "";
    const type =
      key === "" ? (index.state === "known" ? undefined : "any") : typedElement(source.type, key);
    return openMember(source, index, type, at, rules);
  }
  const content = source.state === "known" ? source.value : null;
  const alike = content !== null && isCollection(content) ? alikeIn(content) : undefined;
  if (index.state === "unknown")
    return alike
      ? hiddenBy(source, index, withTrail(alike, source))
      : unknown(chosenBy(index.reason), at, index.via);
  if (rules.typedOperands && source.state === "known" && source.value === null)
    return failed("null has no items", at);
  if (rules.typedOperands && index.state === "known" && !isKey(index))
    return failed("an index is a number or a text", at);
  if (source.state === "known" && source.value !== null && isList(source.value)) {
    if (rules.typedOperands && source.value.set)
      return failed("the items of a set have no index", at);
    const position =
      index.state === "known" && isNum(index.value)
        ? Number(index.value.text)
        : Number(wholeText(index) ?? Number.NaN);
    if (!Number.isInteger(position)) return failed("a list is indexed by a whole number", at);
    const found = item(source.value, position, safe, at);
    return hiddenBy(source, index, withTrail(found, source));
  }
  const name = wholeText(index);
  if (name === undefined) return halfNamed(source, index, safe, at);
  return memberOf(value, name, safe, at, rules);
}

function isCollection(content: Known["value"]): content is List | Dict {
  return isList(content) || isDict(content);
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
  return unknown(chosenBy(hole), at, index.via);
}

/** A member of something that is not known, whose type says whether there may be one. */
function openMember(
  source: Unknown,
  index: Value,
  type: Type | undefined,
  at: Place,
  rules: Rules,
): Value {
  if (type === undefined) return failed("a value of this type has no such member", at);
  const member = unknown(source.reason, at, source.via);
  if (!rules.typedOperands) return member;
  return hiddenBy(source, index, type === "any" ? member : { ...member, type });
}

/** The type of `value.name`; undefined: there is none. */
function typedMember(type: Type | undefined, name: string): Type | undefined {
  if (type === undefined || type === "any") return "any";
  if (typeof type === "string" || type.is === "set") return undefined;
  if (type.is === "object") return type.of.get(name);
  if (type.is === "map") return type.of;
  return digits.test(name) ? typedElement(type, name) : undefined;
}

const digits = /^\d+$/;
const wholeNumber = /^-?\d+$/;

/** The type of `value[index]`; undefined: there is none. */
function typedElement(type: Type | undefined, index: string | undefined): Type | undefined {
  if (type === undefined || type === "any") return "any";
  if (typeof type === "string" || type.is === "set" || index === undefined) return undefined;
  if (type.is === "object") return type.of.get(index);
  if (type.is === "map") return type.of;
  if (type.is === "list") return wholeNumber.test(index) ? type.of : undefined;
  if (!digits.test(index)) return undefined;
  return type.is === "tuple" ? type.of[Number(index)] : undefined;
}

/** A number, a text or a text with unknown parts. */
function isKey(index: Known): boolean {
  const { value } = index;
  return typeof value === "boolean" || (value !== null && (isNum(value) || isText(value)));
}

/** What every member is, where one stands for all. */
export function alikeIn(collection: List | Dict): Value | undefined {
  const { others } = collection;
  if (!others) return undefined;
  const all = isList(collection) ? collection.items : [...collection.entries.values()];
  return all.every((each) => each === others) ? others : undefined;
}

/** What a list begins with, if there is any of it. */
export function firstOf({ items, others }: List, position: number): Value | undefined {
  return others && position === 0 && items[0] === others ? others : undefined;
}

function item(list: List, position: number, safe: boolean, at: Place): Value {
  const { items, more } = list;
  const found = position >= 0 ? items[position] : undefined;
  if (found && !more) return found;
  const alike = position >= 0 ? (alikeIn(list) ?? firstOf(list, position)) : undefined;
  if (alike) return alike;
  // Other items may stand before it, so the position proves nothing.
  if (more) return unknown(more, at);
  return safe ? known(null, at) : failed(`there is no item ${position}`, at);
}

function hiddenBy(source: Value, index: Value, found: Value): Value {
  return marked(found, [source, index]);
}

function byFoldedName<T>(entries: ReadonlyMap<string, T>, name: string): T | undefined {
  const folded = name.toLowerCase();
  for (const [key, entry] of entries) if (key.toLowerCase() === folded) return entry;
  return undefined;
}

/** A member with the way by which what holds it came. */
export function withTrail(value: Value, source: Value): Value {
  const via = joined(source.via, value.via);
  return marked(via === value.via ? value : { ...value, via }, [source]);
}

/** Members of one value come by the same ways, which are long: each is put together once. */
const ways = new WeakMap<readonly Trail[], Map<readonly Trail[], readonly Trail[]>>();

function joined(outer: readonly Trail[], inner: readonly Trail[]): readonly Trail[] {
  if (outer.length === 0 || outer === inner) return inner;
  let present = ways.get(outer);
  if (!present) {
    present = new Map();
    ways.set(outer, present);
  }
  let whole = present.get(inner);
  if (!whole) {
    const steps = outer.filter((each) => !inner.includes(each));
    whole = steps.length > 0 ? kept([...steps, ...inner]) : inner;
    present.set(inner, whole);
  }
  return whole;
}

function failed(message: string, at: Place): Value {
  return unknown({ kind: "error", message }, at);
}
