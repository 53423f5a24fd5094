// The functions that read a file of the workspace into the template.

import type { Scope } from "../../../expressions/evaluate.ts";
import { placeOf } from "../../../expressions/evaluate.ts";
import type { CallExpression } from "../../../expressions/expression.ts";
import type { Value } from "../../../expressions/value.ts";
import { known, unknown, wholeText } from "../../../expressions/value.ts";
import { jsonTree } from "../json-tree.ts";
import { literalValue } from "../parameter-file.ts";
import { namedFile, resolvePath } from "./import.ts";
import type { Program } from "./program.ts";

const names = new Set([
  "loadTextContent",
  "loadJsonContent",
  "loadYamlContent",
  "loadFileAsBase64",
]);

/** Undefined if it is no such function. */
export function loadFunction(
  program: Program,
  name: string,
  call: CallExpression,
  argument: (index: number) => Value,
  scope: Scope,
): Value | undefined {
  if (!names.has(name)) return undefined;
  const at = placeOf(call, scope);
  const path = wholeText(argument(0));
  if (path === undefined) return unknown({ kind: "function", name }, at);
  const resolved = resolvePath(program.file.path, path);
  if (resolved === undefined) {
    program.session.problems.push({
      id: "analysis/outside-the-workspace",
      file: at.file,
      range: at.range,
      message: `${name} names a file outside of the workspace; it is not read.`,
    });
    return unknown({ kind: "file", name: path }, at);
  }
  const file = namedFile(program.file.path, path, program.session);
  if (!file) return unknown({ kind: "file", name: resolved }, at);
  const whole = { start: 0, end: file.text.length };
  const via = [{ kind: "function", at, label: `${name}("${path}")` }] as const;
  if (name === "loadTextContent") {
    if (file.text.length > scope.limits.text)
      return unknown({ kind: "limit", what: "length of a string" }, at);
    const parts = [{ text: file.text, file: file.path, range: whole }];
    return known({ type: "text", parts }, { file: file.path, range: whole }, via);
  }
  if (name === "loadJsonContent" && call.arguments.length === 1) {
    const tree = jsonTree(file);
    if (tree.problems.length > 0)
      return unknown({ kind: "error", message: `${resolved} is not JSON` }, at);
    return { ...literalValue(tree.root, file.path), via };
  }
  return unknown({ kind: "function", name }, at);
}
