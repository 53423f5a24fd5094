// What one unit contributes to the questions that only all units together answer; plain data that survives JSON.

import type { Truth } from "../../expressions/truth.ts";
import type { Place, Reason, Trail } from "../../expressions/value.ts";
import type { OrganizationPolicy } from "../../model/organization.ts";
import type { Target } from "../../model/resource.ts";

interface OfCustomer {
  /** Where it is written. */
  readonly at: Place;
  /** Whose it is, where the register says so by paths. */
  readonly customer?: string;
}

/** Somebody from outside can take on an identity; without a kind it is not known whether it is somebody outside. */
export interface TrustRow extends OfCustomer {
  readonly is: "trust";
  readonly subject: string;
  readonly party?: string;
  readonly partyKind?: string;
  readonly unknown?: Reason;
}

/** Something that is deployed once for an account or an organisation. */
export type Thing =
  | "account-baseline"
  | "external-access-analyzer"
  | "organization"
  /** Accounts, units and policies, where the organisation itself was made elsewhere. */
  | "part-of-organization"
  | "trust-guardrail";

/** Whether a resource is such a thing, or why that is not known. */
export type Judged = "yes" | "no" | Reason;

export interface ThingRow extends OfCustomer {
  readonly is: "thing";
  readonly thing: Thing;
  readonly name: string;
  /** "unknown" where a value that decides whether it is one is not known. */
  readonly truth: Exclude<Truth, "no">;
  readonly unknown?: Reason;
}

/** An external ID that a role asks for, as its hash: what is secret stays where it is. */
export interface ExternalIdRow extends OfCustomer {
  readonly is: "external-id";
  readonly hash: string;
  readonly subject: string;
  readonly party: string;
  readonly partyKind: string;
  readonly via: readonly Trail[];
  /** How a fix can write it. */
  readonly targets: readonly Target[];
}

/** Evidence and whose account it ends in; without a kind that is not known. */
export interface LogRow extends OfCustomer {
  readonly is: "log-flow";
  readonly source: string;
  readonly sourceKind: string;
  /** What is logged, where that is one thing of several. */
  readonly of?: string;
  readonly store: string;
  readonly party?: string;
  readonly partyKind?: string;
  readonly unknown?: Reason;
}

/** A bucket that a unit makes, so that its name is known to be one's own. */
export interface BucketRow extends OfCustomer {
  readonly is: "bucket";
  readonly name: string;
}

/** A policy of an organisation, which other units are told of before they are analysed. */
export interface OrganizationPolicyRow extends OrganizationPolicy {
  readonly is: "organization-policy";
}

export type Cloud = "aws" | "azure";

/** Code that belongs to the unit and is not read, so that anything may be in it. */
export interface UnreadRow extends OfCustomer {
  readonly is: "unread";
  /** Whose things alone can be in it; absent where it is code for any cloud. */
  readonly cloud?: Cloud;
  readonly why: Reason;
}

export type Row =
  | TrustRow
  | ThingRow
  | UnreadRow
  | ExternalIdRow
  | LogRow
  | BucketRow
  | OrganizationPolicyRow;

/** All that the second pass keeps of a unit. */
export interface UnitEvidence {
  /** Language and id: unique in a workspace. */
  readonly unit: string;
  readonly rows: readonly Row[];
  /** Without the repository's own word of who is who, where that makes a difference. */
  readonly bare?: readonly Row[];
}

/** How much of the workspace the units are. */
export interface View {
  /** Why something of the workspace may be missing among the units; empty where everything is in view. */
  readonly unread: readonly Reason[];
  /** What is excluded makes nothing due. */
  readonly isHidden: (file: string) => boolean;
}

/** What there is of a workspace beyond the units at hand: nothing, something nobody knows of, or what another process found. */
export type Beyond =
  | "nothing"
  | "unknown"
  | { readonly units: readonly UnitEvidence[]; readonly unread: readonly Reason[] };
