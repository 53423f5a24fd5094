// Finds a Chromium to drive, or installs Debian's if this user may.
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { MissingTool } from "./script.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const MAC_APPLICATIONS = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function launchChromium(log: (line: string) => void = console.log): Promise<Browser> {
  return await chromium.launch({ executablePath: chromiumPath(log), args: FLAGS, timeout: 30_000 });
}

/** CHROME_PATH, else one on the PATH, else Debian's package. */
export function chromiumPath(log: (line: string) => void = console.log): string {
  const chosen = process.env.CHROME_PATH;
  if (chosen) {
    if (isExecutable(chosen)) return chosen;
    throw new MissingTool(`CHROME_PATH names ${chosen}, which is no program.`);
  }
  const found = installed();
  if (found) return found;
  if (process.getuid?.() === 0 && onPath("apt-get")) {
    log("Installing Debian's chromium (apt-get install -y chromium) …");
    aptGet("update");
    aptGet("install", "-y", "--no-install-recommends", "chromium");
    const now = installed();
    if (now) return now;
  }
  throw new MissingTool(
    onPath("apt-get")
      ? 'No Chromium was found. Run: sudo sh -c "apt-get update && apt-get install -y chromium"'
      : "No Chromium was found. Install Chromium or Chrome, or name it: CHROME_PATH=/path/to/chrome npm test",
  );
}

function installed(): string | undefined {
  for (const name of NAMES) {
    const found = onPath(name);
    if (found) return found;
  }
  return process.platform === "darwin" ? MAC_APPLICATIONS.find(isExecutable) : undefined;
}

export function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function aptGet(...args: readonly string[]): void {
  const result = spawnSync("apt-get", args, {
    encoding: "utf8",
    timeout: 5 * 60_000,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  // `update` may fail for one source of several; whether it mattered shows in `install`.
  if (args[0] === "update" || result.status === 0) return;
  throw new MissingTool(
    `"apt-get ${args.join(" ")}" failed:\n${`${result.stdout}${result.stderr}`.trim().slice(-1500)}`,
  );
}
