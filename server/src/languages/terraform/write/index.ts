// Turns changes into edits of Terraform files, all or none; each change sees what the ones before made.

import type { Change } from "../../../model/resource.ts";
import type { Files, Unit } from "../../../model/unit.ts";
import { folderOf, pathFrom } from "../../../text/path.ts";
import type { Edit } from "../../../text/range.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import { treeOf } from "../file.ts";
import { literalText } from "../module.ts";
import { isLocal } from "../module-source.ts";
import { roleOf } from "../recognise.ts";

import { readHcl } from "../syntax/hcl.ts";
import type { Body } from "../syntax/tree.ts";
import { Draft } from "./draft.ts";
import { whereGiven } from "./given.ts";
import { hclEdits } from "./hcl-file.ts";
import { declareInJson, jsonEdits } from "./json-file.ts";
import type { OwnAccount } from "./own-account.ts";
import { accountOf, declareAccount, ownAccount } from "./own-account.ts";
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
  const planned: Planned = new Map();
  const given = whereGiven(changes, unit, files);
  if (!given) return undefined;
  const queue = [...given];
  const accounts = new Set<string>();
  for (const wanted of queue) {
    const account = accountFor(wanted, unit, files);
    const change = account ? referring(wanted, account) : named(wanted, unit, files, planned);
    const { file } = change.at;
    const draft = draftOf(file);
    const range = draft?.now(change.at.range);
    if (!draft || !range) return undefined;
    const value = "value" in change.operation ? change.operation.value : undefined;
    // A file of values cannot refer to anything.
    if (value?.is === "parameter" && roleOf(file) === "values") return undefined;
    const at = { ...change.at, range };
    const edits = file.endsWith(".json")
      ? jsonEdits(draft.text, at, change.operation)
      : hclEdits(draft.text, bodyOf(draft, files.get(file)), at, change.operation);
    if (!edits) return undefined;
    draft.apply(edits);
    if (account && !account.declared) accounts.add(dataHome(unit, file, files));
    if (value?.is !== "parameter" || account) continue;
    const key = keyOf(folderOf(file), value.name);
    if (planned.has(key)) continue;
    planned.set(key, { parameter: value, use: file });
    if (descriptions(unit, files, variableName(value.name), file).length === 0)
      queue.push(...handedDown(unit, files, file, value));
  }
  for (const { parameter, use } of planned.values()) {
    if (descriptions(unit, files, variableName(parameter.name), use).length > 0) continue;
    const path = homeOf(unit, use, files);
    const draft = draftOf(path);
    if (!draft) return undefined;
    if (!path.endsWith(".json")) declareVariable(draft, parameter);
    else if (!declareInJson(draft, parameter)) return undefined;
  }
  for (const path of accounts) {
    const draft = draftOf(path);
    if (draft) declareAccount(draft);
  }
  return [...drafts].flatMap(([file, draft]) => draft.edits().map((edit) => ({ file, ...edit })));
}

function accountFor({ at, operation }: Change, unit: Unit, files: Files): OwnAccount | undefined {
  if (!("value" in operation) || operation.value.is !== "parameter") return undefined;
  return operation.value.own ? ownAccount(unit, files, at.file, at.range) : undefined;
}

function referring(change: Change, account: OwnAccount): Change {
  const { operation } = change;
  if (!("value" in operation) || operation.value.is !== "parameter") return change;
  const value = { ...operation.value, as: accountOf(account) };
  return { ...change, operation: { ...operation, value } };
}

/** New variables by the folder of their module and their name, with a file that uses them. */
type Planned = Map<string, { readonly parameter: Parameter; readonly use: string }>;

function keyOf(folder: string, name: string): string {
  return `${folder} ${variableName(name)}`;
}

/** Whoever calls a module gives its new variable a value, which is a variable there too. */
function handedDown(
  unit: Unit,
  files: Files,
  use: string,
  parameter: Parameter,
): readonly Change[] {
  const folder = folderOf(use);
  if (folder === unit.id) return [];
  // The module makes a list of it where it needs one.
  const { listed: _, ...given } = parameter;
  return unit.files.flatMap((path) => {
    const file = files.get(path);
    const calls = (file ? treeOf(file).body.blocks : []).filter((block) => {
      if (block.type !== "module") return false;
      const source = literalText(
        block.body.attributes.find((each) => each.name === "source")?.value,
      );
      return source !== undefined && isLocal(source) && pathFrom(folderOf(path), source) === folder;
    });
    return calls.map(
      (block): Change => ({
        at: { file: path, range: block.range, head: block.head },
        operation: { is: "set", path: [variableName(parameter.name)], value: given },
      }),
    );
  });
}

/** The first change to a file finds its tree read already. */
function bodyOf(draft: Draft, file: SourceFile | undefined): Body {
  return file && file.text === draft.text ? treeOf(file).body : readHcl(draft.text).body;
}

/** A variable that is described as something else is another one: the ID of another provider. */
function named(change: Change, unit: Unit, files: Files, planned: Planned): Change {
  const { operation } = change;
  if (!("value" in operation) || operation.value.is !== "parameter") return change;
  const { value } = operation;
  for (let count = 1; ; count++) {
    const name = count === 1 ? value.name : `${value.name}-${count}`;
    const variable = variableName(name);
    const known = [
      ...descriptions(unit, files, variable, change.at.file),
      planned.get(keyOf(folderOf(change.at.file), name))?.parameter.description ?? "",
    ].filter((each) => each !== "");
    if (known.every((each) => each === value.description))
      return { ...change, operation: { ...operation, value: { ...value, name } } };
  }
}

/** Of each declaration of the variable in the module of the file that uses it. */
function descriptions(unit: Unit, files: Files, name: string, use: string): readonly string[] {
  const folder = folderOf(use);
  return unit.files.flatMap((path) => {
    const file = folderOf(path) === folder ? files.get(path) : undefined;
    const found = file && descriptionOf(file, name);
    return found === undefined ? [] : [found];
  });
}

/** `data.tf` of the module, else the file that refers to the data. */
function dataHome(unit: Unit, use: string, files: Files): string {
  const folder = folderOf(use);
  const usual = folder === "" ? "data.tf" : `${folder}/data.tf`;
  return unit.files.includes(usual) && files.has(usual) ? usual : use;
}

/** `variables.tf` of the module, else the file that refers to the variable. */
function homeOf(unit: Unit, use: string, files: Files): string {
  const folder = folderOf(use);
  const usual = ["variables.tf", "variables.tofu"].map((name) =>
    folder === "" ? name : `${folder}/${name}`,
  );
  return usual.find((path) => unit.files.includes(path) && files.has(path)) ?? use;
}
