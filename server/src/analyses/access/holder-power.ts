// The power of one role or user of a unit, decided once for all who ask for it.

import type { AnalysisContext } from "../../model/analysis.ts";
import type { Model, Resource } from "../../model/resource.ts";
import type { Attached } from "./attachments.ts";
import { boundaryOf } from "./boundary.ts";
import { guardrailsOf } from "./guardrails.ts";
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
  const around = unitOf(model, context).of(holder, attached);
  const boundary = boundaryOf(holder, model, context);
  const power = powerOf(attached, boundary, [], around, guardrailsOf(holder, model, context));
  powers.set(holder, { context, power });
  return power;
}

const powers = new WeakMap<
  Resource,
  { readonly context: AnalysisContext; readonly power: Power }
>();
