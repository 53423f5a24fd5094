// The contract of an analysis: from resources to facts, with no idea of languages or policies.

import type { Limits } from "../text/limits.ts";
import type { KindDefinition } from "./kind.ts";
import type { OrganizationPolicy } from "./organization.ts";
import type { Register } from "./register.ts";
import type { Model, Resource } from "./resource.ts";
import type { Table } from "./table.ts";

/** Facts of the cloud that are too large to load before they are asked for. */
export type TableName = "managed-policies" | "azure-roles" | "iam-actions";

/** Tables by name; one that is missing is asked for with `want` and is unknown for now. */
export interface Tables {
  readonly get: (name: TableName) => Table | undefined;
}

export interface AnalysisContext {
  readonly register: Register;
  readonly tables: Tables;
  /** ISO date of the day; the core reads no clock. */
  readonly today: string;
  readonly limits: Limits;
  /** What the unit itself says of who is own is not believed: its author may be the one who comes in. */
  readonly untrusted?: true;
  /** Name of the customer that the unit belongs to, from the register's paths. */
  readonly customer?: string;
  /** Policies of the organisation that other units of the workspace declare. */
  readonly elsewhere?: readonly OrganizationPolicy[];
}

export interface Analysis {
  readonly name: string;
  readonly derives: readonly KindDefinition[];
  readonly run: (model: Model, context: AnalysisContext) => readonly Resource[];
}
