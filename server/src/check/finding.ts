// A finding: one place where a policy holds, with its words, trail and edits filled in.

import type { Place } from "../expressions/value.ts";
import type { Severity } from "../model/register.ts";
import type { DeclaredParty } from "../model/register-edit.ts";
import type { Edit, Range } from "../text/range.ts";

export type Safety = "safe" | "review";

export interface Fix {
  readonly title: string;
  readonly safety: Safety;
  readonly edits: readonly Edit[];
}

export const noFixes: Finding["fixes"] = () => [];

export interface Related {
  readonly at: Place;
  readonly message: string;
}

/** What a finding says of one party. */
export interface PartySaid {
  readonly party: string;
  /** Accounts, tenants and the like by which it comes in, whatever it is called. */
  readonly ids: readonly string[];
  /** The whole sentence, as if there were no other. */
  readonly message: string;
  /** What the sentence was made from: those of one form differ in their words alone. */
  readonly form: string;
  /** What the sentence speaks of beside the party, such as the role. */
  readonly subject?: string;
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
  /** The first of `parties`. */
  readonly party?: string;
  /** All for whom it holds at this place, each once, the gravest first; the message is made of these. */
  readonly parties?: readonly PartySaid[];
  readonly customer?: string;
  /** Names of the variants that show it; absent where the base shows it. */
  readonly variants?: readonly string[];
  /** Made when they are asked for, which few are. */
  readonly fixes: () => readonly Fix[];
  /** Kind and id of the resource that matched; with the policy they name the finding when lines move. */
  readonly subject: { readonly kind: string; readonly id: string };
  /** What `declare this party in the register` writes, for each party that is not there. */
  readonly declares?: readonly DeclaredParty[];
  /** Findings of one policy with one group are one finding in a workspace (the same undeclared party). */
  readonly group?: string;
  /** Only shown because the repository's own register or comments are not believed. */
  readonly switchedOffByRepository?: boolean;
  readonly deploymentFails?: boolean;
}
