// Evaluates one expression of Terraform in a module and writes the value in few words.

import { evaluate } from "../../../src/expressions/evaluate.ts";
import type { Value } from "../../../src/expressions/value.ts";
import { effective, isDict, isList, isNum, isText, shape } from "../../../src/expressions/value.ts";
import { contextOf } from "../../../src/languages/terraform/evaluation.ts";
import { collect } from "../../../src/languages/terraform/module.ts";
import { defaultLimits } from "../../../src/text/limits.ts";

export function valueOf(expression: string, declarations = ""): Value {
  const text = `${declarations}\nlocals {\n  result = ${expression}\n}\n`;
  const module = collect(["main.tf"], new Map([["main.tf", { path: "main.tf", text }]]));
  const attribute = module.locals.get("result")?.attribute;
  if (!attribute) throw new Error(`no expression: ${expression}`);
  return evaluate(attribute.value, contextOf(module, new Map(), defaultLimits).scope("main.tf"));
}

/** `1`, `"a${?}"`, `[1,2]`, `list[1]`, `set[1]`, `{a=1}`, `map{a=1}`, `?error`; a secret ends in `!`. */
export function words(value: Value): string {
  return `${plain(effective(value))}${value.sensitive ? "!" : ""}`;
}

function plain(value: Value): string {
  if (value.state === "unknown") return `?${value.reason.kind}`;
  if (value.state === "absent") return "absent";
  const content = value.value;
  if (content === null || typeof content === "boolean") return String(content);
  if (isNum(content)) return content.text;
  if (isText(content)) return JSON.stringify(shape(content));
  const rest = content.more ? ["…"] : [];
  if (isList(content)) {
    const kind = content.set ? "set" : content.uniform ? "list" : "";
    return `${kind}[${[...content.items.map(words), ...rest].join(",")}]`;
  }
  if (!isDict(content)) return "";
  const entries = [...content.entries].map(([key, entry]) => `${key}=${words(entry.value)}`);
  return `${content.uniform ? "map" : ""}{${[...entries, ...rest].join(",")}}`;
}
