// Turns changes into edits of Bicep and parameter files, all or none. Knows no policy.

import type { Expression } from "../../../expressions/expression.ts";
import type { Change, FixValue } from "../../../model/resource.ts";
import type { Files, Unit } from "../../../model/unit.ts";
import { type JsonChange, writeJson } from "../../../syntax/json/write.ts";
import { type NewValue, newValue } from "../../../syntax/new-value.ts";
import { type Edit, partOf, sameRange, spanning } from "../../../text/range.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import { jsonTree } from "../json-tree.ts";
import { type Found, findNode } from "./find.ts";
import { memberEdits, removedLines } from "./layout.ts";
import { printKey } from "./print.ts";
import { treeOf } from "./program.ts";
import { deepestCall, isParamOfModule, mentions, parameterIn, soleCall } from "./write-module.ts";
import { nodeAt, type Plan, pendingOf, place, planOf, type Writing } from "./write-plan.ts";

export function writeChanges(
  changes: readonly Change[],
  unit: Unit,
  files: Files,
): readonly Edit[] | undefined {
  const writing: Writing = { unit, files, plans: new Map() };
  const inJson = new Map<SourceFile, Change[]>();
  for (const change of changes) {
    const { file: path } = change.at;
    const json = path.endsWith(".json") ? files.get(path) : undefined;
    if (json) {
      inJson.set(json, [...(inJson.get(json) ?? []), change]);
      continue;
    }
    const plan = planOf(writing, path);
    if (!plan || !planChange(writing, plan, change)) return undefined;
  }
  const edits: Edit[] = [];
  for (const [file, list] of inJson) {
    const written = jsonEdits(file, list);
    if (!written) return undefined;
    edits.push(...written);
  }
  for (const { file, containers, edits: planned } of writing.plans.values()) {
    edits.push(...planned);
    for (const [node, pending] of containers) edits.push(...memberEdits(file, node, pending));
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

function planChange(writing: Writing, plan: Plan, { at, operation }: Change): boolean {
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
      if (operation.is === "replace" && found.statement) return false;
      const path = operation.is === "replace" ? [] : operation.path;
      const { value } = operation;
      return write(writing, plan, {
        node: found.node,
        path,
        value,
        append: operation.is === "append",
      });
    }
  }
}

interface Written {
  readonly node: Expression;
  readonly path: readonly (string | number)[];
  readonly value: FixValue;
  readonly append: boolean;
}

/** What a module says by a parameter is written where its caller gives it. */
function write(writing: Writing, plan: Plan, change: Written, left = deepestCall): boolean {
  const { node, path, append } = change;
  const present = nodeAt(node, path);
  const param = present?.kind === "name" ? present.name : undefined;
  if (param !== undefined && isParamOfModule(writing, plan.file, param)) {
    const call = soleCall(writing, plan.file.path);
    if (!call || left === 0 || call.statement.body.object.kind !== "dict") return false;
    const { object, loop } = call.statement.body;
    const given = ["params", param];
    const argument = nodeAt(object, given);
    // What differs from turn to turn cannot be written where all of them stand.
    if (argument && loop && mentions(argument, [loop.valueName, loop.keyName])) return false;
    return write(writing, call.plan, { ...change, node: object, path: given }, left - 1);
  }
  const value = valueOf(writing, plan, change.value);
  return value !== undefined && place(plan, node, path, value, append);
}

function planRemoval(plan: Plan, found: Found): boolean {
  if (found.statement) {
    plan.edits.push(removedLines(plan.file, found.statement));
    return true;
  }
  if (!found.parent) return planWithoutDefault(plan, found.node);
  pendingOf(plan, found.parent).removed.add(found.entry ?? found.node);
  return true;
}

/** `param x string = 'y'` is `param x string` without its default. */
function planWithoutDefault({ file, edits }: Plan, node: Expression): boolean {
  const param = treeOf(file).statements.find(
    (each) => each.kind === "param" && each.value === node,
  );
  if (param?.kind !== "param" || !param.type) return false;
  const range = spanning(param.type.range, node.range);
  const begin = param.type.range.end - range.start;
  edits.push({
    file: file.path,
    range: partOf(range, begin, node.range.end - range.start),
    text: "",
  });
  return true;
}

function valueOf(writing: Writing, plan: Plan, value: FixValue): NewValue | undefined {
  switch (value.is) {
    case "literal":
      return newValue(value.value);
    case "parameter": {
      const symbol = parameterIn(writing, plan, value, deepestCall);
      if (symbol === undefined) return undefined;
      const reference: NewValue = { is: "rendered", text: symbol };
      return value.listed === true && value.type !== "list"
        ? { is: "array", items: [reference] }
        : reference;
    }
    case "given":
      return undefined;
  }
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
