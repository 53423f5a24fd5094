// Everything in a unit that holds policies: users, groups, roles, permission sets, and policies that nothing holds.

import type { Value } from "../../expressions/value.ts";
import { wholeText } from "../../expressions/value.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import type { HolderNames, PolicySource } from "./attachments.ts";
import {
  attachedSource,
  attachedTo,
  attachmentKinds,
  exclusiveKinds,
  groupNames,
  inlineKinds,
  namedBy,
  roleNames,
  userNames,
  writtenSource,
} from "./attachments.ts";
import { isBoundary } from "./boundary.ts";
import type { Holder, ManagedLookup } from "./holder.ts";
import { holderOf } from "./holder.ts";
import { looseDocuments, looseLookups } from "./loose-documents.ts";
import { permissionSetHolders } from "./permission-sets.ts";
import { customerSource, isExisting } from "./policy-source.ts";
import { keysFor, keysOf, names, nameTheSame } from "./references.ts";

export function holdersOf(model: Model, managed: ManagedLookup): readonly Holder[] {
  const inView = [
    ...identities("aws.iam.group", "group", groupNames, model, managed),
    ...identities("aws.iam.role", "role", roleNames, model, managed),
  ];
  const groups = new Map(inView.map((each) => [each.resource, each.attached.sources]));
  const users = identities("aws.iam.user", "user", userNames, model, managed).map((user) => ({
    ...user,
    inherited: user.resource
      ? groupsOf(user.resource, model).flatMap((group) => groups.get(group) ?? [])
      : [],
  }));
  const held = [...inView, ...users, ...permissionSetHolders(model, managed)];
  const elsewhere = outOfView(model, managed);
  const attached = new Set(
    [...held, ...elsewhere].flatMap((each) => each.attached.sources.map(({ policy }) => policy)),
  );
  const unattached = ofKind(model, "aws.iam.policy").filter(
    (each) =>
      each.exists !== "no" &&
      !attached.has(each) &&
      !isExisting(each, model) &&
      !isBoundary(each, model),
  );
  return [
    ...held,
    ...elsewhere,
    ...unattached.map((policy) =>
      holderOf(policy, "unattached", "policy", { sources: [customerSource(policy, [])] }),
    ),
    ...looseDocuments(model),
    ...looseLookups(model, managed),
  ].filter((each) => each.attached.sources.length > 0 || each.attached.more);
}

function identities(
  kind: string,
  as: "user" | "group" | "role",
  by: HolderNames,
  model: Model,
  managed: ManagedLookup,
): readonly Holder[] {
  return ofKind(model, kind)
    .filter((each) => each.exists !== "no")
    .map((each) => holderOf(each, as, as, attachedTo(each, model, managed, by)));
}

/** The groups of a unit that a user belongs to, whichever of the two says so. */
export function groupsOf(user: Resource, model: Model): readonly Resource[] {
  const groups = ofKind(model, "aws.iam.group");
  if (groups.length === 0) return [];
  const named = [
    ...namedBy(user, groupNames),
    ...ofKind(model, "aws.iam.user-group-membership")
      .filter((each) => namedBy(each, userNames).some((one) => names(one, user, "name") === "yes"))
      .flatMap((each) => namedBy(each, groupNames)),
  ];
  const memberships = ofKind(model, "aws.iam.group-membership").filter((each) =>
    namedBy(each, userNames).some((one) => names(one, user, "name") === "yes"),
  );
  return groups.filter(
    (group) =>
      named.some((each) => names(each, group, "name") === "yes") ||
      memberships.some((each) =>
        namedBy(each, groupNames).some((one) => names(one, group, "name") === "yes"),
      ),
  );
}

/** Does something in view make a user a member of the group? */
export function hasMembers({ resource, named }: Holder, model: Model): boolean {
  const namesIt = (each: Resource) =>
    each.exists !== "no" &&
    namedBy(each, groupNames).some((one) =>
      resource ? names(one, resource, "name") === "yes" : nameTheSame(one, named),
    );
  return (
    ofKind(model, "aws.iam.user-group-membership").some(namesIt) ||
    ofKind(model, "aws.iam.user").some(namesIt) ||
    ofKind(model, "aws.iam.group-membership").some(
      (each) => namesIt(each) && namedBy(each, userNames).length > 0,
    )
  );
}

const kindsOfHolders = [
  { by: roleNames, kind: "role", holders: "aws.iam.role" },
  { by: userNames, kind: "user", holders: "aws.iam.user" },
  { by: groupNames, kind: "group", holders: "aws.iam.group" },
] as const;

/** Policies that the unit gives to holders which it does not declare: one for each attachment. */
function outOfView(model: Model, managed: ManagedLookup): readonly Holder[] {
  const found: Holder[] = [];
  for (const { by, kind, holders } of kindsOfHolders) {
    const known = new Set(ofKind(model, holders).flatMap((each) => keysFor(each, "name")));
    const isElsewhere = (value: Value) => !keysOf(value).some((key) => known.has(key));
    const each = (
      kinds: readonly string[],
      sources: (one: Resource) => readonly PolicySource[],
    ) => {
      for (const attachment of kinds.flatMap((one) => ofKind(model, one))) {
        if (attachment.exists === "no") continue;
        const [first] = namedBy(attachment, by).filter(isElsewhere);
        const all = first ? sources(attachment) : [];
        if (first && all.length > 0) found.push(elsewhereHolder(attachment, kind, first, all));
      }
    };
    each(inlineKinds, (one) => [writtenSource(one)]);
    each(["aws.iam.policy"], (one) => [customerSource(one, [])]);
    each(attachmentKinds, (one) => attachedBy(one, model, managed, "policy-arn"));
    each(exclusiveKinds, (one) => attachedBy(one, model, managed, "policy-arns"));
  }
  return found;
}

function attachedBy(
  attachment: Resource,
  model: Model,
  managed: ManagedLookup,
  attribute: string,
): readonly PolicySource[] {
  const value = attachment.attributes.get(attribute);
  const arns = value?.state === "known" ? listed(value) : value ? [value] : [];
  return arns.map((arn) => attachedSource(arn, attachment, model, managed, attachment));
}

function listed(value: Value): readonly Value[] {
  if (value.state !== "known" || value.value === null || typeof value.value === "boolean")
    return [value];
  return value.value.type === "list" ? value.value.items : [value];
}

function elsewhereHolder(
  attachment: Resource,
  kind: "role" | "user" | "group",
  named: Value,
  sources: readonly PolicySource[],
): Holder {
  const name = wholeText(named);
  return {
    id: `${attachment.id} ${kind}`,
    kind,
    subject: name === undefined ? `a ${kind}` : `${kind} ${name.slice(name.lastIndexOf("/") + 1)}`,
    named,
    declarations: attachment.declarations,
    at: attachment.at,
    exists: attachment.exists,
    attached: { sources },
    inherited: [],
  };
}
