// Policy documents with principals that nothing in view uses: what is written there is judged all the same.

import type { Value } from "../../expressions/value.ts";
import { isDict, isList, isText, wholeText } from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { Statement } from "../../model/document.ts";
import { readDocument } from "../../model/document.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import type { Directory } from "./parties.ts";
import type { PolicyKind } from "./policy-places.ts";
import { statementGrants } from "./resource-policies.ts";

const documentKind: PolicyKind = {
  kind: "aws.iam.policy-document",
  noun: "policy document",
  resource: "document",
  services: [],
};

export function unusedDocumentGrants(
  model: Model,
  directory: Directory,
  context: AnalysisContext,
): readonly Resource[] {
  const documents = ofKind(model, documentKind.kind).flatMap((document) => {
    const read = readDocument(document.attributes.get("document"));
    if (!read || "unknown" in read || !read.statements.some(namesSomebody)) return [];
    return [{ document, statements: read.statements }];
  });
  if (documents.length === 0) return [];
  const used = usedDeclarations(model);
  return documents.flatMap(({ document, statements }) =>
    document.exists === "no" || document.declarations.some((each) => used.has(bare(each)))
      ? []
      : statementGrants(
          {
            resource: document,
            of: documentKind,
            subject: `${documentKind.noun} ${document.name}`,
            cause: document.id,
            inside: false,
            blocked: "no",
            website: "no",
          },
          statements,
          directory,
          context,
        ),
  );
}

/** Trust policies that nothing in view uses, each as the role that would take it. */
export function unusedTrusts(model: Model): readonly Resource[] {
  const trusts = ofKind(model, documentKind.kind).filter((document) => {
    const read = readDocument(document.attributes.get("document"));
    return (
      document.exists !== "no" && read && !("unknown" in read) && read.statements.some(isTrust)
    );
  });
  if (trusts.length === 0) return [];
  const used = usedDeclarations(model);
  return trusts.flatMap((document): readonly Resource[] => {
    const trust = document.attributes.get("document");
    if (!trust || document.declarations.some((each) => used.has(bare(each)))) return [];
    return [{ ...document, attributes: new Map([["trust", trust]]), targets: new Map() }];
  });
}

function isTrust({ principals, actions }: Statement): boolean {
  return (
    principals !== undefined &&
    actions !== undefined &&
    actions.values.some((each) => /^sts:/i.test(wholeText(each) ?? ""))
  );
}

/** A trust policy is judged as that of a role. */
function namesSomebody(statement: Statement): boolean {
  const { principals, notPrincipals } = statement;
  return (principals !== undefined || notPrincipals !== undefined) && !isTrust(statement);
}

const deepest = 8;

/** The declarations from which some value of the unit comes. */
function usedDeclarations(model: Model): ReadonlySet<string> {
  const used = new Set<string>();
  for (const { id, body } of model.declarations) {
    const found = new Set<string>();
    visit(body, found, 0);
    // A document speaks of itself in its own JSON.
    found.delete(bare(id));
    for (const each of found) used.add(each);
  }
  return used;
}

function visit(value: Value, used: Set<string>, depth: number): void {
  for (const { declaration } of value.via)
    if (declaration !== undefined) used.add(bare(declaration));
  if (value.state === "unknown" && value.reason.kind === "computed")
    used.add(bare(value.reason.declaration));
  if (depth >= deepest || value.state !== "known" || value.value === null) return;
  if (isList(value.value)) for (const item of value.value.items) visit(item, used, depth + 1);
  else if (isDict(value.value))
    for (const entry of value.value.entries.values()) visit(entry.value, used, depth + 1);
  else if (isText(value.value))
    for (const part of value.value.parts)
      if ("hole" in part && part.hole.kind === "computed") used.add(bare(part.hole.declaration));
}

function bare(declaration: string): string {
  return declaration.replace(/\[[^\]]*\]$/, "");
}
