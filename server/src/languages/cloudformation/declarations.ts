// Makes declarations of the resources of a template in one variant.

import type { Value } from "../../expressions/value.ts";
import type { IsRead } from "../../model/declaration.ts";
import type { Files, Unit, Variant } from "../../model/unit.ts";
import type { Limits } from "../../text/limits.ts";
import type { Problem } from "../../text/problem.ts";
import type { Reading } from "../language.ts";
import { newSession } from "./context.ts";
import { handedOut } from "./handed-out.ts";
import { openStack } from "./open-stack.ts";
import { scalar } from "./parameter.ts";
import { givenValues } from "./parameter-file.ts";
import { fillingOf } from "./recognise.ts";
import { declarationsOf } from "./stack.ts";
import { templateOf } from "./template.ts";

/** The unit's own template; the others of its files are read where it deploys them. */
export function readUnit(
  unit: Unit,
  variant: Variant,
  files: Files,
  limits: Limits,
  isRead?: IsRead,
): Reading {
  const file = files.get(unit.id);
  if (!file) return { declarations: [], problems: [], wants: [] };
  const session = newSession(limits, files, isRead);
  const template = templateOf(file);
  const context = openStack({ template, session, given: valuesOf(variant, files) });
  const declarations = declarationsOf(context);
  // What is still to be filled in is nothing that the service would refuse.
  const problems: Problem[] =
    fillingOf(file) === undefined ? session.opened.flatMap((each) => each.problems) : [];
  if (session.budget.steps <= 0) {
    const message = "This template needs more steps of evaluation than the limit allows.";
    problems.push({
      id: "analysis/not-analysed",
      file: file.path,
      range: { start: 0, end: 0 },
      message,
      incomplete: true,
    });
  }
  return { declarations, handedOut: handedOut(context), problems, wants: [...session.wants] };
}

/** A later file wins over an earlier one. */
function valuesOf(variant: Variant, files: Files): ReadonlyMap<string, Value> {
  const result = new Map<string, Value>();
  for (const path of variant.values) {
    const file = files.get(path);
    if (!file) continue;
    for (const [name, { value, file: from }] of givenValues(file))
      result.set(name, scalar(value, from));
  }
  return result;
}
