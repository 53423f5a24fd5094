// One policy as a source of rights: what is written into a holder, made in the unit, looked up, or AWS's own.

import type { Place, Reason, Trail, Value } from "../../expressions/value.ts";
import { effective, isText, wholeText } from "../../expressions/value.ts";
import { readDocument } from "../../model/document.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { declarationOf, ofKind } from "../../model/resource.ts";
import { readArn } from "./arn.ts";
import type { PolicySource } from "./attachments.ts";
import type { ManagedLookup } from "./holder.ts";
import { keysFor, keysOf, names, refersTo } from "./references.ts";
import type { ManagedPolicyRow } from "./tables.ts";
import { literalValue } from "./tables.ts";
import { usePlace, writtenPlace } from "./use-place.ts";

export function inlineSource(
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

export function managedSource(
  value: Value,
  model: Model,
  managed: ManagedLookup,
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
  const meant = withoutOwner.exec(wholeText(decided) ?? "")?.[1];
  if (meant !== undefined && managed()?.get(meant))
    return awsManaged(meant, decided, managed, owner, { arn: decided });
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

/** People forget the `aws` that stands where the account does; IAM refuses that, and names no other policy. */
const withoutOwner = /^arn:[a-z-]+:iam:{1,3}policy\/(?:[^/]+\/)*([^/]+)$/;

/** The policy that a data source finds, by its name or its ARN; undefined where neither is known. */
export function lookedUpSource(
  policy: Resource,
  model: Model,
  managed: ManagedLookup,
): PolicySource | undefined {
  const byName = dataName(policy, model);
  if (byName) {
    const found = awsManaged(wholeText(byName) ?? "", byName, managed, policy.at, { byName });
    return { ...found, at: usePlace(byName, policy.at) };
  }
  const byArn = policy.attributes.get("arn");
  if (byArn?.state !== "known") return undefined;
  const found = managedSource(byArn, { ...model, resources: [] }, managed, policy.at);
  return { ...found, at: usePlace(byArn, policy.at) };
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
  managed: ManagedLookup,
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

function unknownPart(value: Value): Reason | undefined {
  if (value.state !== "known" || value.value === null || !isText(value.value)) return undefined;
  const hole = value.value.parts.find((part) => "hole" in part);
  return hole && "hole" in hole ? hole.hole : undefined;
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
