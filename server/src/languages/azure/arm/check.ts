// Syntax problems of one ARM file: of its JSON, and of the expressions in a template.

import type { DataNode } from "../../../syntax/node.ts";
import { defaultLimits } from "../../../text/limits.ts";
import type { Problem } from "../../../text/problem.ts";
import type { Range } from "../../../text/range.ts";
import { cached, type SourceFile } from "../../../text/source-file.ts";
import { jsonTree } from "../json-tree.ts";
import { readExpression } from "./expression.ts";
import { roleOf } from "./recognise.ts";

export const checkFile: (file: SourceFile) => readonly Problem[] = cached((file) => {
  const role = roleOf(file);
  if (!role) return [];
  const tree = jsonTree(file);
  const problems = tree.problems.map((each) => problem(file, each.range, each.message));
  if (role === "declares") {
    for (const node of strings(tree.root)) {
      for (const each of readExpression(node).problems)
        problems.push(problem(file, each.range, each.message));
      if (problems.length > defaultLimits.findingsPerFile) break;
    }
  }
  return problems;
});

function* strings(root: DataNode) {
  const stack: DataNode[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === "object") for (const each of node.entries) stack.push(each.value);
    else if (node.kind === "array") stack.push(...node.items);
    else if (node.kind === "string" && node.value.startsWith("[")) yield node;
  }
}

function problem(file: SourceFile, range: Range, message: string): Problem {
  return { id: "analysis/syntax-error", file: file.path, range, message, incomplete: true };
}
