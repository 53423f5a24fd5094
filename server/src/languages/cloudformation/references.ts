// What `Ref` and `Fn::GetAtt` give: loop variables, pseudo parameters, parameters, and what resources return.

import type { OwnIdentity, Place, TextPart, Trail, Value } from "../../expressions/value.ts";
import { absent, known, textValue, through, unknown } from "../../expressions/value.ts";
import { decide } from "./condition.ts";
import type { Context, Evaluate, Item } from "./context.ts";
import { refuse } from "./context.ts";
import { itemsOf, unsureOf } from "./loops.ts";
import { nestedOutput } from "./nested-stack.ts";
import { parameterValue } from "./parameter.ts";
import type { Piece } from "./return-values.ts";
import { returnValues } from "./return-values.ts";
import { mayDeclareMore, memberOf, resourceType } from "./template.ts";
import { partsOf, textFrom } from "./text.ts";

export function reference(name: string, at: Place, context: Context, evaluate: Evaluate): Value {
  const bound = context.bindings.get(name);
  if (bound) return through(bound, { kind: "local", at, label: `loop variable ${name}` });
  const pseudo = pseudoParameter(name, at, context);
  if (pseudo) return pseudo;
  const parameter = parameterValue(name, at, context);
  if (parameter) return parameter;
  return ofResource(name, "Ref", at, context, evaluate);
}

/** The attribute may have dots of its own. */
export function attribute(
  id: string,
  name: string,
  at: Place,
  context: Context,
  evaluate: Evaluate,
): Value {
  return ofResource(id, name, at, context, evaluate);
}

