// A finding: one place where a policy holds, with its words, trail and edits filled in.

import type { Place } from "../expressions/value.ts";
import type { Severity } from "../model/register.ts";
import type { Edit, Range } from "../text/range.ts";

export type Safety = "safe" | "review";

export interface Fix {
  readonly title: string;
  readonly safety: Safety;
  readonly edits: readonly Edit[];
}

export interface Related {
  readonly at: Place;
  readonly message: string;
}

export interface Finding {
  readonly policy: string;
  /** The row of the catalogue that matched, such as A02. */
  readonly row?: string;
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  readonly file: string;
  /** On one line; what an editor underlines. */
  readonly range: Range;
  readonly related: readonly Related[];
  readonly party?: string;
  readonly customer?: string;
  /** Names of the variants that show it; absent where the base shows it. */
  readonly variants?: readonly string[];
  readonly fixes: readonly Fix[];
  /** Kind and id of the resource that matched; with the policy they name the finding when lines move. */
  readonly subject: { readonly kind: string; readonly id: string };
  /** What `declare this party in the register` writes. */
  readonly declares?: {
    readonly key: "aws-accounts" | "azure-tenants" | "principals" | "networks";
    readonly value: string;
    readonly name?: string;
  };
  /** Findings of one policy with one group are one finding in a workspace (the same undeclared party). */
  readonly group?: string;
  /** Only shown because the repository's own register or comments are not believed. */
  readonly switchedOffByRepository?: boolean;
  readonly deploymentFails?: boolean;
}
