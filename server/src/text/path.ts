// Paths in the workspace, with `/` and relative to its root. Knows no files and no disk.

/** Where a path leads from a folder; undefined: out of the workspace. Neither begins with a slash. */
export function pathFrom(folder: string, path: string): string | undefined {
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

/** The folder that a file or folder stands in; the root's own name is empty. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}
