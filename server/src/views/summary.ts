// Counts over findings and problems, and the exit status that follows from them.

import type { Finding } from "../check/finding.ts";
import type { Severity } from "../model/register.ts";
import { severities } from "../model/register.ts";
import type { Problem } from "../text/problem.ts";

export interface Summary {
  readonly files: number;
  readonly findings: number;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly suppressed: number;
  readonly incomplete: number;
}

export function summarise(
  findings: readonly Finding[],
  problems: readonly Problem[],
  suppressed: number,
  files: number,
): Summary {
  const bySeverity: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const finding of findings) bySeverity[finding.severity]++;
  return {
    files,
    findings: findings.length,
    bySeverity,
    suppressed,
    incomplete: problems.filter((each) => each.incomplete).length,
  };
}

/** 0 nothing at or above the threshold, 1 findings, 3 incomplete; 2 belongs to wrong usage. */
export function exitStatus(findings: readonly Finding[], problems: readonly Problem[]): 0 | 1 | 3 {
  if (problems.some((each) => each.incomplete)) return 3;
  return findings.length > 0 ? 1 : 0;
}

export function atLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(threshold);
}
