// Files that functions name: found from the root module's folder, inside the workspace, and asked for where they are not in view.

import { folderOf, pathFrom } from "../../../text/path.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import type { Context } from "../context.ts";
import { fileIn, want } from "../reader.ts";

/** Terraform runs in the folder of the root module, so that paths start there. */
export function rootFolder(context: Context): string {
  let root = context;
  while (root.caller) root = root.caller.context;
  return root.folder;
}

/** A path relative to the workspace; undefined: it leads out of it, as every absolute one does. */
export function insidePath(folder: string, path: string): string | undefined {
  return path.startsWith("/") || path.startsWith("~") ? undefined : pathFrom(folder, path);
}

/** `to` as it is named in `from`. */
export function relativePath(from: string, to: string): string {
  const a = from === "" ? [] : from.split("/");
  const b = to === "" ? [] : to.split("/");
  let common = 0;
  while (common < a.length && common < b.length && a[common] === b[common]) common++;
  const parts = [...a.slice(common).map(() => ".."), ...b.slice(common)];
  return parts.length === 0 ? "." : parts.join("/");
}

/** The names in a folder, those of folders with a slash; undefined while its listing is not in view. */
export function namesIn(context: Context, folder: string): readonly string[] | undefined {
  const path = folder === "" ? "./" : `${folder}/`;
  const listing = fileIn(context.reader, path);
  if (listing) return listing.text.split("\n").filter((name) => name !== "");
  want(context.reader, path);
  return undefined;
}

/** What stands at a path; undefined while that is not in view. */
export function kindOf(context: Context, path: string): "file" | "folder" | "none" | undefined {
  const { reader } = context;
  if (path === "" || fileIn(reader, `${path}/`)) return "folder";
  if (fileIn(reader, path)) return "file";
  const parent = folderOf(path);
  if (parent !== "" && !fileIn(reader, `${parent}/`)) {
    const above = kindOf(context, parent);
    if (above === "none" || above === "file") return "none";
  }
  const names = namesIn(context, parent);
  if (!names) return undefined;
  const name = path.slice(parent === "" ? 0 : parent.length + 1);
  if (names.includes(`${name}/`)) return "folder";
  return names.includes(name) ? "file" : "none";
}

/** The file at a path; undefined while its text is not in view. */
export function fileAt(context: Context, path: string): SourceFile | undefined {
  const file = fileIn(context.reader, path);
  if (!file) want(context.reader, path);
  return file;
}
