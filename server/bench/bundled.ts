// `npx tsx server/bench/bundled.ts FILE [ARGUMENT…]`: runs a benchmark as code is shipped, bundled and without a loader.

import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const [file, ...rest] = process.argv.slice(2);
if (file === undefined) throw new Error("Name the benchmark.");

// Beside the bundles, from where the tables are found.
const outfile = join(import.meta.dirname, "../../dist/server/benchmark.mjs");
const require =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
try {
  await build({
    entryPoints: [file],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    format: "esm",
    target: "node20",
    banner: { js: require },
    logLevel: "error",
  });
  process.exitCode =
    spawnSync(process.execPath, [outfile, ...rest], { stdio: "inherit" }).status ?? 1;
} finally {
  rmSync(outfile, { force: true });
}
