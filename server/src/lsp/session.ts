// The state between requests: settings, folders, open documents, and when to analyse and publish.

import type { Diagnostic } from "vscode-languageserver";
import type { DiagnosticCapabilities } from "./diagnostics.ts";
import { Documents } from "./documents.ts";
import type { Environment, Scan } from "./environment.ts";
import { Folder } from "./folder.ts";
import type { Configuration, Status } from "./protocol.ts";
import { defaultConfiguration } from "./protocol.ts";
import { diskPath, folderOfUri, normalUri, relativePath } from "./uri.ts";

/** What a session tells the editor. */
export interface Outlet {
  readonly publish: (uri: string, version: number | undefined, diagnostics: Diagnostic[]) => void;
  readonly status: (status: Status) => void;
  readonly log: (level: "info" | "warn" | "error", message: string) => void;
  readonly progress: (
    title: string,
    cancel: () => void,
  ) => Promise<{ report: (percent: number, message: string) => void; done: () => void }>;
  /** Lets waiting messages in; the longest stretch between two calls is one unit. */
  readonly pause: () => Promise<void>;
  readonly later: (milliseconds: number, run: () => void) => () => void;
  readonly now: () => number;
}

/** Names of documents without a file, by their language. */
const endings: ReadonlyMap<string, string> = new Map([
  ["terraform", ".tf"],
  ["opentofu", ".tofu"],
  ["terraform-vars", ".tfvars"],
  ["opentofu-vars", ".tfvars"],
  ["bicep", ".bicep"],
  ["bicep-params", ".bicepparam"],
  ["json", ".json"],
  ["jsonc", ".json"],
  ["arm-template", ".json"],
  ["yaml", ".yaml"],
  ["cloudformation", ".yaml"],
]);

export class Session {
  readonly documents = new Documents();
  configuration: Configuration = defaultConfiguration;
  can: DiagnosticCapabilities = { relatedInformation: false, codeDescription: false, tags: false };
  private readonly folders = new Map<string, Folder>();
  private readonly loose = new Map<string, Folder>();
  private readonly published = new Map<string, string>();
  private readonly scans = new Map<Folder, Scan>();
  private readonly scheduled = new Map<Folder, () => void>();
  private readonly running = new Map<Folder, number>();
  private lastCost = 0;
  private readonly environment: Environment;
  private readonly outlet: Outlet;

  constructor(environment: Environment, outlet: Outlet) {
    this.environment = environment;
    this.outlet = outlet;
  }

  configure(configuration: Configuration): void {
    this.configuration = configuration;
    for (const folder of this.everyFolder()) {
      folder.configure(configuration);
      this.schedule(folder, 0);
    }
    this.scanAll();
  }

  addFolder(uri: string): void {
    if (this.folders.has(normalUri(uri))) return;
    const folder = new Folder(uri, this.configuration, this.environment);
    this.folders.set(normalUri(uri), folder);
    for (const document of this.documents.all()) {
      const path = relativePath(uri, document.uri);
      if (path === undefined) continue;
      this.dropLoose(document.uri);
      folder.set(path, document.getText());
    }
    this.schedule(folder, 0);
  }

  removeFolder(uri: string): void {
    const folder = this.folders.get(normalUri(uri));
    if (!folder) return;
    this.folders.delete(normalUri(uri));
    this.stop(folder);
    for (const document of this.documents.all())
      if (folder.path(document.uri) !== undefined) this.changed(document.uri);
  }

  /** Whole-folder scans, where the user wants them and the host can. */
  scanAll(): void {
    for (const folder of this.folders.values()) this.scan(folder);
  }

  /** An open document has a new text. */
  changed(uri: string, saved = false): void {
    const document = this.documents.get(uri);
    if (!document) return;
    if (this.configuration.run === "onSave" && !saved && this.analysedBefore(uri)) return;
    const { folder, path } = this.placeOf(uri, document.languageId);
    folder.set(path, document.getText());
    this.schedule(folder, saved || this.lastCost < 20 ? 0 : Math.min(150, this.lastCost * 2));
    if (saved) this.rescan(folder);
  }

  closed(uri: string): void {
    const document = this.documents.get(uri);
    if (!document) return;
    const { folder, path } = this.placeOf(uri, document.languageId);
    this.documents.closed(uri);
    if (this.loose.get(normalUri(uri)) === folder) {
      this.dropLoose(uri);
      return;
    }
    folder.close(path);
    this.schedule(folder, 0);
  }

  /** Files changed on disk, behind the editor's back. */
  touched(uris: readonly string[]): void {
    const stale = new Set<Folder>();
    for (const uri of uris) {
      for (const folder of this.folders.values()) {
        const path = folder.path(uri);
        if (path === undefined) continue;
        folder.reload(path);
        stale.add(folder);
      }
    }
    for (const folder of stale) {
      this.schedule(folder, 50);
      this.rescan(folder);
    }
  }

  /** The folder of a document: the innermost workspace folder, else one of its own. */
  placeOf(uri: string, language: string): { folder: Folder; path: string } {
    let best: { folder: Folder; path: string } | undefined;
    for (const folder of this.folders.values()) {
      const path = folder.path(uri);
      if (path !== undefined && (!best || path.length < best.path.length)) best = { folder, path };
    }
    if (best) return best;
    const onDisk = normalUri(uri).startsWith("file:");
    const base = onDisk ? folderOfUri(uri) : `${normalUri(uri)}.alone`;
    let folder = this.loose.get(normalUri(uri));
    if (!folder) {
      folder = new Folder(base, this.configuration, this.environment);
      this.loose.set(normalUri(uri), folder);
    }
    return {
      folder,
      path: onDisk ? (folder.path(uri) ?? "file") : `untitled${endings.get(language) ?? ".txt"}`,
    };
  }

