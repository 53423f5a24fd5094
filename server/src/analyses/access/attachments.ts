// Gathers every policy of a role, wherever it is attached; does not judge what they allow.

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
import { ofKind } from "../../model/resource.ts";
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

/** `managed` is only called where an AWS-managed policy is attached. */
export function attachedTo(role: Resource, model: Model, managed: () => ManagedPolicies): Attached {
  const sources: PolicySource[] = [];
  const reasons: Reason[] = [];
  const addManaged = (value: Value, attachment?: Resource, listed = false): void => {
    const found = managedSource(value, model, managed, (attachment ?? role).at);
    const via: readonly Trail[] = attachment
      ? [{ kind: "attachment", at: headOf(attachment), label: attachment.id }]
      : [];
    sources.push({ ...found, via: [...via, ...found.via], listed });
  };
  const addList = (value: Value | undefined, attachment?: Resource): void => {
    const more = moreOf(value);
    if (more) reasons.push(more);
    for (const item of items(value)) addManaged(item, attachment, true);
  };

  const inline = role.attributes.get("inline-policies");
  const moreInline = moreOf(inline);
  if (moreInline) reasons.push(moreInline);
  for (const item of items(inline))
    sources.push(inlineSource(member(item, "name"), member(item, "document"), item.at, []));
  addList(role.attributes.get("managed-policies"));

  for (const policy of attachmentsFor(role, "aws.iam.role-policy", model)) {
    const via: readonly Trail[] = [{ kind: "attachment", at: headOf(policy), label: policy.id }];
    sources.push(
      inlineSource(
        policy.attributes.get("name"),
        policy.attributes.get("document"),
        policy.at,
        via,
      ),
    );
  }
  for (const attachment of attachmentsFor(role, "aws.iam.role-policy-attachment", model)) {
    const arn = attachment.attributes.get("policy-arn");
    if (arn) addManaged(arn, attachment);
  }
  for (const attachment of attachmentsFor(role, "aws.iam.policy-attachment", model)) {
    const arn = attachment.attributes.get("policy-arn");
    if (arn) addManaged(arn, attachment);
  }
  for (const attachment of ofKind(model, "aws.iam.role-policy-attachments-exclusive")) {
    if (attachment.exists !== "no" && isFor(attachment, role))
      addList(attachment.attributes.get("policy-arns"), attachment);
  }
  for (const policy of ofKind(model, "aws.iam.policy")) {
    if (
      policy.exists === "no" ||
      !items(policy.attributes.get("roles")).some((each) => names(each, role, "name") === "yes")
    )
      continue;
    sources.push(customerSource(policy, []));
  }
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

/** The attachments of one kind that are for the role, in the order of the model. */
function attachmentsFor(role: Resource, kind: string, model: Model): readonly Resource[] {
  const index = indexOf(kind, model);
  const found = new Map<number, Resource>();
  for (const key of keysFor(role, "name"))
    for (const { order, attachment } of index.get(key) ?? []) found.set(order, attachment);
  return [...found]
    .toSorted(([a], [b]) => a - b)
    .map(([, attachment]) => attachment)
    .filter((attachment) => attachment.exists !== "no" && isFor(attachment, role));
}

type Index = ReadonlyMap<string, readonly { order: number; attachment: Resource }[]>;

/** Roles and attachments are both many, so that they are not compared each with each. */
const indexes = new WeakMap<Model, Map<string, Index>>();

function indexOf(kind: string, model: Model): Index {
  const present = indexes.get(model) ?? new Map<string, Index>();
  indexes.set(model, present);
  let index = present.get(kind);
  if (!index) {
    index = indexed(ofKind(model, kind));
    present.set(kind, index);
  }
  return index;
}

function indexed(attachments: readonly Resource[]): Index {
  const index = new Map<string, { order: number; attachment: Resource }[]>();
  for (const [order, attachment] of attachments.entries()) {
    const { attributes } = attachment;
    const values = [attributes.get("role"), ...items(attributes.get("roles"))];
    for (const key of new Set(values.flatMap(keysOf))) {
      const those = index.get(key);
      if (those) those.push({ order, attachment });
      else index.set(key, [{ order, attachment }]);
    }
  }
  return index;
}

function isFor(attachment: Resource, role: Resource): boolean {
  const single = attachment.attributes.get("role");
  if (single && names(single, role, "name") === "yes") return true;
  return items(attachment.attributes.get("roles")).some(
    (each) => names(each, role, "name") === "yes",
  );
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

function customerSource(policy: Resource, via: readonly Trail[]): PolicySource {
  const document = policy.attributes.get("document");
  return {
    name: wholeText(policy.attributes.get("name")) ?? policy.name,
    kind: "customer-managed",
    document: readDocument(document) ?? { unknown: { kind: "missing" } },
    at: document?.at ?? policy.at,
    via,
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
  const policies = ofKind(model, "aws.iam.policy");
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

function isExisting(resource: Resource, model: Model): boolean {
  const id = resource.declarations[0];
  return model.declarations.some((each) => each.id === id && each.existing === true);
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
