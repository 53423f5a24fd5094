// Who somebody is: own, customer, provider, known vendor, undeclared or anyone. Knows no guard and no power.

import type { OwnIdentity, Reason, Value } from "../../expressions/value.ts";
import { effective, isText, textValue, wholeText } from "../../expressions/value.ts";
import { tables } from "../../generated/tables.ts";
import type { Provider } from "../../model/register.ts";
import type { Arn } from "./arn.ts";
import { readArn } from "./arn.ts";
import type { Declared, Directory } from "./directory.ts";
import { identityProviderOf, isOf } from "./identity-providers.ts";
import type { KnownAccountRow } from "./tables.ts";

export type PartyKind =
  | "own"
  | "customer"
  | "provider"
  | "known-vendor"
  | "undeclared"
  | "anyone"
  | "service";

/** Somebody who is identified, or why nobody can be. */
export type Party = Identified | { readonly unknown: Reason };

export interface Identified {
  readonly kind: PartyKind;
  /** What a sentence calls them. */
  readonly name: string;
  /** The id that the register would name them by. */
  readonly id?: string;
  readonly key?: "aws-accounts" | "azure-tenants" | "principals";
  readonly provider?: Provider;
  /** The account is one that a vendor publishes. */
  readonly vendor?: string;
  /** By what a party behind an identity provider is known. */
  readonly by?: "issuer" | "repository" | "account";
}

/** The party behind an `AWS` principal of a policy. */
export function awsPrincipalParty(value: Value, directory: Directory): Party {
  const decided = effective(value);
  if (decided.state === "unknown") return reasonParty(decided.reason, directory);
  const text = wholeText(decided);
  if (text === "*") return anyone;
  if (text !== undefined) {
    if (/^\d{12}$/.test(text)) return accountParty(text, directory);
    if (/^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/.test(text)) return { kind: "service", name: text };
    // What is left out at the end of such a pattern is everything.
    if (everyArn.test(text)) return anyone;
    // Unique ids such as AROA… stand for identities that were deleted.
    if (/^A[A-Z0-9]{15,}$/.test(text))
      return { unknown: { kind: "unsupported", what: "the unique id of an identity" } };
  }
  const arn = readArn(decided);
  if (arn) return arnParty(arn, text, directory);
  const reason = soleHole(decided);
  if (reason) return reasonParty(reason, directory);
  return {
    unknown: holeReason(decided) ?? { kind: "unsupported", what: "this form of a principal" },
  };
}

const everyArn = /^arn:(?:\*|[^:]*:(?:\*|[^:]*:(?:\*|[^:]*:\*)))$/;

function arnParty(arn: Arn, text: string | undefined, directory: Directory): Party {
  const declared =
    text === undefined
      ? undefined
      : providerOf(directory, (each) => each.principals.includes(text));
  if (declared && text !== undefined) return providerParty(declared, text, "principals");
  if ("unknown" in arn.account) return reasonParty(arn.account.unknown, directory);
  if (arn.account.text === "*") return anyone;
  if (/^\d{12}$/.test(arn.account.text)) return accountParty(arn.account.text, directory);
  // `arn:aws:iam::cloudfront:user/…` and its like are AWS's own.
  if (/^[a-z-]+$/.test(arn.account.text)) return { kind: "service", name: arn.account.text };
  return { unknown: { kind: "unsupported", what: "this form of a principal" } };
}

export function accountParty(account: string, directory: Directory): Party {
  const { register } = directory;
  if (directory.ownAccounts.has(account)) return own;
  const vendor = knownAccounts.get(account);
  const provider = providerOf(directory, (each) => each.awsAccounts.includes(account));
  if (provider) {
    const party = providerParty(provider, account, "aws-accounts");
    return vendor ? { ...party, vendor: vendor.name } : party;
  }
  const customer = register.customers.find((each) => each.awsAccounts.includes(account));
  if (customer)
    return customer.name === directory.customer
      ? own
      : { kind: "customer", name: customer.name, id: account };
  if (vendor?.service) return { kind: "service", name: vendor.name };
  if (vendor)
    return {
      kind: "known-vendor",
      name: vendor.name,
      id: account,
      key: "aws-accounts",
      vendor: vendor.name,
    };
  return { kind: "undeclared", name: `AWS account ${account}`, id: account, key: "aws-accounts" };
}

