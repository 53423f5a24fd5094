// From declarations to resources of plain kinds, by the kinds' tables alone; knows no language and no policy.

import type { Entry, Known, Place, Value } from "../expressions/value.ts";
import {
  absent,
  effective,
  isDict,
  isList,
  isText,
  items,
  known,
  textValue,
  through,
  unknown,
  wholeText,
} from "../expressions/value.ts";
import { once } from "../text/once.ts";
import type { Declaration, Dialect, IsRead } from "./declaration.ts";
import type { AttributeDefinition, KindDefinition, Literal } from "./kind.ts";
import type { Change, FixValue, Resource, Target } from "./resource.ts";

/** Paths in kinds are short; a longer one is a mistake in a table, not in a template. */
const nestingLimit = 20;

export function buildResources(
  declarations: readonly Declaration[],
  kinds: readonly KindDefinition[],
): readonly Resource[] {
  const { byType, built } = indexOf(kinds);
  return declarations.flatMap((declaration) => {
    let resources = built.get(declaration);
    if (!resources) {
      const those = byType.get(typeKey(declaration.dialect, declaration.type)) ?? [];
      resources = those.map((kind) => resource(declaration, kind));
      built.set(declaration, resources);
    }
    return resources;
  });
}

/** The declarations that one of the kinds is made of. */
export function isReadBy(kinds: readonly KindDefinition[]): IsRead {
  const { byType } = indexOf(kinds);
  return (dialect, type) => byType.has(typeKey(dialect, type));
}

interface Index {
  readonly byType: ReadonlyMap<string, readonly KindDefinition[]>;
  /** A declaration that is read again without a change keeps its resources. */
  readonly built: WeakMap<Declaration, readonly Resource[]>;
}

const indexes = new WeakMap<readonly KindDefinition[], Index>();

function indexOf(kinds: readonly KindDefinition[]): Index {
  const present = indexes.get(kinds);
  if (present) return present;
  const byType = new Map<string, KindDefinition[]>();
  for (const kind of kinds) {
    for (const dialect of ["terraform", "cloudformation", "arm"] as const) {
      for (const type of kind.types[dialect] ?? []) {
        const key = typeKey(dialect, type);
        byType.set(key, [...(byType.get(key) ?? []), kind]);
      }
    }
  }
  const index: Index = { byType, built: new WeakMap() };
  indexes.set(kinds, index);
  return index;
}

/** Azure does not tell upper from lower case in the names of types and properties. */
function typeKey(dialect: Dialect, type: string): string {
  return `${dialect} ${dialect === "arm" ? type.toLowerCase() : type}`;
}

function resource(declaration: Declaration, kind: KindDefinition): Resource {
  const attributes = new Map<string, Value>();
  for (const [name, definition] of Object.entries(kind.attributes)) {
    const { value } = written(declaration, definition);
    const unread = declaration.existing && value.state === "absent";
    // What an existing thing does not say here is decided elsewhere, so no default holds.
    attributes.set(
      name,
      unread ? unknown({ kind: "data", name: declaration.name }, value.at) : value,
    );
  }
  const targets = once(() => targetsIn(declaration, kind));
  return {
    kind: kind.kind,
    id: declaration.id,
    name: declaration.name,
    declarations: [declaration.id],
    at: declaration.at,
    attributes,
    // Few are ever fixed.
    get targets() {
      return targets();
    },
    exists: declaration.exists,
  };
}

function targetsIn(
  declaration: Declaration,
  kind: KindDefinition,
): ReadonlyMap<string, readonly Target[]> {
  const targets = new Map<string, readonly Target[]>();
  if (declaration.existing) return targets;
  for (const [name, definition] of Object.entries(kind.attributes)) {
    const { value, path, written: list } = written(declaration, definition);
    if (!path) continue;
    targets.set(
      name,
      targetsOf(declaration.at, path, definition, [
        {
          declaration: declaration.id,
          ...(value.state === "known" && value.via.length > 0 ? { written: value.at } : {}),
        },
      ]),
    );
    if (list && definition.type === "list" && definition.of)
      addItemTargets(targets, name, list, definition.of, declaration.dialect);
  }
  return targets;
}

