// The main job: scans a folder in the terminal, then opens it in VS Code with msplint installed.
import "./node-version.ts";
import { spawnSync } from "node:child_process";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { root, run } from "./command.ts";

const { values, positionals } = parseArgs({
  options: { "no-editor": { type: "boolean", default: false } },
  allowPositionals: true,
});
const [path = join(root, "test-fixtures/workspaces/contoso-customer")] = positionals;
const folder = resolve(process.env.INIT_CWD ?? ".", path); // as npm was called
const withEditor = !values["no-editor"] && process.stdout.isTTY && !process.env.CI;

/** Goes on only if an npm script succeeds. */
async function need(script: string): Promise<void> {
  if (!(await run(`npm run --silent ${script}`)).ok) process.exit(1);
}

/** Runs a Node program with this terminal as its own; gives its exit status. */
function show(...args: string[]): number {
  return spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" }).status ?? 1;
}

await need("build");
const below = relative(root, folder);
const scanned = show("dist/server/cli.js", "scan", below.startsWith("..") ? folder : below || ".");
const ran = [0, 1, 3].includes(scanned); // nothing found, findings, incomplete
if (!ran) process.exit(scanned);

if (withEditor) {
  await need("package");
  process.exitCode = show("--import=tsx", "client/test/editor/open.ts", folder);
}
