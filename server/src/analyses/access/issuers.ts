// What is known of the issuers of tokens: which serve many tenants, and how their tokens name one. Knows no trust.

/** The part of a token that says whose it is. */
export type TenantClaim = "sub" | "aud" | "rolesessionname";

export interface SharedIssuer {
  readonly claim: TenantClaim;
  /** What a value of the claim looks like that names its tenant before any wildcard. */
  readonly names: RegExp;
  /** A subject that names the tenant as well, where another claim is the one to check. */
  readonly subject?: RegExp;
}

/**
 * Everybody can have a token of such an issuer, so a trust has to name the tenant. The list and the
 * claims are those that AWS checks itself (IAM User Guide, identity provider controls for shared
 * OIDC providers); the forms of the subjects are those of each issuer's own documentation.
 */
export function sharedIssuer(issuer: string): SharedIssuer | undefined {
  const bare = issuer.replace(/\/$/, "").toLowerCase();
  return sharedIssuers.get(bare) ?? (turbonomic.test(bare) ? anySubject : undefined);
}

/** What a subject with a word of its own before any wildcard names. */
const begins = /^[^*?]/;
const anySubject: SharedIssuer = { claim: "sub", names: begins };

const github: SharedIssuer = {
  claim: "sub",
  names:
    /^(?:[^*?]*:)?(?:repo:[^*?:/]+\/|(?:repository|repository_id|repository_owner|repository_owner_id|job_workflow_ref|enterprise|enterprise_id):[^*?:/@]+(?:[:/@]|$))/,
};

const sharedIssuers: ReadonlyMap<string, SharedIssuer> = new Map<string, SharedIssuer>([
  ["token.actions.githubusercontent.com", github],
  ["vstoken.actions.githubusercontent.com", github],
  [
    "oidc-configuration.audit-log.githubusercontent.com",
    { claim: "sub", names: /^https:\/\/github\.com\/[^*?/]+(?:\/|$)/ },
  ],
  [
    "gitlab.com",
    {
      claim: "sub",
      names:
        /^(?:[^*?]*:)?(?:project_path|namespace_path|project_id|namespace_id):[^*?:/]+(?:[:/]|$)/,
    },
  ],
  ["app.terraform.io", { claim: "sub", names: /^organization:[^*?:]+(?::|$)/ }],
  ["agent.buildkite.com", { claim: "sub", names: /^organization:[^*?:]+(?::|$)/ }],
  ["oidc.codefresh.io", { claim: "sub", names: /^account:[^*?:]+(?::|$)/ }],
  ["scalr.io", { claim: "sub", names: /^account:[^*?:]+(?::|$)/ }],
  ["studio.datachain.ai/api", { claim: "sub", names: /^credentials:[^*?:/]+(?:[:/]|$)/ }],
  ["tokens.cloud.shisho.dev", anySubject],
  ["proidc.upbound.io", anySubject],
  [
    "api.pulumi.com/oidc",
    { claim: "aud", names: begins, subject: /^pulumi:[^*?]*:org:[^*?:]+(?::|$)/ },
  ],
  [
    "oidc.vercel.com",
    { claim: "aud", names: /^(?!sts\.amazonaws\.com$)[^*?]/, subject: /^owner:[^*?:]+(?::|$)/ },
  ],
  ["sandboxes.cloud", { claim: "aud", names: begins }],
  // Tokens of these say for which application they were issued, and the subject is one user's.
  ["cognito-identity.amazonaws.com", { claim: "aud", names: begins, subject: begins }],
  ["accounts.google.com", { claim: "aud", names: begins, subject: begins }],
  ["graph.facebook.com", { claim: "aud", names: begins, subject: begins }],
  ["www.amazon.com", { claim: "aud", names: begins, subject: begins }],
  // Microsoft Sentinel collects for all workspaces with one issuer, and names the workspace in the session.
  [
    "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d",
    { claim: "rolesessionname", names: begins },
  ],
]);

/** How subjects begin that name a tenant, for what may stand in a part that is not known. */
export const beginnings: readonly string[] = [
  "repo:x/x",
  "project_path:x/x",
  "organization:x",
  "account:x",
  "credentials:x/x",
  "owner:x",
  "pulumi:x:org:x",
  "https://github.com/x",
];

const turbonomic = /^(?:rh-oidc\.s3\.|oidc\.op1\.openshiftapps\.com\/)/;

/**
 * Identity providers that every account has: no list of audiences stands before the trust, and who
 * signs in is a person with a subject of the issuer's own.
 */
export function isBuiltIn(issuer: string): boolean {
  return builtIn.has(issuer.toLowerCase());
}

const builtIn = new Set([
  "accounts.google.com",
  "cognito-identity.amazonaws.com",
  "graph.facebook.com",
  "www.amazon.com",
]);

/** Does the text before its first wildcard say whose token of the shared issuer it is? */
export function namesTenant(written: string, claim: string, shared: SharedIssuer): boolean {
  if (claim === shared.claim || audienceClaims.has(claim)) return shared.names.test(written);
  if (claim === "sub") return shared.subject?.test(written) ?? false;
  return /^[^*?]+(?:\/|$)/.test(written);
}

/** A cluster is one tenant, but its service accounts are many workloads. */
export function namesWorkload(written: string, issuer: string | undefined): boolean {
  if (issuer?.toLowerCase().startsWith("oidc.eks."))
    return /^system:serviceaccount:[^*?:]+:/.test(written);
  return /[^*?]/.test(written);
}

/**
 * GitHub lets everybody choose the claims of the subject and their order. The name of a workflow is
 * free, so a subject that begins with it names an owner only because colons within a claim's value
 * are escaped (GitHub docs, OpenID Connect reference).
 */
export function beginsWithFreeClaim(written: string, issuer: string | undefined): boolean {
  return issuer !== undefined && sharedIssuer(issuer) === github && written.startsWith("workflow:");
}

/** Claims other than the subject that say whose a token is. */
export const namingClaims: ReadonlySet<string> = new Set([
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
  "organization_id",
]);

export const audienceClaims: ReadonlySet<string> = new Set([
  "aud",
  "app_id",
  "client_id",
  "azp",
  "oaud",
]);
