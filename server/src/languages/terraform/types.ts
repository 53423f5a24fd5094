// Converts a variable's value to the type that the variable declares; places stay where they are.

import type { Scope } from "../../expressions/evaluate.ts";
import { evaluate } from "../../expressions/evaluate.ts";
import type {
  DictExpression,
  Expression,
  TemplateExpression,
} from "../../expressions/expression.ts";
import type { Entry, Known, Value } from "../../expressions/value.ts";
import { isDict, isList, known, unknown, wholeText } from "../../expressions/value.ts";
import { convertTo, unified } from "./conversion.ts";
import { setMembers } from "./set-order.ts";
import { readExpression } from "./syntax/hcl.ts";
import type { Type } from "./value-type.ts";

const anyMap = { is: "map", of: "any" } as const;

export function convert(value: Value, type: Expression, scope: Scope): Value {
  const constraint = type.kind === "template" ? fromText(type) : type;
  if (value.state !== "known" || value.value === null) {
    const declared = typeOfConstraint(constraint, scope);
    return declared === "any" ? value : { ...value, type: declared };
  }
  if (constraint.kind === "name") return primitive(value, constraint.name);
  if (constraint.kind !== "call") return value;
  const of = constraint.arguments[0];
  switch (constraint.name) {
    case "list":
    case "set":
      return of ? collection(value, of, constraint.name === "set", scope) : value;
    case "map":
      return of ? mapOf(value, of, scope) : value;
    case "object":
      return of?.kind === "dict" ? object(value, of, scope) : value;
    case "tuple":
      return of?.kind === "list" ? tuple(value, of.items, scope) : value;
    case "optional":
      return of ? convert(value, of, scope) : value;
    default:
      return value;
  }
}

/** The type that a constraint names; members that are optional are members too. */
function typeOfConstraint(constraint: Expression, scope: Scope): Type {
  if (constraint.kind === "name")
    return constraint.name === "string" ||
      constraint.name === "number" ||
      constraint.name === "bool"
      ? constraint.name
      : "any";
  const of = constraint.kind === "call" ? constraint.arguments[0] : undefined;
  if (constraint.kind !== "call" || !of) return "any";
  switch (constraint.name) {
    case "list":
    case "set":
    case "map":
      return { is: constraint.name, of: typeOfConstraint(of, scope) };
    case "optional":
      return typeOfConstraint(of, scope);
    case "tuple":
      return of.kind === "list"
        ? { is: "tuple", of: of.items.map((item) => typeOfConstraint(item, scope)) }
        : "any";
    case "object": {
      if (of.kind !== "dict") return "any";
      const members = new Map<string, Type>();
      for (const entry of of.entries) {
        const name = entry.kind === "entry" ? wholeText(evaluate(entry.key, scope)) : undefined;
        if (entry.kind === "entry" && name !== undefined)
          members.set(name, typeOfConstraint(entry.value, scope));
      }
      return { is: "object", of: members };
    }
    default:
      return "any";
  }
}

/** In Terraform JSON, and in old files, the type stands in a string. */
function fromText(type: TemplateExpression): Expression {
  const text = type.parts.map((part) => ("kind" in part ? "" : part.text)).join("");
  return readExpression(text, () => type.range.start);
}

/** A value that does not fit is left as it is: Terraform itself says so. */
function primitive(value: Known, type: string): Value {
  return type === "string" || type === "number" || type === "bool"
    ? (convertTo(value, type) ?? value)
    : value;
}

function collection(value: Known, of: Expression, set: boolean, scope: Scope): Value {
  if (value.value === null || !isList(value.value)) return value;
  const converted = value.value.items.map((item) => convert(item, of, scope));
  // `list(any)` takes the type that its items have in common.
  const same = of.kind === "name" && of.name === "any" ? unified(converted) : converted;
  if (!same) return unknown({ kind: "error", message: "the items are of several types" }, value.at);
  const items = set ? setMembers(same) : same;
  const { more } = value.value;
  const type: Type = { is: set ? "set" : "list", of: typeOfConstraint(of, scope) };
  return {
    ...value,
    ...(items.length === 0 && !more ? { type } : {}),
    value: {
      type: "list",
      items,
      ...(set ? { set: true as const } : { uniform: true as const }),
      ...(more ? { more } : {}),
    },
  };
}

function mapOf(value: Known, of: Expression, scope: Scope): Value {
  if (value.value === null || !isDict(value.value)) return value;
  const entries = new Map<string, Entry>();
  for (const [name, entry] of value.value.entries)
    entries.set(name, { ...entry, value: convert(entry.value, of, scope) });
  if (of.kind === "name" && of.name === "any") {
    const same = convertTo({ ...value, value: { ...value.value, entries } }, anyMap);
    return (
      same ?? unknown({ kind: "error", message: "the members are of several types" }, value.at)
    );
  }
  const type: Type = { is: "map", of: typeOfConstraint(of, scope) };
  return {
    ...value,
    ...(entries.size === 0 && !value.value.more ? { type } : {}),
    value: { ...value.value, entries, uniform: true },
  };
}

/** Members that the type does not have are dropped; optional ones that are not written get their default. */
function object(value: Known, shape: DictExpression, scope: Scope): Value {
  if (value.value === null || !isDict(value.value)) return value;
  const { more } = value.value;
  const entries = new Map<string, Entry>();
  for (const item of shape.entries) {
    if (item.kind !== "entry") continue;
    const name = wholeText(evaluate(item.key, scope));
    if (name === undefined) continue;
    const written = value.value.entries.get(name);
    const unset = !written || (written.value.state === "known" && written.value.value === null);
    const optional =
      item.value.kind === "call" && item.value.name === "optional" ? item.value : undefined;
    const key = written?.key ?? value.at;
    if (!unset) entries.set(name, { key, value: convert(written.value, item.value, scope) });
    else if (!written && more)
      entries.set(name, { key, value: unknown(more, value.at, value.via) });
    else if (optional?.arguments[1] && optional.arguments[0]) {
      entries.set(name, {
        key,
        value: convert(evaluate(optional.arguments[1], scope), optional.arguments[0], scope),
      });
    } else if (optional || written) {
      const type = typeOfConstraint(item.value, scope);
      entries.set(name, { key, value: { ...known(null, value.at, value.via), type } });
    }
  }
  return { ...value, value: { type: "dict", entries } };
}

function tuple(value: Known, types: readonly Expression[], scope: Scope): Value {
  if (value.value === null || !isList(value.value)) return value;
  const items = value.value.items.map((item, index) => {
    const type = types[index];
    return type ? convert(item, type, scope) : item;
  });
  return { ...value, value: { ...value.value, items } };
}
