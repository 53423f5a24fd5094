// One variant of one module while it is evaluated: what has been worked out, and the way values came by.

import type { Budget, Scope, Step } from "../../expressions/evaluate.ts";
import type { Place, Trail, Value } from "../../expressions/value.ts";
import { through, unknown } from "../../expressions/value.ts";
import type { Limits } from "../../text/limits.ts";
import type { Problem } from "../../text/problem.ts";
import { bounded } from "./bounded.ts";
import type { Given, Module } from "./module.ts";

export interface Context {
  readonly module: Module;
  readonly given: ReadonlyMap<string, Given>;
  readonly limits: Limits;
  readonly budget: Budget;
  readonly problems: Problem[];
  readonly memo: Map<string, Value>;
  /** What is being evaluated right now, to notice what refers to itself. */
  readonly running: Set<string>;
  /** What an expression in a file of the module can see. */
  readonly scope: (file: string) => Scope;
}

/** Evaluates something once; what needs itself for that is unknown, and said once. */
export function once(context: Context, key: string, at: Place, compute: () => Value): Value {
  const known = context.memo.get(key);
  if (known) return known;
  if (context.running.has(key)) {
    const message = `"${key}" refers to itself, so its value is not known.`;
    if (!context.problems.some((problem) => problem.message === message)) {
      context.problems.push({
        id: "analysis/not-analysed",
        file: at.file,
        range: at.head ?? at.range,
        message,
      });
    }
    return unknown({ kind: "cycle", name: key }, at);
  }
  context.running.add(key);
  const value = bounded(compute(), at);
  context.running.delete(key);
  context.memo.set(key, value);
  return value;
}

export function nameOf(step: Step | undefined): string | undefined {
  return step?.is === "name" ? step.name : undefined;
}

/** The use up to its first steps: `var.x` of `var.x.y`. */
export function stepPlace(at: Place, steps: readonly Step[], used: number): Place {
  const last = steps[used - 1];
  if (!last || steps.length === used) return at;
  return {
    file: at.file,
    range: { start: at.range.start, end: Math.max(at.range.start, last.range.end) },
  };
}

/** The value with the use as its first step, and the place where it is written among the others. */
export function reached(value: Value, use: Trail, label: string, kind: Trail["kind"]): Value {
  const { at } = value;
  const said = value.via.some(
    (step) =>
      step.at.file === at.file &&
      step.at.range.start === at.range.start &&
      step.at.range.end === at.range.end,
  );
  return said ? through(value, use) : through(value, use, { kind, at, label });
}
