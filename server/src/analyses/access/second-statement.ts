// Statements of one trust that undo each other's guards: what one demands of a party, another does not.

import type { Truth } from "../../expressions/truth.ts";
import { any, truth } from "../../expressions/truth.ts";
import type { ExternalId, Guard, Mfa } from "./guards.ts";
import { narrowings } from "./guards.ts";
import type { Way } from "./trusted.ts";

export interface GuardedWay {
  readonly way: Way;
  readonly externalId: Guard<ExternalId>;
  readonly mfa: Guard<Mfa>;
}

/** Does another statement that trusts the same party have a guard, where this one has none? */
export function guardedBeside(one: GuardedWay, all: readonly GuardedWay[]): Truth {
  if (guards(one).length > 0 || one.way.trust.allow.moreConditions) return "no";
  if (one.externalId.state !== "absent" || one.mfa.state !== "absent") return "no";
  const name = partyOf(one.way);
  return any(
    all
      .filter((other) => other.way.trust.allow !== one.way.trust.allow && guards(other).length > 0)
      .map((other): Truth => {
        const otherName = partyOf(other.way);
        if (name === undefined || otherName === undefined) return "unknown";
        return truth(otherName === name);
      }),
  );
}

/** A date limits for how long, not whom. */
function guards({ externalId, mfa, way }: GuardedWay): readonly string[] {
  return [
    ...(externalId.state === "effective" ? ["external ID"] : []),
    ...(mfa.state === "enforced" ? ["MFA"] : []),
    ...narrowings(way.trust)
      .map((each) => each.name)
      .filter((name) => name !== "date"),
  ];
}

function partyOf({ party }: Way): string | undefined {
  return "unknown" in party ? undefined : (party.id ?? party.name);
}
