// Makes the tables in policies/data/ anew: `npm run tables`, with `--<table> FILE` for each source that is a file.
import { parseArgs } from "node:util";
import { azureRoles } from "./azure-roles.ts";
import { escalationPaths } from "./escalation-paths.ts";
import { knownAccounts } from "./known-accounts.ts";
import { managedPolicies } from "./managed-policies.ts";

const { values } = parseArgs({
  options: {
    "managed-policies": { type: "string", default: "0.0.656" },
    "azure-roles": { type: "string" },
    "known-accounts": { type: "string" },
    "escalation-paths": { type: "string" },
  },
});

await managedPolicies(values["managed-policies"]);
if (values["azure-roles"] !== undefined) await azureRoles(values["azure-roles"]);
if (values["known-accounts"] !== undefined) await knownAccounts(values["known-accounts"]);
if (values["escalation-paths"] !== undefined) await escalationPaths(values["escalation-paths"]);
