// What the server tells the editor and asks of it, in the protocol's words. Decides nothing.

import type { MessageConnection } from "vscode-jsonrpc";
import type { MessageType, PublishDiagnosticsParams } from "vscode-languageserver";
import { cancelProgress } from "./methods.ts";
import type { Progress } from "./scans.ts";

export type Level = "error" | "warn" | "info";

export interface Editor {
  readonly publish: (params: PublishDiagnosticsParams) => void;
  readonly log: (level: Level, message: string) => void;
  /** A progress that the editor shows; `cancel` is called where its user ends it. */
  readonly progress: (title: string, cancel: () => void) => Promise<Progress>;
  /** Its settings of one section. */
  readonly configuration: (section: string) => Promise<unknown>;
  /** From now on it tells of more. */
  readonly register: (method: string, options: unknown) => Promise<void>;
  readonly refreshLenses: () => void;
}

const levels: Readonly<Record<Level, MessageType>> = { error: 1, warn: 2, info: 3 };

export function editorOf(messages: MessageConnection): Editor {
  let made = 0;
  /** What to do where the user ends a progress, by its token. */
  const ends = new Map<string | number, () => void>();
  messages.onNotification(cancelProgress, ({ token }) => ends.get(token)?.());
  const tell = (method: string, params: unknown): void => {
    // Nobody is there to hear that nobody is there.
    messages.sendNotification(method, params).catch(() => undefined);
  };
  return {
    publish: (params) => tell("textDocument/publishDiagnostics", params),
    log: (level, message) => tell("window/logMessage", { type: levels[level], message }),
    progress: async (title, cancel) => {
      const token = `msplint-${++made}`;
      await messages.sendRequest("window/workDoneProgress/create", { token });
      const put = (value: unknown) => tell("$/progress", { token, value });
      ends.set(token, cancel);
      put({ kind: "begin", title, percentage: 0, cancellable: true });
      return {
        report: (percentage, message) => put({ kind: "report", percentage, message }),
        done: () => {
          ends.delete(token);
          put({ kind: "end" });
        },
      };
    },
    configuration: async (section) => {
      const [settings] = await messages.sendRequest<readonly unknown[]>("workspace/configuration", {
        items: [{ section }],
      });
      return settings;
    },
    register: (method, registerOptions) =>
      messages.sendRequest("client/registerCapability", {
        registrations: [{ id: `msplint-${++made}`, method, registerOptions }],
      }),
    refreshLenses: () => {
      messages.sendRequest("workspace/codeLens/refresh").catch(() => undefined);
    },
  };
}
