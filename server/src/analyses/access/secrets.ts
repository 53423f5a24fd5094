// The derived kind `access.secret`: passwords, keys and tokens that something is given, and where they come from. Knows no strength.

import type { Place, Reason, Value } from "../../expressions/value.ts";
import {
  absent,
  effective,
  holeIn,
  textValue,
  unknown,
  wholeText,
} from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { AttributeType } from "../../model/kind.ts";
import { derivedKind } from "../../model/kind.ts";
import type { Model, Resource, Target } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import type { Directory } from "./directory.ts";
import { whenValue } from "./grant.ts";
import { userParty } from "./provider-users.ts";

const attributes = {
  /** What is given the secret. */
  subject: "text",
  /**
   * literal: it stands in the code; default: it is what a parameter declares; shown: whoever deploys is
   * asked for it by a parameter that does not say that it is secret; hidden: by one that does.
   */
  source: "text",
  /** The provider whose user's password it is. */
  party: "text",
  "party-kind": "text",
  customer: "text",
} as const satisfies Readonly<Record<string, AttributeType>>;

export const secretKind = derivedKind(
  "access.secret",
  "A password, key or token that something is given when it is made.",
  attributes,
);

export function secrets(
  model: Model,
  directory: Directory,
  context: AnalysisContext,
): readonly Resource[] {
  return ofKind(model, "aws.service.secret-holder")
    .filter((each) => each.exists !== "no")
    .flatMap((holder) =>
      ["secret", "second-secret"].flatMap((name) => {
        const value = holder.attributes.get(name);
        const source = value && sourceOf(value, isProvider(holder, model));
        return source ? [secret(holder, name, source, model, directory, context)] : [];
      }),
    );
}

interface Source {
  readonly value: Value;
  readonly targets: readonly Target[];
}

/** Undefined where there is no secret: nothing is given, or what stands there opens nothing. */
function sourceOf(written: Value, ofProvider: boolean): Source | undefined {
  const value = effective(written);
  if (value.state === "absent") return undefined;
  if (value.state === "known") {
    const text = wholeText(value);
    if (text === undefined) return open(holeIn(value) ?? { kind: "condition" }, value);
    if (isEmpty(text) || (ofProvider && !secretKey.test(text))) return undefined;
    const word = value.via.some((step) => step.default) ? "default" : "literal";
    return { value: textValue(word, value.at, value.via), targets: [] };
  }
  const { asked, reason, sensitive, at, via } = value;
  if (!asked) return open(reason, value);
  if (sensitive) return { value: textValue("hidden", asked.at, via), targets: [] };
  const path = [asked.secretBy];
  const change = {
    at: asked.at,
    operation: { is: "set", path, value: { is: "literal", value: true } },
  } as const;
  return {
    value: textValue("shown", asked.at, [{ kind: "parameter", at, label: "its use" }, ...via]),
    targets: [whenValue("hidden", change)],
  };
}

/** Also a form that nobody has filled in: an object in JSON whose secrets are empty texts. */
function isEmpty(text: string): boolean {
  if (!/^\s*\{/.test(text)) return text === "";
  try {
    const form: unknown = JSON.parse(text);
    if (typeof form !== "object" || form === null) return false;
    const members: readonly (readonly [string, unknown])[] = Object.entries(form);
    const secret = members.filter(([name]) => secretName.test(name));
    return (secret.length > 0 ? secret : members).every(([, each]) => each === "");
  } catch {
    return false;
  }
}

const secretName = /pass|secret|token|key|credential/i;

/** What another service makes or keeps is in no code. */
function open(reason: Reason, { at, via }: Value): Source | undefined {
  const elsewhere = reason.kind === "computed" || reason.kind === "data";
  return elsewhere ? undefined : { value: unknown(reason, at, via), targets: [] };
}

/** Many kinds of things are given secrets, so the type in the address tells what it is. */
function addressOf({ id }: Resource): string {
  return id.replace(/\[0\]$/, "");
}

function isProvider({ id }: Resource, model: Model): boolean {
  return ofKind(model, "aws.provider").some((each) => each.id === id);
}

/** Programs that play AWS on one's own machine take any other text. */
const secretKey = /^[A-Za-z0-9/+=]{40}$/;

function secret(
  holder: Resource,
  name: string,
  source: Source,
  model: Model,
  directory: Directory,
  { customer }: AnalysisContext,
): Resource {
  const { at } = holder;
  const user = ofKind(model, "aws.iam.user").find((each) => each.id === holder.id);
  return {
    kind: secretKind.kind,
    id: `${holder.id} ${name}`,
    name: holder.name,
    declarations: holder.declarations,
    at,
    attributes: new Map<string, Value>([
      [
        "subject",
        textValue(isProvider(holder, model) ? "The provider of AWS" : addressOf(holder), at),
      ],
      ["source", source.value],
      ...partyValues(user, directory, at),
      ["customer", customer === undefined ? absent(at) : textValue(customer, at)],
    ]),
    exists: holder.exists,
    targets: new Map([["source", source.targets]]),
  };
}

function partyValues(
  user: Resource | undefined,
  directory: Directory,
  at: Place,
): readonly (readonly [string, Value])[] {
  const party = user && userParty(user, directory);
  if (!party)
    return [
      ["party", absent(at)],
      ["party-kind", absent(at)],
    ];
  if ("unknown" in party) {
    const open = unknown(party.unknown, at);
    return [
      ["party", open],
      ["party-kind", open],
    ];
  }
  return [
    ["party", textValue(party.name, at)],
    ["party-kind", textValue(party.kind, at)],
  ];
}
