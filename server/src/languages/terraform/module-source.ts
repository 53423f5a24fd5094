// Where a module's files stand: from the source of a call to a folder and its files, inside the workspace.

import type { Files } from "../../model/unit.ts";
import { folderOf } from "../../text/path.ts";
import type { Reader } from "./context.ts";
import { declares } from "./file.ts";
import type { Module } from "./module.ts";
import { collect } from "./module.ts";

/** A path on the same disk; every other source is fetched from elsewhere. */
export function isLocal(source: string): boolean {
  return source === "." || source === ".." || source.startsWith("./") || source.startsWith("../");
}

/** OpenTofu reads `x.tofu` in the place of `x.tf`. */
export function withoutReplaced(paths: readonly string[]): readonly string[] {
  const all = new Set(paths);
  return paths.filter((path) => {
    if (path.endsWith(".tf")) return !all.has(`${path.slice(0, -3)}.tofu`);
    return !(path.endsWith(".tf.json") && all.has(`${path.slice(0, -8)}.tofu.json`));
  });
}

/** The module in a folder; undefined where its files are not in view, and then they are asked for. */
export function moduleIn(reader: Reader, folder: string): Module | "empty" | undefined {
  const present = reader.modules.get(folder);
  if (present) return present;
  const paths = filesIn(reader, folder);
  if (!paths) return undefined;
  if (paths.length === 0) return "empty";
  const module = collect(paths, reader.files);
  reader.modules.set(folder, module);
  return module;
}

/** Without a listing what is in view is all there is. */
function filesIn(reader: Reader, folder: string): readonly string[] | undefined {
  const lead = folder === "" ? "" : `${folder}/`;
  const listing = reader.files.get(lead === "" ? "./" : lead);
  if (!listing) {
    const paths = foldersOf(reader.files).get(folder);
    if (paths) return paths;
    reader.wants.add(lead === "" ? "./" : lead);
    return undefined;
  }
  const listed = listing.text
    .split("\n")
    .filter(declares)
    .map((name) => lead + name);
  const paths = listed.filter((path) => reader.files.has(path));
  for (const path of listed) if (!reader.files.has(path)) reader.wants.add(path);
  return paths.length === 0 && listed.length > 0 ? undefined : withoutReplaced(paths);
}

const folders = new WeakMap<Files, ReadonlyMap<string, readonly string[]>>();

function foldersOf(files: Files): ReadonlyMap<string, readonly string[]> {
  const known = folders.get(files);
  if (known) return known;
  const found = new Map<string, string[]>();
  for (const path of [...files.keys()].toSorted()) {
    if (!declares(path)) continue;
    const folder = folderOf(path);
    const those = found.get(folder);
    if (those) those.push(path);
    else found.set(folder, [path]);
  }
  const result = new Map([...found].map(([folder, paths]) => [folder, withoutReplaced(paths)]));
  folders.set(files, result);
  return result;
}
