// What names mean in a Terraform module: variables, locals, resources, data sources and module calls, each evaluated once.

import type { Resolution, Rules, Scope, Step } from "../../expressions/evaluate.ts";
import { evaluate } from "../../expressions/evaluate.ts";
import type { Place, Trail, Value } from "../../expressions/value.ts";
import { unknown } from "../../expressions/value.ts";
import type { Limits } from "../../text/limits.ts";
import type { Caller, Context } from "./context.ts";
import { lookUp, nameOf, once, reached, sayLimit, stepPlace, touch } from "./context.ts";
import { chosenOf, sameTypes } from "./conversion.ts";
import { homeOf } from "./foreign.ts";
import { callFunction } from "./functions/index.ts";
import type { Given, Module, Written } from "./module.ts";
import { placeOfBlock, scopeAt } from "./module.ts";
import type { Called } from "./module-calls.ts";
import { argumentOf, calledBy } from "./module-calls.ts";
import { resolveModule } from "./outputs.ts";
import { pathValue, terraformValue } from "./paths.ts";
import type { Reader, Worked } from "./reader.ts";
import { readerOf } from "./reader.ts";
import { isCopy } from "./recognise.ts";
import { resolveResource } from "./resources.ts";
import { convert } from "./types.ts";
import { typeOf } from "./value-type.ts";

const rules: Rules = {
  soleInterpolationIsValue: true,
  memberIgnoresCase: false,
  nullInText: "error",
  booleanText: String,
  additionJoinsText: false,
  membersInKeyOrder: true,
  typedOperands: true,
  uniqueKeys: true,
  commonType: chosenOf,
  sameTypes,
  typeOf,
  normalForm: true,
};

/** A root module: its variables get what files of values say. */
export function contextOf(
  module: Module,
  given: ReadonlyMap<string, Given>,
  limits: Limits,
  folder = "",
  reader: Reader = readerOf(new Map(), limits),
): Context {
  const context: Context = make(reader, module, folder, "", (name) => {
    const written = given.get(name);
    return written && evaluate(written.value, context.scope(written.file));
  });
  return context;
}

/** What an instance of a call makes of a module: its variables get the caller's arguments. */
function calledContext(module: Module, folder: string, caller: Caller): Context {
  const prefix = `${caller.instance.id}.`;
  const input = (name: string) => argumentOf(caller, name);
  const foreign =
    caller.context.foreign ?? (isCopy(`${folder}/`) ? homeOf(caller.call) : undefined);
  return make(caller.context.reader, module, folder, prefix, input, caller, foreign);
}

export function callsOf(context: Context, call: Written): Called {
  return calledBy(context, call, calledContext);
}

function make(
  reader: Reader,
  module: Module,
  folder: string,
  prefix: string,
  input: Context["input"],
  caller?: Caller,
  foreign?: Place,
): Context {
  const { limits, budget } = reader;
  const scopes = new Map<string, Scope>();
  const worked = workedIn(reader, folder, prefix, caller?.context.worked);
  const context: Context = {
    reader,
    module,
    folder,
    prefix,
    input,
    limits,
    worked,
    calls: new Map(),
    running: new Set(),
    scope: (file) => {
      let scope = scopes.get(file);
      if (!scope) {
        scope = {
          file,
          limits,
          budget,
          rules,
          locals: noNames,
          limited: (reason, at) => sayLimit(context, reason, at),
          resolve: (root, steps, at, inner) => resolve(context, root, steps, at, inner),
          call: (written, argument, inner) => callFunction(written, argument, inner, context),
        };
        scopes.set(file, scope);
      }
      return scope;
    },
    ...(caller ? { caller } : {}),
    ...(foreign ? { foreign } : {}),
  };
  return context;
}

const noNames: ReadonlyMap<string, Value> = new Map();

/** What the same module has come to before, where it was called from the same one. */
function workedIn(
  reader: Reader,
  folder: string,
  prefix: string,
  caller: Worked | undefined,
): Worked {
  const before = reader.earlier?.worked.get(prefix);
  const worked: Worked =
    before?.folder === folder && before.caller === caller
      ? before
      : { folder, caller, values: new Map(), instances: new Map(), declarations: new Map() };
  reader.worked.set(prefix, worked);
  return worked;
}

