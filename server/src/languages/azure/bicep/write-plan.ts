// What will be written into the files of a unit, gathered until all of it is known; puts values at nodes.

import type {
  DictExpression,
  Expression,
  ListExpression,
} from "../../../expressions/expression.ts";
import type { Files, Unit } from "../../../model/unit.ts";
import { type NewValue, placeNew, wrapped } from "../../../syntax/new-value.ts";
import type { Edit } from "../../../text/range.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import { lineIndent, type Pending, styleOf } from "./layout.ts";
import { printValue } from "./print.ts";
import { plainText } from "./syntax.ts";

export interface Writing {
  readonly unit: Unit;
  readonly files: Files;
  readonly plans: Map<string, Plan>;
}

export interface Plan {
  readonly file: SourceFile;
  readonly containers: Map<DictExpression | ListExpression, Pending>;
  readonly edits: Edit[];
}

/** Undefined for files that are no Bicep: text that is loaded, for one. */
export function planOf({ files, plans }: Writing, path: string): Plan | undefined {
  const present = plans.get(path);
  if (present) return present;
  const file = isBicep.test(path) ? files.get(path) : undefined;
  if (!file) return undefined;
  const plan: Plan = { file, containers: new Map(), edits: [] };
  plans.set(path, plan);
  return plan;
}

const isBicep = /\.bicep(?:param)?$/;

export function pendingOf(plan: Plan, node: DictExpression | ListExpression): Pending {
  const present = plan.containers.get(node);
  if (present) return present;
  const pending: Pending = { removed: new Set(), members: new Map(), items: [] };
  plan.containers.set(node, pending);
  return pending;
}

/** Walks down the path as far as the text goes; the rest is made. */
export function place(
  plan: Plan,
  start: Expression,
  path: readonly (string | number)[],
  value: NewValue,
  append: boolean,
): boolean {
  let node = start;
  for (const [index, step] of path.entries()) {
    const next = childAt(node, step);
    if (next) {
      node = next;
      continue;
    }
    const rest = path.slice(index + 1);
    if (node.kind === "missing") return fillIn(plan, node, wrapped([step, ...rest], value, append));
    if (node.kind === "dict" && typeof step === "string") {
      return placeNew(pendingOf(plan, node).members, step, rest, value, append);
    }
    if (node.kind === "list" && step === node.items.length) {
      pendingOf(plan, node).items.push(wrapped(rest, value, append));
      return true;
    }
    return false;
  }
  if (!append) {
    replaceNode(plan, node, value);
    return true;
  }
  if (node.kind === "missing") return fillIn(plan, node, { is: "array", items: [value] });
  if (node.kind !== "list") return false;
  pendingOf(plan, node).items.push(value);
  return true;
}

/** Behind a spread the position of an item is not that of the text. */
function childAt(node: Expression, step: string | number): Expression | undefined {
  if (typeof step === "number") {
    if (
      node.kind !== "list" ||
      node.items.slice(0, step + 1).some((item) => item.kind === "spread")
    )
      return undefined;
    return node.items[step];
  }
  if (node.kind !== "dict") return undefined;
  const name = step.toLowerCase();
  const entry = node.entries.findLast(
    (each) => each.kind === "entry" && plainText(each.key)?.toLowerCase() === name,
  );
  return entry?.kind === "entry" ? entry.value : undefined;
}

function replaceNode(plan: Plan, node: Expression, value: NewValue): void {
  if (node.kind === "missing") {
    fillIn(plan, node, value);
    return;
  }
  const style = {
    ...styleOf(plan.file, node),
    indent: lineIndent(plan.file.text, node.range.start),
  };
  plan.edits.push({ file: plan.file.path, range: node.range, text: printValue(value, style) });
}

/** A value where none is written yet. */
function fillIn(plan: Plan, node: Expression, value: NewValue): boolean {
  const style = {
    ...styleOf(plan.file, node),
    indent: lineIndent(plan.file.text, node.range.start),
  };
  const before = plan.file.text.charAt(node.range.start - 1);
  const lead = before === " " ? "" : before === ":" || before === "=" ? " " : undefined;
  if (lead === undefined) return false;
  plan.edits.push({
    file: plan.file.path,
    range: node.range,
    text: lead + printValue(value, style),
  });
  return true;
}

export function nodeAt(
  start: Expression,
  path: readonly (string | number)[],
): Expression | undefined {
  return path.reduce<Expression | undefined>((node, step) => node && childAt(node, step), start);
}
