// Findings as SARIF 2.1.0 for code scanning: rules, places, trails, fixes, fingerprints.

import type { Finding, Fix } from "../check/finding.ts";

import type { Policy } from "../check/policy.ts";
import { sha256 } from "../expressions/hash.ts";
import type { Place } from "../expressions/value.ts";
import type { Severity } from "../model/register.ts";
import type { Problem } from "../text/problem.ts";
import type { Range } from "../text/range.ts";
import type { SourceFile } from "../text/source-file.ts";
import { policyPage } from "./page.ts";
import { home, pageAddress } from "./page-address.ts";
import { plain } from "./plain.ts";
import { positionOf } from "./position.ts";

type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

const levels: Readonly<Record<Severity, string>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  info: "note",
};
const securitySeverity: Readonly<Record<Severity, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "3.0",
  info: "0.0",
};

export interface SarifInput {
  readonly version: string;
  readonly policies: readonly Policy[];
  readonly workspaces: readonly {
    readonly findings: readonly Finding[];
    readonly problems: readonly Problem[];
    readonly file: (path: string) => SourceFile | undefined;
    /** Put in front of every path, so that several workspaces share one log; empty for one. */
    readonly prefix: string;
  }[];
}

export function sarif(input: SarifInput): Json {
  const used = input.policies.filter((policy) =>
    input.workspaces.some((each) => each.findings.some((finding) => finding.policy === policy.id)),
  );
  const problems = input.workspaces.flatMap((each) =>
    each.problems.map((problem) => ({ problem, each })),
  );
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "msplint",
            semanticVersion: input.version,
            informationUri: home,
            rules: used.map((policy) => rule(policy)),
          },
        },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { ROOT: { description: { text: "The folder that was scanned." } } },
        automationDetails: { id: "msplint/" },
        invocations: [
          {
            executionSuccessful: !problems.some(({ problem }) => problem.incomplete),
            toolExecutionNotifications: problems.map(({ problem, each }) => ({
              level: problem.incomplete ? "error" : "note",
              descriptor: { id: problem.id },
              message: { text: plain(problem.message) },
              locations: [{ physicalLocation: physical(each, problem.file, problem.range) }],
            })),
          },
        ],
        results: input.workspaces.flatMap((each) => {
          const occurrences = new Map<string, number>();
          return each.findings.map((finding) => result(finding, each, used, occurrences));
        }),
      },
    ],
  };
}

function rule(policy: Policy): Json {
  const worst =
    policy.cases
      .flatMap((each) => each.severity.map((one) => one.is))
      .toSorted((a, b) => Number(securitySeverity[b]) - Number(securitySeverity[a]))[0] ?? "medium";
  const page = policyPage(policy);
  return {
    id: policy.id,
    name: policy.id
      .split(/[/-]/)
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(""),
    shortDescription: { text: `${policy.title}.` },
    fullDescription: { text: policy.why },
    help: { text: page, markdown: page },
    helpUri: pageAddress(policy.id),
    defaultConfiguration: { level: levels[worst] },
    properties: {
      "security-severity": securitySeverity[worst],
      precision: "high",
      tags: ["security", ...policy.attack].slice(0, 10),
    },
  };
}

type Workspace = SarifInput["workspaces"][number];

function result(
  finding: Finding,
  each: Workspace,
  used: readonly Policy[],
  occurrences: Map<string, number>,
): Json {
  const at = { file: finding.file, range: finding.range };
  const fingerprint = lineFingerprint(finding, each, occurrences);
  return {
    ruleId: finding.policy,
    ruleIndex: used.findIndex((policy) => policy.id === finding.policy),
    level: levels[finding.severity],
    message: {
      text: `${plain(finding.message)} (${finding.policy}, ${pageAddress(finding.policy)})`,
    },
    locations: [{ physicalLocation: physical(each, at.file, at.range, true) }],
    relatedLocations: finding.related.slice(0, 100).map((related, index) => ({
      id: index + 1,
      physicalLocation: physical(each, related.at.file, headOf(related.at)),
      message: { text: plain(related.message) },
    })),
    partialFingerprints: {
      primaryLocationLineHash: fingerprint,
      "msplintFinding/v1": sha256(
        `${finding.policy}\n${finding.file}\n${finding.subject.kind}\n${finding.subject.id}`,
      ).slice(0, 32),
    },
    fixes: finding.fixes().map((fix) => sarifFix(fix, each)),
    properties: {
      "security-severity": securitySeverity[finding.severity],
      ...(finding.variants ? { variants: finding.variants.map(plain) } : {}),
      ...(finding.switchedOffByRepository ? { switchedOffByRepository: true } : {}),
    },
  };
}

/** A hash of the line's text with its number among equal ones: it stays when lines move. */
function lineFingerprint(
  finding: Finding,
  each: Workspace,
  occurrences: Map<string, number>,
): string {
  const text = each.file(finding.file)?.text ?? "";
  const start = text.lastIndexOf("\n", Math.max(0, finding.range.start - 1)) + 1;
  const significant = text
    .slice(start, start + 400)
    .replace(/\s/g, "")
    .slice(0, 100);
  const hash = sha256(`${finding.file}\n${finding.policy}\n${significant}`).slice(0, 16);
  const count = (occurrences.get(hash) ?? 0) + 1;
  occurrences.set(hash, count);
  return `${hash}:${count}`;
}

function sarifFix(fix: Fix, each: Workspace): Json {
  const files = [...new Set(fix.edits.map((edit) => edit.file))];
  return {
    description: { text: plain(fix.title) },
    artifactChanges: files.map((path) => ({
      artifactLocation: artifact(each, path),
      replacements: fix.edits
        .filter((edit) => edit.file === path)
        .map((edit) => ({
          deletedRegion: region(each, path, edit.range),
          insertedContent: { text: edit.text },
        })),
    })),
  };
}

function physical(each: Workspace, path: string, range: Range, snippet = false): Json {
  const text = each.file(path)?.text ?? "";
  return {
    artifactLocation: artifact(each, path),
    region: {
      ...region(each, path, range),
      ...(snippet
        ? { snippet: { text: text.slice(range.start, Math.min(range.end, range.start + 400)) } }
        : {}),
    },
  };
}

function artifact(each: Workspace, path: string): Json {
  return {
    uri: (each.prefix + path).split("/").map(encodeURIComponent).join("/"),
    uriBaseId: "ROOT",
  };
}

function region(each: Workspace, path: string, range: Range): { [key: string]: Json } {
  const at = positionOf(each.file(path), range);
  return {
    startLine: at.line,
    startColumn: at.column,
    endLine: at.endLine,
    endColumn: at.endColumn,
  };
}

function headOf(place: Place): Range {
  return place.head ?? place.range;
}
