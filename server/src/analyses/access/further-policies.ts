// The policies of one holder that are enough to become administrator, beside the one that is reported first, or would be.

import type { Place, Trail } from "../../expressions/value.ts";
import type { Statement } from "../../model/document.ts";
import type { PolicySource } from "./attachments.ts";
import type { Surroundings } from "./escalation.ts";
import type { Opening } from "./opening.ts";
import { samePlace } from "./opening.ts";
import type { Boundary, Power } from "./power.ts";
import { powerOf } from "./power.ts";
import type { Rights } from "./rights.ts";
import { rightsOf } from "./rights.ts";

export interface FurtherPolicy {
  readonly source: PolicySource;
  readonly at: Place;
  readonly via: readonly Trail[];
  readonly has: readonly string[];
  readonly rights: Rights;
  readonly openings: readonly Opening[];
}

/** Whoever takes the first policy away has to take these away too, each at its own place. */
export function furtherPolicies(
  sources: readonly PolicySource[],
  boundary: Boundary,
  around: Surroundings,
  power: Power,
  rights: Rights,
): readonly FurtherPolicy[] {
  const first = placeOf(power, rights);
  if (sources.length < 2 || !first) return [];
  // Beside what gives everything, a way to it is not what makes the holder grave.
  const least = Math.max(ranks.indexOf(first.is), ranks.indexOf("identities"));
  const found: FurtherPolicy[] = [];
  for (const source of sources) {
    if ("unknown" in source.document) continue;
    const alone = powerOf({ sources: [source] }, boundary, [], around);
    const own = rightsOf([source], alone.allows);
    // A Deny of another policy, or of the organisation, may close a way.
    const openings = alone.openings.filter((each) => power.escalations.includes(each.id));
    const place = placeOf({ ...alone, openings }, own);
    if (!place || ranks.indexOf(place.is) > least) continue;
    const { at, via } = place;
    const seen = [first.at, ...found.map((each) => each.at)];
    if (!seen.some((each) => samePlace(each, at)))
      found.push({
        source,
        at,
        via,
        has: alone.has.filter(isAdministrator),
        rights: own,
        openings,
      });
  }
  return found;
}

/** What is reported of a holder, from the gravest. */
const ranks = ["everything", "identities", "escalation"] as const;

interface Reported {
  readonly is: (typeof ranks)[number];
  readonly at: Place;
  readonly via: readonly Trail[];
}

function placeOf(
  { has, main, openings }: Pick<Power, "has" | "main" | "openings">,
  rights: Rights,
): Reported | undefined {
  if (main && has.includes("administrator"))
    return { is: "everything", at: main.at, via: main.via };
  const identities = rights.everythingOf.find((each) => each.service === "iam");
  if (identities) return { is: "identities", at: identities.at, via: identities.via };
  const [opening] = openings.filter((each) => each.id !== anyRole);
  return opening && { is: "escalation", at: opening.at, via: opening.via };
}

/** That any role can be assumed is reported as such. */
const anyRole = "sts-001";

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
