// What is wrong with one file before anything is evaluated: its syntax, and what CloudFormation refuses.

import type { DataNode, NumberNode } from "../../syntax/node.ts";
import type { Problem } from "../../text/problem.ts";
import type { Range } from "../../text/range.ts";
import type { SourceFile } from "../../text/source-file.ts";
import { cached } from "../../text/source-file.ts";
import { fillingOf, roleOf } from "./recognise.ts";
import { treeOf } from "./template.ts";

export const problemsOf: (file: SourceFile) => readonly Problem[] = cached((file) => {
  if (roleOf(file) === undefined) return [];
  const tree = treeOf(file);
  const problem = (range: Range, message: string): Problem => ({
    id: "analysis/syntax-error",
    file: file.path,
    range,
    message,
    incomplete: true,
  });
  const filling = fillingOf(file);
  if (filling !== undefined)
    return [
      problem(
        { start: filling, end: filling + 2 },
        "A template engine fills this file in, so parts of it may not be read as they are deployed.",
      ),
    ];
  const aliases: DataNode[] = [];
  const octals: NumberNode[] = [];
  collect(tree.root, aliases, octals);
  return [
    ...tree.problems.map(({ range, message }) => problem(range, message)),
    ...aliases.map(({ range }) =>
      problem(range, "CloudFormation does not support aliases, so this value is not read."),
    ),
    ...octals.map(
      ({ range, raw, decimal }): Problem => ({
        id: "analysis/look-alike",
        file: file.path,
        range,
        message: `YAML reads ${raw} as the octal number ${decimal}; an account ID needs quotes.`,
      }),
    ),
  ];
});

const mostOfAKind = 20;

function collect(node: DataNode, aliases: DataNode[], octals: NumberNode[]): void {
  if (node.kind === "alias" && aliases.length < mostOfAKind) aliases.push(node);
  if (node.kind === "number" && octals.length < mostOfAKind && isOctalAccount(node))
    octals.push(node);
  if (node.kind === "array") for (const item of node.items) collect(item, aliases, octals);
  if (node.kind === "object") for (const { value } of node.entries) collect(value, aliases, octals);
}

function isOctalAccount({ raw, decimal }: NumberNode): boolean {
  return decimal !== undefined && /^0\d{11}$/.test(raw);
}
