// Decides the conditions of a template: yes, no or unknown.

import { equal } from "../../expressions/compare.ts";
import type { Truth } from "../../expressions/truth.ts";
import { all, any, not } from "../../expressions/truth.ts";
import type { Reason, Value } from "../../expressions/value.ts";
import { isList, isText, wholeText } from "../../expressions/value.ts";
import type { DataNode } from "../../syntax/node.ts";
import type { Context, Evaluate } from "./context.ts";
import { placeIn, report } from "./context.ts";
import { conditionOf, intrinsicOf } from "./intrinsic.ts";
import { itemsOf } from "./loops.ts";
import { nameIn } from "./names.ts";
import { allowedValues } from "./parameter.ts";
import { mayDeclareMore } from "./template.ts";
import { partsOf } from "./text.ts";

/** What is decided, or what the service would say instead. */
export type Decision = Truth | { readonly refused: string };

/** The condition that a node names; one that the service refuses is undecided. */
export function decide(name: DataNode, context: Context, evaluate: Evaluate): Truth {
  const decided = decision(name, context, evaluate);
  return typeof decided === "string" ? decided : "unknown";
}

export function decision(node: DataNode, context: Context, evaluate: Evaluate): Decision {
  const name = nameIn(node, context, evaluate);
  if (name === undefined) return { refused: "a condition is named by a text" };
  const decided = context.refusals.get(name) ?? byName(name, context, evaluate);
  return decided;
}

function byName(name: string, context: Context, evaluate: Evaluate): Decision {
  const before = context.conditions.get(name);
  if (before === "deciding")
    return refusal(name, `the condition "${name}" refers to itself`, context);
  if (before !== undefined) return before;
  const item = itemsOf("Conditions", context, evaluate).get(name);
  if (!item) {
    if (mayDeclareMore(context.template)) return "unknown";
    return { refused: `nothing declares the condition "${name}"` };
  }
  context.conditions.set(name, "deciding");
  const inside: Context = { ...context, bindings: item.bindings, stage: "conditions" };
  const result = judged(item.entry.value, inside, evaluate);
  const refused = context.refusals.get(name);
  if (refused) return refused;
  if (typeof result !== "string") return refusal(name, result.refused, context);
  context.conditions.set(name, result);
  return result;
}

/** Said once, where the condition stands, however many ask for it. */
function refusal(name: string, refused: string, context: Context): Decision {
  const declared = context.template.sections.Conditions.get(name);
  if (declared)
    report(context, declared.keyRange, `CloudFormation refuses this condition: ${refused}.`);
  context.refusals.set(name, { refused });
  return { refused };
}

function judged(node: DataNode, context: Context, evaluate: Evaluate): Decision {
  const { budget, limits } = context;
  if (budget.depth >= limits.depth || budget.steps <= 0) return "unknown";
  budget.steps--;
  budget.depth++;
  const result = judge(node, context, evaluate);
  budget.depth--;
  return result;
}

function judge(node: DataNode, context: Context, evaluate: Evaluate): Decision {
  const call = conditionOf(node);
  if (!call) return { refused: "it is a function of conditions" };
  const parts = call.argument.kind === "array" ? call.argument.items : [];
  switch (call.name) {
    case "Condition":
      return decision(call.argument, context, evaluate);
    case "Fn::And":
    case "Fn::Or": {
      if (parts.length < 2 || parts.length > 10)
        return { refused: `${call.name} takes two to ten` };
      const truths = truthsOf(parts, context, evaluate);
      if ("refused" in truths) return truths;
      return call.name === "Fn::And" ? all(truths.of) : any(truths.of);
    }
    case "Fn::Not": {
      if (parts.length !== 1) return { refused: "Fn::Not takes one" };
      const truths = truthsOf(parts, context, evaluate);
      return "refused" in truths ? truths : not(all(truths.of));
    }
    case "Fn::Equals": {
      const [left, right] = parts;
      if (!left || !right || parts.length > 2) return { refused: "Fn::Equals takes two" };
      return equals(left, right, context, evaluate);
    }
    case "Fn::Transform":
      return "unknown";
    default:
      return { refused: `${call.name} is no function of conditions` };
  }
}

function truthsOf(
  parts: readonly DataNode[],
  context: Context,
  evaluate: Evaluate,
): { readonly of: readonly Truth[] } | { readonly refused: string } {
  const of: Truth[] = [];
  for (const part of parts) {
    const decided = judged(part, context, evaluate);
    if (typeof decided !== "string") return decided;
    of.push(decided);
  }
  return { of };
}

/** CloudFormation compares texts: the number 1 equals "1", and true equals "true". */
function equals(
  leftNode: DataNode,
  rightNode: DataNode,
  context: Context,
  evaluate: Evaluate,
): Decision {
  const left = evaluate(leftNode, context);
  const right = evaluate(rightNode, context);
  const failed = failure(left) ?? failure(right);
  if (failed) return { refused: failed };
  if (neverEqual(leftNode, right, context, evaluate)) return "no";
  if (neverEqual(rightNode, left, context, evaluate)) return "no";
  return equal(asTexts(left, context), asTexts(right, context));
}

/** The value with every scalar in it as text. */
function asTexts(value: Value, context: Context): Value {
  if (value.state !== "known" || value.value === null) return value;
  const content = value.value;
  if (typeof content === "object" && isList(content))
    return {
      ...value,
      value: { ...content, items: content.items.map((each) => asTexts(each, context)) },
    };
  if (typeof content === "object" && content.type === "dict") {
    const entries = [...content.entries].map(
      ([key, entry]) => [key, { ...entry, value: asTexts(entry.value, context) }] as const,
    );
    return { ...value, value: { ...content, entries: new Map(entries) } };
  }
  if (typeof content === "object" && isText(content)) return value;
  return { ...value, value: { type: "text", parts: partsOf(value, placeIn(context, value.at)) } };
}

function failure(value: Value): string | undefined {
  const reasons: Reason[] = [];
  if (value.state === "unknown") reasons.push(value.reason);
  if (value.state === "known" && typeof value.value === "object" && value.value?.type === "text")
    for (const part of value.value.parts) if ("hole" in part) reasons.push(part.hole);
  for (const reason of reasons) {
    if (reason.kind === "error") return reason.message;
    if (reason.kind === "undeclared") return `nothing declares "${reason.name}"`;
  }
  return undefined;
}

/** A parameter without a value still has none but its allowed values. */
function neverEqual(node: DataNode, other: Value, context: Context, evaluate: Evaluate): boolean {
  const call = intrinsicOf(node);
  if (call?.name !== "Ref") return false;
  const name = nameIn(call.argument, context, evaluate);
  const text = wholeText(other);
  if (name === undefined || text === undefined || context.bindings.has(name)) return false;
  const allowed = allowedValues(name, context);
  return allowed !== undefined && !allowed.includes(text);
}
