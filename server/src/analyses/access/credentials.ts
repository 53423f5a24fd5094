// The derived kind `access.credential`: long-term keys and console passwords of users. Judges none of them.

import type { Place, Trail, Value } from "../../expressions/value.ts";
import {
  absent,
  effective,
  known,
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
import type { Party } from "./parties.ts";
import { partyOfUserNamed, userParty } from "./provider-users.ts";
import { keysOf, names } from "./references.ts";
import { placeWithin } from "./use-place.ts";

const attributes = {
  /** access-key or password. */
  type: "text",
  /** What a message calls the user: `user alice`, `the root user`. */
  subject: "text",
  root: "boolean",
  /** The provider whose user it is; absent for one's own users. */
  party: "text",
  "party-kind": "text",
  active: "boolean",
  /** How many active keys its user has, with this one. */
  "keys-of-user": "number",
  /** Whether the password has to be changed at the first sign-in. */
  "reset-required": "boolean",
  customer: "text",
  /** Always true; a fix that takes the credential out sets it to false. */
  present: "boolean",
} as const satisfies Readonly<Record<string, AttributeType>>;

export const credentialKind = derivedKind(
  "access.credential",
  "A long-term key or a console password of one user.",
  attributes,
);

export function credentials(
  model: Model,
  directory: Directory,
  context: AnalysisContext,
): readonly Resource[] {
  return [...accessKeys(model, directory, context), ...passwords(model, directory, context)];
}

function accessKeys(
  model: Model,
  directory: Directory,
  context: AnalysisContext,
): readonly Resource[] {
  const keys = ofKind(model, "aws.iam.access-key")
    .filter((each) => each.exists !== "no")
    .map((resource): Key => {
      const user = resource.attributes.get("user") ?? absent(resource.at);
      const active = activeOf(resource.attributes.get("status"), resource.at);
      return { resource, user, active };
    });
  const holders = byUser(keys);
  return keys.map((key) =>
    credential(key.resource, "access-key", key.user, context, {
      ...partyValues(partyOfUserNamed(key.user, model, directory), key.user),
      active: key.active,
      "keys-of-user": countOf(key, holders.get(key) ?? []),
    }),
  );
}

interface Key {
  readonly resource: Resource;
  readonly user: Value;
  readonly active: Value;
}

/** The keys of each key's user, who goes by a reference and by a name. */
function byUser(keys: readonly Key[]): ReadonlyMap<Key, readonly Key[]> {
  const named = new Map<string, Key[]>();
  const holders = new Map<Key, Key[]>();
  for (const key of keys) {
    const names = keysOf(key.user);
    const present = names.flatMap((name) => named.get(name) ?? []);
    const those = [...new Set([...present, key])];
    for (const each of those) {
      holders.set(each, those);
      for (const name of keysOf(each.user)) named.set(name, those);
    }
  }
  return holders;
}

/** Which of several keys is one too many cannot be told, so each knows of the others. */
function countOf(key: Key, those: readonly Key[]): Value {
  const at = placeWithin(key.user, key.resource.at);
  const others = those.filter((each) => each !== key && !isInactive(each));
  const sure = others.filter((each) => each.active.state === "known");
  const via = sure.map(
    (each): Trail => ({ kind: "document", at: each.resource.at, label: "another key" }),
  );
  if (isInactive(key) || others.length === 0) return known({ type: "number", text: "1" }, at);
  const open = key.active.state === "unknown" ? key : sure.length === 0 ? others[0] : undefined;
  return open?.active.state === "unknown"
    ? unknown(open.active.reason, at, via)
    : known({ type: "number", text: String(sure.length + 1) }, at, via);
}

function isInactive({ active }: Key): boolean {
  return active.state === "known" && active.value === false;
}

function activeOf(status: Value | undefined, at: Place): Value {
  const decided = status && effective(status);
  if (decided?.state === "unknown") return decided;
  return known(wholeText(decided)?.toLowerCase() !== "inactive", status?.at ?? at);
}

/** Terraform makes the password apart from its user, CloudFormation with it. */
function passwords(
  model: Model,
  directory: Directory,
  context: AnalysisContext,
): readonly Resource[] {
  const apart = ofKind(model, "aws.iam.login-profile").map((profile) => {
    const user = profile.attributes.get("user") ?? absent(profile.at);
    const whose = ofKind(model, "aws.iam.user").find((each) => names(user, each, "name") === "yes");
    const made = credential(profile, "password", user, context, {
      ...(whose ? { subject: textValue(subjectOf(user, profile), whose.at) } : {}),
      ...partyValues(partyOfUserNamed(user, model, directory), user),
      "reset-required": profile.attributes.get("reset-required") ?? absent(profile.at),
    });
    return removable(made, profile.at);
  });
  const within = ofKind(model, "aws.iam.user")
    .filter((user) => isWritten(user.attributes.get("login-profile")))
    .map((user) => {
      const reset = user.attributes.get("login-password-reset") ?? absent(user.at);
      const profile = user.attributes.get("login-profile");
      const name = user.attributes.get("name") ?? absent(user.at);
      const made = credential(user, "password", name, context, {
        ...partyValues(userParty(user, directory), name),
        "reset-required": reset,
      });
      if (!profile) return made;
      // The user has findings of its own.
      const subject = textValue(wholeText(made.attributes.get("subject")) ?? "", profile.at);
      const attributes = new Map([...made.attributes, ["subject", subject]]);
      return removable({ ...made, attributes, at: profile.at }, profile.at);
    });
  return [...apart, ...within].filter((each) => each.exists !== "no");
}

function partyValues(
  party: Party | undefined,
  user: Value,
): Readonly<Partial<Record<keyof typeof attributes, Value>>> {
  if (!party) return {};
  if ("unknown" in party) {
    const open = unknown(party.unknown, user.at, user.via);
    return { party: open, "party-kind": open };
  }
  const { name, kind } = party;
  return {
    party: textValue(name, user.at, user.via),
    "party-kind": textValue(kind, user.at, user.via),
  };
}

function removable(made: Resource, at: Place): Resource {
  const gone = [whenValue("false", { at, operation: { is: "remove" } })];
  return { ...made, targets: new Map([...(made.targets ?? []), ["present", gone]]) };
}

function isWritten(value: Value | undefined): boolean {
  return value?.state === "known" && value.value !== null;
}

function credential(
  resource: Resource,
  type: "access-key" | "password",
  user: Value,
  { customer }: AnalysisContext,
  values: Readonly<Partial<Record<keyof typeof attributes, Value>>>,
): Resource {
  const { at } = resource;
  const name = wholeText(user);
  const root = name?.toLowerCase() === "root";
  const targets = new Map<string, readonly Target[]>();
  for (const [of, source] of [
    ["active", "status"],
    ["reset-required", type === "password" ? resetAttribute(resource) : ""],
  ] as const) {
    const written = resource.targets?.get(source);
    if (written) targets.set(of, of === "active" ? inactive(written) : written);
  }
  const given: Readonly<Partial<Record<keyof typeof attributes, Value>>> = {
    type: textValue(type, at),
    subject: textValue(subjectOf(user, resource), at),
    root:
      effective(user).state === "unknown"
        ? unknown({ kind: "condition" }, user.at, user.via)
        : known(root, user.at, user.via),
    present: known(true, at),
    customer: customer === undefined ? absent(at) : textValue(customer, at),
    ...values,
  };
  return {
    kind: credentialKind.kind,
    id: `${resource.id} ${type}`,
    name: resource.name,
    declarations: resource.declarations,
    at,
    attributes: new Map(
      Object.keys(attributes).map((each) => [
        each,
        given[each as keyof typeof attributes] ?? absent(at),
      ]),
    ),
    exists: resource.exists,
    targets,
  };
}

/** A user without a name is called by what declares it. */
function subjectOf(user: Value, { name: declared }: Resource): string {
  const name = wholeText(user) ?? referredTo(user);
  if (name?.toLowerCase() === "root") return "The root user";
  return `user ${name ?? declared}`;
}

/** The user's name is not known; what declares it has one. */
function referredTo(user: Value): string | undefined {
  return keysOf(user)[0]?.replace(/^(?:declaration|name) /, "");
}

function resetAttribute({ kind }: Resource): string {
  return kind === "aws.iam.user" ? "login-password-reset" : "reset-required";
}

/** A key that is switched off can be switched on again: nothing is lost. */
function inactive(targets: readonly Target[]): readonly Target[] {
  return targets.map((target) => ({
    when: "false",
    changes: target.changes.map((change) =>
      change.operation.is === "set"
        ? {
            ...change,
            operation: {
              ...change.operation,
              value: { is: "literal", value: "Inactive" } as const,
            },
          }
        : change,
    ),
  }));
}
