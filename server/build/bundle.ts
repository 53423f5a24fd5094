// Bundles everything that ships into dist/; `--release` leaves the source maps out.
import "./node-version.ts";
import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { root } from "./command.ts";
import { generate } from "./generate.ts";
import { inNode } from "./in-node.ts";
import { lateBuiltIns } from "./late-built-ins.ts";
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
const browser: BuildOptions = { ...common, platform: "browser", format: "iife", target: "es2022" };
const extension: BuildOptions = { format: "cjs", external: ["vscode"] };
const node: BuildOptions = { ...common, platform: "node", target: "node20" };

/** Each file of dist/ that holds all that it needs, by the source it starts from. */
const bundles: Record<string, [source: string, options: BuildOptions]> = {
  "dist/server/main.browser.js": ["server/src/main.browser.ts", browser],
  "dist/client/extension.js": ["client/src/extension.ts", { ...node, ...extension }],
  "dist/client/extension.browser.js": [
    "client/src/extension.browser.ts",
    { ...browser, ...extension },
  ],
};

/** What runs in Node shares files, and what is imported late stands in files of its own. */
const shared: BuildOptions = {
  ...common,
  ...inNode,
  splitting: true,
  entryPoints: ["main", "scan-child", "cli"].map((name) => `server/src/${name}.ts`),
  outdir: "dist/server",
  chunkNames: "[name]-[hash]",
  plugins: [lateBuiltIns],
};

const dist = join(root, "dist");
await rm(dist, { recursive: true, force: true });
await mkdir(dist);
await generate();

const builds: readonly BuildOptions[] = [
  shared,
  ...Object.entries(bundles).map(([outfile, [source, options]]) => ({
    ...options,
    entryPoints: [source],
    outfile,
  })),
];
const inputs = await Promise.all(
  builds.map(async (options) => Object.keys((await build(options)).metafile?.inputs ?? {})),
).catch(() => process.exit(1)); // esbuild has said what is wrong
await writeFile(join(dist, "server/package.json"), '{ "type": "module" }\n');
await writeFile(join(dist, "NOTICES.txt"), await notices(inputs.flat()));
await chmod(join(dist, "server/cli.js"), 0o755);
