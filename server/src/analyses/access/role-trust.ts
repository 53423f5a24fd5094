// Grants through the trust policies of AWS roles: who may assume the role, behind which guard, with what power.

import type { Reason, Value } from "../../expressions/value.ts";
import {
  absent,
  isDict,
  isList,
  known,
  member,
  textValue,
  unknown,
  wholeText,
} from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { Condition, Statement } from "../../model/document.ts";
import type { Model, Resource, Target } from "../../model/resource.ts";
import { declarationOf, ofKind } from "../../model/resource.ts";
import { attachedTo } from "./attachments.ts";
import { callerOf } from "./caller.ts";
import { grant, listAt, someEnded } from "./grant.ts";
import type { End } from "./guards.ts";
import { admitsWithoutMfaKeys, expiry, externalIdGuard, mfaGuard, narrowings } from "./guards.ts";
import { holderPower } from "./holder-power.ts";
import { openingsValue } from "./opening.ts";
import type { Directory } from "./parties.ts";
import type { Power } from "./power.ts";
import {
  externalIdTargets,
  mfaTargets,
  presentTargets,
  principalTargets,
  rightTargets,
} from "./role-fixes.ts";
import { managedPolicies } from "./tables.ts";
import type { Way } from "./trusted.ts";
import { canHaveMfa, waysInto } from "./trusted.ts";

export function roleTrustGrants(
  model: Model,
  directory: Directory,
  context: AnalysisContext,
): readonly Resource[] {
  return ofKind(model, "aws.iam.role").flatMap((role) =>
    roleGrants(role, model, directory, context),
  );
}

function roleGrants(
  role: Resource,
  model: Model,
  directory: Directory,
  context: AnalysisContext,
): readonly Resource[] {
  if (role.exists === "no" || declarationOf(model, role.declarations[0])?.existing) return [];
  const ways = waysInto(role, directory);
  if (ways.length === 0) return [];
  const power = rolePower(role, model, context);
  // Where anyone may come in, that is the cause of whatever else is wrong with the trust.
  const open = ways.some(({ party }) => !("unknown" in party) && party.kind === "anyone");
  return ways.map((way) => {
    const made = wayGrant(way, power, context);
    return open ? { ...made, cause: `${role.id} anyone` } : made;
  });
}

function rolePower(role: Resource, model: Model, context: AnalysisContext): Power {
  const attached = attachedTo(role, model, () => managedPolicies(context.tables));
  return holderPower(role, attached, model, context);
}

