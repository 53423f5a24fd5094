// Values to JSON text and back, as `string()` and `json()` do it. Knows no files.

import { type Scope, textParts } from "../../expressions/evaluate.ts";
import type { Entry, Place, Reason, TextPart, Trail, Value } from "../../expressions/value.ts";
import { effective, isDict, isList, isText, known, unknown } from "../../expressions/value.ts";
import { readJson } from "../../syntax/json/json.ts";
import type { DataNode } from "../../syntax/node.ts";
import { defaultLimits } from "../../text/limits.ts";
import { hole, made } from "./text.ts";

/**
 * The JSON form of a value, with holes where it is not known. Values may be shared many times over
 * and escapes double at each level, so the length is counted and the rest is cut off as a hole.
 */
export function jsonText(
  value: Value,
  scope: Pick<Scope, "rules" | "limits">,
): readonly TextPart[] {
  const writer: Writer = { parts: [], scope, left: scope.limits.text, quote: '"' };
  write(value, writer, 0);
  return writer.parts;
}

/** The form of a list or an object in another string: its JSON, with single quotes. */
export function quotedText(value: Value, scope: Pick<Scope, "rules">): readonly TextPart[] {
  const { text } = defaultLimits;
  const writer: Writer = {
    parts: [],
    scope: { rules: scope.rules, limits: defaultLimits },
    left: text,
    quote: "'",
  };
  write(value, writer, 0);
  return writer.parts;
}

interface Writer {
  readonly parts: TextPart[];
  readonly scope: Pick<Scope, "rules" | "limits">;
  left: number;
  readonly quote: Quote;
}

type Quote = "'" | '"';

function write(value: Value, writer: Writer, depth: number): void {
  const decided = effective(value);
  const { at } = decided;
  if (writer.left <= 0) return;
  if (depth > writer.scope.limits.depth) return put(writer, hole(tooLarge, at));
  if (decided.state === "unknown") return put(writer, hole(decided.reason, at));
  if (decided.state === "absent" || decided.value === null) return put(writer, made("null", at));
  const { value: content } = decided;
  if (typeof content === "boolean") return put(writer, made(String(content), at));
  if (isText(content)) {
    put(writer, made(writer.quote, at));
    for (const part of textParts(decided, writer.scope)) {
      const isLong = !("hole" in part) && part.text.length > writer.left;
      if (isLong) put(writer, hole(tooLarge, at));
      else put(writer, "hole" in part ? part : { ...part, text: escaped(part.text, writer.quote) });
    }
    return put(writer, made(writer.quote, at));
  }
  if (isList(content)) {
    put(writer, made("[", at));
    for (const [index, item] of content.items.entries()) {
      if (writer.left <= 0) break;
      if (index > 0) put(writer, made(",", at));
      write(item, writer, depth + 1);
    }
    if (content.more) put(writer, hole(content.more, at));
    return put(writer, made("]", at));
  }
  if (isDict(content)) {
    put(writer, made("{", at));
    let separator = "";
    for (const [key, entry] of content.entries) {
      if (writer.left <= 0) break;
      put(writer, made(`${separator}${quoted(key, writer.quote)}:`, at));
      separator = ",";
      write(entry.value, writer, depth + 1);
    }
    if (content.more) put(writer, hole(content.more, at));
    return put(writer, made("}", at));
  }
  return put(writer, made(content.text, at));
}

const tooLarge: Reason = { kind: "limit", what: "size of a JSON text" };

function put(writer: Writer, part: TextPart): void {
  if (writer.left <= 0) return;
  writer.left -= "hole" in part ? 1 : part.text.length + 1;
  const place = { file: part.file, range: part.range };
  writer.parts.push(writer.left > 0 ? part : hole(tooLarge, place));
}

function escaped(text: string, quote: Quote): string {
  const inside = JSON.stringify(text).slice(1, -1);
  return quote === '"' ? inside : inside.replaceAll('\\"', '"').replaceAll("'", "\\'");
}

function quoted(text: string, quote: Quote): string {
  return quote + escaped(text, quote) + quote;
}

/** The value of a JSON text; everything in it stands where the text stands. Undefined: no JSON. */
export function valueOfJson(text: string, at: Place, via: readonly Trail[]): Value | undefined {
  const tree = readJson(text);
  const read = tree.problems.length === 0 ? tree : readJson(strict(text));
  if (read.problems.length > 0) return undefined;
  return { ...fromNode(read.root, at), via };
}

/** A string, a name without quotes in front of a colon, or any other character. */
const token = /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|([A-Za-z_$][\w$]*)(?=\s*:)|[^]/g;

/** Azure also takes single quotes, and keys without any. */
function strict(text: string): string {
  return text.replace(token, (part: string, name: string | undefined) => {
    if (name !== undefined) return JSON.stringify(name);
    if (!part.startsWith("'") || part.length === 1) return part;
    return `"${part.slice(1, -1).replaceAll("\\'", "'").replaceAll('"', '\\"')}"`;
  });
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
