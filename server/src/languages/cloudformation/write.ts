// Turns changes of a template into edits, in YAML or JSON as the file is written.

import type { Change, FixLiteral, FixValue } from "../../model/resource.ts";
import type { Files, Unit } from "../../model/unit.ts";
import { findNode, type JsonChange, type JsonEdit, writeJson } from "../../syntax/json/write.ts";
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
import { resourcesIn } from "./resources.ts";
import { literalText, memberOf, resourceType, templateOf, treeOf } from "./template.ts";
import type { Container } from "./write-in-string.ts";
import { containerOf, referenceIn, writeInString } from "./write-in-string.ts";

/** What is to be written into one file. */
interface Plan {
  readonly file: SourceFile;
  /** None in a file of values. */
  readonly parameters: NewParameters | undefined;
  readonly changes: JsonChange[];
  /** Changes inside strings: policies as text, templates of stack sets. */
  readonly strings: Map<DataNode, InString>;
}

interface InString {
  readonly container: Container;
  readonly changes: JsonChange[];
  namesParameters: boolean;
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
    const plan: Plan = { file, parameters, changes: [], strings: new Map() };
    plans.set(file.path, plan);
    return plan;
  };
  for (const change of changes) {
    const file = files.get(change.at.file);
    if (!file) return undefined;
    const plan = planOf(file);
    const container = containerOf(treeOf(file).root, change.at.range);
    if (container) {
      if (!planInString(plan, container, change)) return undefined;
      continue;
    }
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
    for (const { file, parameters } of plans.values())
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

function planInString(plan: Plan, container: Container, change: Change): boolean {
  const { node } = container;
  const string = plan.strings.get(node) ?? { container, changes: [], namesParameters: false };
  plan.strings.set(node, string);
  const { operation } = change;
  const at = change.at.range;
  if (operation.is === "remove" || operation.is === "rename") {
    string.changes.push({ at, operation });
    return true;
  }
  let value: NewValue;
  if (operation.value.is === "literal") value = newValue(operation.value.value);
  else {
    if (operation.value.is === "given" || !plan.parameters) return false;
    if (!takesFunctions(change, plan.file)) return false;
    const reference = referenceIn(container, plan.parameters.declare(operation.value));
    if (!reference) return false;
    string.namesParameters = true;
    value = operation.value.listed ? { is: "array", items: [reference] } : reference;
  }
  string.changes.push({ at, operation: { ...operation, value } });
  return true;
}

function writePlan({ file, parameters, changes, strings }: Plan): readonly Edit[] | undefined {
  const { root } = treeOf(file);
  const inside: JsonEdit[] = [];
  for (const { container, changes: those, namesParameters } of strings.values()) {
    const written = writeInString(file.text, container, those, namesParameters, writesJson(root));
    if (!written) return undefined;
    inside.push(...written);
  }
  const planned = [...changes, ...(parameters?.changes() ?? [])];
  const options = { wrapsSingleValues: true, textsGiveWay: true };
  const edits = writesJson(root)
    ? writeJson(file.text, root, planned, options)
    : writeYaml(file.text, root, planned, options);
  if (!edits) return undefined;
  const section = parameters?.newSection();
  return [...(section ? [section] : []), ...edits, ...inside].map(({ range, text }) => ({
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
  const declared = resourcesIn(templateOf(file)).find((entry) =>
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
