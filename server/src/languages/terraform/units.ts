// Groups Terraform files into root modules with the modules that they call, and gives each its files of values.

import type { Files, Unit, Variant } from "../../model/unit.ts";
import { folderOf, pathFrom } from "../../text/path.ts";
import type { SourceFile } from "../../text/source-file.ts";
import { cached } from "../../text/source-file.ts";
import { treeOf } from "./file.ts";
import { withoutReplaced } from "./folder-files.ts";
import { literalText } from "./module.ts";
import { isLocal } from "./module-source.ts";
import { roleOf } from "./recognise.ts";

interface Folder {
  readonly declares: string[];
  readonly values: string[];
}

export function unitsOf(files: Files): readonly Unit[] {
  const folders = new Map<string, Folder>();
  for (const path of [...files.keys()].toSorted()) {
    const role = roleOf(path);
    if (!role) continue;
    const key = folderOf(path);
    const folder = folders.get(key) ?? { declares: [], values: [] };
    folders.set(key, folder);
    (role === "declares" ? folder.declares : folder.values).push(path);
  }
  const modules = new Map<string, readonly string[]>();
  for (const [id, { declares }] of folders)
    if (declares.length > 0) modules.set(id, withoutReplaced(declares));
  const calls = callsAmong(modules, files);
  const units: Unit[] = [];
  for (const [id, declares] of modules) {
    const folder = folders.get(id);
    if (!folder) continue;
    const further = [
      ...folder.values.filter((path) => !loadsByItself(path)),
      ...valuesBelow(id, declares, folders, files),
    ];
    const base = ordered(folder.values.filter(loadsByItself));
    const variants: Variant[] = [
      { values: base },
      ...further.map((path) => ({ name: path, values: [...base, path] })),
    ];
    units.push({ id, language: "terraform", files: declares, variants });
  }
  const roots = rootsOf(units, calls);
  return roots.map((unit) => ({ ...unit, files: withCalled(unit, modules, calls) }));
}

type Calls = ReadonlyMap<string, ReadonlySet<string>>;

/** The folders that a module calls, of those in view, as far as its sources are written out. */
function callsAmong(modules: ReadonlyMap<string, readonly string[]>, files: Files): Calls {
  const calls = new Map<string, ReadonlySet<string>>();
  for (const [id, paths] of modules) {
    const called = new Set<string>();
    for (const path of paths) {
      const file = files.get(path);
      for (const source of file ? localSources(file) : []) {
        const folder = pathFrom(id, source);
        if (folder !== undefined && folder !== id && modules.has(folder)) called.add(folder);
      }
    }
    if (called.size > 0) calls.set(id, called);
  }
  return calls;
}

const localSources = cached((file) => {
  if (!file.text.includes("module")) return [];
  return treeOf(file).body.blocks.flatMap((block) => {
    if (block.type !== "module") return [];
    const source = literalText(
      block.body.attributes.find((attribute) => attribute.name === "source")?.value,
    );
    return source !== undefined && isLocal(source) ? [source] : [];
  });
});

/**
 * A module that another configuration calls is read there, with its arguments. What has files of
 * values is deployed by itself as well; of modules that only call each other the first is a root.
 */
function rootsOf(units: readonly Unit[], calls: Calls): readonly Unit[] {
  const called = new Set([...calls.values()].flatMap((those) => [...those]));
  const reached = new Set<string>();
  const roots = new Set<Unit>();
  const add = (unit: Unit): void => {
    roots.add(unit);
    for (const id of reachedFrom(unit.id, calls)) reached.add(id);
  };
  for (const unit of units) if (!called.has(unit.id) || hasValues(unit)) add(unit);
  for (const unit of units) if (!reached.has(unit.id)) add(unit);
  return units.filter((unit) => roots.has(unit));
}

function hasValues(unit: Unit): boolean {
  return unit.variants.some((variant) => variant.values.length > 0);
}

function reachedFrom(id: string, calls: Calls): ReadonlySet<string> {
  const reached = new Set([id]);
  for (const each of reached) for (const next of calls.get(each) ?? []) reached.add(next);
  return reached;
}

function withCalled(
  unit: Unit,
  modules: ReadonlyMap<string, readonly string[]>,
  calls: Calls,
): readonly string[] {
  return [...reachedFrom(unit.id, calls)].flatMap((id) => modules.get(id) ?? []);
}

function loadsByItself(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return (
    name === "terraform.tfvars" ||
    name === "terraform.tfvars.json" ||
    name.endsWith(".auto.tfvars") ||
    name.endsWith(".auto.tfvars.json")
  );
}

/** Terraform reads terraform.tfvars, then its JSON form, then the others in the order of their names. */
function ordered(paths: readonly string[]): readonly string[] {
  const rank = (path: string) =>
    path.endsWith("terraform.tfvars") && !path.endsWith(".auto.tfvars")
      ? 0
      : path.endsWith("terraform.tfvars.json")
        ? 1
        : 2;
  return [...paths].toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** Files of values in folders below that declare nothing, if one of their names is a variable here. */
function valuesBelow(
  id: string,
  declares: readonly string[],
  folders: ReadonlyMap<string, Folder>,
  files: Files,
): readonly string[] {
  const found: string[] = [];
  let names: ReadonlySet<string> | undefined;
  for (const [key, folder] of folders) {
    if (folder.declares.length > 0 || nearestUnit(key, folders) !== id) continue;
    names ??= variableNames(declares, files);
    for (const path of folder.values) {
      const file = files.get(path);
      if (file && givesOne(file, names)) found.push(path);
    }
  }
  return found;
}

function nearestUnit(key: string, folders: ReadonlyMap<string, Folder>): string | undefined {
  for (let folder = key; folder !== ""; ) {
    folder = folderOf(folder);
    if ((folders.get(folder)?.declares.length ?? 0) > 0) return folder;
  }
  return undefined;
}

function variableNames(paths: readonly string[], files: Files): ReadonlySet<string> {
  const names = new Set<string>();
  for (const path of paths) {
    const file = files.get(path);
    if (!file) continue;
    for (const block of treeOf(file).body.blocks) {
      const label = block.labels[0];
      if (block.type === "variable" && label) names.add(label.text);
    }
  }
  return names;
}

function givesOne(file: SourceFile, names: ReadonlySet<string>): boolean {
  return treeOf(file).body.attributes.some((attribute) => names.has(attribute.name));
}
