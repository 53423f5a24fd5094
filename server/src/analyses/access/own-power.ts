// What one's own identities may do, and what policies allow that nothing in view holds. Knows no guard of a trust.

import type { Place, Reason, Value } from "../../expressions/value.ts";
import { absent, known, textValue, unknown, wholeText } from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import { readDocument } from "../../model/document.ts";
import { keeper } from "../../model/kept.ts";
import type { Model, Resource, Target } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import { once } from "../../text/once.ts";
import { boundaryOf } from "./boundary.ts";
import { operatorOf } from "./conditions.ts";
import { isDeployersName, runsPipelines } from "./deployers.ts";
import type { Directory } from "./directory.ts";
import type { FurtherPolicy } from "./further-policies.ts";
import { furtherPolicies, unfinishedPolicy } from "./further-policies.ts";
import { listAt, whenValue } from "./grant.ts";
import { guardrailNames, guardrailsOf, noGuardrails } from "./guardrails.ts";
import type { Holder } from "./holder.ts";
import { holderPower } from "./holder-power.ts";
import { hasMembers, holdersOf } from "./holders.ts";
import { identityProviderOf } from "./identity-providers.ts";
import type { IdleMfa } from "./idle-mfa.ts";
import { idleMfa } from "./idle-mfa.ts";
import { sourcesWithMfa, withMfaMet } from "./mfa-met.ts";
import type { Opening } from "./opening.ts";
import { openingValues } from "./opening.ts";
import { awsPrincipalParty } from "./parties.ts";
import { marked } from "./pattern.ts";
import type { PeopleMfa } from "./people-mfa.ts";
import { peopleMfa, peopleMfaValue } from "./people-mfa.ts";
import type { HeldByPeople } from "./policy-holders.ts";
import { heldByPeople } from "./policy-holders.ts";
import type { Boundary, Power } from "./power.ts";
import { powerOf } from "./power.ts";
import type { PowerAttribute } from "./power-fact.ts";
import { powerAttributes, powerKind } from "./power-fact.ts";
import { names, nameTheSame } from "./references.ts";
import type { Open, Rights, Written } from "./rights.ts";
import { everythingOfValue, rightsOf } from "./rights.ts";
import { rightTargets } from "./role-fixes.ts";
import type { Unit } from "./surroundings.ts";
import { unitOf } from "./surroundings.ts";
import { managedPolicies } from "./tables.ts";

/** `grants` of parties take the place of what would be said of the same role here. */
export function ownPower(
  model: Model,
  directory: Directory,
  context: AnalysisContext,
  grants: readonly Resource[],
): readonly Resource[] {
  const outsiders = outsidersOf(grants);
  const unit = unitOf(model, context);
  const holders = holdersOf(model, () => managedPolicies(context.tables));
  const byPeople = heldByPeople(holders, model);
  return holders.flatMap((holder) =>
    powerFacts(holder, byPeople, unit, model, directory, context, outsiders),
  );
}

const identities: ReadonlySet<string> = new Set(["role-trust", "iam-user", "identity-center"]);

/** For each role, user and permission set, the cause of its first grant to somebody outside. */
function outsidersOf(grants: readonly Resource[]): ReadonlyMap<string, string> {
  const causes = new Map<string, string>();
  for (const { attributes, declarations, cause } of grants) {
    const outsider = attributes.get("outsider");
    const isOutside = outsider?.state === "known" && outsider.value === true;
    const through = wholeText(attributes.get("through")) ?? "";
    if (!identities.has(through) || !isOutside || cause === undefined) continue;
    for (const id of declarations) if (!causes.has(id)) causes.set(id, cause);
  }
  return causes;
}

/** Of a role nothing decides but its policies, who has them too, and who trusts it. */
function powerFacts(
  holder: Holder,
  byPeople: HeldByPeople,
  unit: Unit,
  model: Model,
  directory: Directory,
  context: AnalysisContext,
  outsiders: ReadonlyMap<string, string>,
): readonly Resource[] {
  const make = () =>
    newFacts(holder, idleMfa(holder, byPeople), unit, model, directory, context, outsiders);
  const { kind, resource, attached, inherited } = holder;
  if (kind !== "role" || !resource || inherited.length > 0) return make();
  if (boundaryOf(resource, model, context) !== undefined) return make();
  const power = holderPower(resource, attached, model, context);
  const cause = outsiders.get(holder.declarations[0] ?? "");
  const ofPeople = attached.sources.map(({ policy }) => policy && byPeople(policy));
  const from = [attached, power, directory, cause, context.customer, ...ofPeople];
  return keptFacts(resource, from, make);
}

const keptFacts = keeper<readonly Resource[]>();

