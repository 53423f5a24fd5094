// The grants that speak of a place: of whom it names, or of what lets them in. For a hover and for a lens.

import type { Snapshot, VariantSnapshot } from "../analyze.ts";
import type { Place } from "../expressions/value.ts";
import type { Resource } from "../model/resource.ts";
import type { Range } from "../text/range.ts";
import { grantText, lensText, whoText } from "./grant-words.ts";
import { placedOnce } from "./placed.ts";

export interface Here {
  readonly range: Range;
  /** Who it is, then a line for each thing that they get in through. */
  readonly lines: readonly string[];
}

/** A party with more grants than this is told in number. */
const mostGrants = 8;

const naming = ["principal", "party-id"] as const;

/** Who stands at an offset, as a principal, an account id or a variable's value that becomes one. */
export function whoIsHere(
  snapshots: readonly Snapshot[],
  file: string,
  offset: number,
): Here | undefined {
  let place: Place | undefined;
  const named = new Set<string>();
  for (const grant of grantsAt(snapshots, file, offset)) {
    const at = namedAt(grant, file, offset);
    if (!at) continue;
    place = place && lengthOf(place) <= lengthOf(at) ? place : at;
    named.add(whoText(grant));
  }
  if (!place) return undefined;
  const grants = grantsOf(snapshots);
  const lines = [...named].flatMap((who) => {
    const theirs = grants.filter((grant) => whoText(grant) === who).map(grantText);
    const each = [...new Set(theirs)];
    const rest = each.length - mostGrants;
    return [who, ...each.slice(0, mostGrants), ...(rest > 0 ? [`and ${rest} more`] : [])];
  });
  return { range: place.range, lines };
}

/** Those whose principal may stand at the offset. */
function grantsAt(
  snapshots: readonly Snapshot[],
  file: string,
  offset: number,
): ReadonlySet<Resource> {
  const found = snapshots.flatMap(({ variants }) =>
    variants.flatMap((variant) => principalsOf(variant).at(file, offset)),
  );
  return new Set(found);
}

const principalsOf = placedOnce(({ facts }: VariantSnapshot) =>
  facts.filter(isGrant).flatMap((grant) =>
    naming.flatMap((name) => {
      const value = grant.attributes.get(name);
      if (!value) return [];
      return [value.at, ...value.via.map((step) => step.at)].map((at) => [at, grant] as const);
    }),
  ),
);

/** Where a grant's principal is written, or a step of the way that it came by; the narrowest at the offset. */
function namedAt(grant: Resource, file: string, offset: number): Place | undefined {
  let found: Place | undefined;
  for (const name of naming) {
    const value = grant.attributes.get(name);
    if (!value) continue;
    found = narrower(value.at, found, file, offset);
    for (const step of value.via) found = narrower(step.at, found, file, offset);
  }
  return found;
}

/** The place, where it is at the offset and narrower than the one before. */
function narrower(
  place: Place,
  before: Place | undefined,
  file: string,
  offset: number,
): Place | undefined {
  const { start, end } = place.range;
  if (offset < start || end < offset || place.file !== file) return before;
  return !before || end - start < lengthOf(before) ? place : before;
}

function lengthOf({ range }: Place): number {
  return range.end - range.start;
}

/** One line for each outsider that a declaration of the file lets in, at the declaration's head. */
export function lensesOf(
  snapshots: readonly Snapshot[],
  file: string,
): readonly { readonly range: Range; readonly title: string }[] {
  const lenses = new Map<string, { readonly range: Range; readonly title: string }>();
  for (const grant of grantsOf(snapshots)) {
    const { at } = grant;
    if (at.file !== file || !isOutsider(grant)) continue;
    const range = at.head ?? at.range;
    const title = lensText(grant);
    lenses.set(`${range.start} ${title}`, { range, title });
  }
  return [...lenses.values()].toSorted((a, b) => a.range.start - b.range.start);
}

function isOutsider(grant: Resource): boolean {
  const outsider = grant.attributes.get("outsider");
  return outsider?.state === "known" && outsider.value === true;
}

function grantsOf(snapshots: readonly Snapshot[]): readonly Resource[] {
  const grants: Resource[] = [];
  for (const { variants } of snapshots)
    for (const { facts } of variants)
      for (const fact of facts) if (isGrant(fact)) grants.push(fact);
  return grants;
}

function isGrant({ kind, exists }: Resource): boolean {
  return kind === "access.grant" && exists !== "no";
}