/** The party behind an AWS organisation's id. */
export function organizationParty(value: Value, directory: Directory): Party {
  const decided = effective(value);
  if (decided.state === "unknown") return reasonParty(decided.reason, directory);
  const id = wholeText(decided);
  if (id === undefined) {
    const reason = soleHole(decided);
    return reason
      ? reasonParty(reason, directory)
      : { unknown: holeReason(decided) ?? { kind: "missing" } };
  }
  if (id === directory.register.own.awsOrganization) return own;
  const provider = providerOf(directory, (each) => each.awsOrganization === id);
  if (provider) return providerParty(provider, id, undefined);
  // Beside one's own organisation every other is somebody else's.
  if (directory.register.own.awsOrganization !== undefined && /^o-[a-z0-9]{10,32}$/.test(id))
    return { kind: "undeclared", name: `AWS organisation ${id}`, id };
  // Most organisations in a template are one's own, and only the register can tell.
  return { unknown: { kind: "undeclared", name: id } };
}

/** The party behind a path in an AWS organisation, `o-…/r-…/ou-…/*`: whoever has the organisation. */
export function organizationPathParty(value: Value, directory: Directory): Party {
  const decided = effective(value);
  if (decided.state !== "known" || decided.value === null || !isText(decided.value))
    return organizationParty(value, directory);
  const first = decided.value.parts[0];
  if (first && "hole" in first) return reasonParty(first.hole, directory);
  const id = first?.text.split("/")[0] ?? "";
  return /[*?]/.test(id)
    ? anyone
    : organizationParty(textValue(id, decided.at, decided.via), directory);
}

/** The party behind `aws:userid`: an id that does not say whose it is, or the id of a root user's account. */
export function uniqueIdParty(value: Value, directory: Directory): Party {
  const decided = effective(value);
  if (decided.state === "unknown") return { unknown: decided.reason };
  const text = wholeText(decided);
  if (text === undefined) return { unknown: holeReason(decided) ?? { kind: "missing" } };
  const [id = ""] = text.split(":");
  if (/^\d{12}$/.test(id)) return accountParty(id, directory);
  // Such an id has 20 or more characters; a pattern that fixes few of them is met by many.
  if (!/^A[A-Z0-9]{15,}/.test(id)) return anyone;
  return { unknown: { kind: "unsupported", what: "the unique id of an identity" } };
}

/** The party whose resource a service acts for; the name of a bucket does not say whose it is. */
export function sourceArnParty(value: Value, directory: Directory): Party {
  const decided = effective(value);
  const arn = readArn(decided);
  if (arn && "text" in arn.account && arn.account.text === "") {
    if ("unknown" in arn.resource) return madeParty(arn.resource.unknown, directory);
    if (/^[*?]*$/.test(arn.resource.text)) return anyone;
    return { unknown: { kind: "unsupported", what: "the owner of a resource without an account" } };
  }
  if (arn && "text" in arn.account && /^[*?]+$/.test(arn.account.text))
    return "text" in arn.resource && /^[*?]*$/.test(arn.resource.text)
      ? anyone
      : { unknown: { kind: "unsupported", what: "the owner of a resource of any account" } };
  if (arn) return awsPrincipalParty(decided, directory);
  if (decided.state === "unknown") return madeParty(decided.reason, directory);
  const text = wholeText(decided);
  if (text !== undefined && /^[*?]+$/.test(text)) return anyone;
  const reason = soleHole(decided) ?? holeReason(decided);
  return reason
    ? madeParty(reason, directory)
    : { unknown: { kind: "unsupported", what: "this form of an ARN" } };
}

