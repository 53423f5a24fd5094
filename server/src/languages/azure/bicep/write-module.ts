// Changes in a module that its callers have a part in: what they give it, and parameters that are new to it.

import type { Expression } from "../../../expressions/expression.ts";
import type { FixValue } from "../../../model/resource.ts";
import type { NewValue } from "../../../syntax/new-value.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import { relativePath } from "../relative-path.ts";
import { childrenOf } from "./find.ts";
import { newParameter } from "./new-parameter.ts";
import { treeOf } from "./program.ts";
import { type ModuleStatement, plainText } from "./syntax.ts";
import { type Plan, place, planOf, type Writing } from "./write-plan.ts";

export function isParamOfModule({ unit }: Writing, file: SourceFile, name: string): boolean {
  if (file.path === unit.files[0]) return false;
  return treeOf(file).statements.some((each) => each.kind === "param" && each.name.text === name);
}

/** The one place that calls a module; what several say is not changed for all of them. */
export function soleCall(
  writing: Writing,
  path: string,
): { readonly plan: Plan; readonly statement: ModuleStatement } | undefined {
  const calls = writing.unit.files.flatMap((caller) => {
    const plan = planOf(writing, caller);
    return plan ? callsOf(plan.file, path).map((statement) => ({ plan, statement })) : [];
  });
  return calls.length === 1 ? calls[0] : undefined;
}

/** Modules that a new parameter is handed through. */
export const deepestCall = 16;

/** Declares a parameter in a file; whoever calls the file as a module hands its own one on. */
export function parameterIn(
  writing: Writing,
  plan: Plan,
  value: Extract<FixValue, { is: "parameter" }>,
  left: number,
): string | undefined {
  if (left === 0 || !plan.file.path.endsWith(".bicep")) return undefined;
  const declared = newParameter(plan.file, value);
  if (!declared?.edit) return declared?.symbol;
  const { symbol, edit } = declared;
  if (plan.edits.some((each) => each.text === edit.text)) return symbol;
  plan.edits.push(edit);
  if (plan.file.path === writing.unit.files[0]) return symbol;
  let isCalled = false;
  for (const path of writing.unit.files) {
    const caller = planOf(writing, path);
    for (const { body } of caller ? callsOf(caller.file, plan.file.path) : []) {
      const given = caller && parameterIn(writing, caller, value, left - 1);
      if (!caller || given === undefined || body.object.kind !== "dict") return undefined;
      const handed: NewValue = { is: "rendered", text: given };
      if (!place(caller, body.object, ["params", symbol], handed, false)) return undefined;
      isCalled = true;
    }
  }
  return isCalled ? symbol : undefined;
}

function callsOf(file: SourceFile, path: string): readonly ModuleStatement[] {
  return treeOf(file).statements.flatMap((each) =>
    each.kind === "module" && relativePath(file.path, plainText(each.path) ?? "") === path
      ? [each]
      : [],
  );
}

/** Whether one of the names stands somewhere in an expression. */
export function mentions(expression: Expression, names: readonly (string | undefined)[]): boolean {
  const queue = [expression];
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (next.kind === "name" && names.includes(next.name)) return true;
    queue.push(...childrenOf(next).map((each) => each.node));
  }
  return false;
}
