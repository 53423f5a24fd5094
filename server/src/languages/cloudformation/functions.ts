// The intrinsic functions of CloudFormation; adding one is a case here.

import { equal } from "../../expressions/compare.ts";
import type { Truth } from "../../expressions/truth.ts";
import type { Place, TextPart, Trail, Value } from "../../expressions/value.ts";
import { isList, isText, known, through, unknown, wholeText } from "../../expressions/value.ts";
import type { DataNode } from "../../syntax/node.ts";
import type { Context, Evaluate } from "./context.ts";
import { charge, placeIn } from "./context.ts";
import type { Intrinsic } from "./intrinsic.ts";
import { literal } from "./parameter.ts";
import { substitute } from "./substitute.ts";
import { literalText, memberOf } from "./template.ts";
import { partsOf, placeOfParts, splitText, textFrom } from "./text.ts";

/** What the functions need of the evaluator. */
export interface Tools {
  readonly evaluate: Evaluate;
  readonly reference: (name: string, at: Place, context: Context) => Value;
  readonly attribute: (id: string, name: string, at: Place, context: Context) => Value;
  readonly decide: (name: string, context: Context) => Truth;
}

export function call(
  { name, argument }: Intrinsic,
  at: Place,
  context: Context,
  tools: Tools,
): Value {
  if (argument.kind === "missing") return unknown({ kind: "missing" }, at);
  switch (name) {
    case "Ref":
      return ref(argument, at, context, tools);
    case "Fn::Sub":
      return substitute(argument, at, context, tools.evaluate, (named, place) =>
        look(named, place, context, tools),
      );
    case "Fn::Join":
      return join(argument, at, context, tools);
    case "Fn::GetAtt":
      return getAtt(argument, at, context, tools);
    case "Fn::If":
      return choose(argument, at, context, tools);
    case "Fn::Select":
      return select(argument, at, context, tools);
    case "Fn::Split":
      return split(argument, at, context, tools);
    case "Fn::FindInMap":
      return findInMap(argument, at, context, tools);
    case "Fn::ImportValue": {
      const exported = wholeText(tools.evaluate(argument, context));
      return unknown(
        { kind: "data", name: exported === undefined ? "an export" : `the export ${exported}` },
        at,
      );
    }
    default:
      return unknown({ kind: "function", name }, at);
  }
}

function ref(argument: DataNode, at: Place, context: Context, tools: Tools): Value {
  const name = literalText(argument);
  if (name !== undefined) return tools.reference(name, at, context);
  return unknown({ kind: "function", name: "Ref" }, at);
}

/** A name in `Fn::Sub`: with a dot it is a resource and its attribute. */
function look(name: string, at: Place, context: Context, tools: Tools): Value {
  const dot = name.indexOf(".");
  if (dot < 0) return tools.reference(name, at, context);
  return tools.attribute(name.slice(0, dot), name.slice(dot + 1), at, context);
}

function getAtt(argument: DataNode, at: Place, context: Context, tools: Tools): Value {
  if (argument.kind === "array") {
    const [id, ...names] = argument.items.map(literalText);
    const isKnown =
      id !== undefined && names.length > 0 && names.every((name) => name !== undefined);
    return isKnown
      ? tools.attribute(id, names.join("."), at, context)
      : unknown({ kind: "function", name: "Fn::GetAtt" }, at);
  }
  const written = literalText(argument) ?? "";
  if (written.includes(".")) return look(written, at, context, tools);
  return unknown({ kind: "missing" }, at);
}

function join(argument: DataNode, at: Place, context: Context, tools: Tools): Value {
  const [separatorNode, listNode] = argument.kind === "array" ? argument.items : [];
  if (separatorNode?.kind !== "string" || !listNode) return unknown({ kind: "missing" }, at);
  const list = tools.evaluate(listNode, context);
  if (list.state !== "known")
    return unknown(list.state === "unknown" ? list.reason : { kind: "missing" }, at, list.via);
  if (list.value === null || typeof list.value !== "object" || !isList(list.value)) {
    return unknown({ kind: "error", message: "Fn::Join takes a list" }, at);
  }
  const separator = partsOf(
    tools.evaluate(separatorNode, context),
    placeIn(context, separatorNode),
  );
  const parts: TextPart[] = [];
  const via: Trail[] = [...list.via];
  let sensitive = list.sensitive === true;
  for (const [index, item] of list.value.items.entries()) {
    if (index > 0) parts.push(...separator);
    parts.push(...partsOf(item, item.at));
    via.push(...item.via);
    if (item.sensitive) sensitive = true;
  }
  charge(context, parts.length);
  if (list.value.more) parts.push({ hole: list.value.more, file: at.file, range: listNode.range });
  const text = textFrom(parts.filter(isWritten), at, context.limits.text);
  return { ...text, via, ...(sensitive ? { sensitive: true as const } : {}) };
}

