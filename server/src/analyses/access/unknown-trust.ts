// Roles of which it is not known who may assume them: a trust that is out of view, or statements that are.

import type { Truth } from "../../expressions/truth.ts";
import { any } from "../../expressions/truth.ts";
import type { Place, Reason } from "../../expressions/value.ts";
import { absent, known, textValue, unknown, wholeText } from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { Statement } from "../../model/document.ts";
import { readDocument } from "../../model/document.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { declarationOf, ofKind } from "../../model/resource.ts";
import { askedAction } from "./asked.ts";
import { attachedTo } from "./attachments.ts";
import { grant, listAt, someEnded } from "./grant.ts";
import { holderPower } from "./holder-power.ts";
import { openingValues } from "./opening.ts";
import { coversAction } from "./statement.ts";
import { managedPolicies } from "./tables.ts";

/** Somebody may be let in by them, so there is a grant of which nothing is known but its power. */
export function unknownTrustGrants(model: Model, context: AnalysisContext): readonly Resource[] {
  return ofKind(model, "aws.iam.role").flatMap((role) => {
    if (role.exists === "no" || declarationOf(model, role.declarations[0])?.existing) return [];
    const hidden = hiddenIn(role);
    return hidden ? [unknownGrant(role, hidden, model, context)] : [];
  });
}

interface Hidden {
  readonly reason: Reason;
  readonly at: Place;
}

function hiddenIn(role: Resource): Hidden | undefined {
  const trust = role.attributes.get("trust");
  const document = readDocument(trust);
  if (!trust || !document) return undefined;
  if ("unknown" in document) return { reason: document.unknown, at: trust.at };
  if (document.more) return { reason: document.more, at: trust.at };
  for (const statement of document.statements) {
    const reason = mayLetIn(statement);
    if (reason) return { reason, at: statement.at };
  }
  return undefined;
}

/** Why it is not known whether, or whom, the statement lets in. */
function mayLetIn(statement: Statement): Reason | undefined {
  const assumes = any(assumptions.map((each): Truth => coversAction(statement, each)));
  if (statement.effect === "deny" || statement.effect === "other" || assumes === "no")
    return undefined;
  if (assumes === "unknown") return statement.actions?.more ?? { kind: "condition" };
  if (statement.effect === "unknown") return { kind: "condition" };
  // A list of which nothing is known is somebody already.
  return statement.principals?.items.length === 0 ? statement.principals.more : undefined;
}

const assumptions = [
  "sts:AssumeRole",
  "sts:AssumeRoleWithSAML",
  "sts:AssumeRoleWithWebIdentity",
].map(askedAction);

function unknownGrant(
  role: Resource,
  { reason, at }: Hidden,
  model: Model,
  context: AnalysisContext,
): Resource {
  const attached = attachedTo(role, model, () => managedPolicies(context.tables));
  const power = holderPower(role, attached, model, context);
  const open = unknown(reason, at);
  const powerAt = power.main?.at ?? role.at;
  const powerVia = power.main?.via ?? [];
  const name = wholeText(role.attributes.get("name")) ?? role.name;
  return grant({
    id: `${role.id}/unknown`,
    name,
    declarations: role.declarations,
    at: role.at,
    exists: role.exists,
    party: { unknown: reason },
    principal: open,
    principalPlace: at,
    today: context.today,
    someEnded: someEnded(context),
    customer: context.customer,
    causeOf: role.id,
    values: {
      caller: open,
      through: textValue("role-trust", role.at),
      subject: textValue(`role ${name}`, role.at),
      scope: textValue("account", role.at),
      standing: known(true, role.at),
      power: listAt(power.has, powerAt, powerVia, power.more),
      right: power.main ? textValue(power.main.source.name, powerAt, powerVia) : absent(role.at),
      "right-kind": power.main
        ? textValue(power.main.source.kind, powerAt, powerVia)
        : absent(role.at),
      ...openingValues(power.openings, powerAt, powerVia, power.more),
      "external-id": open,
      "external-id-flaw": open,
      mfa: open,
      "mfa-flaw": open,
      "narrowed-by": listAt([], at, [], reason),
      "session-seconds": role.attributes.get("max-session-seconds") ?? absent(role.at),
      expires: open,
    },
  });
}
