// The public modules that ship with msplint as data, as files that stand nowhere in the workspace.

import { knownModules } from "../../../model/known-modules.ts";
import type { SourceFile } from "../../../text/source-file.ts";

/** No path of a workspace begins like this. */
const folder = "known:";

const files = new Map<string, SourceFile>();

/** `br/public:avm/…` without its version. */
export function knownFile(address: string): SourceFile | undefined {
  const present = files.get(address);
  if (present) return present;
  const known = knownModules.get(address);
  if (!known) return undefined;
  const file = { path: `${folder}${address}/main.bicep`, text: known.code };
  files.set(address, file);
  return file;
}

export function isKnownFile(path: string): boolean {
  return path.startsWith(folder);
}
