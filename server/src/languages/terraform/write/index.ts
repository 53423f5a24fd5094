// Turns changes into edits of Terraform files, all or none; each change sees what the ones before made.

import type { Change } from "../../../model/resource.ts";
import type { Files, Unit } from "../../../model/unit.ts";
import { defaultLimits } from "../../../text/limits.ts";
import type { Edit } from "../../../text/range.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import { folderOf, roleOf, treeOf } from "../file.ts";
import { readHcl } from "../syntax/hcl.ts";
import type { Body } from "../syntax/tree.ts";
import { Draft } from "./draft.ts";
import { hclEdits } from "./hcl-file.ts";
import { declareInJson, jsonEdits } from "./json-file.ts";
import { variableName } from "./render.ts";
import type { Parameter } from "./variable.ts";
import { declareVariable, descriptionOf } from "./variable.ts";

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
  const homes = new Map<string, string>();
  for (const wanted of changes) {
    const change = named(wanted, unit, files, parameters);
    const draft = draftOf(change.at.file);
    const range = draft?.now(change.at.range);
    if (!draft || !range) return undefined;
    const value = "value" in change.operation ? change.operation.value : undefined;
    // A file of values cannot refer to anything.
    if (value?.is === "parameter" && roleOf(change.at.file) === "values") return undefined;
    const at = { ...change.at, range };
    const edits = change.at.file.endsWith(".json")
      ? jsonEdits(draft.text, at, change.operation)
      : hclEdits(draft.text, bodyOf(draft, files.get(change.at.file)), at, change.operation);
    if (!edits) return undefined;
    draft.apply(edits);
    if (value?.is !== "parameter") continue;
    parameters.set(variableName(value.name), value);
    homes.set(variableName(value.name), change.at.file);
  }
  for (const [name, parameter] of parameters) {
    if (descriptions(unit, files, name, homes.get(name)).length > 0) continue;
    const path = homeOf(unit, homes.get(name), files);
    const draft = path === undefined ? undefined : draftOf(path);
    if (!draft || path === undefined) return undefined;
    if (!path.endsWith(".json")) declareVariable(draft, parameter);
    else if (!declareInJson(draft, parameter)) return undefined;
  }
  return [...drafts].flatMap(([file, draft]) => draft.edits().map((edit) => ({ file, ...edit })));
}

/** The first change to a file finds its tree read already. */
function bodyOf(draft: Draft, file: SourceFile | undefined): Body {
  return file && file.text === draft.text
    ? treeOf(file).body
    : readHcl(draft.text, defaultLimits.depth).body;
}

/** A variable that is described as something else is another one: the ID of another provider. */
function named(
  change: Change,
  unit: Unit,
  files: Files,
  planned: ReadonlyMap<string, Parameter>,
): Change {
  const { operation } = change;
  if (!("value" in operation) || operation.value.is !== "parameter") return change;
  const { value } = operation;
  for (let count = 1; ; count++) {
    const name = count === 1 ? value.name : `${value.name}-${count}`;
    const variable = variableName(name);
    const known = [
      ...descriptions(unit, files, variable, change.at.file),
      planned.get(variable)?.description ?? "",
    ].filter((each) => each !== "");
    if (known.every((each) => each === value.description))
      return { ...change, operation: { ...operation, value: { ...value, name } } };
  }
}

/** Of each declaration of the variable in the module of the file that uses it. */
function descriptions(
  unit: Unit,
  files: Files,
  name: string,
  use: string | undefined,
): readonly string[] {
  const folder = use === undefined ? unit.id : folderOf(use);
  return unit.files.flatMap((path) => {
    const file = folderOf(path) === folder ? files.get(path) : undefined;
    const found = file && descriptionOf(file, name);
    return found === undefined ? [] : [found];
  });
}

/** `variables.tf` of the module, else the file that refers to the variable. */
function homeOf(unit: Unit, use: string | undefined, files: Files): string | undefined {
  const folder = use === undefined ? unit.id : folderOf(use);
  const usual = ["variables.tf", "variables.tofu"].map((name) =>
    folder === "" ? name : `${folder}/${name}`,
  );
  return usual.find((path) => unit.files.includes(path) && files.has(path)) ?? use;
}
