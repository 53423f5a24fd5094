// The language server's environment under Node: disk, tables, and the scan in a process of its own.

import { fork } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { bundledPolicies } from "./bundled.ts";
import { interesting, readText, tableText } from "./host.ts";
import { loadUserPolicies } from "./host-policies.ts";
import type { Environment, FileReport, Scan, ScanEvents, ScanRequest } from "./lsp/environment.ts";
import { readRegister } from "./model/register-file.ts";
import { readTable } from "./model/table.ts";
import { defaultLimits } from "./text/limits.ts";
import type { SourceFile } from "./text/source-file.ts";

/** What the scan child says. */
export type ChildMessage =
  | {
      readonly is: "progress";
      readonly done: number;
      readonly total: number;
      readonly unit: string;
    }
  | { readonly is: "done"; readonly reports: readonly FileReport[] };

/** What it is told: units that have killed it before are left out. */
export interface ChildRequest extends ScanRequest {
  readonly skip: readonly string[];
}

/** Beside this module, in sources and in the bundle alike. */
const childModule = join(import.meta.dirname, `scan-child${extname(import.meta.filename)}`);

/** Deaths at one unit after which it is not tried again. */
const patience = 2;

export const nodeEnvironment: Environment = {
  today: () => new Date().toISOString().slice(0, 10),
  table: (name) => Promise.resolve(readTable(tableText(name))),
  siblings,
  read: (path) => {
    const read = existing(path) ? readText(path, defaultLimits.typedFileSize) : undefined;
    return read && "text" in read ? read.text : undefined;
  },
  scan,
  policies: (folder) => {
    try {
      return loadUserPolicies(folder, bundledPolicies).policies;
    } catch {
      return [];
    }
  },
  register: (file) => {
    try {
      return readRegister({ path: file, text: readFileSync(file, "utf8") }).register;
    } catch {
      return undefined;
    }
  },
  exit: (code) => process.exit(code),
};

function existing(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function siblings(folder: string): readonly SourceFile[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((each) => each.isFile() && interesting(each.name))
      .flatMap((each): SourceFile[] => {
        const read = readText(join(folder, each.name), defaultLimits.typedFileSize);
        return "text" in read ? [{ path: each.name, text: read.text }] : [];
      });
  } catch {
    return [];
  }
}

/** A child that dies is started again without the unit at which it has died twice; that unit is said to be not analysed. */
function scan(request: ScanRequest, events: ScanEvents): Scan {
  const deaths = new Map<string, number>();
  let cancelled = false;
  let kill: () => void = () => undefined;
  const start = (): void => {
    const skip = [...deaths].filter(([, count]) => count >= patience).map(([unit]) => unit);
    const child = fork(childModule, [], {
      execArgv: [...process.execArgv, "--max-old-space-size=512"],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    let unit = "";
    let finished = false;
    kill = () => child.kill("SIGKILL");
    child.on("message", (message: ChildMessage) => {
      if (cancelled) return;
      if (message.is === "progress") {
        unit = message.unit;
        events.progress(message.done, message.total);
        return;
      }
      finished = true;
      events.done(message.reports);
      child.kill();
    });
    child.on("exit", () => {
      if (finished || cancelled) return;
      const count = (deaths.get(unit) ?? 0) + 1;
      deaths.set(unit, count);
      if (unit === "" && count >= patience)
        events.failed("The scan of the workspace cannot be started.");
      else start();
    });
    child.on("error", () => undefined);
    child.send({ ...request, skip } satisfies ChildRequest);
  };
  start();
  return {
    cancel: () => {
      cancelled = true;
      kill();
    },
  };
}
