// How widely a trust accepts the tokens and assertions of an identity provider. Knows no party and no power.

import type { Place, Reason, Value } from "../../expressions/value.ts";
import { textValue, unknown } from "../../expressions/value.ts";
import type { Condition, Statement } from "../../model/document.ts";
import type { FixValue, Target } from "../../model/resource.ts";
import { operatorOf } from "./conditions.ts";
import { anyValue } from "./grant.ts";
import type { Trust } from "./guards.ts";
import { bindsAsDeny } from "./guards.ts";
import { coversEverything, hasHole, marked } from "./pattern.ts";
import type { PrincipalKind } from "./principal-kind.ts";

/** What is wrong: nothing, no audience, no subject, or a subject that names no tenant of a shared issuer. */
export type Federation = "narrow" | "audience" | "subject" | "tenant";

export interface FederationFound {
  readonly value: Value;
  readonly targets: readonly Target[];
}

export function federationOf(
  kind: PrincipalKind | undefined,
  principal: Value,
  trust: Trust,
  at: Place,
): FederationFound | undefined {
  if (kind === "saml") return samlTrust(principal, trust, at);
  return kind === "oidc" ? oidcTrust(principal, trust, at) : undefined;
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

function oidcTrust(principal: Value, trust: Trust, at: Place): FederationFound {
  const issuer = issuerOf(principal);
  const subjects = binding(trust, (key) => suffixOf(key) === "sub");
  const claims = binding(trust, (key) => namingClaims.has(suffixOf(key)));
  const audiences = binding(trust, (key) => audienceClaims.has(suffixOf(key)));
  const wide = widestOf([...subjects, ...claims], issuer);
  const accountsOnly = issuer !== undefined && withoutSubject.has(issuer);
  const anySubject = conditionsOn(trust.allow, (key) => suffixOf(key) === "sub")[0];
  const subjectTargets = targetsForSubject(trust, issuer ?? issuerOfKeys(trust), anySubject);
  if (!accountsOnly && subjects.length === 0 && claims.length === 0) {
    const written = anySubject?.values.values[0];
    return {
      value: flawOrUnknown(
        "subject",
        written?.at ?? anySubject?.keyPlace ?? at,
        written?.via ?? [],
        trust.allow,
      ),
      targets: subjectTargets,
    };
  }
  if (!accountsOnly && wide !== undefined) {
    const { value, reason } = wide;
    return {
      value: reason
        ? unknown(reason, value.at, value.via)
        : flawOrUnknown("tenant", value.at, value.via, trust.allow),
      targets: replaceable(value) ? [replaced(value)] : subjectTargets,
    };
  }
  if (audiences.length === 0) {
    const of = issuer ?? issuerOfKeys(trust);
    return {
      value: flawOrUnknown("audience", at, [], trust.allow),
      targets:
        of === undefined
          ? []
          : [
              anyValue(
                set(trust.allow.at, ["Condition", "StringEquals", `${of}:aud`], { is: "given" }),
              ),
            ],
    };
  }
  return { value: textValue("narrow", at), targets: [] };
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

/** One of several conditions is enough, so the flaw is that of the narrowest; undefined where one is narrow. */
function widestOf(
  conditions: readonly Condition[],
  issuer: string | undefined,
): { readonly value: Value; readonly reason?: Reason } | undefined {
  let found: { value: Value; reason?: Reason } | undefined;
  for (const condition of conditions) {
    const flawed = flawOf(condition, issuer);
    if (!flawed) return undefined;
    if (!found || flawed.reason) found = flawed;
  }
  return found;
}

/** Any value of a condition lets in; so one that is wide makes it wide. */
function flawOf(
  condition: Condition,
  issuer: string | undefined,
): { readonly value: Value; readonly reason?: Reason } | undefined {
  const of = prefixOf(condition.key) ?? issuer;
  const claim = suffixOf(condition.key);
  let open: { value: Value; reason: Reason } | undefined;
  for (const value of condition.values.values) {
    const written = marked(value);
    if (written === undefined) {
      open ??= { value, reason: reasonOf(value) };
      continue;
    }
    if (namesTenant(written.replaceAll(/[\uf8ff]/g, "*"), claim, of)) continue;
    if (!hasHole(written) || !namesTenant(written.replaceAll(/[\uf8ff]/g, "x"), claim, of))
      return { value };
    open ??= { value, reason: reasonOf(value) };
  }
  const { more, at } = condition.values;
  if (more) open ??= { value: unknown(more, at), reason: more };
  return open;
}

function reasonOf(value: Value): Reason {
  if (value.state === "unknown") return value.reason;
  return { kind: "unsupported", what: "a part of a subject" };
}

/** Does the text before its first wildcard say whose token it is? */
function namesTenant(written: string, claim: string, issuer: string | undefined): boolean {
  if (claim !== "sub") return /^[^*?]+(?:\/|$)/.test(written);
  if (issuer === undefined) return !/^[*?]/.test(written);
  const form = subjectForms.find((each) => each.issuer.test(issuer))?.names;
  return form ? form.test(written) : !/^[*?]/.test(written);
}

/**
 * How the subjects of issuers that many tenants share name the tenant. Everybody can have a token
 * of such an issuer, so a subject that names none is everybody's.
 */
const subjectForms: readonly { readonly issuer: RegExp; readonly names: RegExp }[] = [
  {
    issuer: /^token\.actions\.githubusercontent\.com/,
    names:
      /^(?:[^*?]*:)?(?:repo:[^*?:/]+\/|(?:repository|repository_id|repository_owner|repository_owner_id|job_workflow_ref|enterprise|enterprise_id):[^*?:/@]+(?:[:/@]|$))/,
  },
  {
    issuer: /^gitlab\.com/,
    names:
      /^(?:[^*?]*:)?(?:project_path|namespace_path|project_id|namespace_id):[^*?:/]+(?:[:/]|$)/,
  },
  { issuer: /^app\.terraform\.io/, names: /^organization:[^*?:]+(?::|$)/ },
  { issuer: /^agent\.buildkite\.com/, names: /^organization:[^*?:]+(?::|$)/ },
  { issuer: /^oidc\.vercel\.com/, names: /^owner:[^*?:]+(?::|$)/ },
  { issuer: /^api\.pulumi\.com/, names: /^pulumi:[^*?]*:org:[^*?:]+(?::|$)/ },
  // A cluster is one tenant, but its service accounts are many workloads.
  { issuer: /^oidc\.eks\./, names: /^system:serviceaccount:[^*?:]+:/ },
];

/** Claims other than the subject that say whose a token is. */
const namingClaims = new Set([
  "repository",
  "repository_id",
  "repository_owner",
  "repository_owner_id",
  "job_workflow_ref",
  "enterprise",
  "enterprise_id",
  "project_path",
  "project_id",
  "namespace_path",
  "namespace_id",
  "terraform_organization_id",
  "terraform_organization_name",
]);

const audienceClaims = new Set(["aud", "app_id", "client_id", "azp", "oaud"]);

/** Their tokens are bound to an application or identity pool, which the audience names. */
const withoutSubject = new Set([
  "cognito-identity.amazonaws.com",
  "graph.facebook.com",
  "www.amazon.com",
]);

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
  return end > 0 ? key.slice(0, end).toLowerCase() : undefined;
}

/** The issuer without its scheme, as condition keys have it. */
function issuerOf(principal: Value): string | undefined {
  const written = marked(principal);
  if (written === undefined || hasHole(written.slice(written.lastIndexOf("/") + 1)))
    return undefined;
  const at = written.indexOf(":oidc-provider/");
  if (at >= 0) return written.slice(at + ":oidc-provider/".length).toLowerCase();
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(written) ? written : undefined;
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
  if (issuer === undefined) return [];
  return [
    anyValue(set(trust.allow.at, ["Condition", "StringEquals", `${issuer}:sub`], { is: "given" })),
  ];
}

function set(at: Place, path: readonly string[], value: FixValue) {
  return { at, operation: { is: "set", path, value } } as const;
}
