// A policy's page, made from the policy: the same text for hover, terminal, SARIF and documentation.

import type { Policy } from "../check/policy.ts";
import type { Severity } from "../model/register.ts";

/** Markdown with a title of the first level; no links, so that it reads well in a terminal too. */
export function policyPage(policy: Policy): string {
  const fixes = policy.cases.flatMap((each) => (each.fix ? [each.fix] : []));
  return [
    `# ${policy.title}`,
    `\`${policy.id}\` · ${severityWords(policy).join(" or ")}`,
    policy.why.trim(),
    "## Found when",
    ...policy.cases.map(
      (each) =>
        `- ${each.report.message}${each.deploymentFails ? " The platform refuses the deployment." : ""}`,
    ),
    ...(fixes.length > 0
      ? [
          "## Quick fix",
          ...new Set(
            fixes.map(
              (fix) =>
                `- ${fix.title}${fix.safety === "safe" ? "" : " (needs review: it can stop somebody's access)"}`,
            ),
          ),
        ]
      : []),
    "## Derived from",
    ...policy.advisories.map(
      (each) => `- ${each.id.toUpperCase()}, section ${each.section.replaceAll("-", " ")}`,
    ),
    ...(policy.attack.length > 0 ? [`- ATT&CK ${policy.attack.join(", ")} (our mapping)`] : []),
    ...[...policy.controls].map(
      ([framework, ids]) => `- ${framework}: ${ids.join(", ")} (our mapping)`,
    ),
    "",
    `To ignore it at one place: \`msplint:ignore ${policy.id} until=YYYY-MM-DD reason="…"\` in a comment on the line above.`,
  ]
    .map((line, index, lines) =>
      line.startsWith("- ") && lines[index + 1]?.startsWith("- ") ? `${line}\n` : `${line}\n\n`,
    )
    .join("");
}

function severityWords(policy: Policy): readonly Severity[] {
  return [...new Set(policy.cases.flatMap((each) => each.severity.map((one) => one.is)))];
}