function isWritten(part: TextPart): boolean {
  return "hole" in part || part.text !== "";
}

function choose(argument: DataNode, at: Place, context: Context, tools: Tools): Value {
  const [condition, then, otherwise] = argument.kind === "array" ? argument.items : [];
  const name = literalText(condition);
  if (name === undefined || !then || !otherwise) return unknown({ kind: "missing" }, at);
  const decided = tools.decide(name, context);
  if (decided !== "unknown") return tools.evaluate(decided === "yes" ? then : otherwise, context);
  const left = tools.evaluate(then, context);
  const right = tools.evaluate(otherwise, context);
  if (left.state === "known" && equal(left, right) === "yes") return left;
  return unknown({ kind: "condition" }, at);
}

function select(argument: DataNode, at: Place, context: Context, tools: Tools): Value {
  const [indexNode, listNode] = argument.kind === "array" ? argument.items : [];
  if (!indexNode || !listNode) return unknown({ kind: "missing" }, at);
  const list = tools.evaluate(listNode, context);
  const index = tools.evaluate(indexNode, context);
  if (list.state === "unknown") return unknown(list.reason, at, list.via);
  if (index.state === "unknown") return unknown(index.reason, at, index.via);
  const position = Number(wholeText(index) ?? Number.NaN);
  const found =
    list.state === "known" &&
    typeof list.value === "object" &&
    list.value !== null &&
    isList(list.value)
      ? list.value
      : undefined;
  const item = found?.items[position];
  if (found?.more) return unknown(found.more, at, list.via);
  if (!item)
    return unknown({ kind: "error", message: "Fn::Select finds no item of that index" }, at);
  return list.sensitive ? { ...item, sensitive: true } : item;
}

function split(argument: DataNode, at: Place, context: Context, tools: Tools): Value {
  const [separatorNode, sourceNode] = argument.kind === "array" ? argument.items : [];
  const separator = literalText(separatorNode);
  if (separator === undefined || !sourceNode) return unknown({ kind: "missing" }, at);
  const source = tools.evaluate(sourceNode, context);
  if (source.state === "unknown") return unknown(source.reason, at, source.via);
  const isSplittable =
    source.state === "known" &&
    source.value !== null &&
    typeof source.value === "object" &&
    isText(source.value);
  const items = isSplittable ? splitText(source.value, separator) : undefined;
  if (!items) return unknown({ kind: "function", name: "Fn::Split" }, at, source.via);
  const texts = items.map((parts) =>
    known({ type: "text", parts }, placeOfParts(parts, source.at), source.via),
  );
  const list = known({ type: "list", items: texts }, at, source.via);
  return source.sensitive ? { ...list, sensitive: true } : list;
}

function findInMap(argument: DataNode, at: Place, context: Context, tools: Tools): Value {
  const keys = (argument.kind === "array" ? argument.items : []).slice(0, 3);
  if (keys.length < 3) return unknown({ kind: "missing" }, at);
  const names: string[] = [];
  for (const key of keys) {
    const value = tools.evaluate(key, context);
    const name = wholeText(value);
    if (name === undefined) {
      return unknown(
        value.state === "unknown" ? value.reason : { kind: "function", name: "Fn::FindInMap" },
        at,
        value.via,
      );
    }
    names.push(name);
  }
  const [map = "", top = "", second = ""] = names;
  const first = context.template.sections.Mappings.get(map);
  const found = memberOf(memberOf(first?.value, top)?.value, second);
  if (!found) return unknown({ kind: "undeclared", name: names.join(".") }, at);
  return through(literal(found.value, at.file), {
    kind: "local",
    at,
    label: `mapping ${map}`,
  });
}
