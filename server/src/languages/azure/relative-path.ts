// Paths that a template names, relative to its own file. Knows no files.

import { folderOf, pathFrom } from "../../text/path.ts";

/** The path in the workspace; undefined outside of it, and for anything that is no relative path. */
export function relativePath(from: string, path: string): string | undefined {
  if (
    path === "" ||
    path.startsWith("/") ||
    path.includes("\\") ||
    path.includes(":") ||
    path.includes("\0")
  )
    return undefined;
  return pathFrom(folderOf(from), path);
}