function written({ body, dialect, at }: Declaration, definition: AttributeDefinition): Found {
  return attribute(body, definition, dialect, at);
}

interface Found {
  readonly value: Value;
  /** Where it is written, or would be: the alternative that is there, else the first. */
  readonly path?: readonly string[];
  /** The value in the dialect's own words. */
  readonly written?: Value;
}

/** The members of the items of a list are written below the item: `rules.0.port`. */
function addItemTargets(
  targets: Map<string, readonly Target[]>,
  list: string,
  written: Value,
  members: Members,
  dialect: Dialect,
): void {
  for (const [index, item] of items(written).entries()) {
    const owner = effective(item);
    if (owner.state !== "known" || owner.value === null || !isDict(owner.value)) continue;
    for (const [name, definition] of Object.entries(members)) {
      const { path } = attribute(owner, definition, dialect, owner.at);
      if (path) targets.set(`${list}.${index}.${name}`, targetsOf(owner.at, path, definition));
    }
  }
}

function attribute(
  owner: Value,
  definition: AttributeDefinition,
  dialect: Dialect,
  ownerAt: Place,
  depth = 0,
): Found {
  const alternatives = definition.paths[dialect] ?? [];
  const fallback = definition.defaults[dialect] ?? definition.defaults.any;
  let best: Found | undefined;
  for (const path of alternatives) {
    const value = follow(owner, path, dialect, ownerAt);
    // An old and a new name exclude each other: what is known beats what might be, and that what is not there.
    if (!best || rank(value) > rank(best.value)) best = { value, path };
  }
  const value = best ? best.value : absent(ownerAt);
  const finished =
    value.state === "absent"
      ? withDefault(value.at, fallback)
      : translate(value, definition, dialect, depth);
  return best?.path
    ? { value: finished, path: best.path, written: best.value }
    : { value: finished };
}

function rank(value: Value): number {
  return value.state === "known" ? 2 : value.state === "unknown" ? 1 : 0;
}

/** The value at a path; null means absent in every language. Absent values stand at the narrowest owner there is. */
function follow(owner: Value, path: readonly string[], dialect: Dialect, ownerAt: Place): Value {
  let current = owner;
  let at = ownerAt;
  for (const name of path) {
    const object = objectOf(current);
    if (object.state !== "known") return object.state === "absent" ? absent(at) : object;
    if (object !== owner) at = object.at;
    if (object.value === null) return absent(at);
    if (!isDict(object.value))
      return unknown(
        { kind: "error", message: `there is no "${name}" in this value` },
        object.at,
        object.via,
      );
    const found = memberOf(object.value.entries, name, dialect);
    if (!found) return object.value.more ? unknown(object.value.more, at, object.via) : absent(at);
    current = object.via.length > 0 ? through(found.value, ...object.via) : found.value;
  }
  const end = effective(current);
  return end.state === "absent" || (end.state === "known" && end.value === null) ? absent(at) : end;
}

/** What a path goes on in: of a list its first item, of a JSON text its value. */
function objectOf(value: Value): Value {
  let current = effective(value);
  for (
    let depth = 0;
    depth < nestingLimit && current.state === "known" && current.value !== null;
    depth++
  ) {
    if (isText(current.value) && current.value.json) current = effective(current.value.json);
    else if (isList(current.value)) {
      const first: Value | undefined = current.value.items[0];
      if (!first)
        return current.value.more
          ? unknown(current.value.more, current.at, current.via)
          : absent(current.at);
      current = effective(first);
    } else break;
  }
  return current;
}

function memberOf(
  entries: ReadonlyMap<string, Entry>,
  name: string,
  dialect: Dialect,
): Entry | undefined {
  const exact = entries.get(name);
  if (exact || dialect !== "arm") return exact;
  const folded = name.toLowerCase();
  for (const [key, entry] of entries) if (key.toLowerCase() === folded) return entry;
  return undefined;
}

