// Grants through Azure Lighthouse: each permanent and each eligible authorization of an offer.

import type { Place, Reason, Value } from "../../expressions/value.ts";
import {
  absent,
  effective,
  isList,
  items,
  known,
  member,
  textValue,
  unknown,
  wholeText,
} from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { Dialect } from "../../model/declaration.ts";
import type { Model, Resource, Target } from "../../model/resource.ts";
import { declarationOf, ofKind } from "../../model/resource.ts";
import { azureRightTargets } from "./azure-fixes.ts";
import type { RightOrReason } from "./azure-power.ts";
import { azureRight } from "./azure-power.ts";
import type { Directory } from "./directory.ts";
import { grant, listAt, rightAttributes, someEnded, whenValue } from "./grant.ts";
import type { Party } from "./parties.ts";
import { tenantParty } from "./parties.ts";
import { usePlace, writtenPlace } from "./use-place.ts";

export function lighthouseGrants(
  model: Model,
  directory: Directory,
  context: AnalysisContext,
): readonly Resource[] {
  return ofKind(model, "azure.managed-services.registration-definition").flatMap((definition) => {
    const declaration = declarationOf(model, definition.declarations[0]);
    if (definition.exists === "no" || !declaration || declaration.existing) return [];
    const tenant = definition.attributes.get("managing-tenant") ?? absent(definition.at);
    const offer: Offer = {
      definition,
      dialect: declaration.dialect,
      tenant,
      party: tenantParty(tenant, directory),
      model,
      context,
    };
    const of = (list: string, eligible: boolean) =>
      items(definition.attributes.get(list)).map((item, index) =>
        authorizationGrant(offer, item, eligible, index),
      );
    return [...of("authorizations", false), ...of("eligible-authorizations", true)];
  });
}

interface Offer {
  readonly definition: Resource;
  readonly dialect: Dialect;
  readonly tenant: Value;
  readonly party: Party;
  readonly model: Model;
  readonly context: AnalysisContext;
}

function authorizationGrant(offer: Offer, item: Value, eligible: boolean, index: number): Resource {
  const { definition, tenant, party, context } = offer;
  const principal = member(item, "principal-id") ?? absent(item.at);
  const header = headerOf(item, principal);
  const right = azureRight(member(item, "role-definition-id"), undefined, offer.model, context);
  const rightAt = "unknown" in right ? right.at : writtenPlace(right.value, item.at);
  const name = wholeText(definition.attributes.get("name")) ?? definition.name;
  return grant({
    id: `${definition.id}/${eligible ? "eligible" : "permanent"}/${index}`,
    name,
    declarations: definition.declarations,
    at: definition.at,
    exists: definition.exists,
    party,
    principal,
    principalPlace: usePlace(principal, item.at),
    partyPlace: tenant,
    today: context.today,
    someEnded: someEnded(context),
    customer: context.customer,
    // Each authorization is its own thing to change.
    causeOf: `${definition.id}/${eligible ? "eligible" : "permanent"}/${index}`,
    values: {
      // A delegation is to another tenant by its nature, whoever that turns out to be.
      ...("unknown" in party
        ? {
            party: textValue("The managing tenant", tenant.at, tenant.via),
            outsider: known(true, tenant.at),
          }
        : {}),
      caller: textValue(callerOf(item, offer), header),
      through: textValue("lighthouse", header),
      subject: textValue(`delegation ${name}`, definition.at),
      scope: definition.attributes.get("scope") ?? absent(definition.at),
      standing: known(!eligible, header),
      ...rightAttributes(right, rightAt),
      escalations: listAt([], header, []),
      "external-id": textValue("not-applicable", header),
      mfa: eligible ? mfaOf(item, header) : textValue("not-applicable", header),
      ...delegationOf(item, right, header, offer),
    },
    targets: {
      // Reader delegates no roles, so an authorization that does is not just renamed.
      ...("unknown" in right || items(member(item, "delegated-roles")).length > 0
        ? {}
        : { right: azureRightTargets(right, rightAt) }),
      "hands-out": listTargets(item, offer.dialect),
      ...(eligible ? { mfa: mfaTargets(item, offer.dialect) } : {}),
    },
  });
}

/**
 * Only users and groups can activate a role, and nothing but the name that is shown says what the
 * principal is: the ids are those of another tenant. Where a principal has several names, all have to.
 */
function callerOf(item: Value, { definition, party }: Offer): "people" | "machine" {
  const said = "unknown" in party ? undefined : party.provider?.interactive;
  if (said !== undefined) return said ? "people" : "machine";
  const id = wholeText(member(item, "principal-id"));
  const same = ["authorizations", "eligible-authorizations"]
    .flatMap((list) => items(definition.attributes.get(list)))
    .filter((each) => id !== undefined && wholeText(member(each, "principal-id")) === id);
  return [item, ...same].every(isShownAsMachine) ? "machine" : "people";
}

function isShownAsMachine(authorization: Value): boolean {
  const shown = wholeText(member(authorization, "principal-name"));
  return shown !== undefined && machineName.test(shown) && !peopleName.test(shown);
}

