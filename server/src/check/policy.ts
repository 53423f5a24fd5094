// A policy as it is used, after its file was read and checked.

import type { LanguageId } from "../model/declaration.ts";
import type { Literal } from "../model/kind.ts";
import type { Severity } from "../model/register.ts";
import type { Change, FixValue } from "../model/resource.ts";
import type { Safety } from "./finding.ts";

/** Small on purpose: what does not fit is a new fact, never a new operator. */
export type Condition =
  | { readonly is: "all" | "any" | "none"; readonly of: readonly Condition[] }
  | { readonly is: "attribute"; readonly path: readonly string[]; readonly test: Test };

export type Test =
  | { readonly is: "equals"; readonly value: Literal }
  | { readonly is: "in"; readonly values: readonly Literal[] }
  | { readonly is: "matches"; readonly pattern: string }
  | { readonly is: "less-than" | "more-than"; readonly value: number }
  | { readonly is: "contains"; readonly value: Literal }
  | { readonly is: "absent"; readonly value: boolean }
  | { readonly is: "some"; readonly of: Condition }
  | { readonly is: "not"; readonly of: Test }
  | { readonly is: "every"; readonly of: readonly Test[] };

export interface PolicyCase {
  readonly row?: string;
  readonly match: string;
  readonly when: Condition;
  readonly severity: readonly { readonly is: Severity; readonly when?: Condition }[];
  readonly report: PolicyReport;
  readonly fix?: PolicyFix;
  readonly deploymentFails: boolean;
}

export interface PolicyReport {
  /** The attribute that a finding points at. */
  readonly at: string;
  readonly message: string;
  readonly because: readonly string[];
  /** One finding for each text of this attribute; the other places are related information. */
  readonly oncePer?: string;
}

export interface PolicyFix {
  readonly title: string;
  readonly safety: Safety;
  /** Attribute to what it becomes. */
  readonly set: ReadonlyMap<string, FixValue>;
}

export interface Policy {
  readonly id: string;
  /** The file it came from, for messages. */
  readonly file: string;
  readonly title: string;
  readonly why: string;
  readonly advisories: readonly { readonly id: string; readonly section: string }[];
  readonly attack: readonly string[];
  readonly controls: ReadonlyMap<string, readonly string[]>;
  readonly formerly: readonly string[];
  /** Policies whose finding takes the place of this one's where both speak of one cause. */
  readonly yieldsTo: readonly string[];
  /** Where it can be found, if not in all languages that know its kinds. */
  readonly languages?: readonly LanguageId[];
  readonly cases: readonly PolicyCase[];
}

export type { Change };
