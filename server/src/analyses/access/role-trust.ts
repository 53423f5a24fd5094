// Grants through the trust policies of AWS roles: who may assume the role, behind which guard, with what power.

import type { Truth } from "../../expressions/truth.ts";
import { all, any } from "../../expressions/truth.ts";
import type { Place, Reason, Value } from "../../expressions/value.ts";
import {
  absent,
  effective,
  isDict,
  isList,
  known,
  member,
  textValue,
  unknown,
  wholeText,
} from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { Condition, Principal, Statement } from "../../model/document.ts";
import { readDocument } from "../../model/document.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { declarationOf, ofKind } from "../../model/resource.ts";
import { readArn } from "./arn.ts";
import { attachedTo } from "./attachments.ts";
import { callerOf } from "./caller.ts";
import { grant, listAt, someEnded } from "./grant.ts";
import type { End, Trust } from "./guards.ts";
import { binds, expiry, externalIdGuard, mfaGuard, narrowings } from "./guards.ts";
import type { Directory, Party } from "./parties.ts";
import { awsPrincipalParty, federatedParty, organizationParty } from "./parties.ts";
import { anyCovers, marked } from "./pattern.ts";
import type { Power } from "./power.ts";
import { powerOf } from "./power.ts";
import {
  externalIdTargets,
  mfaTargets,
  presentTargets,
  principalTargets,
  rightTargets,
} from "./role-fixes.ts";
import { managedPolicies } from "./tables.ts";
import { usePlace } from "./use-place.ts";

export function roleTrustGrants(
  model: Model,
  directory: Directory,
  context: AnalysisContext,
): readonly Resource[] {
  return ofKind(model, "aws.iam.role").flatMap((role) =>
    roleGrants(role, model, directory, context),
  );
}

/** What one grant is about: one principal of one statement of one role. */
export interface Way {
  readonly role: Resource;
  readonly trust: Trust;
  readonly principal: Principal;
  readonly at: Place;
  /** How many statements the document and principals the statement have. */
  readonly statements: number;
  readonly principals: number;
}

function roleGrants(
  role: Resource,
  model: Model,
  directory: Directory,
  context: AnalysisContext,
): readonly Resource[] {
  if (role.exists === "no" || declarationOf(model, role.declarations[0])?.existing) return [];
  const document = readDocument(role.attributes.get("trust"));
  if (!document || "unknown" in document) return [];
  const denies = document.statements.filter(
    (each) => each.effect === "deny" && assumes(each) !== "no",
  );
  const drafts: { way: Way; party: Party; id: string }[] = [];
  // Most roles trust services alone, so the power is worked out only when somebody is trusted.
  let power: Power | undefined;
  for (const [index, statement] of document.statements.entries()) {
    if (statement.effect !== "allow" || assumes(statement) !== "yes") continue;
    const principals = principalsOf(statement);
    for (const [number, principal] of principals.entries()) {
      const trust: Trust = {
        allow: statement,
        denies: denies.map((each) => ({
          statement: each,
          applies: appliesTo(each, principal.value),
        })),
      };
      if (
        trust.denies.some(
          (each) =>
            each.applies === "yes" &&
            each.statement.conditions.length === 0 &&
            !each.statement.moreConditions,
        )
      )
        continue;
      const party = partyOf(principal, statement, directory);
      if (!("unknown" in party) && party.kind === "service") continue;
      power ??= rolePower(role, model, context);
      const at = usePlace(principal.value, statement.at);
      const way: Way = {
        role,
        trust,
        principal,
        at,
        statements: document.statements.length,
        principals: principals.length,
      };
      drafts.push({ way, party, id: `${role.id}/${index}/${number}` });
    }
  }
  if (!power) return [];
  // Where anyone may come in, that is the cause of whatever else is wrong with the trust.
  const open = drafts.some(({ party }) => !("unknown" in party) && party.kind === "anyone");
  const decided = power;
  return drafts.map(({ way, party, id }) => {
    const made = wayGrant(way, party, decided, id, context);
    return open ? { ...made, cause: `${role.id} anyone` } : made;
  });
}

const assumeActions = ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"];

function assumes(statement: Statement): Truth {
  const { actions, notActions } = statement;
  if (actions) return any(assumeActions.map((each) => anyCovers(actions, each, true)));
  if (notActions)
    return any(
      assumeActions.map((each) => (anyCovers(notActions, each, true) === "no" ? "yes" : "unknown")),
    );
  return "no";
}

/** Services act for themselves and are no party; a NotPrincipal under Allow means everyone else. */
function principalsOf(statement: Statement): readonly Principal[] {
  if (statement.notPrincipals)
    return [{ type: "AWS", value: textValue("*", statement.notPrincipals.at) }];
  return (statement.principals?.items ?? []).filter(
    (each) => each.type === "AWS" || each.type === "Federated",
  );
}

function appliesTo(deny: Statement, principal: Value): Truth {
  if (deny.notPrincipals || !deny.principals) return "unknown";
  const text = wholeText(principal);
  const found = any(
    deny.principals.items.map((each): Truth => {
      const denied = wholeText(each.value);
      if (denied === "*" && each.type === "AWS") return "yes";
      if (denied === undefined || text === undefined) return "unknown";
      return denied === text || denied === accountOf(principal) || denied === rootOf(principal)
        ? "yes"
        : "no";
    }),
  );
  return found === "no" && deny.principals.more ? "unknown" : found;
}

