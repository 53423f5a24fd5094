// Gives references the names that the transform made: `Function.Alias`, a layer's version.

import type { DataNode, EntryNode } from "../../../syntax/node.ts";
import { intrinsicOf } from "../intrinsic.ts";
import { literalText } from "../template.ts";
import { made } from "./draft.ts";
import type { Expansion } from "./expansion.ts";

/** The resources with every such reference replaced; the place of the reference stays. */
export function renamed({ output, names }: Expansion): ReadonlyMap<string, EntryNode> {
  if (names.size === 0) return output;
  return new Map(
    [...output].map(([id, entry]) => [id, { ...entry, value: walk(entry.value, names) }]),
  );
}

/** The readers bound how deep nodes lie. */
function walk(node: DataNode, names: ReadonlyMap<string, string>): DataNode {
  const call = intrinsicOf(node);
  if (call?.name === "Ref") {
    const name = names.get(literalText(call.argument) ?? "");
    return name === undefined ? node : made({ Ref: name }, node.range);
  }
  if (call?.name === "Fn::GetAtt") return attribute(node, call.argument, names);
  if (call?.name === "Fn::Sub") return substituted(node, call.argument, names);
  if (node.kind === "array") {
    const items = node.items.map((item) => walk(item, names));
    return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
  }
  if (node.kind === "object") {
    const entries = node.entries.map((entry) => {
      const value = walk(entry.value, names);
      return value === entry.value ? entry : { ...entry, value };
    });
    return entries.every((entry, index) => entry === node.entries[index])
      ? node
      : { ...node, entries };
  }
  return node;
}

function attribute(
  node: DataNode,
  argument: DataNode,
  names: ReadonlyMap<string, string>,
): DataNode {
  const parts =
    argument.kind === "array"
      ? argument.items.map((item) => literalText(item) ?? "")
      : (literalText(argument)?.split(".") ?? []);
  const path = parts.join(".").split(".");
  const [id = "", second = "", ...rest] = path;
  const two = names.get(`${id}.${second}`);
  if (two !== undefined && rest.length > 0)
    return made({ "Fn::GetAtt": [two, rest.join(".")] }, node.range);
  const one = names.get(id);
  return one === undefined
    ? node
    : made({ "Fn::GetAtt": [one, [second, ...rest].join(".")] }, node.range);
}

function substituted(
  node: DataNode,
  argument: DataNode,
  names: ReadonlyMap<string, string>,
): DataNode {
  const [first, second] = argument.kind === "array" ? argument.items : [argument];
  const text = literalText(first);
  if (text === undefined) return node;
  const replaced = text.replace(referencePattern, (whole, name: string) => {
    const full = names.get(name);
    if (full !== undefined) return `\${${full}}`;
    const [id = "", attributeName, ...rest] = name.split(".");
    const two = names.get(`${id}.${attributeName ?? ""}`);
    if (two !== undefined) return `\${${[two, ...rest].join(".")}}`;
    const one = names.get(id);
    return one === undefined
      ? whole
      : `\${${[one, ...(attributeName === undefined ? [] : [attributeName]), ...rest].join(".")}}`;
  });
  if (replaced === text && !second) return node;
  if (replaced === text && second) {
    const inner = walk(second, names);
    return inner === second || !first ? node : made({ "Fn::Sub": [first, inner] }, node.range);
  }
  return made({ "Fn::Sub": second ? [replaced, walk(second, names)] : replaced }, node.range);
}

const referencePattern = /\$\{([A-Za-z0-9.:]+)\}/g;
