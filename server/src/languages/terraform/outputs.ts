// What a reference to a module call gives: the outputs of its instances, evaluated in the module.

import type { Resolution, Scope, Step } from "../../expressions/evaluate.ts";
import { evaluate } from "../../expressions/evaluate.ts";
import type { Entry, Place, Value } from "../../expressions/value.ts";
import { known, through, unknown } from "../../expressions/value.ts";
import type { Context } from "./context.ts";
import { lookUp, nameOf, once, reached, touch } from "./context.ts";
import { valueAt } from "./foreign.ts";
import type { Instance } from "./instances.ts";
import type { Written } from "./module.ts";
import { placeOfBlock, scopeAt } from "./module.ts";
import type { Called } from "./module-calls.ts";
import { unreadOutput } from "./module-calls.ts";
import { isKnown } from "./remote-modules.ts";
import { choose } from "./resources.ts";

/** `steps` stand behind `module`; the first one is the name of the call. */
export function resolveModule(
  called: Called,
  call: Written,
  steps: readonly Step[],
  at: Place,
  scope: Scope,
): Resolution {
  const { contexts } = called;
  if (!contexts) return { value: unreadOutput(called, call, at), used: steps.length };
  let used = 1;
  let chosen: readonly Instance[] = called.items;
  const index = steps[1];
  if (index?.is === "index" && called.keyed) {
    used = 2;
    const key = evaluate(index.index, scope);
    chosen = choose(called.items, key);
    if (chosen.length === 0) {
      const reason =
        key.state === "unknown"
          ? key.reason
          : ({ kind: "error", message: `there is no such instance of ${call.id}` } as const);
      return { value: unknown(called.more ?? reason, at, key.via), used: steps.length };
    }
  }
  const only = chosen.length === 1 && (used === 2 || !called.keyed) ? chosen[0] : undefined;
  const context = only && contexts.get(only);
  if (!only || !context) return { value: all(called, call, at), used };
  const name = nameOf(steps[used]);
  return name === undefined
    ? { value: outputs(context, only, call, at), used }
    : { value: output(context, only, name, at), used: used + 1 };
}

function output(context: Context, instance: Instance, name: string, use: Place): Value {
  const declared = lookUp(context, "outputs", name);
  // What is known of a public module is not all of it.
  if (!declared && isKnown(context.folder))
    return unknown({ kind: "module", name: nameIn(context) }, use);
  if (!declared) return unknown({ kind: "undeclared", name: `${instance.id}.${name}` }, use);
  const at = placeOfBlock(declared.block, declared.file);
  const { foreign, caller } = context;
  const value = once(context, declared.id, at, declared.parts, () => {
    const written = declared.attributes.get("value");
    const found = written
      ? evaluate(written.value, scopeAt(context.scope(declared.file), written))
      : unknown({ kind: "missing" }, at);
    const ours = foreign && !caller?.context.foreign ? valueAt(found, foreign) : found;
    const sensitive = declared.attributes.get("sensitive")?.value;
    return sensitive?.kind === "literal" && sensitive.value === true
      ? { ...ours, sensitive: true as const }
      : ours;
  });
  const step = { kind: "module" as const, at: use, label: `${instance.id}.${name}` };
  if (!foreign) return reached(value, step, `output "${name}"`, "module");
  // What is not known is written nowhere that the reader sees but in its use.
  return through(value.state === "unknown" ? { ...value, at: use } : value, step);
}

function nameIn(context: Context): string {
  return context.caller?.call.name ?? "";
}

/** One instance as an object of its outputs. */
function outputs(context: Context, instance: Instance, call: Written, use: Place): Value {
  const entries = new Map<string, Entry>();
  touch(context, [context.module.names]);
  for (const [name, declared] of context.module.outputs) {
    touch(context, declared.parts);
    entries.set(name, {
      value: output(context, instance, name, use),
      key: context.foreign ?? placeOfBlock(declared.block, declared.file),
    });
  }
  const rest = isKnown(context.folder)
    ? { more: { kind: "module" as const, name: nameIn(context) } }
    : {};
  return known({ type: "dict", entries, ...rest }, placeOfBlock(call.block, call.file));
}

/** A list for `count`, an object by key for `for_each`. */
function all(called: Called, call: Written, use: Place): Value {
  const place = placeOfBlock(call.block, call.file);
  const value = (instance: Instance): Value => {
    const context = called.contexts?.get(instance);
    return context ? outputs(context, instance, call, use) : unreadOutput(called, call, use);
  };
  const items = called.items.map((item) => ({ key: item.key, value: value(item) }));
  const others = items.find((item) => item.key === undefined)?.value;
  const more = called.more ? { more: called.more, ...(others ? { others } : {}) } : {};
  if (!called.named)
    return known({ type: "list", items: items.map((item) => item.value), ...more }, place);
  const entries = new Map<string, Entry>();
  for (const item of items)
    if (item.key !== undefined) entries.set(item.key, { value: item.value, key: place });
  return known({ type: "dict", entries, ...more }, place);
}
