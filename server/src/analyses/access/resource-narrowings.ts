// What limits who may use a resource, or from where: the conditions of its policy. Knows no party.

import type { Reason } from "../../expressions/value.ts";
import { wholeText } from "../../expressions/value.ts";
import type { Condition, Statement } from "../../model/document.ts";
import type { Trust } from "./guards.ts";
import { binds, bindsAsDeny, narrowings } from "./guards.ts";

/**
 * Names of the limits; "inside-network" where only hosts of a network reach the resource at all.
 * `open` where there may be more, by a pattern that is not known.
 */
export function resourceNarrowings(
  trust: Trust,
  inside: boolean,
): { readonly names: readonly string[]; readonly open: Reason | undefined } {
  const written = narrowings(trust);
  const found = new Set(written.flatMap((each) => (each.open ? [] : each.name)));
  for (const condition of trust.allow.conditions) {
    const name = nameOf(condition);
    if (name !== undefined && (binds(condition) || isMount(condition))) found.add(name);
  }
  for (const { statement, applies } of trust.denies)
    if (applies === "yes") for (const name of deniedBut(statement)) found.add(name);
  if (inside) found.add("inside-network");
  return { names: [...found], open: written.find((each) => each.open)?.open };
}

/** Of the requests that a Deny with several conditions leaves in, each meets one of them. */
function deniedBut({ conditions, moreConditions }: Statement): readonly string[] {
  if (moreConditions || conditions.length < 2) return [];
  const names = conditions.map((each) => (bindsAsDeny(each) ? nameOf(each) : undefined));
  return names.every((each) => each !== undefined) ? names.slice(0, 1) : [];
}

function nameOf({ key }: Condition): string | undefined {
  return names.get(key.toLowerCase());
}

const names: ReadonlyMap<string, string> = new Map([
  ["aws:sourceip", "source-ip"],
  ["aws:vpcsourceip", "source-ip"],
  ["aws:sourcevpc", "source-vpc"],
  ["aws:sourcevpce", "source-vpc"],
  ["aws:sourcevpcarn", "source-vpc"],
  ["elasticfilesystem:accessedviamounttarget", "source-vpc"],
  ["kms:viaservice", "via-service"],
  ["aws:calledvia", "via-service"],
  ["elasticfilesystem:accesspointarn", "access-point"],
  ["lambda:eventsourcetoken", "token"],
]);

/** Only requests through a mount target have it, and it is true there. */
function isMount({ key, values }: Condition): boolean {
  return (
    key.toLowerCase() === "elasticfilesystem:accessedviamounttarget" &&
    values.values.every((each) => wholeText(each)?.toLowerCase() === "true")
  );
}
