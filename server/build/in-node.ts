// How code is bundled that Node runs as a module of its own.
import type { BuildOptions } from "esbuild";

export const inNode = {
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  // Packages that are no modules ask for Node's own ones by `require`.
  banner: {
    js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);',
  },
} as const satisfies BuildOptions;
