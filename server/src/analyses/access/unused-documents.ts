// Policy documents with principals that nothing in view uses: what is written there is judged all the same.

import { wholeText } from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { Statement } from "../../model/document.ts";
import { readDocument } from "../../model/document.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import type { Directory } from "./directory.ts";
import type { PolicyKind } from "./policy-places.ts";
import { statementGrants } from "./resource-policies.ts";
import { letsTokensIn } from "./trusted.ts";
import { isUsed } from "./used-declarations.ts";

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
  return documents.flatMap(({ document, statements }) =>
    document.exists === "no" || isUsed(document, model)
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
  return trusts.flatMap((document): readonly Resource[] => {
    const trust = document.attributes.get("document");
    if (!trust || isUsed(document, model)) return [];
    return [{ ...document, attributes: new Map([["trust", trust]]), targets: new Map() }];
  });
}

function isTrust(statement: Statement): boolean {
  const { principals, actions } = statement;
  if (letsTokensIn(statement)) return true;
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
