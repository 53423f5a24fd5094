// Finds the node of a Terraform tree that stands at a range, and what it stands in. Writes nothing.

import type {
  DictEntryExpression,
  DictExpression,
  Expression,
  ListExpression,
  TemplateExpression,
} from "../../../expressions/expression.ts";
import type { Range } from "../../../text/range.ts";
import { contains, sameRange } from "../../../text/range.ts";
import type { Attribute, Block, Body } from "../syntax/tree.ts";

/** What a value stands in. */
export type Holder =
  | { readonly is: "attribute"; readonly attribute: Attribute }
  | { readonly is: "entry"; readonly entry: DictEntryExpression; readonly dict: DictExpression }
  | { readonly is: "item"; readonly list: ListExpression; readonly index: number }
  | { readonly is: "other" };

export type Located = {
  /** The blocks around it, the outermost first; for a block itself included. */
  readonly blocks: readonly Block[];
} & (
  | { readonly is: "block"; readonly block: Block }
  | { readonly is: "value"; readonly value: Expression; readonly holder: Holder }
  | { readonly is: "attribute-name"; readonly attribute: Attribute }
  | { readonly is: "key"; readonly entry: DictEntryExpression; readonly dict: DictExpression }
  /** Something in the text of a string. */
  | { readonly is: "text"; readonly template: TemplateExpression }
);

export function locate(body: Body, range: Range): Located | undefined {
  return inBody(body, range, []);
}

function inBody(body: Body, range: Range, blocks: readonly Block[]): Located | undefined {
  for (const block of body.blocks) {
    if (!contains(block.range, range)) continue;
    const around = [...blocks, block];
    if (sameRange(block.range, range)) return { is: "block", block, blocks: around };
    return inBody(block.body, range, around);
  }
  for (const attribute of body.attributes) {
    if (sameRange(attribute.nameRange, range)) return { is: "attribute-name", attribute, blocks };
    if (sameRange(attribute.range, range))
      return {
        is: "value",
        value: attribute.value,
        holder: { is: "attribute", attribute },
        blocks,
      };
    if (contains(attribute.value.range, range))
      return inValue(attribute.value, { is: "attribute", attribute }, range, blocks);
  }
  return undefined;
}

function inValue(
  value: Expression,
  holder: Holder,
  range: Range,
  blocks: readonly Block[],
): Located | undefined {
  if (sameRange(value.range, range)) return { is: "value", value, holder, blocks };
  if (value.kind === "dict") {
    for (const entry of value.entries) {
      if (entry.kind !== "entry") continue;
      if (sameRange(entry.key.range, range)) return { is: "key", entry, dict: value, blocks };
      const inside: Holder = { is: "entry", entry, dict: value };
      if (sameRange(entry.range, range))
        return { is: "value", value: entry.value, holder: inside, blocks };
      if (contains(entry.value.range, range)) return inValue(entry.value, inside, range, blocks);
    }
    return undefined;
  }
  if (value.kind === "list") {
    const index = value.items.findIndex((item) => contains(item.range, range));
    const item = value.items[index];
    return item ? inValue(item, { is: "item", list: value, index }, range, blocks) : undefined;
  }
  for (const child of children(value)) {
    if (contains(child.range, range)) return inValue(child, { is: "other" }, range, blocks);
  }
  return value.kind === "template" ? { is: "text", template: value, blocks } : undefined;
}

function children(value: Expression): readonly Expression[] {
  switch (value.kind) {
    case "call":
      return value.arguments;
    case "conditional":
      return [value.condition, value.then, value.otherwise];
    case "binary":
      return [value.left, value.right];
    case "unary":
      return [value.operand];
    case "template":
      return value.parts.filter((part): part is Expression => "kind" in part);
    case "for":
      return [value.collection, ...(value.key ? [value.key] : []), value.value];
    case "index":
      return [value.of, value.index];
    case "member":
    case "splat":
    case "spread":
      return [value.of];
    case "directive":
    case "lambda":
    case "literal":
    case "name":
    case "missing":
    case "list":
    case "dict":
      return [];
  }
}
