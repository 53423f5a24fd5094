// What a module call makes: one module for each instance, evaluated with the caller's arguments.

import { evaluate, withLocals } from "../../expressions/evaluate.ts";
import type { Place, Reason, Value } from "../../expressions/value.ts";
import { through, unknown, wholeText } from "../../expressions/value.ts";
import { pathFrom } from "../../text/path.ts";
import type { Range } from "../../text/range.ts";
import type { Context } from "./context.ts";
import { say, touch, worked } from "./context.ts";
import type { Instance, Instances } from "./instances.ts";
import { instancesOf } from "./instances.ts";
import type { Module, Written } from "./module.ts";
import { scopeAt } from "./module.ts";
import { isLocal, moduleIn } from "./module-source.ts";
import { copyOf, knownModule } from "./remote-modules.ts";

/** Calls inside calls; a real configuration has a handful. */
const deepest = 32;

export interface Called extends Instances {
  /** By instance; without it the module is not read, and `unread` says why. */
  readonly contexts?: ReadonlyMap<Instance, Context>;
  readonly unread?: Reason;
}

export type MakeContext = (
  module: Module,
  folder: string,
  call: { readonly context: Context; readonly call: Written; readonly instance: Instance },
) => Context;

/** The instances of a call, each with its module. */
export function calledBy(context: Context, call: Written, make: MakeContext): Called {
  return worked(context, context.calls, call.name, call.parts, () => {
    const instances = instancesOf(context, call);
    const found = targetOf(context, call);
    if ("unread" in found) return { ...instances, unread: found.unread };
    const contexts = instances.items.map(
      (instance) =>
        [instance, make(found.module, found.folder, { context, call, instance })] as const,
    );
    return { ...instances, contexts: new Map(contexts) };
  });
}

type Target = { readonly module: Module; readonly folder: string } | { readonly unread: Reason };

function targetOf(context: Context, call: Written): Target {
  const unread: Target = { unread: { kind: "module", name: call.name } };
  const attribute = call.attributes.get("source");
  if (!attribute) return unread;
  const source = wholeText(evaluate(attribute.value, scopeAt(context.scope(call.file), attribute)));
  if (source === undefined) return unread;
  if (!isLocal(source)) return remoteTarget(context, call, source) ?? unread;
  const { range } = attribute.value;
  const folder = pathFrom(context.folder, source);
  if (folder === undefined) {
    const message = `The module "${source}" stands outside the workspace and is not read.`;
    say(context, call.file, range, message, "analysis/outside-the-workspace");
    return unread;
  }
  const found = targetIn(context, call, source, folder, range);
  if (found === "empty")
    say(context, call.file, range, `The folder of the module "${source}" has no Terraform files.`);
  return found === undefined || found === "empty" ? unread : found;
}

/** The copy wins over what is known of the module. */
function remoteTarget(context: Context, call: Written, source: string): Target | undefined {
  const folder = copyOf(context, call, source);
  const copy =
    folder === undefined ? undefined : targetIn(context, call, source, folder, call.block.head);
  return copy && copy !== "empty" ? copy : knownModule(source);
}

function targetIn(
  context: Context,
  call: Written,
  source: string,
  folder: string,
  range: Range,
): Target | "empty" | undefined {
  let depth = 0;
  for (let each: Context | undefined = context; each; each = each.caller?.context) {
    if (each.folder === folder) {
      const message = `The module "${call.name}" calls itself through "${source}", so it is not read.`;
      say(context, call.file, range, message);
      return { unread: { kind: "cycle", name: `module.${call.name}` } };
    }
    depth++;
  }
  if (depth > deepest) {
    const message = `More than ${deepest} module calls stand inside each other, so this one is not read.`;
    say(context, call.file, range, message);
    return { unread: { kind: "limit", what: "module calls inside each other" } };
  }
  const module = moduleIn(context.reader, folder);
  return module === undefined || module === "empty" ? module : { module, folder };
}

/** The argument of a call, as the instance sees it, with the call as a step of its way. */
export function argumentOf(
  caller: NonNullable<Context["caller"]>,
  name: string,
): Value | undefined {
  const { context, call, instance } = caller;
  touch(context, call.parts);
  // The instance is what `count` or `for_each` made of it.
  instancesOf(context, call);
  const argument = call.attributes.get(name);
  if (!argument) return undefined;
  const file = argument.file ?? call.file;
  const scope = withLocals(context.scope(file), instance.names);
  const value = evaluate(argument.value, scope);
  const inside =
    value.at.file === file &&
    value.at.range.start >= argument.value.range.start &&
    value.at.range.end <= argument.value.range.end;
  const at: Place = { file, range: inside ? argument.value.range : argument.nameRange };
  return through(value, { kind: "module", at, label: `module "${call.name}"` });
}

/** The module is not read, so nothing that it gives is known. */
export function unreadOutput(called: Called, call: Written, at: Place): Value {
  const reason = called.unread ?? { kind: "module" as const, name: call.name };
  return unknown(reason, at, [{ kind: "module", at, label: `module.${call.name}` }]);
}
