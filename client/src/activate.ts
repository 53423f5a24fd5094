// What both kinds of host start: the log, the client, the status item, the commands.

import type { ExtensionContext } from "vscode";
import { window } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { clientOptions } from "./client-options.ts";
import { registerCommands } from "./commands.ts";
import { followSettings } from "./settings.ts";
import { showStatus } from "./status.ts";

export type MakeClient = (
  context: ExtensionContext,
  options: LanguageClientOptions,
) => BaseLanguageClient;

export async function activateWith(context: ExtensionContext, make: MakeClient): Promise<void> {
  const log = window.createOutputChannel("msplint", { log: true });
  const client = make(context, clientOptions(log));
  context.subscriptions.push(
    log,
    showStatus(client),
    ...followSettings(client),
    ...registerCommands(client, log),
    { dispose: () => void client.dispose() },
  );
  await client.start();
}
