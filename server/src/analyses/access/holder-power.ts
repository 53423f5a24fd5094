// The power of one role or user of a unit, decided once for all who ask for it.

import type { AnalysisContext } from "../../model/analysis.ts";
import type { Model, Resource } from "../../model/resource.ts";
import type { Attached } from "./attachments.ts";
import { boundaryOf } from "./boundary.ts";
import type { Surroundings } from "./escalation.ts";
import { guardrailsOf, noGuardrails } from "./guardrails.ts";
import { withMfaMet } from "./mfa-met.ts";
import type { Power } from "./power.ts";
import { powerOf } from "./power.ts";
import { unitOf } from "./surroundings.ts";

export function holderPower(
  holder: Resource,
  attached: Attached,
  model: Model,
  context: AnalysisContext,
): Power {
  const present = powers.get(holder);
  if (present?.context === context) return present.power;
  const boundary = boundaryOf(holder, model, context);
  const guardrails = guardrailsOf(holder, model, context);
  // What is a user's own depends on its groups.
  const isRole = holder.kind === "aws.iam.role";
  const unlimited = isRole && boundary === undefined && guardrails === noGuardrails;
  const before = unlimited && present?.alone === attached ? present.power : undefined;
  if (before) {
    powers.set(holder, { context, power: before, alone: attached });
    return before;
  }
  const { around, asked } = watchedSurroundings(unitOf(model, context).of(holder, attached));
  const isPeople = holder.kind === "aws.iam.user" || holder.kind === "aws.iam.group";
  const judged = isPeople ? withMfaMet(attached) : attached;
  const power = powerOf(judged, boundary, [], around, guardrails);
  const alone = unlimited && !asked() ? attached : undefined;
  powers.set(holder, { context, power, alone });
  return power;
}

interface Known {
  readonly context: AnalysisContext;
  readonly power: Power;
  /** Set where nothing but these policies decided: the power is the same as long as they are. */
  readonly alone: Attached | undefined;
}

const powers = new WeakMap<Resource, Known>();

/** Notices whether anything else of the unit was asked for. */
function watchedSurroundings(whole: Surroundings): {
  readonly around: Surroundings;
  readonly asked: () => boolean;
} {
  let asked = false;
  const noticed = <A extends readonly unknown[], T>(ask: (...given: A) => T) => {
    return (...given: A): T => {
      asked = true;
      return ask(...given);
    };
  };
  const { selves, gains, ways } = whole;
  return {
    around: { selves, gains: noticed(gains), ways: noticed(ways) },
    asked: () => asked,
  };
}
