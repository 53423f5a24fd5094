// The functions that only the transform AWS::LanguageExtensions knows: lengths and JSON texts.

import type { Place, TextPart, Value } from "../../expressions/value.ts";
import { isDict, isList, isNum, isText, known, unknown } from "../../expressions/value.ts";
import type { DataNode } from "../../syntax/node.ts";
import type { Context } from "./context.ts";
import { charge, refuse } from "./context.ts";
import { intrinsicOf } from "./intrinsic.ts";
import { textFrom } from "./text.ts";

export function lengthOf(value: Value, at: Place): Value {
  if (value.state === "unknown") return { ...value, at };
  const content = value.state === "known" ? value.value : null;
  if (typeof content !== "object" || content === null || !isList(content))
    return refuse("Fn::Length takes a list", at);
  if (content.more) return unknown(content.more, at, value.via);
  return known({ type: "number", text: String(content.items.length) }, at, value.via);
}

/** The text keeps the value that it is the JSON of, so that a policy in it can be read and repaired. */
export function toJsonString(argument: DataNode, value: Value, at: Place, context: Context): Value {
  const isStructure = argument.kind === "object" || argument.kind === "array";
  if (!isStructure && !intrinsicOf(argument))
    return refuse("Fn::ToJsonString takes an object or a list", at);
  if (value.state === "unknown") return { ...value, at };
  const content = value.state === "known" ? value.value : null;
  if (typeof content !== "object" || content === null || !(isList(content) || isDict(content)))
    return refuse("Fn::ToJsonString takes an object or a list", at);
  const parts: TextPart[] = [];
  write(value, parts, context);
  const text = textFrom(parts, at, context.limits.text);
  if (text.state !== "known" || typeof text.value !== "object" || text.value === null) return text;
  return isText(text.value) ? { ...text, value: { ...text.value, json: value } } : text;
}

function write(value: Value, parts: TextPart[], context: Context): void {
  charge(context, 1);
  const { file, range } = value.at;
  const add = (text: string) => parts.push({ text, file, range });
  if (value.state === "absent") return;
  if (value.state === "unknown") {
    parts.push({ hole: value.reason, file, range });
    return;
  }
  const content = value.value;
  if (content === null || typeof content === "boolean") add(String(content));
  else if (isNum(content)) add(content.text);
  else if (isText(content)) {
    add('"');
    for (const part of content.parts)
      parts.push("hole" in part ? part : { ...part, text: JSON.stringify(part.text).slice(1, -1) });
    add('"');
  } else if (isList(content)) {
    add("[");
    for (const [index, item] of content.items.entries()) {
      if (index > 0) add(",");
      write(item, parts, context);
    }
    if (content.more) parts.push({ hole: content.more, file, range });
    add("]");
  } else {
    add("{");
    for (const [index, [key, entry]] of [...content.entries].entries()) {
      add(`${index > 0 ? "," : ""}${JSON.stringify(key)}:`);
      write(entry.value, parts, context);
    }
    if (content.more) parts.push({ hole: content.more, file, range });
    add("}");
  }
}
