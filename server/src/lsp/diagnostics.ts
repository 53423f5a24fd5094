// Findings and problems as the protocol's diagnostics.

import type { Diagnostic } from "vscode-languageserver";
import { DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver";
import { bundledPolicies } from "../bundled.ts";
import type { Finding } from "../check/finding.ts";
import type { Severity } from "../model/register.ts";
import type { Problem } from "../text/problem.ts";
import type { Range } from "../text/range.ts";
import type { SourceFile } from "../text/source-file.ts";
import { lineIndex } from "../text/source-file.ts";
import { pageAddress } from "../views/page-address.ts";
import { plain } from "../views/plain.ts";

/** What the client said that it can show. */
export interface DiagnosticCapabilities {
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly tags: boolean;
}

export interface Files {
  readonly file: (path: string) => SourceFile | undefined;
  readonly uri: (path: string) => string;
}

/** A policy of the reader's own has no page on the web. */
const withPage = new Set(bundledPolicies.map((each) => each.id));

const severity: Readonly<Record<Severity, DiagnosticSeverity>> = {
  critical: DiagnosticSeverity.Error,
  high: DiagnosticSeverity.Error,
  medium: DiagnosticSeverity.Warning,
  low: DiagnosticSeverity.Information,
  info: DiagnosticSeverity.Information,
};

export function findingDiagnostic(
  finding: Finding,
  files: Files,
  can: DiagnosticCapabilities,
): Diagnostic {
  const notes = [
    finding.variants ? ` (with ${finding.variants.join(", ")})` : "",
    finding.switchedOffByRepository ? " (switched off by the repository)" : "",
  ].join("");
  return {
    range: protocolRange(files.file(finding.file), finding.range),
    severity: severity[finding.severity],
    source: "msplint",
    code: finding.policy,
    message: plain(finding.message + notes),
    ...(can.codeDescription && withPage.has(finding.policy)
      ? { codeDescription: { href: pageAddress(finding.policy) } }
      : {}),
    ...(can.relatedInformation && finding.related.length > 0
      ? {
          relatedInformation: finding.related.slice(0, 50).map((related) => ({
            location: {
              uri: files.uri(related.at.file),
              range: protocolRange(
                files.file(related.at.file),
                related.at.head ?? related.at.range,
              ),
            },
            message: plain(related.message),
          })),
        }
      : {}),
  };
}

export function problemDiagnostic(
  problem: Problem,
  files: Files,
  can: DiagnosticCapabilities,
): Diagnostic {
  return {
    range: protocolRange(files.file(problem.file), problem.range),
    severity: DiagnosticSeverity.Information,
    source: "msplint",
    code: problem.id,
    message: plain(problem.message),
    ...(can.tags && problem.id === "analysis/ignore-unused"
      ? { tags: [DiagnosticTag.Unnecessary] }
      : {}),
  };
}

export function protocolRange(file: SourceFile | undefined, range: Range): Diagnostic["range"] {
  if (!file) return { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const index = lineIndex(file);
  const start = index.at(range.start);
  const end = index.at(range.end);
  return {
    start: { line: start.line, character: start.column },
    end: { line: end.line, character: end.column },
  };
}