/** What a holder may do, and a fact more for each further policy that is enough to do everything. */
function newFacts(
  holder: Holder,
  idle: IdleMfa,
  unit: Unit,
  model: Model,
  directory: Directory,
  context: AnalysisContext,
  outsiders: ReadonlyMap<string, string>,
): readonly Resource[] {
  const { resource, attached, at } = holder;
  const boundary = resource && boundaryOf(resource, model, context);
  const power = withoutInherited(holder, boundary, unit, model, context);
  const rights = rightsOf(attached.sources, power.allows);
  const main = power.main;
  const powerAt = main?.at ?? at;
  const powerVia = main?.via ?? [];
  const yes = (value: boolean, where: Place = at) => known(value, where);
  const written = (of: string, where: Written | undefined, open: Open | undefined): Value => {
    if (where) return textValue(of, where.at, where.via);
    return open ? unknown(open.reason, open.at, open.via) : absent(at);
  };
  const cause = outsiders.get(holder.declarations[0] ?? "");
  const mfa = peopleMfa([...attached.sources, ...holder.inherited]);
  const people = holder.kind !== "role" && holder.kind !== "unattached";
  const trust = holder.kind === "role" ? trustOf(resource, directory) : undefined;
  const shared: Values = {
    subject: textValue(holder.subject, at),
    "holder-kind": textValue(holder.kind, at),
    people: yes(people),
    "trusted-by": trust ? listAt(trust.kinds, at, [], trust.more) : absent(at),
    deploys: yes(trust?.deploys === true || (holder.kind === "role" && named(holder))),
    customer: context.customer === undefined ? absent(at) : textValue(context.customer, at),
    present: yes(true),
  };
  const values: Values = {
    login: yes(hasLogin(holder, model)),
    outsiders: yes(cause !== undefined),
    power: listAt(power.has, powerAt, powerVia, power.more),
    right: main ? textValue(main.source.name, main.at, main.via) : absent(at),
    "right-kind": main ? textValue(main.source.kind, main.at, main.via) : absent(at),
    "escalations-of-service": yes(isForService(trust, power.openings)),
    "everything-of": everythingOfValue(rights, powerAt, powerVia),
    "pass-role": written("any", rights.passRole, rights.open.passRole),
    "assume-role": written(
      rights.assumeRole?.reach ?? "",
      rights.assumeRole,
      rights.open.assumeRole,
    ),
    "run-commands": written("any", rights.runCommands, rights.open.runCommands),
    "policy-versions": written("any", rights.policyVersions, rights.open.policyVersions),
    writes:
      rights.writes === "unknown"
        ? unknown(power.more ?? { kind: "condition" }, powerAt)
        : yes(rights.writes === "yes", powerAt),
    "idle-mfa": idle.value,
    mfa: people ? peopleMfaValue(mfa, at) : textValue("not-applicable", at),
    "limited-by": guardrailNames(power.guardrails.by, at),
    "may-be-limited-by": guardrailNames(power.guardrails.maybe, at),
    "serves-customers": yes(context.register.customers.length > 0),
    bounded: yes(boundary !== undefined),
  };
  const targets = new Map([
    ["right", rightTargets(main?.source, power.attached)],
    ["mfa", mfaTargets(mfa)],
    ["idle-mfa", idle.targets],
    ["bounded", resource?.targets?.get("permission-boundary") ?? []],
    ["pass-role", passRoleTargets(rights.passRole)],
  ]);
  const openings = openingValues(power.openings, powerAt, powerVia, power.more);
  const parts = [values, shared, openings];
  const whole = fact(holder, `${holder.id} power`, parts, cause ?? `power ${holder.id}`, targets);
  const alone = (each: FurtherPolicy, which: string, more: Values): Resource => {
    const { source, at: where, via } = each;
    const id = `${holder.id} power ${which}`;
    const of: Values = {
      power: listAt(each.has, where, via),
      right: textValue(source.name, where, via),
      "right-kind": textValue(source.kind, where, via),
      ...(each.rights ? { "everything-of": everythingOfValue(each.rights, where, via) } : {}),
      "escalations-of-service": yes(isForService(trust, each.openings)),
    };
    const ways = openingValues(each.openings, where, via, undefined);
    return fact(holder, id, [more, of, shared, ways], `power ${id}`, new Map());
  };
  const around = once(() => unit.of(resource, attached));
  const others = furtherPolicies(attached.sources, boundary, around, power, rights);
  const further = others.map((each, index) =>
    // What a trust lets in is said with the first policy.
    alone(each, String(index + 2), { outsiders: yes(false) }),
  );
  const unfinished = unfinishedPolicy(attached.sources, boundary);
  const refused = unfinished ? [alone(unfinished, "unfinished", { unfinished: yes(true) })] : [];
  return [whole, ...further, ...refused];
}

type Values = Readonly<Partial<Record<PowerAttribute, Value>>>;

/** Only services may take the role, and only AWS's own policies for them open the ways. */
function isForService(trust: TrustedBy | undefined, openings: readonly Opening[]): boolean {
  if (!trust || trust.more || openings.length === 0) return false;
  return (
    trust.kinds.every((each) => each === "service") && openings.every((each) => each.ofService)
  );
}

