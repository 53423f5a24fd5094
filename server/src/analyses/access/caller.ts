// Whether people or machines come in: the register's word, a known vendor, or what the guards give away.

import type { Guard } from "./guards.ts";
import type { Party } from "./parties.ts";

export type Caller = "people" | "machine" | "unsaid";

export function callerOf(
  party: Party,
  externalId: Guard<string>,
  mfa: Guard<string>,
  narrowed: readonly { readonly name: string }[],
  kind: string | undefined,
): Caller {
  if (!("unknown" in party)) {
    const said = party.provider?.interactive;
    if (said !== undefined) return said ? "people" : "machine";
    if (party.vendor !== undefined || party.provider?.kind === "vendor") return "machine";
  }
  // An external ID cannot be given in the console, so its condition speaks of machines.
  if (mfa.conditions.length > 0 || narrowed.some((each) => each.name === "source-identity"))
    return "people";
  if (externalId.conditions.length > 0) return "machine";
  // One user is a person, or has long-term keys as one: its own party asks nobody for an external ID.
  return kind === "user" ? "people" : "unsaid";
}
