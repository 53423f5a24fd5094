// One workspace folder in the server: the open documents' units analysed here, the rest as the scan child found it.

import type { Diagnostic } from "vscode-languageserver";
import type { Beyond } from "../analyses/workspace/row.ts";
import { bundledKinds } from "../bundled.ts";
import type { Finding } from "../check/finding.ts";
import { loadPolicies } from "../check/load.ts";
import type { Policy } from "../check/policy.ts";
import { languagesOfFile, loadLanguages } from "../languages/index.ts";
import type { TableName } from "../model/analysis.ts";
import { registerName } from "../model/register-file.ts";
import { readTable } from "../model/table.ts";
import { defaultLimits } from "../text/limits.ts";
import type { Problem } from "../text/problem.ts";
import type { SourceFile } from "../text/source-file.ts";
import { atLeast } from "../views/summary.ts";
import type { WorkspaceOptions } from "../workspace.ts";
import { Workspace } from "../workspace.ts";
import type { Answer } from "../workspace-files.ts";
import { membersOf } from "../workspace-units.ts";
import type { DiagnosticCapabilities, Files } from "./diagnostics.ts";
import { findingDiagnostic, problemDiagnostic } from "./diagnostics.ts";
import type { Environment, ScanResult } from "./environment.ts";
import type { Reader } from "./reader.ts";
import { kindsOfPolicies } from "./reader.ts";
import type { Analysed, Scanned } from "./store.ts";
import {
  isJoined,
  joinedName,
  nothingAnalysed,
  oncePerGroup,
  placedOf,
  scannedOf,
} from "./store.ts";
import { diskPath, relativePath, uriOf } from "./uri.ts";

/** Policies that a trusted workspace brings along. */
const ownPolicies = ".msplint/policies/";

