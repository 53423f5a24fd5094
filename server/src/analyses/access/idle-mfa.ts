// MFA conditions in the policies of roles and permission sets, whose sessions never carry an MFA: what each of them does. Knows no trust.

import type { Truth } from "../../expressions/truth.ts";
import { all, not } from "../../expressions/truth.ts";
import type { Place, Reason, Value } from "../../expressions/value.ts";
import { absent, textValue, unknown } from "../../expressions/value.ts";
import type { Condition, Statement } from "../../model/document.ts";
import type { Target } from "../../model/resource.ts";
import type { PolicySource } from "./attachments.ts";
import { meets } from "./conditions.ts";
import type { Holder } from "./holder.ts";
import { deadMfaTargets } from "./mfa-details.ts";
import type { HeldByPeople } from "./policy-holders.ts";

export interface IdleMfa {
  readonly value: Value;
  readonly targets: readonly Target[];
}

/**
 * nothing: it lets everybody by, or never denies; nobody: what it allows nobody has; everybody: what it
 * denies it denies to all. What AWS hands to whoever assumes a role says nothing of an MFA.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 * `byPeople`: policies that users or groups have too, for whom the condition counts.
 */
export function idleMfa({ kind, attached, at }: Holder, byPeople: HeldByPeople): IdleMfa {
  if (kind !== "role" && kind !== "permission-set") return { value: absent(at), targets: [] };
  let open: { readonly reason: Reason; readonly at: Place } | undefined;
  const found: Found[] = [];
  for (const source of attached.sources) {
    const ofRoles = isOfRoles(source, byPeople);
    if (ofRoles === "no") continue;
    const { document } = source;
    if ("unknown" in document) {
      open ??= { reason: document.unknown, at: source.at };
      continue;
    }
    for (const statement of document.statements) {
      const one = effectOf(statement);
      if (!one) continue;
      if (one.effect === "unknown" || ofRoles === "unknown")
        open ??= { reason: { kind: "condition" }, at: one.at };
      else found.push({ ...one, effect: one.effect, statement });
    }
  }
  const worst = effects.flatMap((effect) => found.find((each) => each.effect === effect) ?? [])[0];
  if (worst)
    return {
      value: textValue(worst.effect, worst.at),
      targets: worst.effect === "nothing" ? targetsFor(worst) : [],
    };
  return { value: open ? unknown(open.reason, open.at) : absent(at), targets: [] };
}

type Effect = "nothing" | "nobody" | "everybody";

/** A guard that is none is worse than one that is too strong. */
const effects: readonly Effect[] = ["nothing", "nobody", "everybody"];

interface Found {
  readonly effect: Effect;
  readonly at: Place;
  readonly statement: Statement;
}

/** What AWS writes is not the reader's to change. */
function isOfRoles({ kind, policy }: PolicySource, byPeople: HeldByPeople): Truth {
  if (kind === "aws-managed") return "no";
  if (kind === "inline") return "yes";
  return policy ? not(byPeople(policy)) : "unknown";
}

function effectOf(
  statement: Statement,
): { readonly effect: Effect | "unknown"; readonly at: Place } | undefined {
  const about = statement.conditions.filter(isMfa);
  const [first] = about;
  if (!first || (statement.effect !== "allow" && statement.effect !== "deny")) return undefined;
  const met = all(about.map((each) => meets(each, () => "absent", statement.variables)));
  return { effect: meaning(statement.effect, met), at: first.operatorPlace };
}

function meaning(effect: "allow" | "deny", met: Truth): Effect | "unknown" {
  if (met === "unknown") return "unknown";
  if (effect === "allow") return met === "yes" ? "nothing" : "nobody";
  return met === "yes" ? "everybody" : "nothing";
}

function isMfa({ key }: Condition): boolean {
  return /^aws:multifactorauth(?:present|age)$/i.test(key);
}

/** Under Allow the condition can go; a Deny that never denies goes with it, which is for its writer to say. */
function targetsFor({ statement }: Found): readonly Target[] {
  if (statement.effect !== "allow") return [];
  const conditions = statement.conditions
    .filter(isMfa)
    .map((condition) => ({ condition, effect: "allow" as const }));
  return deadMfaTargets({ allow: statement, denies: [] }, { state: "bypassable", conditions });
}
