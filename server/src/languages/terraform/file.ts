// One file of Terraform: which role its name gives it, its tree and its syntax problems.

import type { Problem } from "../../text/problem.ts";
import type { SourceFile } from "../../text/source-file.ts";
import { cached, formerOf } from "../../text/source-file.ts";
import type { Role } from "../language.ts";
import type { Former } from "./syntax/former.ts";
import { readHcl } from "./syntax/hcl.ts";
import { readJsonBody, readJsonValues } from "./syntax/json-body.ts";
import type { Tree } from "./syntax/tree.ts";

const declaring = [".tf", ".tofu", ".tf.json", ".tofu.json"];
const giving = [".tfvars", ".tfvars.json"];

/** Files below `.terraform/` are Terraform's own copies of modules. */
export function roleOf(path: string): Role | undefined {
  if (isCopy(path)) return undefined;
  if (declares(path)) return "declares";
  return giving.some((ending) => path.endsWith(ending)) ? "values" : undefined;
}

/** The name says that the file declares something, wherever it stands. */
export function declares(path: string): boolean {
  return declaring.some((ending) => path.endsWith(ending));
}

/** Terraform's own copy of a module, which nobody edits. */
export function isCopy(path: string): boolean {
  return `/${path}`.includes("/.terraform/");
}

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
