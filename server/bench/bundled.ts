// `npx tsx server/bench/bundled.ts FILE [ARGUMENT…]`: runs a benchmark as code is shipped, bundled and without a loader.

import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { inNode } from "../build/in-node.ts";

const [file, ...rest] = process.argv.slice(2);
if (file === undefined) throw new Error("Name the benchmark.");

// Beside the bundles, from where the tables are found.
const outfile = join(import.meta.dirname, "../../dist/server/benchmark.mjs");
try {
  await build({ ...inNode, entryPoints: [file], outfile, minify: true, logLevel: "error" });
  process.exitCode =
    spawnSync(process.execPath, [outfile, ...rest], { stdio: "inherit" }).status ?? 1;
} finally {
  rmSync(outfile, { force: true });
}
