// The value of a part of a template: JSON whose strings may be expressions. Knows no resources.

import { evaluate, type Scope, withLocals } from "../../../expressions/evaluate.ts";
import { numberOf, numeric } from "../../../expressions/operators.ts";
import type { Entry, Place, Reason, Trail, Value } from "../../../expressions/value.ts";
import { known, unknown, wholeText } from "../../../expressions/value.ts";
import type { DataNode, EntryNode, ObjectNode, StringNode } from "../../../syntax/node.ts";
import { contains } from "../../../text/range.ts";
import { memberNode, stringAt } from "../json-tree.ts";
import { readExpression } from "./expression.ts";

/** Why `copyIndex` is not known where it stands in no loop of that name. */
export const loopIndex: Reason = { kind: "error", message: "this is in no such loop" };

export function dataValue(node: DataNode, scope: Scope): Value {
  const at: Place = { file: scope.file, range: node.range };
  if (scope.budget.depth >= scope.limits.depth)
    return unknown({ kind: "limit", what: "evaluation depth" }, at);
  if (scope.budget.steps <= 0) return unknown({ kind: "limit", what: "evaluation steps" }, at);
  scope.budget.steps--;
  switch (node.kind) {
    case "object":
      return objectValue(node, scope);
    case "array":
      return known(
        {
          type: "list",
          items: deeper(scope, () => node.items.map((item) => dataValue(item, scope))),
        },
        at,
      );
    case "string":
      return stringValue(node, scope);
    case "number":
      return known({ type: "number", text: node.raw }, at);
    case "boolean":
      return known(node.value, at);
    case "null":
      return known(null, at);
    default:
      return unknown({ kind: "missing" }, at);
  }
}

/** An object without the members that `skip` names. */
export function objectValue(
  node: ObjectNode,
  scope: Scope,
  skip: (entry: EntryNode) => boolean = () => false,
): Value {
  const entries = new Map<string, Entry>();
  let more: Reason | undefined;
  deeper(scope, () => {
    for (const each of node.entries) {
      if (skip(each)) continue;
      if (each.key.toLowerCase() === "copy" && each.value.kind === "array") {
        for (const [name, loop] of propertyLoops(each.value.items, scope)) entries.set(name, loop);
        continue;
      }
      const key = keyText(each, scope);
      if (typeof key !== "string") more ??= key;
      else
        entries.set(key, {
          value: dataValue(each.value, scope),
          key: { file: scope.file, range: each.keyRange },
        });
    }
  });
  const at = { file: scope.file, range: node.range };
  return known({ type: "dict", entries, ...(more ? { more } : {}) }, at);
}

/** The expression or the text of a string; what is made in it stands at the whole string. */
export function stringValue(node: StringNode, scope: Scope): Value {
  const value = evaluate(readExpression(node).expression, scope);
  const whole: Place = { file: scope.file, range: node.range };
  const widen = (place: Place) =>
    place.file === whole.file && contains(node.range, place.range) ? whole : place;
  const via = value.via.map((step): Trail => ({ ...step, at: widen(step.at) }));
  return { ...value, at: widen(value.at), via };
}

/**
 * Lists that `copy` makes of an object's properties or of variables. Where the number of turns is
 * not known, the body is read once and there may be more.
 */
export function propertyLoops(
  loops: readonly DataNode[],
  scope: Scope,
): readonly (readonly [string, Entry])[] {
  return loops.flatMap((loop) => {
    const name = stringAt(loop, "name");
    const input = memberNode(loop, "input")?.value;
    if (name === undefined || loop.kind !== "object") return [];
    const key: Place = {
      file: scope.file,
      range: memberNode(loop, "name")?.value.range ?? loop.range,
    };
    const at: Place = { file: scope.file, range: loop.range };
    return [[name, { key, value: loopValue(loop, name, input, at, scope) }] as const];
  });
}

/** The list that a loop makes; one without a name is what `copyIndex()` counts. */
export function loopValue(
  loop: DataNode,
  name: string,
  input: DataNode | undefined,
  at: Place,
  scope: Scope,
): Value {
  const count = memberNode(loop, "count")?.value;
  const written = count ? dataValue(count, scope) : unknown({ kind: "missing" }, at);
  const turns = numberOf(written);
  const reason: Reason =
    written.state === "unknown"
      ? written.reason
      : turns === undefined
        ? { kind: "error", message: "a loop's count is a whole number" }
        : { kind: "limit", what: "turns of a loop" };
  if (turns === undefined || turns > scope.limits.expansion) {
    const open = withLocals(scope, [[loopKey(name), unknown(reason, at, written.via)]]);
    const items = input ? [dataValue(input, open)] : [];
    return known({ type: "list", items, more: reason }, at, written.via);
  }
  if (!input) return unknown({ kind: "missing" }, at);
  const items: Value[] = [];
  for (let index = 0; index < turns; index++) {
    items.push(dataValue(input, withLocals(scope, [[loopKey(name), numeric(index, at)]])));
  }
  return known({ type: "list", items }, at, written.via);
}

/** The name under which a scope keeps the index of a loop; "" is that of a resource or an output. */
export function loopKey(name: string): string {
  return `loop:${name.toLowerCase()}`;
}

function deeper<T>(scope: Scope, work: () => T): T {
  scope.budget.depth++;
  try {
    return work();
  } finally {
    scope.budget.depth--;
  }
}

/** Keys may be expressions too: compilers write computed keys so. */
function keyText(each: EntryNode, scope: Scope): string | Reason {
  if (!each.key.startsWith("[") || !each.key.endsWith("]")) return each.key;
  const inside = { start: each.keyRange.start + 1, end: each.keyRange.end - 1 };
  const piece = { text: each.key, range: inside };
  const node: StringNode = {
    kind: "string",
    range: each.keyRange,
    value: each.key,
    pieces: [piece],
    style: "double",
  };
  const value = stringValue(node, scope);
  return wholeText(value) ?? (value.state === "unknown" ? value.reason : { kind: "missing" });
}
