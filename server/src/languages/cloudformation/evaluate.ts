// Evaluates the data of a template, three-valued: what cannot be known is unknown and says why.

import type { Entry, OwnIdentity, Place, Reason, Trail, Value } from "../../expressions/value.ts";
import { absent, known, unknown } from "../../expressions/value.ts";
import type { ArrayNode, DataNode, ObjectNode } from "../../syntax/node.ts";
import { decide } from "./condition.ts";
import type { Context } from "./context.ts";
import { placeIn } from "./context.ts";
import { call, type Tools } from "./functions.ts";
import { intrinsicOf, isFunction } from "./intrinsic.ts";
import { parameterValue } from "./parameter.ts";
import { literalText } from "./template.ts";
import { textFrom, writtenParts } from "./text.ts";

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
  if (intrinsic) return call(intrinsic, at, context, tools);
  switch (node.kind) {
    case "string":
      return textFrom(writtenParts(node, at.file), at, context.limits.text);
    case "number":
      return known({ type: "number", text: node.raw }, at);
    case "boolean":
      return known(node.value, at);
    case "null":
      return known(null, at);
    case "missing":
      return unknown({ kind: "missing" }, at);
    case "alias":
      return unknown({ kind: "unsupported", what: "a YAML alias" }, at);
    case "array":
      return list(node, at, context);
    case "object":
      return dict(node, at, context);
  }
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
    return inner?.name === "Ref" && literalText(inner.argument) === "AWS::NoValue";
  });
}

function dict(node: ObjectNode, at: Place, context: Context): Value {
  const entries = new Map<string, Entry>();
  let more: Reason | undefined;
  for (const { key, keyRange, value: written } of node.entries) {
    if (isFunction(key)) {
      more ??= { kind: "function", name: key.split("::", 2).join("::") };
      continue;
    }
    if (key === mergeKey) {
      more ??= { kind: "unsupported", what: "a YAML merge" };
      continue;
    }
    const value = evaluate(written, context);
    if (value.state === "absent") entries.delete(key);
    else entries.set(key, { value, key: { file: at.file, range: keyRange } });
  }
  return known({ type: "dict", entries, ...(more ? { more } : {}) }, at);
}

/** Would bring in the members of an alias, which CloudFormation does not take. */
const mergeKey = "<<";

/** What `Ref` gives for a name: a pseudo parameter, a parameter or a resource. */
function reference(name: string, at: Place, context: Context): Value {
  if (name === "AWS::NoValue") return absent(at);
  const own = ownIdentities.get(name);
  if (own) return unknown({ kind: "own", what: own }, at);
  if (name.startsWith("AWS::")) return unknown({ kind: "parameter", name }, at);
  const parameter = parameterValue(name, at, context);
  if (parameter) return parameter;
  if (context.template.sections.Resources.has(name)) return computed(name, "Ref", at);
  return unknown({ kind: "undeclared", name }, at);
}

const ownIdentities: ReadonlyMap<string, OwnIdentity> = new Map([
  ["AWS::AccountId", "aws-account"],
  ["AWS::Partition", "aws-partition"],
  ["AWS::Region", "aws-region"],
  ["AWS::URLSuffix", "aws-url-suffix"],
]);

/** What `Fn::GetAtt` gives; the attribute may have dots of its own. */
function attribute(id: string, name: string, at: Place, context: Context): Value {
  if (!context.template.sections.Resources.has(id))
    return unknown({ kind: "undeclared", name: id }, at);
  return computed(id, name, at);
}

function computed(declaration: string, name: string, at: Place): Value {
  const label = name === "Ref" ? declaration : `${declaration}.${name}`;
  const step: Trail = { kind: "reference", at, label, declaration, attribute: name };
  return unknown({ kind: "computed", declaration, attribute: name }, at, [step]);
}

const tools: Tools = {
  evaluate,
  reference,
  attribute,
  decide: (name, context) => decide(name, context, evaluate),
};
