// The resources and modules that a statement makes: one, or one for each turn of its loop.

import { asTruth } from "../../../expressions/compare.ts";
import { evaluate, iterate, type Scope, withLocals } from "../../../expressions/evaluate.ts";
import type { DictExpression, Expression, ForExpression } from "../../../expressions/expression.ts";
import { all, type Truth } from "../../../expressions/truth.ts";
import type { Place, Reason, Value } from "../../../expressions/value.ts";
import { known, unknown } from "../../../expressions/value.ts";
import { nestedType } from "../resource-id.ts";
import { type Memo, once, type Program, sayLimit } from "./program.ts";
import { scopeOf } from "./scope.ts";
import type { ModuleStatement, ResourceStatement } from "./syntax.ts";
import { plainText } from "./syntax.ts";

export interface Instance {
  readonly program: Program;
  readonly statement: ResourceStatement | ModuleStatement;
  /** `vnet`, `vnet::subnet`, `rules[2]`; `rules[*]` where the turns of the loop are not known. */
  readonly id: string;
  /** The resource whose body it is written in. */
  readonly container?: Instance;
  /** Loop variables. */
  readonly locals: ReadonlyMap<string, Value>;
  /** False for the one that stands for turns that are not known. */
  readonly counted: boolean;
  readonly values: Memo;
}

/** In order of the loop. The one for unknown turns, if there may be any, is the last. */
export function instancesOf(
  program: Program,
  statement: ResourceStatement | ModuleStatement,
  container: Instance | undefined,
): readonly Instance[] {
  const base = baseId(program, statement, container);
  const key = `${base} ${statement.range.start}`;
  const present = program.instances.get(key);
  if (present) return present;
  const make = (
    id: string,
    locals: readonly (readonly [string, Value])[],
    counted: boolean,
  ): Instance => newInstance(program, statement, id, container, locals, counted);
  const { loop } = statement.body;
  if (!loop) {
    const single = [make(base, [], true)];
    program.instances.set(key, single);
    return single;
  }
  // A loop whose list needs the resource itself has no turns for now.
  program.instances.set(key, []);
  const collection = evaluate(loop.collection, scopeOf(program, container, container?.locals));
  const turns = iterate(collection, program.session.limits.expansion);
  if ("kind" in turns && turns.kind === "limit") sayLimit(program, loop.collection, turns.what);
  const names = (item: Value, index: Value) => loopNames(loop, item, index);
  const at: Place = { file: program.file.path, range: loop.collection.range };
  const open = (reason: Reason): Instance =>
    openInstance(program, statement, container, loop, reason, collection);
  const instances =
    "kind" in turns
      ? [open(turns)]
      : turns.members.map(([, item], index) => {
          const number = known({ type: "number", text: String(index) }, at);
          const written =
            collection.via.length > 0 ? { ...item, via: [...collection.via, ...item.via] } : item;
          return make(`${base}[${index}]`, names(written, number), true);
        });
  if (!("kind" in turns) && turns.more) instances.push(open(turns.more));
  program.instances.set(key, instances);
  return instances;
}

/** The one that stands for turns that are not known. */
export function openInstance(
  program: Program,
  statement: ResourceStatement | ModuleStatement,
  container: Instance | undefined,
  loop: ForExpression,
  reason: Reason,
  collection: Value | undefined,
): Instance {
  const at: Place = { file: program.file.path, range: loop.collection.range };
  const item = unknown(reason, at, collection?.via);
  const id = `${baseId(program, statement, container)}[*]`;
  const names = loopNames(loop, item, unknown(reason, at));
  return newInstance(program, statement, id, container, names, false);
}

/** What a module declares is named after the call: `hub.vnet`. */
function baseId(
  program: Program,
  statement: ResourceStatement | ModuleStatement,
  container: Instance | undefined,
): string {
  const { text } = statement.symbol;
  if (container) return `${container.id}::${text}`;
  return program.caller ? `${program.caller.id}.${text}` : text;
}

function loopNames(
  loop: ForExpression,
  item: Value,
  index: Value,
): readonly (readonly [string, Value])[] {
  return [
    [loop.valueName, item],
    ...(loop.keyName === undefined ? [] : [[loop.keyName, index] as const]),
  ];
}

function newInstance(
  program: Program,
  statement: ResourceStatement | ModuleStatement,
  id: string,
  container: Instance | undefined,
  locals: readonly (readonly [string, Value])[],
  counted: boolean,
): Instance {
  return {
    program,
    statement,
    id,
    ...(container && { container }),
    locals: new Map([...(container?.locals ?? []), ...locals]),
    counted,
    values: new Map(),
  };
}

/** What the body of an instance can see. */
export function bodyScope(instance: Instance): Scope {
  return scopeOf(instance.program, instance, instance.locals);
}

/** A member of the body as it is written; undefined if it is not written, or not known to be. */
export function writtenMember(instance: Instance, name: string): Expression | undefined {
  const { object } = instance.statement.body;
  if (object.kind !== "dict") return undefined;
  for (const entry of object.entries) {
    if (entry.kind === "entry" && plainText(entry.key) === name) return entry.value;
  }
  return undefined;
}

export function memberValue(instance: Instance, expression: Expression): Value {
  return once(instance.values, expression, instance.id, instance.program, () =>
    evaluate(expression, bodyScope(instance)),
  );
}

/** The body as it deploys; undefined: it is no object (yet). What it waits for says nothing of it. */
export function writtenBody(instance: Instance): Value | undefined {
  const { object } = instance.statement.body;
  return object.kind === "dict" ? memberValue(instance, withoutOrder(object)) : undefined;
}

function withoutOrder(object: DictExpression): DictExpression {
  const present = unordered.get(object);
  if (present) return present;
  const entries = object.entries.filter(
    (entry) => entry.kind !== "entry" || plainText(entry.key) !== "dependsOn",
  );
  const result = entries.length === object.entries.length ? object : { ...object, entries };
  unordered.set(object, result);
  return result;
}

const unordered = new WeakMap<DictExpression, DictExpression>();

export function existsIn(instance: Instance): Truth {
  const around = instance.container ?? instance.program.caller;
  const outer = around ? existsIn(around) : "yes";
  const { condition } = instance.statement.body;
  const own = condition ? asTruth(memberValue(instance, condition.of)) : "yes";
  return all([outer, own, instance.counted ? "yes" : "unknown"]);
}

/** The full type and version; what is left out of a nested resource comes from the one around it. */
export function typeOf(instance: Instance): {
  readonly type: string;
  readonly version: string | undefined;
} {
  const { statement, container } = instance;
  if (statement.kind !== "resource") return { type: "module", version: undefined };
  const qualified = plainText(statement.type) ?? "";
  // `az:Microsoft.X/y@…` names the extension that the type is of.
  const written = qualified.slice(qualified.indexOf(":") + 1);
  const sign = written.indexOf("@");
  const own = sign < 0 ? written : written.slice(0, sign);
  const outer = container ? typeOf(container) : undefined;
  return {
    type: nestedType(outer?.type, own),
    version: sign < 0 ? outer?.version : written.slice(sign + 1),
  };
}

/** The same scope with the names of a lambda or function added. */
export function withNames(
  scope: Scope,
  names: readonly string[],
  values: readonly Value[],
  at: Place,
): Scope {
  return withLocals(
    scope,
    names.map((name, index) => [name, values[index] ?? unknown({ kind: "missing" }, at)] as const),
  );
}
