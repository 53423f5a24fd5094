// Lets the bundles load some of Node's own modules when they are first used. Knows no bundle.
import type { Plugin } from "esbuild";

/** What the protocol's libraries ask for at once and a server hardly ever uses; each takes milliseconds to load. */
const late = /^(?:node:)?(?:child_process|crypto)$/;

const namespace = "late";

export const lateBuiltIns: Plugin = {
  name: "late-built-ins",
  setup: (build) => {
    build.onResolve({ filter: late }, ({ path, importer }) =>
      importer === path ? { path, external: true } : { path, namespace },
    );
    build.onLoad({ filter: late, namespace }, async ({ path }) => {
      const names = Object.keys((await import(path)) as object).filter(
        (name) => name !== "default",
      );
      const members = names.map((name) => `get ${name}() { return require("${path}").${name}; }`);
      return { contents: `module.exports = { ${members.join(",\n")} };`, loader: "js" };
    });
  },
};
