// Which templates are deployed by themselves, which only inside another, and which files of values go with them.

import type { Files, Unit, Variant } from "../../model/unit.ts";
import type { SourceFile } from "../../text/source-file.ts";
import { callsOf } from "./calls.ts";
import { ownersOf } from "./parameter-file.ts";
import { roleOf } from "./recognise.ts";

/**
 * A template that another one deploys as a nested stack is read there, with what it is given, unless
 * a file of values says that it is deployed by itself as well. Each unit has a variant for its
 * defaults, and one for each file of values.
 */
export function unitsOf(files: Files): readonly Unit[] {
  const templates: SourceFile[] = [];
  const valueFiles: SourceFile[] = [];
  for (const file of files.values()) {
    const role = roleOf(file);
    if (role === "declares") templates.push(file);
    if (role === "values") valueFiles.push(file);
  }
  const variants = new Map<string, Variant[]>(
    templates.map(({ path }) => [path, [{ values: [] }]]),
  );
  for (const file of valueFiles)
    for (const owner of ownersOf(file, templates))
      variants.get(owner.path)?.push({ name: file.path, values: [file.path] });
  return rootsOf(templates, variants, files).map(({ path }) => ({
    id: path,
    language: "cloudformation",
    files: [...reachOf(path, files)],
    variants: variants.get(path) ?? [],
  }));
}

/** Of templates that deploy each other in a circle the first counts. */
function rootsOf(
  templates: readonly SourceFile[],
  variants: ReadonlyMap<string, readonly Variant[]>,
  files: Files,
): readonly SourceFile[] {
  const called = new Set<string>();
  for (const file of templates)
    for (const { path } of callsOf(file)) if (path !== file.path) called.add(path);
  if (called.size === 0) return templates;
  const roots = templates.filter(
    ({ path }) => !called.has(path) || (variants.get(path) ?? []).length > 1,
  );
  const reached = new Set(roots.flatMap(({ path }) => [...reachOf(path, files)]));
  const circles: SourceFile[] = [];
  for (const file of templates) {
    if (reached.has(file.path)) continue;
    circles.push(file);
    for (const path of reachOf(file.path, files)) reached.add(path);
  }
  return circles.length === 0
    ? roots
    : templates.filter((file) => roots.includes(file) || circles.includes(file));
}

/** The template itself and every other that it deploys, in the order in which they are met. */
function reachOf(start: string, files: Files): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const path of reached) {
    const file = files.get(path);
    for (const next of file ? callsOf(file) : []) if (files.has(next.path)) reached.add(next.path);
  }
  return reached;
}
