// What the server needs from where it runs: disk, tables, the scan child. Node and the browser give one each.

import type { Diagnostic } from "vscode-languageserver";
import type { Beyond } from "../analyses/workspace/row.ts";
import type { Finding } from "../check/finding.ts";
import type { TableName } from "../model/analysis.ts";
import type { Table } from "../model/table.ts";
import type { SourceFile } from "../text/source-file.ts";
import type { Answer } from "../workspace-files.ts";
import type { DiagnosticCapabilities } from "./diagnostics.ts";
import type { Configuration } from "./protocol.ts";

/** Findings of one file, ready to show: the scan child sends them, since the server has no text of that file. */
export interface FileReport {
  readonly file: string;
  /** Without fixes: they are functions, which cannot be sent, and are made where a document is open. */
  readonly findings: readonly Omit<Finding, "fixes">[];
  /** One for each finding in order, then one for each problem. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface ScanResult {
  readonly reports: readonly FileReport[];
  /** The files of each unit: what is deployed together is analysed together. */
  readonly units: readonly (readonly string[])[];
  /** What all units together show is shown anew with every edit; "unknown" where nobody has looked. */
  readonly evidence: Beyond;
}

export interface ScanRequest {
  /** Path of the folder on disk, and its URI. */
  readonly root: string;
  readonly uri: string;
  readonly configuration: Configuration;
  readonly can: DiagnosticCapabilities;
}

export interface ScanEvents {
  readonly progress: (done: number, total: number) => void;
  readonly done: (result: ScanResult) => void;
  readonly failed: (message: string) => void;
}

export interface Scan {
  readonly cancel: () => void;
}

export interface Environment {
  readonly today: () => string;
  readonly table: (name: TableName) => Promise<Table>;
  /** The same at once, where that is possible and the table can be had. */
  readonly tableNow?: (name: TableName) => Table | undefined;
  /** The files of interest in one folder, not below it; none where there is no disk. */
  readonly siblings: (folder: string) => readonly SourceFile[];
  readonly read: (path: string) => string | undefined;
  /** What a unit of the folder asked for: a file in it, or with a slash at the end the names in a folder. */
  readonly answer: (root: string, path: string) => Answer;
  /** The policy files below a folder, with paths relative to it; undefined where there is no such folder. */
  readonly policyFiles: (folder: string) => readonly SourceFile[] | undefined;
  /** Undefined where bulk scanning is not possible. */
  readonly scan?: (request: ScanRequest, events: ScanEvents) => Scan;
  readonly exit: (code: number) => void;
}
