// Runs everything that needs a real VS Code: the suite inside its extension host, then the scenarios in its window.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Mocha from "mocha";
import { follow, sum, type Tally } from "../tally.ts";
import { chromiumPath } from "./chromium.ts";
import { runInExtensionHost } from "./in-extension-host.ts";
import { installEditor } from "./install.ts";
import { MissingTool, main } from "./script.ts";

/** Expects the build in dist/ and the package msplint.vsix. Never throws: what cannot run has failed. */
export async function runEditorTests(grep?: string): Promise<Tally> {
  if (grep) process.env.MSPLINT_TEST_GREP = grep;
  try {
    chromiumPath();
    await installEditor();
  } catch (error) {
    return failure(error);
  }
  console.log("\nInside the extension host of a real VS Code");
  const inside = await runInExtensionHost(print).catch(failure);
  console.log("\nIn the window of a real VS Code, in Restricted Mode");
  const outside = await runScenarios(grep).catch(failure);
  return sum([inside, outside]);
}

async function runScenarios(grep: string | undefined): Promise<Tally> {
  const mocha = new Mocha({
    timeout: 120_000,
    reporter: Mocha.reporters.Base,
    ...(grep ? { grep } : {}),
  });
  for (const folder of [import.meta.dirname, join(import.meta.dirname, "../worker")]) {
    const files = readdirSync(folder).filter((file) => file.endsWith(".test.ts"));
    for (const file of files) mocha.addFile(join(folder, file));
  }
  await mocha.loadFilesAsync();
  return await follow(mocha.run(), print);
}

function failure(error: unknown): Tally {
  const stack = error instanceof Error ? error.stack : String(error);
  print(`✗ ${error instanceof MissingTool ? error.message : stack}`);
  return { passed: 0, failed: 1 };
}

function print(line: string): void {
  console.log(`  ${line}`);
}

await main(import.meta, async () => {
  const { values } = parseArgs({ options: { grep: { type: "string" } } });
  const { passed, failed } = await runEditorTests(values.grep);
  console.log(`\n${passed} passing\n${failed} failing`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
});
