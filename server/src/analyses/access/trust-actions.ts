// The derived kind `access.trust`: what the trust policy of one role allows beside whom it lets in.

import type { Value } from "../../expressions/value.ts";
import { absent, known, textValue, unknown, wholeText } from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { Statement } from "../../model/document.ts";
import { readDocument } from "../../model/document.ts";
import type { AttributeType } from "../../model/kind.ts";
import { derivedKind } from "../../model/kind.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import { askedAction } from "./asked.ts";
import { isDeployed } from "./deployed.ts";
import { coversAction } from "./statement.ts";

const attributes = {
  /** What a message calls the role: `role deploy`. */
  subject: "text",
  /** every: a statement allows all actions, where only those by which the role is assumed have a meaning. */
  actions: "text",
  customer: "text",
  present: "boolean",
} as const satisfies Readonly<Record<string, AttributeType>>;

export const trustKind = derivedKind(
  "access.trust",
  "What the trust policy of one role allows to those whom it lets in.",
  attributes,
);

export function trusts(model: Model, { customer }: AnalysisContext): readonly Resource[] {
  return ofKind(model, "aws.iam.role")
    .filter((role) => isDeployed(role, model))
    .flatMap((role): readonly Resource[] => {
      const actions = actionsOf(role);
      if (!actions) return [];
      const name = wholeText(role.attributes.get("name")) ?? role.name;
      return [
        {
          kind: trustKind.kind,
          id: `${role.id} trust`,
          name: role.name,
          declarations: role.declarations,
          at: role.at,
          attributes: new Map([
            ["subject", textValue(`role ${name}`, role.at)],
            ["actions", actions],
            ["customer", customer === undefined ? absent(role.at) : textValue(customer, role.at)],
            ["present", known(true, role.at)],
          ]),
          exists: role.exists,
        },
      ];
    });
}

function actionsOf(role: Resource): Value | undefined {
  const trust = role.attributes.get("trust");
  const document = readDocument(trust);
  if (!trust || !document) return undefined;
  if ("unknown" in document) return unknown(document.unknown, trust.at, trust.via);
  const wide = document.statements.find(allowsEverything);
  if (wide) return textValue("every", (wide.actions ?? wide.notActions ?? wide).at, wide.via);
  return document.more
    ? unknown(document.more, trust.at, trust.via)
    : textValue("some", trust.at, trust.via);
}

const anyAction = askedAction("any-service:AnyAction");

function allowsEverything(statement: Statement): boolean {
  return statement.effect === "allow" && coversAction(statement, anyAction) === "yes";
}
