// The derived kind `access.grant`: its attributes, and how one is put together. Decides nothing.

import type { Truth } from "../../expressions/truth.ts";
import type { Entry, Place, Reason, Trail, Value } from "../../expressions/value.ts";
import { absent, known, textValue, unknown, wholeText } from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { AttributeType } from "../../model/kind.ts";
import { derivedKind } from "../../model/kind.ts";
import type { Change, Resource, Target } from "../../model/resource.ts";
import type { RightOrReason } from "./azure-power.ts";
import type { Identified, Party } from "./parties.ts";

const attributes = {
  party: "text",
  "party-kind": "text",
  "party-id": "text",
  /** What the register would name the party by: key, value and a name. */
  identity: "object",
  /** True for somebody outside, also where it is not known who: a delegation is to another tenant. */
  outsider: "boolean",
  principal: "text",
  /** What the principal is: account, role, user, session, saml, oidc, service, organization, anyone … */
  "principal-kind": "text",
  /** True where the principal is all of an account or organisation. */
  whole: "boolean",
  /** Why AWS refuses the principal. */
  "principal-flaw": "text",
  /** How a party behind an identity provider is known: issuer, repository, account. */
  "identified-by": "text",
  caller: "text",
  through: "text",
  subject: "text",
  /** What a policy of a resource is for: bucket, key, queue … */
  "resource-kind": "text",
  scope: "text",
  standing: "boolean",
  power: "list",
  /** The policy or role that gives the power, and of which kind it is. */
  right: "text",
  "right-kind": "text",
  /** The group of one's own people that makes a provider's user powerful. */
  group: "text",
  escalations: "list",
  /** How a sentence says what must be there for them, empty where nothing must; and what the first of them takes. */
  "escalation-can": "text",
  "escalation-if": "text",
  "escalation-by": "text",
  "escalation-paths": "text",
  /** What of the unit they go through: `function orders, which runs as role deploy, an administrator`. */
  "escalation-through": "list",
  /** Policies of the organisation that limit who comes in or what they may do, and those that may. */
  "limited-by": "list",
  "may-be-limited-by": "list",
  "external-id": "text",
  /** What makes a bypassable external ID so: its operator, or its value. */
  "external-id-flaw": "text",
  /** Why the external ID that is demanded protects little: placeholder, account id, name of a party, too short, reused. */
  "external-id-weakness": "text",
  /** The external IDs that are demanded. */
  "external-ids": "list",
  /** True where the external ID is a default that the code declares. */
  "external-id-default": "boolean",
  mfa: "text",
  /** What an MFA condition that is dead does: nothing, or it turns everybody away. */
  "mfa-effect": "text",
  /** The age of the MFA that is still good; absent where any is. */
  "mfa-age-seconds": "number",
  /** Whether a use can be traced to a person: demanded, possible, absent. */
  attribution: "text",
  /** True where another statement demands a guard of the party that this one does not. */
  "guarded-beside": "boolean",
  /** How widely tokens, assertions or certificates are accepted: narrow, or what `Federation` says, or certificate. */
  federation: "text",
  /** How a function's address asks for a sign-in, and the access control list of a bucket. */
  "auth-type": "text",
  acl: "text",
  /** Whether a service must say for whom it acts: checked, unchecked. */
  deputy: "text",
  /** The effect of the statement whose MFA condition can be got round: allow or deny. */
  "mfa-flaw": "text",
  "narrowed-by": "list",
  /** The powerful roles that whoever administers access by a delegation may give to managed identities. */
  "hands-out": "text",
  "hands-out-power": "list",
  /** Reading a bucket that is declared as a web site. */
  "public-site": "boolean",
  "session-seconds": "number",
  expires: "text",
  /** Why the access should be gone: provider-ended, contract-ended, expired. */
  ended: "text",
  customer: "text",
  /** Always true; a fix that takes the grant out sets it to false. */
  present: "boolean",
} as const satisfies Readonly<Record<string, AttributeType>>;

export type GrantAttribute = keyof typeof attributes;

export const grantKind = derivedKind(
  "access.grant",
  "One way for one party to act in the environment.",
  attributes,
);

export interface GrantDraft {
  readonly id: string;
  readonly name: string;
  readonly declarations: readonly string[];
  readonly at: Place;
  readonly exists: Truth;
  readonly party: Party;
  readonly principal: Value;
  /** Where a finding points that is about nothing written: the principal. */
  readonly principalPlace: Place;
  /** What names the party, where that is not the principal: the managing tenant. */
  readonly partyPlace?: Value;
  readonly today: string;
  /** The register knows a provider whose access should be gone. */
  readonly someEnded: boolean;
  readonly customer: string | undefined;
  readonly values: Readonly<Partial<Record<GrantAttribute, Value>>>;
  readonly targets?: Readonly<Partial<Record<GrantAttribute, readonly Target[]>>>;
  /** What together with the party makes one cause: the role, the delegation. */
  readonly causeOf: string;
}

