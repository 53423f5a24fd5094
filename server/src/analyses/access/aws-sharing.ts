// Everything of AWS by which others get in without one of one's own identities: services, policies of resources, sharing.

import type { AnalysisContext } from "../../model/analysis.ts";
import type { Model, Resource } from "../../model/resource.ts";
import type { Directory } from "./directory.ts";
import { permissionGrants } from "./permissions.ts";
import { resourcePolicyGrants } from "./resource-policies.ts";
import { serviceTrustGrants } from "./service-trust.ts";
import { sharingGrants } from "./sharing.ts";
import { unusedDocumentGrants } from "./unused-documents.ts";

export function awsSharing(
  model: Model,
  directory: Directory,
  context: AnalysisContext,
): readonly Resource[] {
  return [
    ...serviceTrustGrants(model, context),
    ...resourcePolicyGrants(model, directory, context),
    ...permissionGrants(model, directory, context),
    ...sharingGrants(model, directory, context),
    ...unusedDocumentGrants(model, directory, context),
  ];
}