function wayGrant(way: Way, power: Power, context: AnalysisContext): Resource {
  const { role, trust, principal, party, id, at } = way;
  const name = wholeText(role.attributes.get("name")) ?? role.name;
  const externalId = externalIdGuard(trust);
  const mfa = mfaGuard(trust);
  const narrowed = narrowings(trust);
  const ends = expiry(trust);
  const people = canHaveMfa(principal, trust.allow);
  const firstExternal = externalId.conditions[0]?.condition;
  const firstMfa = mfa.conditions[0]?.condition;
  const mfaState = people === "no" ? (firstMfa ? "dead" : "not-applicable") : mfa.state;
  const guard = (state: string, condition: Condition | undefined, more: Statement) =>
    state === "unknown"
      ? unknown(
          more.moreConditions ?? condition?.values.more ?? { kind: "condition" },
          condition?.operatorPlace ?? at,
        )
      : textValue(state, condition?.operatorPlace ?? at);
  // A condition that roles pass without MFA asks nobody for it, and says nothing of who they are.
  const idle = people === "no" && admitsWithoutMfaKeys(trust) === "yes";
  const asked = idle ? { ...mfa, conditions: [] } : mfa;
  const federated = principal.type === "Federated";
  const main = power.main;
  const powerAt = main?.at ?? role.at;
  const powerVia = main?.via ?? [];
  return grant({
    id,
    name,
    declarations: role.declarations,
    at: role.at,
    exists: role.exists,
    party,
    principal: principal.value,
    principalPlace: at,
    today: context.today,
    someEnded: someEnded(context),
    customer: context.customer,
    causeOf: role.id,
    values: {
      caller: textValue(callerOf(party, externalId, asked, narrowed), at),
      through: textValue("role-trust", at),
      subject: textValue(`role ${name}`, role.at),
      scope: textValue("account", role.at),
      standing: known(true, at),
      power: listAt(power.has, powerAt, powerVia, power.more),
      right: main ? textValue(main.source.name, main.at, main.via) : absent(role.at),
      "right-kind": main ? textValue(main.source.kind, main.at, main.via) : absent(role.at),
      escalations: openingsValue(power.openings, powerAt, powerVia, power.more),
      "external-id": federated
        ? textValue("not-applicable", at)
        : guard(externalId.state, firstExternal, trust.allow),
      "external-id-flaw":
        externalId.state === "bypassable" && firstExternal
          ? flaw(externalIdTargets(way, externalId), firstExternal)
          : unlessUnknown(guard(externalId.state, firstExternal, trust.allow)),
      mfa: guard(mfaState, firstMfa, trust.allow),
      "mfa-flaw":
        mfaState === "bypassable" && firstMfa
          ? textValue(mfa.conditions[0]?.effect ?? "allow", firstMfa.operatorPlace)
          : unlessUnknown(guard(mfaState, firstMfa, trust.allow)),
      "narrowed-by": listAt(
        [...new Set(narrowed.map((each) => each.name))],
        narrowed[0]?.condition.keyPlace ?? at,
        [],
        trust.allow.moreConditions,
      ),
      "session-seconds": role.attributes.get("max-session-seconds") ?? absent(role.at),
      expires: ends ? endValue(ends) : taggedExpiry(role),
    },
    targets: {
      "external-id": externalIdTargets(way, externalId),
      mfa: mfaTargets(way, mfa),
      right: rightTargets(main?.source, power.attached),
      principal: principalTargets(way),
      present: presentTargets(way, ends?.date !== undefined && ends.date < context.today),
    },
  });
}

/** A guard that is not known may have a flaw; any other has none. */
function unlessUnknown(guard: Value): Value {
  return guard.state === "unknown" ? guard : absent(guard.at);
}

/** A fix renames an operator; what it cannot mend that way needs a value. */
function flaw(targets: readonly Target[], condition: Condition): Value {
  const renamed = targets.some((each) => each.when === "effective");
  return textValue(renamed ? "operator" : "value", condition.operatorPlace);
}

function endValue({ date, value }: End): Value {
  if (date !== undefined) return textValue(date, value.at, value.via);
  const reason: Reason = value.state === "unknown" ? value.reason : { kind: "missing" };
  return unknown(reason, value.at, value.via);
}

/** The end that a tag of the role says. */
function taggedExpiry(role: Resource): Value {
  const tags = role.attributes.get("tags");
  for (const [key, value] of tagsOf(tags)) {
    const date =
      /^(?:expir(?:es?|y|ation)(?:[-_ ]?(?:on|date))?|contract[-_ ]?ends?|end[-_ ]?date)$/i.test(
        key,
      )
        ? wholeText(value)
        : undefined;
    if (date !== undefined && /^\d{4}-\d\d-\d\d/.test(date))
      return textValue(date.slice(0, 10), value.at, value.via);
  }
  return absent(role.at);
}

/** Terraform has a map of tags, CloudFormation a list of keys and values. */
function tagsOf(tags: Value | undefined): readonly (readonly [string, Value])[] {
  if (tags?.state !== "known" || tags.value === null) return [];
  if (isDict(tags.value))
    return [...tags.value.entries].map(([key, entry]) => [key, entry.value] as const);
  if (!isList(tags.value)) return [];
  return tags.value.items.flatMap((item) => {
    const key = wholeText(member(item, "Key"));
    const value = member(item, "Value");
    return key !== undefined && value ? [[key, value] as const] : [];
  });
}
