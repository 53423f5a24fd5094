// The outputs of a template: their values, loops and conditions. Knows no deployment that reads them.

import { asTruth } from "../../../expressions/compare.ts";
import type { Scope } from "../../../expressions/evaluate.ts";
import type { Entry, Place, Reason, Value } from "../../../expressions/value.ts";
import { known, unknown } from "../../../expressions/value.ts";
import type { DataNode, EntryNode } from "../../../syntax/node.ts";
import { memberNode, objectAt, stringAt } from "../json-tree.ts";
import { dataValue, loopValue } from "./data-value.ts";

/**
 * All outputs, as an object of objects with a member `value`, the form that `reference()` gives them
 * in. Each is evaluated when it is asked for: one may need another deployment that needs this one.
 */
export function outputsOf(
  root: DataNode,
  scope: Scope,
  cycle: (name: string, at: Place) => void,
): Value {
  const section = objectAt(root, "outputs");
  const entries = new Map<string, Entry>();
  for (const each of section?.entries ?? []) {
    const key: Place = { file: scope.file, range: each.keyRange };
    let value: Value | "open" | undefined;
    entries.set(each.key, {
      key,
      get value() {
        if (value === "open") {
          cycle(each.key, key);
          return unknown({ kind: "cycle", name: each.key }, key);
        }
        if (value) return value;
        value = "open";
        const evaluated = outputOf(each, scope);
        const members = new Map<string, Entry>(evaluated && [["value", { key, value: evaluated }]]);
        value = known({ type: "dict", entries: members }, key);
        return value;
      },
    });
  }
  return known(
    { type: "dict", entries },
    { file: scope.file, range: section?.range ?? root.range },
  );
}

/** The value of an output; undefined where there is none of that name, or its condition is false. */
export function outputValue(root: DataNode, name: string, scope: Scope): Value | undefined {
  const written = memberNode(objectAt(root, "outputs"), name);
  return written && outputOf(written, scope);
}

function outputOf(written: EntryNode, scope: Scope): Value | undefined {
  const at = { file: scope.file, range: written.range };
  const condition = memberNode(written.value, "condition");
  const decided = condition ? dataValue(condition.value, scope) : undefined;
  const exists = decided ? asTruth(decided) : "yes";
  if (exists === "no") return undefined;
  if (decided && exists === "unknown") {
    const reason: Reason = decided.state === "unknown" ? decided.reason : { kind: "condition" };
    return unknown(reason, at, decided.via);
  }
  const value = memberNode(written.value, "value");
  const loop = objectAt(written.value, "copy");
  const isSecure = /^secure/i.test(stringAt(written.value, "type") ?? "");
  const result = value
    ? dataValue(value.value, scope)
    : loop
      ? loopValue(loop, "", memberNode(loop, "input")?.value, at, scope)
      : unknown({ kind: "missing" }, at);
  return isSecure ? { ...result, sensitive: true } : result;
}
