// What a configuration gives to others: its outputs, and the arguments of modules that are not read.

import { evaluate, withLocals } from "../../expressions/evaluate.ts";
import type { Value } from "../../expressions/value.ts";
import type { Context } from "./context.ts";
import { once } from "./context.ts";
import { callsOf } from "./evaluation.ts";
import { instancesOf } from "./instances.ts";
import { placeOfBlock, scopeAt } from "./module.ts";
import { isKnown } from "./remote-modules.ts";

/** `context` is of the root module. */
export function handedOut(context: Context): readonly Value[] {
  return [...outputsOf(context), ...givenAway(context)];
}

/** What the root module tells whoever deploys it. */
function outputsOf(context: Context): readonly Value[] {
  return [...context.module.outputs.values()].flatMap((declared) => {
    const written = declared.attributes.get("value");
    if (!written) return [];
    const at = placeOfBlock(declared.block, declared.file);
    return once(context, `handed out: ${declared.id}`, at, declared.parts, () =>
      evaluate(written.value, scopeAt(context.scope(declared.file), written)),
    );
  });
}

/** The arguments of calls whose modules are not read. */
function givenAway(context: Context): readonly Value[] {
  return [...context.module.calls.values()].flatMap((call) => {
    const called = callsOf(context, call);
    const contexts = [...(called.contexts?.values() ?? [])];
    const inside = contexts.flatMap(givenAway);
    // Of a module that is known without its code only a part is in view.
    if (called.contexts && !contexts.some((each) => isKnown(each.folder))) return inside;
    const scope = context.scope(call.file);
    const at = placeOfBlock(call.block, call.file);
    const given = called.items.flatMap((instance) =>
      [...call.attributes]
        .filter(([name]) => !meta.has(name))
        .map(([name, { value, file }]) =>
          once(context, `handed out: ${instance.id}.${name}`, at, call.parts, () => {
            // The instance is what `count` or `for_each` made of it.
            instancesOf(context, call);
            const inFile = file === undefined ? scope : context.scope(file);
            return evaluate(value, withLocals(inFile, instance.names));
          }),
        ),
    );
    return [...inside, ...given];
  });
}

const meta: ReadonlySet<string> = new Set([
  "source",
  "version",
  "count",
  "for_each",
  "providers",
  "depends_on",
]);
