// Bundles everything that ships into dist/; `--release` leaves the source maps out.
import "./node-version.ts";
import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { root } from "./command.ts";
import { generate } from "./generate.ts";
import { notices } from "./notices.ts";

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  sourcemap: !process.argv.includes("--release"),
  legalComments: "external",
  mainFields: ["module", "main"],
  metafile: true,
  logLevel: "warning",
};
const node: BuildOptions = {
  ...common,
  platform: "node",
  format: "cjs",
  target: "node20",
  define: { "import.meta.dirname": "__dirname", "import.meta.filename": "__filename" },
};
const browser: BuildOptions = { ...common, platform: "browser", format: "iife", target: "es2022" };
const extension: BuildOptions = { format: "cjs", external: ["vscode"] };

/** Each file of dist/, by the source it starts from. */
const bundles: Record<string, [source: string, options: BuildOptions]> = {
  "dist/server/main.js": ["server/src/main.ts", node],
  "dist/server/main.browser.js": ["server/src/main.browser.ts", browser],
  "dist/server/scan-child.js": ["server/src/scan-child.ts", node],
  "dist/server/cli.js": ["server/src/cli.ts", { ...node, banner: { js: "#!/usr/bin/env node" } }],
  "dist/client/extension.js": ["client/src/extension.ts", { ...node, ...extension }],
  "dist/client/extension.browser.js": [
    "client/src/extension.browser.ts",
    { ...browser, ...extension },
  ],
};

const dist = join(root, "dist");
await rm(dist, { recursive: true, force: true });
await mkdir(dist);
await generate();

const inputs = await Promise.all(
  Object.entries(bundles).map(async ([outfile, [source, options]]) => {
    const { metafile } = await build({ ...options, entryPoints: [source], outfile });
    return Object.keys(metafile?.inputs ?? {});
  }),
).catch(() => process.exit(1)); // esbuild has said what is wrong
await writeFile(join(dist, "NOTICES.txt"), await notices(inputs.flat()));
await chmod(join(dist, "server/cli.js"), 0o755);
