// Findings as one JSON object a line, for other programs.

import type { Finding } from "../check/finding.ts";
import type { Problem } from "../text/problem.ts";
import type { SourceFile } from "../text/source-file.ts";
import { positionOf } from "./position.ts";

export interface FindingRow {
  readonly root: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly policy: string;
  readonly severity: string;
  readonly message: string;
  readonly party?: string;
  /** Where there are several; the first is `party`. */
  readonly parties?: readonly string[];
  readonly variants?: readonly string[];
  readonly fix?: { readonly title: string; readonly safety: string };
  readonly switchedOffByRepository?: boolean;
}

export function findingRow(
  root: string,
  finding: Finding,
  file: SourceFile | undefined,
): FindingRow {
  const fix = finding.fixes()[0];
  const parties = (finding.parties ?? []).map((each) => each.party);
  return {
    root,
    file: finding.file,
    ...positionOf(file, finding.range),
    policy: finding.policy,
    severity: finding.severity,
    message: finding.message,
    ...(finding.party === undefined ? {} : { party: finding.party }),
    ...(parties.length < 2 ? {} : { parties }),
    ...(finding.variants === undefined ? {} : { variants: finding.variants }),
    ...(fix === undefined ? {} : { fix: { title: fix.title, safety: fix.safety } }),
    ...(finding.switchedOffByRepository ? { switchedOffByRepository: true } : {}),
  };
}

/** What could not be analysed is a row like a finding, under its reserved id. */
export function problemRow(
  root: string,
  problem: Problem,
  file: SourceFile | undefined,
): FindingRow {
  return {
    root,
    file: problem.file,
    ...positionOf(file, problem.range),
    policy: problem.id,
    severity: "info",
    message: problem.message,
  };
}
