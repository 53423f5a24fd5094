// One file of Terraform: its tree and its syntax problems.

import type { Problem } from "../../text/problem.ts";
import type { SourceFile } from "../../text/source-file.ts";
import { cached, formerOf } from "../../text/source-file.ts";
import { roleOf } from "./recognise.ts";
import type { Former } from "./syntax/former.ts";
import { readHcl } from "./syntax/hcl.ts";
import { readJsonBody, readJsonValues } from "./syntax/json-body.ts";
import type { Tree } from "./syntax/tree.ts";

export const treeOf: (file: SourceFile) => Tree = cached((file) => {
  if (!file.path.endsWith(".json")) return readHcl(file.text, formerTree(file));
  return roleOf(file.path) === "values" ? readJsonValues(file.text) : readJsonBody(file.text);
});

function formerTree(file: SourceFile): Former | undefined {
  const former = formerOf(file);
  return former && { text: former.text, tree: treeOf(former) };
}

export function syntaxProblems(file: SourceFile): readonly Problem[] {
  return treeOf(file).problems.map((problem) => ({
    id: "analysis/syntax-error",
    file: file.path,
    range: problem.range,
    message: problem.message,
    incomplete: true,
  }));
}
