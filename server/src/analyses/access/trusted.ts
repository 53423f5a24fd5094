// Who a role's trust policy lets in: each principal of each statement that lets somebody assume it.

import type { Truth } from "../../expressions/truth.ts";
import { any } from "../../expressions/truth.ts";
import type { Place, Value } from "../../expressions/value.ts";
import { textValue, unknown, wholeText } from "../../expressions/value.ts";
import type { Condition, Principal, Statement } from "../../model/document.ts";
import { readDocument } from "../../model/document.ts";
import type { Resource } from "../../model/resource.ts";
import { readArn } from "./arn.ts";
import type { Trust } from "./guards.ts";
import { binds, bindsAsDeny } from "./guards.ts";
import type { Directory, Party } from "./parties.ts";
import {
  awsPrincipalParty,
  federatedParty,
  organizationParty,
  organizationPathParty,
  uniqueIdParty,
} from "./parties.ts";
import { anyCovers, marked } from "./pattern.ts";
import { usePlace } from "./use-place.ts";

/** What one grant is about: one principal of one statement of one role. */
export interface Way {
  /** Unique in the unit, and the same when lines move. */
  readonly id: string;
  readonly role: Resource;
  readonly trust: Trust;
  readonly principal: Principal;
  readonly party: Party;
  /** Where the principal is used. */
  readonly at: Place;
  /** How many statements that allow the document has, and how many principals the statement. */
  readonly statements: number;
  readonly principals: number;
  /** The statement trusts somebody else too, whom a new condition would bind as well. */
  readonly shared: boolean;
}

export function waysInto(role: Resource, directory: Directory): readonly Way[] {
  const document = readDocument(role.attributes.get("trust"));
  if (!document || "unknown" in document) return [];
  const denies = document.statements.filter(
    (each) => each.effect === "deny" && assumes(each) !== "no",
  );
  return document.statements.flatMap((statement, index) => {
    if (statement.effect !== "allow" || assumes(statement) !== "yes") return [];
    const principals = principalsOf(statement);
    const parties = principals.map((each) => nameOf(partyOf(each, statement, denies, directory)));
    const others = (statement.principals?.items.length ?? 0) > principals.length;
    const shared = others || new Set(parties).size > 1;
    return principals.flatMap((principal, number): readonly Way[] => {
      const trust: Trust = {
        allow: statement,
        denies: denies.map((each) => ({
          statement: each,
          applies: appliesTo(each, principal.value),
        })),
      };
      const party = partyOf(principal, statement, denies, directory);
      const service = !("unknown" in party) && party.kind === "service";
      if (service || isDenied(trust)) return [];
      return [
        {
          id: `${role.id}/${index}/${number}`,
          role,
          trust,
          principal,
          party,
          at: usePlace(principal.value, statement.at),
          statements: document.statements.filter((each) => each.effect === "allow").length,
          principals: principals.length,
          shared,
        },
      ];
    });
  });
}

function nameOf(party: Party): string | undefined {
  return "unknown" in party ? undefined : party.name;
}

/** A Deny without a condition takes everything back. */
function isDenied(trust: Trust): boolean {
  return trust.denies.some(
    ({ statement, applies }) =>
      applies === "yes" && statement.conditions.length === 0 && !statement.moreConditions,
  );
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
      return denied === text || accountOfRoot(denied) === accountOf(principal) ? "yes" : "no";
    }),
  );
  return found === "no" && deny.principals.more ? "unknown" : found;
}

function accountOf(principal: Value): string | undefined {
  const arn = readArn(principal);
  return arn && "text" in arn.account ? arn.account.text : wholeText(principal);
}

/** An account is denied by its id and by its root. */
function accountOfRoot(principal: string): string {
  return /^(?:arn:[a-z-]+:iam::)?(\d{12})(?::root)?$/.exec(principal)?.[1] ?? principal;
}

function partyOf(
  principal: Principal,
  statement: Statement,
  denies: readonly Statement[],
  directory: Directory,
): Party {
  if (principal.type === "Federated")
    return federatedParty(principal.value, subjectsOf(statement), directory);
  const party = awsPrincipalParty(principal.value, directory);
  if ("unknown" in party || party.kind !== "anyone") return party;
  const conditions = [
    ...statement.conditions.filter(binds),
    ...denies.flatMap((each) => exceptions(each, principal.value)),
  ];
  const narrowed = narrowedAnyone(conditions, directory);
  if (narrowed) return narrowed;
  return statement.moreConditions ? { unknown: statement.moreConditions } : party;
}

/** `*` behind a condition on who the caller is means the callers that the condition names. */
function narrowedAnyone(conditions: readonly Condition[], directory: Directory): Party | undefined {
  for (const condition of conditions) {
    const of = callerKeys.get(condition.key.toLowerCase());
    if (!of) continue;
    const { values, more, at } = condition.values;
    // What is one value or a list is not known, but may be known to be one's own.
    const all = more ? [...values, unknown(more, at)] : values;
    const parties = all.map((value) => of(value, directory));
    const worst = parties.find((each) => !("unknown" in each) && each.kind === "anyone");
    if (worst) continue;
    const outsider = parties.find((each) => "unknown" in each || each.kind !== "own");
    const found = outsider ?? parties[0];
    if (found) return found;
  }
  return undefined;
}

/** The condition keys that say who calls, with the party that a value of each stands for. */
const callerKeys: ReadonlyMap<string, (value: Value, directory: Directory) => Party> = new Map([
  ["aws:principalarn", awsPrincipalParty],
  ["aws:principalaccount", awsPrincipalParty],
  ["aws:principalorgid", organizationParty],
  ["aws:principalorgpaths", organizationPathParty],
  ["aws:userid", uniqueIdParty],
]);

/** The callers that a Deny leaves in: those of its one negated condition, services aside. */
function exceptions(deny: Statement, principal: Value): readonly Condition[] {
  if (deny.moreConditions || appliesTo(deny, principal) !== "yes") return [];
  if (!deny.actions || anyCovers(deny.actions, "sts:AssumeRole", true) !== "yes") return [];
  const [only, ...others] = deny.conditions.filter((each) => !sparesServices(each));
  return only && others.length === 0 && bindsAsDeny(only) ? [only] : [];
}

/** A service is no party, so a Deny that spares services denies every party. */
function sparesServices({ key, operator, values }: Condition): boolean {
  return (
    key.toLowerCase() === "aws:principalisawsservice" &&
    /^bool(?:ifexists)?$/i.test(operator) &&
    !values.more &&
    values.values.every((each) => wholeText(each)?.toLowerCase() === "false")
  );
}

function subjectsOf(statement: Statement): readonly string[] {
  return statement.conditions
    .filter((each) => /:(?:sub|repository|repository_owner)$/i.test(each.key) && binds(each))
    .flatMap((each) => each.values.values.map((value) => wholeText(value) ?? ""));
}

/** Roles and identity providers hand on no MFA; accounts and users can. */
export function canHaveMfa(principal: Principal, statement: Statement): Truth {
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
