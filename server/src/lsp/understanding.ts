// What msplint understood at a position, as Markdown: resources and facts that stand there, unknowns with reasons.

import type { VariantSnapshot } from "../analyze.ts";
import type { Resource } from "../model/resource.ts";
import { plain } from "../views/plain.ts";
import { attributeText, shown } from "../views/show.ts";
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
  const rows = [...resource.attributes].map(
    ([name, value]) => `| ${name} | ${cell(attributeText(shown(value)))} |`,
  );
  return `## ${resource.kind} ${code(resource.name)}${suffix}\n\n| attribute | value |\n|---|---|\n${rows.join("\n")}\n`;
}

function code(text: string): string {
  return `\`${plain(text).replaceAll("`", "'")}\``;
}

/** As code, so that nothing in it is markup. */
function cell(text: string): string {
  return code(text.length > 300 ? `${text.slice(0, 300)}…` : text).replaceAll("|", "\\|");
}
