// The policies of IAM Identity Center's permission sets; knows nothing of who is assigned to them.

import { items, member } from "../../expressions/value.ts";
import { readDocument } from "../../model/document.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import type { Attached, PolicySource } from "./attachments.ts";
import { attachedSource } from "./attachments.ts";
import type { Holder, ManagedLookup } from "./holder.ts";
import { holderOf } from "./holder.ts";
import { refersTo } from "./references.ts";

export function permissionSetHolders(model: Model, managed: ManagedLookup): readonly Holder[] {
  const sets = ofKind(model, setKind).filter((each) => each.exists !== "no");
  return [
    ...sets.map((each) =>
      holderOf(each, "permission-set", "permission set", setPolicies(each, model, managed)),
    ),
    ...outOfView(sets, model, managed),
  ];
}

/** Policies of permission sets that the unit does not declare: one holder for each. */
function outOfView(
  sets: readonly Resource[],
  model: Model,
  managed: ManagedLookup,
): readonly Holder[] {
  return [inlineKind, attachmentKind].flatMap((kind) =>
    ofKind(model, kind).flatMap((each): Holder[] => {
      const set = each.attributes.get("permission-set");
      if (each.exists === "no" || !set || sets.some((one) => refersTo(set, one))) return [];
      const source =
        kind === inlineKind ? inlineOf(each, "document") : attachedOf(each, model, managed);
      if (!source) return [];
      const holder = holderOf(each, "permission-set", "permission set", { sources: [source] });
      const { resource: _, ...elsewhere } = { ...holder, subject: "a permission set" };
      return [elsewhere];
    }),
  );
}

const setKind = "aws.identity-center.permission-set";
const inlineKind = "aws.identity-center.permission-set-inline-policy";
const customerKind = "aws.identity-center.permission-set-customer-policy";
const attachmentKind = "aws.identity-center.permission-set-policy-attachment";

function attachedOf(
  attachment: Resource,
  model: Model,
  managed: ManagedLookup,
): PolicySource | undefined {
  const arn = attachment.attributes.get("policy-arn");
  return arn && attachedSource(arn, attachment, model, managed, attachment);
}

/** Terraform writes and attaches policies apart from the permission set, CloudFormation in it. */
export function setPolicies(set: Resource, model: Model, managed: ManagedLookup): Attached {
  const sources: PolicySource[] = [];
  const arns = set.attributes.get("managed-policies");
  for (const arn of items(arns)) sources.push(attachedSource(arn, set, model, managed));
  const customers = set.attributes.get("customer-policies");
  for (const each of items(customers)) {
    const name = member(each, "name");
    if (name) sources.push(attachedSource(name, set, model, managed));
  }
  for (const each of ofSet(customerKind, set, model)) {
    const name = each.attributes.get("name");
    if (name) sources.push(attachedSource(name, each, model, managed, each));
  }
  const own = inlineOf(set, "inline-policy");
  if (own) sources.push(own);
  for (const policy of ofSet(inlineKind, set, model)) {
    const written = inlineOf(policy, "document");
    if (written)
      sources.push({
        ...written,
        via: [{ kind: "attachment", at: policy.at, label: policy.id }],
      });
  }
  for (const each of ofSet(attachmentKind, set, model)) {
    const source = attachedOf(each, model, managed);
    if (source) sources.push(source);
  }
  const open = [arns, customers].find((each) => each?.state === "unknown");
  return { sources, ...(open?.state === "unknown" ? { more: open.reason } : {}) };
}

function ofSet(kind: string, set: Resource, model: Model): readonly Resource[] {
  return ofKind(model, kind).filter((each) => {
    const named = each.attributes.get("permission-set");
    return each.exists !== "no" && named !== undefined && refersTo(named, set);
  });
}

function inlineOf(resource: Resource, attribute: string): PolicySource | undefined {
  const value = resource.attributes.get(attribute);
  const document = readDocument(value);
  if (!value || !document) return undefined;
  return { name: "the inline policy", kind: "inline", document, at: value.at, via: [] };
}
