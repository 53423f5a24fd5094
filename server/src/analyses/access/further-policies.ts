// The policies of one holder that are enough to become administrator, beside the one that is reported first, or would be.

import type { Place, Trail } from "../../expressions/value.ts";
import type { Statement } from "../../model/document.ts";
import type { PolicySource } from "./attachments.ts";
import { deciderOf } from "./decider.ts";
import type { Surroundings } from "./escalation.ts";
import { isGiven, openness, passesRoleInView, searchOf, wayInView } from "./escalation.ts";
import type { Opening } from "./opening.ts";
import { openingOf } from "./opening.ts";
import { planOf } from "./path-plans.ts";
import type { Boundary, Power } from "./power.ts";
import { aloneOf, powerOf } from "./power.ts";
import type { Rights } from "./rights.ts";
import { rightsOf } from "./rights.ts";
import { samePlace } from "./same-place.ts";

export interface FurtherPolicy {
  readonly source: PolicySource;
  readonly at: Place;
  readonly via: readonly Trail[];
  readonly has: readonly string[];
  /** Those of an administrator, who needs no way to become one. */
  readonly rights?: Rights;
  readonly openings: readonly Opening[];
}

/** Whoever takes the first policy away has to take these away too, each at its own place. */
export function furtherPolicies(
  sources: readonly PolicySource[],
  boundary: Boundary,
  around: () => Surroundings,
  power: Power,
  rights: Rights,
): readonly FurtherPolicy[] {
  if (sources.length < 2) return [];
  const isEverything = power.has.includes("administrator");
  const openings = power.openings.filter((each) => each.id !== anyRole);
  const first = isEverything ? power.main : (ofIdentities(rights) ?? openings[0]);
  if (!first) return [];
  const found: FurtherPolicy[] = [];
  for (const source of sources) {
    const further =
      isEverything || ofIdentities(rights)
        ? enough(source, boundary)
        : opening(source, openings, boundary, around);
    const seen = [first.at, ...found.map((each) => each.at)];
    if (further && !seen.some((each) => samePlace(each, further.at))) found.push(further);
  }
  return found;
}

/** That any role can be assumed is reported as such. */
const anyRole = "sts-001";

/** The policy alone makes an administrator, or gives everything with identities, which is the same. */
function enough(source: PolicySource, boundary: Boundary): FurtherPolicy | undefined {
  if ("unknown" in source.document) return undefined;
  const { has, main, allows } = powerOf({ sources: [source] }, boundary);
  const rights = rightsOf([source], allows);
  const place = main && has.includes("administrator") ? main : ofIdentities(rights);
  if (!place) return undefined;
  const { at, via } = place;
  return { source, at, via, has: has.filter(isAdministrator), rights, openings: [] };
}

/** The policy alone opens one of the ways: no Deny of another, or of the organisation, closes these. */
function opening(
  source: PolicySource,
  openings: readonly Opening[],
  boundary: Boundary,
  around: () => Surroundings,
): FurtherPolicy | undefined {
  const { document } = source;
  if ("unknown" in document || (boundary && "unknown" in boundary)) return undefined;
  const { statements } = document;
  const decider = boundary ? deciderOf(statements, boundary.statements) : aloneOf(statements);
  const given = openings.flatMap(({ id }) => {
    const plan = planOf(id);
    return plan && isGiven(plan, decider) ? [plan] : [];
  });
  if (given.length === 0) return undefined;
  const search = searchOf(decider, around());
  const open = given
    .filter((plan) => openness(plan, search) === "yes")
    .map((plan) =>
      openingOf(plan, [source], passesRoleInView(plan, search), wayInView(plan, search)),
    );
  const [first] = open;
  return first && { source, at: first.at, via: first.via, has: [], openings: open };
}

function ofIdentities(rights: Rights): Rights["everythingOf"][number] | undefined {
  return rights.everythingOf.find((each) => each.service === "iam");
}

/** The first policy that would allow everything, did IAM not refuse the effect of a statement. */
export function unfinishedPolicy(
  sources: readonly PolicySource[],
  boundary: Boundary,
): FurtherPolicy | undefined {
  for (const source of sources) {
    const { document } = source;
    if ("unknown" in document || !document.statements.some((each) => each.meansAllow)) continue;
    const statements = document.statements.map(
      ({ meansAllow, ...each }): Statement => (meansAllow ? { ...each, effect: "allow" } : each),
    );
    const finished = { ...source, document: { ...document, statements } };
    const { has, main, allows } = powerOf({ sources: [finished] }, boundary);
    if (!main || !has.includes("administrator")) continue;
    const { at, via } = main;
    const rights = rightsOf([], allows);
    return { source, at, via, has: has.filter(isAdministrator), rights, openings: [] };
  }
  return undefined;
}

function isAdministrator(capability: string): boolean {
  return capability === "administrator";
}
