// The public modules that ship with msplint as data, by their address in the registry.

import { modules } from "../generated/modules.ts";
import type { KnownModule } from "./known-module.ts";

export const knownModules: ReadonlyMap<string, KnownModule> = new Map(
  modules.map((module) => [module.source, module]),
);
