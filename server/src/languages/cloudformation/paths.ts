// Paths of files beside a template, as its references name them; reads nothing.

import { folderOf, pathFrom } from "../../text/path.ts";

/** The path below the workspace's root, or why there is none: a URL, or a way out of the workspace. */
export function localPath(
  from: string,
  written: string,
): { readonly path: string } | { readonly not: "local" | "inside" } {
  if (written === "" || schemePattern.test(written) || written.startsWith("//"))
    return { not: "local" };
  if (written.startsWith("/") || written.includes("\\") || written.includes("\0"))
    return { not: "inside" };
  const path = pathFrom(folderOf(from), written);
  if (path === undefined) return { not: "inside" };
  return path === "" ? { not: "local" } : { path };
}

const schemePattern = /^[A-Za-z][A-Za-z0-9+.-]*:/;
