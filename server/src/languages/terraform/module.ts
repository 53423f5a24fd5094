// What the files of one module declare, by name, before anything is evaluated.

import type { Expression } from "../../expressions/expression.ts";
import type { Place } from "../../expressions/value.ts";
import type { Files } from "../../model/unit.ts";
import { treeOf } from "./file.ts";
import type { Attribute, Block } from "./syntax/tree.ts";

export interface Module {
  readonly variables: ReadonlyMap<string, Written>;
  readonly locals: ReadonlyMap<string, WrittenLocal>;
  /** By address: `aws_iam_role.msp`, `data.aws_region.here`. */
  readonly resources: ReadonlyMap<string, Written>;
  readonly calls: ReadonlyMap<string, Written>;
  readonly outputs: ReadonlyMap<string, Written>;
}

export interface Written {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly block: Block;
  readonly file: string;
  readonly attributes: ReadonlyMap<string, Attribute>;
}

export interface WrittenLocal {
  readonly attribute: Attribute;
  readonly file: string;
}

/** A value that a file of values gives to a variable. */
export interface Given {
  readonly value: Expression;
  readonly file: string;
}

export function collect(paths: readonly string[], files: Files): Module {
  const variables = new Map<string, Written>();
  const locals = new Map<string, WrittenLocal>();
  const resources = new Map<string, Written>();
  const calls = new Map<string, Written>();
  const outputs = new Map<string, Written>();
  for (const path of paths) {
    const file = files.get(path);
    if (!file) continue;
    for (const block of treeOf(file).body.blocks) {
      const [first, second] = block.labels;
      switch (block.type) {
        case "variable":
          if (first)
            variables.set(
              first.text,
              written(`var.${first.text}`, "variable", first.text, block, path),
            );
          break;
        case "locals":
          for (const attribute of block.body.attributes)
            locals.set(attribute.name, { attribute, file: path });
          break;
        case "resource":
        case "data":
          if (first && second) {
            const id = `${block.type === "data" ? "data." : ""}${first.text}.${second.text}`;
            resources.set(id, written(id, first.text, second.text, block, path));
          }
          break;
        case "module":
          if (first)
            calls.set(
              first.text,
              written(`module.${first.text}`, "module", first.text, block, path),
            );
          break;
        case "output":
          if (first)
            outputs.set(
              first.text,
              written(`output.${first.text}`, "output", first.text, block, path),
            );
          break;
        default:
          break;
      }
    }
  }
  return { variables, locals, resources, calls, outputs };
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
    attributes: new Map(block.body.attributes.map((each) => [each.name, each])),
  };
}

export function placeOfBlock(block: Block, file: string): Place {
  return { file, range: block.range, head: block.head };
}
