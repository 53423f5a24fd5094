// What names mean in a Terraform module: variables, locals, resources and data sources, each evaluated once.

import type { Resolution, Rules, Scope, Step } from "../../expressions/evaluate.ts";
import { evaluate } from "../../expressions/evaluate.ts";
import type { Expression } from "../../expressions/expression.ts";
import type { Place, Reason, Trail, Value } from "../../expressions/value.ts";
import { unknown } from "../../expressions/value.ts";
import type { Limits } from "../../text/limits.ts";
import type { Context } from "./context.ts";
import { nameOf, once, reached, stepPlace } from "./context.ts";
import { chosenOf } from "./conversion.ts";
import { callFunction } from "./functions/index.ts";
import type { Given, Module } from "./module.ts";
import { placeOfBlock } from "./module.ts";
import { resolveResource } from "./resources.ts";
import { convert } from "./types.ts";

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
  normalForm: true,
};

export function contextOf(
  module: Module,
  given: ReadonlyMap<string, Given>,
  limits: Limits,
): Context {
  const context: Context = {
    module,
    given,
    limits,
    budget: { steps: limits.evaluationSteps, depth: 0 },
    problems: [],
    memo: new Map(),
    running: new Set(),
    scope: (file) => ({
      file,
      limits,
      budget: context.budget,
      rules,
      locals: noNames,
      resolve: (root, steps, at, scope) => resolve(context, root, steps, at, scope),
      call: callFunction,
    }),
  };
  return context;
}

const noNames: ReadonlyMap<string, Value> = new Map();

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
      const reason: Reason = { kind: "module", name: first ?? "" };
      if (first === undefined || !context.module.calls.has(first)) return undefined;
      return {
        value: unknown(reason, at, [{ kind: "module", at, label: `module.${first}` }]),
        used: steps.length,
      };
    }
    case "path":
    case "terraform":
    case "tofu":
    case "each":
    case "count":
    case "self":
      return {
        value: unknown(
          { kind: "unsupported", what: first === undefined ? root : `${root}.${first}` },
          at,
        ),
        used: steps.length,
      };
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
  const declared = context.module.variables.get(name);
  const step: Trail = { kind: "variable", at: use, label: `var.${name}` };
  if (!declared) return unknown({ kind: "undeclared", name: `var.${name}` }, use);
  const at = placeOfBlock(declared.block, declared.file);
  const value = once(context, declared.id, at, () => {
    const given = context.given.get(name);
    const written = given ?? defaultOf(declared.attributes.get("default")?.value, declared.file);
    const found = written
      ? evaluate(written.value, context.scope(written.file))
      : unknown({ kind: "parameter", name }, at);
    const type = declared.attributes.get("type")?.value;
    const converted = type ? convert(found, type, context.scope(declared.file)) : found;
    const sensitive = declared.attributes.get("sensitive")?.value;
    const hidden = sensitive?.kind === "literal" && sensitive.value === true;
    return hidden ? { ...converted, sensitive: true as const } : converted;
  });
  return reached(value, step, label, "variable");
}

function defaultOf(value: Expression | undefined, file: string): Given | undefined {
  return value ? { value, file } : undefined;
}

/** Evaluates every local once, so that those that refer to themselves are said even if nothing uses them. */
export function evaluateLocals(context: Context): void {
  for (const [name, { attribute, file }] of context.module.locals)
    local(context, name, { file, range: attribute.nameRange });
}

function local(context: Context, name: string, use: Place): Value {
  const declared = context.module.locals.get(name);
  if (!declared) return unknown({ kind: "undeclared", name: `local.${name}` }, use);
  const { attribute, file } = declared;
  const value = once(context, `local.${name}`, { file, range: attribute.nameRange }, () =>
    evaluate(attribute.value, context.scope(file)),
  );
  return reached(
    value,
    { kind: "local", at: use, label: `local.${name}` },
    `local.${name}`,
    "local",
  );
}
