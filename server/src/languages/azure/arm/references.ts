// What `reference()`, `list…()` and resource ids say of the resources of a template. Knows no resource's properties.

import type { Entry, Place, Reason, Value } from "../../../expressions/value.ts";
import { known, shape, through, unknown, wholeText } from "../../../expressions/value.ts";
import { idKey } from "../declarations.ts";
import { textOf } from "../text.ts";

/** The declarations of a template; filled while it is read. */
export interface Declared {
  /** Ids by symbolic name, of a loop `name[0]`. */
  readonly symbols: Map<string, string>;
  /** Ids by type and name, as `idKey` makes them. */
  readonly resources: Map<string, string>;
  /** Ids by name alone in lower case; undefined where two resources have it. */
  readonly names: Map<string, string | undefined>;
  /** What deployments give back, by id. */
  readonly outputs: Map<string, () => Outputs>;
}

/** An object of the outputs, or why the template that makes them is not read. */
export type Outputs = { readonly value: Value } | { readonly reason: Reason };

export function newDeclared(): Declared {
  return { symbols: new Map(), resources: new Map(), names: new Map(), outputs: new Map() };
}

/** `reference(…)`: the outputs of a deployment; of everything else only the cloud knows more. */
export function referenced(
  resource: Value,
  isFull: boolean,
  name: string,
  at: Place,
  declared: Declared,
): Value {
  const id = declarationOf(resource, declared);
  const open = computed(resource, id, name, at);
  const outputs = id === undefined ? undefined : declared.outputs.get(id)?.();
  if (id === undefined || !outputs) return open;
  if ("reason" in outputs) return unknown(outputs.reason, at, resource.via);
  const step = { kind: "module", at, label: id } as const;
  const found = record("outputs", through(outputs.value, step), open.reason, at);
  return isFull ? record("properties", found, open.reason, at) : found;
}

/** An object with one member that is known. */
function record(name: string, value: Value, more: Reason, at: Place): Value {
  const entries = new Map<string, Entry>([[name, { key: at, value }]]);
  return known({ type: "dict", entries, more }, at);
}

/** `listKeys(…)` and its siblings: secrets that the cloud gives out. */
export function listed(resource: Value, name: string, at: Place, declared: Declared): Value {
  const id = declarationOf(resource, declared);
  return { ...computed(resource, id, name, at), sensitive: true };
}

function computed(resource: Value, id: string | undefined, name: string, at: Place) {
  const declaration = id ?? shapeOf(resource);
  const reason: Reason = { kind: "computed", declaration, attribute: `${name}()` };
  return unknown(reason, at, resource.via);
}

function declarationOf(resource: Value, declared: Declared): string | undefined {
  const step = resource.via.find((each) => each.declaration !== undefined);
  const text = wholeText(resource);
  const bySymbol = text === undefined ? undefined : declared.symbols.get(text);
  return (
    bySymbol ??
    step?.declaration ??
    (text === undefined ? undefined : declared.names.get(text.toLowerCase()))
  );
}

/** Adds to an id which declaration of the template it is the id of. */
export function withReference(value: Value, at: Place, declared: Declared): Value {
  const text = textOf(value);
  const key = text ? idKey(text.parts) : undefined;
  const declaration = key === undefined ? undefined : declared.resources.get(key);
  if (declaration === undefined) return value;
  return through(value, {
    kind: "reference",
    at,
    label: declaration,
    declaration,
    attribute: "id",
  });
}

function shapeOf(resource: Value): string {
  const text = textOf(resource);
  return text ? shape(text) : (wholeText(resource) ?? "");
}
