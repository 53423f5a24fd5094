// Wires a connection to a session; thin on purpose, the same for Node and the browser.

import type {
  Connection,
  InitializeError,
  InitializeParams,
  InitializeResult,
} from "vscode-languageserver";
import {
  CodeActionKind,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  LSPErrorCodes,
  MarkupKind,
  ResponseError,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { bundledPolicies } from "../bundled.ts";
import type { Finding } from "../check/finding.ts";
import { version } from "../generated/version.ts";
import { languageOfFile } from "../languages/index.ts";
import type { DeclaredParty } from "../model/register-edit.ts";
import { createRegister } from "../model/register-edit.ts";
import { registerName } from "../model/register-file.ts";
import type { Edit } from "../text/range.ts";
import { policyPage } from "../views/page.ts";
import { codeActions, fixAllKind, workspaceEdit } from "./code-actions.ts";
import { protocolRange } from "./diagnostics.ts";
import type { Environment } from "./environment.ts";
import type { Folder } from "./folder.ts";
import { hoverText } from "./hover.ts";
import { Lifecycle } from "./lifecycle.ts";
import type {
  ClientOptions,
  Configuration,
  IgnoreParams,
  PageParams,
  RegisterParams,
  RegisterResult,
  UnderstandingParams,
} from "./protocol.ts";
import {
  configureNotification,
  defaultConfiguration,
  ignoreRequest,
  pageRequest,
  registerRequest,
  scanNotification,
  statusNotification,
  understandingRequest,
} from "./protocol.ts";
import type { Outlet } from "./session.ts";
import { Session } from "./session.ts";
import { understandingText } from "./understanding.ts";
import { uriOf } from "./uri.ts";

/** How the host waits; the core has no timers. */
export interface Timing {
  readonly later: Outlet["later"];
  readonly pause: Outlet["pause"];
  readonly now: Outlet["now"];
}

/** What the other side can do, read once from `initialize`. */
interface Abilities {
  readonly documentChanges: boolean;
  readonly progress: boolean;
  readonly watching: boolean;
  readonly commands: ReadonlySet<string>;
}

export function serve(connection: Connection, environment: Environment, timing: Timing): void {
  const lifecycle = new Lifecycle();
  let abilities: Abilities = {
    documentChanges: false,
    progress: false,
    watching: false,
    commands: new Set(),
  };
  let folders: readonly string[] = [];

  const session = new Session(environment, {
    ...timing,
    publish: (uri, documentVersion, diagnostics) => {
      if (!lifecycle.running) return;
      void connection.sendDiagnostics({
        uri,
        diagnostics,
        ...(documentVersion === undefined ? {} : { version: documentVersion }),
      });
    },
    status: (status) => void connection.sendNotification(statusNotification, status),
    log: (level, message) => connection.console[level](message),
    progress: async (title, cancel) => {
      if (!abilities.progress) return { report: () => undefined, done: () => undefined };
      const reporter = await connection.window.createWorkDoneProgress();
      reporter.begin(title, 0, undefined, true);
      reporter.token.onCancellationRequested(cancel);
      return {
        report: (percent, message) => reporter.report(percent, message),
        done: () => reporter.done(),
      };
    },
  });

  /** One wrapper around every request: an unforeseen error tells its kind to the log and nothing to the other side. */
  const guarded =
    <P, R>(name: string, run: (params: P) => R) =>
    (params: P): R | ResponseError => {
      try {
        lifecycle.require();
        return run(params);
      } catch (error) {
        if (error instanceof ResponseError) return error;
        connection.console.error(
          `${name} failed: ${error instanceof Error ? `${error.name} ${error.stack?.split("\n")[1]?.trim() ?? ""}` : "unknown reason"}`,
        );
        return new ResponseError(
          ErrorCodes.InternalError,
          "The request failed; the log says more.",
        );
      }
    };

  connection.onInitialize((params): InitializeResult | ResponseError<InitializeError> => {
    try {
      lifecycle.start();
    } catch (error) {
      const { code, message } =
        error instanceof ResponseError
          ? error
          : { code: ErrorCodes.InternalError, message: "The server could not start." };
      return new ResponseError(code, message, { retry: false });
    }
    abilities = abilitiesOf(params);
    const shown = params.capabilities.textDocument?.publishDiagnostics;
    session.can = {
      relatedInformation: shown?.relatedInformation === true,
      codeDescription: shown?.codeDescriptionSupport === true,
      tags: shown?.tagSupport !== undefined,
    };
    session.configuration = { ...defaultConfiguration, ...optionsOf(params).configuration };
    folders = foldersOf(params);
    return {
      capabilities: {
        positionEncoding: "utf-16",
        textDocumentSync: {
          openClose: true,
          change: TextDocumentSyncKind.Incremental,
          save: { includeText: false },
        },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
        hoverProvider: true,
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
      serverInfo: { name: "msplint", version },
    };
  });

  connection.onInitialized(() => {
    for (const uri of folders) session.addFolder(uri);
    session.scanAll();
    if (abilities.watching) {
      const watchers = [
        { globPattern: "**/*.{tf,tofu,tfvars,json,jsonc,yaml,yml,template,bicep,bicepparam}" },
        { globPattern: `**/${registerName}` },
      ];
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).then(
        () => undefined,
        () =>
          connection.console.warn(
            "The editor does not watch files; findings follow when documents are saved.",
          ),
      );
    }
    if (folders.length > 0 || abilities.commands.size > 0) {
      connection.onNotification(
        "workspace/didChangeWorkspaceFolders",
        (event: { event: { added: { uri: string }[]; removed: { uri: string }[] } }) => {
          for (const removed of event.event.removed) session.removeFolder(removed.uri);
          for (const added of event.event.added) session.addFolder(added.uri);
          session.scanAll();
        },
      );
    }
  });

  connection.onDidOpenTextDocument(({ textDocument }) => {
    if (!lifecycle.running) return;
    session.documents.opened(
      textDocument.uri,
      textDocument.languageId,
      textDocument.version,
      textDocument.text,
    );
    session.changed(textDocument.uri);
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    if (!lifecycle.running) return;
    if (session.documents.changed(textDocument.uri, textDocument.version, contentChanges))
      session.changed(textDocument.uri);
    else connection.console.warn("A change with an old version was dropped.");
  });
  connection.onDidSaveTextDocument(({ textDocument }) => session.changed(textDocument.uri, true));
  connection.onDidCloseTextDocument(({ textDocument }) => session.closed(textDocument.uri));
  connection.onDidChangeWatchedFiles(({ changes }) =>
    session.touched(changes.map((change) => change.uri)),
  );
  connection.onNotification(configureNotification, (configuration: Partial<Configuration>) => {
    session.configure({ ...session.configuration, ...configuration });
  });
  connection.onNotification(scanNotification, () => session.scanAll());

  /** The folder, path and text of an open document; answers of closed ones are empty. */
  const opened = (uri: string): { folder: Folder; path: string } | undefined => {
    const document = session.documents.get(uri);
    return document ? session.placeOf(uri, document.languageId) : undefined;
  };

  connection.onCodeAction(
    guarded("codeAction", (params) => {
      const place = opened(params.textDocument.uri);
      if (!place) return [];
      return codeActions(params, place.path, {
        folder: place.folder,
        documents: session.documents,
        documentChanges: abilities.documentChanges,
        commands: abilities.commands,
        defaultEnd: monthsAhead(environment.today(), 6),
        ignoreEdits: (finding, until, reason) => ignoreEdits(place.folder, finding, until, reason),
      });
    }),
  );

  connection.onHover(
    guarded("hover", ({ textDocument, position }) => {
      const place = opened(textDocument.uri);
      const found = place && findingAt(place.folder, place.path, position);
      if (!found) return null;
      const policy = bundledPolicies.find((each) => each.id === found.policy);
      return {
        contents: { kind: MarkupKind.Markdown, value: hoverText(found, policy) },
        range: protocolRange(place.folder.files.file(found.file), found.range),
      };
    }),
  );

  connection.onRequest(
    understandingRequest,
    guarded("understanding", ({ uri, line, character }: UnderstandingParams) => {
      const place = opened(uri);
      const document = session.documents.get(uri);
      if (!place || !document) return null;
      return understandingText(
        place.folder.understood(),
        place.path,
        document.offsetAt({ line, character }),
      );
    }),
  );
  connection.onRequest(
    pageRequest,
    guarded("page", ({ policy }: PageParams) => {
      const found = bundledPolicies.find((each) => each.id === policy);
      return found ? policyPage(found) : null;
    }),
  );
  connection.onRequest(
    registerRequest,
    guarded("register", ({ folder: uri }: RegisterParams): RegisterResult | null => {
      const folder = session.folderAt(uri);
      if (!folder) return null;
      const parties = folder
        .everyFinding()
        .flatMap((finding): DeclaredParty[] => (finding.declares ? [finding.declares] : []));
      const exists = folder.files.file(registerName) !== undefined;
      return {
        uri: uriOf(folder.uri, registerName),
        text: createRegister(parties),
        parties: new Set(parties.map((each) => each.value)).size,
        exists,
      };
    }),
  );
  connection.onRequest(
    ignoreRequest,
    guarded("ignore", (params: IgnoreParams) => {
      const place = opened(params.uri);
      const found = place && findingAt(place.folder, place.path, params, params.policy);
      const edits =
        found && place ? ignoreEdits(place.folder, found, params.until, params.reason) : undefined;
      if (!edits || !place)
        throw new ResponseError(
          LSPErrorCodes.RequestFailed,
          "There is no place for an ignore here.",
        );
      return workspaceEdit(edits, {
        folder: place.folder,
        documents: session.documents,
        documentChanges: abilities.documentChanges,
      });
    }),
  );

  connection.onShutdown(
    guarded("shutdown", () => {
      lifecycle.stop();
      session.shutdown();
    }),
  );
  connection.onExit(() => environment.exit(lifecycle.down ? 0 : 1));
  connection.listen();
}

function abilitiesOf({ capabilities, initializationOptions }: InitializeParams): Abilities {
  const options: unknown = initializationOptions;
  const commands =
    typeof options === "object" &&
    options !== null &&
    "commands" in options &&
    Array.isArray(options.commands)
      ? options.commands
      : [];
  return {
    documentChanges: capabilities.workspace?.workspaceEdit?.documentChanges === true,
    progress: capabilities.window?.workDoneProgress === true,
    watching: capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    commands: new Set(commands.filter((each): each is string => typeof each === "string")),
  };
}

function optionsOf({ initializationOptions }: InitializeParams): ClientOptions {
  const options: unknown = initializationOptions;
  return typeof options === "object" && options !== null ? options : {};
}

function foldersOf(params: InitializeParams): readonly string[] {
  if (params.workspaceFolders) return params.workspaceFolders.map((folder) => folder.uri);
  if (params.rootUri) return [params.rootUri];
  return [];
}

function findingAt(
  folder: Folder,
  path: string,
  position: { line: number; character: number },
  policy?: string,
): Finding | undefined {
  const { line, character } = position;
  return folder.findings().find((finding) => {
    if (finding.file !== path || (policy !== undefined && finding.policy !== policy)) return false;
    const { start, end } = protocolRange(folder.files.file(path), finding.range);
    const after = line > start.line || (line === start.line && character >= start.character);
    return after && (line < end.line || (line === end.line && character <= end.character));
  });
}

function ignoreEdits(
  folder: Folder,
  finding: Finding,
  until: string,
  reason: string,
): readonly Edit[] | undefined {
  const file = folder.files.file(finding.file);
  return file
    ? languageOfFile(file)?.ignore(file, finding.range, { policy: finding.policy, until, reason })
    : undefined;
}

function monthsAhead(today: string, months: number): string {
  const date = new Date(`${today}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
}
