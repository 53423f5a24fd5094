// Groups ARM files into units: one for each template, a variant for each parameter file of it.

import type { Files, Unit, Variant } from "../../../model/unit.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import { jsonTree, memberNode, objectAt } from "../json-tree.ts";
import { type TemplateShape, templateOf } from "../parameter-file.ts";
import { roleOf } from "./recognise.ts";
import { templateRoot } from "./template-root.ts";

export function unitsOf(files: Files): readonly Unit[] {
  const templates: TemplateShape[] = [];
  const values: SourceFile[] = [];
  for (const file of files.values()) {
    const role = roleOf(file);
    if (role === "declares") templates.push(shapeOf(file));
    if (role === "values") values.push(file);
  }
  const variants = new Map<string, Variant[]>();
  for (const file of values) {
    const owner = templateOf(file, templates);
    if (owner === undefined) continue;
    const list = variants.get(owner) ?? [];
    list.push({ name: file.path, values: [file.path] });
    variants.set(owner, list);
  }
  return templates.map(({ path }) => ({
    id: path,
    language: "arm",
    files: [path],
    variants: [{ values: [] }, ...(variants.get(path) ?? [])],
  }));
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
