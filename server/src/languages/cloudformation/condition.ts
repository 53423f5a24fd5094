// Decides the conditions of a template: yes, no or unknown.

import { equalTexts } from "../../expressions/compare.ts";
import type { Truth } from "../../expressions/truth.ts";
import { all, any, not } from "../../expressions/truth.ts";
import type { Value } from "../../expressions/value.ts";
import { wholeText } from "../../expressions/value.ts";
import type { DataNode } from "../../syntax/node.ts";
import type { Context, Evaluate } from "./context.ts";
import { placeIn } from "./context.ts";
import { conditionOf, intrinsicOf } from "./intrinsic.ts";
import { allowedValues } from "./parameter.ts";
import { literalText } from "./template.ts";
import { partsOf } from "./text.ts";

/** The condition of that name. One that is not declared, or refers to itself, is unknown. */
export function decide(name: string, context: Context, evaluate: Evaluate): Truth {
  const decided = context.conditions.get(name);
  if (decided === "deciding") {
    reportCycle(name, context);
    return "unknown";
  }
  if (decided !== undefined) return decided;
  const declared = context.template.sections.Conditions.get(name);
  if (!declared) return "unknown";
  context.conditions.set(name, "deciding");
  const result = truthOf(declared.value, context, evaluate);
  context.conditions.set(name, result);
  return result;
}

function truthOf(node: DataNode, context: Context, evaluate: Evaluate): Truth {
  const { budget, limits } = context;
  if (budget.depth >= limits.depth || budget.steps <= 0) return "unknown";
  budget.steps--;
  budget.depth++;
  const result = judge(node, context, evaluate);
  budget.depth--;
  return result;
}

function judge(node: DataNode, context: Context, evaluate: Evaluate): Truth {
  const call = conditionOf(node);
  if (!call) {
    const literal = literalText(node)?.toLowerCase();
    return literal === "true" ? "yes" : literal === "false" ? "no" : "unknown";
  }
  const parts = call.argument.kind === "array" ? call.argument.items : [];
  const truths = () => parts.map((part) => truthOf(part, context, evaluate));
  switch (call.name) {
    case "Condition": {
      const name = literalText(call.argument);
      return name === undefined ? "unknown" : decide(name, context, evaluate);
    }
    case "Fn::And":
      return parts.length === 0 ? "unknown" : all(truths());
    case "Fn::Or":
      return parts.length === 0 ? "unknown" : any(truths());
    case "Fn::Not":
      return parts.length === 1 ? not(all(truths())) : "unknown";
    case "Fn::Equals": {
      const [left, right] = parts;
      return left && right ? equal(left, right, context, evaluate) : "unknown";
    }
    default:
      return "unknown";
  }
}

/** CloudFormation compares texts: the number 1 equals "1", and true equals "true". */
function equal(
  leftNode: DataNode,
  rightNode: DataNode,
  context: Context,
  evaluate: Evaluate,
): Truth {
  const left = evaluate(leftNode, context);
  const right = evaluate(rightNode, context);
  if (neverEqual(leftNode, right, context) || neverEqual(rightNode, left, context)) return "no";
  if (isStructure(left) || isStructure(right)) return "unknown";
  const x = partsOf(left, placeIn(context, leftNode));
  const y = partsOf(right, placeIn(context, rightNode));
  if (x.some(isFailure) || y.some(isFailure)) return "unknown";
  return equalTexts({ type: "text", parts: x }, { type: "text", parts: y });
}

function isStructure(value: Value): boolean {
  return (
    value.state === "known" &&
    wholeText(value) === undefined &&
    partsOf(value, value.at).some(isFailure)
  );
}

function isFailure(part: object): boolean {
  return "hole" in part && (part.hole as { kind: string }).kind === "error";
}

/** A parameter without a value still has none but its allowed values. */
function neverEqual(node: DataNode, other: Value, context: Context): boolean {
  const call = intrinsicOf(node);
  const name = call?.name === "Ref" ? literalText(call.argument) : undefined;
  const text = wholeText(other);
  if (name === undefined || text === undefined) return false;
  const allowed = allowedValues(name, context);
  return allowed !== undefined && !allowed.includes(text);
}

function reportCycle(name: string, context: Context): void {
  const declared = context.template.sections.Conditions.get(name);
  if (!declared) return;
  context.problems.push({
    id: "analysis/not-analysed",
    file: context.template.file,
    range: declared.keyRange,
    message: `The condition "${name}" refers to itself.`,
  });
}
