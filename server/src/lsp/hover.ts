// The hover on a finding: what, why, the fix and where to read on, in at most twelve lines.

import { bundledPolicies } from "../bundled.ts";
import type { Finding } from "../check/finding.ts";
import type { Policy } from "../check/policy.ts";
import type { Here } from "../views/grants-here.ts";
import { pageAddress } from "../views/page-address.ts";
import { plain } from "../views/plain.ts";

/**
 * Five paragraphs at most; editors show the message of the finding beside it. The words are our
 * own but for names, which are escaped.
 */
export function hoverText(finding: Finding, policy: Policy | undefined, markdown: boolean): string {
  const fix = finding.fixes()[0];
  const text = markdown ? escape : plain;
  const title = text(oneLine(policy?.title ?? finding.title));
  const advisories = policy?.advisories.map(
    (each) => `${each.id.toUpperCase()}, ${each.section.replaceAll("-", " ")}`,
  );
  const bundled = bundledPolicies.some((each) => each.id === finding.policy);
  return [
    `${markdown ? `**${title}**` : title} · ${finding.severity}`,
    ...(policy ? [text(oneLine(policy.why))] : []),
    ...(fix
      ? [
          `Quick fix: ${text(oneLine(fix.title))}${fix.safety === "safe" ? "" : " (review it first)"}.`,
        ]
      : []),
    ...(advisories && advisories.length > 0
      ? [`Derived from ${text(advisories.join("; "))}.`]
      : []),
    link(finding.policy, bundled, markdown),
  ].join("\n\n");
}

/** Who stands here: the name, then what they get in through, each a line; below a finding all in one. */
export function whoText(
  { lines: [who = "", ...grants] }: Here,
  markdown: boolean,
  belowFinding: boolean,
): string {
  const text = markdown ? escape : plain;
  const name = text(oneLine(who));
  const each = grants.map((grant) => text(oneLine(grant)));
  if (!belowFinding)
    return [markdown ? `**${name}**` : name, each.map((grant) => `- ${grant}`).join("\n")].join(
      "\n\n",
    );
  return `${name}. ${each[0] ?? ""}${each.length > 1 ? `, and ${each.length - 1} more` : ""}.`;
}

/** What a policy means: the first line says what it is, each of the others one thing; below a finding the first two. */
export function policyText({ lines }: Here, markdown: boolean, belowFinding: boolean): string {
  const text = markdown ? escape : plain;
  const [first = "", ...others] = lines.map((each) => text(oneLine(shortened(each))));
  if (belowFinding) return [first, ...others.slice(0, 1)].map(sentence).join(" ");
  return [
    markdown ? `**${first}**` : first,
    ...(others.length > 0 ? [others.map((each) => `- ${each}`).join("\n")] : []),
  ].join("\n\n");
}

/** Names in a line are the author's, and may be long. */
function shortened(text: string): string {
  return text.length > longestLine ? `${text.slice(0, longestLine)}…` : text;
}

const longestLine = 400;

function sentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}

/** Only a policy of ours has a page on the web. */
function link(policy: string, bundled: boolean, markdown: boolean): string {
  if (!bundled) return markdown ? escape(policy) : policy;
  return markdown ? `[${policy}](${pageAddress(policy)})` : `${policy}: ${pageAddress(policy)}`;
}

function oneLine(text: string): string {
  return text.trim().replace(/\s/g, " ").replace(/ {2,}/g, " ");
}

/** So that names cannot become links, emphasis or markup; editors make a link of a bare address too. */
function escape(text: string): string {
  return plain(text)
    .replace(/[\\`*_{}[\]()<>#+!|~&@]/g, (character) => `\\${character}`)
    .replace(/:\/\//g, ":\\//")
    .replace(/\bwww\./gi, "www\\.");
}
