// Findings with their diagnostics, from the analysis here and from the scan child, as one list.

import type { Diagnostic } from "vscode-languageserver";
import type { Finding } from "../check/finding.ts";
import { plain } from "../views/plain.ts";
import type { DiagnosticCapabilities } from "./diagnostics.ts";

/** The diagnostic was made where the file's text was at hand. */
export interface Placed {
  readonly finding: Finding;
  readonly diagnostic: Diagnostic;
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
