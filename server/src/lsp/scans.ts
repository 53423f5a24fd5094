// The background scans of whole folders: one a folder at a time, with one progress each, and one state for all.

import type { DiagnosticCapabilities } from "./diagnostics.ts";
import type { Environment, ScanResult } from "./environment.ts";
import type { Configuration, Status } from "./protocol.ts";
import { diskPath } from "./uri.ts";

/** What stands in the status bar while a scan runs. */
export interface Progress {
  readonly report: (percent: number, message: string) => void;
  readonly done: () => void;
}

export interface ScanOutlet {
  readonly status: (status: Status) => void;
  readonly log: (level: "info" | "warn" | "error", message: string) => void;
  readonly progress: (title: string, cancel: () => void) => Promise<Progress>;
}

export interface Wish {
  readonly uri: string;
  readonly configuration: Configuration;
  readonly can: DiagnosticCapabilities;
  /** A scan that only follows a change says nothing while it runs. */
  readonly quiet: boolean;
  readonly found: (result: ScanResult) => void;
}

export class Scans {
  /** How to end the scan that runs for a folder. */
  private readonly running = new Map<string, () => void>();
  private readonly environment: Environment;
  private readonly outlet: ScanOutlet;
  private failure: string | undefined;

  constructor(environment: Environment, outlet: ScanOutlet) {
    this.environment = environment;
    this.outlet = outlet;
  }

  start(wish: Wish): void {
    this.stop(wish.uri);
    const { uri, configuration, can } = wish;
    const root = diskPath(uri);
    if (!this.environment.scan || root === undefined || configuration.workspaceScan !== "on") {
      wish.found({ reports: [], units: [], evidence: "unknown" });
      return;
    }
    let progress: Progress | undefined;
    let over = false;
    let percent = 0;
    const finish = () => {
      if (over) return;
      over = true;
      progress?.done();
      if (this.running.get(uri) === end) this.running.delete(uri);
      this.tell();
    };
    const end = () => {
      scan.cancel();
      finish();
    };
    this.failure = undefined;
    const scan = this.environment.scan(
      { root, uri, configuration, can },
      {
        progress: (done, total) => {
          // A child that died begins anew; the reader sees no step back.
          percent = Math.max(percent, total === 0 ? 0 : Math.floor((done * 100) / total));
          if (!over) progress?.report(percent, `${done} of ${total}`);
        },
        done: (result) => {
          if (over) return;
          wish.found(result);
          finish();
        },
        failed: (message) => {
          if (over) return;
          this.failure = message;
          this.outlet.log("error", message);
          finish();
        },
      },
    );
    this.running.set(uri, end);
    this.tell();
    if (wish.quiet) return;
    const shown = this.outlet.progress("msplint: scanning", () => {
      if (!over) this.outlet.log("info", "The scan of the workspace was cancelled.");
      end();
    });
    shown.then(
      (made) => {
        progress = made;
        if (over) made.done();
      },
      () => undefined,
    );
  }

  stop(uri: string): void {
    this.running.get(uri)?.();
  }

  stopAll(): void {
    for (const end of this.running.values()) end();
  }

  private tell(): void {
    if (this.running.size > 0)
      this.outlet.status({ state: "scanning", message: "Scanning the workspace" });
    else if (this.failure !== undefined)
      this.outlet.status({ state: "error", message: this.failure });
    else this.outlet.status({ state: "ok", message: "" });
  }
}
