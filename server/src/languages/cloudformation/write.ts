// Turns changes of a template into edits, in YAML or JSON as the file is written.

import type { Change, FixLiteral, FixValue } from "../../model/resource.ts";
import type { Files, Unit } from "../../model/unit.ts";
import { findNode, type JsonChange, writeJson } from "../../syntax/json/write.ts";
import { type NewValue, newValue } from "../../syntax/new-value.ts";
import type { DataNode } from "../../syntax/node.ts";
import { writeYaml } from "../../syntax/yaml/write.ts";
import type { Edit } from "../../text/range.ts";
import { contains, sameRange } from "../../text/range.ts";
import type { SourceFile } from "../../text/source-file.ts";
import { callsOf } from "./calls.ts";
import { intrinsicOf } from "./intrinsic.ts";
import type { WantedParameter } from "./new-parameter.ts";
import { NewParameters } from "./new-parameter.ts";
import { roleOf } from "./recognise.ts";
import { literalText, memberOf, resourceType, templateOf, treeOf } from "./template.ts";

/** What is to be written into one file. */
interface Plan {
  readonly file: SourceFile;
  /** None in a file of values. */
  readonly parameters: NewParameters | undefined;
  readonly changes: JsonChange[];
}

/** All the edits or none; a change of something that is no node of the data cannot be written. */
export function writeChanges(
  changes: readonly Change[],
  unit: Unit,
  files: Files,
): readonly Edit[] | undefined {
  const plans = new Map<string, Plan>();
  const planOf = (file: SourceFile): Plan => {
    const present = plans.get(file.path);
    if (present) return present;
    const parameters = roleOf(file) === "declares" ? new NewParameters(file) : undefined;
    const plan: Plan = { file, parameters, changes: [] };
    plans.set(file.path, plan);
    return plan;
  };
  for (const change of changes) {
    const file = files.get(change.at.file);
    if (!file) return undefined;
    const plan = planOf(file);
    const translated = translate(change, file, plan.parameters);
    if (!translated) return undefined;
    plan.changes.push(translated);
  }
  if (!handDown(plans, planOf, unit, files)) return undefined;
  const edits: Edit[] = [];
  for (const plan of plans.values()) {
    const written = writePlan(plan);
    if (!written) return undefined;
    edits.push(...written);
  }
  return edits;
}

/**
 * A new parameter of a nested template is given by every stack that deploys it, from a new parameter
 * of the template around it; false where no such stack is in view.
 */
function handDown(
  plans: ReadonlyMap<string, Plan>,
  planOf: (file: SourceFile) => Plan,
  unit: Unit,
  files: Files,
): boolean {
  const given = new Set<string>();
  for (let before = -1; before < given.size; ) {
    before = given.size;
    for (const { file, parameters } of [...plans.values()])
      for (const [name, wanted] of file.path === unit.id ? [] : (parameters?.added() ?? []))
        if (!giveFromCallers(file, name, wanted, given, planOf, unit, files)) return false;
  }
  return true;
}

function giveFromCallers(
  file: SourceFile,
  name: string,
  wanted: WantedParameter,
  given: Set<string>,
  planOf: (file: SourceFile) => Plan,
  unit: Unit,
  files: Files,
): boolean {
  const callers = unit.files.flatMap((path) => {
    const caller = files.get(path);
    const calls = caller ? callsOf(caller).filter((call) => call.path === file.path) : [];
    return caller ? calls.map(({ resource }) => ({ caller, resource })) : [];
  });
  for (const { caller, resource } of callers) {
    const key = `${caller.path} ${resource.key} ${name}`;
    if (given.has(key)) continue;
    given.add(key);
    const { parameters, changes } = planOf(caller);
    const path = ["Properties", "Parameters", name];
    if (!parameters || !isOpen(resource.value, path, false, caller)) return false;
    const value = referenceTo(parameters.declare(wanted), caller);
    changes.push({ at: resource.value.range, operation: { is: "set", path, value } });
  }
  return callers.length > 0;
}

