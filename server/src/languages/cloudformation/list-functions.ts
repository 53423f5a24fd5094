// Functions between texts and lists: Join, Split, Select, Base64 and Cidr.

import { base64 as encoded } from "../../expressions/base64.ts";
import { utf8 } from "../../expressions/hash.ts";
import type { List, Place, Reason, TextPart, Trail, Value } from "../../expressions/value.ts";
import {
  chosenBy,
  isDict,
  isList,
  known,
  textValue,
  unknown,
  wholeText,
} from "../../expressions/value.ts";
import type { DataNode } from "../../syntax/node.ts";
import { cidrParts } from "./cidr.ts";
import type { Context, Evaluate } from "./context.ts";
import { charge, refuse } from "./context.ts";
import { argumentsOf, intrinsicOf } from "./intrinsic.ts";
import { literalText } from "./template.ts";
import { partsOf, placeOfParts, splitText, textFrom, wayOf, wholeOf } from "./text.ts";

export function join(argument: DataNode, at: Place, context: Context, evaluate: Evaluate): Value {
  const [separatorNode, listNode, ...rest] = argumentsOf(argument);
  const isWritten = separatorNode?.kind === "string" && !intrinsicOf(separatorNode);
  if (!separatorNode || !listNode || !isWritten || rest.length > 0)
    return refuse("Fn::Join takes a delimiter and a list", at);
  const list = evaluate(listNode, context);
  const content = listOf(list, "Fn::Join", at);
  if ("state" in content) return content;
  const separator = partsOf(evaluate(separatorNode, context), separatorPlace(separatorNode, at));
  const parts: TextPart[] = [];
  // The items of a list came the same way as the list.
  const via: Trail[] = content.items.length > 0 ? [] : [...list.via];
  let sensitive = list.sensitive === true;
  for (const [index, item] of content.items.entries()) {
    if (isStructure(item)) return refuse("Fn::Join joins texts only", at);
    if (index > 0) parts.push(...separator);
    parts.push(...partsOf(item, item.at));
    via.push(...wayOf(item));
    if (item.sensitive) sensitive = true;
  }
  charge(context, parts.length);
  if (content.more) parts.push({ hole: content.more, file: at.file, range: listNode.range });
  const filled = parts.filter((part) => "hole" in part || part.text !== "");
  const text = textFrom(filled, at, context.limits.text);
  return { ...text, via, ...(sensitive ? { sensitive: true as const } : {}) };
}

function separatorPlace(node: DataNode, at: Place): Place {
  return { file: at.file, range: node.range };
}

export function split(argument: DataNode, at: Place, context: Context, evaluate: Evaluate): Value {
  const [separatorNode, sourceNode, ...rest] = argumentsOf(argument);
  const separator = separatorNode?.kind === "string" ? literalText(separatorNode) : undefined;
  if (separator === undefined || separator === "" || !sourceNode || rest.length > 0)
    return refuse("Fn::Split takes a delimiter and a text", at);
  const source = evaluate(sourceNode, context);
  if (source.state === "unknown") return unknown(source.reason, at, source.via);
  if (source.state === "absent" || isStructure(source))
    return refuse("Fn::Split splits texts only", at);
  const parts = partsOf(source, source.at);
  const { items, more } = splitText({ type: "text", parts }, separator);
  if (more && items.length === 0) return unknown(more, at, source.via);
  charge(context, items.length);
  const texts = items.map((each) =>
    known({ type: "text", parts: each }, placeOfParts(each, source.at), source.via),
  );
  const list = known({ type: "list", items: texts, ...(more ? { more } : {}) }, at, source.via);
  return source.sensitive ? { ...list, sensitive: true } : list;
}

export function select(argument: DataNode, at: Place, context: Context, evaluate: Evaluate): Value {
  const [indexNode, listNode, ...rest] = argumentsOf(argument);
  if (!indexNode || !listNode || rest.length > 0)
    return refuse("Fn::Select takes an index and a list", at);
  const list = evaluate(listNode, context);
  const content = listOf(list, "Fn::Select", at);
  if ("state" in content) return content;
  const index = evaluate(indexNode, context);
  if (index.state === "unknown") return unknown(chosenBy(index.reason), at, index.via);
  const text = wholeText(index);
  if (text === undefined) {
    const hole = holeOf(partsOf(index, at));
    if (hole && hole.kind !== "error") return unknown(chosenBy(hole), at, index.via);
  }
  if (text === undefined || !/^\d{1,9}$/.test(text))
    return refuse("Fn::Select takes a whole number as index", at);
  const item = content.items[Number(text)];
  if (content.more && !(item && isInOrder(listNode, context)))
    return unknown(content.more, at, list.via);
  if (!item) return refuse("Fn::Select finds no item of that index", at);
  return list.sensitive ? { ...item, sensitive: true } : item;
}

/** What there may be more of stands behind the items: in a split text and in a list of a parameter. */
function isInOrder(node: DataNode, context: Context): boolean {
  const intrinsic = intrinsicOf(node);
  if (intrinsic?.name === "Fn::Split") return true;
  const name = intrinsic?.name === "Ref" ? literalText(intrinsic.argument) : undefined;
  return name !== undefined && context.template.sections.Parameters.has(name);
}

export function base64(argument: DataNode, at: Place, context: Context, evaluate: Evaluate): Value {
  const value = evaluate(argument, context);
  if (value.state === "unknown") return unknown(value.reason, at, value.via);
  if (value.state === "absent" || isStructure(value)) return refuse("Fn::Base64 takes a text", at);
  const parts = partsOf(value, at);
  const hole = holeOf(parts);
  if (hole) return unknown(hole, at, value.via);
  const text = wholeOf(parts);
  charge(context, text.length);
  if (text.length * 4 > context.limits.text * 3)
    return unknown({ kind: "limit", what: "length of a string" }, at);
  const made = textValue(encoded(utf8(text)), at, value.via);
  return value.sensitive ? { ...made, sensitive: true } : made;
}

export function cidr(argument: DataNode, at: Place, context: Context, evaluate: Evaluate): Value {
  const nodes = argumentsOf(argument);
  if (nodes.length < 2 || nodes.length > 3)
    return refuse("Fn::Cidr takes a range, a count and the bits of each", at);
  const texts: string[] = [];
  for (const node of nodes) {
    const value = evaluate(node, context);
    if (value.state === "unknown") return unknown(value.reason, at, value.via);
    const hole = holeOf(partsOf(value, at));
    if (hole) return unknown(hole, at, value.via);
    texts.push(wholeText(value) ?? "");
  }
  const [block = "", count = "", bits] = texts;
  const parts = cidrParts(block, numberOf(count), bits === undefined ? 8 : numberOf(bits));
  if ("refused" in parts) return refuse(parts.refused, at);
  return known({ type: "list", items: parts.map((part) => textValue(part, at)) }, at);
}

function numberOf(text: string): number {
  return text === "" ? Number.NaN : Number(text);
}

/** The list that a function takes, or why there is none. */
function listOf(value: Value, name: string, at: Place): List | Value {
  if (value.state === "unknown") return unknown(value.reason, at, value.via);
  const content = value.state === "known" ? value.value : null;
  if (typeof content === "object" && content !== null && isList(content)) return content;
  return refuse(`${name} takes a list`, at);
}

function isStructure(value: Value): boolean {
  if (value.state !== "known" || value.value === null || typeof value.value !== "object")
    return false;
  return isList(value.value) || isDict(value.value);
}

function holeOf(parts: readonly TextPart[]): Reason | undefined {
  const hole = parts.find((part) => "hole" in part);
  return hole && "hole" in hole ? hole.hole : undefined;
}
