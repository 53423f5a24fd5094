// The functions that read a file or a folder of the workspace into the template.

import { elementOf, memberOf } from "../../../expressions/access.ts";
import type { Scope } from "../../../expressions/evaluate.ts";
import { placeOf } from "../../../expressions/evaluate.ts";
import type { CallExpression } from "../../../expressions/expression.ts";
import { numeric } from "../../../expressions/operators.ts";
import { tooLong } from "../../../expressions/reason.ts";
import type { Entry, Place, Trail, Value } from "../../../expressions/value.ts";
import { isText, known, textValue, unknown, wholeText } from "../../../expressions/value.ts";
import { weightOf } from "../../../expressions/weight.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import { callFunction } from "../functions.ts";
import { jsonTree } from "../json-tree.ts";
import { literalValue } from "../parameter-file.ts";
import { relativePath } from "../relative-path.ts";
import { listing, namedFile } from "./import.ts";
import { type Program, say } from "./program.ts";
import { yamlValue } from "./yaml-value.ts";

interface Load {
  readonly program: Program;
  readonly name: string;
  readonly call: CallExpression;
  readonly argument: (index: number) => Value;
  readonly scope: Scope;
  readonly at: Place;
  /** As written, and as a path in the workspace. */
  readonly path: string;
  readonly resolved: string;
}

const loads: ReadonlyMap<string, (load: Load) => Value> = new Map([
  ["loadTextContent", (load: Load) => ofFile(load, text)],
  ["loadFileAsBase64", (load: Load) => ofFile(load, base64)],
  ["loadJsonContent", (load: Load) => ofFile(load, json)],
  ["loadYamlContent", (load: Load) => ofFile(load, yaml)],
  ["loadDirectoryFileInfo", directory],
]);

/** Undefined if it is no such function. */
export function loadFunction(
  program: Program,
  name: string,
  call: CallExpression,
  argument: (index: number) => Value,
  scope: Scope,
): Value | undefined {
  const load = loads.get(name);
  if (!load) return undefined;
  const at = placeOf(call, scope);
  const written = argument(0);
  const path = wholeText(written);
  if (path === undefined) {
    return unknown(
      written.state === "unknown" ? written.reason : { kind: "function", name },
      at,
      written.via,
    );
  }
  const resolved = relativePath(program.file.path, path);
  if (resolved !== undefined)
    return load({ program, name, call, argument, scope, at, path, resolved });
  say(program.session, {
    id: "analysis/outside-the-workspace",
    file: at.file,
    range: at.range,
    message: `${name} names a file outside of the workspace; it is not read.`,
  });
  return unknown({ kind: "file", name: path }, at);
}

function ofFile(load: Load, read: (file: SourceFile, load: Load) => Value): Value {
  const { program, path, resolved, at, name } = load;
  const file = namedFile(program.file.path, path, program.session);
  if (!file) return unknown({ kind: "file", name: resolved }, at);
  const step: Trail = { kind: "function", at, label: `${name}("${path}")` };
  const value = read(file, load);
  return { ...value, via: [step, ...value.via] };
}

function text(file: SourceFile, { scope, at }: Load): Value {
  if (file.text.length > scope.limits.text)
    return unknown(tooLong(file.path, file.text.length, scope.limits.text), at);
  const range = { start: 0, end: file.text.length };
  // The mark at the beginning of a file says how it is encoded and is not part of it.
  const mark = file.text.startsWith("\ufeff") ? 1 : 0;
  const part = {
    text: file.text.slice(mark),
    file: file.path,
    range: { start: mark, end: range.end },
  };
  return known({ type: "text", parts: [part] }, { file: file.path, range });
}

/** What is no text cannot be had from a file that was read as text. */
function base64(file: SourceFile, load: Load): Value {
  const { call, scope, program, at } = load;
  if (file.text.includes("\ufffd")) return unknown({ kind: "function", name: load.name }, at);
  const content = text(file, load);
  if (content.state !== "known" || content.value === null || !isText(content.value)) return content;
  const argument = call.arguments.slice(0, 1);
  const inner = { ...call, name: "base64", arguments: argument };
  return { ...callFunction(inner, () => content, scope, program.environment), at };
}

function json(file: SourceFile, load: Load): Value {
  const tree = jsonTree(file);
  if (tree.problems.length > 0)
    return unknown({ kind: "error", message: `${load.resolved} is not JSON` }, load.at);
  return selected(literalValue(tree.root, file.path), load);
}

function yaml(file: SourceFile, load: Load): Value {
  const value = yamlValue(file);
  if (!value) return unknown({ kind: "error", message: `${load.resolved} is not YAML` }, load.at);
  if (weightOf(value) > load.scope.limits.weight)
    return unknown({ kind: "limit", what: "size of a value" }, load.at);
  return selected(value, load);
}

const pathStep = /\.?([A-Za-z_][\w-]*)|\[(\d+)\]|\['([^']*)'\]/y;

/** The part that the second argument selects: names and indexes; what searches is not worked out. */
function selected(value: Value, { call, argument, scope, at, name }: Load): Value {
  if (call.arguments.length < 2) return value;
  const path = wholeText(argument(1));
  if (path === undefined) return unknown({ kind: "function", name }, at);
  let result = value;
  let offset = path.startsWith("$") ? 1 : 0;
  while (offset < path.length) {
    pathStep.lastIndex = offset;
    const step = pathStep.exec(path);
    if (!step) return unknown({ kind: "unsupported", what: `the path "${path}"` }, at);
    offset = pathStep.lastIndex;
    const [, plain, index, quoted] = step;
    const key = plain ?? quoted;
    result =
      key === undefined
        ? elementOf(result, numeric(Number(index), at), false, at, scope.rules)
        : memberOf(result, key, false, at, scope.rules);
  }
  return result;
}

/** The files of a folder, without those of folders in it. */
function directory(load: Load): Value {
  const { program, path, resolved, call, argument, at } = load;
  const names = listing(resolved, program.session);
  if (!names) return unknown({ kind: "file", name: `${resolved}/` }, at);
  const pattern = call.arguments.length > 1 ? wholeText(argument(1)) : "*";
  if (pattern === undefined) return unknown({ kind: "function", name: load.name }, at);
  const folder = path.replace(/^\.\//, "").replace(/\/+$/, "");
  const items = names
    .filter((name) => !name.endsWith("/") && matches(name, pattern))
    .map((name) => {
      const dot = name.lastIndexOf(".");
      const entries = new Map<string, Entry>(
        [
          ["relativePath", folder === "" || folder === "." ? name : `${folder}/${name}`],
          ["baseName", name],
          ["extension", dot < 0 ? "" : name.slice(dot)],
        ].map(([key = "", content = ""]) => [key, { value: textValue(content, at), key: at }]),
      );
      return known({ type: "dict", entries }, at);
    });
  return known({ type: "list", items }, at);
}

/** `*` and `?` in the names of files; greedy matching with one place to go back to. */
function matches(name: string, pattern: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let index = 0; index < name.length; ) {
    const sign = pattern[at];
    if (sign === "*") {
      star = at++;
      resume = index;
    } else if (sign === "?" || sign === name[index]) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++resume;
    } else return false;
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}
