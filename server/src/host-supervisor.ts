// Runs the scan of a folder in a process that may die or hang, and scans on without what killed it twice.

import { type ChildProcess, fork } from "node:child_process";
import type { Scan, ScanEvents, ScanRequest, ScanResult } from "./lsp/environment.ts";

/** What the scan child says. `unit` names a unit with its content, so that a change gives it a new chance. */
export type ChildMessage =
  | {
      readonly is: "progress";
      readonly done: number;
      readonly total: number;
      readonly unit: string;
    }
  | { readonly is: "done"; readonly result: ScanResult };

/** What it is told: units that have killed it before are left out. */
export interface ChildRequest extends ScanRequest {
  readonly skip: readonly string[];
}

/** Deaths at one unit after which it is not tried again. */
const patience = 2;

/** A child that says nothing for so long hangs. */
const defaultSilence = 60_000;

/** The deaths are remembered from one scan to the next. */
export function supervised(
  childModule: string,
  silence: number = defaultSilence,
): (request: ScanRequest, events: ScanEvents) => Scan {
  const deaths = new Map<string, number>();
  return (request, events) => {
    let child: ChildProcess | undefined;
    let over = false;
    const start = (): void => {
      let unit = "";
      const running = fork(childModule, [], {
        execArgv: [...process.execArgv, "--max-old-space-size=512", "--max-semi-space-size=16"],
        serialization: "advanced",
        stdio: ["ignore", "ignore", "ignore", "ipc"],
      });
      child = running;
      const kill = () => running.kill("SIGKILL");
      let timer = setTimeout(kill, silence);
      running.on("message", (message: ChildMessage) => {
        if (over) return;
        clearTimeout(timer);
        timer = setTimeout(kill, silence);
        if (message.is === "progress") {
          unit = message.unit;
          events.progress(message.done, message.total);
          return;
        }
        over = true;
        events.done(message.result);
        running.kill();
      });
      running.on("error", () => undefined);
      running.on("close", () => {
        clearTimeout(timer);
        if (over) return;
        const count = (deaths.get(unit) ?? 0) + 1;
        deaths.set(unit, count);
        if (unit !== "" || count < patience) return start();
        deaths.delete(unit);
        over = true;
        events.failed(
          "The workspace cannot be scanned; findings of files that are not open are missing.",
        );
      });
      const skip = [...deaths].filter(([, count]) => count >= patience).map(([name]) => name);
      running.send({ ...request, skip } satisfies ChildRequest, () => undefined);
    };
    start();
    return {
      cancel: () => {
        over = true;
        child?.kill("SIGKILL");
      },
    };
  };
}
