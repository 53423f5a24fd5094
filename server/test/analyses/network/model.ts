// Models that are put together by hand for tests of the analysis; no language reads them.

import { network } from "../../../src/analyses/network/index.ts";
import { bundledKinds } from "../../../src/bundled.ts";
import type { Truth } from "../../../src/expressions/truth.ts";
import type { Reason, Value } from "../../../src/expressions/value.ts";
import {
  effective,
  isDict,
  isList,
  isText,
  known,
  shape,
  textValue,
  unknown,
  wholeText,
} from "../../../src/expressions/value.ts";
import type { AnalysisContext } from "../../../src/model/analysis.ts";
import { buildResources } from "../../../src/model/build.ts";
import type { Declaration, Dialect } from "../../../src/model/declaration.ts";
import type { Register } from "../../../src/model/register.ts";
import { emptyRegister } from "../../../src/model/register.ts";
import type { Resource } from "../../../src/model/resource.ts";
import { defaultLimits } from "../../../src/text/limits.ts";

export type Plain =
  | null
  | boolean
  | number
  | string
  | Value
  | readonly Plain[]
  | { readonly [key: string]: Plain };

const at = { file: "main", range: { start: 0, end: 9 } };

export function value(data: Plain): Value {
  if (data === null || typeof data === "boolean") return known(data, at);
  if (typeof data === "number") return known({ type: "number", text: String(data) }, at);
  if (typeof data === "string") return textValue(data, at);
  if (isItems(data)) return known({ type: "list", items: data.map(value) }, at);
  if ("state" in data && "at" in data) return data as Value;
  const entries = Object.entries(data).map(
    ([key, each]) => [key, { value: value(each), key: at }] as const,
  );
  return known({ type: "dict", entries: new Map(entries) }, at);
}

function isItems(data: Plain): data is readonly Plain[] {
  return Array.isArray(data);
}

export const something: Reason = { kind: "parameter", name: "x" };
export const unsaid: Value = unknown(something, at);

/** A list that may hold more than these. */
export function open(...items: readonly Plain[]): Value {
  return known({ type: "list", items: items.map(value), more: something }, at);
}

/** A text with an unknown beginning. */
export function ending(text: string): Value {
  const { range, file } = at;
  return known(
    {
      type: "text",
      parts: [
        { hole: something, file, range },
        { text, file, range },
      ],
    },
    at,
  );
}

/** What a reference to an attribute that the cloud decides is. */
export function reference(declaration: string, attribute = "id"): Value {
  return unknown({ kind: "computed", declaration, attribute }, at);
}

export function declared(
  type: string,
  name: string,
  body: Plain,
  more: {
    readonly dialect?: Dialect;
    readonly exists?: Truth;
    readonly parent?: string;
    readonly existing?: true;
  } = {},
): Declaration {
  const { dialect = "terraform", exists = "yes", parent, existing } = more;
  return {
    id: `${type}.${name}`,
    language: dialect,
    dialect,
    type,
    name,
    at,
    body: value(body),
    exists,
    ...(parent === undefined ? {} : { parent }),
    ...(existing ? { existing } : {}),
  };
}

export function openings(
  declarations: readonly Declaration[],
  register: Partial<Register> = {},
  customer?: string,
  handedOut: readonly Value[] = [],
): readonly Resource[] {
  const context: AnalysisContext = {
    register: { ...emptyRegister, ...register },
    tables: { get: () => undefined },
    today: "2026-06-15",
    limits: defaultLimits,
    ...(customer === undefined ? {} : { customer }),
  };
  return network.run(
    { declarations, resources: buildResources(declarations, bundledKinds), handedOut },
    context,
  );
}

/** `?` unknown, `-` absent; a list that may hold more ends in `…`. */
export function brief(fact: Resource | undefined, attribute: string): string {
  const read = fact?.attributes.get(attribute);
  return read ? words(effective(read)) : "nothing";
}

function words(read: Value): string {
  if (read.state === "unknown") return "?";
  if (read.state === "absent" || read.value === null) return "-";
  if (isList(read.value))
    return [...read.value.items.map(words), ...(read.value.more ? ["…"] : [])].join(" ") || "-";
  if (isDict(read.value))
    return [...read.value.entries]
      .map(([key, entry]) => `${key}: ${words(entry.value)}`)
      .join(", ");
  if (isText(read.value)) return shape(read.value);
  return wholeText(read) ?? "?";
}