/** `parts`: the first of them that has an attribute says it. */
function fact(
  holder: Holder,
  id: string,
  parts: readonly Values[],
  cause: string,
  targets: ReadonlyMap<string, readonly Target[]>,
): Resource {
  const attributes = new Map<string, Value>();
  const none = absent(holder.at);
  powerAttributes.forEach((name) => {
    attributes.set(name, parts.find((each) => each[name])?.[name] ?? none);
  });
  return {
    kind: powerKind.kind,
    id,
    name: holder.subject,
    declarations: holder.declarations,
    at: holder.at,
    attributes,
    exists: holder.exists,
    targets,
    cause,
  };
}

/** Only where the statement allows nothing else: other actions say nothing of a service. */
function passRoleTargets(passes: Rights["passRole"]): readonly Target[] {
  if (!passes?.alone) return [];
  const path = ["Condition", "StringEquals", "iam:PassedToService"];
  const value = { is: "given", several: true } as const;
  return [{ changes: [{ at: passes.alone, operation: { is: "set", path, value } }] }];
}

/** A condition on the one statement that lets something be changed. */
function mfaTargets({ statement, flaw }: PeopleMfa): readonly Target[] {
  if (flaw) {
    const { condition, effect } = flaw;
    const { base } = operatorOf(condition.operator);
    // Beside other keys, or a twin of the new name, the operator keeps its name.
    if (base !== "bool" || condition.siblings !== 1) return [];
    const to = effect === "allow" ? "Bool" : "BoolIfExists";
    return [
      whenValue("enforced", { at: condition.operatorPlace, operation: { is: "rename", to } }),
    ];
  }
  if (!statement) return [];
  const path = ["Condition", "Bool", "aws:MultiFactorAuthPresent"];
  const value = { is: "literal", value: "true" } as const;
  return [whenValue("enforced", { at: statement, operation: { is: "set", path, value } })];
}

/** What groups alone give a user is the groups' to report. */
function withoutInherited(
  { attached, inherited, kind, resource }: Holder,
  boundary: Boundary,
  unit: Unit,
  model: Model,
  context: AnalysisContext,
): Power {
  const guardrails = resource ? guardrailsOf(resource, model, context) : noGuardrails;
  const own = kind === "user" || kind === "group" ? withMfaMet(attached) : attached;
  const groupsOwn = sourcesWithMfa(inherited);
  const power =
    resource && inherited.length === 0 && kind !== "unattached"
      ? holderPower(resource, attached, model, context)
      : powerOf(own, boundary, groupsOwn, unit.of(resource, attached), guardrails);
  if (inherited.length === 0) return power;
  const groups = powerOf({ sources: groupsOwn }, boundary, [], undefined, guardrails);
  return {
    ...power,
    has: power.has.filter((each) => !groups.has.includes(each)),
    escalations: power.escalations.filter((each) => !groups.escalations.includes(each)),
    openings: power.openings.filter((each) => !groups.escalations.includes(each.id)),
  };
}

/** Somebody signs in as the user, or as a member of the group. */
function hasLogin(holder: Holder, model: Model): boolean {
  const { kind, resource, named } = holder;
  if (kind === "group") return hasMembers(holder, model);
  if (kind !== "user") return false;
  if (resource?.attributes.get("login-profile")?.state === "known") return true;
  return ofKind(model, "aws.iam.login-profile").some((each) => {
    if (each.exists === "no") return false;
    const user = each.attributes.get("user");
    return resource ? names(user, resource, "name") === "yes" : nameTheSame(user, named);
  });
}

interface TrustedBy {
  readonly kinds: readonly string[];
  readonly more?: Reason;
  /** A service that runs pipelines, or an identity provider of one, may take the role. */
  readonly deploys: boolean;
}

/** What the principal is called: as far as it is written, and by the address of a provider declared here. */
function principalNames(
  type: string,
  value: Value,
  providers: readonly Resource[],
): readonly string[] {
  const written = marked(value);
  const provider = type === "Federated" ? identityProviderOf(value, providers) : undefined;
  const url = provider && wholeText(provider.attributes.get("url"));
  return [written, url].filter((each) => each !== undefined);
}

function trustOf(role: Resource | undefined, directory: Directory): TrustedBy | undefined {
  const providers = directory.identityProviders;
  const document = readDocument(role?.attributes.get("trust"));
  if (!document) return undefined;
  if ("unknown" in document) return { kinds: [], more: document.unknown, deploys: false };
  const kinds = new Set<string>();
  let more = document.more;
  let deploys = false;
  for (const { effect, principals } of document.statements) {
    if (effect !== "allow") continue;
    more ??= principals?.more;
    for (const { type, value } of principals?.items ?? []) {
      if (type === "Service") kinds.add("service");
      else if (type === "Federated") kinds.add("federated");
      else {
        const party = awsPrincipalParty(value, directory);
        if ("unknown" in party) more ??= party.unknown;
        else kinds.add(party.kind);
      }
      if (principalNames(type, value, providers).some(runsPipelines)) deploys = true;
    }
  }
  return { kinds: [...kinds], ...(more ? { more } : {}), deploys };
}

function named({ subject }: Holder): boolean {
  return isDeployersName(subject.slice(subject.indexOf(" ") + 1));
}
