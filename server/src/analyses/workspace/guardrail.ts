// Whether an organisation limits whom its roles can trust: resource control policies on `sts:AssumeRole`.

import type { Truth } from "../../expressions/truth.ts";
import { all, any, not, truth } from "../../expressions/truth.ts";
import { effective, items, wholeText } from "../../expressions/value.ts";
import type { Elements, Statement } from "../../model/document.ts";
import { readDocument } from "../../model/document.ts";
import { wildcard } from "../../model/glob.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import { customersOf, evidence, isOf, presence } from "./evidence.ts";
import type { Judged, Row, ThingRow, TrustRow, View } from "./row.ts";
import { gravestFirst, partyValues, wordsOf } from "./watched.ts";

/**
 * A service control policy binds the organisation's own principals alone, so only a resource control
 * policy can keep outsiders out of its roles.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export function limitsTrust(policy: Resource, model: Model): Judged {
  const type = policy.attributes.get("type");
  const word = wholeText(type);
  if (word !== undefined && word !== "RESOURCE_CONTROL_POLICY") return "no";
  const document = readDocument(policy.attributes.get("document"));
  if (!document) return "no";
  if ("unknown" in document) return document.unknown;
  const limits = any(document.statements.map(limitsAssumeRole));
  if (limits === "no") return document.more ?? "no";
  if (word === undefined) {
    const decided = type && effective(type);
    return decided?.state === "unknown" ? decided.reason : { kind: "missing" };
  }
  if (limits === "unknown") return { kind: "condition" };
  return isAttached(policy, model)
    ? "yes"
    : { kind: "unsupported", what: "where the policy is attached" };
}

/** Its Deny speaks of assuming roles, and spares callers by who they are. */
function limitsAssumeRole(statement: Statement): Truth {
  const { effect, actions, notActions, conditions, moreConditions } = statement;
  if (effect === "allow" || effect === "other") return "no";
  const named = any(conditions.map(({ key }) => truth(callerKey.test(key))));
  return all([
    effect === "unknown" ? "unknown" : "yes",
    actions ? coversAssumeRole(actions) : notActions ? not(coversAssumeRole(notActions)) : "no",
    named === "no" && moreConditions ? "unknown" : named,
  ]);
}

const callerKey =
  /^(?:aws:principal(?:orgid|orgpaths|account|arn)|aws:sourceaccount|sts:externalid)$/i;

function coversAssumeRole({ values, more }: Elements): Truth {
  const found = any(
    values.map((each): Truth => {
      const text = wholeText(each);
      return text === undefined ? "unknown" : truth(wildcard(text.toLowerCase(), "sts:assumerole"));
    }),
  );
  return found === "no" && more ? "unknown" : found;
}

/** By itself, or by an attachment of the same unit, whichever policy that names. */
function isAttached(policy: Resource, model: Model): boolean {
  return (
    items(policy.attributes.get("targets")).length > 0 ||
    ofKind(model, "aws.organizations.policy-attachment").length > 0
  );
}

export function trustLimited(rows: readonly Row[], view: View): readonly Resource[] {
  const organizations = organizationFirst(rows);
  return customersOf(organizations).flatMap((customer) => {
    const [place] = organizations.filter((row) => isOf(row, customer));
    const trusts = gravestFirst(
      rows.filter((row): row is TrustRow => row.is === "trust" && isOf(row, customer)),
    );
    const [first] = trusts;
    if (!place || !first) return [];
    const due = evidence({
      what: "trust-guardrail",
      customer,
      places: [
        { at: place.at, words: wordsOf(first) },
        ...trusts.map((row) => ({ at: row.at, words: wordsOf(row) })),
      ],
      values: {
        ...partyValues(first),
        present: presence(["trust-guardrail"], customer, rows, view, place.at),
      },
    });
    return due ? [due] : [];
  });
}

/** The organisation before its parts. */
function organizationFirst(rows: readonly Row[]): readonly ThingRow[] {
  const those = (thing: ThingRow["thing"]) =>
    rows.filter((row): row is ThingRow => row.is === "thing" && row.thing === thing);
  return [...those("organization"), ...those("part-of-organization")];
}
