// What the files of one module declare, by name, before anything is evaluated.

import type { Scope } from "../../expressions/evaluate.ts";
import type { Expression } from "../../expressions/expression.ts";
import type { Place } from "../../expressions/value.ts";
import type { Files } from "../../model/unit.ts";
import type { SourceFile } from "../../text/source-file.ts";
import { treeOf } from "./file.ts";
import { isOverride, overridden } from "./override.ts";
import type { Attribute, Block } from "./syntax/tree.ts";
import type { Source } from "./trace.ts";

export interface Module {
  readonly variables: ReadonlyMap<string, Written>;
  readonly locals: ReadonlyMap<string, WrittenLocal>;
  /** By address: `aws_iam_role.msp`, `data.aws_region.here`. */
  readonly resources: ReadonlyMap<string, Written>;
  readonly calls: ReadonlyMap<string, Written>;
  readonly outputs: ReadonlyMap<string, Written>;
  /** By address: `provider.aws`, `provider.aws.east`. */
  readonly providers: ReadonlyMap<string, Written>;
  /** The same object as long as the same names are declared in the same files. */
  readonly names: Names;
  /** What the module was collected from. */
  readonly files: readonly (SourceFile | undefined)[];
}

export interface Names {
  readonly declared: string;
}

export interface Written {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly block: Block;
  readonly file: string;
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** The block: another object where anything of it has changed. */
  readonly parts: readonly Source[];
}

export interface WrittenLocal {
  readonly attribute: Attribute;
  readonly file: string;
  readonly parts: readonly Source[];
}

/** The maps of a module. */
export type Declared = "variables" | "locals" | "resources" | "calls" | "outputs" | "providers";

/** A value that a file of values gives to a variable. */
export interface Given {
  readonly value: Expression;
  readonly file: string;
}

export function collect(paths: readonly string[], files: Files, before?: Module): Module {
  const draft: Draft = {
    variables: new Map(),
    locals: new Map(),
    resources: new Map(),
    calls: new Map(),
    outputs: new Map(),
    providers: new Map(),
  };
  const overrides = paths.filter(isOverride);
  for (const path of paths) if (!isOverride(path)) add(draft, path, files, false);
  for (const path of overrides.toSorted()) add(draft, path, files, true);
  const declared = namesOf(draft);
  return {
    ...draft,
    names: before?.names.declared === declared ? before.names : { declared },
    files: paths.map((path) => files.get(path)),
  };
}

function namesOf(draft: Draft): string {
  return Object.values(draft)
    .map((those: ReadonlyMap<string, { readonly file: string }>) =>
      [...those].map(([name, { file }]) => `${name} ${file}`).join("\n"),
    )
    .join("\n\n");
}

/** What the names of a module stand for, each as it is written in its file. */
export function partsOf(module: Module): readonly Source[] {
  const { variables, locals, resources, calls, outputs, providers } = module;
  return [variables, locals, resources, calls, outputs, providers].flatMap((those) =>
    [...those.values()].flatMap((each) => each.parts),
  );
}

interface Draft {
  readonly variables: Map<string, Written>;
  readonly locals: Map<string, WrittenLocal>;
  readonly resources: Map<string, Written>;
  readonly calls: Map<string, Written>;
  readonly outputs: Map<string, Written>;
  readonly providers: Map<string, Written>;
}

function add(draft: Draft, path: string, files: Files, overriding: boolean): void {
  const file = files.get(path);
  if (!file) return;
  for (const block of treeOf(file).body.blocks) {
    if (block.type === "locals") {
      for (const attribute of block.body.attributes)
        draft.locals.set(attribute.name, { attribute, file: path, parts: [attribute] });
      continue;
    }
    const into = mapOf(draft, block.type);
    const [first, second] = block.labels;
    const isResource = into === draft.resources;
    if (!into || !first || (isResource && !second)) continue;
    const { id, type, name } = addressOf(block, first.text, second?.text ?? "");
    const key = isResource || block.type === "provider" ? id : name;
    const base = overriding ? into.get(key) : undefined;
    into.set(
      key,
      base
        ? written(id, type, name, overridden(base.block, block, path), base.file)
        : written(id, type, name, block, path),
    );
  }
}

function addressOf(
  block: Block,
  first: string,
  second: string,
): { readonly id: string; readonly type: string; readonly name: string } {
  switch (block.type) {
    case "resource":
      return { id: `${first}.${second}`, type: first, name: second };
    case "data":
      return { id: `data.${first}.${second}`, type: first, name: second };
    case "variable":
      return { id: `var.${first}`, type: block.type, name: first };
    case "provider": {
      const alias = literalText(block.body.attributes.find((each) => each.name === "alias")?.value);
      const type = `provider.${first}`;
      return { id: alias === undefined ? type : `${type}.${alias}`, type, name: alias ?? first };
    }
    default:
      return { id: `${block.type}.${first}`, type: block.type, name: first };
  }
}

/** How an argument is written; nothing where it is not. */
export function writtenText(of: Written | undefined, name: string, files: Files): string {
  const attribute = of?.attributes.get(name);
  if (!of || !attribute) return "";
  const { start, end } = attribute.value.range;
  return files.get(attribute.file ?? of.file)?.text.slice(start, end) ?? "";
}

/** The text of a string without references. */
export function literalText(expression: Expression | undefined): string | undefined {
  if (expression?.kind !== "template") return undefined;
  let text = "";
  for (const part of expression.parts) {
    if ("kind" in part) return undefined;
    text += part.text;
  }
  return text;
}

function mapOf(draft: Draft, type: string): Map<string, Written> | undefined {
  switch (type) {
    case "resource":
    case "data":
      return draft.resources;
    case "variable":
      return draft.variables;
    case "module":
      return draft.calls;
    case "output":
      return draft.outputs;
    case "provider":
      return draft.providers;
    default:
      return undefined;
  }
}

/** What the files of values say; the later one wins. */
export function givenValues(paths: readonly string[], files: Files): ReadonlyMap<string, Given> {
  const given = new Map<string, Given>();
  for (const path of paths) {
    const file = files.get(path);
    if (!file) continue;
    for (const attribute of treeOf(file).body.attributes)
      given.set(attribute.name, { value: attribute.value, file: path });
  }
  return given;
}

function written(id: string, type: string, name: string, block: Block, file: string): Written {
  return {
    id,
    type,
    name,
    block,
    file,
    parts: [block],
    attributes: new Map(block.body.attributes.map((each) => [each.name, each])),
  };
}

/** Where something in a block stands: an override may stand in another file. */
export function scopeAt(scope: Scope, node: { readonly file?: string }): Scope {
  return node.file === undefined ? scope : { ...scope, file: node.file };
}

export function placeOfBlock(block: Block, file: string): Place {
  return { file, range: block.range, head: block.head };
}
