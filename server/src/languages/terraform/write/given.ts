// Where a value is given that a block takes from a variable: a caller's argument, a default, a file of values. Writes nothing.

import type { Expression } from "../../../expressions/expression.ts";
import type { Place } from "../../../expressions/value.ts";
import type { Change, Meant } from "../../../model/resource.ts";
import type { Files, Unit } from "../../../model/unit.ts";
import { folderOf, pathFrom } from "../../../text/path.ts";
import { sameRange } from "../../../text/range.ts";
import { treeOf } from "../file.ts";
import { literalText } from "../module.ts";
import { isLocal } from "../module-source.ts";
import type { Attribute, Block } from "../syntax/tree.ts";

/**
 * What a module takes as an argument is written in the call: in the module it would change for all
 * who call it. Undefined where the argument says it for several instances at once.
 */
export function whereGiven(
  changes: readonly Change[],
  unit: Unit,
  files: Files,
): readonly Change[] | undefined {
  const found = new Map<string, Change>();
  const among = changes.reduce((count, { of }) => count + (of?.length ?? 1), 0);
  for (const change of changes) {
    for (const meant of change.of ?? [{ declaration: "" }]) {
      const given = givenAt(change, meant, among, unit, files);
      if (!given) return undefined;
      const { at, operation } = given;
      found.set(JSON.stringify([at.file, at.range.start, at.range.end, operation]), given);
    }
  }
  return [...found.values()];
}

function givenAt(
  change: Change,
  { declaration, written }: Meant,
  among: number,
  unit: Unit,
  files: Files,
): Change | undefined {
  const { at, operation } = change;
  if (operation.is !== "set" || operation.path.length !== 1) return change;
  const modules = modulesOf(declaration);
  const blocks = treeOfFile(files, at.file);
  const block = blocks.find((each) => sameRange(each.range, at.range));
  let name = variableIn(attributeOf(block, operation.path[0])?.value);
  let current = change;
  for (let depth = modules.length; depth > 0 && name !== undefined; depth--) {
    const call = callOf(modules.slice(0, depth), unit, files);
    if (!call) return change;
    const argument = attributeOf(call.block, name);
    const { range, head } = call.block;
    current = { at: { file: call.file, range, head }, operation: { ...operation, path: [name] } };
    if (!argument) return current;
    name = variableIn(argument.value);
    if (name === undefined && !isWhole(argument.value))
      return written && operation.value.is === "literal" ? replaced(current, written) : undefined;
  }
  if (name === undefined || !written || operation.value.is !== "literal") return current;
  // Where more rests on the variable than what is to change, it keeps its value.
  return uses(name, unit, files) <= among ? replaced(current, written) : current;
}

function replaced(change: Change, at: Place): Change {
  const { operation } = change;
  return "value" in operation
    ? { at, operation: { is: "replace", value: operation.value } }
    : change;
}

/** The names of the calls that a declaration of a module comes from, the outermost first. */
function modulesOf(id: string): readonly string[] {
  const names: string[] = [];
  for (let rest = id; ; ) {
    const step = moduleStep.exec(rest);
    if (step?.[1] === undefined) return names;
    names.push(step[1]);
    rest = rest.slice(step[0].length);
  }
}

const moduleStep = /^module\.([\w-]+)(?:\[\d+\]|\["(?:[^"\\]|\\.)*"\])?\./;

interface Call {
  readonly file: string;
  readonly block: Block;
}

function callOf(names: readonly string[], unit: Unit, files: Files): Call | undefined {
  let folder: string | undefined = unit.id;
  let found: Call | undefined;
  for (const name of names) {
    if (folder === undefined) return undefined;
    found = callIn(folder, name, unit, files);
    const source = literalText(attributeOf(found?.block, "source")?.value);
    if (!found || source === undefined) return undefined;
    folder = isLocal(source) ? pathFrom(folder, source) : undefined;
  }
  return found;
}

function callIn(folder: string, name: string, unit: Unit, files: Files): Call | undefined {
  for (const file of unit.files) {
    if (folderOf(file) !== folder) continue;
    const block = treeOfFile(files, file).find(
      (each) => each.type === "module" && each.labels[0]?.text === name,
    );
    if (block) return { file, block };
  }
  return undefined;
}

function treeOfFile(files: Files, path: string): readonly Block[] {
  const file = files.get(path);
  return file ? treeOf(file).body.blocks : [];
}

function attributeOf(
  block: Block | undefined,
  name: string | number | undefined,
): Attribute | undefined {
  return block?.body.attributes.find((each) => each.name === name);
}

/** The name in `var.name`, where the value is nothing else. */
function variableIn(value: Expression | undefined): string | undefined {
  if (value?.kind === "template" && value.parts.length === 1) {
    const [only] = value.parts;
    return only && "kind" in only ? variableIn(only) : undefined;
  }
  if (value?.kind !== "member" || value.of.kind !== "name" || value.of.name !== "var")
    return undefined;
  return value.name;
}

/** One value for all that comes from the call: no part of it differs from instance to instance. */
function isWhole(value: Expression): boolean {
  if (value.kind === "literal") return true;
  return value.kind === "template" && value.parts.every((part) => !("kind" in part));
}

/** How often the root module refers to its variable. */
function uses(name: string, unit: Unit, files: Files): number {
  const word = `var.${name}`;
  let count = 0;
  for (const path of unit.files) {
    if (folderOf(path) !== unit.id) continue;
    const text = files.get(path)?.text ?? "";
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
      if (!wordCharacter.test(text.charAt(at + word.length))) count++;
  }
  return count;
}

const wordCharacter = /[\w-]/;
