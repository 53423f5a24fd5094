// Bicep as a language: .bicep files with their .bicepparam and JSON parameter files.

import type { Problem } from "../../../text/problem.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import { cached } from "../../../text/source-file.ts";
import type { Language } from "../../language.ts";
import { ignoreEdits } from "./ignore.ts";
import { treeOf } from "./program.ts";
import { readUnit } from "./read.ts";
import { roleOf } from "./recognise.ts";
import { unitsOf } from "./units.ts";
import { writeChanges } from "./write.ts";

export const bicep: Language = {
  id: "bicep",
  role: roleOf,
  units: unitsOf,
  read: readUnit,
  check: cached(syntaxProblems),
  // Bicep's ignores are comments, which are read for every language alike.
  ignores: () => [],
  write: writeChanges,
  ignore: ignoreEdits,
};

/** JSON parameter files belong to ARM, which checks them. */
function syntaxProblems(file: SourceFile): readonly Problem[] {
  if (file.path.endsWith(".json")) return [];
  return treeOf(file).problems.map(({ range, message }) => ({
    id: "analysis/syntax-error",
    file: file.path,
    range,
    message,
    incomplete: true,
  }));
}
