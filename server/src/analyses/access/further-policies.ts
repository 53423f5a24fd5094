// The policies of one holder that are enough to do everything, beside the one that is reported first, or would be.

import type { Place, Trail } from "../../expressions/value.ts";
import type { Statement } from "../../model/document.ts";
import type { PolicySource } from "./attachments.ts";
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
}

/** Whoever takes the first policy away has to take these away too, each at its own place. */
export function furtherPolicies(
  sources: readonly PolicySource[],
  boundary: Boundary,
  power: Power,
  rights: Rights,
): readonly FurtherPolicy[] {
  const everything = power.has.includes("administrator");
  if (sources.length < 2 || !(everything || ofIdentities(rights))) return [];
  const first = everything ? power.main?.at : rights.everythingOf[0]?.at;
  const found: FurtherPolicy[] = [];
  for (const source of sources) {
    if ("unknown" in source.document) continue;
    const alone = powerOf({ sources: [source] }, boundary);
    const own = rightsOf([source], alone.allows);
    const identities = ofIdentities(own);
    const isEnough = alone.has.includes("administrator") || identities;
    const { at, via } = (alone.has.includes("administrator") ? alone.main : identities) ?? source;
    const seen = [first, ...found.map((each) => each.at)];
    if (isEnough && !seen.some((each) => each && samePlace(each, at)))
      found.push({ source, at, via, has: alone.has.filter(isAdministrator), rights: own });
  }
  return found;
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
    return { source, at, via, has: has.filter(isAdministrator), rights: rightsOf([], allows) };
  }
  return undefined;
}

function ofIdentities(rights: Rights): Rights["everythingOf"][number] | undefined {
  return rights.everythingOf.find((each) => each.service === "iam");
}

function isAdministrator(capability: string): boolean {
  return capability === "administrator";
}
