// Statements of one trust that undo each other's guards: what one demands of a party, another does not.

import type { Truth } from "../../expressions/truth.ts";
import { any, truth } from "../../expressions/truth.ts";
import type { FixValue, Target } from "../../model/resource.ts";
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

/** The guard of the other statement; an external ID may be a reference there, and so is asked for anew. */
export function guardTargets(one: GuardedWay, all: readonly GuardedWay[]): readonly Target[] {
  const { way } = one;
  if (way.shared || guardedBeside(one, all) !== "yes") return [];
  const others = all.filter((each) => each !== one && partyOf(each.way) === partyOf(way));
  const demand = (operator: string, key: string, value: FixValue): readonly Target[] => {
    const path = ["Condition", operator, key];
    return [{ changes: [{ at: way.trust.allow.at, operation: { is: "set", path, value } }] }];
  };
  if (others.some((each) => each.externalId.state === "effective"))
    return demand("StringEquals", "sts:ExternalId", { is: "given", several: true });
  if (others.some((each) => each.mfa.state === "enforced"))
    return demand("Bool", "aws:MultiFactorAuthPresent", { is: "literal", value: "true" });
  return [];
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
