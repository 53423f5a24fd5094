// Reads one template as a stack: its resources and those of the stacks in it as declarations.

import { all } from "../../expressions/truth.ts";
import type { Value } from "../../expressions/value.ts";
import { known, unknown } from "../../expressions/value.ts";
import type { Declaration } from "../../model/declaration.ts";
import { tellingName } from "../../model/telling-name.ts";
import type { Context, Item } from "./context.ts";
import { report } from "./context.ts";
import { evaluate } from "./evaluate.ts";
import { itemsOf } from "./loops.ts";
import { childOf } from "./nested-stack.ts";
import { existence } from "./references.ts";
import { reportRefusals } from "./refusals.ts";
import { macroOf, memberOf, resourceType } from "./template.ts";

/** The declarations of a template; what is wrong with it is said in the context. */
export function declarationsOf(context: Context): readonly Declaration[] {
  const macro = macroOf(context.template);
  if (macro) {
    const message = `The macro "${macro.name}" may change everything here, so nothing in this template is judged.`;
    report(context, macro.range, message);
  }
  const items = [...itemsOf("Resources", context, evaluate).values()];
  reportRefusals(context, evaluate);
  return items.flatMap((item) => {
    const declaration = declare(item, context);
    const child = childOf(item.id, context, evaluate);
    const nested = child && "context" in child ? declarationsOf(child.context) : [];
    return declaration ? [declaration, ...nested] : nested;
  });
}

function declare(item: Item, context: Context): Declaration | undefined {
  const { entry } = item;
  const type = resourceType(entry);
  if (type === undefined) return undefined;
  const { key, keyRange, range, value } = entry;
  const at = { file: context.template.file, range, head: keyRange };
  const written = memberOf(value, "Properties")?.value;
  const body: Value = !context.session.isRead("cloudformation", type)
    ? unknown({ kind: "unsupported", what: "this type of resource" }, at)
    : written
      ? evaluate(written, { ...context, bindings: item.bindings })
      : known({ type: "dict", entries: new Map() }, at);
  const macro = macroOf(context.template);
  const id = context.prefix + item.id;
  const name = item.bindings.size > 0 ? item.id : key;
  const changed = macro && unknown({ kind: "unsupported", what: `the macro ${macro.name}` }, at);
  return {
    id,
    language: "cloudformation",
    dialect: "cloudformation",
    type,
    name: context.prefix === "" ? name : tellingName(name, type, id),
    at,
    body: changed ?? (body.state === "absent" ? unknown({ kind: "missing" }, body.at) : body),
    exists: all([context.exists, existence(item, context, evaluate)]),
  };
}
