// What `symbol.id`, `symbol.name` and `symbol.properties.x` give: what is written, else what the cloud decides.

import { elementOf } from "../../../expressions/access.ts";
import {
  chain,
  evaluate,
  type Resolution,
  type Scope,
  type Step,
  textParts,
} from "../../../expressions/evaluate.ts";
import type { DictExpression, Expression } from "../../../expressions/expression.ts";
import { numberOf } from "../../../expressions/operators.ts";
import type { Entry, Place, Reason, TextPart, Trail, Value } from "../../../expressions/value.ts";
import {
  isDict,
  isList,
  known,
  member,
  textValue,
  through,
  unknown,
} from "../../../expressions/value.ts";
import { made } from "../text.ts";
import {
  bodyScope,
  type Instance,
  instancesOf,
  memberValue,
  typeOf,
  writtenBody,
  writtenMember,
} from "./instance.ts";
import { resolveOutputs } from "./module-output.ts";
import type { Program } from "./program.ts";
import { resourceIdParts } from "./resource-name.ts";
import { lookUp, nestedIn } from "./scope.ts";
import type { ModuleStatement, ResourceStatement } from "./syntax.ts";
import { plainText } from "./syntax.ts";

export function resolveResource(
  program: Program,
  statement: ResourceStatement | ModuleStatement,
  container: Instance | undefined,
  steps: readonly Step[],
  at: Place,
  scope: Scope,
): Resolution {
  const target = targetOf(program, statement, container, steps, scope);
  if (!target.instance) {
    if (statement.body.loop && steps[target.used - 1]?.is !== "index")
      return { value: wholeLoop(program, statement, container, at), used: 0 };
    const name = statement.symbol.text;
    return {
      value: unknown({ kind: "computed", declaration: name, attribute: "*" }, at),
      used: steps.length,
    };
  }
  const { instance, used } = target;
  const rest = steps.slice(used);
  const attribute = attributeName(rest);
  const step: Trail = {
    kind: "reference",
    at,
    label: `${instance.id}.${attribute}`,
    declaration: instance.id,
    attribute,
  };
  if (instance.statement.kind !== "resource") {
    const found = moduleMember(instance, rest, at, scope);
    const call: Trail = { kind: "module", at, label: step.label };
    return { value: through(found.value, call), used: used + found.used };
  }
  const found = resourceMember(instance, rest, at, scope);
  return { value: through(found.value, step), used: used + found.used };
}

/** The instance that the first steps choose: an index into a loop, then nested resources. */
export function targetOf(
  program: Program,
  statement: ResourceStatement | ModuleStatement,
  container: Instance | undefined,
  steps: readonly Step[],
  scope: Scope,
): { readonly instance?: Instance; readonly used: number } {
  let used = 0;
  let current = statement;
  let outer = container;
  for (;;) {
    const instances = instancesOf(program, current, outer);
    const next = steps[used];
    let instance: Instance | undefined = instances[0];
    if (current.body.loop) {
      if (next?.is !== "index") return { used };
      const position = numberOf(evaluate(next.index, scope));
      const last = instances[instances.length - 1];
      const counted = position === undefined ? undefined : instances[position];
      instance = counted?.counted ? counted : last?.counted === false ? last : undefined;
      used++;
    }
    const name = steps[used];
    const nested =
      name?.is === "name" && name.access === "nested" && instance
        ? nestedIn(current, name.name)
        : undefined;
    if (!instance || !nested) return instance ? { instance, used } : { used };
    outer = instance;
    current = nested;
    used++;
  }
}

/** The instance that an expression such as `vnet`, `vnets[0]` or `vnet::subnet` names, seen from a body. */
export function instanceNamed(expression: Expression, from: Instance): Instance | undefined {
  const { root, steps } = chain(expression);
  const found = root.kind === "name" ? lookUp(from.program, from, root.name) : undefined;
  if (found?.symbol.kind !== "resource" && found?.symbol.kind !== "module") return undefined;
  const { instance, used } = targetOf(
    from.program,
    found.symbol,
    found.container,
    steps,
    bodyScope(from),
  );
  return used === steps.length ? instance : undefined;
}

/** A loop of resources without an index is the list of them: `map(stores, store => store.id)`. */
function wholeLoop(
  program: Program,
  statement: ResourceStatement | ModuleStatement,
  container: Instance | undefined,
  at: Place,
): Value {
  const instances = instancesOf(program, statement, container);
  const items = instances
    .filter((each) => each.counted)
    .map((instance) =>
      statement.kind === "resource" ? wholeResource(instance, at) : wholeModule(instance, at),
    );
  const open = instances.find((each) => !each.counted);
  const more: Reason = { kind: "computed", declaration: statement.symbol.text, attribute: "*" };
  return known({ type: "list", items, ...(open ? { more } : {}) }, at);
}

/** What is written of a resource with its id and type; the cloud adds to it. */
function wholeResource(instance: Instance, at: Place): Value {
  const body = writtenBody(instance);
  const written = body?.state === "known" && body.value !== null && isDict(body.value);
  const { type } = typeOf(instance);
  const entries = new Map<string, Entry>(written ? body.value.entries : []);
  for (const [name, value] of [
    ["id", referenced(instance, idValue(instance, at), at)],
    ["type", textValue(type, at)],
  ] as const) {
    entries.set(name, { value, key: at });
  }
  const more: Reason = { kind: "computed", declaration: instance.id, attribute: "*" };
  return known({ type: "dict", entries, more }, at);
}

