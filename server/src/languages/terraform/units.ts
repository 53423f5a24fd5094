// Groups Terraform files into root modules and gives each its files of values. Evaluates nothing.

import type { Files, Unit, Variant } from "../../model/unit.ts";
import type { SourceFile } from "../../text/source-file.ts";
import { folderOf, roleOf, treeOf } from "./file.ts";

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
  const units: Unit[] = [];
  for (const [id, folder] of folders) {
    if (folder.declares.length === 0) continue;
    const declares = withoutReplaced(folder.declares);
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
  return units;
}

/** OpenTofu reads `x.tofu` in the place of `x.tf`. */
function withoutReplaced(paths: readonly string[]): readonly string[] {
  const all = new Set(paths);
  return paths.filter((path) => {
    if (path.endsWith(".tf")) return !all.has(`${path.slice(0, -3)}.tofu`);
    return !(path.endsWith(".tf.json") && all.has(`${path.slice(0, -8)}.tofu.json`));
  });
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
