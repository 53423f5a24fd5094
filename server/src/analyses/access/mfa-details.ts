// What is worth knowing of an MFA condition beside whether it binds: how old the MFA may be, and what a dead one does.

import type { Value } from "../../expressions/value.ts";
import { absent, known, textValue, unknown, wholeText } from "../../expressions/value.ts";
import type { Change, Target } from "../../model/resource.ts";
import { operatorOf } from "./conditions.ts";
import { whenValue } from "./grant.ts";
import type { Guard, Mfa, Trust } from "./guards.ts";
import { admitsWithoutMfaKeys } from "./guards.ts";

const ageKey = "aws:multifactorauthage";

/** The seconds after which an MFA is too old, by an Allow that wants it younger or a Deny of older ones. */
export function mfaAge(guard: Guard<Mfa>, fallback: Value): Value {
  for (const { condition, effect } of guard.conditions) {
    if (condition.key.toLowerCase() !== ageKey) continue;
    const { base, negated } = operatorOf(condition.operator);
    const order = effect === "allow" ? "numericlessthan" : "numericgreaterthan";
    if (negated || (base !== order && base !== `${order}equals`)) continue;
    const [value] = condition.values.values;
    if (!value) {
      const { more, at } = condition.values;
      return more ? unknown(more, at) : absent(at);
    }
    const text = wholeText(value);
    if (text === undefined)
      return unknown(value.state === "unknown" ? value.reason : { kind: "missing" }, value.at);
    if (/^\d+$/.test(text)) return known({ type: "number", text }, value.at, value.via);
  }
  return absent(fallback.at);
}

/** Under `BoolIfExists` a dead condition lets everybody by; under `Bool` nobody. */
export function deadMfa(trust: Trust, guard: Guard<Mfa>, fallback: Value): Value {
  const [first] = guard.conditions;
  if (!first) return absent(fallback.at);
  switch (admitsWithoutMfaKeys(trust)) {
    case "yes":
      return textValue("nothing", first.condition.operatorPlace);
    case "no":
      return textValue("turns-away", first.condition.operatorPlace);
    case "unknown":
      return unknown(
        trust.allow.moreConditions ?? { kind: "condition" },
        first.condition.operatorPlace,
      );
  }
}

/** Only a condition that does nothing can go without letting anybody in. */
export function deadMfaTargets(trust: Trust, guard: Guard<Mfa>): readonly Target[] {
  if (admitsWithoutMfaKeys(trust) !== "yes" || guard.conditions.length === 0) return [];
  const changes = guard.conditions.map(({ condition, effect }): Change | undefined =>
    effect === "allow" && condition.siblings > 1
      ? { at: condition.values.at, operation: { is: "remove" } }
      : undefined,
  );
  const possible = changes.filter((each) => each !== undefined);
  return possible.length === changes.length ? [whenValue("not-applicable", ...possible)] : [];
}
