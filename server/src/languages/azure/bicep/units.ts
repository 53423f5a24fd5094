// Which Bicep files are deployed, and with which files of values.

import type { Expression } from "../../../expressions/expression.ts";
import type { Files, Unit, Variant } from "../../../model/unit.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import { cached } from "../../../text/source-file.ts";
import { type TemplateShape, templateOf } from "../parameter-file.ts";
import { relativePath } from "../relative-path.ts";
import { namedBy } from "./parameters.ts";
import { treeOf } from "./program.ts";
import { roleOf } from "./recognise.ts";
import { plainText, type Statement } from "./syntax.ts";

/** Files that a parameter file extends; more is a cycle. */
const longestChain = 16;

/** One unit for each template: its defaults, and a variant for each parameter file of it. */
export function unitsOf(files: Files): readonly Unit[] {
  const variants = new Map<string, Variant[]>();
  const templates: SourceFile[] = [];
  for (const file of files.values()) {
    if (roleOf(file) !== "declares") continue;
    templates.push(file);
    variants.set(file.path, []);
  }
  const shapes = templates.map(shapeOf);
  for (const file of files.values()) {
    if (roleOf(file) !== "values") continue;
    const chain = file.path.endsWith(".json") ? [file] : chainOf(file, files);
    const owner = file.path.endsWith(".json") ? templateOf(file, shapes) : namedBy("using", file);
    if (owner === undefined) continue;
    variants.get(owner)?.push({ name: file.path, values: chain.map((each) => each.path) });
  }
  const roots = rootsOf(templates, variants, files);
  return roots.map((file) => ({
    id: file.path,
    language: "bicep",
    files: [...reachOf(file, files)],
    variants: [{ values: [] }, ...(variants.get(file.path) ?? [])],
  }));
}

/**
 * A template that another one calls as a module is read there, with what it is given, unless a file of
 * values says that it is deployed by itself as well. Of templates that call each other the first counts.
 */
function rootsOf(
  templates: readonly SourceFile[],
  variants: ReadonlyMap<string, readonly Variant[]>,
  files: Files,
): readonly SourceFile[] {
  const called = new Set<string>();
  for (const file of templates) {
    for (const path of calledBy(file)) if (path !== file.path) called.add(path);
  }
  const roots = templates.filter(
    ({ path }) => !called.has(path) || (variants.get(path) ?? []).length > 0,
  );
  const reached = new Set(roots.flatMap((file) => [...reachOf(file, files)]));
  for (const file of templates) {
    if (reached.has(file.path)) continue;
    roots.push(file);
    for (const path of reachOf(file, files)) reached.add(path);
  }
  return roots;
}

/** What the file extends, the furthest first, then the file itself. */
function chainOf(file: SourceFile, files: Files): readonly SourceFile[] {
  const chain = [file];
  for (let count = 0; count < longestChain; count++) {
    const path = namedBy("extends", chain[0] ?? file);
    const base = path === undefined ? undefined : files.get(path);
    if (!base || chain.includes(base)) break;
    chain.unshift(base);
  }
  return chain;
}

function shapeOf(file: SourceFile): TemplateShape {
  const parameters = treeOf(file).statements.filter((each) => each.kind === "param");
  const required = parameters.filter((each) => !each.value && each.type?.kind !== "nullable");
  const names = (list: typeof parameters) =>
    new Set(list.map((each) => each.name.text.toLowerCase()));
  return { path: file.path, parameters: names(parameters), required: names(required) };
}

/** The file itself, the modules that it calls, what it imports from, and so on. */
function reachOf(file: SourceFile, files: Files): ReadonlySet<string> {
  const found = new Set<string>([file.path]);
  const queue = [file];
  for (let next = queue.pop(); next; next = queue.pop()) {
    for (const path of [...calledBy(next), ...importedBy(next)]) {
      const other = files.get(path);
      if (!other || found.has(path)) continue;
      found.add(path);
      queue.push(other);
    }
  }
  return found;
}

const calledBy = cached((file) =>
  pathsIn(file, (each) => (each.kind === "module" ? each.path : undefined)),
);

const importedBy = cached((file) =>
  pathsIn(file, (each) => (each.kind === "import" ? each.from : undefined)),
);

function pathsIn(
  file: SourceFile,
  pathOf: (statement: Statement) => Expression | undefined,
): readonly string[] {
  return treeOf(file).statements.flatMap((each) => {
    const path = plainText(pathOf(each));
    const resolved = path === undefined ? undefined : relativePath(file.path, path);
    return resolved === undefined ? [] : [resolved];
  });
}
