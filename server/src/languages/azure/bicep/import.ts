// Files that a Bicep file names: their paths in the workspace, and what is imported from them.

import type { Expression } from "../../../expressions/expression.ts";
import type { Place, Value } from "../../../expressions/value.ts";
import { unknown } from "../../../expressions/value.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import { relativePath } from "../relative-path.ts";
import { newProgram, type Program, type Session } from "./program.ts";
import { plainText } from "./syntax.ts";

/** A module of a registry (`br:`, `br/alias:`) or a template spec (`ts:`): nothing of the workspace. */
export function isRegistryPath(path: string): boolean {
  return /^(?:br|ts)[:/]/.test(path);
}

/** The address of a public module without its version; undefined for those of other registries. */
export function publicAddress(path: string): string | undefined {
  const found = publicModule.exec(path);
  return found ? `br/public:${found[1]}` : undefined;
}

const publicModule = /^(?:br\/public:|br:mcr\.microsoft\.com\/bicep\/)([a-z0-9/-]+):[\w.-]+$/;

/** The file, or undefined; one that is in the workspace and not in view is asked for. */
export function namedFile(from: string, path: string, session: Session): SourceFile | undefined {
  const resolved = relativePath(from, path);
  if (resolved === undefined) return undefined;
  const file = session.files.get(resolved);
  if (!file) session.wants.add(resolved);
  return file;
}

/** The names in a folder, those of folders with a slash; undefined, and asked for, where it is not in view. */
export function listing(folder: string, session: Session): readonly string[] | undefined {
  const path = folder === "" ? "./" : `${folder}/`;
  const file = session.files.get(path);
  if (!file) session.wants.add(path);
  return file?.text.split("\n").filter((name) => name !== "");
}

/** The file that `import … from` names; it sees no parameters' values. */
export function importedProgram(program: Program, from: Expression): Program | undefined {
  const path = plainText(from);
  if (path === undefined) return undefined;
  const file = namedFile(program.file.path, path, program.session);
  if (!file) return undefined;
  const present = program.session.programs.get(file.path);
  if (present) return present;
  const other = newProgram(file, program.session, new Map());
  program.session.programs.set(file.path, other);
  return other;
}

/** Why nothing can be imported: a file that is not in view, or a module of a registry. */
export function importFailure(program: Program, from: Expression, at: Place): Value {
  const path = plainText(from) ?? "";
  const resolved = relativePath(program.file.path, path);
  return unknown(
    resolved === undefined ? { kind: "module", name: path } : { kind: "file", name: resolved },
    at,
  );
}
