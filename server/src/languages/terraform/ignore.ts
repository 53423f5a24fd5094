// Where the comment stands that ignores a policy, and the ignores that Terraform JSON holds.

import type { Expression } from "../../expressions/expression.ts";
import { readJson } from "../../syntax/json/json.ts";
import { writeJson } from "../../syntax/json/write.ts";
import type { DataNode, ObjectNode } from "../../syntax/node.ts";
import type { Edit, Range } from "../../text/range.ts";
import { contains } from "../../text/range.ts";
import type { SourceFile } from "../../text/source-file.ts";
import type { WrittenIgnore } from "../language.ts";
import { treeOf } from "./file.ts";
import type { Body } from "./syntax/tree.ts";
import { indentAt, lineStart } from "./write/lines.ts";
import { styleOf } from "./write/render.ts";

interface Ignore {
  readonly policy: string;
  readonly until: string;
  readonly reason: string;
}

export function ignoreEdits(
  file: SourceFile,
  range: Range,
  ignore: Ignore,
): readonly Edit[] | undefined {
  if (file.path.endsWith(".json")) return inJson(file, range, commentText(ignore));
  const { text } = file;
  const start = outsideOfStrings(treeOf(file).body, lineStart(text, range.start), text);
  const indent = indentAt(text, text.length > start ? firstCharacter(text, start) : start);
  const line = `${indent}# ${commentText(ignore)}${styleOf(text).lineEnd}`;
  return [{ file: file.path, range: { start, end: start }, text: line }];
}

function commentText(ignore: Ignore): string {
  return `msplint:ignore ${ignore.policy} until=${ignore.until} reason="${oneLine(ignore.reason)}"`;
}

/** The words stand between quotes on one line. */
function oneLine(words: string): string {
  return words.replaceAll('"', "'").replace(/\s+/g, " ");
}

function firstCharacter(text: string, start: number): number {
  let end = start;
  while (text.charCodeAt(end) === 32 || text.charCodeAt(end) === 9) end++;
  return end;
}

/** The start of the line; of the first line of the string if the line stands inside of one. */
function outsideOfStrings(body: Body, line: number, text: string): number {
  const string = stringAround(body, line);
  return string === undefined ? line : lineStart(text, string);
}

/** The start of the outermost string that is open where the line starts. */
function stringAround(body: Body, offset: number): number | undefined {
  for (const block of body.blocks) {
    if (block.range.start < offset && offset < block.range.end)
      return stringAround(block.body, offset);
  }
  for (const attribute of body.attributes) {
    if (attribute.range.start < offset && offset < attribute.range.end)
      return stringIn(attribute.value, offset);
  }
  return undefined;
}

function stringIn(value: Expression, offset: number): number | undefined {
  if (!(value.range.start < offset && offset < value.range.end)) return undefined;
  if (value.kind === "template") return value.range.start;
  for (const part of partsOf(value)) {
    const found = stringIn(part, offset);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The expressions right below another that is no string. */
function partsOf(value: Expression): readonly Expression[] {
  switch (value.kind) {
    case "list":
      return value.items;
    case "dict":
      return value.entries.map((entry) => (entry.kind === "entry" ? entry.value : entry));
    case "call":
      return value.arguments;
    case "conditional":
      return [value.condition, value.then, value.otherwise];
    case "binary":
      return [value.left, value.right];
    case "for":
      return [
        value.collection,
        ...(value.key ? [value.key] : []),
        value.value,
        ...(value.condition ? [value.condition] : []),
      ];
    case "index":
      return [value.of, value.index];
    case "unary":
      return [value.operand];
    case "member":
    case "splat":
    case "spread":
      return [value.of];
    case "template":
    case "literal":
    case "name":
    case "lambda":
    case "directive":
    case "missing":
      return [];
  }
}

/** The strings of a file that go over several lines. */
export function heredocs(file: SourceFile): readonly Range[] {
  if (file.path.endsWith(".json")) return [];
  const found: Range[] = [];
  const bodies: Body[] = [treeOf(file).body];
  for (let body = bodies.pop(); body; body = bodies.pop()) {
    for (const block of body.blocks) bodies.push(block.body);
    const pending = body.attributes.map((attribute) => attribute.value);
    for (let value = pending.pop(); value; value = pending.pop()) {
      if (value.kind === "template" && value.form === "heredoc") found.push(value.range);
      for (const part of partsOf(value)) pending.push(part);
    }
  }
  return found;
}

/** Terraform reads no `"//"` member; it goes into the innermost object around the range. */
function inJson(file: SourceFile, range: Range, comment: string): readonly Edit[] | undefined {
  const { root } = readJson(file.text);
  const object = objectAround(root, range);
  if (!object || object.entries.some((entry) => entry.key === "//")) return undefined;
  const value = { is: "scalar", value: comment } as const;
  const edits = writeJson(file.text, root, [
    { at: object.range, operation: { is: "set", path: ["//"], value } },
  ]);
  return edits?.map((edit) => ({ file: file.path, ...edit }));
}

/** The body of the block around the range: below the type and the labels. */
function objectAround(root: DataNode, range: Range): ObjectNode | undefined {
  let found: ObjectNode | undefined;
  let node: DataNode | undefined = root;
  for (let depth = 0; node; depth++) {
    if (node.kind === "object") {
      if (depth >= 2) found = node;
      node = node.entries.find((entry) => contains(entry.range, range))?.value;
      if (depth >= 3) break;
    } else if (node.kind === "array") {
      node = node.items.find((item) => contains(item.range, range));
      depth--;
    } else break;
  }
  return found;
}

const pattern = /^msplint:ignore\s+(\S+)/;
const untilPattern = /\buntil=(\S+)/;
const reasonPattern = /\breason="([^"]*)"/;

/** Ignores in `"//"` members; comments of HCL are read by whoever reads comments of all languages. */
export function writtenIgnores(file: SourceFile): readonly WrittenIgnore[] {
  if (!file.path.endsWith(".json") || !file.text.includes("msplint:ignore")) return [];
  const found: WrittenIgnore[] = [];
  const pending: DataNode[] = [readJson(file.text).root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.kind === "array") pending.push(...node.items);
    if (node.kind !== "object") continue;
    for (const entry of node.entries) {
      pending.push(entry.value);
      if (entry.key !== "//" || entry.value.kind !== "string") continue;
      const policy = pattern.exec(entry.value.value)?.[1];
      if (policy === undefined) continue;
      const until = untilPattern.exec(entry.value.value)?.[1];
      const reason = reasonPattern.exec(entry.value.value)?.[1];
      found.push({
        file: file.path,
        range: entry.value.range,
        covers: node.range,
        policy,
        ...(until === undefined ? {} : { until }),
        ...(reason === undefined ? {} : { reason }),
      });
    }
  }
  return found;
}
