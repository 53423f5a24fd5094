// What is wrong with one file before anything is evaluated: its syntax, and what CloudFormation refuses.

import type { DataNode } from "../../syntax/node.ts";
import type { Problem } from "../../text/problem.ts";
import type { Range } from "../../text/range.ts";
import type { SourceFile } from "../../text/source-file.ts";
import { cached } from "../../text/source-file.ts";
import { roleOf } from "./recognise.ts";
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
  const aliases: DataNode[] = [];
  collectAliases(tree.root, aliases);
  return [
    ...tree.problems.map(({ range, message }) => problem(range, message)),
    ...aliases.map(({ range }) =>
      problem(range, "CloudFormation does not support aliases, so this value is not read."),
    ),
  ];
});

const aliasLimit = 20;

function collectAliases(node: DataNode, found: DataNode[]): void {
  if (found.length >= aliasLimit) return;
  if (node.kind === "alias") found.push(node);
  if (node.kind === "array") for (const item of node.items) collectAliases(item, found);
  if (node.kind === "object") for (const { value } of node.entries) collectAliases(value, found);
}
