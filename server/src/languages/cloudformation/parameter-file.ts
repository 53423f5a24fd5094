// Reads the values that a parameter file gives, and decides which template it belongs to.

import type { DataNode } from "../../syntax/node.ts";
import type { SourceFile } from "../../text/source-file.ts";
import { cached } from "../../text/source-file.ts";
import { literalText, memberOf, templateOf, treeOf } from "./template.ts";

/** One value, with the key that names the parameter. */
export interface GivenValue {
  readonly file: string;
  readonly value: DataNode;
}

export const givenValues: (file: SourceFile) => ReadonlyMap<string, GivenValue> = cached((file) => {
  const { root } = treeOf(file);
  const result = new Map<string, GivenValue>();
  if (root.kind === "array") {
    for (const item of root.items) {
      const key = literalText(memberOf(item, "ParameterKey")?.value);
      const value = memberOf(item, "ParameterValue")?.value;
      // `UsePreviousValue` stands in place of a value that only the stack knows.
      if (key !== undefined && value) result.set(key, { file: file.path, value });
    }
    return result;
  }
  const parameters = memberOf(root, "Parameters")?.value;
  if (parameters?.kind !== "object") return result;
  for (const { key, value } of parameters.entries) result.set(key, { file: file.path, value });
  return result;
});

/** By name; failing that, the one template in the folder that takes all its names and gets all it needs. */
export function ownersOf(
  file: SourceFile,
  templates: readonly SourceFile[],
): readonly SourceFile[] {
  const given = givenValues(file);
  if (given.size === 0) return [];
  const named = templates.filter(
    (template) => belongsByName(file.path, template.path) && takesSome(template, given),
  );
  // Beside `role.yaml` and `role-admin.yaml`, a file `role-admin.params.json` is of the second.
  const longest = Math.max(...named.map(({ path }) => stemOf(path).length));
  if (named.length > 0) return named.filter(({ path }) => stemOf(path).length === longest);
  const fitting = templates.filter(
    (template) => folderOf(template.path) === folderOf(file.path) && fits(template, given),
  );
  return fitting.length === 1 ? fitting : [];
}

function takesSome(template: SourceFile, given: ReadonlyMap<string, GivenValue>): boolean {
  const parameters = templateOf(template).sections.Parameters;
  return [...given.keys()].some((name) => parameters.has(name));
}

function fits(template: SourceFile, given: ReadonlyMap<string, GivenValue>): boolean {
  const parameters = templateOf(template).sections.Parameters;
  if (![...given.keys()].every((name) => parameters.has(name))) return false;
  return [...parameters].every(
    ([name, { value }]) => given.has(name) || memberOf(value, "Default"),
  );
}

/**
 * `role.parameters.json`, `role-params-prod.json` and `parameters-role.json` belong to `role.yaml`
 * beside them; so do files of the same name in a folder `parameters` or `params`.
 */
function belongsByName(path: string, template: string): boolean {
  const stem = stemOf(template);
  const own = stemOf(path);
  const folder = folderOf(path);
  if (folder === folderOf(template)) {
    const rest = own.startsWith(stem)
      ? own.slice(stem.length)
      : own.endsWith(stem)
        ? own.slice(0, -stem.length)
        : "";
    return rest !== "" && separatorPattern.test(rest) && wordPattern.test(rest);
  }
  if (!folderPattern.test(folder.slice(folder.lastIndexOf("/") + 1))) return false;
  const beside = folderOf(folder);
  return (
    folderOf(template) === beside &&
    (own === stem || (own.startsWith(stem) && separatorPattern.test(own.slice(stem.length))))
  );
}

const separatorPattern = /^[-._]|[-._]$/;
const wordPattern = /param|config/i;
const folderPattern = /^(?:parameters|params|parameter-files)$/i;

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(0, dot) : name;
}
