// How widely a trust accepts the tokens and assertions of an identity provider. Knows no party and no power.

import type { Place, Reason, Value } from "../../expressions/value.ts";
import { effective, isList, textValue, unknown, wholeText } from "../../expressions/value.ts";
import type { Condition, Statement } from "../../model/document.ts";
import type { FixValue, Resource, Target } from "../../model/resource.ts";
import { operatorOf } from "./conditions.ts";
import { anyValue } from "./grant.ts";
import type { Trust } from "./guards.ts";
import { bindsAsDeny } from "./guards.ts";
import { identityProviderOf } from "./identity-providers.ts";
import type { SharedIssuer } from "./issuers.ts";
import {
  audienceClaims,
  beginnings,
  beginsWithFreeClaim,
  isBuiltIn,
  namesTenant,
  namesWorkload,
  namingClaims,
  sharedIssuer,
} from "./issuers.ts";
import { coversEverything, hasHole, hole, marked, widest } from "./pattern.ts";
import type { PrincipalKind } from "./principal-kind.ts";

/**
 * What is wrong: nothing; nobody's tokens in particular are asked for, of an issuer that all share
 * (subject); what is asked for names no tenant of it (tenant) or names it behind a claim that anybody
 * chooses (order); any workload of the tenant (workload), or of one application of it (application);
 * any of the audiences that the identity provider lists (audience). A wildcard that is compared as it
 * stands lets nobody in, and would let in too many if it were one (literal).
 */
export type Federation =
  | "narrow"
  | "subject"
  | "tenant"
  | "order"
  | "workload"
  | "application"
  | "audience"
  | "literal";

export interface FederationFound {
  readonly value: Value;
  readonly targets: readonly Target[];
}

/** `declared`: the identity providers of the unit. */
export function federationOf(
  kind: PrincipalKind | undefined,
  principal: Value,
  trust: Trust,
  at: Place,
  declared: readonly Resource[],
): FederationFound | undefined {
  if (kind === "saml") return samlTrust(principal, trust, at);
  return kind === "oidc" ? oidcTrust(principal, trust, at, declared) : undefined;
}

function samlTrust(principal: Value, trust: Trust, at: Place): FederationFound {
  const audience = binding(trust, (key) => key === "saml:aud");
  if (audience.length > 0) return { value: textValue("narrow", at), targets: [] };
  const value: FixValue = { is: "given" };
  const written = marked(principal) ?? "";
  // Other partitions have a sign-in address of their own.
  const usual = !written.startsWith("arn:aws-");
  return {
    value: flawOrUnknown("audience", at, [], trust.allow),
    targets: usual
      ? [anyValue(set(trust.allow.at, ["Condition", "StringEquals", "SAML:aud"], value))]
      : [],
  };
}

function oidcTrust(
  principal: Value,
  trust: Trust,
  at: Place,
  declared: readonly Resource[],
): FederationFound {
  const issuer = issuerOf(principal, declared) ?? issuerOfKeys(trust);
  const shared = issuer === undefined ? undefined : sharedIssuer(issuer);
  const subjects = binding(trust, (key) => suffixOf(key) === "sub");
  const claims = binding(trust, (key) => namingClaims.has(suffixOf(key)));
  const audiences = binding(trust, (key) => audienceClaims.has(suffixOf(key)));
  const written = conditionsOn(trust.allow, (key) => suffixOf(key) === "sub")[0];
  const subjectTargets = targetsForSubject(trust, issuer, written);
  const without = (flaw: Federation): FederationFound => {
    const values = written?.values.values ?? [];
    const value = values.find((each) => coversEverything(each) === "yes") ?? values[0];
    const where = value?.at ?? written?.keyPlace ?? at;
    const found = written && value && isLiteral(written, value) ? "literal" : flaw;
    return {
      value: flawOrUnknown(found, where, value?.via ?? [], trust.allow),
      targets: subjectTargets,
    };
  };
  const wide = (flaw: Federation, { value, reason, literal }: Flawed): FederationFound => ({
    value: reason
      ? unknown(reason, value.at, value.via)
      : flawOrUnknown(literal ? "literal" : flaw, value.at, value.via, trust.allow),
    targets: replaceable(value) ? [replaced(value)] : subjectTargets,
  });
  if (shared) {
    const named = [...subjects, ...claims, ...tenantConditions(trust, shared, audiences)];
    if (named.length === 0) return without("subject");
    const strange = widestOf(named, (text, claim) => namesTenant(text, claim, shared));
    if (strange) return wide("tenant", strange);
  }
  const free = widestOf(subjects, (text) => !beginsWithFreeClaim(text, issuer));
  if (free && claims.length === 0 && !free.reason) return wide("order", free);
  if (issuer !== undefined && isBuiltIn(issuer))
    return { value: textValue("narrow", at), targets: [] };
  const named = [...subjects, ...claims, ...sessions(trust, shared)];
  const [other] = named.length === 0 ? binding(trust, isOtherClaim) : [];
  if (other) return { value: unknown(otherClaim, other.keyPlace), targets: [] };
  if (named.length === 0)
    return without(audiences.length > 0 && !isCluster(issuer) ? "application" : "workload");
  const whole = widestOf(named, (text, claim) => claim !== "sub" || namesWorkload(text, issuer));
  if (whole) return wide("workload", whole);
  if (audiences.length > 0) return { value: textValue("narrow", at), targets: [] };
  return anyAudience(principal, trust, at, issuer, declared);
}

