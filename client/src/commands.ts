// The commands, each a line or two over a request to the server.

import type { Disposable, LogOutputChannel } from "vscode";
import { commands, Uri, WorkspaceEdit, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type {
  IgnoreParams,
  PageParams,
  RegisterParams,
  RegisterResult,
  UnderstandingParams,
} from "../../server/src/lsp/protocol.ts";
import {
  explainCommand,
  ignoreCommand,
  pageRequest,
  registerRequest,
  scanNotification,
  understandingCommand,
  understandingRequest,
} from "../../server/src/lsp/protocol.ts";
import { ignore } from "./ignore.ts";
import { Pages } from "./pages.ts";

export function registerCommands(
  client: BaseLanguageClient,
  log: LogOutputChannel,
): readonly Disposable[] {
  const pages = new Pages();
  return [
    pages.register(),
    commands.registerCommand("msplint.restartServer", () => restart(client)),
    commands.registerCommand("msplint.showLog", () => log.show()),
    commands.registerCommand("msplint.scanWorkspace", () =>
      client.sendNotification(scanNotification),
    ),
    commands.registerCommand(understandingCommand, (at?: UnderstandingParams) =>
      showUnderstanding(client, pages, at ?? cursor(client)),
    ),
    commands.registerCommand("msplint.createRegister", () => createRegister(client)),
    commands.registerCommand(explainCommand, (policy?: string) => explain(client, pages, policy)),
    commands.registerCommand(ignoreCommand, (finding: Omit<IgnoreParams, "until" | "reason">) =>
      ignore(client, finding),
    ),
  ];
}

/** Also where the server has ended by itself, or never came up: then there is nothing to stop. */
async function restart(client: BaseLanguageClient): Promise<void> {
  if (client.needsStop()) await client.stop().catch(() => undefined);
  await client.start();
}

function cursor(client: BaseLanguageClient): UnderstandingParams | undefined {
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  const { line, character } = editor.selection.active;
  return { uri: client.code2ProtocolConverter.asUri(editor.document.uri), line, character };
}

async function showUnderstanding(
  client: BaseLanguageClient,
  pages: Pages,
  at: UnderstandingParams | undefined,
): Promise<void> {
  if (!at) {
    void window.showInformationMessage("Open a template and put the cursor on a resource first.");
    return;
  }
  const text = await client.sendRequest<string | null>(understandingRequest, at);
  await pages.show(
    "understood",
    text ?? "# Nothing is understood here\n\nmsplint does not read this document.\n",
  );
}

async function explain(client: BaseLanguageClient, pages: Pages, policy?: string): Promise<void> {
  const id =
    policy ??
    (await window.showInputBox({
      title: "Show Policy",
      prompt: "Which policy? For example access/mfa-missing",
    }));
  if (id === undefined) return;
  const text = await client.sendRequest<string | null>(pageRequest, {
    policy: id,
  } satisfies PageParams);
  await pages.show(id.replaceAll("/", " "), text ?? `# There is no policy ${id}\n`);
}

/** Opens the new register unsaved, so that the reader sees it before it counts. */
async function createRegister(client: BaseLanguageClient): Promise<void> {
  const active = window.activeTextEditor?.document.uri;
  const folder =
    (active && workspace.getWorkspaceFolder(active)) ?? workspace.workspaceFolders?.[0];
  if (!folder) return;
  const result = await client.sendRequest<RegisterResult | null>(registerRequest, {
    folder: client.code2ProtocolConverter.asUri(folder.uri),
  } satisfies RegisterParams);
  if (!result) return;
  const uri = Uri.parse(result.uri);
  if (!result.exists) {
    const edit = new WorkspaceEdit();
    edit.createFile(uri, { ignoreIfExists: true, contents: new TextEncoder().encode(result.text) });
    await workspace.applyEdit(edit);
  }
  await window.showTextDocument(uri);
}
