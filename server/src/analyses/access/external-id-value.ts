// Whether an external ID that is demanded looks like one that the provider issued. Knows no guard.

import type { Reason, Value } from "../../expressions/value.ts";
import { absent, isText, known, textValue, unknown, wholeText } from "../../expressions/value.ts";
import type { FixValue, Target } from "../../model/resource.ts";
import { operatorOf } from "./conditions.ts";
import { whenValue } from "./grant.ts";
import type { ExternalId, Guard } from "./guards.ts";
import type { Party } from "./parties.ts";
import type { Way } from "./trusted.ts";
import { writtenPlace } from "./use-place.ts";

export type Weakness = "placeholder" | "account id" | "name of a party" | "too short" | "reused";

export interface ExternalIdValue {
  readonly weakness: Value;
  readonly fromDefault: Value;
  /** The IDs that are demanded, each where it is written. */
  readonly demanded: Value;
  readonly targets: readonly Target[];
}

/** IDs by the parties that are asked for them, to see one that is asked of two. */
export type Reuse = ReadonlyMap<string, ReadonlySet<string>>;

export function reuseOf(
  asked: readonly { readonly party: Party; readonly guard: Guard<ExternalId> }[],
): Reuse {
  const reuse = new Map<string, Set<string>>();
  for (const { party, guard } of asked) {
    if ("unknown" in party || guard.state !== "effective") continue;
    for (const value of valuesOf(guard)) {
      const id = wholeText(value);
      if (id === undefined) continue;
      const those = reuse.get(id) ?? new Set();
      those.add(party.kind === "undeclared" ? (party.id ?? party.name) : party.name);
      reuse.set(id, those);
    }
  }
  return reuse;
}

/** Equal where the same parties ask for the same ids. */
export function wordsOf(reuse: Reuse): string {
  let words = written.get(reuse);
  if (words === undefined) {
    words = [...reuse].map(([id, parties]) => [id, ...parties].join(" ")).join("\n");
    written.set(reuse, words);
  }
  return words;
}

const written = new WeakMap<Reuse, string>();

export function externalIdValue(
  way: Way,
  guard: Guard<ExternalId>,
  reuse: Reuse,
  names: readonly string[],
): ExternalIdValue {
  const { at, party } = way;
  const values = guard.state === "effective" ? valuesOf(guard) : [];
  const [first] = values;
  if (!first) {
    const open = guard.state === "unknown";
    const reason: Reason = way.trust.allow.moreConditions ?? { kind: "condition" };
    const none = open ? unknown(reason, at) : absent(at);
    return { weakness: none, fromDefault: none, demanded: none, targets: [] };
  }
  const own = "unknown" in party ? [] : [party.name, ...names];
  const judged = values.map((value) => ({ value, weakness: weaknessOf(value, own, reuse) }));
  const weak = judged.find((each) => typeof each.weakness === "string");
  const open = judged.find((each) => typeof each.weakness === "object");
  const given = first.via.find((step) => step.default);
  return {
    weakness:
      weak && typeof weak.weakness === "string"
        ? textValue(weak.weakness, writtenPlace(weak.value, way.trust.allow.at), weak.value.via)
        : open && typeof open.weakness === "object"
          ? unknown(open.weakness, open.value.at, open.value.via)
          : absent(first.at),
    fromDefault: given ? known(true, first.at, first.via) : openDefault(first),
    demanded: known(
      {
        type: "list",
        items: values.map((each) => ({ ...each, at: writtenPlace(each, way.trust.allow.at) })),
      },
      first.at,
    ),
    targets: targetsFor(way, guard, first, given !== undefined),
  };
}

/** A parameter without a value has no default; what else is not known may come from one. */
function openDefault(value: Value): Value {
  if (value.state === "unknown" && value.reason.kind !== "parameter")
    return unknown(value.reason, value.at, value.via);
  return absent(value.at);
}

function valuesOf(guard: Guard<ExternalId>): readonly Value[] {
  return guard.conditions
    .filter((each) => /^string(?:equals|like)/.test(operatorOf(each.condition.operator).base))
    .flatMap(({ condition: { values } }) =>
      // What is one value or a list is not known.
      values.more ? [...values.values, unknown(values.more, values.at)] : values.values,
    );
}

/** A weakness, a reason why none can be told, or undefined where there is none. */
function weaknessOf(
  value: Value,
  names: readonly string[],
  reuse: Reuse,
): Weakness | Reason | undefined {
  const id = wholeText(value);
  if (id === undefined) {
    const reason = reasonOf(value);
    if (reason.kind === "own" && reason.what === "aws-account") return "account id";
    // A value that is generated, or asked for without a default, is nobody's guess.
    return reason.kind === "parameter" || reason.kind === "computed" ? undefined : reason;
  }
  if (/^\d{12}$/.test(id)) return "account id";
  if (placeholder.test(id) || isRun(id)) return "placeholder";
  if (names.some((name) => bare(name) !== "" && bare(name) === bare(id))) return "name of a party";
  if (id.length < 8) return "too short";
  return (reuse.get(id)?.size ?? 0) > 1 ? "reused" : undefined;
}

function reasonOf(value: Value): Reason {
  if (value.state === "unknown") return value.reason;
  if (value.state === "known" && value.value !== null && isText(value.value)) {
    const hole = value.value.parts.find((part) => "hole" in part);
    if (hole && "hole" in hole) return hole.hole;
  }
  return { kind: "missing" };
}

const placeholder =
  /^(?:<.*>|\[.*\]|\{.*\}|(?:your|my|the|some|an?|insert|enter|unique|secret|shared)?[-_ ]?(?:unique|secret|shared|sts)?[-_ ]?external[-_ ]?id(?:entifier)?[-_ ]?(?:here|value|\d{0,4})?|change[-_ ]?(?:me|it|this)|replace[-_ ]?(?:me|this)|(?:to[-_ ]?do|fix[-_ ]?me|placeholder|example|sample|dummy|default|testing?|secret|password|passw0rd|foobar|abcdefgh|qwerty))\d{0,4}$/i;

/** One character again and again, or digits in order. */
function isRun(id: string): boolean {
  return /^(.)\1+$/.test(id) || (/^\d{3,}$/.test(id) && "01234567890123456789".includes(id));
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** The default goes; a value that is written where it is used becomes a parameter. */
function targetsFor(
  way: Way,
  guard: Guard<ExternalId>,
  first: Value,
  fromDefault: boolean,
): readonly Target[] {
  if (fromDefault && first.state === "known")
    return [whenValue("absent", { at: first.at, operation: { is: "remove" } })];
  const [only, ...others] = guard.conditions;
  if (!only || others.length > 0 || only.effect !== "allow" || way.shared) return [];
  if (only.condition.values.values.length !== 1 || first.via.length > 0) return [];
  const value: FixValue = { is: "given" };
  return [{ changes: [{ at: first.at, operation: { is: "replace", value } }] }];
}