const attributeNames = Object.keys(attributes);

export function grant(draft: GrantDraft): Resource {
  const { party, principal, principalPlace: at, partyPlace: partyAt = principal } = draft;
  const values = new Map<string, Value>();
  const text = (value: string | undefined): Value =>
    value === undefined ? absent(partyAt.at) : textValue(value, partyAt.at, partyAt.via);
  values.set("principal", principal);
  if ("unknown" in party) {
    for (const name of ["party", "party-kind", "party-id", "identity", "outsider"])
      values.set(name, unknown(party.unknown, partyAt.at, partyAt.via));
  } else {
    values.set("outsider", known(party.kind !== "own" && party.kind !== "customer", partyAt.at));
    values.set("identity", identityOf(party, partyAt.at));
    values.set("party", text(party.name));
    values.set("party-kind", text(party.kind));
    values.set("party-id", text(party.id));
  }
  values.set("customer", text(draft.customer));
  values.set("present", known(true, at));
  Object.keys(draft.values).forEach((name) => {
    const value = draft.values[name as GrantAttribute];
    if (value) values.set(name, value);
  });
  values.set("ended", endedOf(draft, values.get("expires")));
  const none = absent(at);
  attributeNames.forEach((name) => {
    if (!values.has(name)) values.set(name, none);
  });
  return {
    kind: grantKind.kind,
    id: draft.id,
    name: draft.name,
    declarations: draft.declarations,
    at: draft.at,
    attributes: values,
    exists: draft.exists,
    targets: new Map(Object.entries(draft.targets ?? {})),
    cause: `${draft.causeOf} ${causeName(party, principal)}`,
  };
}

function identityOf(party: Identified, at: Place): Value {
  const { key, id, vendor, provider, kind } = party;
  if (key === undefined || id === undefined || (kind !== "undeclared" && kind !== "known-vendor"))
    return absent(at);
  const words = {
    key,
    value: id,
    ...((provider?.name ?? vendor) === undefined ? {} : { name: provider?.name ?? vendor ?? "" }),
  };
  const entries = Object.entries(words).map(([name, text]): [string, Entry] => [
    name,
    { key: at, value: textValue(text, at) },
  ]);
  return known({ type: "dict", entries: new Map(entries) }, at);
}

/** One cause for all the ways in which one party comes in through one thing. */
function causeName(party: Party, principal: Value): string {
  if ("unknown" in party) return `${principal.at.file}:${principal.at.range.start}`;
  // A provider or vendor with several accounts is one party.
  return party.kind === "undeclared" ? (party.id ?? party.name) : party.name;
}

function endedOf(draft: GrantDraft, expires: Value | undefined): Value {
  const { at, via } = draft.partyPlace ?? draft.principal;
  const provider = "unknown" in draft.party ? undefined : draft.party.provider;
  if (provider?.ended) return textValue("provider-ended", at, via);
  if (provider?.contractEnds !== undefined && provider.contractEnds < draft.today)
    return textValue("contract-ended", at, via);
  // Somebody who is not known may be a provider that has ended.
  if ("unknown" in draft.party && draft.someEnded) return unknown(draft.party.unknown, at, via);
  if (expires?.state === "unknown") return expires;
  const date = wholeText(expires);
  if (date !== undefined && date < draft.today)
    return textValue("expired", expires?.at ?? at, expires?.via);
  return absent(at);
}

/** What an Azure role is and gives, as attributes of a grant; unknown where the role is. */
export function rightAttributes(
  right: RightOrReason,
  at: Place,
): { readonly power: Value; readonly right: Value; readonly "right-kind": Value } {
  if ("unknown" in right) {
    const open = unknown(right.unknown, right.at, right.via);
    return { power: open, right: open, "right-kind": open };
  }
  const { via } = right.value;
  return {
    power: listAt(right.has, at, via, right.more),
    right: textValue(right.name, at, via),
    "right-kind": textValue(right.kind, at, via),
  };
}

/** Is there a provider in the register whose access should be gone by now? */
export function someEnded({ register, today }: AnalysisContext): boolean {
  return register.providers.some(
    (each) => each.ended || (each.contractEnds !== undefined && each.contractEnds < today),
  );
}

export function listAt(
  texts: readonly string[],
  at: Place,
  via: readonly Trail[] = [],
  more?: Reason,
): Value {
  return known(
    { type: "list", items: texts.map((each) => textValue(each, at)), ...(more ? { more } : {}) },
    at,
    via,
  );
}

/** Every value of the attribute is written by these changes. */
export function anyValue(...changes: readonly Change[]): Target {
  return { changes };
}

export function whenValue(when: string, ...changes: readonly Change[]): Target {
  return { when, changes };
}
