// Which party stands behind a principal of a statement, also where only a condition says who may call.

import type { Truth } from "../../expressions/truth.ts";
import { any } from "../../expressions/truth.ts";
import type { Value } from "../../expressions/value.ts";
import { unknown, wholeText } from "../../expressions/value.ts";
import type { Condition, Principal, Statement } from "../../model/document.ts";
import { readArn } from "./arn.ts";
import type { Directory } from "./directory.ts";
import type { Trust } from "./guards.ts";
import { binds, bindsAsDeny } from "./guards.ts";
import { isImpossible } from "./never-met.ts";
import type { Party } from "./parties.ts";
import {
  anyone,
  awsPrincipalParty,
  federatedParty,
  organizationParty,
  organizationPathParty,
  serviceParty,
  sourceArnParty,
  uniqueIdParty,
} from "./parties.ts";
import type { PrincipalKind } from "./principal-kind.ts";

/** `denies`: those that deny for certain what the statement allows. */
export function partyBehind(
  principal: Principal,
  statement: Statement,
  denies: readonly Statement[],
  directory: Directory,
): Named {
  if (principal.type === "Federated")
    return { party: federatedParty(principal.value, subjectsOf(statement), directory) };
  const party = awsPrincipalParty(principal.value, directory);
  if ("unknown" in party || party.kind !== "anyone") return { party };
  const groups = [
    ...statement.conditions.filter(binds).map((each) => [each]),
    ...denies.map((each) => exceptions(each, principal.value)),
  ];
  const narrowed = narrowedAnyone(groups, directory);
  if (narrowed) return narrowed;
  return { party: statement.moreConditions ? { unknown: statement.moreConditions } : party };
}

/** A party, and the condition key that says who it is where the principal does not. */
export interface Named {
  readonly party: Party;
  readonly by?: string;
}

/** `*` behind conditions on who the caller is means the callers that one of a group names. */
function narrowedAnyone(
  groups: readonly (readonly Condition[])[],
  directory: Directory,
): Named | undefined {
  for (const group of groups) {
    const parties = group.flatMap((condition): readonly Named[] => {
      const key = condition.key.toLowerCase();
      const of = callerKeys.get(key);
      if (!of) return [{ party: anyone }];
      const { more, at } = condition.values;
      const values = condition.values.values.filter((each) => !isImpossible(condition, each));
      // What is one value or a list is not known, but may be known to be one's own.
      const all = more ? [...values, unknown(more, at)] : values;
      return all.map((value) => ({ party: of(value, directory), by: key }));
    });
    const worst = parties.find(({ party }) => !("unknown" in party) && party.kind === "anyone");
    if (worst) continue;
    const outsider = parties.find(({ party }) => "unknown" in party || party.kind !== "own");
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
  // A service that acts for somebody says for whom.
  ["aws:sourceaccount", awsPrincipalParty],
  ["aws:sourceowner", awsPrincipalParty],
  ["aws:sourcearn", sourceArnParty],
  ["aws:sourceorgid", organizationParty],
  ["aws:sourceorgpaths", organizationPathParty],
  ["aws:principalservicename", serviceParty],
  ["aws:principalservicenameslist", serviceParty],
  ["aws:principalisawsservice", serviceParty],
  // Whose endpoint or access point the request comes through, and who uses a key.
  ["aws:vpceaccount", awsPrincipalParty],
  ["aws:vpceorgid", organizationParty],
  ["aws:vpceorgpaths", organizationPathParty],
  ["kms:calleraccount", awsPrincipalParty],
  ["s3:dataaccesspointaccount", awsPrincipalParty],
  ["s3:dataaccesspointarn", sourceArnParty],
]);

/** What such a condition speaks of; an ARN may be that of a role or a user. */
export function callerKind(key: string): PrincipalKind | "organization" | undefined {
  return callerKinds.get(key);
}

const callerKinds: ReadonlyMap<string, PrincipalKind | "organization"> = new Map([
  ["aws:principalaccount", "account"],
  ["aws:sourceaccount", "account"],
  ["aws:sourceowner", "account"],
  ["aws:vpceaccount", "account"],
  ["kms:calleraccount", "account"],
  ["s3:dataaccesspointaccount", "account"],
  ["aws:principalorgid", "organization"],
  ["aws:principalorgpaths", "organization"],
  ["aws:sourceorgid", "organization"],
  ["aws:vpceorgid", "organization"],
]);

/** The callers that a Deny leaves in: those whom one of its negated conditions names, services aside. */
function exceptions(deny: Statement, principal: Value): readonly Condition[] {
  if (deny.moreConditions || appliesTo(deny, principal) !== "yes") return [];
  const others = deny.conditions.filter((each) => !sparesServices(each));
  return others.every(bindsAsDeny) ? others : [];
}

/** A service is no party, so a Deny that spares services denies every party. */
export function sparesServices({ key, operator, values }: Condition): boolean {
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

/** A Deny without a condition takes everything back. */
export function isDenied(trust: Trust): boolean {
  return trust.denies.some(
    ({ statement, applies }) =>
      applies === "yes" && statement.conditions.length === 0 && !statement.moreConditions,
  );
}

/** Is the principal one of those whom the Deny denies? */
export function appliesTo(deny: Statement, principal: Value): Truth {
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
