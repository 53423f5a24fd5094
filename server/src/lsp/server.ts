// Wires a connection to a session; thin on purpose, the same for Node and the browser.

import type { MessageConnection } from "vscode-jsonrpc";
import { ErrorCodes, ResponseError } from "vscode-jsonrpc";
import type {
  InitializeError,
  InitializeResult,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { CodeActionKind } from "vscode-languageserver-types";
import { version } from "../generated/version.ts";
import { registerName } from "../model/register-file.ts";
import type { Client } from "./client.ts";
import { clientOf } from "./client.ts";
import { fixAllKind } from "./code-actions.ts";
import { answerLenses } from "./code-lenses.ts";
import { editorOf } from "./editor.ts";
import type { Environment } from "./environment.ts";
import { Lifecycle } from "./lifecycle.ts";
import { failureText } from "./log.ts";
import {
  codeAction,
  codeLens,
  didChange,
  didChangeConfiguration,
  didChangeWatchedFiles,
  didChangeWorkspaceFolders,
  didClose,
  didOpen,
  didSave,
  exit,
  hover,
  initialize,
  initialized,
  shutdown,
} from "./methods.ts";
import type { IgnoreParams, PageParams, RegisterParams, UnderstandingParams } from "./protocol.ts";
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
import type { Asked } from "./requests.ts";
import {
  answerActions,
  answerHover,
  answerIgnore,
  answerPage,
  answerRegister,
  answerUnderstanding,
} from "./requests.ts";
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

const incremental: typeof TextDocumentSyncKind.Incremental = 2;

export function serve(
  messages: MessageConnection,
  environment: Environment,
  timing: Timing,
): Lifecycle {
  const editor = editorOf(messages);
  const lifecycle = new Lifecycle();
  let client: Client | undefined;

  const session = new Session(environment, {
    ...timing,
    publish: (uri, documentVersion, diagnostics) => {
      if (!lifecycle.running) return;
      editor.publish({
        uri,
        diagnostics: [...diagnostics],
        ...(documentVersion === undefined ? {} : { version: documentVersion }),
      });
    },
    status: (status) => {
      if (client?.own && lifecycle.running)
        void messages.sendNotification(statusNotification, status);
    },
    lensesChanged: () => {
      if (client?.lensRefresh && lifecycle.running) editor.refreshLenses();
    },
    log: editor.log,
    progress: async (title, cancel) => {
      if (!client?.progress) return { report: () => undefined, done: () => undefined };
      return await editor.progress(title, cancel);
    },
  });

  const end = (): void => environment.exit(lifecycle.down ? 0 : 1);

  const failed = (name: string, error: unknown): void =>
    editor.log("error", `${name} failed: ${failureText(error)}`);

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

  messages.onRequest(initialize, (params): InitializeResult | ResponseError<InitializeError> => {
    try {
      lifecycle.start();
      client = clientOf(params);
      session.can = client.shows;
      if (params.processId !== null) environment.whenGone(params.processId, end);
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
          change: incremental,
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
    const asked = editor.configuration("msplint").catch(() => undefined);
    return await Promise.race([asked, none]);
  };

  messages.onNotification(
    initialized,
    hearing("initialized", () => {
      if (!client) return;
      if (client.watching) register(didChangeWatchedFiles.method, { watchers: watched });
      if (client.configurationChanges && client.configuration && !client.own)
        register(didChangeConfiguration.method, { section: "msplint" });
      const { folders } = client;
      const given = withSensitive(defaultConfiguration, client.settings);
      settings()
        .then((said) => session.begin(withOrdinary(given, said), folders))
        .catch((error: unknown) => failed("initialized", error));
    }),
  );

  const register = (method: string, options: unknown): void => {
    editor.register(method, options).then(
      () => undefined,
      () => editor.log("warn", `The editor refuses ${method}; save a document to refresh.`),
    );
  };

  messages.onNotification(
    didOpen,
    hearing("didOpen", ({ textDocument: { uri, languageId, version, text } }) => {
      session.documents.opened(uri, languageId, version, text);
      session.changed(uri);
    }),
  );
  messages.onNotification(
    didChange,
    hearing("didChange", ({ textDocument, contentChanges }) => {
      if (session.documents.changed(textDocument.uri, textDocument.version, contentChanges))
        session.changed(textDocument.uri);
      else editor.log("warn", "A change with an old version was dropped.");
    }),
  );
  messages.onNotification(
    didSave,
    hearing("didSave", ({ textDocument }) => session.changed(textDocument.uri, true)),
  );
  messages.onNotification(
    didClose,
    hearing("didClose", ({ textDocument }) => session.closed(textDocument.uri)),
  );
  messages.onNotification(
    didChangeWatchedFiles,
    hearing("didChangeWatchedFiles", ({ changes }) =>
      session.touched(changes.map((change) => change.uri)),
    ),
  );
  messages.onNotification(
    didChangeWorkspaceFolders,
    hearing("didChangeWorkspaceFolders", ({ event: { added, removed } }) => {
      for (const each of removed) session.removeFolder(each.uri);
      for (const each of added) session.addFolder(each.uri);
    }),
  );
  messages.onNotification(
    didChangeConfiguration,
    hearing("didChangeConfiguration", (params: { settings?: { msplint?: unknown } | null }) => {
      if (!client || client.own) return;
      const told = params.settings?.msplint;
      const said = client.configuration ? settings() : Promise.resolve(told);
      said
        .then((value) => session.configure(withOrdinary(session.configuration, value)))
        .catch((error: unknown) => failed("didChangeConfiguration", error));
    }),
  );
  messages.onNotification(
    configureNotification,
    hearing("configure", (said: unknown) =>
      session.configure(withSensitive(session.configuration, said)),
    ),
  );
  messages.onNotification(
    scanNotification,
    hearing("scan", () => session.scanAll()),
  );

  messages.onRequest(codeAction, answering("codeAction", answerActions));
  messages.onRequest(
    hover,
    answering("hover", (asked, { textDocument, position }) =>
      answerHover(asked, textDocument.uri, position),
    ),
  );
  messages.onRequest(
    codeLens,
    answering("codeLens", (asked, { textDocument }) => answerLenses(asked, textDocument.uri)),
  );
  messages.onRequest(
    understandingRequest,
    answering<UnderstandingParams, string | null>("understanding", answerUnderstanding),
  );
  messages.onRequest(pageRequest, answering<PageParams, string | null>("page", answerPage));
  messages.onRequest(
    registerRequest,
    answering<RegisterParams, unknown>("register", answerRegister),
  );
  messages.onRequest(ignoreRequest, answering<IgnoreParams, unknown>("ignore", answerIgnore));

  messages.onRequest(
    shutdown,
    answering("shutdown", () => {
      lifecycle.stop();
      session.shutdown();
    }),
  );
  messages.onNotification(exit, end);
  messages.listen();
  return lifecycle;
}