/** Into the kind's own words: conversions that every platform makes, inverted booleans, nested attributes. */
function translate(
  value: Value,
  definition: AttributeDefinition,
  dialect: Dialect,
  depth: number,
): Value {
  if (value.state !== "known") return value;
  switch (definition.type) {
    case "boolean":
      return toBoolean(value, definition.not ?? false);
    case "number":
      return toNumber(value, definition.zeroMeans);
    case "list":
      return definition.of ? listOf(value, definition.of, dialect, depth) : value;
    case "object":
      return definition.of ? objectWith(objectOf(value), definition.of, dialect, depth) : value;
    case "text":
    case "document":
    case "any":
      return value;
  }
}

function toBoolean(value: Known, inverted: boolean): Value {
  const text = wholeText(value)?.toLowerCase();
  if (text !== "true" && text !== "false") return value;
  return { ...value, value: (text === "true") !== inverted };
}

function toNumber(value: Known, zeroMeans: string | undefined): Value {
  const text = wholeText(value)?.trim();
  if (text === undefined || text === "" || !Number.isFinite(Number(text))) return value;
  if (Number(text) === 0 && zeroMeans !== undefined)
    return textValue(zeroMeans, value.at, value.via);
  return { ...value, value: { type: "number", text } };
}

type Members = Readonly<Record<string, AttributeDefinition>>;

/** A single value counts as a list of one, as CloudFormation and Terraform's blocks have it. */
function listOf(value: Known, members: Members, dialect: Dialect, depth: number): Value {
  const list = value.value !== null && isList(value.value) ? value.value : undefined;
  const each = list ? list.items : [value];
  const { more, set } = list ?? {};
  const translated = each.map((item) => objectWith(effective(item), members, dialect, depth));
  return {
    ...value,
    value: { type: "list", items: translated, ...(set ? { set } : {}), ...(more ? { more } : {}) },
  };
}

function objectWith(value: Value, members: Members, dialect: Dialect, depth: number): Value {
  if (value.state !== "known" || value.value === null || !isDict(value.value)) return value;
  if (depth >= nestingLimit)
    return unknown({ kind: "limit", what: "nesting of a kind" }, value.at, value.via);
  const entries = new Map<string, Entry>();
  for (const [name, definition] of Object.entries(members)) {
    const { value: found } = attribute(value, definition, dialect, value.at, depth + 1);
    entries.set(name, { value: found, key: found.at });
  }
  return { ...value, value: { type: "dict", entries } };
}

function withDefault(at: Place, fallback: Literal | undefined): Value {
  return fallback === undefined ? absent(at) : absent(at, literal(fallback, at));
}

/** A literal of a table as a value; `null` in a table is a value of its own. */
function literal(value: Literal, at: Place): Known {
  if (typeof value === "string") return textValue(value, at);
  if (typeof value === "number") return known({ type: "number", text: String(value) }, at);
  if (value === null || typeof value === "boolean") return known(value, at);
  if (Array.isArray(value)) {
    const list: readonly Literal[] = value;
    return known({ type: "list", items: list.map((item) => literal(item, at)) }, at);
  }
  const entries = Object.entries(value).map(([key, item]): [string, Entry] => [
    key,
    { value: literal(item, at), key: at },
  ]);
  return known({ type: "dict", entries: new Map(entries) }, at);
}

/** A fix writes below the declaration; an inverted boolean is written as its opposite. */
function targetsOf(
  at: Place,
  path: readonly string[],
  { not: inverted, type }: AttributeDefinition,
  of: Change["of"] = [],
): readonly Target[] {
  const whose = of.length > 0 ? { of } : {};
  const set = (value: boolean): Target => ({
    when: String(value),
    changes: [
      { at, ...whose, operation: { is: "set", path, value: { is: "literal", value: !value } } },
    ],
  });
  if (inverted) return [set(true), set(false)];
  const given: FixValue = { is: "given", ...(type === "number" ? { number: true } : {}) };
  return [{ changes: [{ at, ...whose, operation: { is: "set", path, value: given } }] }];
}
