// What a template gives to others: its outputs, and the parameters of stacks that are not read.

import type { Value } from "../../expressions/value.ts";
import type { Context } from "./context.ts";
import { evaluate } from "./evaluate.ts";
import { itemsOf } from "./loops.ts";
import { childOf } from "./nested-stack.ts";
import { memberOf } from "./template.ts";

export function handedOut(context: Context): readonly Value[] {
  const outputs = [...itemsOf("Outputs", context, evaluate).values()].flatMap((item) => {
    const written = memberOf(item.entry.value, "Value")?.value;
    return written ? [evaluate(written, { ...context, bindings: item.bindings })] : [];
  });
  return [...outputs, ...givenToStacks(context)];
}

function givenToStacks(context: Context): readonly Value[] {
  return [...itemsOf("Resources", context, evaluate).values()].flatMap((item) => {
    const child = childOf(item.id, context, evaluate);
    if (!child) return [];
    if ("context" in child) return givenToStacks(child.context);
    const properties = memberOf(item.entry.value, "Properties")?.value;
    const given = memberOf(properties, "Parameters")?.value;
    return given ? [evaluate(given, { ...context, bindings: item.bindings })] : [];
  });
}
