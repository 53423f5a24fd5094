// Where a module's files stand: from the source of a call to a folder and its files, inside the workspace.

import { pathsIn, wordsOf } from "./folder-files.ts";
import type { Module } from "./module.ts";
import { collect, partsOf } from "./module.ts";
import type { Reader } from "./reader.ts";
import { want } from "./reader.ts";

/** A path on the same disk; every other source is fetched from elsewhere. */
export function isLocal(source: string): boolean {
  return source === "." || source === ".." || source.startsWith("./") || source.startsWith("../");
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

function filesIn(reader: Reader, folder: string): readonly string[] | undefined {
  const found = pathsIn(reader.files, folder);
  reader.tracer.touch({ folder, paths: wordsOf(found) });
  for (const path of found.lacking) want(reader, path);
  return found.paths;
}
