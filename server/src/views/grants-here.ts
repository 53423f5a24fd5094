// The grants that speak of a place: of whom it names, or of what lets them in. For a hover and for a lens.

import type { Snapshot } from "../analyze.ts";
import type { Place } from "../expressions/value.ts";
import type { Resource } from "../model/resource.ts";
import type { Range } from "../text/range.ts";
import { grantText, lensText, whoText } from "./grant-words.ts";

export interface Here {
  readonly range: Range;
  /** Who it is, then a line for each thing that they get in through. */
  readonly lines: readonly string[];
}

/** A party with more grants than this is told in number. */
const mostGrants = 8;

/** Who stands at an offset, as a principal, an account id or a variable's value that becomes one. */
export function whoIsHere(
  snapshots: readonly Snapshot[],
  file: string,
  offset: number,
): Here | undefined {
  let place: Place | undefined;
  const named = new Set<string>();
  const grants = grantsOf(snapshots);
  for (const grant of grants) {
    const at = namedAt(grant, file, offset);
    if (!at) continue;
    place = place && lengthOf(place) <= lengthOf(at) ? place : at;
    named.add(whoText(grant));
  }
  if (!place) return undefined;
  const lines = [...named].flatMap((who) => {
    const theirs = grants.filter((grant) => whoText(grant) === who).map(grantText);
    const each = [...new Set(theirs)];
    const rest = each.length - mostGrants;
    return [who, ...each.slice(0, mostGrants), ...(rest > 0 ? [`and ${rest} more`] : [])];
  });
  return { range: place.range, lines };
}

/** Where a grant's principal is written, or a step of the way that it came by; the narrowest at the offset. */
function namedAt(grant: Resource, file: string, offset: number): Place | undefined {
  let found: Place | undefined;
  const look = (place: Place): void => {
    const { start, end } = place.range;
    if (place.file !== file || offset < start || end < offset) return;
    if (!found || end - start < lengthOf(found)) found = place;
  };
  for (const name of ["principal", "party-id"]) {
    const value = grant.attributes.get(name);
    if (!value) continue;
    look(value.at);
    for (const step of value.via) look(step.at);
  }
  return found;
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
      for (const fact of facts)
        if (fact.kind === "access.grant" && fact.exists !== "no") grants.push(fact);
  return grants;
}
