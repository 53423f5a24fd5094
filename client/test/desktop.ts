// Runs the suite of the extension host in desktop VS Code, which test-electron downloads.
import { resolve } from "node:path";
import { runTests } from "@vscode/test-electron";
import { bundleSuite } from "./suite/bundle.ts";
import { copyOfWorkspace } from "./workspace-copy.ts";

const workspace = await copyOfWorkspace();
try {
  const status = await runTests({
    version: process.argv[2] ?? "stable", // the oldest supported one: npm run test:desktop -- 1.91.1
    extensionDevelopmentPath: resolve(import.meta.dirname, "../.."),
    extensionTestsPath: await bundleSuite(),
    launchArgs: [workspace.folder, "--disable-extensions", "--disable-workspace-trust"],
  });
  process.exitCode = status;
} finally {
  workspace.remove();
}
