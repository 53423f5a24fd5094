// The state between requests: settings, folders, open documents, and when to analyse and publish.

import type { Diagnostic } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { LensMemory } from "./code-lenses.ts";
import type { DiagnosticCapabilities } from "./diagnostics.ts";
import { Documents } from "./documents.ts";
import type { Environment } from "./environment.ts";
import { Folder } from "./folder.ts";
import { LateTables } from "./late-tables.ts";
import { failureText, withoutQuotations } from "./log.ts";
import type { Configuration } from "./protocol.ts";
import { defaultConfiguration } from "./protocol.ts";
import type { Reader } from "./reader.ts";
import { readerOf } from "./reader.ts";
import type { ScanOutlet } from "./scans.ts";
import { Scans } from "./scans.ts";
import { fileName, folderOfUri, isSkipped, normalUri } from "./uri.ts";

/** What a session tells the editor, and how it waits. */
export interface Outlet extends ScanOutlet {
  readonly publish: (
    uri: string,
    version: number | undefined,
    diagnostics: readonly Diagnostic[],
  ) => void;
  /** Lets waiting messages in; the longest stretch between two calls is one unit. */
  readonly pause: () => Promise<void>;
  readonly later: (milliseconds: number, run: () => void) => () => void;
  readonly now: () => number;
  /** Code lenses differ, and no edit of their own document makes the editor ask again. */
  readonly lensesChanged: () => void;
}

export interface DocumentPlace {
  readonly folder: Folder;
  readonly path: string;
}

/** The analysis of one folder: what is planned, what runs, and which turn is the newest. */
interface Job {
  turn: number;
  cancel?: (() => void) | undefined;
  running?: Promise<void> | undefined;
}

/** Files change in bursts: a save, a branch, a build. */
const scanDelay = 1_000;
/** An analysis that takes less, in milliseconds, is there at once for its reader and need not wait. */
const quick = 100;
/** Longest wait after a keystroke. */
const longestDelay = 150;

export class Session {
  readonly documents = new Documents();
  readonly tables: LateTables;
  can: DiagnosticCapabilities = { relatedInformation: false, codeDescription: false, tags: false };
  private reader: Reader;
  /** Before it, documents are only kept: the settings are not known yet. */
  private begun = false;
  private readonly folders = new Map<string, Folder>();
  /** Documents outside every workspace folder, each with a folder of its own. */
  private readonly lenses = new LensMemory();
  private readonly loose = new Map<string, DocumentPlace>();
  /** What the editor shows now, by the one spelling of its address; with the spelling that it was sent in. */
  private readonly published = new Map<string, { readonly uri: string; readonly text: string }>();
  private readonly jobs = new Map<Folder, Job>();
  private readonly planned = new Map<Folder, () => void>();
  /** Their open documents come first: the scan of a large folder takes a whole processor. */
  private readonly unscanned = new Set<Folder>();
  private readonly scans: Scans;
  private lastCost = 0;
  private readonly environment: Environment;
  private readonly outlet: Outlet;

  constructor(environment: Environment, outlet: Outlet) {
    this.environment = environment;
    this.outlet = outlet;
    this.tables = new LateTables(environment);
    this.reader = readerOf(defaultConfiguration, environment);
    this.scans = new Scans(environment, outlet);
  }

  get configuration(): Configuration {
    return this.reader.configuration;
  }

  /** From now on documents are analysed. */
  begin(configuration: Configuration, folders: readonly string[]): void {
    this.begun = true;
    this.read(configuration);
    for (const uri of folders) this.addFolder(uri);
    for (const document of this.documents.all()) this.changed(document.uri);
  }

  configure(configuration: Configuration): void {
    if (!this.begun) return;
    this.read(configuration);
    for (const folder of this.everyFolder()) {
      folder.configure(this.reader);
      this.schedule(folder, 0);
    }
    this.scanAll();
  }

  addFolder(uri: string): void {
    if (this.folders.has(normalUri(uri))) return;
    const folder = new Folder(uri, this.reader, this.environment);
    const before = new Map(
      [...this.documents.all()].map((each) => [each, this.folderOfDocument(each.uri)]),
    );
    this.folders.set(normalUri(uri), folder);
    for (const [document, place] of before) {
      if (this.folderOfDocument(document.uri)?.folder !== folder) continue;
      this.dropLoose(document.uri);
      place?.folder.close(place.path);
      this.changed(document.uri);
    }
    this.unscanned.add(folder);
    this.schedule(folder, 0);
  }

