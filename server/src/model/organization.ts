// A policy of an organisation as plain data, so that a unit knows of those that another unit declares.

import type { Place } from "../expressions/value.ts";

export interface OrganizationPolicy {
  readonly name: string;
  /** Where it is declared. */
  readonly at: Place;
  /** SERVICE_CONTROL_POLICY, RESOURCE_CONTROL_POLICY …; absent where it is not known. */
  readonly type?: string;
  /** Its JSON; absent where a part of it is not known. */
  readonly document?: string;
  /** The ids of accounts, units and roots that it is attached to, as far as they are written. */
  readonly targets: readonly string[];
  /** There may be other targets. */
  readonly moreTargets: boolean;
  /** It is deployed whenever its unit is, and its unit is no example. */
  readonly sure: boolean;
  /** Whose it is, where the register says so by paths. */
  readonly customer?: string;
}

/** The policies that may hold where a unit of the customer is deployed. */
export function policiesFor(
  policies: readonly OrganizationPolicy[] | undefined,
  customer: string | undefined,
): readonly OrganizationPolicy[] {
  return (policies ?? []).filter(
    (each) => each.customer === undefined || customer === undefined || each.customer === customer,
  );
}
