// Groups ARM files into units: one for each template, a variant for each parameter file of it.

import type { Place } from "../../../expressions/value.ts";
import type { Files, Unit, Variant } from "../../../model/unit.ts";
import type { DataNode, ObjectNode } from "../../../syntax/node.ts";
import { defaultLimits } from "../../../text/limits.ts";
import { cached, type SourceFile } from "../../../text/source-file.ts";
import { ownEnvironment } from "../environment.ts";
import { jsonTree, memberNode, objectAt } from "../json-tree.ts";
import { type TemplateShape, templateOf } from "../parameter-file.ts";
import { relativePath } from "../relative-path.ts";
import { linkedPath } from "./linked.ts";
import { roleOf } from "./recognise.ts";
import { openTemplate } from "./template.ts";
import { templateRoot } from "./template-root.ts";

/**
 * A template that another one links is read there, with what it is given, unless a file of values is
 * its own.
 */
export function unitsOf(files: Files): readonly Unit[] {
  const templates: TemplateShape[] = [];
  const values: SourceFile[] = [];
  const linked = new Set<string>();
  for (const file of files.values()) {
    const role = roleOf(file);
    if (role === "values") values.push(file);
    if (role !== "declares") continue;
    templates.push(shapeOf(file));
    for (const path of linkedBy(file)) if (path !== file.path) linked.add(path);
  }
  const variants = new Map<string, Variant[]>();
  for (const file of values) {
    const owner = templateOf(file, templates);
    if (owner === undefined) continue;
    const list = variants.get(owner) ?? [];
    list.push({ name: file.path, values: [file.path] });
    variants.set(owner, list);
  }
  const roots = templates.filter(({ path }) => !linked.has(path) || variants.has(path));
  return withCircles(roots, templates, files).map(({ path }) => ({
    id: path,
    language: "arm",
    files: [...reachedFrom(path, files)],
    variants: [{ values: [] }, ...(variants.get(path) ?? [])],
  }));
}

/** Of templates that link each other in a circle, and that nothing else links, the first counts. */
function withCircles(
  roots: readonly TemplateShape[],
  templates: readonly TemplateShape[],
  files: Files,
): readonly TemplateShape[] {
  const reached = new Set(roots.flatMap(({ path }) => [...reachedFrom(path, files)]));
  return templates.filter((each) => {
    if (roots.includes(each)) return true;
    if (reached.has(each.path)) return false;
    for (const path of reachedFrom(each.path, files)) reached.add(path);
    return true;
  });
}

/** The template itself first, then those that it links, those that these link, and so on. */
function reachedFrom(path: string, files: Files): ReadonlySet<string> {
  const reached = new Set([path]);
  for (const each of reached) {
    const file = files.get(each);
    if (!file || roleOf(file) !== "declares") continue;
    for (const next of linkedBy(file)) if (files.has(next)) reached.add(next);
  }
  return reached;
}

/** The files that a template links, as far as its defaults say; whatever it links is read all the same. */
const linkedBy: (file: SourceFile) => readonly string[] = cached((file) => {
  const root = templateRoot(jsonTree(file).root);
  if (!root || !/templateLink/i.test(file.text)) return [];
  const at: Place = { file: file.path, range: { start: 0, end: 0 } };
  const { scope } = openTemplate({
    file: file.path,
    root,
    environment: ownEnvironment("resourceGroup", at),
    given: new Map(),
    limits: defaultLimits,
    budget: { steps: defaultLimits.evaluationSteps, depth: 0 },
    cycle: () => {},
  });
  return linksIn(root).flatMap((link) => {
    const named = linkedPath(link, scope);
    const path = "path" in named ? relativePath(file.path, named.path) : undefined;
    return path === undefined ? [] : [path];
  });
});

function linksIn(root: ObjectNode): readonly ObjectNode[] {
  const links: ObjectNode[] = [];
  const stack: DataNode[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === "array") stack.push(...node.items);
    if (node.kind !== "object") continue;
    const link = objectAt(node, "templateLink");
    if (link) links.push(link);
    for (const each of node.entries) stack.push(each.value);
  }
  return links;
}

function shapeOf(file: SourceFile): TemplateShape {
  const entries = objectAt(templateRoot(jsonTree(file).root), "parameters")?.entries ?? [];
  const required = entries.filter((each) => {
    const nullable = memberNode(each.value, "nullable")?.value;
    const optional = nullable?.kind === "boolean" && nullable.value;
    return !optional && !memberNode(each.value, "defaultValue");
  });
  const names = (list: typeof entries) => new Set(list.map((each) => each.key.toLowerCase()));
  return { path: file.path, parameters: names(entries), required: names(required) };
}