  removeFolder(uri: string): void {
    const folder = this.folders.get(normalUri(uri));
    if (!folder) return;
    this.folders.delete(normalUri(uri));
    this.stop(folder);
    for (const document of this.documents.all())
      if (folder.path(document.uri) !== undefined) this.changed(document.uri);
    this.publishAll();
  }

  /** Whole-folder scans, where the user wants them and the host can. */
  scanAll(): void {
    for (const folder of this.folders.values()) this.scan(folder, false);
  }

  /** An open document has a new text. */
  changed(uri: string, saved = false): void {
    const document = this.documents.get(uri);
    if (!document || !this.begun) return;
    const { folder, path } = this.placeOf(document);
    const first = folder.version(path) === undefined;
    if (this.configuration.run === "onSave" && !saved && !first) return;
    const matters = folder.set(path, document.getText(), document.version);
    if (!matters) return;
    const delay = saved || this.lastCost < quick ? 0 : Math.min(longestDelay, this.lastCost);
    this.schedule(folder, delay);
    if (saved) this.scanSoon(folder);
  }

  closed(uri: string): void {
    const document = this.documents.get(uri);
    if (!document) return;
    this.documents.closed(uri);
    if (!this.begun) return;
    if (this.loose.has(normalUri(uri))) {
      this.dropLoose(uri);
      this.publishAll();
      return;
    }
    const place = this.folderOfDocument(uri);
    if (!place) return;
    place.folder.close(place.path);
    this.schedule(place.folder, 0);
  }

  /** Files changed on disk, behind the editor's back. */
  touched(uris: readonly string[]): void {
    const stale = new Set<Folder>();
    for (const uri of uris) {
      if (isSkipped(uri)) continue;
      for (const folder of this.everyFolder()) {
        const path = folder.path(uri);
        if (path === undefined) continue;
        folder.reload(path);
        stale.add(folder);
      }
    }
    for (const folder of stale) {
      this.schedule(folder, 50);
      this.scanSoon(folder);
    }
  }

  /**
   * Where an open document stands, once its findings are of its newest text. Undefined where
   * it is not open, or where it is analysed when saved and has changed since.
   */
  async settled(uri: string): Promise<DocumentPlace | undefined> {
    const document = this.documents.get(uri);
    if (!document || !this.begun) return undefined;
    const place = this.placeOf(document);
    const job = this.jobOf(place.folder);
    while (job.cancel || job.running) {
      if (job.cancel) this.start(place.folder, job);
      await job.running;
    }
    const current = this.documents.get(uri);
    const seen = place.folder.version(place.path);
    if (!current || seen === undefined) return undefined;
    return this.configuration.run === "onSave" && seen !== current.version ? undefined : place;
  }

  folderAt(uri: string): Folder | undefined {
    return this.folders.get(normalUri(uri)) ?? [...this.folders.values()][0];
  }

  shutdown(): void {
    for (const folder of this.everyFolder()) this.stop(folder);
    this.scans.stopAll();
  }

  private read(configuration: Configuration): void {
    this.reader = readerOf(configuration, this.environment);
    for (const trouble of this.reader.troubles) this.outlet.log("warn", trouble);
  }

  everyFolder(): readonly Folder[] {
    return [...this.folders.values(), ...[...this.loose.values()].map((place) => place.folder)];
  }

  /** The innermost workspace folder. */
  private folderOfDocument(uri: string): DocumentPlace | undefined {
    let best: DocumentPlace | undefined;
    for (const folder of this.folders.values()) {
      const path = folder.path(uri);
      if (path !== undefined && (!best || path.length < best.path.length)) best = { folder, path };
    }
    return best;
  }

  private placeOf(document: TextDocument): DocumentPlace {
    const inside = this.folderOfDocument(document.uri);
    if (inside) return inside;
    const key = normalUri(document.uri);
    let place = this.loose.get(key);
    if (!place) {
      const onDisk = key.startsWith("file:");
      const path = fileName(document.uri, document.languageId);
      const base = onDisk ? folderOfUri(key) : `${key}.alone`;
      place = { folder: new Folder(base, this.reader, this.environment, path), path };
      this.loose.set(key, place);
    }
    return place;
  }

