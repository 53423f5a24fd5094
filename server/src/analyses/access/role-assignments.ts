// Grants through Azure role assignments to principals that the register names or that are of another tenant.

import type { Value } from "../../expressions/value.ts";
import { absent, effective, known, textValue, wholeText } from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { declarationOf, ofKind } from "../../model/resource.ts";
import { azureRightTargets } from "./azure-fixes.ts";
import { azureRight } from "./azure-power.ts";
import type { Directory } from "./directory.ts";
import { grant, listAt, rightAttributes, someEnded } from "./grant.ts";
import type { Party } from "./parties.ts";
import { objectIdParty } from "./parties.ts";
import { marked } from "./pattern.ts";
import { usePlace, writtenPlace } from "./use-place.ts";

export function roleAssignmentGrants(
  model: Model,
  directory: Directory,
  context: AnalysisContext,
): readonly Resource[] {
  return ofKind(model, "azure.authorization.role-assignment").flatMap((assignment) => {
    const declaration = declarationOf(model, assignment.declarations[0]);
    if (assignment.exists === "no" || !declaration || declaration.existing) return [];
    return [assignmentGrant(assignment, declaration.scope, model, directory, context)];
  });
}

function assignmentGrant(
  assignment: Resource,
  scope: Value | undefined,
  model: Model,
  directory: Directory,
  context: AnalysisContext,
): Resource {
  const principal = assignment.attributes.get("principal-id") ?? absent(assignment.at);
  const at = usePlace(principal, assignment.at);
  const right = azureRight(
    assignment.attributes.get("role-definition-id"),
    assignment.attributes.get("role-definition-name"),
    model,
    context,
  );
  const rightAt = "unknown" in right ? right.at : writtenPlace(right.value, assignment.at);
  const written = assignment.attributes.get("scope");
  return grant({
    id: assignment.id,
    name: assignment.name,
    declarations: assignment.declarations,
    at: assignment.at,
    exists: assignment.exists,
    party: partyOf(assignment, principal, directory),
    principal,
    principalPlace: at,
    today: context.today,
    someEnded: someEnded(context),
    customer: context.customer,
    causeOf: assignment.id,
    values: {
      caller: textValue("unsaid", at),
      through: textValue("role-assignment", assignment.at),
      subject: textValue(`role assignment ${assignment.name}`, assignment.at),
      scope: written && written.state !== "absent" ? written : (scope ?? absent(assignment.at)),
      standing: known(true, assignment.at),
      ...rightAttributes(right, rightAt),
      escalations: listAt([], at, []),
      "external-id": textValue("not-applicable", at),
      mfa: textValue("not-applicable", at),
      "narrowed-by": narrowedBy(assignment),
    },
    targets: "unknown" in right ? {} : { right: azureRightTargets(right) },
  });
}

/** A condition that says which roles, or to whom, whoever administers access may assign. */
function narrowedBy(assignment: Resource): Value {
  const condition = assignment.attributes.get("condition") ?? absent(assignment.at);
  const decided = effective(condition);
  if (decided.state === "unknown") return listAt([], decided.at, decided.via, decided.reason);
  const written = marked(decided)?.toLowerCase() ?? "";
  const limits = written.includes("microsoft.authorization/roleassignments:");
  return listAt(limits ? ["delegated-roles"] : [], decided.at, decided.via);
}

/** A `ForeignGroup` is a group of another tenant: of a partner, whoever that is. */
function partyOf(assignment: Resource, principal: Value, directory: Directory): Party {
  const party = objectIdParty(principal, directory);
  if (!("unknown" in party)) return party;
  const type = wholeText(assignment.attributes.get("principal-type"))?.toLowerCase();
  const id = wholeText(principal);
  if (type !== "foreigngroup") return party;
  return {
    kind: "undeclared",
    name: "A group of another tenant",
    ...(id === undefined ? {} : { id, key: "principals" as const }),
  };
}
