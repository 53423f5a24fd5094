// What `mod.outputs.x` gives: the value that the module's own file makes of what this call gives it.

import type { Resolution, Step } from "../../../expressions/evaluate.ts";
import type { Entry, Place, Reason, Trail, Value } from "../../../expressions/value.ts";
import { known, through, unknown } from "../../../expressions/value.ts";
import type { Instance } from "./instance.ts";
import { moduleOf } from "./module.ts";
import { isSecret, type Program } from "./program.ts";
import { evaluateIn } from "./scope.ts";
import type { OutputStatement } from "./syntax.ts";

/** `steps` begin with `outputs`; without a second one, the value is all of them. */
export function resolveOutputs(instance: Instance, steps: readonly Step[], at: Place): Resolution {
  const module = moduleOf(instance);
  if ("reason" in module) return { value: unknown(module.reason, at), used: steps.length };
  const { program } = module;
  const [, second] = steps;
  if (second?.is !== "name") return { value: allOutputs(program, at), used: 1 };
  const statement = outputsOf(program).find((each) => each.name.text === second.name);
  if (!statement) {
    const reason: Reason = { kind: "undeclared", name: second.name };
    const isSafe = second.access === "safe";
    return { value: isSafe ? known(null, at) : unknown(reason, at), used: steps.length };
  }
  return { value: outputValue(program, statement), used: 2 };
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
    const value = outputValue(program, statement);
    return [statement.name.text, { value, key: value.at }];
  });
  return known({ type: "dict", entries: new Map(entries) }, at);
}
