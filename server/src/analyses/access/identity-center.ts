// Grants to providers through assignments of IAM Identity Center: who, which permission set, in which account.

import type { Reason, Value } from "../../expressions/value.ts";
import {
  absent,
  effective,
  known,
  textValue,
  unknown,
  wholeText,
} from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import type { Attached } from "./attachments.ts";
import { boundaryOf } from "./boundary.ts";
import type { Directory } from "./directory.ts";
import { grant, listAt, someEnded } from "./grant.ts";
import { openingValues } from "./opening.ts";
import type { Party } from "./parties.ts";
import { objectIdParty } from "./parties.ts";
import { peopleMfa, peopleMfaValue } from "./people-mfa.ts";
import { setPolicies } from "./permission-sets.ts";
import { powerOf } from "./power.ts";
import { bearsName } from "./provider-names.ts";
import { openName, providerNamed, written } from "./provider-users.ts";
import { refersTo } from "./references.ts";
import { rightTargets } from "./role-fixes.ts";
import { managedPolicies } from "./tables.ts";
import { usePlace } from "./use-place.ts";

export function identityCenterGrants(
  model: Model,
  directory: Directory,
  context: AnalysisContext,
): readonly Resource[] {
  if (directory.register.providers.length === 0) return [];
  const people = ["aws.identity-center.group", "aws.identity-center.user"].flatMap((kind) =>
    ofKind(model, kind),
  );
  return ofKind(model, "aws.identity-center.assignment").flatMap((assignment) => {
    const principal = assignment.attributes.get("principal");
    if (assignment.exists === "no" || !principal) return [];
    const somebody = people.find((each) => refersTo(principal, each));
    const party = somebody ? partyOf(somebody, directory) : objectIdParty(principal, directory);
    if (!party || (!("unknown" in party) && party.kind === "own")) return [];
    return [assignmentGrant(assignment, principal, somebody, party, model, context)];
  });
}

/** A group or a user of the identity store, by its names; undefined for one's own. */
function partyOf(somebody: Resource, directory: Directory): Party | undefined {
  const shown = somebody.attributes.get("name");
  const words = [somebody.name, written(shown), written(somebody.attributes.get("user-name"))];
  const found = directory.register.providers.find((each) => bearsName(each, words));
  return found ? providerNamed(found) : openName(shown);
}

function assignmentGrant(
  assignment: Resource,
  principal: Value,
  somebody: Resource | undefined,
  party: Party,
  model: Model,
  context: AnalysisContext,
): Resource {
  const { at, attributes } = assignment;
  const named = attributes.get("permission-set") ?? absent(at);
  const set = ofKind(model, "aws.identity-center.permission-set").find((each) =>
    refersTo(named, each),
  );
  const policies = set
    ? setPolicies(set, model, () => managedPolicies(context.tables))
    : { sources: [] };
  // A permission set that something else makes has policies which are not in view.
  const attached: Attached =
    set && policies.sources.length > 0 ? policies : { ...policies, more: unseen(named) };
  const power = powerOf(attached, set && boundaryOf(set, model, context));
  const { main } = power;
  const powerAt = main?.at ?? usePlace(named, at);
  const powerVia = main?.via ?? [];
  const setName = wholeText(set?.attributes.get("name")) ?? set?.name;
  const subject = setName === undefined ? "a permission set" : `permission set ${setName}`;
  const word = (text: string): Value => textValue(text, at);
  const who = wholeText(somebody?.attributes.get("name")) ?? somebody?.name;
  const place = usePlace(principal, at);
  return grant({
    id: `${assignment.id} assignment`,
    name: assignment.name,
    // What is said of the set is said of the access that it gives.
    declarations: [...assignment.declarations, ...(set?.declarations ?? [])],
    at,
    exists: assignment.exists,
    party,
    principal: who === undefined ? principal : textValue(who, place, principal.via),
    principalPlace: place,
    today: context.today,
    someEnded: someEnded(context),
    customer: context.customer,
    causeOf: set?.id ?? assignment.id,
    values: {
      "principal-kind": principalKind(attributes.get("principal-type"), at),
      caller: word("people"),
      through: word("identity-center"),
      subject: textValue(subject, at),
      scope: scopeOf(attributes.get("target"), assignment) ?? word("account"),
      standing: known(true, at),
      power: listAt(power.has, powerAt, powerVia, power.more),
      right: main ? textValue(main.source.name, main.at, main.via) : absent(at),
      "right-kind": main ? textValue(main.source.kind, main.at, main.via) : absent(at),
      ...openingValues(power.openings, powerAt, powerVia, power.more),
      "external-id": word("not-applicable"),
      mfa: attached.more
        ? unknown(attached.more, at)
        : peopleMfaValue(peopleMfa(attached.sources), at),
      "session-seconds": seconds(set?.attributes.get("session-duration")) ?? absent(at),
    },
    targets: { right: rightTargets(main?.source, power.attached) },
  });
}

function unseen(named: Value): Reason {
  const decided = effective(named);
  return decided.state === "unknown" && decided.reason.kind !== "computed"
    ? decided.reason
    : { kind: "data", name: "the policies of a permission set" };
}

function principalKind(type: Value | undefined, at: Resource["at"]): Value {
  if (!type) return absent(at);
  const decided = effective(type);
  const text = wholeText(decided);
  return text === undefined ? decided : textValue(text.toLowerCase(), decided.at, decided.via);
}

/** The management account reaches all others of the organisation; a loop over its accounts reaches them too. */
function scopeOf(target: Value | undefined, assignment: Resource): Value | undefined {
  if (!target) return undefined;
  const decided = effective(target);
  if (decided.state === "unknown" && decided.reason.kind === "computed") {
    const { attribute } = decided.reason;
    const word = /^(?:master_account_id|ManagementAccountId)$/.test(attribute)
      ? "the management account"
      : /^(?:non_master_)?accounts$/.test(attribute)
        ? "every account"
        : undefined;
    if (word !== undefined) return textValue(word, usePlace(decided, assignment.at), decided.via);
  }
  const id = wholeText(decided);
  return id === undefined ? undefined : textValue(`account ${id}`, decided.at, decided.via);
}

/** A duration of ISO 8601 in hours, minutes and seconds, which is all that a session has. */
function seconds(duration: Value | undefined): Value | undefined {
  if (!duration) return undefined;
  const decided = effective(duration);
  if (decided.state === "unknown") return decided;
  const [, hours, minutes, rest] = iso.exec(wholeText(decided) ?? "") ?? [];
  if (hours === undefined && minutes === undefined && rest === undefined) return undefined;
  const total = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(rest ?? 0);
  return known({ type: "number", text: String(total) }, decided.at, decided.via);
}

const iso = /^PT(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,7})S)?$/;
