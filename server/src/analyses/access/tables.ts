// The shapes of the tables that the analysis of access looks things up in, and how they are decoded.

import type { Value } from "../../expressions/value.ts";
import { known, textValue } from "../../expressions/value.ts";
import type { Tables } from "../../model/analysis.ts";
import type { FixLiteral } from "../../model/resource.ts";

/** One AWS-managed policy in its newest version. */
export interface ManagedPolicyRow {
  readonly name: string;
  /** What stands between `policy` and the name in the ARN: `/`, `/job-function/`. */
  readonly path: string;
  readonly document: FixLiteral;
}

/** One Azure built-in role. */
export interface AzureRoleRow {
  readonly id: string;
  readonly name: string;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly dataActions: readonly string[];
  readonly notDataActions: readonly string[];
}

/** One vendor's AWS account; `service` marks AWS's own. */
export interface KnownAccountRow {
  readonly account: string;
  readonly name: string;
  readonly service?: true;
}

/** A table whose rows are decoded when they are looked up, by id or name. */
export interface Lookup<Row> {
  readonly get: (key: string) => Row | undefined;
  readonly values: () => Iterable<Row>;
}

/** Undefined: the table is not loaded yet, so what it decides is unknown for now. */
export function managedPolicies(tables: Tables): Lookup<ManagedPolicyRow> | undefined {
  const table = tables.get("managed-policies");
  return (
    table && {
      get: (key) => table.get(key) as ManagedPolicyRow | undefined,
      values: () => table.values() as Iterable<ManagedPolicyRow>,
    }
  );
}

/** Azure compares names and ids without regard to case. */
export function azureRoles(tables: Tables): Lookup<AzureRoleRow> | undefined {
  const table = tables.get("azure-roles");
  return (
    table && {
      get: (key) => table.getLower(key) as AzureRoleRow | undefined,
      values: () => table.values() as Iterable<AzureRoleRow>,
    }
  );
}

const nowhere = { file: "", range: { start: 0, end: 0 } };

/** A table's own data in the form in which documents are read; it stands nowhere. */
export function literalValue(literal: FixLiteral): Value {
  if (typeof literal === "string") return textValue(literal, nowhere);
  if (typeof literal === "number") return known({ type: "number", text: String(literal) }, nowhere);
  if (literal === null || typeof literal === "boolean") return known(literal, nowhere);
  if (isItems(literal)) return known({ type: "list", items: literal.map(literalValue) }, nowhere);
  const entries = Object.entries(literal).map(
    ([key, value]) => [key, { key: nowhere, value: literalValue(value) }] as const,
  );
  return known({ type: "dict", entries: new Map(entries) }, nowhere);
}

function isItems(literal: FixLiteral): literal is readonly FixLiteral[] {
  return Array.isArray(literal);
}
