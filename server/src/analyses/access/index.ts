// The analysis of access: who may act in the environment, with what power, behind which guard.

import type { Analysis } from "../../model/analysis.ts";
import { awsSharing } from "./aws-sharing.ts";
import { credentialKind, credentials } from "./credentials.ts";
import { directoryOf } from "./directory.ts";
import { grantKind } from "./grant.ts";
import { iamUserGrants } from "./iam-users.ts";
import { identityCenterGrants } from "./identity-center.ts";
import { lighthouseGrants } from "./lighthouse.ts";
import { ownPower } from "./own-power.ts";
import { powerKind } from "./power-fact.ts";
import { privateServiceKind, privateServices } from "./private-services.ts";
import { roleAssignmentGrants } from "./role-assignments.ts";
import { roleTrustGrants } from "./role-trust.ts";
import { secretKind, secrets } from "./secrets.ts";
import { trustKind, trusts } from "./trust-actions.ts";
import { unknownTrustGrants } from "./unknown-trust.ts";
import { workloadKind } from "./workload-fact.ts";
import { workloads } from "./workloads.ts";

export const access: Analysis = {
  name: "access",
  derives: [
    grantKind,
    powerKind,
    trustKind,
    workloadKind,
    credentialKind,
    secretKind,
    privateServiceKind,
  ],
  run: (model, context) => {
    const directory = directoryOf(model, context);
    const identities = [
      ...roleTrustGrants(model, directory, context),
      ...iamUserGrants(model, directory, context),
      ...identityCenterGrants(model, directory, context),
    ];
    return [
      ...identities,
      ...unknownTrustGrants(model, context),
      ...ownPower(model, directory, context, identities),
      ...trusts(model, context),
      ...workloads(model, context),
      ...credentials(model, directory, context),
      ...secrets(model, directory, context),
      ...awsSharing(model, directory, context),
      ...privateServices(model, directory, context),
      ...lighthouseGrants(model, directory, context),
      ...roleAssignmentGrants(model, directory, context),
    ];
  },
};
