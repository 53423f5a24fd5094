// Gathers every policy of a role, a user or a group, wherever it is attached; does not judge what they allow.

import type { Place, Reason, Trail, Value } from "../../expressions/value.ts";
import { effective, isDict, isList, items, member } from "../../expressions/value.ts";
import type { PolicyDocument } from "../../model/document.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import type { ManagedLookup } from "./holder.ts";
import { customerSource, inlineSource, managedSource } from "./policy-source.ts";
import { keysFor, keysOf, names } from "./references.ts";
import { samePlace } from "./same-place.ts";

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

/** `managed` is only called where an AWS-managed policy is attached. Worked out once for a model. */
export function attachedTo(
  holder: Resource,
  model: Model,
  managed: ManagedLookup,
  by: HolderNames = roleNames,
): Attached {
  const known = attachedIn.get(model) ?? new Map<Resource, Attached>();
  attachedIn.set(model, known);
  let attached = known.get(holder);
  if (!attached) {
    const now = gathered(holder, model, managed, by);
    const before = lastAttached.get(holder);
    // The same object as in the model before, where it says the same.
    attached = before && sameAttached(before, now) ? before : now;
    known.set(holder, attached);
    lastAttached.set(holder, attached);
  }
  return attached;
}

const attachedIn = new WeakMap<Model, Map<Resource, Attached>>();
const lastAttached = new WeakMap<Resource, Attached>();

function sameAttached(a: Attached, b: Attached): boolean {
  if (a.more !== b.more || a.sources.length !== b.sources.length) return false;
  return a.sources.every((each, index) => {
    const other = b.sources[index];
    return other !== undefined && sameSource(each, other);
  });
}

function sameSource(a: PolicySource, b: PolicySource): boolean {
  return (
    a.name === b.name &&
    a.kind === b.kind &&
    a.document === b.document &&
    a.policy === b.policy &&
    a.arn === b.arn &&
    a.byName === b.byName &&
    a.listed === b.listed &&
    samePlace(a.at, b.at) &&
    a.via.length === b.via.length &&
    a.via.every((step, index) => {
      const other = b.via[index];
      return other && step.label === other.label && samePlace(step.at, other.at);
    })
  );
}

function gathered(
  holder: Resource,
  model: Model,
  managed: ManagedLookup,
  by: HolderNames,
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

/** Exclusive lists often name what an attachment names; what is written twice has to go twice. */
function unrepeated(sources: readonly PolicySource[]): readonly PolicySource[] {
  const seen = new Set<string>();
  return sources.filter((each) => {
    if (each.kind === "inline") return true;
    const key = `${each.kind} ${each.name} ${each.at.file} ${each.at.range.start}`;
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
  managed: ManagedLookup,
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

function moreOf(value: Value | undefined): Reason | undefined {
  if (!value) return undefined;
  const decided = effective(value);
  if (decided.state === "unknown") return decided.reason;
  if (decided.state !== "known" || decided.value === null) return undefined;
  return isList(decided.value) || isDict(decided.value) ? decided.value.more : undefined;
}

function headOf(resource: Resource): Place {
  return resource.at;
}
