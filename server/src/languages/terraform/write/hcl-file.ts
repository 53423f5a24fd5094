// The edits of an HCL file for one change: finds the node and chooses who writes.

import type { Place } from "../../../expressions/value.ts";
import type { Change, FixLiteral, FixValue } from "../../../model/resource.ts";
import type { JsonChange } from "../../../syntax/json/write.ts";
import { newValue } from "../../../syntax/new-value.ts";
import type { Block, Body } from "../syntax/tree.ts";
import type { NewValue } from "./body.ts";
import { writeBody } from "./body.ts";
import type { TextEdit } from "./draft.ts";
import type { Path } from "./expression.ts";
import { removeItem, removeMember, writeBelow } from "./expression.ts";
import { writeInText } from "./json-in-text.ts";
import { wholeLines } from "./lines.ts";
import type { Located } from "./locate.ts";
import { locate } from "./locate.ts";
import {
  addStatement,
  inPolicyDocument,
  plainText,
  removeBlock,
  removesBlock,
  writeStatement,
} from "./policy-document.ts";
import type { Style } from "./render.ts";
import { isList, keyText, literal, quoted, reference, rendered, styleOf } from "./render.ts";

/** Blocks whose values are fixed before any variable is known. */
const withoutVariables: ReadonlySet<string> = new Set(["variable", "terraform"]);

/** `body` is the tree of the text as it is now. */
export function hclEdits(
  text: string,
  body: Body,
  at: Place,
  operation: Change["operation"],
): readonly TextEdit[] | undefined {
  const found = locate(body, at.range);
  if (!found) return undefined;
  const style = styleOf(text);
  if (
    "value" in operation &&
    operation.value.is === "parameter" &&
    withoutVariables.has(found.blocks[0]?.type ?? "")
  )
    return undefined;
  if (found.is === "text") {
    const inText = jsonOperation(operation, true);
    return inText ? writeInText(text, found.template, at.range, inText) : undefined;
  }
  switch (operation.is) {
    case "set":
    case "append":
      return place(text, found, operation.path, operation.value, operation.is === "append", style);
    case "replace":
      return replace(text, found, operation.value, style);
    case "rename":
      return rename(text, found, operation.to);
    case "remove":
      return remove(text, found);
  }
}

function place(
  text: string,
  found: Located,
  path: Path,
  value: FixValue,
  append: boolean,
  style: Style,
): readonly TextEdit[] | undefined {
  const what = rendered(value, style);
  if (!what) return undefined;
  if (found.is === "block") {
    const block = contentOf(found.block);
    if (!block) return undefined;
    if (inPolicyDocument(found.blocks) && found.blocks.length > 1) {
      if (typeOf(found.block) !== "statement") return undefined;
      return writeStatement(text, block, path, what, append, style);
    }
    if (inPolicyDocument(found.blocks) && path[0] === "Statement")
      return append && path.length === 1 ? addStatement(text, block, value, style) : undefined;
    const target = armPath(block, path);
    const first = block.body.attributes.find((each) => each.name === target[0]);
    if (first?.value.kind === "template" && target.length > 1)
      return placeInText(text, first.value, target.slice(1), value, append);
    return writeBody(text, block, target, newBodyValue(value, style), append, style);
  }
  if (found.is !== "value") return undefined;
  if (found.value.kind === "template" && path.length > 0)
    return placeInText(text, found.value, path, value, append);
  return writeBelow(text, found.value, path, what, append, style);
}

/** What a dynamic block makes is written in its content, for all of them. */
function contentOf(block: Block): Block | undefined {
  if (block.type !== "dynamic") return block;
  return block.body.blocks.find((each) => each.type === "content");
}

function typeOf(block: Block): string {
  return block.type === "dynamic" ? (block.labels[0]?.text ?? "") : block.type;
}

