// The permission boundary of a role or a user: the most that its policies can give.

import type { Value } from "../../expressions/value.ts";
import { effective, known } from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import { attachedTo } from "./attachments.ts";
import type { Boundary } from "./power.ts";
import { managedPolicies } from "./tables.ts";

/** Undefined where the holder has none. */
export function boundaryOf(holder: Resource, model: Model, context: AnalysisContext): Boundary {
  const written = holder.attributes.get("permission-boundary");
  const decided = written && effective(written);
  if (!decided || decided.state === "absent") return undefined;
  if (decided.state === "known" && decided.value === null) return undefined;
  const [boundary] = attachedTo(
    boundaryOnly(holder, decided),
    { ...model, resources: ofKind(model, "aws.iam.policy") },
    () => managedPolicies(context.tables),
  ).sources;
  return boundary?.document ?? { unknown: { kind: "missing" } };
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
