// JSON parameter files of ARM and Bicep: what they are called, and which values they give.

import type { Entry, Value } from "../../expressions/value.ts";
import { known, type Place, unknown } from "../../expressions/value.ts";
import type { DataNode, EntryNode } from "../../syntax/node.ts";
import type { SourceFile } from "../../text/source-file.ts";
import { jsonTree, memberNode, objectAt, stringAt } from "./json-tree.ts";

const mention = /deploymentParameters\.json/i;

/** True for a file whose root is a parameter file; looks at the text before it reads it. */
export function isParameterFile(file: SourceFile): boolean {
  const mentioned = mention.test(file.text);
  if (
    !mentioned &&
    !(file.text.includes('"parameters"') && file.text.includes('"contentVersion"'))
  ) {
    return false;
  }
  const { root } = jsonTree(file);
  const schema = stringAt(root, "$schema");
  if (schema !== undefined) return mention.test(schema);
  const parameters = objectAt(root, "parameters");
  return (
    parameters !== undefined &&
    memberNode(root, "contentVersion") !== undefined &&
    memberNode(root, "resources") === undefined &&
    parameters.entries.every(
      (each) => memberNode(each.value, "value") ?? memberNode(each.value, "reference"),
    )
  );
}

/** The members of `parameters`, by name in lower case; the last of one name counts. */
export function parameterEntries(file: SourceFile): ReadonlyMap<string, EntryNode> {
  const parameters = objectAt(jsonTree(file).root, "parameters");
  return new Map((parameters?.entries ?? []).map((each) => [each.key.toLowerCase(), each]));
}

/** What a parameter file gives a parameter: its value as written, for nothing in it is an expression. */
export function givenValue(entry: EntryNode, file: string): Value {
  const value = memberNode(entry.value, "value");
  if (value) return literalValue(value.value, file);
  const at = { file, range: entry.value.range };
  if (memberNode(entry.value, "reference")) {
    return { ...unknown({ kind: "data", name: "a secret of a key vault" }, at), sensitive: true };
  }
  return unknown({ kind: "missing" }, at);
}

/** Data as it is written. */
export function literalValue(node: DataNode, file: string): Value {
  const at: Place = { file, range: node.range };
  switch (node.kind) {
    case "object": {
      const entries = new Map<string, Entry>();
      for (const each of node.entries) {
        entries.set(each.key, {
          value: literalValue(each.value, file),
          key: { file, range: each.keyRange },
        });
      }
      return known({ type: "dict", entries }, at);
    }
    case "array":
      return known({ type: "list", items: node.items.map((item) => literalValue(item, file)) }, at);
    case "string": {
      const parts = node.pieces.map((piece) => ({ text: piece.text, file, range: piece.range }));
      return known({ type: "text", parts }, at);
    }
    case "number":
      return known({ type: "number", text: node.raw }, at);
    case "boolean":
      return known(node.value, at);
    case "null":
      return known(null, at);
    default:
      return unknown({ kind: "missing" }, at);
  }
}

export interface TemplateShape {
  readonly path: string;
  /** Names of all parameters and of those without a default, in lower case. */
  readonly parameters: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
}

/**
 * The template that a parameter file belongs to: by its name, `x.parameters.json`,
 * `x.parameters.test.json` or `x.test.parameters.json`; else the one template of its folder that
 * has all its parameters and gets every one that it needs; else the one that it is named after in
 * the nearest folder and that has all its parameters (`parameters/x.parameters.json`).
 */
export function templateOf(
  file: SourceFile,
  templates: readonly TemplateShape[],
): string | undefined {
  const folder = folderOf(file.path);
  const neighbours = templates.filter((each) => folderOf(each.path) === folder);
  const name = nameOf(file.path);
  const byName = neighbours
    .filter((each) => belongsByName(nameOf(each.path), name))
    .toSorted((a, b) => b.path.length - a.path.length);
  const best = byName[0];
  if (best) return best.path;
  const given = parameterEntries(file);
  if (given.size === 0) return undefined;
  const fitting = neighbours.filter(
    (each) =>
      [...given.keys()].every((key) => each.parameters.has(key)) &&
      [...each.required].every((key) => given.has(key)),
  );
  if (fitting.length > 0) return fitting.length === 1 ? fitting[0]?.path : undefined;
  return nearestNamed(folder, name, [...given.keys()], templates);
}

/** A folder for parameter files may stand beside that of the templates. */
const parameterFolder = /(?:^|\/)param[^/]*\/(?:[^/]*\/)?$/i;

/** Folders to go up and down from a parameter file to its template. */
const furthest = 3;

function nearestNamed(
  folder: string,
  name: string,
  given: readonly string[],
  templates: readonly TemplateShape[],
): string | undefined {
  let nearest: { readonly path: string; readonly steps: number } | undefined;
  let isSole = true;
  for (const { path, parameters } of templates) {
    if (!belongsByName(nameOf(path), name)) continue;
    const steps = stepsBetween(folder, folderOf(path));
    const isBelow = folder.startsWith(folderOf(path)) || parameterFolder.test(folder);
    if (!isBelow || steps > furthest || (nearest && steps > nearest.steps)) continue;
    if (!given.every((key) => parameters.has(key))) continue;
    isSole = nearest?.steps !== steps;
    nearest = { path, steps };
  }
  return isSole ? nearest?.path : undefined;
}

function stepsBetween(from: string, to: string): number {
  const [a, b] = [from.split("/"), to.split("/")];
  let common = 0;
  while (common < a.length - 1 && a[common] === b[common]) common++;
  return a.length - 1 - common + (b.length - 1 - common);
}

function belongsByName(template: string, values: string): boolean {
  const stem = template.replace(/\.[^.]*$/, "");
  if (!values.startsWith(`${stem}.`)) return false;
  return `.${values.slice(stem.length + 1)}`.includes(".parameters.");
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).toLowerCase();
}
