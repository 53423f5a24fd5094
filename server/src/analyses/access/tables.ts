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

/** Undefined: the table is not loaded yet, so what it decides is unknown for now. */
export function managedPolicies(tables: Tables): ReadonlyMap<string, ManagedPolicyRow> | undefined {
  return indexed<ManagedPolicyRow>(tables.get("managed-policies"), (row) => [row.name]);
}

/** By id and by name, both in lower case. */
export function azureRoles(tables: Tables): ReadonlyMap<string, AzureRoleRow> | undefined {
  return indexed<AzureRoleRow>(tables.get("azure-roles"), (row) => [
    row.id.toLowerCase(),
    row.name.toLowerCase(),
  ]);
}

const indexes = new WeakMap<object, ReadonlyMap<string, unknown>>();

function indexed<Row>(
  table: unknown,
  keys: (row: Row) => readonly string[],
): ReadonlyMap<string, Row> | undefined {
  if (!Array.isArray(table)) return undefined;
  const present = indexes.get(table);
  if (present) return present as ReadonlyMap<string, Row>;
  const index = new Map<string, Row>();
  for (const row of table) {
    if (typeof row !== "object" || row === null || "$from" in row) continue;
    for (const key of keys(row as Row)) index.set(key, row as Row);
  }
  indexes.set(table, index);
  return index;
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
