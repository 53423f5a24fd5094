// Findings for a person at a terminal: grouped by file, the most severe summary last.

import type { Finding } from "../check/finding.ts";
import type { Severity } from "../model/register.ts";
import { severities } from "../model/register.ts";
import type { Problem } from "../text/problem.ts";
import type { SourceFile } from "../text/source-file.ts";
import { plain } from "./plain.ts";
import { positionOf } from "./position.ts";
import type { Summary } from "./summary.ts";

export interface Paint {
  readonly severity: (severity: Severity, text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

const codes: Readonly<Record<Severity, number>> = {
  critical: 31,
  high: 31,
  medium: 33,
  low: 36,
  info: 36,
};

export function paint(colours: boolean): Paint {
  const wrap = (code: number, text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
  return {
    severity: (severity, text) => wrap(codes[severity], text),
    strong: (text) => wrap(1, text),
    faint: (text) => wrap(2, text),
  };
}

/** One block for each file; `at` is where a terminal can open it. */
export function textReport(
  root: string,
  findings: readonly Finding[],
  problems: readonly Problem[],
  file: (path: string) => SourceFile | undefined,
  colours: Paint,
): string {
  const lines: string[] = [];
  const paths = [...new Set([...findings, ...problems].map((each) => each.file))].toSorted();
  for (const path of paths) {
    lines.push(
      colours.strong(
        plain(root === "." || root === "" ? path : `${root.replace(/\/$/, "")}/${path}`),
      ),
    );
    const rows = [
      ...findings
        .filter((each) => each.file === path)
        .map((finding) => ({ range: finding.range, finding, problem: undefined })),
      ...problems
        .filter((each) => each.file === path)
        .map((problem) => ({ range: problem.range, finding: undefined, problem })),
    ].toSorted((a, b) => a.range.start - b.range.start);
    for (const { range, finding, problem } of rows) {
      const { line, column } = positionOf(file(path), range);
      const at = `${line}:${column}`.padEnd(8);
      if (finding)
        lines.push(
          `  ${at}${colours.severity(finding.severity, finding.severity.padEnd(9))}${plain(finding.message)}  ${colours.faint(finding.policy)}${notes(finding, colours)}`,
        );
      if (problem)
        lines.push(
          `  ${at}${"note".padEnd(9)}${plain(problem.message)}  ${colours.faint(problem.id)}`,
        );
    }
    lines.push("");
  }
  return lines.length > 0 ? `${lines.join("\n")}\n` : "";
}

function notes(finding: Finding, colours: Paint): string {
  const variants = finding.variants
    ? `\n          ${colours.faint(`with ${plain(finding.variants.join(", "))}`)}`
    : "";
  const hidden = finding.switchedOffByRepository
    ? `\n          ${colours.faint("switched off by the repository")}`
    : "";
  return variants + hidden;
}

export function summaryLine(summary: Summary): string {
  const files = `${summary.files} ${summary.files === 1 ? "file" : "files"}`;
  const suppressed = summary.suppressed > 0 ? `, ${summary.suppressed} ignored` : "";
  const incomplete =
    summary.incomplete > 0 ? `; ${summary.incomplete} not analysed in whole or part` : "";
  if (summary.findings === 0) return `No findings in ${files}${suppressed}${incomplete}.`;
  const counts = severities
    .filter((each) => summary.bySeverity[each] > 0)
    .map((each) => `${summary.bySeverity[each]} ${each}`);
  return `${summary.findings} ${summary.findings === 1 ? "finding" : "findings"} in ${files}: ${counts.join(", ")}${suppressed}${incomplete}.`;
}
