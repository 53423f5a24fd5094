// Grants through the trust policies of AWS roles: who may assume the role, behind which guard, with what power.

import type { Reason, Value } from "../../expressions/value.ts";
import { absent, known, textValue, unknown, wholeText } from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { Condition, Statement } from "../../model/document.ts";
import { keeper } from "../../model/kept.ts";
import type { Model, Resource, Target } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import { attachedTo } from "./attachments.ts";
import type { Binding, Bound } from "./bound-ways.ts";
import { bindingOf } from "./bound-ways.ts";
import { callerOf } from "./caller.ts";
import { isDeployed } from "./deployed.ts";
import type { Directory } from "./directory.ts";
import { reuseOf, wordsOf } from "./external-id-value.ts";
import { grant, listAt, someEnded } from "./grant.ts";
import { guardrailNames } from "./guardrails.ts";
import type { End } from "./guards.ts";
import { admitsWithoutMfaKeys, expiry, externalIdGuard, mfaGuard, narrowings } from "./guards.ts";
import { holderPower } from "./holder-power.ts";
import { openingValues } from "./opening.ts";
import type { Power } from "./power.ts";
import type { ResourceControl } from "./resource-control.ts";
import { noControl, resourceControlOf } from "./resource-control.ts";
import {
  denyTargets,
  externalIdTargets,
  mfaTargets,
  presentTargets,
  principalTargets,
  rightTargets,
} from "./role-fixes.ts";
import type { GuardedWay } from "./second-statement.ts";
import { managedPolicies } from "./tables.ts";
import { tagsOf } from "./tags.ts";
import type { Beside, Details } from "./trust-details.ts";
import { trustDetails } from "./trust-details.ts";
import type { Way } from "./trusted.ts";
import { canHaveMfa, waysInto } from "./trusted.ts";
import { unusedTrusts } from "./unused-documents.ts";

export function roleTrustGrants(
  model: Model,
  directory: Directory,
  context: AnalysisContext,
): readonly Resource[] {
  const deployed = ofKind(model, "aws.iam.role").filter((role) => isDeployed(role, model));
  const roles = [...deployed, ...unusedTrusts(model)].flatMap((role): readonly Guarded[] => {
    const { denies } = resourceControlOf(role, ["sts"], model, context);
    const ways = keptWays(role, [directory, ...denies], () =>
      waysInto(role, directory, denies).map(guarded),
    );
    return ways.length === 0 ? [] : [{ role, ways }];
  });
  const reuse = reuseOf(
    roles.flatMap((each) =>
      each.ways.map(({ way, externalId }) => ({ party: way.party, guard: externalId })),
    ),
  );
  const names = [
    ...context.register.customers.map((each) => each.name),
    ...context.register.own.domains,
    ...(context.register.own.awsOrganization ? [context.register.own.awsOrganization] : []),
  ];
  const providers = context.register.providers.length > 0;
  const { identityProviders } = directory;
  const binding = bindingOf(roles.flatMap((each) => each.ways.map(({ way }) => way)));
  const beside = { reuse, names, providers, identityProviders };
  return roles.flatMap((each) => roleGrants(each, beside, binding, model, context));
}

interface Guarded {
  readonly role: Resource;
  readonly ways: readonly GuardedWay[];
}

function guarded(way: Way): GuardedWay {
  return { way, externalId: externalIdGuard(way.trust), mfa: mfaGuard(way.trust) };
}

function roleGrants(
  { role, ways }: Guarded,
  beside: Omit<Beside, "ways">,
  binding: Bound,
  model: Model,
  context: AnalysisContext,
): readonly Resource[] {
  const power = rolePower(role, model, context);
  const control = resourceControlOf(role, ["sts"], model, context);
  // Where anyone may come in, that is the cause of whatever else is wrong with the trust.
  const open = ways.some(
    ({ way: { party, closed } }) => !closed && !("unknown" in party) && party.kind === "anyone",
  );
  const make = () =>
    ways.map((one) => {
      const made = wayGrant(one, { ...beside, ways }, binding.of, power, control, context);
      return open ? { ...made, cause: `${role.id} anyone` } : made;
    });
  if (control !== noControl) return make();
  const { register, customer, today } = context;
  const words = [wordsOf(beside.reuse), binding.words(ways.map(({ way }) => way))];
  const from = [ways, power, register, customer, today, ...words, ...beside.identityProviders];
  return keptGrants(role, from, make);
}

const keptWays = keeper<readonly GuardedWay[]>();
const keptGrants = keeper<readonly Resource[]>();

function rolePower(role: Resource, model: Model, context: AnalysisContext): Power {
  const attached = attachedTo(role, model, () => managedPolicies(context.tables));
  return holderPower(role, attached, model, context);
}

function wayGrant(
  one: GuardedWay,
  beside: Beside,
  binding: Binding,
  power: Power,
  control: ResourceControl,
  context: AnalysisContext,
): Resource {
  const { way, externalId, mfa } = one;
  const { role, trust, principal, party, id, at } = way;
  const name = wholeText(role.attributes.get("name")) ?? role.name;
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
  const details = trustDetails(one, mfaState === "dead", beside);
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
      caller: textValue(callerOf(party, externalId, asked, narrowed, way.kind), at),
      through: textValue(way.closed ? "closed-trust" : "role-trust", at),
      subject: textValue(subjectOf(role, name), role.at),
      scope: textValue("account", role.at),
      standing: known(true, at),
      power: listAt(power.has, powerAt, powerVia, power.more),
      right: main ? textValue(main.source.name, main.at, main.via) : absent(role.at),
      "right-kind": main ? textValue(main.source.kind, main.at, main.via) : absent(role.at),
      ...openingValues(power.openings, powerAt, powerVia, power.more),
      "limited-by": guardrailNames([...power.guardrails.by, ...control.by], role.at),
      "may-be-limited-by": guardrailNames([...power.guardrails.maybe, ...control.maybe], role.at),
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
        [...new Set(narrowed.flatMap((each) => (each.open ? [] : each.name)))],
        narrowed[0]?.condition.keyPlace ?? at,
        [],
        trust.allow.moreConditions ?? narrowed.find((each) => each.open)?.open,
      ),
      "session-seconds": role.attributes.get("max-session-seconds") ?? absent(role.at),
      expires: ends ? endValue(ends) : taggedExpiry(role),
      ...details.values,
    },
    targets: {
      "external-id": binding(externalIdTargets(way, externalId)),
      mfa: binding(mfaTargets(way, mfa)),
      right: rightTargets(main?.source, power.attached),
      power: denyTargets(main?.source),
      principal: binding(principalTargets(way)),
      present: binding(presentTargets(way, ends?.date !== undefined && ends.date < context.today)),
      "session-seconds": sessionTargets(role),
      ...mapped(details.targets, binding),
    },
  });
}

/** A trust policy that nothing uses is some role's. */
function subjectOf(role: Resource, name: string): string {
  return role.kind === "aws.iam.role" ? `role ${name}` : `a role with the trust policy ${name}`;
}

/** The role's own kind knows how its length of sessions is written. */
function sessionTargets(role: Resource): readonly Target[] {
  return role.targets?.get("max-session-seconds") ?? [];
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
export function taggedExpiry(role: Resource): Value {
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

function mapped(targets: Details["targets"], binding: Binding): Details["targets"] {
  return Object.fromEntries(
    Object.entries(targets).map(([name, those]) => [name, binding(those)] as const),
  );
}