/** What an issuer of one's own says in claims that are not known may name a workload. */
function isOtherClaim(key: string): boolean {
  return (
    !/^(?:aws|sts):/.test(key) && !audienceClaims.has(suffixOf(key)) && suffixOf(key) !== "sub"
  );
}

const otherClaim: Reason = { kind: "unsupported", what: "a claim of an issuer's own" };

/** STS takes tokens for the audiences that the identity provider lists; one needs no condition. */
function anyAudience(
  principal: Value,
  trust: Trust,
  at: Place,
  issuer: string | undefined,
  declared: readonly Resource[],
): FederationFound {
  const list = identityProviderOf(principal, declared)?.attributes.get("audiences");
  const decided = list && effective(list);
  if (decided?.state !== "known" || decided.value === null || !isList(decided.value))
    return { value: unknown(reasonOf(decided), at), targets: [] };
  const { items, more } = decided.value;
  if (items.length < 2)
    return { value: more ? unknown(more, at) : textValue("narrow", at), targets: [] };
  const path = ["Condition", "StringEquals", `${issuer}:aud`];
  return {
    value: flawOrUnknown("audience", at, [], trust.allow),
    targets:
      issuer === undefined || hasHole(issuer)
        ? []
        : [anyValue(set(trust.allow.at, path, { is: "given" }))],
  };
}

/** The conditions on the claim that tells the tenants of the issuer apart. */
function tenantConditions(
  trust: Trust,
  shared: SharedIssuer,
  audiences: readonly Condition[],
): readonly Condition[] {
  return shared.claim === "aud" ? audiences : sessions(trust, shared);
}

function sessions(trust: Trust, shared: SharedIssuer | undefined): readonly Condition[] {
  if (shared?.claim !== "rolesessionname") return [];
  return binding(trust, (key) => key === "sts:rolesessionname");
}

/** A condition that is not known may be the one that is missing. */
function flawOrUnknown(
  flaw: Federation,
  at: Place,
  via: Value["via"],
  { moreConditions }: Statement,
): Value {
  return moreConditions ? unknown(moreConditions, at) : textValue(flaw, at, via);
}

interface Flawed {
  readonly value: Value;
  readonly reason?: Reason;
  readonly literal?: true;
}

/** No claim of a token has a star or question mark in it. */
function isLiteral({ operator }: Condition, value: Value): boolean {
  const { base, negated } = operatorOf(operator);
  return !negated && base.startsWith("stringequals") && /[*?]/.test(marked(value) ?? "");
}

type Names = (written: string, claim: string) => boolean;

/** One of several conditions is enough, so the flaw is that of the narrowest; undefined where one is narrow. */
function widestOf(conditions: readonly Condition[], names: Names): Flawed | undefined {
  let found: Flawed | undefined;
  for (const condition of conditions) {
    const flawed = flawOf(condition, names);
    if (!flawed) return undefined;
    if (!found || flawed.reason) found = flawed;
  }
  return found;
}

