// Finds the accounts and tenants that a unit deploys to in what its own code says of them.

import type { Value } from "../../expressions/value.ts";
import { items, wholeText } from "../../expressions/value.ts";
import type { Statement } from "../../model/document.ts";
import { readDocument } from "../../model/document.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import { readArn } from "./arn.ts";
import { anyCovers } from "./pattern.ts";
import { policyKinds } from "./policy-places.ts";

export interface OwnWord {
  readonly accounts: ReadonlySet<string>;
  /** In small letters. */
  readonly tenants: ReadonlySet<string>;
}

export const noWord: OwnWord = { accounts: new Set(), tenants: new Set() };

/**
 * The code's own word, which its author may have chosen to hide something: the accounts and tenants
 * that its providers are held to, and those of ids that can only be of the account deployed to.
 */
export function ownWordOf(model: Model): OwnWord {
  const accounts = new Set<string>();
  const tenants = new Set<string>();
  for (const { kind, attributes } of model.resources) {
    for (const name of ownArns.get(kind) ?? []) {
      for (const value of items(attributes.get(name))) addArn(value, accounts);
    }
    for (const name of ownIds.get(kind) ?? []) {
      for (const value of items(attributes.get(name))) {
        const id = wholeText(value)?.toLowerCase() ?? "";
        if (account.test(id)) accounts.add(id);
        if (guid.test(id)) tenants.add(id);
      }
    }
  }
  for (const { kind, services } of policyKinds)
    for (const resource of ofKind(model, kind)) addOwner(resource, services, accounts);
  return { accounts, tenants };
}

/** True where the unit says of somebody that they are own, or what the organisation around it denies. */
export function saysWhoIsOwn(model: Model): boolean {
  if (ofKind(model, "aws.organizations.policy").length > 0) return true;
  const { accounts, tenants } = ownWordOf(model);
  return accounts.size + tenants.size > 0;
}

/** A policy of a resource can speak of that resource alone, so its ARN is one of the own account. */
function addOwner(resource: Resource, services: readonly string[], accounts: Set<string>): void {
  const read = readDocument(resource.attributes.get("policy"));
  if (!read || "unknown" in read) return;
  for (const { resources } of read.statements) {
    for (const value of resources?.values ?? []) {
      const arn = readArn(value);
      if (arn && "text" in arn.service && services.includes(arn.service.text))
        addArn(value, accounts);
    }
  }
  const owner = resource.kind.startsWith("aws.kms.") ? keyOwner(read.statements) : undefined;
  if (owner !== undefined) accounts.add(owner);
}

/**
 * KMS takes no key policy that would leave its own account without control over the policy, so
 * the only account that may change the policy is the own one.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
function keyOwner(statements: readonly Statement[]): string | undefined {
  const owners = new Set<string>();
  for (const { effect, principals, actions, conditions, moreConditions } of statements) {
    if (effect !== "allow" || !principals || conditions.length > 0 || moreConditions) continue;
    if (!actions || anyCovers(actions, "kms:PutKeyPolicy", true) !== "yes") continue;
    if (principals.more) return undefined;
    for (const { type, value } of principals.items) {
      if (type !== "AWS") continue;
      const owner = accountOf(value);
      if (owner === undefined) return undefined;
      owners.add(owner);
    }
  }
  const [only, ...others] = owners;
  return others.length === 0 ? only : undefined;
}

function accountOf(principal: Value): string | undefined {
  const text = wholeText(principal);
  if (text !== undefined && account.test(text)) return text;
  const arn = readArn(principal);
  return arn && "text" in arn.account && account.test(arn.account.text)
    ? arn.account.text
    : undefined;
}

/**
 * A role's customer-managed policies and its permission boundary are always of the role's own
 * account, so an account id in their ARNs is an own one; so is that of the role to deploy with.
 */
const ownArns: ReadonlyMap<string, readonly string[]> = new Map([
  ["aws.iam.role", ["managed-policies", "permission-boundary"]],
  ["aws.iam.role-policy-attachment", ["policy-arn"]],
  ["aws.iam.role-policy-attachments-exclusive", ["policy-arns"]],
  ["aws.iam.policy-attachment", ["policy-arn"]],
  ["aws.provider", ["assumed-role"]],
]);

const ownIds: ReadonlyMap<string, readonly string[]> = new Map([
  ["aws.provider", ["allowed-accounts"]],
  ["azure.provider", ["tenant"]],
]);

const account = /^\d{12}$/;
const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function addArn(value: Value, accounts: Set<string>): void {
  const arn = readArn(value);
  if (arn && "text" in arn.account && account.test(arn.account.text))
    accounts.add(arn.account.text);
}
