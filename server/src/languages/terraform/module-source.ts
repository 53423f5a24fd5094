// Where a module's files stand: from the source of a call to a folder and its files, inside the workspace.

import type { Files } from "../../model/unit.ts";
import { folderOf } from "../../text/path.ts";
import { declares } from "./file.ts";
import type { Module } from "./module.ts";
import { collect, partsOf } from "./module.ts";
import type { Reader } from "./reader.ts";
import { fileIn, want } from "./reader.ts";

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
  const found = filesIn(reader, folder);
  const present = reader.modules.get(folder);
  if (present) {
    reader.tracer.touch(present.names);
    return present;
  }
  if (!found) return undefined;
  if (found.length === 0) return "empty";
  return addModule(reader, folder, found);
}

/** The module that the files make; what has not changed since the last reading is not collected again. */
export function addModule(reader: Reader, folder: string, paths: readonly string[]): Module {
  const before = reader.earlier?.modules.get(folder);
  const same =
    before?.files.length === paths.length &&
    paths.every((path, index) => reader.files.get(path) === before.files[index]);
  const module = same ? before : collect(paths, reader.files, before);
  reader.modules.set(folder, module);
  for (const part of partsOf(module)) reader.current.add(part);
  reader.current.add(module.names);
  reader.tracer.touch(module.names);
  return module;
}

/** What was read before is looked at first, so that it is known which results still hold. */
export function addEarlierModules(reader: Reader): void {
  for (const folder of reader.earlier?.modules.keys() ?? []) {
    if (reader.modules.has(folder)) continue;
    const { value: paths, trace } = reader.tracer.trace(() => filesIn(reader, folder));
    if (paths && paths.length > 0 && !trace.says) addModule(reader, folder, paths);
  }
}

/** Without a listing what is in view is all there is. */
function filesIn(reader: Reader, folder: string): readonly string[] | undefined {
  const lead = folder === "" ? "" : `${folder}/`;
  const listing = fileIn(reader, lead === "" ? "./" : lead);
  if (!listing) {
    const paths = foldersOf(reader.files).get(folder);
    if (paths) return paths;
    want(reader, lead === "" ? "./" : lead);
    return undefined;
  }
  const listed = listing.text
    .split("\n")
    .filter(declares)
    .map((name) => lead + name);
  const paths = listed.filter((path) => reader.files.has(path));
  for (const path of listed) if (!reader.files.has(path)) want(reader, path);
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
