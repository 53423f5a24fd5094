// Who is who: the register `.msplint.yaml`, and what it says of a party.

import type { Place } from "../expressions/value.ts";
import { globs } from "./glob.ts";

export interface Register {
  /** Where it stands; absent where there is none. */
  readonly file?: string;
  readonly own: Own;
  readonly providers: readonly Provider[];
  readonly customers: readonly Customer[];
  /** Policy ids or globs to a severity or "off". */
  readonly policies: ReadonlyMap<string, { readonly severity?: Severity; readonly off?: true }>;
  readonly exclude: readonly string[];
  readonly ignore: readonly RegisterIgnore[];
}

export interface Own {
  readonly awsAccounts: readonly string[];
  readonly awsOrganization?: string;
  readonly azureTenants: readonly string[];
  readonly azureSubscriptions: readonly string[];
  readonly networks: readonly string[];
  readonly domains: readonly string[];
}

export interface Provider {
  readonly name: string;
  readonly kind: "msp" | "vendor";
  readonly awsAccounts: readonly string[];
  readonly awsOrganization?: string;
  readonly azureTenants: readonly string[];
  /** Object ids, role ARNs. */
  readonly principals: readonly string[];
  readonly networks: readonly string[];
  readonly domains: readonly string[];
  readonly repositories: readonly string[];
  readonly issuers: readonly string[];
  /** People (true), machines (false), or not said. */
  readonly interactive?: boolean;
  readonly allowedRoles: readonly string[];
  /** ISO date; access after it has ended. */
  readonly contractEnds?: string;
  readonly ended: boolean;
  readonly at: Place;
}

export interface Customer {
  readonly name: string;
  /** Globs of paths that belong to this customer. */
  readonly paths: readonly string[];
  readonly awsAccounts: readonly string[];
  readonly azureTenants: readonly string[];
  readonly networks: readonly string[];
}

export interface RegisterIgnore {
  readonly policy: string;
  readonly path: string;
  readonly until?: string;
  readonly reason?: string;
  readonly at: Place;
}

/** The customer to whom a file belongs by the register's paths. */
export function customerOf(register: Register, path: string): string | undefined {
  return register.customers.find((each) => globs(each.paths)(path))?.name;
}

export type Severity = "critical" | "high" | "medium" | "low" | "info";

export const severities: readonly Severity[] = ["critical", "high", "medium", "low", "info"];

export const emptyRegister: Register = {
  own: { awsAccounts: [], azureTenants: [], azureSubscriptions: [], networks: [], domains: [] },
  providers: [],
  customers: [],
  policies: new Map(),
  exclude: [],
  ignore: [],
};
