// Rows for what is deployed once for an account or an organisation: trails, detectors, analyzers, the organisation.

import { effective, wholeText } from "../../expressions/value.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { declarationOf, ofKind } from "../../model/resource.ts";
import { isExample } from "./example.ts";
import { limitsTrust } from "./guardrail.ts";
import type { Judged, Thing, ThingRow } from "./row.ts";

interface Source {
  readonly kind: string;
  readonly thing: Thing;
  readonly is?: (resource: Resource, model: Model) => Judged;
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
  { kind: "aws.organizations.organization", thing: "organization" },
  ...["unit", "account", "policy"].map(
    (name): Source => ({ kind: `aws.organizations.${name}`, thing: "part-of-organization" }),
  ),
  { kind: "aws.organizations.policy", thing: "trust-guardrail", is: limitsTrust },
];

/** What makes something due counts only where it is deployed; what would answer it counts anywhere. */
const answers: ReadonlySet<Thing> = new Set(["external-access-analyzer", "trust-guardrail"]);

export function thingRows(model: Model): readonly ThingRow[] {
  return sources.flatMap(({ kind, thing, is }) =>
    ofKind(model, kind).flatMap((resource): readonly ThingRow[] => {
      if (resource.exists === "no" || isOnlyRead(resource, model)) return [];
      const { at, name } = resource;
      if (!answers.has(thing) && isExample(at.file)) return [];
      const judged = is?.(resource, model) ?? "yes";
      if (judged === "no") return [];
      const row = { is: "thing", thing, name, at } as const;
      if (typeof judged === "object") return [{ ...row, truth: "unknown", unknown: judged }];
      return resource.exists === "yes"
        ? [{ ...row, truth: "yes" }]
        : [{ ...row, truth: "unknown", unknown: { kind: "condition" } }];
    }),
  );
}

export function isOnlyRead({ declarations }: Resource, model: Model): boolean {
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
