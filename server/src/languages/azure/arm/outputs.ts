// The outputs of a template: their values, loops and conditions. Knows no deployment that reads them.

import { asTruth } from "../../../expressions/compare.ts";
import type { Entry, Reason, Value } from "../../../expressions/value.ts";
import { known, unknown } from "../../../expressions/value.ts";
import { memberNode, objectAt, stringAt } from "../json-tree.ts";
import { dataValue, loopValue } from "./data-value.ts";
import type { Template } from "./template.ts";

/** The value of an output; undefined where the template has none of that name, or its condition is false. */
export function outputValue(template: Template, name: string): Value | undefined {
  const { scope } = template;
  const written = memberNode(objectAt(template.root, "outputs"), name);
  if (!written) return undefined;
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

/** All outputs, as an object of objects with a member `value`, the form that `reference()` gives them in. */
export function allOutputs(template: Template): Value {
  const section = objectAt(template.root, "outputs");
  const at = { file: template.file, range: section?.range ?? template.root.range };
  const entries = new Map<string, Entry>();
  for (const each of section?.entries ?? []) {
    const value = outputValue(template, each.key);
    const key = { file: template.file, range: each.keyRange };
    if (!value) continue;
    const wrapped = known(
      { type: "dict", entries: new Map([["value", { key, value }]]) },
      value.at,
    );
    entries.set(each.key, { key, value: wrapped });
  }
  return known({ type: "dict", entries }, at);
}
