// Holds the decision of IAM requests against answers made elsewhere: each whole request, and each family without its context.

import type { KeyState, Request } from "../../src/analyses/access/conditions.ts";
import type { Decision, PolicyLayers } from "../../src/analyses/access/decide.ts";
import { decide } from "../../src/analyses/access/decide.ts";
import { callerOfName } from "../../src/analyses/access/principal-match.ts";
import { literalValue } from "../../src/analyses/access/tables.ts";
import type { PolicyDocument } from "../../src/model/document.ts";
import { readDocument } from "../../src/model/document.ts";
import type { FixLiteral } from "../../src/model/resource.ts";
import type { Judged, Oracle } from "./oracle.ts";

interface Row {
  readonly group: string;
  readonly family: string;
  readonly identity?: readonly FixLiteral[];
  readonly resourcePolicy?: FixLiteral;
  readonly boundary?: readonly FixLiteral[];
  readonly scps?: readonly (readonly FixLiteral[])[];
  readonly request: {
    readonly principal: string;
    readonly action: string;
    readonly resource: string;
    readonly resourceAccount: string;
    readonly context: Readonly<Record<string, string | readonly string[]>>;
  };
  readonly decision: "Allowed" | "ImplicitlyDenied" | "ExplicitlyDenied";
}

export const judge: Oracle = function* (rows) {
  const families = new Map<string, Row[]>();
  for (const row of rows as readonly Row[]) {
    if (!("decision" in row)) continue;
    const shown = answerOf(row, contextOf(row));
    const agrees = shown === row.decision;
    yield {
      agrees,
      verdict: `${row.group}: ${agrees ? "decided alike" : shown === undefined ? "cannot tell" : "decided differently"}`,
      row,
      shown,
    };
    const family = families.get(row.family);
    if (family) family.push(row);
    else families.set(row.family, [row]);
  }
  for (const family of families.values()) yield judgeFamily(family);
};

const apart = "families without context";

/** Without its context a firm answer must hold for every row; where rows differ there is none. */
function judgeFamily(family: readonly Row[]): Judged {
  const [first] = family;
  if (!first)
    return { agrees: true, verdict: "an empty family", row: family, shown: undefined, apart };
  const shown = answerOf(first, () => undefined);
  const agrees = shown === undefined || family.every((each) => each.decision === shown);
  const firm = shown === undefined ? "cannot tell" : "firm";
  return {
    agrees,
    verdict: `family without context: ${firm}${agrees ? "" : ", wrongly"}`,
    row: first,
    shown,
    apart,
  };
}

function contextOf(row: Row): Request {
  const states = new Map<string, KeyState>();
  for (const [key, value] of Object.entries(row.request.context))
    states.set(key.toLowerCase(), typeof value === "string" ? [value] : value.map(String));
  return (key) => states.get(key) ?? "absent";
}

function answerOf(row: Row, keys: Request): Row["decision"] | undefined {
  const { principal, action, resource, resourceAccount } = row.request;
  const layers: PolicyLayers = {
    identity: (row.identity ?? []).map(documentOf),
    ...(row.resourcePolicy === undefined ? {} : { resource: documentOf(row.resourcePolicy) }),
    ...(row.boundary ? { boundary: row.boundary.map(documentOf) } : {}),
    ...(row.scps ? { organization: row.scps.map((level) => level.map(documentOf)) } : {}),
  };
  const request = {
    caller: callerOfName(principal),
    action,
    resource,
    account: resourceAccount,
    keys,
  };
  return wordOf(decide(request, layers));
}

function wordOf({ allowed, denied }: Decision): Row["decision"] | undefined {
  if (denied === "yes") return "ExplicitlyDenied";
  if (allowed === "yes") return "Allowed";
  return denied === "no" && allowed === "no" ? "ImplicitlyDenied" : undefined;
}

function documentOf(literal: FixLiteral): PolicyDocument {
  const read = readDocument(literalValue(literal));
  return read && !("unknown" in read) ? read : { statements: [], more: { kind: "missing" } };
}
