// Writes into JSON or YAML that stands in a string of a template: a policy, or the template of a stack set.

import { readJson } from "../../syntax/json/json.ts";
import { findNode, type JsonChange, type JsonEdit, writeJson } from "../../syntax/json/write.ts";
import type { NewValue } from "../../syntax/new-value.ts";
import type { DataNode, StringNode } from "../../syntax/node.ts";
import { columnOf } from "../../syntax/yaml/layout.ts";
import { writeYaml } from "../../syntax/yaml/write.ts";
import { readYaml } from "../../syntax/yaml/yaml.ts";
import { contains, type Range } from "../../text/range.ts";

/** A string that something is written in. */
export interface Container {
  readonly node: StringNode;
  /** Its `${}` are names: it is an argument of `Fn::Sub`. */
  readonly isSub: boolean;
}

/** The string around a range, where the range is a part of it. */
export function containerOf(root: DataNode, range: Range): Container | undefined {
  let node = root;
  let isSub = false;
  for (;;) {
    if (node.tag) isSub = node.tag.name === "!Sub";
    if (node.kind === "string") {
      const isPart = node.range.start < range.start || range.end < node.range.end;
      return isPart && contains(node.range, range) ? { node, isSub } : undefined;
    }
    const items: readonly DataNode[] = node.kind === "array" ? node.items : [];
    const entry =
      node.kind === "object"
        ? node.entries.find((each) => contains(each.value.range, range))
        : undefined;
    const next = entry?.value ?? items.find((item) => contains(item.range, range));
    if (!next) return undefined;
    // The string is the argument itself or the first of two.
    if (entry) isSub = entry.key === "Fn::Sub";
    else if (next !== items[0]) isSub = false;
    node = next;
  }
}

/** A parameter as it stands inside the string; undefined where it cannot be named there. */
export function referenceIn({ node, isSub }: Container, name: string): NewValue | undefined {
  const becomesSub = !isSub && !node.tag && !node.value.includes("${");
  if (!isJsonText(node.value) || !(isSub || becomesSub)) return undefined;
  return { is: "rendered", text: `"\${${name}}"` };
}

/** The edits of the file's text for changes in one string; undefined where one cannot be made. */
export function writeInString(
  text: string,
  { node, isSub }: Container,
  changes: readonly JsonChange[],
  namesParameters: boolean,
  isJsonFile: boolean,
): readonly JsonEdit[] | undefined {
  const decoded = decode(node);
  const isJson = isJsonText(node.value);
  const encode = encoder(text, node, isJson);
  if (!encode) return undefined;
  const inner: JsonChange[] = [];
  for (const change of changes) {
    const at = inDecoded(decoded, change.at);
    if (!at) return undefined;
    inner.push({ ...change, at });
  }
  const { root, problems } = isJson ? readJson(node.value) : readYaml(node.value);
  if (problems.length > 0 || inner.some(({ at }) => !findNode(root, at))) return undefined;
  const options = { wrapsSingleValues: true, textsGiveWay: true };
  const write = isJson ? writeJson : writeYaml;
  const written = write(node.value, root, inner, options);
  if (!written) return undefined;
  const edits: JsonEdit[] = [];
  for (const edit of written) {
    const range = inSource(decoded, edit.range);
    const encoded = encode(edit.text);
    if (!range || encoded === undefined) return undefined;
    edits.push({ range, text: encoded });
  }
  if (!namesParameters || isSub) return edits;
  const { start, end } = node.range;
  return isJsonFile
    ? [
        { range: { start, end: start }, text: '{ "Fn::Sub": ' },
        ...edits,
        { range: { start: end, end }, text: " }" },
      ]
    : [{ range: { start, end: start }, text: "!Sub " }, ...edits];
}

function isJsonText(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

/** Where each character of the string is written. */
interface Decoded {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

function decode(node: StringNode): Decoded {
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { text, range } of node.pieces) {
    const isMapped = range.end - range.start === text.length;
    for (let offset = 0; offset < text.length; offset++) {
      starts.push(isMapped ? range.start + offset : range.start);
      ends.push(isMapped ? range.start + offset + 1 : range.end);
    }
  }
  return { starts, ends };
}

function inDecoded({ starts, ends }: Decoded, range: Range): Range | undefined {
  const start = starts.indexOf(range.start);
  const last = ends.lastIndexOf(range.end);
  return start >= 0 && last >= start ? { start, end: last + 1 } : undefined;
}

function inSource({ starts, ends }: Decoded, range: Range): Range | undefined {
  const start = range.end > range.start ? starts[range.start] : ends[range.start - 1];
  const end = range.end > range.start ? ends[range.end - 1] : start;
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** How new text is written in the string's own style; undefined where it cannot be. */
function encoder(
  text: string,
  node: StringNode,
  isJson: boolean,
): ((written: string) => string | undefined) | undefined {
  switch (node.style) {
    case "double":
      return (written) => JSON.stringify(written).slice(1, -1);
    case "single":
      // A line end in quotes is read as a blank.
      return (written) => (written.includes("\n") ? undefined : written.replaceAll("'", "''"));
    case "block": {
      const first = node.pieces.find((piece) => piece.text.trim() !== "");
      // In a folded scalar line ends are blanks, which JSON alone does not mind.
      const isLiteral = /[|>]/.exec(text.slice(node.range.start, first?.range.start))?.[0] === "|";
      if (!first || !(isJson || isLiteral)) return undefined;
      const indent = " ".repeat(columnOf(text, first.range.start));
      return (written) => written.replaceAll("\n", `\n${indent}`);
    }
    case "plain":
      return undefined;
  }
}