function placeInText(
  text: string,
  template: Parameters<typeof writeInText>[1],
  path: Path,
  value: FixValue,
  append: boolean,
) {
  const operation = jsonOperation({ is: append ? "append" : "set", path, value }, true);
  return operation ? writeInText(text, template, undefined, operation) : undefined;
}

/** `azapi_resource` holds ARM's members in its `body`. */
function armPath(block: Block, path: Path): Path {
  if (!block.labels[0]?.text.startsWith("azapi_")) return path;
  const own = ["name", "location", "tags", "identity", "type", "parent_id", "body"];
  return typeof path[0] === "string" && own.includes(path[0]) ? path : ["body", ...path];
}

function newBodyValue(value: FixValue, style: Style): NewValue {
  if (value.is === "literal") return literalValue(value.value, style);
  return { text: rendered(value, style) ?? (() => "null") };
}

function literalValue(value: FixLiteral, style: Style): NewValue {
  const text = (indent: string) => literal(value, indent, style);
  if (value === null || typeof value !== "object") return { text };
  if (isList(value)) return { text, items: value.map((item) => literalValue(item, style)) };
  return {
    text,
    members: Object.entries(value).map(([key, item]) => [key, literalValue(item, style)] as const),
  };
}

/**
 * The same operation in JSON's words; a reference is an interpolation. In a text that holds JSON a
 * list is encoded; a member of a JSON file is the list itself.
 */
export function jsonOperation(
  operation: Change["operation"],
  inText: boolean,
): JsonChange["operation"] | undefined {
  if (operation.is === "rename" || operation.is === "remove") return operation;
  const { value } = operation;
  if (value.is === "given") return undefined;
  const written =
    value.is === "literal"
      ? newValue(value.value)
      : ({
          is: "rendered",
          text: value.listed
            ? `["\${${reference(value)}}"]`
            : value.type === "list" && inText
              ? `\${jsonencode(${reference(value)})}`
              : `"\${${reference(value)}}"`,
        } as const);
  return operation.is === "replace"
    ? { is: "replace", value: written }
    : { is: operation.is, path: operation.path, value: written };
}

function replace(
  text: string,
  found: Located,
  value: FixValue,
  style: Style,
): readonly TextEdit[] | undefined {
  if (found.is !== "value") return undefined;
  const what = rendered(value, style);
  return what ? writeBelow(text, found.value, [], what, false, style) : undefined;
}

function rename(text: string, found: Located, to: string): readonly TextEdit[] | undefined {
  if (found.is === "key") {
    const written = text.charCodeAt(found.entry.key.range.start) === 34 ? quoted(to) : keyText(to);
    return [{ range: found.entry.key.range, text: written }];
  }
  if (found.is === "attribute-name") return [{ range: found.attribute.nameRange, text: to }];
  // The operator of a condition block is a value there.
  if (found.is === "value" && plainText(found.value) !== undefined)
    return [{ range: found.value.range, text: quoted(to) }];
  return undefined;
}

function remove(text: string, found: Located): readonly TextEdit[] | undefined {
  // A dynamic block makes others too.
  if (found.is === "block")
    return found.block.type === "dynamic" ? undefined : removeBlock(text, found.block);
  if (found.is === "key") return removeMember(text, found.dict, found.entry);
  if (found.is === "text") return undefined;
  const attribute =
    found.is === "attribute-name"
      ? found.attribute
      : found.holder.is === "attribute"
        ? found.holder.attribute
        : undefined;
  if (attribute) {
    const block = found.blocks.at(-1);
    if (block && inPolicyDocument(found.blocks) && removesBlock(block, attribute))
      return removeBlock(text, block);
    const single =
      block && !text.slice(block.body.range.start, block.body.range.end).includes("\n");
    return [{ range: single ? block.body.range : wholeLines(text, attribute.range), text: "" }];
  }
  if (found.is !== "value") return undefined;
  if (found.holder.is === "entry") return removeMember(text, found.holder.dict, found.holder.entry);
  return found.holder.is === "item"
    ? removeItem(text, found.holder.list, found.holder.index)
    : undefined;
}
