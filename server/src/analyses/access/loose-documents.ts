// Policy documents that nothing in view takes: what they would give whoever they are handed to.

import { readDocument } from "../../model/document.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import type { Holder } from "./holder.ts";
import { holderOf } from "./holder.ts";

const documentKind = "aws.iam.policy-document";

export function looseDocuments(model: Model): readonly Holder[] {
  const documents = ofKind(model, documentKind).filter((each) => each.exists !== "no");
  if (documents.length === 0) return [];
  const taken = takenDocuments(model);
  return documents.flatMap((each): Holder[] => {
    if (each.declarations.some((id) => taken.has(id))) return [];
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

/** The declarations whose value stands in some resource. */
function takenDocuments(model: Model): ReadonlySet<string> {
  const taken = new Set<string>();
  for (const resource of model.resources) take(resource, taken);
  return taken;
}

function take({ kind, attributes }: Resource, taken: Set<string>): void {
  if (kind === documentKind) return;
  for (const { via } of attributes.values())
    for (const { declaration } of via) if (declaration !== undefined) taken.add(declaration);
}
