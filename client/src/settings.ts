// Reads the settings; the sensitive ones from the user's own value only, never from a workspace.

import type { Disposable } from "vscode";
import { workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { Configuration } from "../../server/src/lsp/protocol.ts";
import { configureNotification } from "../../server/src/lsp/protocol.ts";

export function configuration(): Configuration {
  const settings = workspace.getConfiguration("msplint");
  return {
    run: settings.get<Configuration["run"]>("run", "onType"),
    minSeverity: settings.get<Configuration["minSeverity"]>("minSeverity", "info"),
    exclude: settings.get<string[]>("exclude", []),
    workspaceScan: settings.get<Configuration["workspaceScan"]>("workspaceScan", "on"),
    policies: userValue("policies"),
    register: userValue("register"),
    trusted: workspace.isTrusted,
  };
}

/** A repository can bring settings of its own, and the filter of Restricted Mode has had holes. */
function userValue(name: string): string {
  const value: unknown = workspace.getConfiguration("msplint").inspect(name)?.globalValue;
  return typeof value === "string" ? value : "";
}

/** Tells the server about every change, without a restart. */
export function followSettings(client: BaseLanguageClient): readonly Disposable[] {
  const send = () => {
    if (client.isRunning()) void client.sendNotification(configureNotification, configuration());
  };
  return [
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("msplint")) send();
    }),
    workspace.onDidGrantWorkspaceTrust(send),
  ];
}
