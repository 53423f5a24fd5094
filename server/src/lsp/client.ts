// What the other side can do and wants, read once from `initialize`.

import type { InitializeParams } from "vscode-languageserver";
import { MarkupKind } from "vscode-languageserver";
import type { DiagnosticCapabilities } from "./diagnostics.ts";

export interface Client {
  readonly documentChanges: boolean;
  readonly progress: boolean;
  readonly watching: boolean;
  readonly folderChanges: boolean;
  /** It answers `workspace/configuration`. */
  readonly configuration: boolean;
  readonly configurationChanges: boolean;
  readonly markdown: boolean;
  /** It asks for code lenses again when it is told to. */
  readonly lensRefresh: boolean;
  readonly shows: DiagnosticCapabilities;
  /** Commands of the client that a code action may name. */
  readonly commands: ReadonlySet<string>;
  /** It is our own extension, or speaks like it: it sends the settings and shows the status. */
  readonly own: boolean;
  /** The settings that it sent, of whatever shape. */
  readonly settings: unknown;
  readonly folders: readonly string[];
}

export function clientOf(params: InitializeParams): Client {
  const { workspace, window, textDocument } = params.capabilities;
  const shown = textDocument?.publishDiagnostics;
  const options = record(params.initializationOptions);
  const commands = Array.isArray(options.commands) ? options.commands : [];
  return {
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    progress: window?.workDoneProgress === true,
    watching: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    folderChanges: workspace?.workspaceFolders === true,
    configuration: workspace?.configuration === true,
    configurationChanges: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    markdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
    lensRefresh: workspace?.codeLens?.refreshSupport === true,
    shows: {
      relatedInformation: shown?.relatedInformation === true,
      codeDescription: shown?.codeDescriptionSupport === true,
      tags: shown?.tagSupport !== undefined,
    },
    commands: new Set(commands.filter((each): each is string => typeof each === "string")),
    own: options.configuration !== undefined,
    settings: options.configuration,
    folders: foldersOf(params),
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map((folder) => folder.uri);
  return rootUri ? [rootUri] : [];
}
