// Bundles the suite for the extension host: dist/test/suite.cjs, which loads dist/test/suite/*.test.cjs.
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";

/** The path of the bundled entry, as `extensionTestsPath` wants it. */
export async function bundleSuite(): Promise<string> {
  const here = import.meta.dirname;
  const target = resolve(here, "../../../dist/test");
  const suites = readdirSync(here).filter((file) => file.endsWith(".test.ts"));
  await build({
    entryPoints: [
      { in: join(here, "index.ts"), out: "suite" },
      ...suites.map((file) => ({ in: join(here, file), out: `suite/${file.slice(0, -3)}` })),
    ],
    outdir: target,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode", "mocha"],
    define: { "import.meta.dirname": "__dirname" },
    sourcemap: "inline",
    logLevel: "warning",
  });
  return join(target, "suite.cjs");
}
