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
import { intrinsicOf } from "./intrinsic.ts";
import { NewParameters } from "./new-parameter.ts";
import { roleOf } from "./recognise.ts";
import { literalText, memberOf, resourceType, templateOf, treeOf } from "./template.ts";

/** All the edits or none; a change of something that is no node of the data cannot be written. */
export function writeChanges(
  changes: readonly Change[],
  _unit: Unit,
  files: Files,
): readonly Edit[] | undefined {
  const byFile = new Map<SourceFile, Change[]>();
  for (const change of changes) {
    const file = files.get(change.at.file);
    if (!file) return undefined;
    byFile.set(file, [...(byFile.get(file) ?? []), change]);
  }
  const edits: Edit[] = [];
  for (const [file, ofFile] of byFile) {
    const written = writeFile(file, ofFile);
    if (!written) return undefined;
    edits.push(...written);
  }
  return edits;
}

function writeFile(file: SourceFile, changes: readonly Change[]): readonly Edit[] | undefined {
  const { root } = treeOf(file);
  const parameters = roleOf(file) === "declares" ? new NewParameters(file) : undefined;
  const planned: JsonChange[] = [];
  for (const change of changes) {
    const translated = translate(change, file, parameters);
    if (!translated) return undefined;
    planned.push(translated);
  }
  planned.push(...(parameters?.changes() ?? []));
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
      const name = parameters.declare(value);
      const reference: NewValue = {
        is: "rendered",
        text: writesJson(treeOf(file).root) ? `{ "Ref": ${JSON.stringify(name)} }` : `!Ref ${name}`,
      };
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
