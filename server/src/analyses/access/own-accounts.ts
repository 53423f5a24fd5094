// Finds the account that a unit deploys to in what only this account's own ids can stand for.

import type { Value } from "../../expressions/value.ts";
import { items } from "../../expressions/value.ts";
import type { Model } from "../../model/resource.ts";
import { readArn } from "./arn.ts";

/**
 * A role's customer-managed policies and its permission boundary are always of the role's own
 * account, so an account id in their ARNs is an own one.
 */
export function ownAccountsOf(model: Model): ReadonlySet<string> {
  const accounts = new Set<string>();
  for (const resource of model.resources) {
    for (const name of ownPolicyArns.get(resource.kind) ?? []) {
      for (const value of items(resource.attributes.get(name))) add(value, accounts);
    }
  }
  return accounts;
}

const ownPolicyArns: ReadonlyMap<string, readonly string[]> = new Map([
  ["aws.iam.role", ["managed-policies", "permission-boundary"]],
  ["aws.iam.role-policy-attachment", ["policy-arn"]],
  ["aws.iam.role-policy-attachments-exclusive", ["policy-arns"]],
  ["aws.iam.policy-attachment", ["policy-arn"]],
]);

function add(value: Value, accounts: Set<string>): void {
  const arn = readArn(value);
  if (arn && "text" in arn.account && /^\d{12}$/.test(arn.account.text))
    accounts.add(arn.account.text);
}
