// One workspace folder in the server: the open documents' units analysed here, the rest as the scan child found it.

import type { Diagnostic } from "vscode-languageserver";
import { analyses } from "../analyses/index.ts";
import { bundledKinds, bundledPolicies } from "../bundled.ts";
import type { Finding } from "../check/finding.ts";
import { loadPolicies } from "../check/load.ts";
import { mergeAcrossUnits } from "../check/match.ts";
import { registerName } from "../model/register-file.ts";
import { defaultLimits } from "../text/limits.ts";
import type { Problem } from "../text/problem.ts";
import type { SourceFile } from "../text/source-file.ts";
import { atLeast } from "../views/summary.ts";
import type { WorkspaceOptions } from "../workspace.ts";
import { membersOf, Workspace } from "../workspace.ts";
import type { DiagnosticCapabilities, Files } from "./diagnostics.ts";
import { findingDiagnostic, problemDiagnostic } from "./diagnostics.ts";
import type { Environment, FileReport } from "./environment.ts";
import type { Configuration } from "./protocol.ts";
import { diskPath, relativePath, uriOf } from "./uri.ts";

/** Policies that a trusted workspace brings along. */
const ownPolicies = ".msplint/policies/";

export class Folder {
  readonly uri: string;
  private readonly environment: Environment;
  private workspace: Workspace;
  private configuration: Configuration;
  private readonly open = new Set<string>();
  private readonly siblingsRead = new Set<string>();
  private scanned = new Map<string, FileReport>();
  private here: readonly Finding[] = [];
  private problems: readonly Problem[] = [];
  private failures: readonly string[] = [];
  private policyProblems: readonly Problem[] = [];

  constructor(uri: string, configuration: Configuration, environment: Environment) {
    this.uri = uri;
    this.environment = environment;
    this.configuration = configuration;
    this.workspace = new Workspace(this.options());
  }

  readonly files: Files = {
    file: (path) => this.workspace.file(path),
    uri: (path) => uriOf(this.uri, path),
  };

  configure(configuration: Configuration): void {
    this.configuration = configuration;
    this.workspace.configure(this.options());
  }

  /** The document's new text; the folder around it is read once. */
  set(path: string, text: string): void {
    this.open.add(path);
    this.workspace.set({ path, text });
    this.readAround(path);
    if (path.startsWith(ownPolicies)) this.configure(this.configuration);
  }

  close(path: string): void {
    this.open.delete(path);
    this.reload(path);
  }

  /** A file changed or went away on disk; an open document stands above it. */
  reload(path: string): void {
    if (this.open.has(path)) return;
    const disk = diskPath(uriOf(this.uri, path));
    const text = disk === undefined ? undefined : this.environment.read(disk);
    this.scanned.delete(path);
    if (text === undefined) this.workspace.delete(path);
    else if (
      this.workspace.file(path) ||
      this.siblingsRead.has(parent(path)) ||
      path === registerName
    )
      this.workspace.set({ path, text });
    if (path.startsWith(ownPolicies)) this.configure(this.configuration);
  }

  /** What the scan of the whole folder found; open documents' units stay as they are analysed here. */
  replaceScanned(reports: readonly FileReport[]): void {
    this.scanned = new Map(reports.map((report) => [report.file, report]));
  }

  /** Analyses what is stale, a unit a step, and gives way between steps. */
  async refresh(pause: () => Promise<void>, cancelled: () => boolean): Promise<boolean> {
    if (!this.siblingsRead.has("")) this.readAround(registerName);
    for (const wanted of this.workspace.refresh()) {
      for (const name of wanted) this.workspace.provide(name, await this.environment.table(name));
      await pause();
      if (cancelled()) return false;
    }
    const results = this.workspace.results();
    this.here = results.findings.filter((each) =>
      atLeast(each.severity, this.configuration.minSeverity),
    );
    this.problems = [...results.problems, ...this.policyProblems];
    this.failures = results.failures;
    return true;
  }

