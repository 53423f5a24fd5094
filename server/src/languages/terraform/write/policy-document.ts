// Writes IAM's elements into the statement blocks of `aws_iam_policy_document`.

import type { Expression } from "../../../expressions/expression.ts";
import type { FixLiteral, FixValue } from "../../../model/resource.ts";
import type { Attribute, Block } from "../syntax/tree.ts";
import { addAttribute, insert } from "./body.ts";
import type { TextEdit } from "./draft.ts";
import type { Path } from "./expression.ts";
import { writeBelow } from "./expression.ts";
import { indentAt, wholeLines } from "./lines.ts";
import type { Rendered, Style } from "./render.ts";
import { attributeLines, blockText, listed, quoted, rendered } from "./render.ts";

const attributes: ReadonlyMap<string, string> = new Map([
  ["Sid", "sid"],
  ["Effect", "effect"],
  ["Action", "actions"],
  ["NotAction", "not_actions"],
  ["Resource", "resources"],
  ["NotResource", "not_resources"],
]);

const principalBlocks: ReadonlyMap<string, string> = new Map([
  ["Principal", "principals"],
  ["NotPrincipal", "not_principals"],
]);

/** True for a block inside a policy document, which has IAM's names below its statements. */
export function inPolicyDocument(blocks: readonly Block[]): boolean {
  const top = blocks[0];
  return top?.type === "data" && top.labels[0]?.text === "aws_iam_policy_document";
}

/** A statement more, of elements that are plain values: none with principals or conditions. */
export function addStatement(
  text: string,
  document: Block,
  value: FixValue,
  style: Style,
): readonly TextEdit[] | undefined {
  if (value.is !== "literal" || !isObject(value.value)) return undefined;
  const members: (readonly [string, Rendered])[] = [];
  for (const [element, each] of Object.entries(value.value)) {
    const name = attributes.get(element);
    const what = rendered({ is: "literal", value: each }, style);
    if (name === undefined || !what) return undefined;
    const single = element === "Effect" || element === "Sid" || Array.isArray(each);
    members.push([name, single ? what : listed(what)]);
  }
  return addBlock(text, document, "statement", members, style);
}

function isObject(value: FixLiteral): value is { readonly [key: string]: FixLiteral } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Sets or appends an element of a statement; undefined for a path that no block can say. */
export function writeStatement(
  text: string,
  statement: Block,
  path: Path,
  what: Rendered,
  append: boolean,
  style: Style,
): readonly TextEdit[] | undefined {
  const [element, name, key, ...rest] = path;
  if (typeof element !== "string") return undefined;
  const attribute = attributes.get(element);
  if (attribute !== undefined) {
    if (name !== undefined) return undefined;
    return setAttribute(
      text,
      statement,
      attribute,
      element === "Effect" || element === "Sid" ? what : listed(what),
      what,
      append,
      style,
    );
  }
  if (
    dynamic(statement, element === "Condition" ? "condition" : (principalBlocks.get(element) ?? ""))
  )
    return undefined;
  if (element === "Condition") {
    if (typeof name !== "string" || typeof key !== "string" || rest.length > 0) return undefined;
    return writeCondition(text, statement, name, key, what, append, style);
  }
  const type = principalBlocks.get(element);
  if (type === undefined || key !== undefined || typeof name !== "string") return undefined;
  const existing = statement.body.blocks.find(
    (block) => block.type === type && textOf(attributeOf(block, "type")) === name,
  );
  if (existing)
    return setAttribute(text, existing, "identifiers", listed(what), what, append, style);
  // Everyone, as a block of the type `*`, gives way to principals of one type.
  const everyone = statement.body.blocks.find(
    (block) => block.type === type && textOf(attributeOf(block, "type")) === "*",
  );
  if (everyone && !append) {
    const named = setAttribute(
      text,
      everyone,
      "type",
      () => quoted(name),
      () => quoted(name),
      false,
      style,
    );
    const listing = setAttribute(text, everyone, "identifiers", listed(what), what, false, style);
    return named && listing ? [...named, ...listing] : undefined;
  }
  return addBlock(
    text,
    statement,
    type,
    [
      ["type", () => quoted(name)],
      ["identifiers", listed(what)],
    ],
    style,
  );
}

function writeCondition(
  text: string,
  statement: Block,
  operator: string,
  key: string,
  what: Rendered,
  append: boolean,
  style: Style,
): readonly TextEdit[] | undefined {
  const folded = key.toLowerCase();
  const existing = statement.body.blocks.find(
    (block) =>
      block.type === "condition" &&
      textOf(attributeOf(block, "test")) === operator &&
      textOf(attributeOf(block, "variable"))?.toLowerCase() === folded,
  );
  if (existing) return setAttribute(text, existing, "values", listed(what), what, append, style);
  const members: readonly (readonly [string, Rendered])[] = [
    ["test", () => quoted(operator)],
    ["variable", () => quoted(key)],
    ["values", listed(what)],
  ];
  return addBlock(text, statement, "condition", members, style);
}

function setAttribute(
  text: string,
  block: Block,
  name: string,
  list: Rendered,
  item: Rendered,
  append: boolean,
  style: Style,
): readonly TextEdit[] | undefined {
  const existing = attributeOf(block, name);
  if (!existing) return addAttribute(text, block, name, list, style);
  if (append) return writeBelow(text, existing.value, [], item, true, style);
  return [{ range: existing.value.range, text: list(indentAt(text, existing.range.start)) }];
}

function addBlock(
  text: string,
  statement: Block,
  type: string,
  members: readonly (readonly [string, Rendered])[],
  style: Style,
): readonly TextEdit[] | undefined {
  return insert(
    text,
    statement,
    "block",
    (indent) => blockText(type, (inner) => attributeLines(members, inner, style), indent, style),
    style,
  );
}

/** What a finding points at in a condition or principals block stands for the whole block. */
export function removesBlock(block: Block, attribute: Attribute): boolean {
  if (block.type === "condition") return true;
  return (
    (block.type === "principals" || block.type === "not_principals") &&
    (attribute.name === "identifiers" || attribute.name === "type")
  );
}

export function removeBlock(text: string, block: Block): readonly TextEdit[] {
  return [{ range: wholeLines(text, block.range), text: "" }];
}

function dynamic(statement: Block, type: string): boolean {
  return statement.body.blocks.some(
    (block) => block.type === "dynamic" && block.labels[0]?.text === type,
  );
}

function attributeOf(block: Block, name: string): Attribute | undefined {
  return block.body.attributes.find((each) => each.name === name);
}

function textOf(attribute: Attribute | undefined): string | undefined {
  return attribute ? plainText(attribute.value) : undefined;
}

/** The text of a string without interpolations. */
export function plainText(value: Expression): string | undefined {
  if (value.kind !== "template") return undefined;
  let text = "";
  for (const part of value.parts) {
    if ("kind" in part) return undefined;
    text += part.text;
  }
  return text;
}
