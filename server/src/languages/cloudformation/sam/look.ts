// Looks into the nodes of a template as the serverless transform does: members, functions, sameness.

import type { ArrayNode, DataNode, EntryNode, ObjectNode } from "../../../syntax/node.ts";
import type { Intrinsic } from "../intrinsic.ts";
import { intrinsicOf } from "../intrinsic.ts";
import { literalText, memberOf } from "../template.ts";

export function at(node: DataNode | undefined, ...path: readonly string[]): DataNode | undefined {
  let found = node;
  for (const step of path) found = memberOf(found, step)?.value;
  return found?.kind === "missing" ? undefined : found;
}

export function textAt(node: DataNode | undefined, ...path: readonly string[]): string | undefined {
  const found = at(node, ...path);
  return found && !intrinsicOf(found) ? literalText(found) : undefined;
}

/** A map that is no function. */
export function asMap(node: DataNode | undefined): ObjectNode | undefined {
  return node?.kind === "object" && !intrinsicOf(node) ? node : undefined;
}

export function asList(node: DataNode | undefined): ArrayNode | undefined {
  return node?.kind === "array" && !node.tag ? node : undefined;
}

/** The members of a map, each name once. */
export function members(node: DataNode | undefined): readonly EntryNode[] {
  const map = asMap(node);
  if (!map) return [];
  return [...new Map(map.entries.map((entry) => [entry.key, entry])).values()];
}

export function isTrue(node: DataNode | undefined): boolean {
  return node?.kind === "boolean" && node.value;
}

/** What counts as nothing where the transform only asks whether something is there. */
export function isEmpty(node: DataNode | undefined): boolean {
  if (!node) return true;
  switch (node.kind) {
    case "null":
    case "missing":
      return true;
    case "boolean":
      return !node.value;
    case "string":
      return node.value === "";
    case "number":
      return Number(node.raw) === 0;
    case "array":
      return node.items.length === 0;
    case "object":
      return node.entries.length === 0;
    case "alias":
      return false;
  }
}

export function callOf(node: DataNode | undefined): Intrinsic | undefined {
  return node ? intrinsicOf(node) : undefined;
}

export function isNoValue(node: DataNode | undefined): boolean {
  return refOf(node) === "AWS::NoValue";
}

/** The name that a `Ref` stands for. */
export function refOf(node: DataNode | undefined): string | undefined {
  const call = callOf(node);
  return call?.name === "Ref" ? literalText(call.argument) : undefined;
}

/** The resource that a `Ref` or a `Fn::GetAtt` names. */
export function idOf(node: DataNode | undefined): string | undefined {
  const call = callOf(node);
  if (call?.name === "Ref") return literalText(call.argument);
  if (call?.name !== "Fn::GetAtt") return undefined;
  return call.argument.kind === "array"
    ? literalText(call.argument.items[0])
    : literalText(call.argument)?.split(".", 1)[0];
}

/** The three arguments of a `Fn::If`. */
export function branchesOf(
  node: DataNode | undefined,
):
  | { readonly condition: DataNode; readonly then: DataNode; readonly otherwise: DataNode }
  | undefined {
  const call = callOf(node);
  if (call?.name !== "Fn::If" || call.argument.kind !== "array") return undefined;
  const [condition, then, otherwise] = call.argument.items;
  return condition && then && otherwise ? { condition, then, otherwise } : undefined;
}

export type Data =
  | null
  | boolean
  | number
  | string
  | readonly Data[]
  | { readonly [key: string]: Data };

/** A node as plain data, with functions in their long form. */
export function dataOf(node: DataNode): Data {
  const call = node.tag ? intrinsicOf(node) : undefined;
  if (call) return bare([[call.name, argumentOf(call)]]);
  switch (node.kind) {
    case "string":
      return node.value;
    case "number":
      return Number(node.raw);
    case "boolean":
      return node.value;
    case "array":
      return node.items.map(dataOf);
    case "object":
      return bare(node.entries.map(({ key, value }) => [key, dataOf(value)]));
    case "null":
    case "missing":
    case "alias":
      return null;
  }
}

/** `!GetAtt A.B` is written as a text and means two. */
function argumentOf({ name, argument }: Intrinsic): Data {
  const written = dataOf(argument);
  if (name !== "Fn::GetAtt" || typeof written !== "string") return written;
  const dot = written.indexOf(".");
  return dot < 0 ? written : [written.slice(0, dot), written.slice(dot + 1)];
}

function bare(entries: readonly (readonly [string, Data])[]): { readonly [key: string]: Data } {
  const result: Record<string, Data> = Object.create(null);
  for (const [key, value] of entries) result[key] = value;
  return result;
}

export function same(left: DataNode, right: DataNode): boolean {
  return textOf(left) === textOf(right);
}

/** Nodes that mean the same have the same text. Long lists are compared member by member, so that each is written out once. */
export function textOf(node: DataNode): string {
  const known = texts.get(node);
  if (known !== undefined) return known;
  const text = canonical(dataOf(node));
  texts.set(node, text);
  return text;
}

const texts = new WeakMap<DataNode, string>();

export function canonical(data: Data): string {
  if (data === null || typeof data !== "object") return JSON.stringify(data);
  if (isArray(data)) return `[${data.map(canonical).join(",")}]`;
  const entries = Object.entries(data).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${canonical(value)}`).join(",")}}`;
}

function isArray(data: Data): data is readonly Data[] {
  return Array.isArray(data);
}

/** The same map with one member set. */
export function withMember(node: ObjectNode, entry: EntryNode): ObjectNode {
  return { ...node, entries: [...node.entries.filter(({ key }) => key !== entry.key), entry] };
}
