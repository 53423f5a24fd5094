// Functions between values and their JSON text.

import { laterDict, laterList } from "../../../expressions/later.ts";
import { marked } from "../../../expressions/marks.ts";
import { normalized } from "../../../expressions/normal-form.ts";
import type {
  Dict,
  Entry,
  List,
  Text,
  TextPart,
  Trail,
  Value,
} from "../../../expressions/value.ts";
import { isText, through, wholeText } from "../../../expressions/value.ts";
import { weightOf } from "../../../expressions/weight.ts";
import { shortestDecimal } from "../../../expressions/wide-number.ts";
import { jsonOf } from "../../../model/document.ts";
import { jsonTextValue } from "../../../model/json-text.ts";
import { readJson } from "../../../syntax/json/json.ts";
import { sameRange } from "../../../text/range.ts";
import { jsonText } from "../json-text.ts";
import type { Call, TerraformFunction } from "./call.ts";
import { failed, hiddenBy } from "./call.ts";

export const encodingFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["jsonencode", (call) => hiddenBy([call.argument(0)], jsonText(call.argument(0), call.at))],
  ["jsondecode", jsonDecode],
];

function jsonDecode(call: Call): Value {
  const text = call.argument(0);
  const value = decoded(text);
  return value ? through(marked(value, [text])) : failed(call, "this is not JSON");
}

/** By the parts of a text: a file that every instance of a module decodes has the same ones. */
const decodings = new WeakMap<
  object,
  { readonly text: Value; readonly value: Value | undefined }
>();

/** Undefined: the text is no JSON. */
function decoded(text: Value): Value | undefined {
  const written =
    text.state === "known" && text.value !== null && isText(text.value) && !text.value.json
      ? text.value
      : undefined;
  const before = written && decodings.get(written.parts);
  if (before && sameWay(before.text, text)) return before.value;
  const value = read(text, written);
  if (written) decodings.set(written.parts, { text, value });
  return value;
}

function read(text: Value, written: Text | undefined): Value | undefined {
  const whole = wholeText(text);
  if (whole === undefined) return settled(jsonOf(text));
  if (!isStrict(whole)) return undefined;
  const tree = readJson(whole);
  if (tree.problems.length > 0) return undefined;
  return settled(written ? jsonTextValue(written, text.at, text.via, tree) : jsonOf(text));
}

/** The values in a text keep the way that it came by. */
function sameWay(a: Value, b: Value): boolean {
  return (
    a.at.file === b.at.file &&
    sameRange(a.at.range, b.at.range) &&
    a.via.length === b.via.length &&
    a.via.every((step, index) => sameStep(step, b.via[index]))
  );
}

function sameStep(a: Trail, b: Trail | undefined): boolean {
  return (
    a === b ||
    (b !== undefined &&
      a.label === b.label &&
      a.at.file === b.at.file &&
      sameRange(a.at.range, b.at.range))
  );
}

/** Without comments, commas at an end and all else that a reader of files forgives. */
function isStrict(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Numbers and texts as Terraform holds them. */
function settled(value: Value, depth = 0): Value {
  if (value.state !== "known" || value.value === null || typeof value.value !== "object")
    return value;
  const content = value.value;
  if (depth > deepest) return value;
  switch (content.type) {
    case "number":
      return {
        ...value,
        value: { ...content, text: shortestDecimal(content.text) ?? content.text },
      };
    case "text":
      return { ...value, value: { ...content, parts: wellFormed(content.parts) } };
    case "list":
    case "dict":
      return { ...value, value: settledLater(content, weightOf(value), depth) };
  }
}

/** Most of what is decoded is never looked at. */
function settledLater(content: List | Dict, weight: number, depth: number): List | Dict {
  const rest = { weight, ...(content.more ? { more: content.more } : {}) };
  if (content.type === "list")
    return laterList(() => content.items.map((item) => settled(item, depth + 1)), rest);
  const entries = () =>
    new Map(
      [...content.entries].map(([name, entry]): [string, Entry] => [
        name,
        { ...entry, value: settled(entry.value, depth + 1) },
      ]),
    );
  return laterDict(entries, rest);
}

const deepest = 200;
const surrogate = /[\ud800-\udfff]/;

/** Halves of characters that stand in two escapes come together; those that stand alone are replaced. */
function wellFormed(parts: readonly TextPart[]): readonly TextPart[] {
  if (!parts.some((part) => "text" in part && surrogate.test(part.text))) return normalized(parts);
  const [first] = parts;
  if (!first || parts.some((part) => "hole" in part)) return normalized(parts);
  const text = parts.map((part) => ("text" in part ? part.text : "")).join("");
  const last = parts.at(-1) ?? first;
  const range = { start: first.range.start, end: last.range.end };
  return normalized([{ text: text.replace(loneSurrogate, "\ufffd"), file: first.file, range }]);
}

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The value behind a JSON text; any other value as it is. */
export const jsonValue: (value: Value) => Value = jsonOf;
