// Reads the JSON form of Terraform into the same tree; its strings are templates.

import type { DictEntryExpression, Expression } from "../../../expressions/expression.ts";
import { readJson } from "../../../syntax/json/json.ts";
import type {
  DataNode,
  EntryNode,
  ObjectNode,
  StringNode,
  SyntaxProblem,
} from "../../../syntax/node.ts";
import { readTemplate } from "./hcl.ts";
import { plainDecimal } from "./number.ts";
import type { Attribute, Block, Body, Label, Tree } from "./tree.ts";
import { emptyBody } from "./tree.ts";

/** How many labels stand between the type of a block of the top level and its body. */
const labelCounts: ReadonlyMap<string, number> = new Map([
  ["resource", 2],
  ["data", 2],
  ["ephemeral", 2],
  ["module", 1],
  ["variable", 1],
  ["output", 1],
  ["provider", 1],
  ["check", 1],
  ["locals", 0],
  ["terraform", 0],
  ["moved", 0],
  ["import", 0],
  ["removed", 0],
]);

/** The tree of a `.tf.json` file. */
export function readJsonBody(text: string): Tree {
  const tree = readJson(text);
  const problems = [...tree.problems];
  const blocks: Block[] = [];
  for (const root of objects(tree.root)) {
    for (const entry of root.entries) {
      const count = labelCounts.get(entry.key);
      if (count === undefined) {
        if (entry.key !== "//")
          problems.push({ range: entry.keyRange, message: `There is no block type ${entry.key}.` });
        continue;
      }
      addBlocks(blocks, entry.key, entry, [], count, problems);
    }
  }
  const range = { start: 0, end: text.length };
  return { body: { ...emptyBody, blocks, range }, problems, comments: tree.comments, form: "json" };
}

/** The tree of a `.tfvars.json` file: every member is a value for a variable. */
export function readJsonValues(text: string): Tree {
  const tree = readJson(text);
  const problems = [...tree.problems];
  const attributes = objects(tree.root).flatMap((root) =>
    root.entries.map((entry) => attributeOf(entry, problems)),
  );
  const range = { start: 0, end: text.length };
  return {
    body: { ...emptyBody, attributes, range },
    problems,
    comments: tree.comments,
    form: "json",
  };
}

function objects(node: DataNode): readonly ObjectNode[] {
  if (node.kind === "object") return [node];
  return node.kind === "array" ? node.items.filter((item) => item.kind === "object") : [];
}

function addBlocks(
  into: Block[],
  type: string,
  entry: EntryNode,
  labels: readonly Label[],
  left: number,
  problems: SyntaxProblem[],
): void {
  for (const node of objects(entry.value)) {
    if (left > 0) {
      for (const inner of node.entries) {
        if (inner.key === "//") continue;
        addBlocks(
          into,
          type,
          inner,
          [...labels, { text: inner.key, range: inner.keyRange }],
          left - 1,
          problems,
        );
      }
      continue;
    }
    const sole = node === entry.value;
    into.push({
      type,
      typeRange: entry.keyRange,
      labels,
      head: entry.keyRange,
      range: sole ? entry.range : node.range,
      body: bodyOf(node, problems),
      closed: true,
    });
  }
}

function bodyOf(node: ObjectNode, problems: SyntaxProblem[]): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (const entry of node.entries) {
    if (entry.key === "//") continue;
    if (entry.key === "dynamic") addBlocks(blocks, "dynamic", entry, [], 1, problems);
    else if (entry.key === "content") addBlocks(blocks, "content", entry, [], 0, problems);
    else attributes.push(attributeOf(entry, problems));
  }
  return { attributes, blocks, partials: [], range: node.range };
}

function attributeOf(entry: EntryNode, problems: SyntaxProblem[]): Attribute {
  return {
    name: entry.key,
    nameRange: entry.keyRange,
    value: expressionOf(entry.value, problems),
    range: entry.range,
  };
}

function expressionOf(node: DataNode, problems: SyntaxProblem[]): Expression {
  const { range } = node;
  switch (node.kind) {
    case "object": {
      const entries = node.entries
        .filter((entry) => entry.key !== "//")
        .map(
          (entry): DictEntryExpression => ({
            kind: "entry",
            key: {
              kind: "template",
              range: entry.keyRange,
              form: "quoted",
              parts: [{ text: entry.key, range: entry.keyRange }],
            },
            value: expressionOf(entry.value, problems),
            range: entry.range,
          }),
        );
      return { kind: "dict", range, entries };
    }
    case "array":
      return { kind: "list", range, items: node.items.map((item) => expressionOf(item, problems)) };
    case "string":
      return templateOf(node, problems);
    case "number":
      return {
        kind: "literal",
        range,
        value: {
          number: node.raw.startsWith("-")
            ? `-${plainDecimal(node.raw.slice(1))}`
            : plainDecimal(node.raw),
        },
      };
    case "boolean":
      return { kind: "literal", range, value: node.value };
    case "null":
      return { kind: "literal", range, value: null };
    case "missing":
    case "alias":
      return { kind: "missing", range };
  }
}

function templateOf(node: StringNode, problems: SyntaxProblem[]): Expression {
  if (!node.value.includes("${") && !node.value.includes("%{")) {
    return { kind: "template", range: node.range, form: "quoted", parts: node.pieces };
  }
  const read = readTemplate(node.value, sourceOffsets(node));
  problems.push(...read.problems);
  return { ...read.template, range: node.range, form: "quoted" };
}

/** Where each character of the decoded string is written. */
function sourceOffsets(node: StringNode): (offset: number) => number {
  const starts: number[] = [];
  for (const piece of node.pieces) {
    const same = piece.range.end - piece.range.start === piece.text.length;
    for (let index = 0; index < piece.text.length; index++)
      starts.push(same ? piece.range.start + index : piece.range.start);
  }
  const end = node.pieces.at(-1)?.range.end ?? node.range.end;
  return (offset) => starts[offset] ?? end;
}
