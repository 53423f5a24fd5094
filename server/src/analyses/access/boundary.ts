// The permission boundary of a role, a user or a permission set: the most that its policies can give.

import type { Value } from "../../expressions/value.ts";
import { effective, known, wholeText } from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import type { PolicySource } from "./attachments.ts";
import { attachedTo } from "./attachments.ts";
import type { Boundary } from "./power.ts";
import { refersTo } from "./references.ts";
import { managedPolicies } from "./tables.ts";

/** Undefined where the holder has none. */
export function boundaryOf(holder: Resource, model: Model, context: AnalysisContext): Boundary {
  const source = boundarySourceOf(holder, model, context);
  return source && (source === "unknown" ? { unknown: { kind: "missing" } } : source.document);
}

/** The boundary with its name; undefined where the holder has none. */
export function boundarySourceOf(
  holder: Resource,
  model: Model,
  context: AnalysisContext,
): PolicySource | "unknown" | undefined {
  const own = holder.attributes.get("permission-boundary");
  const written = own && own.state !== "absent" ? own : attachedBoundary(holder, model);
  const decided = written && effective(written);
  if (!decided || decided.state === "absent") return undefined;
  if (decided.state === "known" && decided.value === null) return undefined;
  const [boundary] = attachedTo(
    boundaryOnly(holder, decided),
    { ...model, resources: ofKind(model, "aws.iam.policy") },
    () => managedPolicies(context.tables),
  ).sources;
  return boundary ?? "unknown";
}

/** A policy that limits identities, or is called so: nobody is given what it allows. */
export function isBoundary(policy: Resource, model: Model): boolean {
  const name = `${policy.name} ${wholeText(policy.attributes.get("name")) ?? ""}`;
  if (/boundar(?:y|ies)/i.test(name)) return true;
  const limited = ["aws.iam.role", "aws.iam.user"].flatMap((kind) => ofKind(model, kind));
  return limited.some((each) => {
    const boundary = each.attributes.get("permission-boundary");
    return boundary !== undefined && refersTo(boundary, policy);
  });
}

/** Terraform gives permission sets theirs apart. */
function attachedBoundary(holder: Resource, model: Model): Value | undefined {
  const attachment = ofKind(model, "aws.identity-center.permission-set-boundary").find((each) => {
    const set = each.attributes.get("permission-set");
    return each.exists !== "no" && set !== undefined && refersTo(set, holder);
  });
  return attachment?.attributes.get("policy");
}

/** The boundary is found in the way in which an attached policy is. */
function boundaryOnly(holder: Resource, boundary: Value): Resource {
  return {
    ...holder,
    declarations: [],
    attributes: new Map([
      ["managed-policies", known({ type: "list", items: [boundary] }, boundary.at)],
    ]),
  };
}
