// Decides one whole request as IAM does: every layer of policies, explicit denies, one's own account and others.

import type { Truth } from "../../expressions/truth.ts";
import { all, any, not } from "../../expressions/truth.ts";
import type { PolicyDocument, Statement } from "../../model/document.ts";
import type { Request } from "./conditions.ts";
import type { Caller } from "./principal-match.ts";
import { isNamed, namedBy } from "./principal-match.ts";
import { speaksOf } from "./statement.ts";

export interface AccessRequest {
  readonly caller: Caller;
  readonly action: string;
  readonly resource: string;
  /** The account that the resource belongs to. */
  readonly account: string;
  /** The condition keys of the request. */
  readonly keys: Request;
}

export interface PolicyLayers {
  readonly identity: readonly PolicyDocument[];
  /** The policy of the resource; for a role its trust policy. */
  readonly resource?: PolicyDocument;
  readonly boundary?: readonly PolicyDocument[];
  /** Service control policies: a list for each level, from the root to the account. */
  readonly organization?: readonly (readonly PolicyDocument[])[];
}

export interface Decision {
  readonly allowed: Truth;
  /** A statement denies it; else what is not allowed is denied for want of an Allow. */
  readonly denied: Truth;
}

export function decide(request: AccessRequest, layers: PolicyLayers): Decision {
  const documents = [
    ...layers.identity,
    ...(layers.boundary ?? []),
    ...(layers.organization ?? []).flat(),
  ];
  const denied = any([
    ...documents.map((each) => denies(each, request)),
    layers.resource ? resourceDenies(layers.resource, request, layers) : "no",
  ]);
  return { denied, allowed: all([not(denied), allows(request, layers)]) };
}

/** Services, identity providers and people without an identity have no policies of their own. */
function allows(request: AccessRequest, layers: PolicyLayers): Truth {
  const { caller } = request;
  const resource = layers.resource ? resourceAllows(layers.resource, request) : nothing;
  if (caller.account === undefined) return resource.any;
  const within = all(
    (layers.organization ?? []).map((level) => any(level.map((each) => allowsIn(each, request)))),
  );
  const bounded = layers.boundary
    ? any(layers.boundary.map((each) => allowsIn(each, request)))
    : "yes";
  const identity = all([any(layers.identity.map((each) => allowsIn(each, request))), bounded]);
  if (caller.account !== request.account) return all([within, identity, resource.any]);
  return all([
    within,
    any([
      resource.direct,
      // A role is named as an identity of the account, so its boundary still holds.
      all([resource.role, bounded]),
      needsResourcePolicy(request.action) ? all([identity, resource.any]) : identity,
    ]),
  ]);
}

/** A role's trust policy and a key's policy must allow, in whatever account the caller is. */
function needsResourcePolicy(action: string): boolean {
  return /^(?:sts:(?:assumerole|tagsession|setsourceidentity|setcontext)|kms:)/i.test(action);
}

interface ResourceAllows {
  readonly any: Truth;
  /** Without a policy of the caller's own. */
  readonly direct: Truth;
  readonly role: Truth;
}

const nothing: ResourceAllows = { any: "no", direct: "no", role: "no" };

function resourceAllows(document: PolicyDocument, request: AccessRequest): ResourceAllows {
  const found = { any: "no", direct: "no", role: "no" } as {
    -readonly [Way in keyof ResourceAllows]: Truth;
  };
  for (const statement of document.statements) {
    const speaks = all([effectIs(statement, "allow"), said(statement, request)]);
    if (speaks === "no") continue;
    if (statement.notPrincipals) {
      const others = all([speaks, not(isNamed(namedBy(statement.notPrincipals, request.caller)))]);
      found.any = any([found.any, others]);
      found.direct = any([found.direct, others]);
      continue;
    }
    if (!statement.principals) continue;
    const named = namedBy(statement.principals, request.caller);
    found.any = any([found.any, all([speaks, isNamed(named)])]);
    found.direct = any([found.direct, all([speaks, any([named.everyone, named.itself])])]);
    found.role = any([found.role, all([speaks, named.role])]);
  }
  if (!document.more) return found;
  return {
    any: any([found.any, "unknown"]),
    direct: any([found.direct, "unknown"]),
    role: any([found.role, "unknown"]),
  };
}

function resourceDenies(
  document: PolicyDocument,
  request: AccessRequest,
  { boundary }: PolicyLayers,
): Truth {
  const each = document.statements.map((statement): Truth => {
    const speaks = all([effectIs(statement, "deny"), said(statement, request)]);
    if (speaks === "no") return "no";
    const { principals, notPrincipals } = statement;
    if (principals) return all([speaks, isNamed(namedBy(principals, request.caller))]);
    if (!notPrincipals) return "no";
    // Whoever has a permission boundary is denied, named or not (IAM guide, NotPrincipal).
    if (boundary && request.caller.account !== undefined) return speaks;
    return all([speaks, not(isNamed(namedBy(notPrincipals, request.caller)))]);
  });
  return orMore(any(each), document);
}

function denies(document: PolicyDocument, request: AccessRequest): Truth {
  return orMore(
    any(document.statements.map((each) => all([effectIs(each, "deny"), said(each, request)]))),
    document,
  );
}

function allowsIn(document: PolicyDocument, request: AccessRequest): Truth {
  return orMore(
    any(document.statements.map((each) => all([effectIs(each, "allow"), said(each, request)]))),
    document,
  );
}

function orMore(found: Truth, document: PolicyDocument): Truth {
  return found === "no" && document.more ? "unknown" : found;
}

function said(statement: Statement, { action, resource, keys }: AccessRequest): Truth {
  return speaksOf(statement, action, resource, keys);
}

function effectIs(statement: Statement, effect: "allow" | "deny"): Truth {
  if (statement.effect === "unknown") return "unknown";
  return statement.effect === effect ? "yes" : "no";
}
