// Builds values, resources and models for the tests of access, as a language would, without any language.

import type { Entry, Place, Reason, Value } from "../../../src/expressions/value.ts";
import { absent, known, unknown } from "../../../src/expressions/value.ts";
import type { AnalysisContext } from "../../../src/model/analysis.ts";
import type { Declaration, Dialect } from "../../../src/model/declaration.ts";
import type { Provider, Register } from "../../../src/model/register.ts";
import { emptyRegister } from "../../../src/model/register.ts";
import type { Model, Resource } from "../../../src/model/resource.ts";
import { defaultLimits } from "../../../src/text/limits.ts";

/** Every literal that is built stands at a place of its own. */
let offset = 0;

export function place(): Place {
  offset += 10;
  return { file: "main.tf", range: { start: offset, end: offset + 5 } };
}

/** An unknown part of a string, or a value that is not known. */
export class Unknown {
  readonly reason: Reason;
  constructor(reason: Reason) {
    this.reason = reason;
  }
}

/** A string in parts, some of which may be unknown. */
export class Parts {
  readonly parts: readonly (string | Unknown)[];
  constructor(parts: readonly (string | Unknown)[]) {
    this.parts = parts;
  }
}

export type Plain =
  | null
  | boolean
  | number
  | string
  | Unknown
  | Parts
  | readonly Plain[]
  | { readonly [key: string]: Plain };

export const parameter = new Unknown({ kind: "parameter", name: "account" });
export const ownAccount = new Unknown({ kind: "own", what: "aws-account" });

export function computed(declaration: string, attribute = "arn"): Unknown {
  return new Unknown({ kind: "computed", declaration, attribute });
}

export function parts(...all: (string | Unknown)[]): Parts {
  return new Parts(all);
}

export function value(plain: Plain): Value {
  const at = place();
  if (plain instanceof Unknown) return unknown(plain.reason, at);
  if (plain instanceof Parts)
    return known({ type: "text", parts: plain.parts.map((each) => partOf(each, at)) }, at);
  if (typeof plain === "string") return known({ type: "text", parts: [partOf(plain, at)] }, at);
  if (typeof plain === "number") return known({ type: "number", text: String(plain) }, at);
  if (plain === null || typeof plain === "boolean") return known(plain, at);
  if (isList(plain)) {
    const items = plain.map(value);
    return known({ type: "list", items }, spanning(at, items));
  }
  const entries = Object.entries(plain).map(([key, item]): [string, Entry] => [
    key,
    { key: place(), value: value(item) },
  ]);
  return known(
    { type: "dict", entries: new Map(entries) },
    spanning(
      at,
      entries.map(([, entry]) => entry.value),
    ),
  );
}

function isList(plain: Plain): plain is readonly Plain[] {
  return Array.isArray(plain);
}

function partOf(part: string | Unknown, at: Place) {
  const { file, range } = at;
  return part instanceof Unknown ? { hole: part.reason, file, range } : { text: part, file, range };
}

/** A container spans its members. */
function spanning(at: Place, members: readonly Value[]): Place {
  const end = Math.max(at.range.end, ...members.map((each) => each.at.range.end));
  return { file: at.file, range: { start: at.range.start, end: end + 1 } };
}

export interface Made {
  readonly resource: Resource;
  readonly declaration: Declaration;
}

export function make(
  kind: string,
  id: string,
  attributes: { readonly [name: string]: Plain },
  more: Partial<Declaration> = {},
): Made {
  const start = place();
  const values = new Map(
    Object.entries(attributes).map(([name, plain]) => [name, value(plain)] as const),
  );
  const at = spanning(start, [...values.values()]);
  const dialect: Dialect = more.dialect ?? "terraform";
  const declaration: Declaration = {
    id,
    language: "terraform",
    dialect,
    type: id.split(".")[0] ?? id,
    name: id.split(".").at(-1) ?? id,
    at,
    body: absent(at),
    exists: "yes",
    ...more,
  };
  return {
    declaration,
    resource: {
      kind,
      id,
      name: declaration.name,
      declarations: [id],
      at,
      attributes: values,
      exists: declaration.exists,
    },
  };
}

export function model(...made: readonly Made[]): Model {
  return {
    declarations: made.map((each) => each.declaration),
    resources: made.map((each) => each.resource),
  };
}

export function provider(name: string, more: Partial<Provider> = {}): Provider {
  return {
    name,
    kind: "msp",
    awsAccounts: [],
    azureTenants: [],
    principals: [],
    networks: [],
    domains: [],
    repositories: [],
    issuers: [],
    allowedRoles: [],
    ended: false,
    at: place(),
    ...more,
  };
}

export function register(more: Partial<Register> = {}): Register {
  return { ...emptyRegister, ...more };
}

export function context(more: Partial<AnalysisContext> = {}): AnalysisContext {
  return {
    register: emptyRegister,
    tables: { get: () => undefined },
    today: "2026-06-01",
    limits: defaultLimits,
    ...more,
  };
}
