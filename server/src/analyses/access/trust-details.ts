// The finer points of one trust, as attributes of its grant: what the principal is, how tokens are taken, what a guard lacks.

import type { Truth } from "../../expressions/truth.ts";
import type { Place, Value } from "../../expressions/value.ts";
import { absent, known, textValue, unknown, wholeText } from "../../expressions/value.ts";
import type { FixValue, Resource, Target } from "../../model/resource.ts";
import { attributionOf } from "./attribution.ts";
import type { Reuse } from "./external-id-value.ts";
import { externalIdValue } from "./external-id-value.ts";
import { federationOf } from "./federation.ts";
import type { GrantAttribute } from "./grant.ts";
import { whenValue } from "./grant.ts";
import { narrowings } from "./guards.ts";
import { deadMfa, deadMfaTargets, mfaAge } from "./mfa-details.ts";
import { principalFlawValue } from "./principal-flaw.ts";
import type { GuardedWay } from "./second-statement.ts";
import { guardedBeside, guardTargets } from "./second-statement.ts";
import type { Way } from "./trusted.ts";

export interface Details {
  readonly values: Readonly<Partial<Record<GrantAttribute, Value>>>;
  readonly targets: Readonly<Partial<Record<GrantAttribute, readonly Target[]>>>;
}

export interface Beside {
  /** All ways into the role. */
  readonly ways: readonly GuardedWay[];
  readonly reuse: Reuse;
  /** Names that an external ID should not be: of customers and of the own organisation. */
  readonly names: readonly string[];
  /** The register has providers, one of whom may stand behind an identity provider. */
  readonly providers: boolean;
  /** Those that the unit declares. */
  readonly identityProviders: readonly Resource[];
}

/** `dead`: no caller of this kind can have an MFA. */
export function trustDetails(one: GuardedWay, dead: boolean, beside: Beside): Details {
  const { way, externalId, mfa } = one;
  const { at, trust, kind, principal, party } = way;
  const id = externalIdValue(way, externalId, beside.reuse, beside.names);
  const federation = federationOf(
    kind === "organization" ? undefined : kind,
    principal.value,
    trust,
    at,
    beside.identityProviders,
  );
  const attribution = attributionOf(trust, narrowings(trust), principal.value);
  const nothing = absent(at);
  return {
    values: {
      "principal-kind": kindValue(kind, principal.value, at),
      whole: known(kind === "account" || kind === "organization", at),
      "identified-by":
        "unknown" in party && beside.providers
          ? unknown(party.unknown, at)
          : "unknown" in party || party.by === undefined
            ? nothing
            : textValue(party.by, at),
      "principal-flaw": principalFlawValue(principal, at),
      "external-id-weakness": id.weakness,
      "external-id-default": id.fromDefault,
      "external-ids": id.demanded,
      "mfa-effect": dead ? deadMfa(trust, mfa, nothing) : nothing,
      "mfa-age-seconds": mfaAge(mfa, nothing),
      attribution:
        attribution === "unknown"
          ? unknown(trust.allow.moreConditions ?? { kind: "missing" }, at)
          : textValue(attribution, at),
      "guarded-beside": truthValue(guardedBeside(one, beside.ways), one),
      federation: federation?.value ?? nothing,
    },
    targets: {
      "external-id-weakness": id.targets,
      "external-id-default": id.targets,
      ...(dead ? { mfa: deadMfaTargets(trust, mfa) } : {}),
      ...(federation ? { federation: federation.targets } : {}),
      "mfa-age-seconds": ageTargets(way),
      attribution: attributionTargets(way),
      "guarded-beside": guardTargets(one, beside.ways),
      whole: wholeTargets(way),
    },
  };
}

function ageTargets(way: Way): readonly Target[] {
  return demand(way, "NumericLessThan", "aws:MultiFactorAuthAge");
}

/** Whoever comes in has to be allowed to say who it is, and has to say it. */
function attributionTargets(way: Way): readonly Target[] {
  const { actions, at } = way.trust.allow;
  const allowed = actions?.values.map(wholeText) ?? [];
  if (way.shared || !actions || actions.more || allowed.includes(undefined)) return [];
  const named = [...allowed.filter((each) => each !== undefined), "sts:SetSourceIdentity"];
  const action: FixValue = { is: "literal", value: named };
  const anybody: FixValue = { is: "literal", value: "*" };
  const path = ["Condition", "StringLike", "sts:SourceIdentity"];
  return [
    whenValue(
      "demanded",
      { at, operation: { is: "set", path: ["Action"], value: action } },
      { at, operation: { is: "set", path, value: anybody } },
    ),
  ];
}

function wholeTargets(way: Way): readonly Target[] {
  return demand(way, "ArnEquals", "aws:PrincipalArn");
}

/** Not where the condition would bind another party too. */
function demand(way: Way, operator: string, key: string): readonly Target[] {
  if (way.shared) return [];
  const path = ["Condition", operator, key];
  const value: FixValue = { is: "given", several: true };
  return [
    {
      changes: [{ at: way.trust.allow.at, operation: { is: "set", path, value } }],
    },
  ];
}

/** Only who somebody is can be open here. */
function truthValue(decided: Truth, { way: { party, at } }: GuardedWay): Value {
  if (decided !== "unknown") return known(decided === "yes", at);
  return unknown("unknown" in party ? party.unknown : { kind: "condition" }, at);
}

function kindValue(kind: string | undefined, principal: Value, at: Place): Value {
  if (kind !== undefined) return textValue(kind, at);
  if (principal.state === "unknown") return unknown(principal.reason, at);
  return unknown({ kind: "unsupported", what: "this form of a principal" }, at);
}
