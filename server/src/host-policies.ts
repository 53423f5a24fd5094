// Reads a user's own policies from a folder on disk.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { factKinds } from "./analyses/index.ts";
import { bundledKinds } from "./bundled.ts";
import { loadPolicies } from "./check/load.ts";
import type { Policy } from "./check/policy.ts";
import { readText } from "./host.ts";
import { defaultLimits } from "./text/limits.ts";
import type { Problem } from "./text/problem.ts";
import type { SourceFile } from "./text/source-file.ts";

export interface UserPolicies {
  readonly policies: readonly Policy[];
  readonly problems: readonly Problem[];
  /** The file that a problem names. */
  readonly file: (path: string) => SourceFile | undefined;
}

/** Every `.yaml` file below the folder; its path without the ending is the policy's id. */
export function loadUserPolicies(folder: string, present: readonly Policy[]): UserPolicies {
  const { files, problems } = readPolicyFiles(folder);
  const loaded = loadPolicies(files, [...bundledKinds, ...factKinds], present);
  return {
    policies: loaded.policies,
    problems: [...problems, ...loaded.problems],
    file: (path) => files.find((each) => each.path === path),
  };
}

/** Throws where there is no such folder. */
export function readPolicyFiles(folder: string): {
  readonly files: readonly SourceFile[];
  readonly problems: readonly Problem[];
} {
  const files: SourceFile[] = [];
  const problems: Problem[] = [];
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = names
    .filter((each) => each.isFile() && each.name.endsWith(".yaml"))
    .map((each) => join(each.parentPath, each.name));
  for (const path of paths.toSorted()) {
    const name = path.slice(folder.length).replaceAll("\\", "/").replace(/^\/+/, "");
    const read = readText(path, defaultLimits.scannedFileSize);
    if ("text" in read) files.push({ path: name, text: read.text });
    else
      problems.push({
        id: "analysis/policy-error",
        file: name,
        range: { start: 0, end: 0 },
        message: read.message,
      });
  }
  return { files, problems };
}