function resolve(
  context: Context,
  root: string,
  steps: readonly Step[],
  at: Place,
  scope: Scope,
): Resolution | undefined {
  const first = nameOf(steps[0]);
  switch (root) {
    case "var":
      return first === undefined
        ? undefined
        : { value: variable(context, first, stepPlace(at, steps, 1)), used: 1 };
    case "local":
      return first === undefined
        ? undefined
        : { value: local(context, first, stepPlace(at, steps, 1)), used: 1 };
    case "module": {
      const call = first === undefined ? undefined : lookUp(context, "calls", first);
      return call && resolveModule(callsOf(context, call), call, steps, at, scope);
    }
    case "path":
      return { value: pathValue(context, first, at), used: Math.min(1, steps.length) };
    case "terraform":
    case "tofu":
      return { value: terraformValue(first, at), used: Math.min(1, steps.length) };
    case "each":
    case "count":
      // What has instances gives these names itself.
      return undefined;
    case "self":
      return {
        value: unknown(
          { kind: "unsupported", what: first === undefined ? root : `${root}.${first}` },
          at,
        ),
        used: steps.length,
      };
    case "ephemeral": {
      // Read anew at each run, and written down nowhere.
      const name = [root, first, nameOf(steps[1])].filter((each) => each !== undefined).join(".");
      return { value: unknown({ kind: "data", name }, at), used: steps.length };
    }
    case "data":
      return first === undefined
        ? undefined
        : resolveResource(context, `data.${first}`, steps.slice(1), 1, at, scope);
    default:
      return resolveResource(context, root, steps, 0, at, scope);
  }
}

function variable(context: Context, name: string, use: Place): Value {
  const label = `variable "${name}"`;
  const declared = lookUp(context, "variables", name);
  const used: Trail = { kind: "variable", at: use, label: `var.${name}` };
  const given = context.input(name);
  const fallback = declared?.attributes.get("default");
  const isDefault = !given && fallback !== undefined;
  const removable = context.caller ? undefined : askedWithout(declared, given);
  const step: Trail = {
    ...used,
    ...(isDefault ? { default: true } : {}),
    ...(removable ? { removable } : {}),
  };
  if (!declared) return unknown({ kind: "undeclared", name: `var.${name}` }, use);
  const at = placeOfBlock(declared.block, declared.file);
  const value = once(context, declared.id, at, declared.parts, () => {
    const scope = context.scope(declared.file);
    const converted = inputOf(context, declared, name, at, scope);
    return {
      ...converted,
      ...(isTrue(declared, "sensitive") ? { sensitive: true as const } : {}),
      ...(isTrue(declared, "ephemeral") ? { ephemeral: true as const } : {}),
    };
  });
  return reached(value, step, label, "variable");
}

/** What of a root module's variable asks whoever deploys for a value once it is gone: its default, or its line in a file of values. */
function askedWithout(declared: Written | undefined, given: Value | undefined): Place | undefined {
  const fallback = declared?.attributes.get("default");
  if (!declared || (given && fallback)) return undefined;
  if (given) return given.at;
  return fallback && { file: declared.file, range: fallback.value.range };
}

/** What is given in the variable's type, else the default. Null is a value unless the variable forbids it. */
function inputOf(
  context: Context,
  declared: Written,
  name: string,
  at: Place,
  scope: Scope,
): Value {
  const given = context.input(name);
  const type = declared.attributes.get("type")?.value;
  const inType = (value: Value) => (type ? convert(value, type, scope) : value);
  const unset = given?.state === "known" && given.value === null && isFalse(declared, "nullable");
  if (given && !unset) return inType(given);
  const fallback = declared.attributes.get("default");
  if (!fallback) {
    const open = inType(unknown({ kind: "parameter", name }, at));
    return open.state === "unknown" ? { ...open, asked: { at, secretBy: "sensitive" } } : open;
  }
  return inType(evaluate(fallback.value, scopeAt(scope, fallback)));
}

function isTrue(declared: Written, name: string): boolean {
  const value = declared.attributes.get(name)?.value;
  return value?.kind === "literal" && value.value === true;
}

function isFalse(declared: Written, name: string): boolean {
  const value = declared.attributes.get(name)?.value;
  return value?.kind === "literal" && value.value === false;
}

/** Evaluates every local once, so that those that refer to themselves are said even if nothing uses them. */
export function evaluateLocals(context: Context): void {
  const { locals, names } = context.module;
  touch(context, [names]);
  for (const [name, { attribute, file }] of locals)
    local(context, name, { file, range: attribute.nameRange });
}

function local(context: Context, name: string, use: Place): Value {
  const declared = lookUp(context, "locals", name);
  if (!declared) return unknown({ kind: "undeclared", name: `local.${name}` }, use);
  const { attribute, file, parts } = declared;
  const at: Place = { file, range: attribute.nameRange };
  const value = once(context, `local.${name}`, at, parts, () =>
    evaluate(attribute.value, context.scope(file)),
  );
  return reached(
    value,
    { kind: "local", at: use, label: `local.${name}` },
    `local.${name}`,
    "local",
  );
}
