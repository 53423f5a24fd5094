// Evaluates the data of a template, three-valued: what cannot be known is unknown and says why.

import type { Entry, Place, Reason, Value } from "../../expressions/value.ts";
import { known, textValue, unknown } from "../../expressions/value.ts";
import type { ArrayNode, DataNode, ObjectNode, StringNode } from "../../syntax/node.ts";
import { typedPlain } from "../../syntax/yaml/scalar.ts";
import type { Context } from "./context.ts";
import { placeIn, refuse } from "./context.ts";
import { holeInName } from "./embedded-template.ts";
import { call } from "./functions.ts";
import { intrinsicOf, isFunction } from "./intrinsic.ts";
import { expanded } from "./loops.ts";
import { literalText, memberOf } from "./template.ts";
import { filled, piecesOf, textFrom } from "./text.ts";

export function evaluate(node: DataNode, context: Context): Value {
  const { budget, limits } = context;
  const at = placeIn(context, node);
  if (budget.steps <= 0) return unknown({ kind: "limit", what: "evaluation steps" }, at);
  if (budget.depth >= limits.depth * 2)
    return unknown({ kind: "limit", what: "evaluation depth" }, at);
  budget.steps--;
  budget.depth++;
  const value = step(node, at, context);
  budget.depth--;
  return value;
}

function step(node: DataNode, at: Place, context: Context): Value {
  const intrinsic = intrinsicOf(node);
  if (intrinsic) return call(intrinsic, at, context, evaluate);
  if (node.tag && !coreTags.has(node.tag.name))
    return refuse(`the tag ${node.tag.name} is not supported`, at);
  switch (node.kind) {
    case "string":
      return string(node, at, context);
    case "number":
      return known({ type: "number", text: node.decimal ?? node.raw }, at);
    case "boolean":
      return known(node.value, at);
    case "null":
      return refuse("null is not allowed in templates", at);
    case "missing":
      return node.tag?.name === "!!str" ? textValue("", at) : unknown({ kind: "missing" }, at);
    case "alias":
      return unknown({ kind: "unsupported", what: "a YAML alias" }, at);
    case "array":
      return list(node, at, context);
    case "object":
      return dict(node, at, context);
  }
}

const coreTags = new Set(["!!str", "!!int", "!!float", "!!bool", "!!null", "!!map", "!!seq"]);

function string(node: StringNode, at: Place, context: Context): Value {
  // A tag makes another type of a text in quotes.
  if (node.tag && node.tag.name !== "!!str") {
    const typed = typedPlain(node.value, node.range);
    return typed ? step(typed, at, context) : refuse("this is not of the type of its tag", at);
  }
  const parts = piecesOf(node, context.template);
  const written = parts.length > 0 ? parts : [{ text: "", file: at.file, range: node.range }];
  const { parts: all, via } = filled(written, context.bindings);
  const value = textFrom(all, at, context.limits.text);
  return via.length > 0 ? { ...value, via } : value;
}

function list(node: ArrayNode, at: Place, context: Context): Value {
  const values: Value[] = [];
  let more: Reason | undefined;
  for (const item of node.items) {
    const value = evaluate(item, context);
    if (value.state === "absent") continue;
    // An undecided condition may leave the item out.
    if (value.state === "unknown" && mayBeLeftOut(item)) more ??= value.reason;
    else values.push(value);
  }
  return known({ type: "list", items: values, ...(more ? { more } : {}) }, at);
}

function mayBeLeftOut(node: DataNode): boolean {
  const intrinsic = intrinsicOf(node);
  if (intrinsic?.name !== "Fn::If" || intrinsic.argument.kind !== "array") return false;
  return intrinsic.argument.items.slice(1).some((branch) => {
    const inner = intrinsicOf(branch);
    if (inner?.name === "Fn::If") return mayBeLeftOut(branch);
    return inner?.name === "Ref" && literalText(inner.argument) === "AWS::NoValue";
  });
}

function dict(node: ObjectNode, at: Place, context: Context): Value {
  const macro = macroAmong(node);
  if (macro) return unknown({ kind: "unsupported", what: macro }, at);
  const entries = new Map<string, Entry>();
  let more: Reason | undefined;
  for (const entry of node.entries) {
    if (entry.key === mergeKey) {
      more ??= { kind: "error", message: "CloudFormation does not support YAML merges" };
      continue;
    }
    // Loops run before there are resources.
    const loops: Context = { ...context, stage: "loops" };
    for (const { id, entry: made, bindings, unsure } of expanded(entry, loops, evaluate)) {
      if (unsure) {
        more ??= unsure;
        continue;
      }
      const hole = holeInName(id, context.template.inserts);
      if (hole) {
        more ??= hole;
        continue;
      }
      if (isFunction(id)) {
        more ??= { kind: "function", name: id };
        continue;
      }
      const value = evaluate(made.value, { ...context, bindings });
      if (value.state === "absent") entries.delete(id);
      else entries.set(id, { value, key: { file: at.file, range: made.keyRange } });
    }
  }
  return known({ type: "dict", entries, ...(more ? { more } : {}) }, at);
}

/** A macro sees its siblings and may change them; what is included only stands beside them. */
function macroAmong(node: ObjectNode): string | undefined {
  const transform = memberOf(node, "Fn::Transform")?.value;
  if (!transform || node.entries.length < 2) return undefined;
  const name = literalText(memberOf(transform, "Name")?.value);
  return name === "AWS::Include" ? undefined : `the macro ${name ?? ""}`.trim();
}

/** Would bring in the members of an alias, which CloudFormation does not take. */
const mergeKey = "<<";
