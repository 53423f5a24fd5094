// `path` and `terraform`: where a module's files stand, named from the folder that Terraform runs in, and how it runs.

import type { Place, Value } from "../../expressions/value.ts";
import { textValue, unknown } from "../../expressions/value.ts";
import type { Context } from "./context.ts";
import { relativePath, rootFolder } from "./functions/workspace-files.ts";

/** Which workspace is chosen is not written in any file. */
export function terraformValue(name: string | undefined, at: Place): Value {
  switch (name) {
    case "workspace":
      return {
        ...unknown({ kind: "unsupported", what: "terraform.workspace" }, at),
        type: "string",
        notNull: true,
      };
    case "applying":
      return {
        ...unknown({ kind: "unsupported", what: "terraform.applying" }, at),
        type: "bool",
        notNull: true,
        ephemeral: true,
      };
    default:
      return unknown({ kind: "error", message: `there is no terraform.${name ?? ""}` }, at);
  }
}

export function pathValue(context: Context, name: string | undefined, at: Place): Value {
  switch (name) {
    case "module":
      return textValue(relativePath(rootFolder(context), context.folder), at);
    case "root":
      return textValue(".", at);
    case "cwd":
      return unknown({ kind: "unsupported", what: "path.cwd" }, at);
    default:
      return unknown({ kind: "error", message: `there is no path.${name ?? ""}` }, at);
  }
}