const machineName =
  /\b(?:service[ -]?principals?|spn|automation[ -](?:accounts?|service)|pipelines?|managed[ -]identit(?:y|ies)|app(?:lication)? registrations?|workload[ -]identit(?:y|ies)|github|bots?|daemons?)\b/i;
const peopleName =
  /\b(?:groups?|teams?|users?|people|admin(?:istrator)?s?|engineers?|operators?)\b/i;

/** Whoever hands out a role with one of these gains more by it than by reading. */
const powerful = new Set([
  "administrator",
  "escalate",
  "grant-access",
  "create-credentials",
  "run-commands",
  "read-secrets",
]);

/**
 * Whoever is User Access Administrator by a delegation may grant the listed roles alone, and to
 * managed identities alone. Of any other role such a list is no limit.
 */
function delegationOf(item: Value, right: RightOrReason, header: Place, offer: Offer): Delegation {
  const written = member(item, "delegated-roles");
  const listed = items(written);
  const more = written && moreOf(written);
  const none = { "narrowed-by": listAt([], header), "hands-out": absent(header) };
  if (listed.length === 0 && !more) return none;
  if ("unknown" in right) return unknownDelegation(right.unknown, header);
  if (right.name !== "User Access Administrator") return none;
  if (listed.length === 0 && more) return unknownDelegation(more, header);
  const narrowed = listAt(["delegated-roles"], header);
  const roles = listed.map((value) => ({
    value,
    role: azureRight(value, undefined, offer.model, offer.context),
  }));
  const strong = roles.flatMap(({ value, role }) =>
    "has" in role && role.has.some((name) => powerful.has(name))
      ? [{ value, name: role.name }]
      : [],
  );
  const [first] = strong;
  if (first) {
    const names = strong.map(({ name }) => name).join(" and ");
    const at = writtenPlace(first.value, item.at);
    const power = new Set(roles.flatMap(({ role }) => ("has" in role ? role.has : [])));
    return {
      "narrowed-by": narrowed,
      "hands-out": textValue(names, at, first.value.via),
      "hands-out-power": listAt([...power], at),
    };
  }
  const open = roles.map(({ role }) => ("has" in role ? role.more : role.unknown));
  const reason = open.find((each) => each !== undefined) ?? more;
  return {
    "narrowed-by": narrowed,
    "hands-out": reason ? unknown(reason, header) : absent(header),
  };
}

interface Delegation {
  readonly "narrowed-by": Value;
  /** The powerful ones among the roles that may be granted. */
  readonly "hands-out": Value;
  readonly "hands-out-power"?: Value;
}

function unknownDelegation(reason: Reason, header: Place): Delegation {
  return {
    "narrowed-by": listAt([], header, [], reason),
    "hands-out": unknown(reason, header),
  };
}

/** Why the list may hold more than is known of it. */
function moreOf(list: Value): Reason | undefined {
  const decided = effective(list);
  if (decided.state === "unknown") return decided.reason;
  if (decided.state !== "known" || decided.value === null || !isList(decided.value))
    return undefined;
  return decided.value.more;
}

/** A block has a header; an object of a list is shown by its principal. */
function headerOf(item: Value, principal: Value): Place {
  return item.at.head ? item.at : usePlace(principal, item.at);
}

/** Without a policy, and without a provider in it, the platform asks for no MFA. */
function mfaOf(item: Value, header: Place): Value {
  const provider = member(item, "mfa-provider");
  const written = provider && (provider.state === "absent" ? undefined : provider);
  if (!written) return textValue("absent", header);
  if (written.state === "unknown") return unknown(written.reason, written.at, written.via);
  const text = wholeText(written)?.toLowerCase();
  if (text === undefined) return unknown({ kind: "missing" }, written.at, written.via);
  return textValue(text === "azure" ? "enforced" : "absent", written.at, written.via);
}

const listPaths: Readonly<Partial<Record<Dialect, readonly string[]>>> = {
  terraform: ["delegated_role_definition_ids"],
  arm: ["delegatedRoleDefinitionIds"],
};

/** The list of roles that may be given is written where there is none. */
function listTargets(item: Value, dialect: Dialect): readonly Target[] {
  const path = listPaths[dialect];
  if (!path) return [];
  const value = { is: "given", several: true } as const;
  return [{ changes: [{ at: item.at, operation: { is: "set", path, value } }] }];
}

const mfaPaths: Readonly<Partial<Record<Dialect, readonly string[]>>> = {
  terraform: ["just_in_time_access_policy", "multi_factor_auth_provider"],
  arm: ["justInTimeAccessPolicy", "multiFactorAuthProvider"],
};

function mfaTargets(item: Value, dialect: Dialect): readonly Target[] {
  const path = mfaPaths[dialect];
  if (!path) return [];
  const written = member(item, "mfa-provider");
  const decided = written && effective(written);
  const value = { is: "literal", value: "Azure" } as const;
  if (written?.state === "known" && decided && wholeText(decided) !== undefined) {
    return [whenValue("enforced", { at: written.at, operation: { is: "replace", value } })];
  }
  if (written?.state === "unknown") return [];
  return [whenValue("enforced", { at: item.at, operation: { is: "set", path, value } })];
}
