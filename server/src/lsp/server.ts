// Wires a connection to a session; thin on purpose, the same for Node and the browser.

import type { Connection, InitializeError, InitializeResult } from "vscode-languageserver";
import {
  CodeActionKind,
  CodeLensRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { version } from "../generated/version.ts";
import { registerName } from "../model/register-file.ts";
import type { Client } from "./client.ts";
import { clientOf } from "./client.ts";
import { answerLenses } from "./code-lenses.ts";
import type { Environment } from "./environment.ts";
import { Lifecycle } from "./lifecycle.ts";
import { failureText } from "./log.ts";
import type { IgnoreParams, PageParams, RegisterParams, UnderstandingParams } from "./protocol.ts";
import {
  configureNotification,
  defaultConfiguration,
  fixAllKind,
  ignoreRequest,
  pageRequest,
  registerRequest,
  scanNotification,
  statusNotification,
  understandingRequest,
} from "./protocol.ts";
import type { Asked } from "./requests.ts";
import type { Outlet } from "./session.ts";
import { Session } from "./session.ts";
import { withOrdinary, withSensitive } from "./settings.ts";

/** How the host waits; the core has no timers. */
export type Timing = Pick<Outlet, "later" | "pause" | "now">;

/** How long an editor may take to answer for its settings; then the defaults hold. */
const patience = 2_000;

const watched = [
  "**/*.{tf,tofu,tfvars,json,jsonc,yaml,yml,template,bicep,bicepparam}",
  `**/${registerName}`,
  "**/.msplint/policies",
].map((globPattern) => ({ globPattern }));

export function serve(connection: Connection, environment: Environment, timing: Timing): Lifecycle {
  const lifecycle = new Lifecycle();
  let client: Client | undefined;

  const session = new Session(environment, {
    ...timing,
    publish: (uri, documentVersion, diagnostics) => {
      if (!lifecycle.running) return;
      void connection.sendDiagnostics({
        uri,
        diagnostics: [...diagnostics],
        ...(documentVersion === undefined ? {} : { version: documentVersion }),
      });
    },
    status: (status) => {
      if (client?.own && lifecycle.running)
        void connection.sendNotification(statusNotification, status);
    },
    lensesChanged: () => {
      if (client?.lensRefresh && lifecycle.running)
        void connection.sendRequest(CodeLensRefreshRequest.type);
    },
    log: (level, message) => connection.console[level](message),
    progress: async (title, cancel) => {
      if (!client?.progress) return { report: () => undefined, done: () => undefined };
      const reporter = await connection.window.createWorkDoneProgress();
      reporter.begin(title, 0, undefined, true);
      reporter.token.onCancellationRequested(cancel);
      return {
        report: (percent, message) => reporter.report(percent, message),
        done: () => reporter.done(),
      };
    },
  });

  const failed = (name: string, error: unknown): void =>
    connection.console.error(`${name} failed: ${failureText(error)}`);

  /** One wrapper around every request: an unforeseen error tells its kind to the log and nothing to the other side. */
  const answering =
    <P, R>(name: string, run: (asked: Asked, params: P) => R | Promise<R>) =>
    async (params: P): Promise<R | ResponseError> => {
      try {
        lifecycle.require();
        if (!client) throw new Error("no client");
        return await run({ session, client, today: environment.today() }, params);
      } catch (error) {
        if (error instanceof ResponseError) return error;
        failed(name, error);
        return new ResponseError(
          ErrorCodes.InternalError,
          "The request failed; the log says more.",
        );
      }
    };

  /** The same around every notification, which has no answer; outside the running state it is dropped. */
  const hearing =
    <P>(name: string, run: (params: P) => void) =>
    (params: P): void => {
      if (!lifecycle.running) return;
      try {
        run(params);
      } catch (error) {
        failed(name, error);
      }
    };

  connection.onInitialize((params): InitializeResult | ResponseError<InitializeError> => {
    try {
      lifecycle.start();
      client = clientOf(params);
      session.can = client.shows;
    } catch (error) {
      if (error instanceof ResponseError)
        return new ResponseError(error.code, error.message, { retry: false });
      failed("initialize", error);
      return new ResponseError(ErrorCodes.InternalError, "The server could not start.", {
        retry: false,
      });
    }
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
        codeLensProvider: { resolveProvider: false },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
      serverInfo: { name: "msplint", version },
    };
  });

  /** Asks an editor that is not ours for the ordinary settings; a workspace may have a say in these. */
  const settings = async (): Promise<unknown> => {
    if (client?.own || !client?.configuration) return undefined;
    const none = new Promise<undefined>((resolve) =>
      timing.later(patience, () => resolve(undefined)),
    );
    const asked = connection.workspace.getConfiguration("msplint").catch(() => undefined);
    return await Promise.race([asked, none]);
  };

  connection.onInitialized(
    hearing("initialized", () => {
      if (!client) return;
      if (client.watching)
        register(DidChangeWatchedFilesNotification.type.method, { watchers: watched });
      if (client.configurationChanges && client.configuration && !client.own)
        register(DidChangeConfigurationNotification.type.method, { section: "msplint" });
      if (client.folderChanges)
        connection.workspace.onDidChangeWorkspaceFolders(
          hearing("didChangeWorkspaceFolders", ({ added, removed }) => {
            for (const each of removed) session.removeFolder(each.uri);
            for (const each of added) session.addFolder(each.uri);
          }),
        );
      const { folders } = client;
      const given = withSensitive(defaultConfiguration, client.settings);
      settings()
        .then((said) => session.begin(withOrdinary(given, said), folders))
        .catch((error: unknown) => failed("initialized", error));
    }),
  );

  const register = (method: string, options: unknown): void => {
    connection.client.register({ method } as never, options as never).then(
      () => undefined,
      () => connection.console.warn(`The editor refuses ${method}; save a document to refresh.`),
    );
  };

  connection.onDidOpenTextDocument(
    hearing("didOpen", ({ textDocument: { uri, languageId, version, text } }) => {
      session.documents.opened(uri, languageId, version, text);
      session.changed(uri);
    }),
  );
  connection.onDidChangeTextDocument(
    hearing("didChange", ({ textDocument, contentChanges }) => {
      if (session.documents.changed(textDocument.uri, textDocument.version, contentChanges))
        session.changed(textDocument.uri);
      else connection.console.warn("A change with an old version was dropped.");
    }),
  );
  connection.onDidSaveTextDocument(
    hearing("didSave", ({ textDocument }) => session.changed(textDocument.uri, true)),
  );
  connection.onDidCloseTextDocument(
    hearing("didClose", ({ textDocument }) => session.closed(textDocument.uri)),
  );
  connection.onDidChangeWatchedFiles(
    hearing("didChangeWatchedFiles", ({ changes }) =>
      session.touched(changes.map((change) => change.uri)),
    ),
  );
  connection.onDidChangeConfiguration(
    hearing("didChangeConfiguration", (params: { settings?: { msplint?: unknown } | null }) => {
      if (!client || client.own) return;
      const told = params.settings?.msplint;
      const said = client.configuration ? settings() : Promise.resolve(told);
      said
        .then((value) => session.configure(withOrdinary(session.configuration, value)))
        .catch((error: unknown) => failed("didChangeConfiguration", error));
    }),
  );
  connection.onNotification(
    configureNotification,
    hearing("configure", (said: unknown) =>
      session.configure(withSensitive(session.configuration, said)),
    ),
  );
  connection.onNotification(
    scanNotification,
    hearing("scan", () => session.scanAll()),
  );

  // Loaded with the first request, so that the first findings need not wait for it.
  const requests = () => import("./requests.ts");
  connection.onCodeAction(
    answering("codeAction", async (asked, params) =>
      (await requests()).answerActions(asked, params),
    ),
  );
  connection.onHover(
    answering("hover", async (asked, { textDocument, position }) =>
      (await requests()).answerHover(asked, textDocument.uri, position),
    ),
  );
  connection.onCodeLens(
    answering("codeLens", (asked, { textDocument }) => answerLenses(asked, textDocument.uri)),
  );
  connection.onRequest(
    understandingRequest,
    answering("understanding", async (asked, params: UnderstandingParams) =>
      (await requests()).answerUnderstanding(asked, params),
    ),
  );
  connection.onRequest(
    pageRequest,
    answering("page", async (asked, params: PageParams) =>
      (await requests()).answerPage(asked, params),
    ),
  );
  connection.onRequest(
    registerRequest,
    answering<RegisterParams, unknown>("register", async (asked, params) =>
      (await requests()).answerRegister(asked, params),
    ),
  );
  connection.onRequest(
    ignoreRequest,
    answering<IgnoreParams, unknown>("ignore", async (asked, params) =>
      (await requests()).answerIgnore(asked, params),
    ),
  );

  connection.onShutdown(
    answering("shutdown", () => {
      lifecycle.stop();
      session.shutdown();
    }),
  );
  connection.onExit(() => environment.exit(lifecycle.down ? 0 : 1));
  connection.listen();
  return lifecycle;
}
