// Makes the language client that runs the server as a Node process.

import { Uri, workspace } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import type { MakeClient } from "./activate.ts";
import { serverArguments } from "./server-arguments.ts";

export const nodeClient: MakeClient = (context, options) => {
  const module = context.asAbsolutePath("dist/server/main.js");
  const execArgv = [...serverArguments];
  // Where Node can (22.1 and later), the next start finds the server compiled.
  const env = { NODE_COMPILE_CACHE: Uri.joinPath(context.globalStorageUri, "compiled").fsPath };
  const run = { module, transport: TransportKind.ipc, options: { execArgv, env } };
  const watched = {
    synchronize: { fileEvents: workspace.createFileSystemWatcher("**/.msplint/policies/**") },
  };
  return new LanguageClient("msplint", "msplint", { run, debug: run }, { ...options, ...watched });
};
