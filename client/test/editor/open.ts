// Opens a folder in VS Code with msplint installed: the desktop one if there is one, else the browser one.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { onPath } from "./chromium.ts";
import { MissingTool, main, repositoryRoot } from "./script.ts";
import { startServer } from "./server.ts";

/** With the browser one it returns only after Ctrl+C. */
export async function openEditor(folder: string): Promise<void> {
  const vsix = join(repositoryRoot, "msplint.vsix");
  if (!existsSync(vsix)) throw new MissingTool(`${vsix} is missing. Run: npm run package`);
  if (openDesktop(folder, vsix)) return;

  // Ctrl+C is how it ends: a success. Ending this process ends the server and removes its data.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => process.exit(0));
  }
  const server = await startServer({ vsix });
  console.log(`\nVS Code with msplint: ${server.address(resolve(folder))}\nStop it with Ctrl+C.`);
  await server.ended;
  await server.stop();
  throw new Error(`VS Code's server ended by itself. Its last words:\n${server.output()}`);
}

function openDesktop(folder: string, vsix: string): boolean {
  const code = onPath("code");
  if (!code) return false;
  const run = (...args: readonly string[]): boolean =>
    spawnSync(code, args, { stdio: "inherit", timeout: 120_000 }).status === 0;
  if (run("--install-extension", vsix, "--force") && run(resolve(folder))) {
    console.log(`Opened ${folder} in ${code}.`);
    return true;
  }
  console.log(`${code} could not be used: the browser edition instead.`);
  return false;
}

await main(import.meta, () => openEditor(process.argv[2] ?? "."));
