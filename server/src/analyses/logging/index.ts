// The analysis of logging: which evidence there is, and where it ends.

import type { Analysis } from "../../model/analysis.ts";
import { flowKind, logFlows } from "./flows.ts";

export const logging: Analysis = {
  name: "logging",
  derives: [flowKind],
  run: logFlows,
};
