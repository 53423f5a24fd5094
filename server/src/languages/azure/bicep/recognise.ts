// Tells files of Bicep by their names, and JSON files of values for them by their text. Parses no Bicep.

import type { SourceFile } from "../../../text/source-file.ts";
import { cached } from "../../../text/source-file.ts";
import type { Role } from "../../language.ts";
import { isParameterFile } from "../parameter-file.ts";

export const roleOf: (file: SourceFile) => Role | undefined = cached((file) => {
  if (file.path.endsWith(".bicep")) return "declares";
  if (file.path.endsWith(".bicepparam")) return "values";
  return file.path.endsWith(".json") && isParameterFile(file) ? "values" : undefined;
});
