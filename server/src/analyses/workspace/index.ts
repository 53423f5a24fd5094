// What only all units together show: what should be somewhere in the workspace and is not.

import type { KindDefinition } from "../../model/kind.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { evidenceKind } from "./evidence.ts";
import { externalIdRows, externalIdsReused, reuseKind } from "./external-ids.ts";
import { trustLimited } from "./guardrail.ts";
import { logRows, logsCopied } from "./log-copies.ts";
import { organizationPolicyRows } from "./organization-policies.ts";
import type { Row, UnitEvidence, View } from "./row.ts";
import { thingRows } from "./things.ts";
import { trustRows } from "./trusts.ts";
import { unreadRows } from "./unread.ts";
import { accessWatched } from "./watched.ts";

export const workspaceKinds: readonly KindDefinition[] = [evidenceKind, reuseKind];

/** What one variant of a unit contributes; a pure function, so that it is kept as long as the unit is. */
export function evidenceRows(
  model: Model,
  facts: readonly Resource[],
  customer: string | undefined,
): readonly Row[] {
  const rows = [
    ...trustRows(facts),
    ...externalIdRows(facts),
    ...logRows(model, facts),
    ...thingRows(model),
    ...organizationPolicyRows(model),
    ...unreadRows(model),
  ];
  return customer === undefined ? rows : rows.map((row): Row => ({ ...row, customer }));
}

/** Everything that follows from all units; looks at rows alone and does nothing where nothing is due. */
export function joinEvidence(units: readonly UnitEvidence[], view: View): readonly Resource[] {
  const all = units.flatMap((unit) => unit.rows).filter((row) => isSeen(row, view));
  if (!all.some(isDue)) return [];
  const rows = all.toSorted(byPlace);
  return [
    ...accessWatched(rows, view),
    ...trustLimited(rows, view),
    ...externalIdsReused(rows),
    ...logsCopied(rows, view),
  ];
}

function isSeen(row: Row, { isHidden }: View): boolean {
  return !isDue(row) || !isHidden(row.at.file);
}

/** Without one of these, all the others say nothing. */
function isDue(row: Row): boolean {
  return row.is === "trust" || row.is === "external-id" || row.is === "log-flow";
}

/** So that the first place of several is the same whichever unit was analysed first. */
function byPlace(a: Row, b: Row): number {
  if (a.at.file !== b.at.file) return a.at.file < b.at.file ? -1 : 1;
  return a.at.range.start - b.at.range.start;
}
