// Derives network openings; the rules are not read yet.

import type { Analysis } from "../../model/analysis.ts";

export const network: Analysis = { name: "network", derives: [], run: () => [] };
