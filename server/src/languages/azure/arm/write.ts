// Turns changes into edits of ARM templates and parameter files. Knows ARM's parameters, and no policy.

import type { Change, FixValue } from "../../../model/resource.ts";
import type { Files, Unit } from "../../../model/unit.ts";
import { type JsonChange, writeJson } from "../../../syntax/json/write.ts";
import { type NewValue, newValue } from "../../../syntax/new-value.ts";
import type { DataNode } from "../../../syntax/node.ts";
import { contains, type Edit, type Range } from "../../../text/range.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import { jsonTree, memberNode, objectAt } from "../json-tree.ts";
import { seesOwnNames } from "./deployment.ts";
import { roleOf } from "./recognise.ts";
import { templateRoot } from "./template-root.ts";

const sameKey = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** All edits, or none if a change cannot be written: a parameter file can hold no reference. */
export function writeChanges(
  changes: readonly Change[],
  unit: Unit,
  files: Files,
): readonly Edit[] | undefined {
  const byFile = new Map<string, JsonChange[]>();
  for (const change of changes) {
    const file = files.get(change.at.file);
    const role = file ? roleOf(file) : undefined;
    if (!file || !role) return undefined;
    const planned = byFile.get(file.path) ?? [];
    byFile.set(file.path, planned);
    // What links a template would have to give its new parameters a value.
    const isLinked = file.path !== unit.files[0];
    const added = jsonChanges(change, file, role === "declares", isLinked);
    if (!added) return undefined;
    planned.push(...added);
  }
  const edits: Edit[] = [];
  for (const [path, planned] of byFile) {
    const file = files.get(path);
    const written = file
      ? writeJson(file.text, jsonTree(file).root, planned, { sameKey })
      : undefined;
    if (!written) return undefined;
    edits.push(...written.map((edit) => ({ file: path, ...edit })));
  }
  return edits;
}

function jsonChanges(
  change: Change,
  file: SourceFile,
  mayRefer: boolean,
  isLinked: boolean,
): readonly JsonChange[] | undefined {
  const { at, operation } = change;
  if (operation.is === "rename" || operation.is === "remove") return [{ at: at.range, operation }];
  if (operation.value.is === "parameter" && isLinked) return undefined;
  const rendered = valueOf(operation.value, file, at.range, mayRefer);
  if (!rendered) return undefined;
  const { value, also } = rendered;
  const main: JsonChange = { at: at.range, operation: { ...operation, value } };
  return [...also, main];
}

function valueOf(
  value: FixValue,
  file: SourceFile,
  at: Range,
  mayRefer: boolean,
): { value: NewValue; also: readonly JsonChange[] } | undefined {
  switch (value.is) {
    case "literal":
      return { value: newValue(mayRefer ? escaped(value.value) : value.value), also: [] };
    case "parameter": {
      if (!mayRefer || isInInnerTemplate(jsonTree(file).root, at)) return undefined;
      const name = camelCase(value.name);
      const reference = newValue(`[parameters('${name}')]`);
      const listed = value.listed === true && value.type !== "list";
      return {
        value: listed ? { is: "array", items: [reference] } : reference,
        also: parameterChanges(name, value, file),
      };
    }
    case "given":
      return undefined;
  }
}

/** True inside a nested template that sees its own parameters: those of the file are out of its reach. */
function isInInnerTemplate(root: DataNode, at: Range): boolean {
  let node: DataNode | undefined = root;
  while (node) {
    const template: DataNode | undefined = objectAt(objectAt(node, "properties"), "template");
    if (node.kind === "object" && template && contains(template.range, at) && seesOwnNames(node)) {
      return true;
    }
    const parts: readonly DataNode[] =
      node.kind === "object"
        ? node.entries.map((each) => each.value)
        : node.kind === "array"
          ? node.items
          : [];
    node = parts.find((each) => contains(each.range, at));
  }
  return false;
}

/** Declares the parameter unless the template has one of that name. */
function parameterChanges(
  name: string,
  value: Extract<FixValue, { is: "parameter" }>,
  file: SourceFile,
): readonly JsonChange[] {
  const root = templateRoot(jsonTree(file).root);
  if (!root || memberNode(objectAt(root, "parameters"), name)) return [];
  const type = value.type === "text" ? "string" : value.type === "number" ? "int" : "array";
  const definition = newValue({ type, metadata: { description: value.description } });
  return [
    { at: root.range, operation: { is: "set", path: ["parameters", name], value: definition } },
  ];
}

/** A string that would be read as an expression starts with two brackets. */
function escaped(literal: Extract<FixValue, { is: "literal" }>["value"]): typeof literal {
  if (typeof literal === "string") {
    return literal.startsWith("[") && literal.endsWith("]") ? `[${literal}` : literal;
  }
  if (literal === null || typeof literal !== "object") return literal;
  if (isList(literal)) return literal.map(escaped);
  return Object.fromEntries(Object.entries(literal).map(([key, each]) => [key, escaped(each)]));
}

function isList(value: object): value is readonly Extract<FixValue, { is: "literal" }>["value"][] {
  return Array.isArray(value);
}

function camelCase(name: string): string {
  return name.replace(/-+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
