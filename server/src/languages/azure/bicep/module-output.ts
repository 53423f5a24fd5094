// What `mod.outputs.x` gives: the value that the module's own file makes of what this call gives it.

import type { Resolution, Step } from "../../../expressions/evaluate.ts";
import type { Entry, Place, Reason, Trail, Value } from "../../../expressions/value.ts";
import { known, through, unknown } from "../../../expressions/value.ts";
import { valueAt } from "../../../model/foreign.ts";
import type { CalledTemplate } from "../called-template.ts";
import type { Instance } from "./instance.ts";
import { isKnownFile } from "./known-module.ts";
import { moduleOf } from "./module.ts";
import { isSecret, type Program } from "./program.ts";
import { evaluateIn } from "./scope.ts";
import type { OutputStatement } from "./syntax.ts";

/** `steps` begin with `outputs`; without a second one, the value is all of them. */
export function resolveOutputs(instance: Instance, steps: readonly Step[], at: Place): Resolution {
  const module = moduleOf(instance);
  if ("reason" in module) return { value: unknown(module.reason, at), used: steps.length };
  if ("template" in module) return resolveTemplate(instance, module.template, steps, at);
  const { program } = module;
  const [, second] = steps;
  if (second?.is !== "name") return { value: allOutputs(program, at), used: 1 };
  const statement = outputsOf(program).find((each) => each.name.text === second.name);
  // What is known of a public module is not all of it.
  if (!statement && program.home)
    return { value: unknown({ kind: "module", name: instance.id }, at), used: steps.length };
  if (!statement) {
    const reason: Reason = { kind: "undeclared", name: second.name };
    const isSafe = second.access === "safe";
    return { value: isSafe ? known(null, at) : unknown(reason, at), used: steps.length };
  }
  return { value: atHome(program, outputValue(program, statement), at), used: 2 };
}

/** Of a module that is known without its code only what its caller wrote stands where it is written. */
function atHome(program: Program, value: Value, use: Place): Value {
  if (!program.home) return value;
  const moved = valueAt(value, program.home, isKnownFile);
  return moved.state === "unknown" ? { ...moved, at: use } : moved;
}

/** The outputs of a module that is written in JSON. */
function resolveTemplate(
  instance: Instance,
  template: CalledTemplate,
  steps: readonly Step[],
  at: Place,
): Resolution {
  const [, second] = steps;
  if (second?.is === "name") {
    const value = template.output(second.name);
    const none: Reason = { kind: "undeclared", name: `${instance.id}.${second.name}` };
    if (!value && second.access === "safe") return { value: known(null, at), used: steps.length };
    return value ? { value, used: 2 } : { value: unknown(none, at), used: steps.length };
  }
  const entries = template.outputs.flatMap((name): [string, Entry][] => {
    const value = template.output(name);
    return value ? [[name, { value, key: value.at }]] : [];
  });
  return { value: known({ type: "dict", entries: new Map(entries) }, at), used: 1 };
}

/** The values of all outputs of a template. */
export function outputValues(program: Program): readonly Value[] {
  return outputsOf(program).map((statement) => outputValue(program, statement));
}

function outputsOf(program: Program): readonly OutputStatement[] {
  return program.tree.statements.filter((each) => each.kind === "output");
}

function outputValue(program: Program, statement: OutputStatement): Value {
  const { name, range } = statement;
  const place: Place = { file: program.file.path, range, head: name.range };
  const step: Trail = { kind: "module", at: place, label: `output ${name.text}` };
  const value = through(evaluateIn(program, statement.value), step);
  return isSecret(statement) && !value.sensitive ? { ...value, sensitive: true } : value;
}

function allOutputs(program: Program, at: Place): Value {
  const entries = outputsOf(program).map((statement): [string, Entry] => {
    const value = atHome(program, outputValue(program, statement), at);
    return [statement.name.text, { value, key: value.at }];
  });
  const more = program.home && { more: { kind: "module" as const, name: program.file.path } };
  return known({ type: "dict", entries: new Map(entries), ...more }, at);
}