function pseudoParameter(name: string, at: Place, context: Context): Value | undefined {
  if (!name.startsWith("AWS::")) return undefined;
  if (name === "AWS::NoValue") return absent(at);
  const given = context.environment.get(name);
  if (given) return { ...given, at };
  const region = context.environment.get("AWS::Region");
  const known = region?.state === "known" ? partsOf(region, at) : [];
  const text = known.length === 1 && known[0] && "text" in known[0] ? known[0].text : undefined;
  if (name === "AWS::Partition" && text !== undefined) return textValue(partitionOf(text), at);
  if (name === "AWS::URLSuffix" && text !== undefined)
    return textValue(partitionOf(text) === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com", at);
  const own = ownIdentities.get(name);
  if (own) return unknown({ kind: "own", what: own }, at);
  if (stackIdentities.has(name)) return unknown({ kind: "parameter", name }, at);
  return unknown({ kind: "undeclared", name }, at);
}

function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

const ownIdentities: ReadonlyMap<string, OwnIdentity> = new Map([
  ["AWS::AccountId", "aws-account"],
  ["AWS::Partition", "aws-partition"],
  ["AWS::Region", "aws-region"],
  ["AWS::URLSuffix", "aws-url-suffix"],
]);

const stackIdentities = new Set(["AWS::StackName", "AWS::StackId", "AWS::NotificationARNs"]);

function ofResource(
  id: string,
  name: string,
  at: Place,
  context: Context,
  evaluate: Evaluate,
): Value {
  if (context.stage !== "resources") {
    if (!context.template.sections.Resources.has(id) && mayDeclareMore(context.template))
      return unknown({ kind: "function", name: "Fn::Transform" }, at);
    const where = context.stage === "conditions" ? "conditions are decided" : "loops run";
    return context.template.sections.Resources.has(id)
      ? refuse(`"${id}" does not exist yet when ${where}`, at)
      : unknown({ kind: "undeclared", name: id }, at);
  }
  const items = itemsOf("Resources", context, evaluate);
  const item = items.get(id);
  if (!item) {
    // What a transform brings, or a loop over a list that is not known, may be of that name.
    if (mayDeclareMore(context.template))
      return unknown({ kind: "function", name: "Fn::Transform" }, at);
    return unknown(unsureOf(items) ?? { kind: "undeclared", name: id }, at);
  }
  if (existence(item, context, evaluate) === "no")
    return refuse(`"${id}" is not created, since its condition is false`, at);
  const declaration = context.prefix + id;
  const label = name === "Ref" ? id : `${id}.${name}`;
  const step: Trail = { kind: "reference", at, label, declaration, attribute: name };
  const output = name.startsWith(outputs)
    ? nestedOutput(id, name.slice(outputs.length), at, context, evaluate)
    : undefined;
  if (output) return through(output, step);
  const value = returned(item, name, at, context, evaluate);
  if (value) return through(value, step);
  return unknown({ kind: "computed", declaration, attribute: name }, at, [step]);
}

const outputs = "Outputs.";

export function existence(item: Item, context: Context, evaluate: Evaluate) {
  const condition = memberOf(item.entry.value, "Condition")?.value;
  if (!condition) return item.unsure ? "unknown" : "yes";
  const inside = { ...context, bindings: item.bindings };
  const decided = decide(condition, inside, evaluate);
  return item.unsure && decided === "yes" ? "unknown" : decided;
}

/** A return value that is put together from what is written; undefined where the cloud makes it up. */
function returned(
  item: Item,
  name: string,
  at: Place,
  context: Context,
  evaluate: Evaluate,
): Value | undefined {
  const values = returnValues(resourceType(item.entry) ?? "");
  const pieces = name === "Ref" ? values?.ref : values?.attributes.get(name);
  if (!pieces) return undefined;
  const [only, ...others] = pieces;
  const parts: TextPart[] = [];
  const via: Trail[] = [];
  let sensitive = false;
  for (const piece of pieces) {
    const value = pieceValue(piece, item, name, at, context, evaluate);
    // The service makes a name up where none is written, and says nothing of it.
    if (others.length === 0 && typeof only === "object" && "property" in only) {
      if (value.state === "unknown" && value.reason.kind === "computed") return undefined;
      return { ...value, via: ownWay(value.via) };
    }
    parts.push(...partsOf(value, at));
    via.push(...ownWay(value.via));
    if (value.sensitive) sensitive = true;
  }
  const text = textFrom(parts, at, context.limits.text);
  return { ...text, via, ...(sensitive ? { sensitive: true as const } : {}) };
}

/** The way into a name is not the way to its resource: other resources in it are left out. */
function ownWay(via: readonly Trail[]): readonly Trail[] {
  return via.filter((step) => step.declaration === undefined);
}

function pieceValue(
  piece: Piece,
  item: Item,
  name: string,
  at: Place,
  context: Context,
  evaluate: Evaluate,
): Value {
  if (typeof piece === "string") return textValue(piece, at);
  if ("pseudo" in piece)
    return pseudoParameter(piece.pseudo, at, context) ?? unknown({ kind: "missing" }, at);
  const value = propertyOf(item, piece.property, at, context, evaluate);
  if (value.state === "known") return asText(value);
  if (value.state === "unknown") return value;
  if (piece.otherwise !== undefined) return textValue(piece.otherwise, at);
  const declaration = context.prefix + item.id;
  return unknown({ kind: "computed", declaration, attribute: name }, at);
}

function asText(value: Value): Value {
  const parts = partsOf(value, value.at);
  return { ...known({ type: "text", parts }, value.at, value.via), ...secret(value) };
}

function secret(value: Value): { sensitive?: true } {
  return value.sensitive ? { sensitive: true } : {};
}

/** One property of a resource, worked out once; names that need each other are an error. */
function propertyOf(
  item: Item,
  property: string,
  at: Place,
  context: Context,
  evaluate: Evaluate,
): Value {
  const key = `${item.id}.${property}`;
  const present = context.names.get(key);
  if (present === "deciding") return unknown({ kind: "cycle", name: item.id }, at);
  if (present) return present;
  context.names.set(key, "deciding");
  const written = memberOf(memberOf(item.entry.value, "Properties")?.value, property);
  const inside = { ...context, bindings: item.bindings };
  const value = written ? evaluate(written.value, inside) : absent(at);
  context.names.set(key, value);
  return value;
}
