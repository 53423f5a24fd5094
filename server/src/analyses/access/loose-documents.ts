// Policy documents and looked-up policies that nothing in view takes: what they would give whoever they are handed to.

import { readDocument } from "../../model/document.ts";
import type { Model } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import type { Holder, ManagedLookup } from "./holder.ts";
import { holderOf } from "./holder.ts";
import { isExisting, lookedUpSource } from "./policy-source.ts";
import { isUsed } from "./used-declarations.ts";

export function looseDocuments(model: Model): readonly Holder[] {
  return ofKind(model, "aws.iam.policy-document").flatMap((each): readonly Holder[] => {
    if (each.exists === "no" || isUsed(each, model)) return [];
    const value = each.attributes.get("document");
    const document = readDocument(value);
    if (!value || !document) return [];
    // Who is named in it says that it is the policy of a resource.
    const named =
      !("unknown" in document) &&
      document.statements.some((one) => one.principals ?? one.notPrincipals);
    if (named) return [];
    const source = {
      name: each.name,
      kind: "customer-managed",
      document,
      at: each.at.head ? { ...each.at, range: each.at.head } : each.at,
      via: [],
    } as const;
    return [holderOf(each, "unattached", "policy document", { sources: [source] })];
  });
}

/** A policy of AWS is looked up to be attached, if not here then by whoever takes the output. */
export function looseLookups(model: Model, managed: ManagedLookup): readonly Holder[] {
  return ofKind(model, "aws.iam.policy").flatMap((each): readonly Holder[] => {
    if (each.exists === "no" || !isExisting(each, model) || isUsed(each, model)) return [];
    const source = lookedUpSource(each, model, managed);
    if (source?.kind !== "aws-managed" || "unknown" in source.document) return [];
    const holder = holderOf(each, "unattached", "policy", { sources: [source] });
    return [{ ...holder, subject: `policy ${source.name}` }];
  });
}
