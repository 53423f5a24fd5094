// The policies of people as they are for somebody who has signed in with an MFA, which anybody of them can. Knows no role.

import type { Condition, Statement } from "../../model/document.ts";
import type { Attached, PolicySource } from "./attachments.ts";
import { meets } from "./conditions.ts";

/** The same object where no statement asks for an MFA. */
export function withMfaMet(attached: Attached): Attached {
  let made = met.get(attached);
  if (!made) {
    const sources = sourcesWithMfa(attached.sources);
    made = sources === attached.sources ? attached : { ...attached, sources };
    met.set(attached, made);
  }
  return made;
}

const met = new WeakMap<Attached, Attached>();

export function sourcesWithMfa(sources: readonly PolicySource[]): readonly PolicySource[] {
  const changed = sources.map(sourceWithMfa);
  return changed.every((each, index) => each === sources[index]) ? sources : changed;
}

function sourceWithMfa(source: PolicySource): PolicySource {
  const { document } = source;
  if ("unknown" in document || !document.statements.some(asksForMfa)) return source;
  const statements = document.statements.map((each) =>
    asksForMfa(each)
      ? { ...each, conditions: each.conditions.filter((condition) => !isMfaMet(condition)) }
      : each,
  );
  return { ...source, document: { ...document, statements } };
}

/** A Deny under such a condition is for those without. */
function asksForMfa({ effect, conditions }: Statement): boolean {
  return effect === "allow" && conditions.some(isMfaMet);
}

function isMfaMet(condition: Condition): boolean {
  switch (condition.key.toLowerCase()) {
    case "aws:multifactorauthpresent":
      return meets(condition, () => ["true"]) === "yes";
    case "aws:multifactorauthage":
      return meets(condition, () => ["1"]) === "yes";
    default:
      return false;
  }
}
