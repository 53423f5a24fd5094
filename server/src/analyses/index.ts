// The list of analyses; adding one is a line here and a folder beside it.

import type { Analysis } from "../model/analysis.ts";
import { access } from "./access/index.ts";
import { network } from "./network/index.ts";

export const analyses: readonly Analysis[] = [access, network];
