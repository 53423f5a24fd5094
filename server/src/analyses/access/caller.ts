// Whether people or machines come in: the register's word, a known vendor, or what the guards give away.

import type { Guard } from "./guards.ts";
import type { Party } from "./parties.ts";

export type Caller = "people" | "machine" | "unsaid";

export function callerOf(
  party: Party,
  externalId: Guard<string>,
  mfa: Guard<string>,
  narrowed: readonly { readonly name: string }[],
): Caller {
  if (!("unknown" in party)) {
    const said = party.provider?.interactive;
    if (said !== undefined) return said ? "people" : "machine";
    if (party.vendor !== undefined || party.provider?.kind === "vendor") return "machine";
  }
  // An external ID cannot be given in the console, so its condition speaks of machines.
  if (mfa.conditions.length > 0 || narrowed.some((each) => each.name === "source-identity"))
    return "people";
  return externalId.conditions.length > 0 ? "machine" : "unsaid";
}
