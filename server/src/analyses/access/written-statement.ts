// Statements of permissions that are written as attributes: one caller, an action, and what it must say of itself.

import type { Place, Value } from "../../expressions/value.ts";
import { effective, textValue, wholeText } from "../../expressions/value.ts";
import type { Condition, Statement } from "../../model/document.ts";
import { elements } from "../../model/document.ts";
import type { Resource } from "../../model/resource.ts";

/** The attributes of a permission that are conditions, as IAM's JSON would have them. */
const conditionAttributes: readonly (readonly [string, string, string])[] = [
  ["source-arn", "ArnLike", "aws:SourceArn"],
  ["source-account", "StringEquals", "aws:SourceAccount"],
  ["principal-org-id", "StringEquals", "aws:PrincipalOrgID"],
  ["organization", "StringEquals", "aws:PrincipalOrgID"],
  ["event-source-token", "StringEquals", "lambda:EventSourceToken"],
];

export function writtenStatement(permission: Resource): Statement | undefined {
  const principal = permission.attributes.get("principal");
  if (!principal || effective(principal).state === "absent") return undefined;
  const action = permission.attributes.get("action");
  const actions = action && effective(action);
  return {
    at: permission.at,
    via: [],
    effect: "allow",
    variables: "no",
    principals: {
      at: principal.at,
      items: [{ type: isService(principal) ? "Service" : "AWS", value: principal }],
    },
    actions: {
      at: action?.at ?? permission.at,
      values: actions && actions.state !== "absent" ? [actions] : [textValue("*", permission.at)],
    },
    conditions: conditionAttributes.flatMap(([name, operator, key]) => {
      const value = permission.attributes.get(name);
      return value && effective(value).state !== "absent"
        ? [conditionOf(operator, key, value)]
        : [];
    }),
  };
}

function conditionOf(operator: string, key: string, value: Value): Condition {
  const at: Place = value.at;
  return {
    operator,
    operatorPlace: at,
    siblings: 1,
    key,
    keyPlace: at,
    values: elements(value),
  };
}

/** `events.amazonaws.com`; an account, an ARN and everyone are none. */
function isService(principal: Value): boolean {
  return /^[a-z0-9.-]+\.(?:amazonaws\.com(?:\.cn)?|amazon\.com)$/.test(wholeText(principal) ?? "");
}
