// Whether a parameter's value breaks what the template demands of it; patterns are not run.

import type { Value } from "../../expressions/value.ts";
import { items, wholeText } from "../../expressions/value.ts";
import type { DataNode } from "../../syntax/node.ts";
import { literalText, memberOf } from "./template.ts";

/** What is wrong, to be put behind the parameter's name; undefined where nothing is, or nothing is known. */
export function brokenConstraint(
  declared: DataNode,
  type: string,
  value: Value,
): string | undefined {
  if (value.state !== "known") return undefined;
  for (const item of items(value)) {
    const text = wholeText(item);
    if (text === undefined) continue;
    const broken = brokenBy(text, declared, type);
    if (broken !== undefined) return broken;
  }
  return undefined;
}

function brokenBy(text: string, declared: DataNode, type: string): string | undefined {
  const member = (name: string) => memberOf(declared, name)?.value;
  const number = (name: string) => {
    const written = literalText(member(name));
    return written === undefined || !numberPattern.test(written) ? undefined : Number(written);
  };
  const isNumeric = type === "Number" || type === "List<Number>";
  if (isNumeric && !numberPattern.test(text)) return "takes numbers only";
  const allowed = member("AllowedValues");
  if (allowed?.kind === "array") {
    const texts = allowed.items.map(literalText);
    if (texts.every((each) => each !== undefined) && !texts.includes(text))
      return "has a value that is not among its AllowedValues";
  }
  if (isNumeric) {
    if (Number(text) < (number("MinValue") ?? Number.NEGATIVE_INFINITY)) return "is too small";
    if (Number(text) > (number("MaxValue") ?? Number.POSITIVE_INFINITY)) return "is too large";
    return undefined;
  }
  if (text.length < (number("MinLength") ?? 0)) return "is too short";
  if (text.length > (number("MaxLength") ?? Number.POSITIVE_INFINITY)) return "is too long";
  return undefined;
}

const numberPattern = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;
