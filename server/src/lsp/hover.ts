// The hover on a finding: what, why, the fix and where to read on, in at most twelve lines.

import type { Finding } from "../check/finding.ts";
import type { Policy } from "../check/policy.ts";
import { pageAddress } from "../views/page-address.ts";
import { plain } from "../views/plain.ts";

/** Markdown of our own making; what comes from the repository is escaped. */
export function hoverText(finding: Finding, policy: Policy | undefined): string {
  const fix = finding.fixes[0];
  return [
    `**${finding.title}** · ${finding.severity}`,
    escape(finding.message),
    ...(policy ? [policy.why.trim().replace(/\s+/g, " ")] : []),
    ...(fix
      ? [`Quick fix: ${escape(fix.title)}${fix.safety === "safe" ? "" : " (review it first)"}.`]
      : []),
    ...(policy
      ? [
          `Derived from ${policy.advisories.map((each) => `${each.id.toUpperCase()}, ${each.section.replaceAll("-", " ")}`).join("; ")}.`,
        ]
      : []),
    `[${finding.policy}](${pageAddress(finding.policy)})`,
  ].join("\n\n");
}

/** So that names cannot become links, emphasis or markup. */
function escape(text: string): string {
  return plain(text).replace(/[\\`*_{}[\]()<>#+!|~&]/g, (character) => `\\${character}`);
}
