// Rows for the policies of an organisation, so that other units know what they may not do. Judges none of them.

import type { Value } from "../../expressions/value.ts";
import {
  effective,
  isDict,
  isList,
  isNum,
  isOpen,
  items,
  wholeText,
} from "../../expressions/value.ts";
import type { FixLiteral, Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import { isExample } from "./example.ts";
import type { OrganizationPolicyRow } from "./row.ts";
import { isOnlyRead } from "./things.ts";

export function organizationPolicyRows(model: Model): readonly OrganizationPolicyRow[] {
  const policies = ofKind(model, "aws.organizations.policy").filter(
    (each) => each.exists !== "no" && !isOnlyRead(each, model),
  );
  if (policies.length === 0) return [];
  const attachments = ofKind(model, "aws.organizations.policy-attachment").filter(
    (each) => each.exists !== "no",
  );
  return policies.map((policy): OrganizationPolicyRow => {
    const own = policy.attributes.get("targets");
    const attached = attachments
      .filter((each) => comesFrom(each.attributes.get("policy"), policy))
      .flatMap(({ attributes, exists }) => {
        const target = attributes.get("target");
        return target ? [{ target, exists }] : [];
      });
    const targets = [...items(own).map((target) => ({ target, exists: "yes" })), ...attached].map(
      ({ target, exists }) => (exists === "yes" ? wholeText(target) : undefined),
    );
    const known = targets.filter((each) => each !== undefined);
    const type = wholeText(policy.attributes.get("type"));
    const document = documentText(policy.attributes.get("document"));
    return {
      is: "organization-policy",
      at: policy.at,
      name: wholeText(policy.attributes.get("name")) ?? policy.name,
      ...(type === undefined ? {} : { type }),
      ...(document === undefined ? {} : { document }),
      targets: known,
      // What is attached to nothing in view may be attached elsewhere.
      moreTargets: known.length < targets.length || targets.length === 0 || isOpen(own),
      sure: policy.exists === "yes" && !isExample(policy.at.file),
    };
  });
}

function comesFrom(value: Value | undefined, policy: Resource): boolean {
  const decided = value && effective(value);
  if (!decided) return false;
  if (decided.via.some((step) => policy.declarations.includes(step.declaration ?? ""))) return true;
  return (
    decided.state === "unknown" &&
    decided.reason.kind === "computed" &&
    policy.declarations.includes(decided.reason.declaration)
  );
}

/** JSON is written as text or as data. */
function documentText(value: Value | undefined): string | undefined {
  const text = wholeText(value);
  if (text !== undefined) return text;
  const plain = value && plainOf(value, 0);
  return plain === undefined || plain === null ? undefined : JSON.stringify(plain);
}

/** Policies are not nested deeper. */
const deepest = 20;

/** Undefined where a part of it is not known. */
function plainOf(value: Value, depth: number): FixLiteral | undefined {
  const decided = effective(value);
  if (decided.state !== "known" || depth > deepest) return undefined;
  const { value: known } = decided;
  if (known === null || typeof known === "boolean") return known;
  if (isNum(known)) return Number(known.text);
  if (isList(known)) {
    const all = known.items.map((item) => plainOf(item, depth + 1));
    const whole = all.filter((each) => each !== undefined);
    return known.more || whole.length < all.length ? undefined : whole;
  }
  if (isDict(known)) {
    const entries: [string, FixLiteral][] = [];
    for (const [name, entry] of known.entries) {
      const plain = plainOf(entry.value, depth + 1);
      if (plain === undefined) return undefined;
      entries.push([name, plain]);
    }
    return known.more ? undefined : Object.fromEntries(entries);
  }
  return wholeText(decided);
}
