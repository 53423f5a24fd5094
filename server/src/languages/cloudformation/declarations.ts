// Makes declarations of the resources of a template in one variant.

import type { Truth } from "../../expressions/truth.ts";
import type { Value } from "../../expressions/value.ts";
import { known, unknown, wholeText } from "../../expressions/value.ts";
import type { Declaration } from "../../model/declaration.ts";
import type { Files, Unit, Variant } from "../../model/unit.ts";
import type { EntryNode } from "../../syntax/node.ts";
import type { Limits } from "../../text/limits.ts";
import type { Reading } from "../language.ts";
import { decide } from "./condition.ts";
import { type Context, newContext } from "./context.ts";
import { evaluate } from "./evaluate.ts";
import { parameterValue } from "./parameter.ts";
import { type GivenValue, givenValues } from "./parameter-file.ts";
import { type Expanded, expandServerless } from "./sam/expand.ts";
import type { Template } from "./template.ts";
import { literalText, memberOf, resourceType, templateOf } from "./template.ts";

export function readUnit(unit: Unit, variant: Variant, files: Files, limits: Limits): Reading {
  const declarations: Declaration[] = [];
  const problems: Reading["problems"][number][] = [];
  for (const path of unit.files) {
    const file = files.get(path);
    if (!file) continue;
    const given = valuesOf(variant, files);
    const { template, problems: refused } = expanded(templateOf(file), given, limits);
    problems.push(...refused);
    const context = newContext(template, given, limits);
    for (const entry of template.sections.Resources.values())
      declarations.push(declare(entry, context));
    problems.push(...context.problems);
    if (context.budget.steps <= 0) {
      const message = "This template needs more steps of evaluation than the limit allows.";
      problems.push({
        id: "analysis/not-analysed",
        file: path,
        range: { start: 0, end: 0 },
        message,
        incomplete: true,
      });
    }
  }
  return { declarations, problems, wants: [] };
}

/** The transform sees the parameters' values before anything is evaluated. */
function expanded(
  template: Template,
  given: ReadonlyMap<string, GivenValue>,
  limits: Limits,
): Expanded {
  const context = newContext(template, given, limits);
  const at = { file: template.file, range: { start: 0, end: 0 } };
  return expandServerless(template, (name) => wholeText(parameterValue(name, at, context)), limits);
}

/** A later file wins over an earlier one. */
function valuesOf(variant: Variant, files: Files): ReadonlyMap<string, GivenValue> {
  const result = new Map<string, GivenValue>();
  for (const path of variant.values) {
    const file = files.get(path);
    if (file) for (const [name, value] of givenValues(file)) result.set(name, value);
  }
  return result;
}

function declare(entry: EntryNode, context: Context): Declaration {
  const { key, keyRange, range, value } = entry;
  const at = { file: context.template.file, range, head: keyRange };
  const written = memberOf(value, "Properties")?.value;
  const body: Value = written
    ? evaluate(written, context)
    : known({ type: "dict", entries: new Map() }, at);
  return {
    id: key,
    language: "cloudformation",
    dialect: "cloudformation",
    type: resourceType(entry) ?? "",
    name: key,
    at,
    body: body.state === "absent" ? unknown({ kind: "missing" }, body.at) : body,
    exists: existence(entry, context),
  };
}

function existence(entry: EntryNode, context: Context): Truth {
  const condition = memberOf(entry.value, "Condition")?.value;
  if (!condition) return "yes";
  const name = literalText(condition);
  return name === undefined ? "unknown" : decide(name, context, evaluate);
}
