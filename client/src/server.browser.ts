// Makes the language client that runs the server in a web worker.

import { Uri } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import type { MakeClient } from "./activate.ts";

export const workerClient: MakeClient = (context, options) => {
  const worker = new Worker(
    Uri.joinPath(context.extensionUri, "dist/server/main.browser.js").toString(true),
  );
  return new LanguageClient("msplint", "msplint", worker, options);
};