function accountOf(principal: Value): string | undefined {
  const arn = readArn(principal);
  return arn && "text" in arn.account ? arn.account.text : wholeText(principal);
}

function rootOf(principal: Value): string | undefined {
  const account = accountOf(principal);
  return account === undefined ? undefined : `arn:aws:iam::${account}:root`;
}

function partyOf(principal: Principal, statement: Statement, directory: Directory): Party {
  if (principal.type === "Federated")
    return federatedParty(principal.value, subjectsOf(statement), directory);
  const party = awsPrincipalParty(principal.value, directory);
  if ("unknown" in party || party.kind !== "anyone") return party;
  return narrowedAnyone(statement, directory) ?? party;
}

/** `*` behind a condition on who the caller is means the callers that the condition names. */
function narrowedAnyone(statement: Statement, directory: Directory): Party | undefined {
  for (const condition of statement.conditions) {
    if (!binds(condition)) continue;
    const key = condition.key.toLowerCase();
    const of =
      key === "aws:principalarn" || key === "aws:principalaccount"
        ? (value: Value) => awsPrincipalParty(value, directory)
        : key === "aws:principalorgid"
          ? (value: Value) => organizationParty(value, directory)
          : undefined;
    if (!of) continue;
    const parties = condition.values.values.map(of);
    const worst = parties.find((each) => !("unknown" in each) && each.kind === "anyone");
    if (worst) continue;
    if (condition.values.more) return { unknown: condition.values.more };
    const outsider = parties.find((each) => "unknown" in each || each.kind !== "own");
    const found = outsider ?? parties[0];
    if (found) return found;
  }
  return statement.moreConditions ? { unknown: statement.moreConditions } : undefined;
}

function subjectsOf(statement: Statement): readonly string[] {
  return statement.conditions
    .filter((each) => /:(?:sub|repository|repository_owner)$/i.test(each.key) && binds(each))
    .flatMap((each) => each.values.values.map((value) => wholeText(value) ?? ""));
}

function rolePower(role: Resource, model: Model, context: AnalysisContext): Power {
  const attached = attachedTo(role, model, () => managedPolicies(context.tables));
  const written = role.attributes.get("permission-boundary");
  const decided = written && effective(written);
  if (!decided || decided.state === "absent") return powerOf(attached, undefined);
  const [boundary] = attachedTo(
    boundaryOnly(role, decided),
    { ...model, resources: ofKind(model, "aws.iam.policy") },
    () => managedPolicies(context.tables),
  ).sources;
  return powerOf(attached, boundary?.document ?? { unknown: { kind: "missing" } });
}

/** The boundary is found in the way in which an attached policy is. */
function boundaryOnly(role: Resource, boundary: Value): Resource {
  return {
    ...role,
    declarations: [],
    attributes: new Map([
      ["managed-policies", known({ type: "list", items: [boundary] }, boundary.at)],
    ]),
  };
}

function wayGrant(
  way: Way,
  party: Party,
  power: Power,
  id: string,
  context: AnalysisContext,
): Resource {
  const { role, trust, principal, at } = way;
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
  const federated = principal.type === "Federated";
  const main = power.main;
  const powerAt = main?.at ?? role.at;
  const powerVia = main?.via ?? [];
  return grant({
    id,
    name,
    declarations: role.declarations,
    at: role.at,
    exists: all([role.exists]),
    party,
    principal: principal.value,
    principalPlace: at,
    today: context.today,
    someEnded: someEnded(context),
    customer: context.customer,
    causeOf: role.id,
    values: {
      caller: textValue(callerOf(party, externalId, mfa, narrowed), at),
      through: textValue("role-trust", at),
      subject: textValue(`role ${name}`, role.at),
      scope: textValue("account", role.at),
      standing: known(true, at),
      power: listAt(power.has, powerAt, powerVia, power.more),
      right: main ? textValue(main.source.name, main.at, main.via) : absent(role.at),
      "right-kind": main ? textValue(main.source.kind, main.at, main.via) : absent(role.at),
      escalations: listAt(power.escalations, powerAt, powerVia, power.more),
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
      right: rightTargets(main?.source),
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
function flaw(
  targets: readonly {
    readonly when?: string;
    readonly changes: readonly { readonly operation: { readonly is: string } }[];
  }[],
  condition: Condition,
): Value {
  const renamed = targets.some((each) =>
    each.changes.some((change) => change.operation.is === "rename"),
  );
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
    const date = /^(?:expires?|expires-on|expiry|expiration|contract-?ends?|end-?date)$/i.test(key)
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

/** Roles and identity providers hand on no MFA; accounts and users can. */
function canHaveMfa(principal: Principal, statement: Statement): Truth {
  if (principal.type === "Federated") return "no";
  const arns = [principal.value, ...pinnedArns(statement)];
  return arns.some(isRoleArn) ? "no" : "yes";
}

/** With `aws:PrincipalArn` naming roles alone, an account's trust is for roles. */
function pinnedArns(statement: Statement): readonly Value[] {
  const pins = statement.conditions.filter(
    (each) => each.key.toLowerCase() === "aws:principalarn" && binds(each),
  );
  return pins.flatMap((each) => (each.values.values.every(isRoleArn) ? each.values.values : []));
}

function isRoleArn(value: Value): boolean {
  return /^arn:.*:(?:role|assumed-role)\//.test(marked(value) ?? "");
}
