// The second pass: what all units together show, and the findings that policies make of it. Knows no file and no unit's model.

import { joinEvidence } from "./analyses/workspace/index.ts";
import { otherTool } from "./analyses/workspace/other-tools.ts";
import type { Beyond, UnitEvidence } from "./analyses/workspace/row.ts";
import type { Finding } from "./check/finding.ts";
import type { MatchContext } from "./check/match.ts";
import { match } from "./check/match.ts";
import type { Policy } from "./check/policy.ts";
import type { Reason } from "./expressions/value.ts";
import type { Resource } from "./model/resource.ts";
import type { Problem } from "./text/problem.ts";

export interface Joined {
  readonly facts: readonly Resource[];
  readonly findings: readonly Finding[];
  /** Policies and the pass itself where they threw: bugs that cost their own findings. */
  readonly failures: readonly string[];
}

export interface Workplace {
  /** Evidence of the units at hand. */
  readonly units: readonly UnitEvidence[];
  readonly beyond: Beyond;
  /** What was said of the units and files at hand. */
  readonly problems: readonly Problem[];
  readonly failures: readonly string[];
  readonly paths: Iterable<string>;
  readonly isHidden: (file: string) => boolean;
}

/** Costs as much as there are rows; what nothing makes due costs nothing. */
export function joinUnits(
  place: Workplace,
  rows: "believed" | "bare",
  policies: readonly Policy[],
  context: MatchContext,
): Joined {
  const units = allUnits(place).map((each) =>
    rows === "bare" && each.bare ? { ...each, rows: each.bare } : each,
  );
  if (units.every((each) => each.rows.length === 0)) return nothing;
  try {
    const { isHidden } = place;
    const facts = joinEvidence(units, { isHidden, unread: unreadIn(place) });
    if (facts.length === 0) return nothing;
    return { facts, ...match(policies, facts, context) };
  } catch (error) {
    const message = error instanceof Error ? error.message : "unknown failure";
    return { ...nothing, failures: [`all units together: ${message}`] };
  }
}

const nothing: Joined = { facts: [], findings: [], failures: [] };

/** A unit that is at hand is newer than what another process found of it. */
function allUnits({ units, beyond }: Workplace): readonly UnitEvidence[] {
  if (typeof beyond === "string") return units;
  const here = new Set(units.map((each) => each.unit));
  return [...units, ...beyond.units.filter((each) => !here.has(each.unit))];
}

/** Whatever is not read may hold what seems to be missing. */
export function unreadIn({
  beyond,
  problems,
  failures,
  paths,
  isHidden,
}: Workplace): readonly Reason[] {
  const reasons: Reason[] = [];
  if (beyond === "unknown")
    reasons.push({ kind: "unsupported", what: "the rest of the workspace" });
  const here = new Set(paths);
  if (typeof beyond === "object")
    reasons.push(...beyond.unread.filter((each) => each.kind !== "file" || !here.has(each.name)));
  for (const { file, incomplete } of problems)
    if (incomplete && !isHidden(file)) reasons.push({ kind: "file", name: file });
  if (failures.length > 0) reasons.push({ kind: "unsupported", what: "a part of the workspace" });
  const tool = otherTool(here);
  if (tool !== undefined)
    reasons.push({ kind: "unsupported", what: `what another tool deploys (${tool})` });
  return reasons;
}