  private dropLoose(uri: string): void {
    const place = this.loose.get(normalUri(uri));
    if (!place) return;
    this.loose.delete(normalUri(uri));
    this.stop(place.folder);
  }

  private stop(folder: Folder): void {
    const job = this.jobOf(folder);
    job.turn++;
    job.cancel?.();
    this.jobs.delete(folder);
    this.planned.get(folder)?.();
    this.planned.delete(folder);
    this.unscanned.delete(folder);
    this.scans.stop(folder.uri);
  }

  private jobOf(folder: Folder): Job {
    let job = this.jobs.get(folder);
    if (!job) {
      job = { turn: 0 };
      this.jobs.set(folder, job);
    }
    return job;
  }

  /** What runs for an older text gives up at its next pause; what it has analysed is kept. */
  private schedule(folder: Folder, delay: number): void {
    const job = this.jobOf(folder);
    job.turn++;
    job.cancel?.();
    job.cancel = this.outlet.later(delay, () => this.start(folder, job));
  }

  private start(folder: Folder, job: Job): void {
    job.cancel?.();
    job.cancel = undefined;
    const running = this.refresh(folder, job)
      .catch((error: unknown) =>
        this.outlet.log("error", `An analysis failed: ${failureText(error)}`),
      )
      .then(() => {
        if (job.running === running) job.running = undefined;
        if (this.unscanned.delete(folder)) this.scan(folder, false);
      });
    job.running = running;
  }

  private async refresh(folder: Folder, job: Job): Promise<void> {
    const { turn } = job;
    const started = this.outlet.now();
    const overtaken = () => job.turn !== turn;
    if (!(await folder.refresh(this.can, this.outlet.pause, overtaken))) return;
    this.lastCost = this.outlet.now() - started;
    if (this.lenses.isStale(folder)) this.outlet.lensesChanged();
    for (const failure of folder.failures())
      this.outlet.log(
        "error",
        `A part of msplint failed and its findings are missing: ${withoutQuotations(failure)}`,
      );
    this.publishAll();
  }

  /** Sends what differs from what was sent, and an empty list where nothing is left. */
  private publishAll(): void {
    const current = new Map<
      string,
      { uri: string; version?: number | undefined; diagnostics: readonly Diagnostic[] }
    >();
    const put = (uri: string, version: number | undefined, diagnostics: readonly Diagnostic[]) => {
      const key = normalUri(uri);
      // Two documents without a folder can share a register.
      if (current.has(key)) return;
      current.set(key, { uri: this.documents.get(uri)?.uri ?? uri, version, diagnostics });
    };
    for (const folder of this.folders.values())
      for (const [path, { version, diagnostics }] of folder.diagnostics(this.can)) {
        const uri = folder.files.uri(path);
        if (this.folderOfDocument(uri)?.folder === folder) put(uri, version, diagnostics);
      }
    for (const [key, place] of this.loose)
      for (const [path, { version, diagnostics }] of place.folder.diagnostics(this.can))
        put(path === place.path ? key : place.folder.files.uri(path), version, diagnostics);
    for (const [key, { uri }] of this.published) if (!current.has(key)) put(uri, undefined, []);
    for (const [key, { uri, version, diagnostics }] of current) {
      const text = JSON.stringify([version, diagnostics]);
      const before = this.published.get(key);
      if (before?.text === text && before.uri === uri) continue;
      if (before && before.uri !== uri) this.outlet.publish(before.uri, undefined, []);
      if (diagnostics.length === 0 && version === undefined) this.published.delete(key);
      else this.published.set(key, { uri, text });
      if (before || diagnostics.length > 0 || version !== undefined)
        this.outlet.publish(uri, version, diagnostics);
    }
  }

  private scanSoon(folder: Folder): void {
    if (![...this.folders.values()].includes(folder)) return;
    this.planned.get(folder)?.();
    this.planned.set(
      folder,
      this.outlet.later(scanDelay, () => {
        this.planned.delete(folder);
        this.scan(folder, true);
      }),
    );
  }

  private scan(folder: Folder, quiet: boolean): void {
    this.scans.start({
      uri: folder.uri,
      configuration: this.configuration,
      can: this.can,
      quiet,
      found: (result) => {
        folder.replaceScanned(result);
        this.schedule(folder, 0);
        this.publishAll();
      },
    });
  }
}
