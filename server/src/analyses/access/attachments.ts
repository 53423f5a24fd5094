// Gathers every policy of a role, a user or a group, wherever it is attached; does not judge what they allow.

import type { Place, Reason, Trail, Value } from "../../expressions/value.ts";
import {
  effective,
  isDict,
  isList,
  isText,
  items,
  member,
  wholeText,
} from "../../expressions/value.ts";
import type { PolicyDocument } from "../../model/document.ts";
import { readDocument } from "../../model/document.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { declarationOf, ofKind } from "../../model/resource.ts";
import { readArn } from "./arn.ts";
import { keysFor, keysOf, names, refersTo } from "./references.ts";
import type { Lookup, ManagedPolicyRow } from "./tables.ts";
import { literalValue } from "./tables.ts";
import { usePlace, writtenPlace } from "./use-place.ts";

export interface PolicySource {
  readonly name: string;
  readonly kind: "aws-managed" | "customer-managed" | "inline";
  readonly document: PolicyDocument | { readonly unknown: Reason };
  readonly at: Place;
  readonly via: readonly Trail[];
  /** The customer-managed policy of the unit. */
  readonly policy?: Resource;
  /** The ARN that attaches it, or the name by which a data source finds it. */
  readonly arn?: Value;
  readonly byName?: Value;
  /** The ARN is an item of a list, which is the shorter without it. */
  readonly listed?: boolean;
}

export interface Attached {
  readonly sources: readonly PolicySource[];
  /** There may be other policies, for this reason. */
  readonly more?: Reason;
}

type ManagedPolicies = Lookup<ManagedPolicyRow> | undefined;

/** Who holds policies: the attribute of an attachment that names one, and the one that names several. */
export interface HolderNames {
  readonly single: "role" | "user" | "group";
  readonly several: "roles" | "users" | "groups";
}

export const roleNames: HolderNames = { single: "role", several: "roles" };
export const userNames: HolderNames = { single: "user", several: "users" };
export const groupNames: HolderNames = { single: "group", several: "groups" };

/** The kinds that write a policy into a holder, attach one to it, and list all that it has. */
export const inlineKinds = ["aws.iam.role-policy", "aws.iam.user-policy", "aws.iam.group-policy"];
export const attachmentKinds = [
  "aws.iam.role-policy-attachment",
  "aws.iam.user-policy-attachment",
  "aws.iam.group-policy-attachment",
  "aws.iam.policy-attachment",
];
export const exclusiveKinds = [
  "aws.iam.role-policy-attachments-exclusive",
  "aws.iam.user-policy-attachments-exclusive",
  "aws.iam.group-policy-attachments-exclusive",
];

/** `managed` is only called where an AWS-managed policy is attached. */
export function attachedTo(
  holder: Resource,
  model: Model,
  managed: () => ManagedPolicies,
  by: HolderNames = roleNames,
): Attached {
  const sources: PolicySource[] = [];
  const reasons: Reason[] = [];
  const addManaged = (value: Value, attachment?: Resource, listed = false): void => {
    sources.push(attachedSource(value, attachment ?? holder, model, managed, attachment, listed));
  };
  const addList = (value: Value | undefined, attachment?: Resource): void => {
    const more = moreOf(value);
    if (more) reasons.push(more);
    for (const item of items(value)) addManaged(item, attachment, true);
  };

  const inline = holder.attributes.get("inline-policies");
  const moreInline = moreOf(inline);
  if (moreInline) reasons.push(moreInline);
  for (const item of items(inline))
    sources.push(inlineSource(member(item, "name"), member(item, "document"), item.at, []));
  addList(holder.attributes.get("managed-policies"));

  for (const policy of attachmentsFor(holder, inlineKinds, model, by))
    sources.push(writtenSource(policy));
  for (const attachment of attachmentsFor(holder, attachmentKinds, model, by)) {
    const arn = attachment.attributes.get("policy-arn");
    if (arn) addManaged(arn, attachment);
  }
  for (const attachment of attachmentsFor(holder, exclusiveKinds, model, by))
    addList(attachment.attributes.get("policy-arns"), attachment);
  for (const policy of attachmentsFor(holder, ["aws.iam.policy"], model, by))
    sources.push(customerSource(policy, []));
  const [more] = reasons;
  return { sources: unrepeated(sources), ...(more ? { more } : {}) };
}

