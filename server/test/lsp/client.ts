// A small test client: starts the real server over standard streams and speaks the protocol.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import type {
  ClientCapabilities,
  CodeAction,
  Diagnostic,
  Hover,
  InitializeResult,
  PublishDiagnosticsParams,
} from "vscode-languageserver";
import type { ClientOptions } from "../../src/lsp/protocol.ts";

/** What VS Code declares, as far as msplint looks at it. */
export const vscodeCapabilities: ClientCapabilities = {
  workspace: {
    workspaceEdit: { documentChanges: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
  },
  window: { workDoneProgress: true },
  textDocument: {
    publishDiagnostics: {
      relatedInformation: true,
      codeDescriptionSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
  },
};

/** The message as text, whichever form the protocol gives it. */
export function messageOf(diagnostic: Diagnostic | undefined): string {
  const message = diagnostic?.message ?? "";
  return typeof message === "string" ? message : message.value;
}

const server = join(import.meta.dirname, "../../src/main.ts");

export class TestClient {
  readonly root = mkdtempSync(join(tmpdir(), "msplint-lsp-"));
  readonly child: ChildProcess;
  readonly published: PublishDiagnosticsParams[] = [];
  readonly messages: string[] = [];
  private readonly connection;
  private readonly waiting = new Set<() => void>();

  constructor() {
    this.child = spawn(process.execPath, ["--import=tsx", server, "--stdio"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const { stdout, stdin } = this.child;
    if (!stdout || !stdin) throw new Error("The server has no streams.");
    this.connection = createMessageConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
    );
    this.connection.onNotification(
      "textDocument/publishDiagnostics",
      (params: PublishDiagnosticsParams) => {
        this.published.push(params);
        for (const wake of this.waiting) wake();
      },
    );
    this.connection.onNotification("window/showMessage", (params: { message: string }) => {
      this.messages.push(params.message);
    });
    this.connection.onNotification("window/logMessage", () => undefined);
    this.connection.onRequest("client/registerCapability", () => null);
    this.connection.onRequest("window/workDoneProgress/create", () => null);
    this.connection.listen();
  }

  async start(
    capabilities: ClientCapabilities,
    options: ClientOptions = {},
    folders: readonly string[] = [this.root],
  ): Promise<InitializeResult> {
    const result = await this.connection.sendRequest<InitializeResult>("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities,
      workspaceFolders: folders.map((folder) => ({
        name: folder,
        uri: pathToFileURL(folder).href,
      })),
      initializationOptions: options,
    });
    await this.connection.sendNotification("initialized", {});
    return result;
  }

  /** Writes a file of the workspace. */
  write(path: string, text: string): string {
    const full = join(this.root, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
    return pathToFileURL(full).href;
  }

  remove(path: string): void {
    rmSync(join(this.root, path));
  }

  open(uri: string, languageId: string, text: string): Promise<void> {
    return this.notify("textDocument/didOpen", {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  change(uri: string, version: number, text: string): Promise<void> {
    return this.notify("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  request<T>(method: string, params: unknown): Promise<T> {
    return this.connection.sendRequest<T>(method, params);
  }

  actions(uri: string, diagnostic: Diagnostic, only?: string[]): Promise<CodeAction[]> {
    return this.request("textDocument/codeAction", {
      textDocument: { uri },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic], ...(only ? { only } : {}) },
    });
  }

  hover(uri: string, position: Diagnostic["range"]["start"]): Promise<Hover | null> {
    return this.request("textDocument/hover", { textDocument: { uri }, position });
  }

  /** The newest diagnostics of a document, once they are as wished; fails after ten seconds. */
  async diagnostics(
    uri: string,
    wished: (diagnostics: Diagnostic[], version: number | undefined) => boolean = () => true,
  ): Promise<Diagnostic[]> {
    const latest = () => this.published.findLast((each) => each.uri === uri);
    const deadline = Date.now() + 10_000;
    for (;;) {
      const found = latest();
      if (found && wished(found.diagnostics, found.version)) return found.diagnostics;
      const left = deadline - Date.now();
      if (left <= 0)
        throw new Error(
          `No such diagnostics for ${uri}; the last were ${JSON.stringify(found?.diagnostics ?? [])}`,
        );
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.waiting.delete(wake);
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(wake, left);
        this.waiting.add(wake);
      });
    }
  }

  exited(): Promise<number | null> {
    return this.child.exitCode === null
      ? new Promise((resolve) => this.child.once("exit", resolve))
      : Promise.resolve(this.child.exitCode);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      this.connection.dispose();
      this.child.kill("SIGKILL");
      await this.exited();
    }
    rmSync(this.root, { recursive: true, force: true });
  }
}