/** What the unit makes is one's own. */
function madeParty(reason: Reason, directory: Directory): Party {
  if (reason.kind === "computed") {
    const made = directory.declarations.get(reason.declaration);
    if (made && !made.existing) return own;
  }
  return reasonParty(reason, directory);
}

/** A condition that asks for a service leaves nobody else in. */
export function serviceParty(value: Value): Party {
  const text = wholeText(value);
  if (text === undefined)
    return { unknown: value.state === "unknown" ? value.reason : { kind: "missing" } };
  if (text.toLowerCase() === "false") return anyone;
  return { kind: "service", name: text.toLowerCase() === "true" ? "An AWS service" : text };
}

/** The party behind the managing tenant of a delegation. */
export function tenantParty(value: Value, directory: Directory): Party {
  const decided = effective(value);
  if (decided.state === "unknown") return reasonParty(decided.reason, directory);
  if (decided.state === "absent") return { unknown: { kind: "missing" } };
  const id = wholeText(decided)?.toLowerCase();
  if (id === undefined) {
    const reason = soleHole(decided);
    return reason
      ? reasonParty(reason, directory)
      : { unknown: holeReason(decided) ?? { kind: "missing" } };
  }
  if (!guid.test(id)) return { unknown: { kind: "unsupported", what: "this form of a tenant id" } };
  const { register } = directory;
  if (directory.ownTenants.has(id)) return own;
  const provider = providerOf(directory, (each) =>
    each.azureTenants.some((tenant) => tenant.toLowerCase() === id),
  );
  if (provider) return providerParty(provider, id, "azure-tenants");
  const customer = register.customers.find((each) =>
    each.azureTenants.some((tenant) => tenant.toLowerCase() === id),
  );
  if (customer)
    return customer.name === directory.customer
      ? own
      : { kind: "customer", name: customer.name, id };
  // The all-zero id is a placeholder that was never filled in: nobody whom the register could name.
  if (/^[0-]+$/.test(id)) return { kind: "undeclared", name: "A placeholder tenant" };
  return { kind: "undeclared", name: `Azure tenant ${id}`, id, key: "azure-tenants" };
}

/** The party behind the object id of a role assignment; undefined ids are nobody in particular. */
export function objectIdParty(value: Value, directory: Directory): Party {
  const decided = effective(value);
  if (decided.state === "unknown") {
    // An identity that the unit itself makes, or the one that deploys it.
    const made =
      decided.reason.kind === "computed" && directory.declarations.get(decided.reason.declaration);
    if (made && !made.existing) return own;
    return decided.reason.kind === "own" ? own : { unknown: decided.reason };
  }
  const id = wholeText(decided)?.toLowerCase();
  if (id === undefined) return { unknown: holeReason(decided) ?? { kind: "missing" } };
  const provider = providerOf(directory, (each) =>
    each.principals.some((principal) => principal.toLowerCase() === id),
  );
  if (provider) return providerParty(provider, id, "principals");
  return { unknown: { kind: "undeclared", name: id } };
}

/** The party behind an identity provider: by its issuer, by the repository of its tokens, by its account. */
export function federatedParty(
  value: Value,
  subjects: readonly string[],
  directory: Directory,
): Party {
  const text = wholeText(value);
  const bySubject = providerOf(directory, (each) =>
    each.repositories.some((repository) =>
      subjects.some((subject) => fromRepository(subject, repository)),
    ),
  );
  if (bySubject)
    return { ...providerParty(bySubject, bySubject.name, undefined), by: "repository" };
  if (text !== undefined) {
    const byIssuer = providerOf(directory, (each) =>
      each.issuers.some((issuer) => text.includes(bareIssuer(issuer))),
    );
    if (byIssuer) return { ...providerParty(byIssuer, text, undefined), by: "issuer" };
  }
  const declaredHere = identityProviderOf(value, directory.identityProviders);
  const byName = declaredHere && providerOf(directory, (each) => isOf(declaredHere, each));
  if (byName) return { ...providerParty(byName, byName.name, undefined), by: "issuer" };
  const arn = readArn(value);
  const account = arn && "text" in arn.account ? arn.account.text : undefined;
  const declared =
    account === undefined
      ? undefined
      : providerOf(directory, (each) => each.awsAccounts.includes(account));
  if (declared && account !== undefined)
    return { ...providerParty(declared, account, "aws-accounts"), by: "account" };
  return { unknown: { kind: "unsupported", what: "who stands behind an identity provider" } };
}

