// What the organisation's resource control policies leave of who may come in. Knows no power.

import type { Value } from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { Condition, Principal, Statement } from "../../model/document.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { readArn } from "./arn.ts";
import type { Directory } from "./directory.ts";
import { bindsAsDeny } from "./guards.ts";
import { appliesTo, sparesServices } from "./named-party.ts";
import { policiesInForce } from "./organization.ts";
import type { Party } from "./parties.ts";
import { organizationParty, organizationPathParty } from "./parties.ts";
import { marked } from "./pattern.ts";

export interface ResourceControl {
  /** What is denied to everybody but services. */
  readonly denies: readonly Statement[];
  readonly by: readonly Value[];
  readonly maybe: readonly Value[];
}

export const noControl: ResourceControl = { denies: [], by: [], maybe: [] };

/** `services`: those whose actions the resource takes. */
export function resourceControlOf(
  resource: Resource,
  services: readonly string[],
  model: Model,
  context: AnalysisContext,
): ResourceControl {
  if (!services.some((each) => controlled.has(each))) return noControl;
  const { certain, possible } = policiesInForce(
    resource,
    "RESOURCE_CONTROL_POLICY",
    model,
    context,
  );
  if (certain.length === 0 && possible.length === 0) return noControl;
  return {
    denies: certain.flatMap((policy) =>
      policy.denies.map((each) => ({
        ...each,
        conditions: each.conditions.filter((condition) => !sparesServices(condition)),
      })),
    ),
    by: certain.map((each) => each.name),
    maybe: possible,
  };
}

/**
 * What such policies deny of another service is not known to count.
 * https://docs.aws.amazon.com/controltower/latest/controlreference/rcp-controls.html
 */
const controlled: ReadonlySet<string> = new Set(["s3", "sts", "kms", "sqs", "secretsmanager"]);

/**
 * Does one of the denials turn everybody away who comes in by the principal and is not of one's own
 * organisation? Then whoever it still lets in is own.
 */
export function keepsOutsidersOut(
  denies: readonly Statement[],
  principal: Principal,
  party: Party,
  directory: Directory,
): boolean {
  if (principal.type !== "AWS" || "unknown" in party || party.kind === "own") return false;
  return denies.some(
    (deny) =>
      !deny.moreConditions &&
      deny.conditions.length > 0 &&
      appliesTo(deny, principal.value) === "yes" &&
      deny.conditions.every((each) => sparesOwnAlone(each, principal.value, directory)),
  );
}

function sparesOwnAlone(condition: Condition, principal: Value, directory: Directory): boolean {
  if (!bindsAsDeny(condition) || condition.values.more) return false;
  const { values } = condition.values;
  switch (condition.key.toLowerCase()) {
    case "aws:principalorgid":
      return values.every((each) => isOwn(organizationParty(each, directory)));
    case "aws:principalorgpaths":
      return values.every((each) => isOwn(organizationPathParty(each, directory)));
    case "aws:principalaccount":
      return values.every((each) => isOther(each, principal));
    default:
      return false;
  }
}

function isOwn(party: Party): boolean {
  return !("unknown" in party) && party.kind === "own";
}

/** One's own account, or one that is known and not the principal's. */
function isOther(account: Value, principal: Value): boolean {
  if (account.state === "unknown" && account.reason.kind === "own") return true;
  const arn = readArn(principal);
  const own = arn && "text" in arn.account ? arn.account.text : marked(principal);
  const other = marked(account);
  return (
    own !== undefined &&
    other !== undefined &&
    /^\d{12}$/.test(other) &&
    /^\d{12}$/.test(own) &&
    own !== other
  );
}
