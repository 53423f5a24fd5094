// How the guards and the power of a role's grant can be written: changes in the words of IAM's JSON.

import type { Place, Value } from "../../expressions/value.ts";
import { wholeText } from "../../expressions/value.ts";
import type { Change, FixValue, Target } from "../../model/resource.ts";
import type { PolicySource } from "./attachments.ts";
import { capabilities } from "./capabilities.ts";
import { operatorOf } from "./conditions.ts";
import { anyValue, whenValue } from "./grant.ts";
import type { ExternalId, Guard, GuardCondition, Mfa } from "./guards.ts";
import { coversEverything, marked } from "./pattern.ts";
import { runAtEnd } from "./text-run.ts";
import type { Way } from "./trusted.ts";

/** What a condition key is compared with: one value, or any of a list. */
const compared: FixValue = { is: "given", several: true };

/** A value is required by a new condition; an operator that lets others by is renamed. */
export function externalIdTargets(way: Way, guard: Guard<ExternalId>): readonly Target[] {
  // Beside a condition that demands none, another would let nobody in.
  const mayRequire = !way.shared && (guard.state !== "absent" || guard.conditions.length === 0);
  const require = mayRequire
    ? [anyValue(set(way.trust.allow.at, ["Condition", "StringEquals", "sts:ExternalId"], compared))]
    : [];
  if (guard.state !== "bypassable") return require;
  const [only, ...others] = guard.conditions;
  const renamed =
    only?.effect === "allow" && others.length === 0 ? rename(only, "StringEquals", way) : undefined;
  if (!only || !renamed) return require;
  const { condition } = only;
  const { base } = operatorOf(condition.operator);
  if (base !== "stringequals" && base !== "stringlike") return require;
  const patterns = condition.values.values.filter(
    (each) => base === "stringlike" && isPattern(each),
  );
  if (patterns.length === 0) return [whenValue("effective", renamed), ...require];
  // The IDs that stand beside a wildcard stay; a wildcard alone gives way to the ID that is asked for.
  if (patterns.length < condition.values.values.length && patterns.every(coversAll))
    return [whenValue("effective", ...patterns.map(removed), renamed), ...require];
  if (way.shared) return [];
  const path = ["Condition", condition.operator, condition.key];
  return [anyValue(set(way.trust.allow.at, path, compared), renamed)];
}

/** `StringEquals` would take its wildcards for what they are not. */
function isPattern(value: Value): boolean {
  return /[*?]/.test(marked(value) ?? "*");
}

function coversAll(value: Value): boolean {
  return coversEverything(value) === "yes";
}

function removed(value: Value): Change {
  return { at: value.at, operation: { is: "remove" } };
}

export function mfaTargets(way: Way, guard: Guard<Mfa>): readonly Target[] {
  const require = way.shared
    ? []
    : [
        whenValue(
          "enforced",
          set(way.trust.allow.at, ["Condition", "Bool", "aws:MultiFactorAuthPresent"], {
            is: "literal",
            value: "true",
          }),
        ),
      ];
  if (guard.state !== "bypassable") return require;
  const [only, ...others] = guard.conditions;
  if (!only || others.length > 0 || operatorOf(only.condition.operator).base !== "bool")
    return require;
  const renamed = rename(only, only.effect === "allow" ? "Bool" : "BoolIfExists", way);
  return renamed ? [whenValue("enforced", renamed)] : require;
}

/** Only where the operator has no other key, and no twin of the new name would stand beside it. */
function rename(guarded: GuardCondition, to: string, way: Way): Change | undefined {
  const { condition, effect } = guarded;
  if (condition.siblings !== 1) return undefined;
  const statement =
    effect === "allow"
      ? way.trust.allow
      : way.trust.denies.find((each) => each.statement.conditions.includes(condition))?.statement;
  const taken = statement?.conditions.some((each) => each.operator === to);
  return taken ? undefined : { at: condition.operatorPlace, operation: { is: "rename", to } };
}

