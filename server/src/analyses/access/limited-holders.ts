// What the limits of those who hold a policy leave of it: permission boundaries and policies of the organisation. Knows no trust.

import type { Place, Reason, Value } from "../../expressions/value.ts";
import { items, wholeText } from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { PolicyDocument } from "../../model/document.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import type { HolderNames } from "./attachments.ts";
import { attachedTo, groupNames, roleNames, userNames } from "./attachments.ts";
import { boundaryOf, boundarySourceOf } from "./boundary.ts";
import { guardrailsOf } from "./guardrails.ts";
import { groupsOf } from "./holders.ts";
import { setPolicies } from "./permission-sets.ts";
import { powerOf } from "./power.ts";
import { powerKind } from "./power-fact.ts";
import { samePlace } from "./same-place.ts";
import { managedPolicies } from "./tables.ts";

export interface LimitedHolder {
  /** Such as `role msp`. */
  readonly subject: string;
  /** The name of the boundary, or why it is not known what it leaves. */
  readonly boundary?: { readonly name: string; readonly unknown?: Reason };
  /** Policies of the organisation that count, and those that may. */
  readonly by: readonly string[];
  readonly maybe: readonly string[];
  /** The capabilities that are left for certain; `more` where others may be. */
  readonly has: readonly string[];
  readonly more?: Reason;
}

/** Those in the facts whose limits are known of, and who hold the policy that is written at the place. */
export function limitedHolders(
  document: PolicyDocument,
  at: Place,
  facts: readonly Resource[],
  model: Model,
  context: AnalysisContext,
): readonly LimitedHolder[] {
  const limited = facts.filter(isLimited).slice(0, mostAsked);
  if (limited.length === 0) return [];
  const byId = new Map(
    holderKinds.flatMap(({ kind, by }) =>
      ofKind(model, kind).map((resource) => [resource.declarations[0], { resource, by }] as const),
    ),
  );
  return limited.flatMap((fact) => {
    const found = byId.get(fact.declarations[0]);
    if (!found || !holds(found, at, model, context)) return [];
    return [leftOf(document, found.resource, fact, model, context)];
  });
}

/** A hover looks no further. */
const mostAsked = 500;

interface Found {
  readonly resource: Resource;
  readonly by: HolderNames | undefined;
}

const holderKinds: readonly { readonly kind: string; readonly by: HolderNames | undefined }[] = [
  { kind: "aws.iam.role", by: roleNames },
  { kind: "aws.iam.user", by: userNames },
  { kind: "aws.identity-center.permission-set", by: undefined },
];

/** A fact more for each further policy says nothing of limits. */
function isLimited({ kind, attributes }: Resource): boolean {
  if (kind !== powerKind.kind) return false;
  const bounded = attributes.get("bounded");
  return (
    (bounded?.state === "known" && bounded.value === true) ||
    ["limited-by", "may-be-limited-by"].some((name) => items(attributes.get(name)).length > 0)
  );
}

function holds(
  { resource, by }: Found,
  at: Place,
  model: Model,
  context: AnalysisContext,
): boolean {
  const managed = () => managedPolicies(context.tables);
  const own = by
    ? attachedTo(resource, model, managed, by).sources
    : setPolicies(resource, model, managed).sources;
  const groups = by === userNames ? groupsOf(resource, model) : [];
  const inherited = groups.flatMap(
    (group) => attachedTo(group, model, managed, groupNames).sources,
  );
  return [...own, ...inherited].some((source) => samePlace(source.at, at));
}

function leftOf(
  document: PolicyDocument,
  holder: Resource,
  { attributes }: Resource,
  model: Model,
  context: AnalysisContext,
): LimitedHolder {
  const source = boundarySourceOf(holder, model, context);
  const guardrails = guardrailsOf(holder, model, context);
  const written = { name: "", kind: "inline", document, at: holder.at, via: [] } as const;
  const power = powerOf(
    { sources: [written] },
    boundaryOf(holder, model, context),
    [],
    undefined,
    guardrails,
  );
  const open =
    source === "unknown"
      ? ({ kind: "missing" } as const)
      : source && "unknown" in source.document
        ? source.document.unknown
        : undefined;
  return {
    subject: wholeText(attributes.get("subject")) ?? holder.name,
    ...(source === undefined
      ? {}
      : {
          boundary: {
            name: source === "unknown" ? "" : source.name,
            ...(open ? { unknown: open } : {}),
          },
        }),
    by: namesOf(guardrails.by),
    maybe: namesOf(guardrails.maybe),
    has: power.has,
    ...(power.more ? { more: power.more } : {}),
  };
}

function namesOf(values: readonly Value[]): readonly string[] {
  return values.flatMap((each) => wholeText(each) ?? []);
}
