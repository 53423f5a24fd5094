// What msplint understood at a position, as Markdown: resources and facts that stand there, unknowns with reasons.

import type { VariantSnapshot } from "../analyze.ts";
import type { Resource } from "../model/resource.ts";
import { plain } from "../views/plain.ts";
import { attributeText, type Shown, shown } from "../views/show.ts";
import type { Workspace } from "../workspace.ts";

export function understandingText(workspace: Workspace, path: string, offset: number): string {
  const sections = workspace
    .snapshots()
    .flatMap((snapshot) =>
      snapshot.variants.flatMap((variant) => sectionsOf(variant, path, offset)),
    );
  if (sections.length === 0)
    return "# Nothing is understood here\n\nThis place belongs to no resource that msplint knows, or its file is not a template.\n";
  return `# What msplint understood here\n\n${[...new Set(sections)].join("\n")}`;
}

function sectionsOf(
  { variant, model, facts }: VariantSnapshot,
  path: string,
  offset: number,
): string[] {
  const here = model.declarations.filter(
    ({ at }) => at.file === path && at.range.start <= offset && offset <= at.range.end,
  );
  const smallest = here.toSorted(
    (a, b) => a.at.range.end - a.at.range.start - (b.at.range.end - b.at.range.start),
  )[0];
  if (!smallest) return [];
  const those = [...model.resources, ...facts].filter((resource) =>
    resource.declarations.includes(smallest.id),
  );
  const suffix = variant.name === undefined ? "" : ` (with ${variant.name})`;
  if (those.length === 0)
    return [
      `## ${code(smallest.id)}${suffix}\n\nmsplint has no kind for ${code(smallest.type)} yet.\n`,
    ];
  return those.map((resource) => section(resource, suffix));
}

function section(resource: Resource, suffix: string): string {
  const lines = [...resource.attributes].flatMap(([name, value]) =>
    attributeLines(name, shown(value)),
  );
  return `## ${resource.kind} ${code(resource.name)}${suffix}\n\n${lines.join("\n")}\n`;
}

/** A line for each attribute; the items of a list of objects get lines of their own. */
function attributeLines(name: string, value: Shown): string[] {
  const items = value.state === "known" && Array.isArray(value.value) ? value.value : [];
  const objects = items.some(
    (item: Shown) => item.state === "known" && typeof item.value === "object",
  );
  if (!objects) return [`- ${name}: ${code(shortened(attributeText(value)))}`];
  return [
    `- ${name}:`,
    ...items.map((item: Shown) => `  - ${code(shortened(attributeText(item)))}`),
  ];
}

function shortened(text: string): string {
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}

/** As code, so that nothing in it is markup. */
function code(text: string): string {
  return `\`${plain(text).replaceAll("`", "'")}\``;
}
