// Grants to AWS's own services through the trust policies of roles: for whom they act, and with whose certificates.

import type { Value } from "../../expressions/value.ts";
import { absent, known, textValue, unknown, wholeText } from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { Statement } from "../../model/document.ts";
import { readDocument } from "../../model/document.ts";
import type { Model, Resource, Target } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import { isDeployed } from "./deployed.ts";
import { anyValue, grant } from "./grant.ts";
import { binds, openPattern } from "./guards.ts";
import { isNeverMet } from "./never-met.ts";
import { anyCovers } from "./pattern.ts";
import { usePlace } from "./use-place.ts";

export function serviceTrustGrants(model: Model, context: AnalysisContext): readonly Resource[] {
  return ofKind(model, "aws.iam.role").flatMap((role) => {
    if (!isDeployed(role, model)) return [];
    const document = readDocument(role.attributes.get("trust"));
    if (!document || "unknown" in document) return [];
    return document.statements.flatMap((statement, index) =>
      statement.effect === "allow" && assumes(statement) && !isNeverMet(statement)
        ? servicesIn(statement).map((service, number) =>
            serviceGrant(
              { role, statement, service, id: `${role.id}/service/${index}/${number}` },
              context,
            ),
          )
        : [],
    );
  });
}

interface ServiceWay {
  readonly role: Resource;
  readonly statement: Statement;
  readonly service: Value;
  readonly id: string;
}

function assumes({ actions }: Statement): boolean {
  return actions !== undefined && anyCovers(actions, "sts:AssumeRole", true) === "yes";
}

function servicesIn(statement: Statement): readonly Value[] {
  return (statement.principals?.items ?? [])
    .filter((each) => each.type === "Service")
    .map((each) => each.value);
}

function serviceGrant(
  { role, statement, service, id }: ServiceWay,
  context: AnalysisContext,
): Resource {
  const name = wholeText(role.attributes.get("name")) ?? role.name;
  const at = usePlace(service, statement.at);
  const called = wholeText(service);
  const anywhere = called === "rolesanywhere.amazonaws.com";
  return grant({
    id,
    name,
    declarations: role.declarations,
    at: role.at,
    exists: role.exists,
    party:
      called === undefined
        ? { unknown: service.state === "unknown" ? service.reason : { kind: "missing" } }
        : { kind: "service", name: called },
    principal: service,
    principalPlace: at,
    today: context.today,
    someEnded: false,
    customer: context.customer,
    causeOf: role.id,
    values: {
      "principal-kind": textValue("service", at),
      caller: textValue("machine", at),
      through: textValue("role-trust", at),
      subject: textValue(`role ${name}`, role.at),
      scope: textValue("account", role.at),
      standing: known(true, at),
      outsider: known(false, at),
      "external-id": textValue("not-applicable", at),
      mfa: textValue("not-applicable", at),
      deputy: checks(statement, deputyKeys, ["unchecked", "checked"], at),
      federation: anywhere
        ? checks(statement, certificateKeys, ["certificate", "narrow"], at)
        : absent(at),
    },
    targets: { deputy: deputyTargets(statement) },
  });
}

/** What a service says of the one for whom it acts. */
export const deputyKeys = /^aws:source(?:account|arn|orgid|orgpaths|owner)$/i;
const certificateKeys = /^aws:(?:sourcearn|principaltag\/x509.*)$/i;

function checks(
  statement: Statement,
  keys: RegExp,
  [without, withOne]: readonly [string, string],
  at: Value["at"],
): Value {
  const found = statement.conditions.filter((each) => keys.test(each.key) && binds(each));
  const sure = found.find((each) => openPattern(each) === undefined);
  if (sure) return textValue(withOne, sure.keyPlace);
  const open = found[0] && openPattern(found[0]);
  if (open) return unknown(open, found[0]?.keyPlace ?? at);
  return statement.moreConditions ? unknown(statement.moreConditions, at) : textValue(without, at);
}

/** The account that this is deployed to, or a parameter where the language has no word for it. */
function deputyTargets(statement: Statement): readonly Target[] {
  const others = (statement.principals?.items.length ?? 0) > 1;
  if (others) return [];
  const path = ["Condition", "StringEquals", "aws:SourceAccount"];
  return [anyValue({ at: statement.at, operation: { is: "set", path, value: { is: "given" } } })];
}
