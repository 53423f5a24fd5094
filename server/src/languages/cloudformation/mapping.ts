// `Fn::FindInMap`: a value of the section Mappings, by three names.

import type { Place, Value } from "../../expressions/value.ts";
import { chosenBy, through, unknown, wholeText } from "../../expressions/value.ts";
import type { DataNode } from "../../syntax/node.ts";
import { decimalOf } from "../../syntax/yaml/number.ts";
import type { Context, Evaluate } from "./context.ts";
import { refuse } from "./context.ts";
import { argumentsOf } from "./intrinsic.ts";
import { keyText } from "./loops.ts";
import { literal } from "./parameter.ts";
import { hasLanguageExtensions, mayDeclareMore, memberOf } from "./template.ts";

export function findInMap(
  argument: DataNode,
  at: Place,
  context: Context,
  evaluate: Evaluate,
): Value {
  const [mapNode, topNode, secondNode, options, ...rest] = argumentsOf(argument);
  const isTooLong = rest.length > 0 || (options && !hasLanguageExtensions(context.template));
  if (!mapNode || !topNode || !secondNode || isTooLong)
    return refuse("Fn::FindInMap takes a map and two keys", at);
  const names: string[] = [];
  for (const node of [mapNode, topNode, secondNode]) {
    const value = evaluate(node, context);
    const name = wholeText(value);
    if (name === undefined) return notNamed(value, at);
    names.push(name);
  }
  const [map = "", top = "", second = ""] = names;
  const first = context.template.sections.Mappings.get(map)?.value;
  const under = includes(first) ? first : memberOf(first, top)?.value;
  if (
    includes(memberOf(context.template.root, "Mappings")?.value) ||
    includes(first) ||
    includes(under)
  )
    return unknown({ kind: "function", name: "Fn::Transform" }, at);
  if (first && first.kind !== "object") return refuse(`the mapping "${map}" is no map`, at);
  const numeric = numericKeyIn(first);
  if (numeric)
    return refuse(`the key ${numeric} of the mapping "${map}" is a number, not a text`, at);
  const found = memberOf(under, second);
  if (found) {
    const value = literal(found.value, context.template.file);
    return through(value, { kind: "local", at, label: `mapping ${keyText(map, context)}` });
  }
  const fallback = memberOf(options, "DefaultValue")?.value;
  if (fallback) return evaluate(fallback, context);
  if (!first && mayDeclareMore(context.template))
    return unknown({ kind: "function", name: "Fn::Transform" }, at);
  return refuse(`the mapping has nothing for ${names.join(", ")}`, at);
}

/** The service takes texts as keys only: an account id has to stand in quotes. */
function numericKeyIn(map: DataNode | undefined): string | undefined {
  if (map?.kind !== "object" || map.flow) return undefined;
  return map.entries.find(
    ({ key, keyRange }) =>
      keyRange.end - keyRange.start === key.length && decimalOf(key) !== undefined,
  )?.key;
}

/** A part of the section that a macro or an include brings. */
function includes(node: DataNode | undefined): boolean {
  return node?.tag?.name === "!Transform" || memberOf(node, "Fn::Transform") !== undefined;
}

function notNamed(value: Value, at: Place): Value {
  if (value.state === "unknown") return unknown(chosenBy(value.reason), at, value.via);
  if (value.state === "known" && typeof value.value === "object" && value.value?.type === "text") {
    const hole = value.value.parts.find((part) => "hole" in part);
    if (hole && "hole" in hole) return unknown(chosenBy(hole.hole), at, value.via);
  }
  return refuse("Fn::FindInMap takes texts as keys", at);
}
