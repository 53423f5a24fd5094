// One module of a unit while it is evaluated: what has been worked out, and the way values came by.

import type { Scope, Step } from "../../expressions/evaluate.ts";
import type { Place, Reason, Trail, Value } from "../../expressions/value.ts";
import { through, unknown } from "../../expressions/value.ts";
import type { Limits } from "../../text/limits.ts";
import type { Problem } from "../../text/problem.ts";
import type { Range } from "../../text/range.ts";
import { partOf, spanning } from "../../text/range.ts";
import { bounded } from "./bounded.ts";
import type { Instance } from "./instances.ts";
import type { Declared, Module, Written, WrittenLocal } from "./module.ts";
import type { Called } from "./module-calls.ts";
import type { Reader, Worked } from "./reader.ts";
import { isKnown } from "./remote-modules.ts";
import type { Source, Traced } from "./trace.ts";

/** The root module, or what one instance of a call makes of a module. */
export interface Context {
  readonly reader: Reader;
  readonly module: Module;
  /** Of the module's files, relative to the workspace. */
  readonly folder: string;
  /** What stands before the addresses of its resources: `module.a["k"].`, nothing for the root. */
  readonly prefix: string;
  readonly caller?: Caller;
  /** Where things stand that come from code which the reader cannot change: the call of it. */
  readonly foreign?: Place;
  /** What a file of values or the caller gives to a variable. */
  readonly input: (name: string) => Value | undefined;
  readonly limits: Limits;
  readonly worked: Worked;
  /** What the module's calls make in this reading. */
  readonly calls: Map<string, Traced<Called>>;
  /** What is being evaluated right now, to notice what refers to itself. */
  readonly running: Set<string>;
  /** What an expression in a file of the module can see. */
  readonly scope: (file: string) => Scope;
}

/** The instance of a module call that a module is evaluated for. */
export interface Caller {
  readonly context: Context;
  readonly call: Written;
  readonly instance: Instance;
}

/** Says something once, however many instances come across it. */
export function say(
  context: Context,
  inFile: string,
  at: Range,
  message: string,
  id: Problem["id"] = "analysis/not-analysed",
): void {
  const { file, range } = context.foreign ?? { file: inFile, range: at };
  context.reader.tracer.say({ problem: { id, file, range, message } });
}

/** Says that a limit is reached: where that happens, and not again for everything that rests on it. */
export function sayLimit(context: Context, reason: Reason, at: Place): void {
  if (reason.kind !== "limit") return;
  const { limited, limits, tracer } = context.reader;
  tracer.spoil();
  // These have a new reason at each place.
  const key = reason.what.startsWith("evaluation ") ? reason.what : reason;
  // A loop comes by the same place again and again.
  const place = `${at.file} ${at.range.start} ${at.range.end}`;
  if (limited.has(key) || limited.size >= 2 * limits.findingsPerFile) return;
  const isSaid = limited.has(place);
  limited.add(key).add(place);
  if (isSaid) return;
  const message = `A limit is reached here (${reason.what}), so what rests on this value is not judged.`;
  say(context, at.file, at.head ?? at.range, message);
}

/**
 * Evaluates something once, and not again while the blocks that it is written in and all that it
 * rests on are the same; what needs itself for that is unknown, and said once.
 */
export function once(
  context: Context,
  key: string,
  at: Place,
  from: readonly Source[],
  compute: () => Value,
): Value {
  const { tracer } = context.reader;
  if (context.running.has(key)) {
    const message = `"${key}" refers to itself, so its value is not known.`;
    tracer.spoil();
    say(context, at.file, at.head ?? at.range, message);
    return unknown({ kind: "cycle", name: key }, at);
  }
  context.running.add(key);
  const value = worked(context, context.worked.values, key, from, () => bounded(compute(), at));
  context.running.delete(key);
  return value;
}

/** The result that is there and still holds, else a new one. */
export function worked<T>(
  context: Context,
  results: Map<string, Traced<T>>,
  key: string,
  from: readonly Source[],
  compute: () => T,
): T {
  const { tracer } = context.reader;
  let result = tracer.kept(results.get(key));
  if (!result) {
    result = tracer.trace(() => {
      touch(context, from);
      // What is not the reader's own stands at the calls that lead to it.
      if (context.foreign)
        for (let { caller } = context; caller; { caller } = caller.context)
          touch(caller.context, caller.call.parts);
      return compute();
    });
    results.set(key, result);
  }
  return tracer.use(result);
}

/** What is worked out rests on these; what msplint itself knows of a module never changes. */
export function touch(context: Context, sources: readonly Source[]): void {
  if (isKnown(context.folder)) return;
  for (const each of sources) context.reader.tracer.touch(each);
}

/** What is declared under a name; that nothing is can change as well. */
export function lookUp<K extends Declared>(
  context: Context,
  among: K,
  name: string,
): ReturnType<Module[K]["get"]> {
  const those: ReadonlyMap<string, Written | WrittenLocal> = context.module[among];
  const found = those.get(name);
  touch(context, found?.parts ?? [{ folder: context.folder, among, missing: name }]);
  return found as ReturnType<Module[K]["get"]>;
}

export function nameOf(step: Step | undefined): string | undefined {
  return step?.is === "name" ? step.name : undefined;
}

/** The use up to its first steps: `var.x` of `var.x.y`. */
export function stepPlace(at: Place, steps: readonly Step[], used: number): Place {
  const last = steps[used - 1];
  if (!last || steps.length === used) return at;
  if (last.range.end < at.range.start) return { file: at.file, range: partOf(at.range, 0, 0) };
  return { file: at.file, range: spanning(at.range, last.range) };
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
