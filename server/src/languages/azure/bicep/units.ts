// Which Bicep files are deployed, and with which files of values.

import type { Files, Unit, Variant } from "../../../model/unit.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import { cached } from "../../../text/source-file.ts";
import type { Role } from "../../language.ts";
import { isParameterFile, type TemplateShape, templateOf } from "../parameter-file.ts";
import { resolvePath } from "./import.ts";
import { namedBy } from "./parameters.ts";
import { treeOf } from "./program.ts";
import { plainText } from "./syntax.ts";

/** Files that a parameter file extends; more is a cycle. */
const longestChain = 16;

export const roleOf: (file: SourceFile) => Role | undefined = cached((file) => {
  if (file.path.endsWith(".bicep")) return "declares";
  if (file.path.endsWith(".bicepparam")) return "values";
  return file.path.endsWith(".json") && isParameterFile(file) ? "values" : undefined;
});

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
  return templates.map((file) => ({
    id: file.path,
    language: "bicep",
    files: [file.path, ...importsOf(file, files)],
    variants: [{ values: [] }, ...(variants.get(file.path) ?? [])],
  }));
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

/** The files that a template imports from, and those that these import from. */
function importsOf(file: SourceFile, files: Files): readonly string[] {
  const found = new Set<string>([file.path]);
  const queue = [file];
  for (let next = queue.pop(); next; next = queue.pop()) {
    for (const statement of treeOf(next).statements) {
      const path = statement.kind === "import" ? plainText(statement.from) : undefined;
      const other = path === undefined ? undefined : files.get(resolvePath(next.path, path) ?? "");
      if (!other || found.has(other.path)) continue;
      found.add(other.path);
      queue.push(other);
    }
  }
  found.delete(file.path);
  return [...found];
}
