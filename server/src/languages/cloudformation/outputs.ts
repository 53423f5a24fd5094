// The outputs of a template: what a stack around it can ask for.

import type { Place, Value } from "../../expressions/value.ts";
import { absent, unknown } from "../../expressions/value.ts";
import type { Context, Evaluate } from "./context.ts";
import { itemsOf } from "./loops.ts";
import { existence } from "./references.ts";
import { macroOf, memberOf } from "./template.ts";

/** The value of an output; undefined where the template declares none of that name. */
export function outputOf(name: string, context: Context, evaluate: Evaluate): Value | undefined {
  const output = outputMember(name, "Value", context, evaluate);
  return output?.state === "absent"
    ? unknown({ kind: "error", message: `the output "${name}" is not made` }, output.at)
    : output;
}

/** A member of an output, such as its export; absent where the output is not made. */
export function outputMember(
  name: string,
  member: string,
  context: Context,
  evaluate: Evaluate,
): Value | undefined {
  const item = itemsOf("Outputs", context, evaluate).get(name);
  const written = item && memberOf(item.entry.value, member);
  if (!item || !written) return undefined;
  const at: Place = { file: context.template.file, range: item.entry.range };
  if (macroOf(context.template)) return unknown({ kind: "function", name: "Fn::Transform" }, at);
  const exists = existence(item, context, evaluate);
  if (exists === "no") return absent(at);
  if (exists === "unknown") return unknown({ kind: "condition" }, at);
  return evaluate(written.value, { ...context, bindings: item.bindings });
}
