// Grants to providers through IAM users that are made for them: with what power, by which groups.

import type { Place, Reason, Value } from "../../expressions/value.ts";
import { absent, known, textValue, unknown, wholeText } from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { Model, Resource, Target } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import type { Attached, PolicySource } from "./attachments.ts";
import { attachedTo, groupNames, userNames } from "./attachments.ts";
import { boundaryOf } from "./boundary.ts";
import type { Directory } from "./directory.ts";
import { anyValue, grant, listAt, someEnded } from "./grant.ts";
import { guardrailNames, guardrailsOf } from "./guardrails.ts";
import type { Membership } from "./memberships.ts";
import { membershipsOf } from "./memberships.ts";
import { sourcesWithMfa, withMfaMet } from "./mfa-met.ts";
import { openingValues } from "./opening.ts";
import type { Party } from "./parties.ts";
import { peopleMfa, peopleMfaValue } from "./people-mfa.ts";
import { isExisting } from "./policy-source.ts";
import type { Power } from "./power.ts";
import { powerOf } from "./power.ts";
import { bearsName } from "./provider-names.ts";
import { userParty, written } from "./provider-users.ts";
import { denyTargets, rightTargets } from "./role-fixes.ts";
import { taggedExpiry } from "./role-trust.ts";
import { unitOf } from "./surroundings.ts";
import { managedPolicies } from "./tables.ts";

export function iamUserGrants(
  model: Model,
  directory: Directory,
  context: AnalysisContext,
): readonly Resource[] {
  return ofKind(model, "aws.iam.user").flatMap((user) => {
    if (user.exists === "no" || isExisting(user, model)) return [];
    const party = userParty(user, directory);
    return party ? [userGrant(user, party, model, directory, context)] : [];
  });
}

interface InGroup extends Membership {
  /** Absent where the group is not in view. */
  readonly attached?: Attached;
  /** The group is there for providers only: what it gives is given to them. */
  readonly forProviders: boolean;
}

function userGrant(
  user: Resource,
  party: Party,
  model: Model,
  directory: Directory,
  context: AnalysisContext,
): Resource {
  const { at } = user;
  const nameValue = user.attributes.get("name");
  const name = wholeText(nameValue) ?? user.name;
  const managed = () => managedPolicies(context.tables);
  const groups = membershipsOf(user, model).map((each): InGroup => {
    const { group, named } = each;
    const words = [written(named), group?.name ?? "", written(group?.attributes.get("name"))];
    const forProviders = directory.register.providers.some((one) => bearsName(one, words));
    return group
      ? { ...each, attached: attachedTo(group, model, managed, groupNames), forProviders }
      : { ...each, forProviders };
  });
  const own = attachedTo(user, model, managed, userNames);
  const sources = [...own.sources, ...sourcesOf(groups.filter((each) => each.forProviders))];
  const inherited = sourcesWithMfa(sourcesOf(groups.filter((each) => !each.forProviders)));
  const more = own.more ?? moreOf(groups);
  const attached: Attached = { sources, ...(more ? { more } : {}) };
  const boundary = boundaryOf(user, model, context);
  const around = unitOf(model, context).of(user, attached);
  const guardrails = guardrailsOf(user, model, context);
  const judged = withMfaMet(attached);
  const power = powerOf(judged, boundary, inherited, around, guardrails);
  const alone =
    inherited.length === 0 ? power : powerOf(judged, boundary, [], undefined, guardrails);
  const internal = internalGroup(groups, alone);
  const { main } = power;
  const powerAt = main?.at ?? at;
  const powerVia = main?.via ?? [];
  const word = (text: string, where: Place = at): Value => textValue(text, where);
  return grant({
    id: `${user.id} user`,
    name,
    declarations: user.declarations,
    at,
    exists: user.exists,
    party,
    principal: nameValue?.state === "known" ? nameValue : word(name),
    principalPlace: at,
    today: context.today,
    someEnded: someEnded(context),
    customer: context.customer,
    causeOf: user.id,
    values: {
      "principal-kind": word("user"),
      caller: word(callerWord(party)),
      through: word("iam-user"),
      subject: word(`user ${name}`),
      scope: word("account"),
      standing: known(true, at),
      power: listAt(power.has, powerAt, powerVia, power.more),
      "limited-by": guardrailNames(guardrails.by, at),
      "may-be-limited-by": guardrailNames(guardrails.maybe, at),
      right: main ? textValue(main.source.name, main.at, main.via) : absent(at),
      "right-kind": main ? textValue(main.source.kind, main.at, main.via) : absent(at),
      ...openingValues(power.openings, powerAt, powerVia, power.more),
      group: internal ? internal.value : absent(at),
      "external-id": word("not-applicable"),
      mfa: more ? unknown(more, at) : peopleMfaValue(peopleMfa([...sources, ...inherited]), at),
      expires: taggedExpiry(user),
    },
    targets: {
      right: rightTargets(main?.source, power.attached),
      power: denyTargets(main?.source),
      group: internal?.targets ?? [],
    },
  });
}

function callerWord(party: Party): string {
  const said = "unknown" in party ? undefined : party.provider?.interactive;
  return said === undefined ? "unsaid" : said ? "people" : "machine";
}

function sourcesOf(groups: readonly InGroup[]): readonly PolicySource[] {
  return groups.flatMap((each) => each.attached?.sources ?? []);
}

/** A group that is not in view may give anything. */
function moreOf(groups: readonly InGroup[]): Reason | undefined {
  for (const { attached, named } of groups) {
    if (attached?.more) return attached.more;
    if (!attached) return unseen(named);
  }
  return undefined;
}

function unseen(named: Value): Reason {
  return named.state === "unknown"
    ? named.reason
    : { kind: "data", name: wholeText(named) ?? "a group" };
}

/** The group of one's own people that makes the user powerful, which it would not be without. */
function internalGroup(
  groups: readonly InGroup[],
  alone: Power,
): { readonly value: Value; readonly targets: readonly Target[] } | undefined {
  if (alone.has.includes("administrator")) return undefined;
  const internal = groups.filter((each) => !each.forProviders);
  const found = internal.find((each) => each.attached && isPowerful(each.attached));
  if (found) {
    const { group, named, at, own } = found;
    const name = wholeText(group?.attributes.get("name")) ?? group?.name ?? "";
    const replaced = { at, operation: { is: "replace", value: { is: "given" } } } as const;
    return {
      value: textValue(name, at, named.via),
      targets: own ? [anyValue(replaced)] : [],
    };
  }
  for (const { attached, named, at } of internal) {
    const reason = attached ? openReason(attached) : unseen(named);
    if (reason) return { value: unknown(reason, at), targets: [] };
  }
  return undefined;
}

/** An administrator, or with a managed policy that lets its holder gain more rights. */
function isPowerful(attached: Attached): boolean {
  const { has, main } = powerOf(withMfaMet(attached), undefined);
  if (has.includes("administrator")) return true;
  return main?.source.kind === "aws-managed" && has.some((each) => gaining.has(each));
}

function openReason(attached: Attached): Reason | undefined {
  return powerOf(attached, undefined).more;
}

const gaining: ReadonlySet<string> = new Set([
  "escalate",
  "grant-access",
  "create-credentials",
  "edit-identity-provider",
]);
