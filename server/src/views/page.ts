// A policy's page, made from the policy: the same text for the terminal, SARIF, the editor and documentation.

import type { Policy } from "../check/policy.ts";
import { tables } from "../generated/tables.ts";
import type { Severity } from "../model/register.ts";

/** Markdown with a title of the first level; no links, so that it reads well in a terminal too. */
export function policyPage(policy: Policy): string {
  const sections = [
    `# ${policy.title}`,
    `\`${policy.id}\`, ${severityWords(policy).join(" or ")}`,
    policy.why.trim().replace(/\s+/g, " "),
    `## Found when\n\n${list(policy.cases.map(foundWhen))}`,
  ];
  const fixes = new Set(policy.cases.flatMap((each) => fixOf(each)));
  if (fixes.size > 0) sections.push(`## Quick fix\n\n${list([...fixes])}`);
  sections.push(`## Derived from\n\n${list(derivedFrom(policy))}`);
  sections.push(
    `To ignore it at one place, write \`msplint:ignore ${policy.id} until=YYYY-MM-DD reason="…"\` in a comment on the line above.`,
  );
  return `${sections.join("\n\n")}\n`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

function foundWhen(one: Policy["cases"][number]): string {
  return `${words(one.report.message)}${one.deploymentFails ? " The platform refuses the deployment." : ""}`;
}

function fixOf({ fix }: Policy["cases"][number]): readonly string[] {
  if (!fix) return [];
  const note = fix.safety === "safe" ? "" : " (review it: it can stop somebody's access)";
  return [`${words(fix.title)}${note}`];
}

/** What a finding fills in stands in italics. */
function words(sentence: string): string {
  return sentence.replace(
    /\{([a-z][a-z0-9-]*)\}/g,
    (_, name: string) => `*${name.replaceAll("-", " ")}*`,
  );
}

function derivedFrom(policy: Policy): readonly string[] {
  return [
    ...policy.advisories.map(({ id, section }) => {
      const found = tables.advisories
        .find((advisory) => advisory.id === id)
        ?.sections.find((each) => each.id === section);
      return found
        ? `${id.toUpperCase()}, section ${found.number}: ${found.title}`
        : `${id.toUpperCase()}, ${section}`;
    }),
    ...policy.attack.map((id) => {
      const name = tables.attack.names.get(id);
      return `ATT&CK ${id}${name === undefined ? "" : `, ${name}`} (our mapping)`;
    }),
    ...[...policy.controls].map(
      ([framework, ids]) => `${framework}: ${ids.join(", ")} (our mapping)`,
    ),
  ];
}

function severityWords(policy: Policy): readonly Severity[] {
  return [...new Set(policy.cases.flatMap((each) => each.severity.map((one) => one.is)))];
}
