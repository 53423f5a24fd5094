// Brings the browser edition of VS Code (npm's code-server) and the Node runtime that it needs into the cache folder.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { MissingTool, main, repositoryRoot } from "./script.ts";

const CODE_SERVER = "4.139.1";
const NODE = "24.21.0";
const NPM_TIME_LIMIT_MS = 10 * 60_000;
const UNFINISHED = "installing-";

export interface EditorInstallation {
  /** The Node 24 that runs the server. */
  readonly node: string;
  /** The server's entry script. */
  readonly serverMain: string;
}

/** The folder that holds everything that is downloaded for the real-editor tests. */
export function cacheFolder(): string {
  const chosen = process.env.MSPLINT_EDITOR_CACHE;
  if (!chosen) return join(repositoryRoot, ".vscode-test");
  return resolve(chosen.startsWith("~/") ? join(homedir(), chosen.slice(2)) : chosen);
}

/** Installs once; later calls only look at the stamp. About 25 seconds and 800 MB the first time. */
export async function installEditor(
  log: (line: string) => void = console.log,
): Promise<EditorInstallation> {
  const runtime = runtimePackage();
  const cache = cacheFolder();
  const target = join(cache, `code-server-${CODE_SERVER}`);
  const stamp = `code-server ${CODE_SERVER}, ${runtime ?? "own Node"} ${NODE}\n`;
  if (await isStamped(target, stamp)) return checked(target, runtime);

  log(
    `Installing VS Code for the browser (code-server ${CODE_SERVER} from npm, about 800 MB) into ${cache} …`,
  );
  await mkdir(cache, { recursive: true });
  await removeAbandoned(cache);
  // A half-finished or concurrent installation never has the final name: everything happens beside it, then one rename.
  const building = await mkdtemp(join(cache, UNFINISHED));
  try {
    await fill(building, runtime);
    await writeFile(join(building, "stamp"), stamp);
    await putInPlace(building, target, stamp);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  return checked(target, runtime);
}

/** What an installation left that was interrupted more than an hour ago. */
async function removeAbandoned(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const folder = join(cache, name);
    if (!name.startsWith(UNFINISHED) || (await stat(folder)).mtimeMs > Date.now() - 3_600_000)
      continue;
    await rm(folder, { recursive: true, force: true });
  }
}

async function fill(folder: string, runtime: string | undefined): Promise<void> {
  // Not `npm init`: it refuses a folder whose name begins with a dot, and without a package.json npm walks up to ours.
  await writeFile(join(folder, "package.json"), `{"name":"msplint-editor-cache","private":true}\n`);
  const packages = [`code-server@${CODE_SERVER}`, ...(runtime ? [`${runtime}@${NODE}`] : [])];
  await npm(folder, ["install", ...packages]);
  await npm(vscodeFolder(folder), ["install", "--omit=dev"]);
  await npm(join(vscodeFolder(folder), "extensions"), ["install", "--omit=dev"]);
}

async function putInPlace(building: string, target: string, stamp: string): Promise<void> {
  if (existsSync(target) && !(await isStamped(target, stamp)))
    await rm(target, { recursive: true, force: true });
  try {
    await rename(building, target);
  } catch (error) {
    if (!(await isStamped(target, stamp))) throw error; // else another process was faster: use its result
  }
}

async function isStamped(target: string, stamp: string): Promise<boolean> {
  const found = await readFile(join(target, "stamp"), "utf8").catch(() => "");
  return found === stamp;
}

function checked(target: string, runtime: string | undefined): EditorInstallation {
  const installation = {
    node: runtime ? join(target, "node_modules", runtime, "bin", "node") : process.execPath,
    serverMain: join(vscodeFolder(target), "out", "server-main.js"),
  };
  for (const file of Object.values(installation)) {
    if (!existsSync(file))
      throw new Error(`${file} is missing. Delete the folder ${target} and start again.`);
  }
  return installation;
}

function vscodeFolder(root: string): string {
  return join(root, "node_modules", "code-server", "lib", "vscode");
}

/** The npm package that carries Node 24 as a plain binary for this machine; undefined if this very Node will do. */
function runtimePackage(): string | undefined {
  const { platform, arch } = process;
  if (platform === "linux" && (arch === "x64" || arch === "arm64")) return `node-linux-${arch}`;
  const major = Number(process.versions.node.split(".")[0]);
  if (platform !== "win32" && major === 24) return undefined;
  throw new MissingTool(
    platform === "win32"
      ? "The browser edition of VS Code does not run on Windows. Use desktop VS Code: npm run test:desktop"
      : `The browser edition of VS Code needs Node 24, this is ${process.version}. Run this with Node 24.`,
  );
}

async function npm(folder: string, args: readonly string[]): Promise<void> {
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const options = { cwd: folder, env: withoutNpmSettings(), timeout: NPM_TIME_LIMIT_MS };
  await new Promise<void>((done, fail) => {
    execFile("npm", [...args, ...quiet], options, (error, _output, complaints) => {
      if (!error) done();
      else {
        const reason = complaints.trim().split("\n").slice(0, 5).join("\n") || error.message;
        fail(new MissingTool(`"npm ${args.join(" ")}" failed:\n${reason}`));
      }
    });
  });
}

/** Inside `npm test`, npm exports its own state to its children; a nested npm in another folder must not see it. */
function withoutNpmSettings(): NodeJS.ProcessEnv {
  const isState =
    /^npm_(package_|lifecycle_|config_(local_prefix|global|workspace|include|omit|dry_run|prefix$))/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isState.test(name)));
}

await main(import.meta, async () => console.log((await installEditor()).serverMain));