  everyFolder(): Iterable<Folder> {
    return [...this.folders.values(), ...this.loose.values()];
  }

  folderAt(uri: string): Folder | undefined {
    return this.folders.get(normalUri(uri)) ?? [...this.folders.values()][0];
  }

  shutdown(): void {
    for (const folder of this.everyFolder()) this.stop(folder);
  }

  private analysedBefore(uri: string): boolean {
    return this.published.has(normalUri(uri));
  }

  private dropLoose(uri: string): void {
    const folder = this.loose.get(normalUri(uri));
    if (!folder) return;
    this.loose.delete(normalUri(uri));
    this.stop(folder);
  }

  private stop(folder: Folder): void {
    this.scheduled.get(folder)?.();
    this.scheduled.delete(folder);
    this.scans.get(folder)?.cancel();
    this.scans.delete(folder);
    this.running.set(folder, (this.running.get(folder) ?? 0) + 1);
    this.publishAll();
  }

  private schedule(folder: Folder, delay: number): void {
    this.scheduled.get(folder)?.();
    const run = () => {
      this.scheduled.delete(folder);
      this.refresh(folder).catch((error: unknown) =>
        this.outlet.log(
          "error",
          `An analysis failed: ${error instanceof Error ? error.message : "unknown reason"}`,
        ),
      );
    };
    this.scheduled.set(folder, this.outlet.later(delay, run));
  }

  private async refresh(folder: Folder): Promise<void> {
    const turn = (this.running.get(folder) ?? 0) + 1;
    this.running.set(folder, turn);
    const started = this.outlet.now();
    const finished = await folder.refresh(
      this.outlet.pause,
      () => this.running.get(folder) !== turn,
    );
    if (!finished || this.running.get(folder) !== turn) return;
    this.lastCost = this.outlet.now() - started;
    for (const failure of new Set(folder.failed()))
      this.outlet.log("error", `A part of msplint failed and its findings are missing: ${failure}`);
    this.publishAll();
  }

  /** Sends what differs from what was sent; a document that has lost its last finding gets an empty list. */
  private publishAll(): void {
    const current = new Map<string, { uri: string; diagnostics: Diagnostic[] }>();
    for (const folder of this.everyFolder()) {
      for (const [path, diagnostics] of folder.diagnostics(this.can)) {
        const uri = this.uriFor(folder, path);
        const key = normalUri(uri);
        const before = current.get(key)?.diagnostics ?? [];
        current.set(key, { uri, diagnostics: [...before, ...diagnostics] });
      }
    }
    for (const key of this.published.keys())
      if (!current.has(key)) current.set(key, { uri: key, diagnostics: [] });
    for (const document of this.documents.all()) {
      const key = normalUri(document.uri);
      if (!current.has(key)) current.set(key, { uri: document.uri, diagnostics: [] });
    }
    for (const [key, { uri, diagnostics }] of current) {
      const document = this.documents.get(key);
      const text = JSON.stringify([document?.version, diagnostics]);
      if (this.published.get(key) === text) continue;
      if (diagnostics.length === 0 && !document) this.published.delete(key);
      else this.published.set(key, text);
      this.outlet.publish(document?.uri ?? uri, document?.version, diagnostics);
    }
  }

  private uriFor(folder: Folder, path: string): string {
    for (const [uri, loose] of this.loose)
      if (loose === folder && !uri.startsWith("file:")) return uri;
    const uri = folder.files.uri(path);
    return this.documents.get(uri)?.uri ?? uri;
  }

  private rescan(folder: Folder): void {
    if ([...this.folders.values()].includes(folder)) this.scan(folder);
  }

  private scan(folder: Folder): void {
    const root = diskPath(folder.uri);
    this.scans.get(folder)?.cancel();
    if (!this.environment.scan || root === undefined || this.configuration.workspaceScan !== "on") {
      folder.replaceScanned([]);
      this.publishAll();
      return;
    }
    this.outlet.status({ state: "scanning", message: "Scanning the workspace" });
    let report: ((percent: number, message: string) => void) | undefined;
    let end: (() => void) | undefined;
    let over = false;
    const close = () => {
      over = true;
      end?.();
    };
    const finish = (status: Status) => {
      close();
      this.scans.delete(folder);
      this.outlet.status(status);
    };
    const scan = this.environment.scan(
      { root, uri: folder.uri, configuration: this.configuration, can: this.can },
      {
        progress: (done, total) =>
          report?.(total === 0 ? 0 : Math.floor((done * 100) / total), `${done} of ${total} units`),
        done: (reports) => {
          folder.replaceScanned(reports);
          finish({ state: "ok", message: "" });
          this.publishAll();
        },
        failed: (message) => {
          this.outlet.log("error", message);
          finish({ state: "error", message });
        },
      },
    );
    // A scan that a newer one takes the place of ends its progress too.
    this.scans.set(folder, {
      cancel: () => {
        scan.cancel();
        close();
      },
    });
    const cancel = () => {
      scan.cancel();
      finish({ state: "ok", message: "The scan was cancelled" });
    };
    this.outlet.progress("msplint: scanning", cancel).then(
      (progress) => {
        if (over) progress.done();
        report = progress.report;
        end = progress.done;
      },
      () => undefined,
    );
  }
}
