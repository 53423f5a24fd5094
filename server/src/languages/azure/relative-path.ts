// Paths that a template names, relative to its own file. Knows no files.

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
  const segments = from.split("/").slice(0, -1);
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join("/");
}
