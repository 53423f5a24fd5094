// Reads the files that say what public modules make of their inputs; knows nothing of the code in them.

import { validateModule } from "../generated/validators.ts";
import { entry } from "../syntax/node.ts";
import { plain } from "../syntax/strict-yaml/plain.ts";
import { readStrictYaml } from "../syntax/strict-yaml/read.ts";
import type { Validator } from "../syntax/strict-yaml/schema.ts";
import { schemaProblems } from "../syntax/strict-yaml/schema.ts";
import type { Problem } from "../text/problem.ts";
import type { SourceFile } from "../text/source-file.ts";

/** A module that is used without its code in view. */
export interface KnownModule {
  /** `terraform-aws-modules/iam/aws//modules/iam-role`. */
  readonly source: string;
  readonly code: string;
}

const validate: Validator = validateModule;

export function readKnownModules(files: readonly SourceFile[]): {
  readonly modules: readonly KnownModule[];
  readonly problems: readonly Problem[];
} {
  const modules: KnownModule[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const tree = readStrictYaml(file.text);
    const wrong = schemaProblems(tree, validate);
    for (const each of wrong)
      problems.push({ id: "analysis/policy-error", file: file.path, ...each });
    const text = (key: string) => {
      const value = plain(entry(tree.root, key)?.value ?? tree.root);
      return typeof value === "string" ? value : "";
    };
    if (wrong.length === 0) modules.push({ source: text("source"), code: text("code") });
  }
  return { modules, problems };
}
