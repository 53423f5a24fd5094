// The methods of the protocol that the server hears, with the types of what comes and goes. Knows no handler.
//
// The library `vscode-languageserver` has them all, and loading it takes a third of the server's start.

import { NotificationType, NotificationType0, RequestType, RequestType0 } from "vscode-jsonrpc";
import type {
  CodeAction,
  CodeActionParams,
  CodeLens,
  CodeLensParams,
  DidChangeConfigurationParams,
  DidChangeTextDocumentParams,
  DidChangeWatchedFilesParams,
  DidChangeWorkspaceFoldersParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  DidSaveTextDocumentParams,
  Hover,
  HoverParams,
  InitializedParams,
  InitializeError,
  InitializeParams,
  InitializeResult,
  WorkDoneProgressCancelParams,
} from "vscode-languageserver";

export const initialize = new RequestType<InitializeParams, InitializeResult, InitializeError>(
  "initialize",
);
export const initialized = new NotificationType<InitializedParams>("initialized");
export const shutdown = new RequestType0<void, void>("shutdown");
export const exit = new NotificationType0("exit");

export const didOpen = new NotificationType<DidOpenTextDocumentParams>("textDocument/didOpen");
export const didChange = new NotificationType<DidChangeTextDocumentParams>(
  "textDocument/didChange",
);
export const didSave = new NotificationType<DidSaveTextDocumentParams>("textDocument/didSave");
export const didClose = new NotificationType<DidCloseTextDocumentParams>("textDocument/didClose");

export const didChangeWatchedFiles = new NotificationType<DidChangeWatchedFilesParams>(
  "workspace/didChangeWatchedFiles",
);
export const didChangeConfiguration = new NotificationType<DidChangeConfigurationParams>(
  "workspace/didChangeConfiguration",
);
export const didChangeWorkspaceFolders = new NotificationType<DidChangeWorkspaceFoldersParams>(
  "workspace/didChangeWorkspaceFolders",
);
export const cancelProgress = new NotificationType<WorkDoneProgressCancelParams>(
  "window/workDoneProgress/cancel",
);

export const codeAction = new RequestType<CodeActionParams, readonly CodeAction[], void>(
  "textDocument/codeAction",
);
export const hover = new RequestType<HoverParams, Hover | null, void>("textDocument/hover");
export const codeLens = new RequestType<CodeLensParams, readonly CodeLens[], void>(
  "textDocument/codeLens",
);
