// Answers what a unit asks for and does not have: one file or one folder's listing, inside the root and nowhere else.

import { readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { isInside, readText } from "./host.ts";
import type { Answer } from "./workspace-files.ts";

/** `path` is relative to the root; one that ends in a slash asks for a listing. */
export function answerFrom(root: string, path: string, limit: number): Answer {
  try {
    const realRoot = realpathSync(root);
    const real = realpathSync(join(realRoot, path));
    if (real !== realRoot && !isInside(realRoot, real)) return { outside: true };
    if (path.endsWith("/")) return { text: listing(real) };
    const stat = statSync(real);
    if (!stat.isFile() || stat.size > limit) return undefined;
    const read = readText(real, limit);
    return "text" in read ? { text: read.text } : undefined;
  } catch {
    return undefined;
  }
}

/** One name a line; the names of folders end in a slash, whatever a link is to has no slash. */
function listing(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .map((each) => (each.isDirectory() ? `${each.name}/` : each.name))
    .toSorted()
    .join("\n");
}
