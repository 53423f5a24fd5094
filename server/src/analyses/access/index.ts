// The analysis of access: who may act in the environment, with what power, behind which guard.

import type { Analysis } from "../../model/analysis.ts";
import { awsSharing } from "./aws-sharing.ts";
import { credentialKind, credentials } from "./credentials.ts";
import { grantKind } from "./grant.ts";
import { lighthouseGrants } from "./lighthouse.ts";
import { ownPower } from "./own-power.ts";
import { directoryOf } from "./parties.ts";
import { powerKind } from "./power-fact.ts";
import { roleAssignmentGrants } from "./role-assignments.ts";
import { roleTrustGrants } from "./role-trust.ts";
import { unknownTrustGrants } from "./unknown-trust.ts";

export const access: Analysis = {
  name: "access",
  derives: [grantKind, powerKind, credentialKind],
  run: (model, context) => {
    const directory = directoryOf(model, context);
    const trusts = roleTrustGrants(model, directory, context);
    return [
      ...trusts,
      ...unknownTrustGrants(model, context),
      ...ownPower(model, directory, context, trusts),
      ...credentials(model, context),
      ...awsSharing(model, directory, context),
      ...lighthouseGrants(model, directory, context),
      ...roleAssignmentGrants(model, directory, context),
    ];
  },
};
