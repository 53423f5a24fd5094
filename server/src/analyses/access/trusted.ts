// Who a role's trust policy lets in: each principal of each statement that lets somebody assume it.

import type { Truth } from "../../expressions/truth.ts";
import { any } from "../../expressions/truth.ts";
import type { Place, Value } from "../../expressions/value.ts";
import { textValue } from "../../expressions/value.ts";
import type { Principal, Statement } from "../../model/document.ts";
import { readDocument } from "../../model/document.ts";
import type { Resource } from "../../model/resource.ts";
import type { Directory } from "./directory.ts";
import type { Trust } from "./guards.ts";
import { binds } from "./guards.ts";
import { appliesTo, callerKind, isDenied, partyBehind } from "./named-party.ts";
import { isNeverMet } from "./never-met.ts";
import type { Party } from "./parties.ts";
import { own } from "./parties.ts";
import { anyCovers, marked } from "./pattern.ts";
import { principalFlaw } from "./principal-flaw.ts";
import type { PrincipalKind } from "./principal-kind.ts";
import { principalKind } from "./principal-kind.ts";
import { keepsOutsidersOut } from "./resource-control.ts";
import { usePlace } from "./use-place.ts";

/** What one grant is about: one principal of one statement of one role. */
export interface Way {
  /** Unique in the unit, and the same when lines move. */
  readonly id: string;
  readonly role: Resource;
  readonly trust: Trust;
  readonly principal: Principal;
  readonly party: Party;
  /** What the principal is, or the condition that says who it is; undefined where it cannot be told. */
  readonly kind: PrincipalKind | "organization" | undefined;
  /** Where the principal is used. */
  readonly at: Place;
  /** How many statements that allow the document has, and how many principals the statement. */
  readonly statements: number;
  readonly principals: number;
  /** The statement trusts somebody too who is no way in, a service, whom a new condition would bind. */
  readonly shared: boolean;
  /** Nobody comes in as it is written: no caller can send its external ID, or AWS refuses the statement. */
  readonly closed: boolean;
}

/** `outer`: what the organisation denies to whoever would use resources of the account. */
export function waysInto(
  role: Resource,
  directory: Directory,
  outer: readonly Statement[] = [],
): readonly Way[] {
  const document = readDocument(role.attributes.get("trust"));
  if (!document || "unknown" in document) return [];
  const assuming = outer.filter((each) => assumes(each) === "yes");
  const denies = [...document.statements, ...assuming].filter(
    (each) => each.effect === "deny" && assumes(each) !== "no",
  );
  // Only what is denied for certain leaves nobody in but those whom the Deny spares.
  const certain = denies.filter(
    ({ actions }) => actions && anyCovers(actions, "sts:AssumeRole", true) === "yes",
  );
  return document.statements.flatMap((statement, index) => {
    if (statement.effect !== "allow") return [];
    const lets = assumes(statement);
    const closed = lets === "no" || isNeverMet(statement);
    const principals = principalsOf(statement).filter(
      (each) => lets === "yes" || (lets === "no" && principalFlaw(each) !== undefined),
    );
    const named = principals.map((each) => partyBehind(each, statement, certain, directory));
    const shared =
      (statement.principals?.items.length ?? 0) > principals.length ||
      named.some(({ party }) => isService(party));
    return principals.flatMap((principal, number): readonly Way[] => {
      const trust: Trust = {
        allow: statement,
        denies: denies.map((each) => ({
          statement: each,
          applies: appliesTo(each, principal.value),
        })),
      };
      const { party: trusted, by } =
        named[number] ?? partyBehind(principal, statement, certain, directory);
      const party = keepsOutsidersOut(assuming, principal, trusted, directory) ? own : trusted;
      if (isService(party) || isDenied(trust)) return [];
      return [
        {
          id: `${role.id}/${index}/${number}`,
          role,
          trust,
          principal,
          party,
          kind: by ? callerKind(by) : principalKind(principal, statement),
          at: usePlace(principal.value, statement.at),
          statements: document.statements.filter((each) => each.effect === "allow").length,
          principals: principals.length,
          shared,
          closed,
        },
      ];
    });
  });
}

function isService(party: Party): boolean {
  return !("unknown" in party) && party.kind === "service";
}

const assumeActions = ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"];

function assumes(statement: Statement): Truth {
  const { actions, notActions } = statement;
  if (letsTokensIn(statement)) return "yes";
  if (actions) return any(assumeActions.map((each) => anyCovers(actions, each, true)));
  if (notActions)
    return any(
      assumeActions.map((each) => (anyCovers(notActions, each, true) === "no" ? "yes" : "unknown")),
    );
  return "no";
}

/**
 * A statement for an identity provider that is not finished: nothing but the exchange of its tokens
 * can be allowed to one, whatever the action will be called.
 */
export function letsTokensIn({ principals, actions, notActions }: Statement): boolean {
  if (actions || notActions || !principals) return false;
  return principals.items.some((each) => each.type === "Federated");
}

/** Services act for themselves and are no party; a NotPrincipal under Allow means everyone else. */
function principalsOf(statement: Statement): readonly Principal[] {
  if (statement.notPrincipals)
    return [{ type: "AWS", value: textValue("*", statement.notPrincipals.at) }];
  return (statement.principals?.items ?? []).filter(
    (each) => each.type === "AWS" || each.type === "Federated",
  );
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