function writePlan({ file, parameters, changes }: Plan): readonly Edit[] | undefined {
  const { root } = treeOf(file);
  const planned = [...changes, ...(parameters?.changes() ?? [])];
  const options = { wrapsSingleValues: true, textsGiveWay: true };
  const edits = writesJson(root)
    ? writeJson(file.text, root, planned, options)
    : writeYaml(file.text, root, planned, options);
  if (!edits) return undefined;
  const section = parameters?.newSection();
  return [...(section ? [section] : []), ...edits].map(({ range, text }) => ({
    file: file.path,
    range,
    text,
  }));
}

function referenceTo(name: string, file: SourceFile): NewValue {
  return {
    is: "rendered",
    text: writesJson(treeOf(file).root) ? `{ "Ref": ${JSON.stringify(name)} }` : `!Ref ${name}`,
  };
}

/** A template in brackets is written as JSON, also in a file that could hold other YAML. */
export function writesJson(root: DataNode): boolean {
  return (root.kind === "object" || root.kind === "array") && root.flow;
}

function translate(
  change: Change,
  file: SourceFile,
  parameters: NewParameters | undefined,
): JsonChange | undefined {
  const { operation } = change;
  const declared = [...templateOf(file).sections.Resources.values()].find((entry) =>
    sameRange(entry.range, change.at.range),
  );
  // What the serverless transform makes has other attributes than what is written.
  if (declared && resourceType(declared)?.startsWith("AWS::Serverless::")) return undefined;
  if (operation.is === "remove" || operation.is === "rename") {
    return { at: declared ? declared.keyRange : change.at.range, operation };
  }
  const value = valueOf(operation.value, file, change, parameters);
  if (!value) return undefined;
  if (operation.is === "replace")
    return declared ? undefined : { at: change.at.range, operation: { is: "replace", value } };
  const at = declared ? declared.value.range : change.at.range;
  const path = declared ? ["Properties", ...operation.path] : operation.path;
  const start = declared ? declared.value : findNode(treeOf(file).root, at)?.node;
  if (!start || !isOpen(start, path, operation.is === "append", file)) return undefined;
  return { at, operation: { is: operation.is, path, value } };
}

/** True unless a function stands on the way: what it gives is not written there. */
function isOpen(
  start: DataNode,
  path: readonly (string | number)[],
  append: boolean,
  file: SourceFile,
): boolean {
  let node: DataNode | undefined = start;
  for (const step of path) {
    if (!node) return true;
    if (intrinsicOf(node)) return false;
    if (typeof step === "string") node = memberOf(node, step)?.value;
    else node = node.kind === "array" ? node.items[step] : undefined;
  }
  return !append || !node || !givesList(node, file);
}

/** Where a function may give a list, its value cannot be made an item of one. */
function givesList(node: DataNode, file: SourceFile): boolean {
  const intrinsic = intrinsicOf(node);
  if (!intrinsic || intrinsic.name === "Fn::Sub" || intrinsic.name === "Fn::Join") return false;
  const name = intrinsic.name === "Ref" ? literalText(intrinsic.argument) : undefined;
  if (name === undefined) return true;
  const parameter = templateOf(file).sections.Parameters.get(name);
  const type = literalText(memberOf(parameter?.value, "Type")?.value) ?? "";
  return type.includes("List");
}

function valueOf(
  value: FixValue,
  file: SourceFile,
  change: Change,
  parameters: NewParameters | undefined,
): NewValue | undefined {
  switch (value.is) {
    case "literal":
      return newValue(parameters ? value.value : asParameterValue(value.value));
    case "parameter": {
      if (!parameters || !takesFunctions(change, file)) return undefined;
      const reference = referenceTo(parameters.declare(value), file);
      return value.listed ? { is: "array", items: [reference] } : reference;
    }
    case "given":
      return undefined;
  }
}

/** Functions work below Resources, not in a parameter's default or a mapping. */
function takesFunctions(change: Change, file: SourceFile): boolean {
  const resources = memberOf(templateOf(file).root, "Resources");
  return resources !== undefined && contains(resources.range, change.at.range);
}

/** A parameter file holds texts. */
function asParameterValue(value: FixLiteral): FixLiteral {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}
