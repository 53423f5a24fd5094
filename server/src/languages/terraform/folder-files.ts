// Which files make up the module in a folder, as far as they are in view. Knows nothing of what they say.

import type { Files } from "../../model/unit.ts";
import { folderOf } from "../../text/path.ts";
import { declares } from "./recognise.ts";

export interface FolderFiles {
  /** Undefined where what is there is not in view. */
  readonly paths: readonly string[] | undefined;
  /** What would have to be asked for. */
  readonly lacking: readonly string[];
}

/** Without a listing what is in view is all there is. */
export function pathsIn(files: Files, folder: string): FolderFiles {
  const lead = folder === "" ? "" : `${folder}/`;
  const listing = files.get(lead === "" ? "./" : lead);
  if (!listing) {
    const paths = foldersOf(files).get(folder);
    return { paths, lacking: paths ? [] : [lead === "" ? "./" : lead] };
  }
  const listed = listing.text
    .split("\n")
    .filter(declares)
    .map((name) => lead + name);
  const paths = listed.filter((path) => files.has(path));
  const lacking = listed.filter((path) => !files.has(path));
  const none = paths.length === 0 && listed.length > 0;
  return { paths: none ? undefined : withoutReplaced(paths), lacking };
}

/** Equal where the same files are found and lacking. */
export function wordsOf({ paths, lacking }: FolderFiles): string {
  return `${paths?.join("\n") ?? "?"}\n\n${lacking.join("\n")}`;
}

/** OpenTofu reads `x.tofu` in the place of `x.tf`. */
export function withoutReplaced(paths: readonly string[]): readonly string[] {
  const all = new Set(paths);
  return paths.filter((path) => {
    if (path.endsWith(".tf")) return !all.has(`${path.slice(0, -3)}.tofu`);
    return !(path.endsWith(".tf.json") && all.has(`${path.slice(0, -8)}.tofu.json`));
  });
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
