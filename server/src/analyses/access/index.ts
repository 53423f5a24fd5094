// The analysis of access: who may act in the environment, with what power, behind which guard.

import type { Analysis } from "../../model/analysis.ts";
import { grantKind } from "./grant.ts";
import { lighthouseGrants } from "./lighthouse.ts";
import { directoryOf } from "./parties.ts";
import { roleAssignmentGrants } from "./role-assignments.ts";
import { roleTrustGrants } from "./role-trust.ts";

export const access: Analysis = {
  name: "access",
  derives: [grantKind],
  run: (model, context) => {
    const directory = directoryOf(model, context);
    return [
      ...roleTrustGrants(model, directory, context),
      ...lighthouseGrants(model, directory, context),
      ...roleAssignmentGrants(model, directory, context),
    ];
  },
};
