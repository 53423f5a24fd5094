// The list of analyses; adding one is a line here and a folder beside it.

import type { Analysis } from "../model/analysis.ts";
import type { KindDefinition } from "../model/kind.ts";
import { access } from "./access/index.ts";
import { logging } from "./logging/index.ts";
import { network } from "./network/index.ts";
import { workspaceKinds } from "./workspace/index.ts";

export const analyses: readonly Analysis[] = [access, network, logging];

/** The kinds of all facts: those of one unit, and those that follow from all of them. */
export const factKinds: readonly KindDefinition[] = [
  ...analyses.flatMap((each) => each.derives),
  ...workspaceKinds,
];
