// The policies, kinds and small tables that ship with msplint, as the generated module holds them.

import type { Policy } from "./check/policy.ts";
import { kinds, policies } from "./generated/policies.ts";
import type { KindDefinition } from "./model/kind.ts";

export const bundledPolicies: readonly Policy[] = policies;
export const bundledKinds: readonly KindDefinition[] = kinds;
