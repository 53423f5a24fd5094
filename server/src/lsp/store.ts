// Findings with their diagnostics, from the analysis here and from the scan child, as one list.

import type { Diagnostic } from "vscode-languageserver";
import type { Beyond } from "../analyses/workspace/row.ts";
import type { Finding } from "../check/finding.ts";
import { noFixes } from "../check/finding.ts";
import { plain } from "../views/plain.ts";
import type { DiagnosticCapabilities } from "./diagnostics.ts";
import type { FileReport } from "./environment.ts";

/** The diagnostic was made where the file's text was at hand. */
export interface Placed {
  readonly finding: Finding;
  readonly diagnostic: Diagnostic;
}

/** What the last whole analysis gave, with places worked out while its texts were at hand. */
export interface Analysed {
  readonly versions: Map<string, number>;
  /** Files that the analysis here speaks for, so that the scan child does not. */
  readonly files: ReadonlySet<string>;
  readonly findings: readonly Placed[];
  readonly problems: readonly { readonly file: string; readonly diagnostic: Diagnostic }[];
  readonly failures: readonly string[];
  /** What all units together show, as it was with what the scan child had found. */
  readonly joined: { readonly evidence: Beyond; readonly findings: ReadonlySet<string> };
}

export const nothingAnalysed: Analysed = {
  versions: new Map(),
  files: new Set(),
  findings: [],
  problems: [],
  failures: [],
  joined: { evidence: "unknown", findings: new Set() },
};

/** A report of the scan child, with findings as everybody else has them. */
export interface Scanned extends Omit<FileReport, "findings"> {
  readonly findings: readonly Finding[];
}

export function scannedOf(report: FileReport): Scanned {
  const findings = report.findings.map((finding) => ({ ...finding, fixes: noFixes }));
  return { ...report, findings };
}

/** What the scan child found in a file, problems aside. */
export function placedOf({ findings, diagnostics }: Scanned): readonly Placed[] {
  return findings.flatMap((finding, index): Placed[] => {
    const diagnostic = diagnostics[index];
    return diagnostic ? [{ finding, diagnostic }] : [];
  });
}

/** It follows from several units, so that an edit of one may put it right in the file of another. */
export function isJoined({ subject }: Finding): boolean {
  return subject.kind.startsWith("workspace.");
}

/** The same finding when lines have moved. */
export function joinedName({ policy, file, subject }: Finding): string {
  return `${policy} ${file} ${subject.id}`;
}

/** As many places as a reader looks at. */
const mostRelated = 50;

/** A group of a policy, such as one undeclared party, is one finding at its first place; the others are named there. */
export function oncePerGroup(
  all: readonly Placed[],
  uri: (path: string) => string,
  can: DiagnosticCapabilities,
): readonly Placed[] {
  const groups = new Map<string, Placed[]>();
  const result: Placed[][] = [];
  for (const each of all) {
    const { group, policy } = each.finding;
    const key = group === undefined ? undefined : `${policy} ${group}`;
    const present = key === undefined ? undefined : groups.get(key);
    if (present) {
      present.push(each);
      continue;
    }
    const fresh = [each];
    if (key !== undefined) groups.set(key, fresh);
    result.push(fresh);
  }
  return result.flatMap(([first, ...others]): Placed[] => {
    if (!first || others.length === 0 || !can.relatedInformation) return first ? [first] : [];
    const related = [
      ...(first.diagnostic.relatedInformation ?? []),
      ...others.map(({ finding, diagnostic }) => ({
        location: { uri: uri(finding.file), range: diagnostic.range },
        message: plain(finding.message),
      })),
    ];
    const diagnostic = {
      ...first.diagnostic,
      relatedInformation: related.slice(0, mostRelated),
    };
    return [{ finding: first.finding, diagnostic }];
  });
}
