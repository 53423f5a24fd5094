// Runs the loops that make serverless resources before the transform does, as the service does where both are named.

import { wholeText } from "../../../expressions/value.ts";
import type { DataNode, EntryNode, StringNode } from "../../../syntax/node.ts";
import type { Bindings, Context, Evaluate, Item } from "../context.ts";
import { isLoop } from "../intrinsic.ts";
import { expanded } from "../loops.ts";
import type { Template } from "../template.ts";
import { resourceType } from "../template.ts";
import { filled } from "../text.ts";
import { made, originOf } from "./draft.ts";
import { refOf } from "./look.ts";

/** Loops over what is not known, and those that make other resources, stay as they are written. */
export function unrolled(context: Context, evaluate: Evaluate): Template {
  const { template } = context;
  const loops = { ...context, bindings: new Map(), stage: "loops" as const };
  const resources = new Map<string, EntryNode>();
  let isChanged = false;
  for (const [id, entry] of template.sections.Resources) {
    const items = isLoop(id) ? expanded(entry, loops, evaluate) : [];
    if (!items.some(isServerlessItem) || !items.every(isKnown)) {
      resources.set(id, entry);
      continue;
    }
    isChanged = true;
    for (const item of items)
      resources.set(item.id, {
        ...item.entry,
        key: item.id,
        // One of several that stand in one place cannot be written alone.
        range: originOf(item.entry),
        value: bound(item.entry.value, item.bindings, template.file),
      });
  }
  if (!isChanged) return template;
  return { ...template, sections: { ...template.sections, Resources: resources } };
}

function isServerlessItem({ entry }: Item): boolean {
  return resourceType(entry)?.startsWith("AWS::Serverless::") === true;
}

function isKnown({ bindings, unsure }: Item): boolean {
  return !unsure && [...bindings.values()].every((value) => wholeText(value) !== undefined);
}

/** The node with the loop's variables in place; the readers bound how deep nodes lie. */
function bound(node: DataNode, bindings: Bindings, file: string): DataNode {
  const value = bindings.get(refOf(node) ?? "");
  const text = value && wholeText(value);
  if (text !== undefined) return made(text, node.range);
  switch (node.kind) {
    case "string":
      return boundText(node, bindings, file);
    case "array":
      return { ...node, items: node.items.map((item) => bound(item, bindings, file)) };
    case "object":
      return {
        ...node,
        entries: node.entries.map((entry) => ({
          ...entry,
          key: isLoop(entry.key) ? entry.key : boundKey(entry, bindings, file),
          value: bound(entry.value, bindings, file),
        })),
      };
    default:
      return node;
  }
}

function boundKey({ key, keyRange }: EntryNode, bindings: Bindings, file: string): string {
  const { parts } = filled([{ text: key, file, range: keyRange }], bindings);
  return parts.map((part) => ("text" in part ? part.text : "")).join("");
}

function boundText(node: StringNode, bindings: Bindings, file: string): StringNode {
  const { parts } = filled(
    node.pieces.map(({ text, range }) => ({ text, file, range })),
    bindings,
  );
  // A value of another file stands where it is used.
  const pieces = parts.flatMap((part) =>
    "text" in part
      ? [{ text: part.text, range: part.file === file ? part.range : node.range }]
      : [],
  );
  return { ...node, value: pieces.map(({ text }) => text).join(""), pieces };
}
