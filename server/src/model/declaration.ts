// One thing as its language wrote it: its own type and attribute names, and where they stand.

import type { Truth } from "../expressions/truth.ts";
import type { Place, Value } from "../expressions/value.ts";

export type LanguageId = "terraform" | "cloudformation" | "arm" | "bicep";

/** Whose attribute names a declaration uses. Bicep and azapi use ARM's. */
export type Dialect = "terraform" | "cloudformation" | "arm";

/** Whether anything looks at the attributes of such declarations. */
export type IsRead = (dialect: Dialect, type: string) => boolean;

/** The id of what has several instances, of the id of one of them: `aws_iam_role.msp` of `aws_iam_role.msp["a"]`. */
export function withoutIndex(id: string): string {
  return id.replace(lastIndex, "");
}

const lastIndex = /\[[^\]]*\]$/;

export interface Declaration {
  /** Unique in its unit: `aws_iam_role.msp`, `MspRole`, `Microsoft.Authorization/roleAssignments[0]`. */
  readonly id: string;
  readonly language: LanguageId;
  readonly dialect: Dialect;
  /** `aws_iam_role`, `AWS::IAM::Role`, `Microsoft.Authorization/roleAssignments` (case as in the kind). */
  readonly type: string;
  /** What a reader calls it: the Terraform name, the logical id, the Bicep symbol, the ARM name. */
  readonly name: string;
  /** `range` is the whole declaration, `head` its header or name. */
  readonly at: Place;
  /**
   * The attributes under the language's own names; a dict. Nested blocks are lists of dicts.
   * Unknown where nothing looks at the attributes of this type: most of a large repository is of such types.
   */
  readonly body: Value;
  /** "no" where a condition or `count = 0` leaves it out. */
  readonly exists: Truth;
  /** A data source or an existing resource: read, not deployed. */
  readonly existing?: true;
  /** Terraform: the id of the provider's declaration that deploys it, where that is not the default one. */
  readonly provider?: string;
  /** ARM and Bicep: where it is deployed. Terraform: absent. */
  readonly scope?: Value;
  /** ARM and Bicep: the id of the declaration it is nested in or names as its parent. */
  readonly parent?: string;
  readonly apiVersion?: string;
}