/** What one file is to show; the version is that of the text that was analysed. */
export interface Shown {
  readonly version: number | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export class Folder {
  readonly uri: string;
  /** Set where a document lies in no workspace folder: nothing else of the folder is shown. */
  private readonly alone: string | undefined;
  private readonly environment: Environment;
  private reader: Reader;
  private workspace: Workspace;
  private readonly open = new Map<string, number>();
  private readonly listed = new Set<string>();
  private scanned = new Map<string, Scanned>();
  /** The files of each unit, as the last scan of the whole folder had them. */
  private units: ScanResult["units"] = [];
  private evidence: Beyond = "unknown";
  private analysed = nothingAnalysed;
  /** A server lives for weeks, and an ignore ends on a day. */
  private day = "";
  private readonly lacking = new Set<string>();
  /** Undefined: to be read before the next analysis. */
  private own: { files: readonly SourceFile[]; problems: readonly Problem[] } | undefined;
  private policies: readonly Policy[];

  constructor(uri: string, reader: Reader, environment: Environment, alone?: string) {
    this.uri = uri;
    this.alone = alone;
    this.environment = environment;
    this.reader = reader;
    this.policies = reader.policies;
    this.workspace = this.emptyWorkspace();
  }

  readonly files: Files = {
    file: (path) =>
      this.workspace.files.get(path) ?? this.own?.files.find((each) => each.path === path),
    uri: (path) => uriOf(this.uri, path),
  };

  configure(reader: Reader): void {
    const before = this.reader.configuration.workspaceScan;
    this.reader = reader;
    this.own = undefined;
    if (reader.configuration.workspaceScan === before) return;
    // Which files may be read at all has changed: only the open ones are certain.
    const texts = [...this.open.keys()].flatMap((path) => this.workspace.files.get(path) ?? []);
    this.evidence = "unknown";
    this.workspace = this.emptyWorkspace();
    this.listed.clear();
    for (const file of texts) this.workspace.files.set(file);
    for (const path of this.open.keys()) this.readAround(path);
  }

  /** The document's new text; false where it can change no finding. */
  set(path: string, text: string, version: number): boolean {
    const opened = !this.open.has(path);
    const mattered = this.matters(path);
    this.open.set(path, version);
    if (text.length > defaultLimits.typedFileSize) {
      const megabytes = (text.length / 1_000_000).toFixed(1);
      this.workspace.files.notRead(path, `The file is not analysed: it has ${megabytes} MB.`);
    } else this.workspace.files.set({ path, text });
    this.readAround(path);
    this.readUnits(path);
    if (path.startsWith(ownPolicies)) this.own = undefined;
    return opened || mattered || this.matters(path);
  }

  close(path: string): void {
    this.open.delete(path);
    this.analysed.versions.delete(path);
    this.reload(path);
  }

  /** A file or a folder changed or went away on disk; an open document stands above it. */
  reload(path: string): void {
    if (path.startsWith(ownPolicies) || ownPolicies.startsWith(`${path}/`)) this.own = undefined;
    if (this.open.has(path)) return;
    this.workspace.files.changed(path);
    const disk = diskPath(uriOf(this.uri, path));
    const text = disk === undefined ? undefined : this.environment.read(disk);
    if (text === undefined) this.remove(path);
    else if (this.workspace.files.get(path) || this.isRead(path))
      this.workspace.files.set({ path, text });
  }

  /**
   * What the scan of the whole folder found; open documents' units stay as they are analysed here.
   * An open document may turn out to belong to files that were not read yet.
   */
  replaceScanned({ reports, units, evidence }: ScanResult): void {
    this.scanned = new Map(reports.map((report) => [report.file, scannedOf(report)]));
    this.units = units;
    this.evidence = evidence;
    this.workspace.seeBeyond(evidence);
    for (const path of this.open.keys()) this.readUnits(path);
  }

  /**
   * Analyses what is stale, a unit a step, and gives way between steps. False where it was
   * overtaken by a newer text; then nothing is shown, so that no place is of another version.
   */
  async refresh(
    can: DiagnosticCapabilities,
    pause: () => Promise<void>,
    overtaken: () => boolean,
  ): Promise<boolean> {
    this.readRegister();
    this.readPolicies();
    for (const wanted of this.workspace.refresh()) {
      await loadLanguages(wanted.languages);
      for (const name of wanted.tables) await this.provide(name);
      for (const path of wanted.files)
        this.workspace.files.answerBelow(path, (each) => this.answer(each));
      await pause();
      if (overtaken()) return false;
    }
    this.analysed = this.shown(can);
    return true;
  }

  /** Everything to show, by path; an open document that was analysed has an entry even if it is empty. */
  diagnostics(can: DiagnosticCapabilities): Map<string, Shown> {
    const { versions, files, findings, problems } = this.analysed;
    const result = new Map<string, Diagnostic[]>();
    for (const path of versions.keys()) result.set(path, []);
    const put = (path: string, diagnostic: Diagnostic) => {
      if (!this.isShown(path)) return;
      const present = result.get(path);
      if (!present) result.set(path, [diagnostic]);
      else if (present.length < defaultLimits.findingsPerFile) present.push(diagnostic);
    };
    const elsewhere = [...this.scanned.values()].filter((report) => !files.has(report.file));
    const placed = elsewhere.flatMap(placedOf).filter(({ finding }) => this.holdsStill(finding));
    for (const each of oncePerGroup([...findings, ...placed], this.files.uri, can))
      put(each.finding.file, each.diagnostic);
    for (const { file, diagnostic } of problems) put(file, diagnostic);
    for (const report of elsewhere)
      for (const diagnostic of report.diagnostics.slice(report.findings.length))
        put(report.file, diagnostic);
    // Only who has seen every file knows that an ignore of the register has nothing to ignore.
    for (const diagnostic of files.has(registerName)
      ? (this.scanned.get(registerName)?.diagnostics ?? [])
      : [])
      if (diagnostic.code === "analysis/ignore-unused") put(registerName, diagnostic);
    return new Map(
      [...result].map(([path, diagnostics]) => [
        path,
        { version: versions.get(path), diagnostics },
      ]),
    );
  }

  findings(): readonly Finding[] {
    return this.analysed.findings.map((each) => each.finding);
  }

  /** Findings of the whole folder, the scanned files included. */
  everyFinding(): readonly Finding[] {
    const { files } = this.analysed;
    const elsewhere = [...this.scanned.values()].filter((report) => !files.has(report.file));
    return [
      ...this.findings(),
      ...elsewhere.flatMap((report) => report.findings.filter((each) => this.holdsStill(each))),
    ];
  }

  /** The open documents with the versions that were analysed. */
  analysedVersions(): ReadonlyMap<string, number> {
    return this.analysed.versions;
  }

  policy(id: string): Policy | undefined {
    return this.policies.find((each) => each.id === id);
  }

  understood(): Workspace {
    return this.workspace;
  }

  failures(): readonly string[] {
    return this.analysed.failures;
  }

  /** The version of a document's text that the findings are of. */
  version(path: string): number | undefined {
    return this.analysed.versions.get(path);
  }

  path(uri: string): string | undefined {
    return relativePath(this.uri, uri);
  }

  /** A file that is not open can show what an edit of another one has put right. */
  private holdsStill(finding: Finding): boolean {
    const { evidence, findings } = this.analysed.joined;
    return !isJoined(finding) || evidence !== this.evidence || findings.has(joinedName(finding));
  }

  private emptyWorkspace(): Workspace {
    const workspace = new Workspace(this.options());
    workspace.seeBeyond("unknown");
    return workspace;
  }

  /** A table that cannot be had leaves what it decides unknown; everything else is found as before. */
  private async provide(name: TableName): Promise<void> {
    try {
      this.workspace.provide(name, await this.environment.table(name));
    } catch {
      this.workspace.provide(name, readTable(""));
      this.lacking.add(`The table ${name} cannot be read.`);
    }
  }

  private shown(can: DiagnosticCapabilities): Analysed {
    const { findings, problems, failures } = this.workspace.results();
    const said = [...problems, ...(this.own?.problems ?? [])].filter(
      (each) => each.file !== registerName || each.id !== "analysis/ignore-unused" || this.alone,
    );
    const files = new Set(this.workspace.units().flatMap((unit) => [...membersOf(unit)]));
    for (const path of this.open.keys()) files.add(path);
    for (const path of [registerName, ...(this.own?.files ?? []).map((each) => each.path)])
      if (this.files.file(path)) files.add(path);
    return {
      versions: new Map(this.open),
      files,
      findings: findings
        // The scan child shows what stands in files that are not at hand.
        .filter((each) => this.workspace.files.inView(each.file) !== undefined)
        .filter((each) => atLeast(each.severity, this.reader.configuration.minSeverity))
        .map((finding) => ({ finding, diagnostic: findingDiagnostic(finding, this.files, can) })),
      problems: said.map((problem) => ({
        file: problem.file,
        diagnostic: problemDiagnostic(problem, this.files, can),
      })),
      failures: [...failures, ...this.lacking],
      joined: {
        evidence: this.evidence,
        findings: new Set(findings.filter(isJoined).map(joinedName)),
      },
    };
  }

  /** Without the scan of the workspace only open documents are reported, and what configures msplint. */
  private isShown(path: string): boolean {
    if (path === registerName || path.startsWith(ownPolicies)) return true;
    if (this.alone !== undefined) return path === this.alone;
    return this.reader.configuration.workspaceScan === "on" || this.open.has(path);
  }

  private answer(path: string): Answer {
    const root = diskPath(this.uri);
    if (root === undefined || this.reader.configuration.workspaceScan === "off") return undefined;
    return this.environment.answer(root, path);
  }

  private matters(path: string): boolean {
    if (path === registerName || path.startsWith(ownPolicies)) return true;
    const file = this.workspace.files.get(path);
    return file !== undefined && languagesOfFile(file).length > 0;
  }

  private remove(path: string): void {
    const gone = (each: string) =>
      (each === path || each.startsWith(`${path}/`)) && !this.open.has(each);
    for (const each of [path, ...this.workspace.files.paths()].filter(gone))
      this.workspace.files.delete(each);
    for (const each of [...this.scanned.keys()].filter(gone)) this.scanned.delete(each);
  }

  private isRead(path: string): boolean {
    return path === registerName || this.listed.has(parent(path));
  }

  /** A unit needs the files beside the document; each folder is read once, then watched. */
  private readAround(path: string): void {
    const folder = parent(path);
    if (this.reader.configuration.workspaceScan === "off" || this.listed.has(folder)) return;
    this.listed.add(folder);
    const disk = diskPath(folder === "" ? this.uri : uriOf(this.uri, folder));
    if (disk === undefined) return;
    for (const file of this.environment.siblings(disk)) {
      const inner = folder === "" ? file.path : `${folder}/${file.path}`;
      if (!this.open.has(inner)) this.workspace.files.set({ path: inner, text: file.text });
    }
  }

  /** A module is analysed with what calls it. */
  private readUnits(path: string): void {
    for (const files of this.units)
      if (files.includes(path)) for (const file of files) this.readAround(file);
  }

  /** Who is who holds for every document, wherever it lies in the folder. */
  private readRegister(): void {
    if (this.workspace.files.get(registerName)) return;
    const disk = diskPath(uriOf(this.uri, registerName));
    const text = disk === undefined ? undefined : this.environment.read(disk);
    if (text !== undefined) this.workspace.files.set({ path: registerName, text });
  }

  /** The workspace's own policies are checked always and used only where the workspace is trusted. */
  private readPolicies(): void {
    const today = this.environment.today();
    if (this.own && this.day === today) return;
    this.day = today;
    const disk = diskPath(uriOf(this.uri, ownPolicies.slice(0, -1)));
    const texts = new Map<string, string>();
    for (const file of (disk === undefined ? undefined : this.environment.policyFiles(disk)) ?? [])
      texts.set(file.path, file.text);
    for (const path of this.open.keys()) {
      const file = path.startsWith(ownPolicies) ? this.workspace.files.get(path) : undefined;
      if (file && path.endsWith(".yaml")) texts.set(path.slice(ownPolicies.length), file.text);
    }
    const files = [...texts].map(([path, text]) => ({ path, text }));
    const loaded = loadPolicies(files, kindsOfPolicies, this.reader.policies);
    const placed = <T extends { readonly path: string }>(file: T): T => ({
      ...file,
      path: ownPolicies + file.path,
    });
    this.own = {
      files: files.map(placed),
      problems: loaded.problems.map((each) => ({ ...each, file: ownPolicies + each.file })),
    };
    this.policies = this.reader.configuration.trusted
      ? [...this.reader.policies, ...loaded.policies]
      : this.reader.policies;
    this.workspace.configure(this.options());
  }

  private options(): WorkspaceOptions {
    const { configuration, register } = this.reader;
    return {
      policies: this.policies,
      kinds: bundledKinds,
      limits: { ...defaultLimits, scannedFileSize: defaultLimits.typedFileSize },
      today: this.environment.today(),
      untrusted: !configuration.trusted,
      exclude: configuration.exclude,
      forget: false,
      ...(register ? { register } : {}),
      ...(this.environment.tableNow ? { table: this.environment.tableNow } : {}),
    };
  }
}

function parent(path: string): string {
  const cut = path.lastIndexOf("/");
  return cut < 0 ? "" : path.slice(0, cut);
}