/** GitHub's subjects are `repo:organisation/repository:…`; newer ones carry ids after `@`. */
function fromRepository(subject: string, repository: string): boolean {
  const organisation = repository
    .replace(/^https?:\/\//, "")
    .replace(/^github\.com\//, "")
    .toLowerCase();
  const named = subject
    .toLowerCase()
    .replace(/^repo:/, "")
    .replace(/@\d+/g, "");
  return (
    named === organisation ||
    named.startsWith(`${organisation}/`) ||
    named.startsWith(`${organisation}:`)
  );
}

function bareIssuer(issuer: string): string {
  return issuer.replace(/^https?:\/\//, "").replace(/\/$/, "");
}

export const own: Identified = { kind: "own", name: "The own environment" };
/** Whoever assumes a role signs in to an account; most resources answer callers without one too. */
export const anyone: Identified = { kind: "anyone", name: "Anyone with an AWS account" };
const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const knownAccounts: ReadonlyMap<string, KnownAccountRow> = new Map(
  (Array.isArray(tables.knownAccounts)
    ? (tables.knownAccounts as readonly KnownAccountRow[])
    : []
  ).map((row) => [row.account, row]),
);

function providerOf(
  directory: Directory,
  is: (provider: Provider) => boolean,
): Provider | undefined {
  return directory.register.providers.find(is);
}

function providerParty(provider: Provider, id: string, key: Identified["key"]): Identified {
  return { kind: "provider", name: provider.name, provider, id, ...(key ? { key } : {}) };
}

/** Types of data sources that name something of the own organisation or of AWS itself. */
const ownData =
  /(?:^|^data\.|\.data\.)aws_(?:iam_(?:role|roles|user|users|group|session_context)|caller_identity|organizations_[a-z_]+|(?:elb|redshift|cloudtrail|billing)_[a-z_]*account)\b/;

/** What is one's own and names nobody. */
const nobody: ReadonlySet<OwnIdentity> = new Set(["aws-partition", "aws-region", "aws-url-suffix"]);

/** An identity that is not known by its id may still be known to be one's own. */
function reasonParty(reason: Reason, directory: Directory): Party {
  if (reason.kind === "own") return nobody.has(reason.what) ? { unknown: reason } : own;
  if (reason.kind === "data" && ownData.test(reason.name)) return own;
  if (reason.kind === "computed") {
    const declaration = directory.declarations.get(reason.declaration);
    if (declaration && isOwnIdentity(declaration)) return own;
  }
  return { unknown: reason };
}

function isOwnIdentity(declaration: Declared): boolean {
  if (declaration.existing) return ownData.test(declaration.type);
  return /^(?:aws_(?:iam|organizations)_|AWS::IAM::|AWS::Organizations::)/.test(declaration.type);
}

function soleHole(value: Value): Reason | undefined {
  if (value.state !== "known" || value.value === null || !isText(value.value)) return undefined;
  const [only, ...rest] = value.value.parts.filter((part) => "hole" in part || part.text !== "");
  return only && rest.length === 0 && "hole" in only ? only.hole : undefined;
}

function holeReason(value: Value): Reason | undefined {
  if (value.state !== "known" || value.value === null || !isText(value.value)) return undefined;
  const hole = value.value.parts.find((part) => "hole" in part);
  return hole && "hole" in hole ? hole.hole : undefined;
}
