// Values to JSON text and back, as `string()` and `json()` do it. Knows no files.

import { type Scope, textParts } from "../../expressions/evaluate.ts";
import type { Entry, Place, TextPart, Trail, Value } from "../../expressions/value.ts";
import { effective, isDict, isList, isText, known, unknown } from "../../expressions/value.ts";
import { readJson } from "../../syntax/json/json.ts";
import type { DataNode } from "../../syntax/node.ts";
import { hole, made } from "./text.ts";

/**
 * The JSON form of a value, with holes where it is not known. Values may be shared many times over,
 * so the parts are counted and the rest is cut off as a hole.
 */
export function jsonText(
  value: Value,
  scope: Pick<Scope, "rules" | "limits">,
): readonly TextPart[] {
  const parts: TextPart[] = [];
  write(value, scope, parts, 0);
  return parts;
}

function write(
  value: Value,
  scope: Pick<Scope, "rules" | "limits">,
  parts: TextPart[],
  depth: number,
): void {
  const decided = effective(value);
  const { at } = decided;
  const open = (text: string) => parts.push(made(text, at));
  if (tooLong(parts, scope) || depth > scope.limits.depth) {
    const last = parts.at(-1);
    if (!last || !("hole" in last))
      parts.push(hole({ kind: "limit", what: "size of a JSON text" }, at));
  } else if (decided.state === "unknown") parts.push(hole(decided.reason, at));
  else if (decided.state === "absent" || decided.value === null) open("null");
  else if (typeof decided.value === "boolean") open(String(decided.value));
  else if (isText(decided.value)) {
    open('"');
    for (const part of textParts(decided, scope)) {
      parts.push("hole" in part ? part : { ...part, text: JSON.stringify(part.text).slice(1, -1) });
    }
    open('"');
  } else if (isList(decided.value)) {
    open("[");
    for (const [index, item] of decided.value.items.entries()) {
      if (tooLong(parts, scope)) break;
      if (index > 0) open(",");
      write(item, scope, parts, depth + 1);
    }
    if (decided.value.more) parts.push(hole(decided.value.more, at));
    open("]");
  } else if (isDict(decided.value)) {
    open("{");
    let separator = "";
    for (const [key, entry] of decided.value.entries) {
      if (tooLong(parts, scope)) break;
      open(`${separator}${JSON.stringify(key)}:`);
      separator = ",";
      write(entry.value, scope, parts, depth + 1);
    }
    if (decided.value.more) parts.push(hole(decided.value.more, at));
    open("}");
  } else open(decided.value.text);
}

function tooLong(parts: readonly TextPart[], scope: Pick<Scope, "limits">): boolean {
  return parts.length > scope.limits.text;
}

/** The value of a JSON text; everything in it stands where the text stands. Undefined: no JSON. */
export function valueOfJson(text: string, at: Place, via: readonly Trail[]): Value | undefined {
  const tree = readJson(text);
  if (tree.problems.length > 0) return undefined;
  return { ...fromNode(tree.root, at), via };
}

function fromNode(node: DataNode, at: Place): Value {
  switch (node.kind) {
    case "object": {
      const entries = new Map<string, Entry>();
      for (const each of node.entries)
        entries.set(each.key, { value: fromNode(each.value, at), key: at });
      return known({ type: "dict", entries }, at);
    }
    case "array":
      return known({ type: "list", items: node.items.map((item) => fromNode(item, at)) }, at);
    case "string":
      return known({ type: "text", parts: [made(node.value, at)] }, at);
    case "number":
      return known({ type: "number", text: node.raw }, at);
    case "boolean":
      return known(node.value, at);
    case "null":
      return known(null, at);
    default:
      return unknown({ kind: "missing" }, at);
  }
}
