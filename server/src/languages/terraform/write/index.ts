// Turns changes into edits of Terraform files, all or none; each change sees what the ones before made.

import type { Change, FixValue } from "../../../model/resource.ts";
import type { Files, Unit } from "../../../model/unit.ts";
import type { Edit } from "../../../text/range.ts";
import { folderOf, roleOf } from "../file.ts";
import { Draft } from "./draft.ts";
import { hclEdits } from "./hcl-file.ts";
import { declareInJson, jsonEdits } from "./json-file.ts";
import { variableName } from "./render.ts";
import type { Parameter } from "./variable.ts";
import { declaresVariable, declareVariable } from "./variable.ts";

export function writeChanges(
  changes: readonly Change[],
  unit: Unit,
  files: Files,
): readonly Edit[] | undefined {
  const drafts = new Map<string, Draft>();
  const draftOf = (path: string) => {
    const file = files.get(path);
    let draft = drafts.get(path);
    if (!draft && file) {
      draft = new Draft(file.text);
      drafts.set(path, draft);
    }
    return draft;
  };
  const parameters = new Map<string, Parameter>();
  for (const change of changes) {
    const draft = draftOf(change.at.file);
    const range = draft?.now(change.at.range);
    if (!draft || !range) return undefined;
    const value = "value" in change.operation ? change.operation.value : undefined;
    // A file of values cannot refer to anything.
    if (value?.is === "parameter" && roleOf(change.at.file) === "values") return undefined;
    const write = change.at.file.endsWith(".json") ? jsonEdits : hclEdits;
    const edits = write(draft.text, { ...change.at, range }, change.operation);
    if (!edits) return undefined;
    draft.apply(edits);
    if (value?.is === "parameter") parameters.set(variableName(value.name), value);
  }
  for (const [name, parameter] of parameters) {
    if (unit.files.some((path) => declares(files, path, name))) continue;
    const path = homeOf(unit, files, changes, parameter);
    const draft = path === undefined ? undefined : draftOf(path);
    if (!draft || path === undefined) return undefined;
    if (!path.endsWith(".json")) declareVariable(draft, parameter);
    else if (!declareInJson(draft, parameter)) return undefined;
  }
  return [...drafts].flatMap(([file, draft]) => draft.edits().map((edit) => ({ file, ...edit })));
}

function declares(files: Files, path: string, name: string): boolean {
  const file = files.get(path);
  return file !== undefined && declaresVariable(file, name);
}

/** `variables.tf` of the module, else the file that refers to the variable. */
function homeOf(
  unit: Unit,
  files: Files,
  changes: readonly Change[],
  parameter: Parameter,
): string | undefined {
  const uses = changes.find(
    (change) => "value" in change.operation && isParameter(change.operation.value, parameter.name),
  );
  const folder = uses ? folderOf(uses.at.file) : unit.id;
  const usual = ["variables.tf", "variables.tofu"].map((name) =>
    folder === "" ? name : `${folder}/${name}`,
  );
  return usual.find((path) => unit.files.includes(path) && files.has(path)) ?? uses?.at.file;
}

function isParameter(value: FixValue, name: string): boolean {
  return value.is === "parameter" && value.name === name;
}