  /** Everything to show, by path: one store for open and unopened files. */
  diagnostics(can: DiagnosticCapabilities): Map<string, Diagnostic[]> {
    const result = new Map<string, Diagnostic[]>();
    const put = (path: string, diagnostic: Diagnostic) => {
      const present = result.get(path);
      if (present) present.push(diagnostic);
      else result.set(path, [diagnostic]);
    };
    const analysedHere = new Set(this.workspace.units().flatMap((unit) => [...membersOf(unit)]));
    for (const path of this.open) analysedHere.add(path);
    const elsewhere = [...this.scanned.values()].filter((report) => !analysedHere.has(report.file));
    const ready = new Map(
      elsewhere.flatMap((report) =>
        report.findings.map((finding, index) => [finding, report.diagnostics[index]] as const),
      ),
    );
    for (const finding of mergeAcrossUnits([...this.here, ...ready.keys()])) {
      const diagnostic =
        ready.get(finding) ??
        (this.workspace.file(finding.file)
          ? findingDiagnostic(finding, this.files, can)
          : undefined);
      if (diagnostic) put(finding.file, diagnostic);
    }
    for (const report of elsewhere)
      for (const diagnostic of report.diagnostics.slice(report.findings.length))
        put(report.file, diagnostic);
    for (const problem of this.problems)
      put(problem.file, problemDiagnostic(problem, this.files, can));
    return result;
  }

  findings(): readonly Finding[] {
    return this.here;
  }

  /** Findings of the whole folder, the scanned files included. */
  everyFinding(): readonly Finding[] {
    const here = new Set(this.here.map((each) => each.file));
    return [
      ...this.here,
      ...[...this.scanned.values()]
        .flatMap((report) => report.findings)
        .filter((each) => !here.has(each.file)),
    ];
  }

  understood(): Workspace {
    return this.workspace;
  }

  failed(): readonly string[] {
    return this.failures;
  }

  path(uri: string): string | undefined {
    return relativePath(this.uri, uri);
  }

  /** A unit needs the files beside the document, and the register at the root. */
  private readAround(path: string): void {
    for (const folder of new Set([parent(path), ""])) {
      if (this.siblingsRead.has(folder)) continue;
      this.siblingsRead.add(folder);
      const disk = diskPath(folder === "" ? this.uri : uriOf(this.uri, folder));
      if (disk === undefined) continue;
      const found =
        folder === "" && parent(path) !== ""
          ? this.registerAt(disk)
          : this.environment.siblings(disk);
      for (const file of found) {
        const inner = folder === "" ? file.path : `${folder}/${file.path}`;
        if (!this.open.has(inner)) this.workspace.set({ path: inner, text: file.text });
      }
    }
    if (parent(path) !== "") this.siblingsRead.delete("");
  }

  private registerAt(disk: string): readonly SourceFile[] {
    const text = this.workspace.file(registerName)
      ? undefined
      : this.environment.read(`${disk}/${registerName}`);
    return text === undefined ? [] : [{ path: registerName, text }];
  }

  private options(): WorkspaceOptions {
    const { policies, register, trusted, exclude } = this.configuration;
    const user = policies === "" ? [] : this.environment.policies(policies);
    const present = [...bundledPolicies, ...user];
    const own = trusted ? this.workspacePolicies(present) : [];
    const believed = register === "" ? undefined : this.environment.register(register);
    return {
      policies: [...present, ...own],
      kinds: bundledKinds,
      limits: { ...defaultLimits, scannedFileSize: defaultLimits.typedFileSize },
      today: this.environment.today(),
      untrusted: !trusted,
      exclude,
      forget: false,
      ...(believed ? { register: believed } : {}),
    };
  }

  private workspacePolicies(present: WorkspaceOptions["policies"]): WorkspaceOptions["policies"] {
    const files: SourceFile[] = [];
    for (const path of this.workspace?.paths() ?? []) {
      const file = path.startsWith(ownPolicies) ? this.workspace.file(path) : undefined;
      if (file) files.push({ path: path.slice(ownPolicies.length), text: file.text });
    }
    const loaded = loadPolicies(
      files,
      [...bundledKinds, ...analyses.flatMap((each) => each.derives)],
      present,
    );
    this.policyProblems = loaded.problems.map((problem) => ({
      ...problem,
      file: ownPolicies + problem.file,
    }));
    return loaded.policies;
  }
}

function parent(path: string): string {
  const cut = path.lastIndexOf("/");
  return cut < 0 ? "" : path.slice(0, cut);
}