function wholeModule(instance: Instance, at: Place): Value {
  const name = writtenMember(instance, "name");
  const entries = new Map<string, Entry>();
  if (name) entries.set("name", { value: memberValue(instance, name), key: at });
  const outputs = resolveOutputs(instance, [], at).value;
  entries.set("outputs", { value: outputs, key: at });
  return known({ type: "dict", entries, more: { kind: "module", name: instance.id } }, at);
}

function referenced(instance: Instance, value: Value, at: Place): Value {
  const { id } = instance;
  const label = `${id}.id`;
  return through(value, { kind: "reference", at, label, declaration: id, attribute: "id" });
}

function attributeName(steps: readonly Step[]): string {
  const names: string[] = [];
  for (const step of steps) {
    if (step.is !== "name") break;
    names.push(step.name);
  }
  return names.length > 0 ? names.join(".") : "id";
}

function resourceMember(
  instance: Instance,
  steps: readonly Step[],
  at: Place,
  scope: Scope,
): Resolution {
  const first = steps[0];
  // The resource as a whole, as in `scope: vnet`, is known by its id.
  if (first?.is !== "name") return { value: idValue(instance, at), used: 0 };
  if (first.name === "id") return { value: idValue(instance, at), used: 1 };
  const { type, version } = typeOf(instance);
  if (first.name === "type") return { value: textValue(type, at), used: 1 };
  if (first.name === "apiVersion" && version !== undefined)
    return { value: textValue(version, at), used: 1 };
  const { object } = instance.statement.body;
  return object.kind === "dict"
    ? written(instance, object, steps, at, scope)
    : computed(instance, steps, at);
}

function idValue(instance: Instance, at: Place): Value {
  const parts: readonly TextPart[] = resourceIdParts(instance, at);
  return { state: "known", value: { type: "text", parts }, at, via: [] };
}

function computed(instance: Instance, steps: readonly Step[], at: Place): Resolution {
  const attribute = attributeName(steps);
  return {
    value: unknown({ kind: "computed", declaration: instance.id, attribute }, at),
    used: steps.length,
  };
}

/** Follows the names through what is written; the first that is not written is the cloud's to decide. */
function written(
  instance: Instance,
  object: DictExpression,
  steps: readonly Step[],
  at: Place,
  scope: Scope,
): Resolution {
  let current: Expression = object;
  let used = 0;
  for (; current.kind === "dict" && used < steps.length; used++) {
    const step = steps[used];
    if (step?.is !== "name") break;
    const member = memberOf(current, step.name);
    if (member === "unsure") break;
    if (member === undefined) return computed(instance, steps, at);
    current = member;
  }
  return followed(instance, memberValue(instance, current), steps, used, at, scope);
}

/** The expression of a member; "unsure" where a spread or a computed key may bring it. */
function memberOf(object: DictExpression, name: string): Expression | "unsure" | undefined {
  let found: Expression | undefined;
  let unsure = false;
  for (const entry of object.entries) {
    if (entry.kind === "spread") {
      unsure = true;
      continue;
    }
    const key = plainText(entry.key);
    if (key === undefined) unsure = true;
    else if (key === name) found = entry.value;
  }
  return unsure ? "unsure" : found;
}

function followed(
  instance: Instance,
  start: Value,
  steps: readonly Step[],
  from: number,
  at: Place,
  scope: Scope,
): Resolution {
  let value = start;
  for (let used = from; used < steps.length; used++) {
    const step = steps[used];
    if (value.state !== "known" || value.value === null) return { value, used };
    if (step?.is === "index" && isList(value.value)) {
      const item = elementOf(value, evaluate(step.index, scope), step.safe, at, scope.rules);
      if (step.safe && item.state === "known" && item.value === null)
        return { value: item, used: steps.length };
      value = item;
      continue;
    }
    if (step?.is !== "name" || !isDict(value.value)) return { value, used };
    const entry = value.value.entries.get(step.name);
    if (!entry && value.value.more)
      return { value: unknown(value.value.more, at), used: steps.length };
    if (!entry) {
      const id = step.name === "id" ? itemId(instance, value, steps.slice(0, used), at) : undefined;
      if (id) return { value: id, used: used + 1 };
      return computed(instance, steps, at);
    }
    value = entry.value;
  }
  return { value, used: steps.length };
}

/** What a network resource lists has ids of its own: `vnet.properties.subnets[0].id`. */
function itemId(
  instance: Instance,
  item: Value,
  steps: readonly Step[],
  at: Place,
): Value | undefined {
  const { type } = typeOf(instance);
  const [properties, list, index] = steps;
  const isItem =
    steps.length === 3 &&
    properties?.is === "name" &&
    properties.name === "properties" &&
    list?.is === "name" &&
    index?.is === "index";
  const name = member(item, "name");
  if (!isItem || !name || !type.toLowerCase().startsWith("microsoft.network/")) return undefined;
  const parts = [
    ...resourceIdParts(instance, at),
    made(`/${list.name}/`, at),
    ...textParts(name, bodyScope(instance)),
  ];
  return known({ type: "text", parts }, at);
}

/** Outputs come from the module's file; its name and parameters are written here. */
function moduleMember(
  instance: Instance,
  steps: readonly Step[],
  at: Place,
  scope: Scope,
): Resolution {
  const first = steps[0];
  if (first?.is !== "name" || first.name === "id") {
    return { value: unknown({ kind: "module", name: instance.id }, at), used: steps.length };
  }
  if (first.name === "outputs") return resolveOutputs(instance, steps, at);
  const { object } = instance.statement.body;
  return object.kind === "dict"
    ? written(instance, object, steps, at, scope)
    : computed(instance, steps, at);
}
