// Tells ARM templates and their parameter files from other JSON, by their text first.

import type { SourceFile } from "../../../text/source-file.ts";
import { cached } from "../../../text/source-file.ts";
import type { Role } from "../../language.ts";
import { jsonTree } from "../json-tree.ts";
import { isParameterFile } from "../parameter-file.ts";
import { templateRoot } from "./template-root.ts";

const fileName = /\.jsonc?$/i;
/** That of resource groups, and with a prefix those of subscriptions, management groups and tenants. */
const templateSchema = /deploymentTemplate\.json/i;

export const roleOf: (file: SourceFile) => Role | undefined = cached((file) => {
  if (!fileName.test(file.path)) return undefined;
  if (mentionsTemplate(file.text) && templateRoot(jsonTree(file).root)) return "declares";
  return isParameterFile(file) ? "values" : undefined;
});

/** A search of the text, so that JSON of other kinds costs next to nothing. */
function mentionsTemplate(text: string): boolean {
  return (
    templateSchema.test(text) || (text.includes('"contentVersion"') && text.includes('"resources"'))
  );
}