/** Any value of a condition lets in; so one that is wide makes it wide. */
function flawOf(condition: Condition, names: Names): Flawed | undefined {
  const claim = suffixOf(condition.key);
  let open: { value: Value; reason: Reason } | undefined;
  for (const value of condition.values.values) {
    const written = marked(value);
    // The id of something that is made together with the role is one thing's.
    if (value.state === "unknown" && value.reason.kind === "computed") continue;
    if (written === undefined) {
      open ??= { value, reason: reasonOf(value) };
      continue;
    }
    if (names(widest(written), claim)) continue;
    if (!mayName(written, claim, names))
      return isLiteral(condition, value) ? { value, literal: true } : { value };
    open ??= { value, reason: reasonOf(value) };
  }
  const { more, at } = condition.values;
  if (more) open ??= { value: unknown(more, at), reason: more };
  return open;
}

/** What is not known may be a name, a path of two, or the whole beginning. */
function mayName(written: string, claim: string, names: Names): boolean {
  if (!hasHole(written)) return false;
  return [...beginnings, "x/x", "x"].some((each) => names(written.replaceAll(hole, each), claim));
}

function reasonOf(value: Value | undefined): Reason {
  if (value?.state === "unknown") return value.reason;
  return {
    kind: "unsupported",
    what: value ? "a part of a token's claim" : "an identity provider that is out of view",
  };
}

/** Conditions that turn somebody away: of the Allow, and those of a Deny that stand alone. */
function binding(trust: Trust, about: (key: string) => boolean): readonly Condition[] {
  const allowed = conditionsOn(trust.allow, about).filter(bindsToken);
  const denied = trust.denies.flatMap(({ statement, applies }) => {
    const [only, ...others] = statement.conditions;
    if (applies !== "yes" || !only || others.length > 0 || statement.moreConditions) return [];
    return about(only.key.toLowerCase()) && bindsAsDeny(only) ? [only] : [];
  });
  return [...allowed, ...denied];
}

function conditionsOn(statement: Statement, about: (key: string) => boolean): readonly Condition[] {
  return statement.conditions.filter((each) => about(each.key.toLowerCase()));
}

/** Every token has these claims, so that IfExists and ForAllValues change nothing. */
function bindsToken(condition: Condition): boolean {
  const operator = operatorOf(condition.operator);
  if (operator.negated || operator.base === "null") return false;
  return condition.values.values.every((value) => coversEverything(value) !== "yes");
}

function suffixOf(key: string): string {
  return key.slice(key.lastIndexOf(":") + 1).toLowerCase();
}

function prefixOf(key: string): string | undefined {
  const end = key.lastIndexOf(":");
  return end > 0 ? key.slice(0, end) : undefined;
}

/** The issuer without its scheme, as condition keys have it; a part of its path may not be known. */
function issuerOf(principal: Value, declared: readonly Resource[]): string | undefined {
  const url = wholeText(identityProviderOf(principal, declared)?.attributes.get("url"));
  if (url !== undefined) return url.replace(/^https?:\/\//, "");
  const written = marked(principal);
  if (written === undefined) return undefined;
  const at = written.indexOf(":oidc-provider/");
  if (at < 0) return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(written) ? written : undefined;
  const issuer = written.slice(at + ":oidc-provider/".length);
  return isCluster(issuer) || !hasHole(issuer.split("/")[0] ?? "") ? issuer : undefined;
}

function isCluster(issuer: string | undefined): boolean {
  return issuer?.toLowerCase().startsWith("oidc.eks.") === true;
}

function issuerOfKeys(trust: Trust): string | undefined {
  const key = trust.allow.conditions.find((each) => /:(?:aud|sub)$/i.test(each.key))?.key;
  return key === undefined ? undefined : prefixOf(key);
}

/** What a variable gives may be right elsewhere. */
function replaceable(value: Value): boolean {
  return value.state === "known" && value.via.length === 0;
}

function replaced(value: Value): Target {
  return anyValue({ at: value.at, operation: { is: "replace", value: { is: "given" } } });
}

/** The subject that is there is replaced; where none is, one is demanded. */
function targetsForSubject(
  trust: Trust,
  issuer: string | undefined,
  present: Condition | undefined,
): readonly Target[] {
  if (present) {
    const path = ["Condition", present.operator, present.key];
    const { negated, base } = operatorOf(present.operator);
    if (negated || base === "null") return [];
    return [anyValue(set(trust.allow.at, path, { is: "given" }))];
  }
  if (issuer === undefined || hasHole(issuer)) return [];
  return [
    anyValue(set(trust.allow.at, ["Condition", "StringEquals", `${issuer}:sub`], { is: "given" })),
  ];
}

function set(at: Place, path: readonly string[], value: FixValue) {
  return { at, operation: { is: "set", path, value } } as const;
}
