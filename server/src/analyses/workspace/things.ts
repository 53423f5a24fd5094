// Rows for what is deployed once for an account or an organisation: trails, detectors, analyzers, the organisation.

import type { Reason } from "../../expressions/value.ts";
import { effective, wholeText } from "../../expressions/value.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { declarationOf, ofKind } from "../../model/resource.ts";
import { isExample } from "./example.ts";
import type { Thing, ThingRow } from "./row.ts";

type Judged = "yes" | "no" | Reason;

interface Source {
  readonly kind: string;
  readonly thing: Thing;
  readonly is?: (resource: Resource) => Judged;
}

const sources: readonly Source[] = [
  { kind: "aws.accessanalyzer.analyzer", thing: "external-access-analyzer", is: isExternal },
  ...[
    "aws.cloudtrail.trail",
    "aws.config.recorder",
    "aws.guardduty.detector",
    "aws.iam.account-password-policy",
    "aws.securityhub.account",
  ].map((kind): Source => ({ kind, thing: "account-baseline" })),
  ...["organization", "unit", "account", "policy"].map(
    (name): Source => ({ kind: `aws.organizations.${name}`, thing: "organization" }),
  ),
];

export function thingRows(model: Model): readonly ThingRow[] {
  return sources.flatMap(({ kind, thing, is }) =>
    ofKind(model, kind).flatMap((resource): readonly ThingRow[] => {
      if (resource.exists === "no" || isOnlyRead(resource, model)) return [];
      const { at, name } = resource;
      if (thing !== "external-access-analyzer" && isExample(at.file)) return [];
      const judged = is?.(resource) ?? "yes";
      if (judged === "no") return [];
      const row = { is: "thing", thing, name, at } as const;
      if (typeof judged === "object") return [{ ...row, truth: "unknown", unknown: judged }];
      return resource.exists === "yes"
        ? [{ ...row, truth: "yes" }]
        : [{ ...row, truth: "unknown", unknown: { kind: "condition" } }];
    }),
  );
}

function isOnlyRead({ declarations }: Resource, model: Model): boolean {
  return declarations.some((id) => declarationOf(model, id)?.existing);
}

/** Analyzers of unused and of internal access say nothing of outsiders. */
function isExternal(analyzer: Resource): Judged {
  const type = analyzer.attributes.get("type");
  if (!type) return "no";
  const text = wholeText(type);
  if (text !== undefined) return /^(?:ACCOUNT|ORGANIZATION)$/.test(text) ? "yes" : "no";
  const decided = effective(type);
  return decided.state === "unknown" ? decided.reason : { kind: "missing" };
}
