// Turns changes into edits of Bicep and parameter files, all or none. Knows no policy.

import type {
  DictExpression,
  Expression,
  ListExpression,
} from "../../../expressions/expression.ts";
import type { Change, FixValue } from "../../../model/resource.ts";
import type { Files, Unit } from "../../../model/unit.ts";
import { type JsonChange, writeJson } from "../../../syntax/json/write.ts";
import { type NewValue, newValue, placeNew, wrapped } from "../../../syntax/new-value.ts";
import { type Edit, sameRange } from "../../../text/range.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import { jsonTree } from "../json-tree.ts";
import { type Found, findNode } from "./find.ts";
import { lineIndent, memberEdits, type Pending, removedLines, styleOf } from "./layout.ts";
import { newParameter } from "./new-parameter.ts";
import { printKey, printValue } from "./print.ts";
import { treeOf } from "./program.ts";
import { plainText } from "./syntax.ts";

export function writeChanges(
  changes: readonly Change[],
  unit: Unit,
  files: Files,
): readonly Edit[] | undefined {
  const byFile = new Map<string, Change[]>();
  for (const change of changes)
    byFile.set(change.at.file, [...(byFile.get(change.at.file) ?? []), change]);
  const edits: Edit[] = [];
  for (const [path, list] of byFile) {
    const file = files.get(path);
    if (!file) return undefined;
    const written = path.endsWith(".json")
      ? jsonEdits(file, list)
      : bicepEdits(file, list, path === unit.files[0]);
    if (!written) return undefined;
    edits.push(...written);
  }
  return settled(edits);
}

/** A JSON parameter file holds values only. */
function jsonEdits(file: SourceFile, changes: readonly Change[]): readonly Edit[] | undefined {
  const planned: JsonChange[] = [];
  for (const { at, operation } of changes) {
    if (!("value" in operation)) planned.push({ at: at.range, operation });
    else if (operation.value.is !== "literal") return undefined;
    else
      planned.push({
        at: at.range,
        operation: { ...operation, value: newValue(operation.value.value) },
      });
  }
  const sameKey = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
  return writeJson(file.text, jsonTree(file).root, planned, { sameKey })?.map((edit) => ({
    file: file.path,
    ...edit,
  }));
}

interface Plan {
  readonly file: SourceFile;
  /** Only the template itself has parameters to refer to. */
  readonly mayRefer: boolean;
  readonly containers: Map<DictExpression | ListExpression, Pending>;
  readonly edits: Edit[];
}

function bicepEdits(
  file: SourceFile,
  changes: readonly Change[],
  mayRefer: boolean,
): readonly Edit[] | undefined {
  const plan: Plan = { file, mayRefer, containers: new Map(), edits: [] };
  for (const change of changes) {
    if (!planChange(plan, change)) return undefined;
  }
  for (const [node, pending] of plan.containers)
    plan.edits.push(...memberEdits(file, node, pending));
  return plan.edits;
}

function planChange(plan: Plan, { at, operation }: Change): boolean {
  const found = findNode(treeOf(plan.file), at.range);
  if (!found) return false;
  switch (operation.is) {
    case "remove":
      return planRemoval(plan, found);
    case "rename":
      if (!found.entry) return false;
      plan.edits.push({
        file: plan.file.path,
        range: found.entry.key.range,
        text: printKey(operation.to),
      });
      return true;
    default: {
      const value = valueOf(plan, operation.value);
      if (!value) return false;
      if (operation.is !== "replace")
        return place(plan, found.node, operation.path, value, operation.is === "append");
      if (found.statement) return false;
      replaceNode(plan, found.node, value);
      return true;
    }
  }
}

function planRemoval(plan: Plan, found: Found): boolean {
  if (found.statement) {
    plan.edits.push(removedLines(plan.file, found.statement));
    return true;
  }
  if (!found.parent) return false;
  pendingOf(plan, found.parent).removed.add(found.entry ?? found.node);
  return true;
}

function valueOf(plan: Plan, value: FixValue): NewValue | undefined {
  switch (value.is) {
    case "literal":
      return newValue(value.value);
    case "parameter": {
      const declared = plan.mayRefer ? newParameter(plan.file, value) : undefined;
      if (!declared) return undefined;
      if (declared.edit && !plan.edits.some((each) => each.text === declared.edit?.text))
        plan.edits.push(declared.edit);
      const reference: NewValue = { is: "rendered", text: declared.symbol };
      return value.listed === true && value.type !== "list"
        ? { is: "array", items: [reference] }
        : reference;
    }
    case "given":
      return undefined;
  }
}

function pendingOf(plan: Plan, node: DictExpression | ListExpression): Pending {
  const present = plan.containers.get(node);
  if (present) return present;
  const pending: Pending = { removed: new Set(), members: new Map(), items: [] };
  plan.containers.set(node, pending);
  return pending;
}

/** Walks down the path as far as the text goes; the rest is made. */
function place(
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

/** In order, without repetitions; what lies in a removed part goes with it; undefined where two meet otherwise. */
function settled(edits: readonly Edit[]): readonly Edit[] | undefined {
  const ordered = edits.toSorted(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      a.range.start - b.range.start ||
      b.range.end - a.range.end,
  );
  const result: Edit[] = [];
  for (const edit of ordered) {
    const before = result[result.length - 1];
    if (before?.file === edit.file) {
      if (sameRange(before.range, edit.range) && before.text === edit.text) continue;
      if (edit.range.start < before.range.end) {
        if (before.text === "" && edit.range.end <= before.range.end) continue;
        return undefined;
      }
    }
    result.push(edit);
  }
  return result;
}