/** Exclusive lists and single attachments often name the same policy. */
function unrepeated(sources: readonly PolicySource[]): readonly PolicySource[] {
  const seen = new Set<string>();
  return sources.filter((each) => {
    if (each.kind === "inline") return true;
    const key = `${each.kind} ${each.name} ${"unknown" in each.document ? each.at.range.start : ""}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The policy that an attachment names, with the attachment as a step of the way. */
export function attachedSource(
  value: Value,
  owner: Resource,
  model: Model,
  managed: () => ManagedPolicies,
  attachment?: Resource,
  listed = false,
): PolicySource {
  const found = managedSource(value, model, managed, owner.at);
  const via: readonly Trail[] = attachment
    ? [{ kind: "attachment", at: headOf(attachment), label: attachment.id }]
    : [];
  return { ...found, via: [...via, ...found.via], listed };
}

/** The policy that a resource of its own writes into a holder. */
export function writtenSource(policy: Resource): PolicySource {
  return inlineSource(policy.attributes.get("name"), policy.attributes.get("document"), policy.at, [
    { kind: "attachment", at: headOf(policy), label: policy.id },
  ]);
}

/** The attachments that are for the holder, kind by kind, in the order of the model. */
function attachmentsFor(
  holder: Resource,
  kinds: readonly string[],
  model: Model,
  by: HolderNames,
): readonly Resource[] {
  const keys = keysFor(holder, "name");
  return kinds.flatMap((kind) => {
    const index = indexOf(kind, model, by);
    if (index.size === 0) return [];
    const found = new Map<number, Resource>();
    for (const key of keys)
      for (const { order, attachment } of index.get(key) ?? []) found.set(order, attachment);
    return [...found]
      .toSorted(([a], [b]) => a - b)
      .map(([, attachment]) => attachment)
      .filter((attachment) => attachment.exists !== "no" && isFor(attachment, holder, by));
  });
}

type Index = ReadonlyMap<string, readonly { order: number; attachment: Resource }[]>;

/** Holders and attachments are both many, so that they are not compared each with each. */
const indexes = new WeakMap<Model, Map<string, Index>>();

function indexOf(kind: string, model: Model, by: HolderNames): Index {
  const present = indexes.get(model) ?? new Map<string, Index>();
  indexes.set(model, present);
  const key = `${kind} ${by.single}`;
  let index = present.get(key);
  if (!index) {
    index = indexed(ofKind(model, kind), by);
    present.set(key, index);
  }
  return index;
}

function indexed(attachments: readonly Resource[], by: HolderNames): Index {
  const index = new Map<string, { order: number; attachment: Resource }[]>();
  for (const [order, attachment] of attachments.entries()) {
    for (const key of new Set(namedBy(attachment, by).flatMap(keysOf))) {
      const those = index.get(key);
      if (those) those.push({ order, attachment });
      else index.set(key, [{ order, attachment }]);
    }
  }
  return index;
}

/** The values by which an attachment names its holders. */
export function namedBy(attachment: Resource, by: HolderNames): readonly Value[] {
  const single = attachment.attributes.get(by.single);
  const several = items(attachment.attributes.get(by.several));
  return single && single.state !== "absent" ? [single, ...several] : several;
}

function isFor(attachment: Resource, holder: Resource, by: HolderNames): boolean {
  return namedBy(attachment, by).some((each) => names(each, holder, "name") === "yes");
}

function inlineSource(
  name: Value | undefined,
  document: Value | undefined,
  at: Place,
  via: readonly Trail[],
): PolicySource {
  const label = wholeText(name);
  return {
    name: label === undefined ? "an inline policy" : `inline policy ${label}`,
    kind: "inline",
    document: readDocument(document) ?? { unknown: { kind: "missing" } },
    at: document?.at ?? at,
    via,
  };
}

export function customerSource(policy: Resource, via: readonly Trail[]): PolicySource {
  const document = policy.attributes.get("document");
  return {
    name: wholeText(policy.attributes.get("name")) ?? policy.name,
    kind: "customer-managed",
    document: readDocument(document) ?? { unknown: { kind: "missing" } },
    at: document?.at ?? policy.at,
    via,
    policy,
  };
}

function managedSource(
  value: Value,
  model: Model,
  managed: () => ManagedPolicies,
  owner: Place,
): PolicySource {
  const decided = effective(value);
  const arn = readArn(decided);
  const resource = arn && "text" in arn.resource ? arn.resource.text : undefined;
  if (
    arn &&
    resource?.startsWith("policy/") &&
    "text" in arn.account &&
    arn.account.text === "aws"
  ) {
    return awsManaged(resource.slice(resource.lastIndexOf("/") + 1), decided, managed, owner, {
      arn: decided,
    });
  }
  const policies = policiesNamedBy(decided, model);
  const referred = policies.find((each) => refersTo(decided, each));
  if (referred) {
    const byName = dataName(referred, model);
    if (byName) return awsManaged(wholeText(byName) ?? "", decided, managed, owner, { byName });
    const byArn = referred.attributes.get("arn");
    if (byArn?.state === "known" && isExisting(referred, model))
      return managedSource(byArn, { ...model, resources: [] }, managed, owner);
    return { ...customerSource(referred, []), arn: decided };
  }
  const named = policies.find(
    (each) => names(decided, each, "name") === "yes" && !isExisting(each, model),
  );
  if (named) return { ...customerSource(named, []), arn: decided };
  const reason: Reason =
    decided.state === "unknown"
      ? decided.reason
      : (unknownPart(decided) ?? { kind: "data", name: resource ?? "a policy" });
  const name =
    resource === undefined ? "a managed policy" : resource.slice(resource.lastIndexOf("/") + 1);
  return {
    name,
    kind: "customer-managed",
    document: { unknown: reason },
    at: decided.at,
    via: decided.via,
    arn: decided,
  };
}

const policyIndexes = new WeakMap<Model, ReadonlyMap<string, readonly Resource[]>>();

/** The policies of the unit that the value may name, in the order of the model. */
function policiesNamedBy(value: Value, model: Model): readonly Resource[] {
  const policies = ofKind(model, "aws.iam.policy");
  let index = policyIndexes.get(model);
  if (!index) {
    const made = new Map<string, Resource[]>();
    for (const policy of policies)
      for (const key of keysFor(policy, "name")) {
        const those = made.get(key);
        if (those) those.push(policy);
        else made.set(key, [policy]);
      }
    index = made;
    policyIndexes.set(model, index);
  }
  const found = new Set<Resource>();
  for (const key of keysOf(value)) for (const policy of index.get(key) ?? []) found.add(policy);
  return found.size < 2 ? [...found] : policies.filter((each) => found.has(each));
}

function awsManaged(
  name: string,
  value: Value,
  managed: () => ManagedPolicies,
  owner: Place,
  found: { readonly arn?: Value; readonly byName?: Value },
): PolicySource {
  const row = managed()?.get(name);
  const document = row && documentOf(row);
  return {
    name,
    kind: "aws-managed",
    document: document ?? { unknown: { kind: "data", name } },
    at: found.byName ? usePlace(value, owner) : writtenPlace(value, owner),
    via: value.via,
    ...found,
  };
}

/** The name by which a data source looks up a policy that the unit does not make. */
function dataName(policy: Resource, model: Model): Value | undefined {
  if (!isExisting(policy, model)) return undefined;
  const name = policy.attributes.get("name");
  return name && wholeText(name) !== undefined ? name : undefined;
}

export function isExisting(resource: Resource, model: Model): boolean {
  return declarationOf(model, resource.declarations[0])?.existing === true;
}

function moreOf(value: Value | undefined): Reason | undefined {
  if (!value) return undefined;
  const decided = effective(value);
  if (decided.state === "unknown") return decided.reason;
  if (decided.state !== "known" || decided.value === null) return undefined;
  return isList(decided.value) || isDict(decided.value) ? decided.value.more : undefined;
}

function unknownPart(value: Value): Reason | undefined {
  if (value.state !== "known" || value.value === null || !isText(value.value)) return undefined;
  const hole = value.value.parts.find((part) => "hole" in part);
  return hole && "hole" in hole ? hole.hole : undefined;
}

function headOf(resource: Resource): Place {
  return resource.at;
}

/** Every role of a unit may carry the same one; the largest have thousands of actions. */
function documentOf(row: ManagedPolicyRow): ReturnType<typeof readDocument> {
  let present = documents.get(row);
  if (!present) {
    present = { document: readDocument(literalValue(row.document)) };
    documents.set(row, present);
  }
  return present.document;
}

const documents = new WeakMap<
  ManagedPolicyRow,
  { readonly document: ReturnType<typeof readDocument> }
>();
