// The intrinsic functions of CloudFormation; adding one is a case here.

import type { Place, Value } from "../../expressions/value.ts";
import { textValue, unknown, wholeText } from "../../expressions/value.ts";
import type { DataNode } from "../../syntax/node.ts";
import { decision } from "./condition.ts";
import type { Context, Evaluate } from "./context.ts";
import { refuse } from "./context.ts";
import { either } from "./either.ts";
import { lengthOf, toJsonString } from "./extensions.ts";
import type { Intrinsic } from "./intrinsic.ts";
import { argumentsOf } from "./intrinsic.ts";
import { base64, cidr, join, select, split } from "./list-functions.ts";
import { findInMap } from "./mapping.ts";
import { nameIn } from "./names.ts";
import { attribute, reference } from "./references.ts";
import { substitute } from "./substitute.ts";
import { hasLanguageExtensions } from "./template.ts";

export function call(
  { name, argument, isTag }: Intrinsic,
  at: Place,
  context: Context,
  evaluate: Evaluate,
): Value {
  // A tag with nothing behind it has the empty text, which names nothing but may stand as a text.
  if (argument.kind === "missing")
    return isTag && takesText.has(name) ? textValue("", at) : unknown({ kind: "missing" }, at);
  switch (name) {
    case "Ref": {
      const named = nameIn(argument, context, evaluate);
      return named === undefined
        ? refuse("Ref takes a name", at)
        : reference(named, at, context, evaluate);
    }
    case "Fn::Sub":
      return substitute(argument, at, context, evaluate, (named, place) =>
        look(named, place, context, evaluate),
      );
    case "Fn::GetAtt":
      return getAtt(argument, at, context, evaluate);
    case "Fn::If":
      return choose(argument, at, context, evaluate);
    case "Fn::Join":
      return join(argument, at, context, evaluate);
    case "Fn::Select":
      return select(argument, at, context, evaluate);
    case "Fn::Split":
      return split(argument, at, context, evaluate);
    case "Fn::Base64":
      return base64(argument, at, context, evaluate);
    case "Fn::Cidr":
      return cidr(argument, at, context, evaluate);
    case "Fn::FindInMap":
      return findInMap(argument, at, context, evaluate);
    case "Fn::ImportValue": {
      const exported = wholeText(evaluate(argument, context));
      const source = exported === undefined ? "an export" : `the export ${exported}`;
      return unknown({ kind: "data", name: source }, at);
    }
    case "Fn::GetAZs":
      return unknown({ kind: "data", name: "Fn::GetAZs" }, at);
    case "Fn::Transform":
      return unknown({ kind: "function", name }, at);
    case "Fn::Length":
    case "Fn::ToJsonString": {
      if (!hasLanguageExtensions(context.template))
        return refuse(`${name} needs the transform AWS::LanguageExtensions`, at);
      const value = evaluate(argument, context);
      return name === "Fn::Length"
        ? lengthOf(value, at)
        : toJsonString(argument, value, at, context);
    }
    default:
      // A tool that runs before the service has functions of its own, such as `Fn::Rain::Embed`.
      if (name.split("::").length > 2) return unknown({ kind: "function", name }, at);
      return conditional.has(name)
        ? refuse(`${name} works in conditions only`, at)
        : refuse(`there is no function ${name}`, at);
  }
}

const takesText = new Set(["Fn::Base64", "Fn::Sub"]);

const conditional = new Set(["Condition", "Fn::And", "Fn::Or", "Fn::Not", "Fn::Equals"]);

/** A name in `Fn::Sub`: with a dot it is a resource and its attribute. */
function look(name: string, at: Place, context: Context, evaluate: Evaluate): Value {
  const dot = name.indexOf(".");
  if (dot < 0) return reference(name, at, context, evaluate);
  return attribute(name.slice(0, dot), name.slice(dot + 1), at, context, evaluate);
}

function getAtt(argument: DataNode, at: Place, context: Context, evaluate: Evaluate): Value {
  if (argument.kind === "array") {
    const [id, ...names] = argument.items.map((item) => nameIn(item, context, evaluate));
    if (id === undefined) return refuse("Fn::GetAtt takes the id of a resource", at);
    const parts = names.filter((name) => name !== undefined);
    // The attribute may be a function, which is then not known by its name.
    if (names.length > 0 && parts.length < names.length)
      return unknown({ kind: "function", name: "Fn::GetAtt" }, at);
    return parts.length > 0
      ? attribute(id, parts.join("."), at, context, evaluate)
      : refuse("Fn::GetAtt takes a resource and an attribute", at);
  }
  const written = nameIn(argument, context, evaluate);
  if (written?.includes(".")) return look(written, at, context, evaluate);
  return refuse("Fn::GetAtt takes a resource and an attribute", at);
}

function choose(argument: DataNode, at: Place, context: Context, evaluate: Evaluate): Value {
  const [condition, then, otherwise, ...rest] = argumentsOf(argument);
  if (!condition || !then || !otherwise || rest.length > 0)
    return refuse("Fn::If takes a condition and two values", at);
  const decided = decision(condition, context, evaluate);
  if (typeof decided !== "string") return refuse(decided.refused, at);
  if (decided !== "unknown") return evaluate(decided === "yes" ? then : otherwise, context);
  return either(evaluate(then, context), evaluate(otherwise, context), at);
}