/** The end of the ARN that attaches an AWS-managed policy is replaced, so that its partition stays. */
export function rightTargets(
  source: PolicySource | undefined,
  attached: readonly string[],
): readonly Target[] {
  if (!source || source.kind !== "aws-managed") return [];
  const { arn, byName } = source;
  if (byName) {
    return replacements.map(({ name }) =>
      whenValue(name, {
        at: byName.at,
        operation: { is: "replace", value: { is: "literal", value: name } },
      }),
    );
  }
  const run = arn && runAtEnd(arn, pathOf(arn).length);
  if (!run) return [];
  return replacements.map(({ name, path }): Target => {
    // What is attached already is not attached twice.
    if (source.listed && arn.via.length === 0 && attached.includes(name))
      return whenValue(name, { at: arn.at, operation: { is: "remove" } });
    return { when: name, changes: [], texts: [{ at: run, text: `${path}${name}` }] };
  });
}

/** What stands behind `:policy/` in an ARN. */
function pathOf(arn: Value): string {
  const written = marked(arn) ?? "";
  return written.slice(written.indexOf(":policy/") + ":policy/".length);
}

/** A capability is taken away by a Deny beside what allows it, whatever else the holder has. */
export function denyTargets(source: PolicySource | undefined): readonly Target[] {
  if (!source || source.kind === "aws-managed" || "unknown" in source.document) return [];
  const { at, statements } = source.document;
  // What comes out of somebody else's code stands where that is called, and is not written there.
  if (!at || !statements.every((each) => isInside(each.at, at))) return [];
  return denials.map(({ when, value }) =>
    whenValue(when, { at, operation: { is: "append", path: ["Statement"], value } }),
  );
}

const denials: readonly { readonly when: string; readonly value: FixValue }[] = [
  denial("KeepLogs", ["stop-logging"]),
  denial("KeepIdentities", ["grant-access", "create-credentials", "edit-identity-provider"]),
  denial("KeepBackupsAndKeys", ["destroy-backups", "destroy-keys"]),
];

function denial(sid: string, denied: readonly string[]) {
  const actions = capabilities.flatMap(({ name, aws }) =>
    denied.includes(name) ? (aws?.any ?? []) : [],
  );
  const value = { Sid: sid, Effect: "Deny", Action: [...new Set(actions)], Resource: "*" };
  return { when: `without ${denied.join(" and ")}`, value: { is: "literal", value } as const };
}

function isInside(inner: Place, outer: Place): boolean {
  return (
    inner.file === outer.file &&
    inner.range.start >= outer.range.start &&
    inner.range.end <= outer.range.end &&
    inner.range.end - inner.range.start < outer.range.end - outer.range.start
  );
}

const replacements = [
  { name: "SecurityAudit", path: "" },
  { name: "ViewOnlyAccess", path: "job-function/" },
] as const;

/** `*` gives way to named principals. */
export function principalTargets(way: Pick<Way, "principal" | "trust">): readonly Target[] {
  if (wholeText(way.principal.value) !== "*") return [];
  const { allow } = way.trust;
  // `NotPrincipal` is what is wrong there, and who should be named instead is not to be guessed.
  if (allow.notPrincipals) return [];
  // A bare `"*"` becomes the list of AWS principals; `{ AWS = "*" }` keeps its key.
  return [anyValue(set(allow.at, ["Principal", "AWS"], { is: "given", listed: false }))];
}

/**
 * A principal among others, or a statement among others, can go; the last one cannot, since a role
 * needs one. A date in the statement ends all of its principals.
 */
export function presentTargets(way: Way, datedStatement: boolean): readonly Target[] {
  if (way.principals > 1 && !datedStatement)
    return [whenValue("false", { at: way.principal.value.at, operation: { is: "remove" } })];
  if (way.statements > 1)
    return [whenValue("false", { at: way.trust.allow.at, operation: { is: "remove" } })];
  return [];
}

function set(at: Place, path: readonly string[], value: FixValue): Change {
  return { at, operation: { is: "set", path, value } };
}
