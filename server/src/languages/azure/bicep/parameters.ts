// The values that files give to the parameters of a template: `.bicepparam` and JSON parameter files.

import type { Value } from "../../../expressions/value.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import { givenValue, parameterEntries } from "../parameter-file.ts";

import { relativePath } from "../relative-path.ts";
import { newProgram, type Session, say, treeOf } from "./program.ts";
import { evaluateIn } from "./scope.ts";
import type { Statement } from "./syntax.ts";
import { plainText } from "./syntax.ts";

/**
 * Of several files the later one wins. Only what the template declares counts: a file that others
 * extend may hold more. JSON names ignore case.
 */
export function givenValues(
  paths: readonly string[],
  declared: readonly string[],
  session: Session,
): ReadonlyMap<string, Value> {
  const given = new Map<string, Value>();
  for (const path of paths) {
    const file = session.files.get(path);
    if (!file) continue;
    for (const [name, value] of path.endsWith(".bicepparam")
      ? fromBicep(file, session, new Map(given))
      : fromJson(file, declared)) {
      given.set(name, value);
    }
  }
  sayCycle(paths, session);
  return new Map([...given].filter(([name]) => declared.includes(name)));
}

/** A file that extends one that in turn extends it is refused by the compiler. */
function sayCycle(paths: readonly string[], session: Session): void {
  const [first] = paths;
  const file = first === undefined ? undefined : session.files.get(first);
  if (!file?.path.endsWith(".bicepparam")) return;
  const statement = treeOf(file).statements.find((each) => each.kind === "extends");
  if (!statement || !paths.includes(namedBy("extends", file) ?? "")) return;
  say(session, {
    id: "analysis/not-analysed",
    file: file.path,
    range: statement.range,
    message: "This parameter file extends itself, so what it extends is not read.",
    incomplete: true,
  });
}

function fromBicep(
  file: SourceFile,
  session: Session,
  base: ReadonlyMap<string, Value>,
): readonly (readonly [string, Value])[] {
  const program = newProgram(file, session, new Map(), { base });
  return program.tree.statements.flatMap((statement) =>
    statement.kind === "param" && statement.value
      ? [[statement.name.text, evaluateIn(program, statement.value)] as const]
      : [],
  );
}

function fromJson(
  file: SourceFile,
  declared: readonly string[],
): readonly (readonly [string, Value])[] {
  const entries = parameterEntries(file);
  return declared.flatMap((name) => {
    const entry = entries.get(name.toLowerCase());
    return entry ? [[name, givenValue(entry, file.path)] as const] : [];
  });
}

/** The file that `using` or `extends` names, as a path in the workspace. */
export function namedBy(kind: "using" | "extends", file: SourceFile): string | undefined {
  const statement = treeOf(file).statements.find((each: Statement) => each.kind === kind);
  const path = statement?.kind === kind ? plainText(statement.value) : undefined;
  return path === undefined ? undefined : relativePath(file.path, path);
}
