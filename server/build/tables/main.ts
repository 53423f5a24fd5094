// Makes the tables in policies/data/ anew: `npm run tables`, with `--<table> FILE` for each source that is a file.
import { parseArgs } from "node:util";
import { azureRoles } from "./azure-roles.ts";
import { escalationPaths } from "./escalation-paths.ts";
import { iamActions } from "./iam-actions.ts";
import { knownAccounts } from "./known-accounts.ts";
import { managedPolicies } from "./managed-policies.ts";
import { samConnectors, samPolicyTemplates } from "./sam.ts";

const { values } = parseArgs({
  options: {
    "managed-policies": { type: "string", default: "0.0.656" },
    "iam-actions": { type: "string", default: "0.21.202609261" },
    "azure-roles": { type: "string" },
    "known-accounts": { type: "string" },
    "escalation-paths": { type: "string" },
    "sam-policy-templates": { type: "string" },
    "sam-connectors": { type: "string" },
  },
});

await managedPolicies(values["managed-policies"]);
if (values["azure-roles"] !== undefined) await azureRoles(values["azure-roles"]);
if (values["known-accounts"] !== undefined) await knownAccounts(values["known-accounts"]);
if (values["escalation-paths"] !== undefined) await escalationPaths(values["escalation-paths"]);
if (values["sam-policy-templates"] !== undefined)
  await samPolicyTemplates(values["sam-policy-templates"]);
if (values["sam-connectors"] !== undefined) await samConnectors(values["sam-connectors"]);
// It looks up the actions that the escalation paths name.
await iamActions(values["iam-actions"]);
