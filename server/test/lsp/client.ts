// A small test client: starts the real server over standard streams and speaks the protocol.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { after } from "mocha";
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
    hover: { contentFormat: ["markdown", "plaintext"] },
    publishDiagnostics: {
      relatedInformation: true,
      codeDescriptionSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
  },
};

/** What Neovim declares: it has no commands of ours, and answers for its settings when it is asked. */
export const neovimCapabilities: ClientCapabilities = {
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: false },
    workspaceEdit: { documentChanges: false },
    workspaceFolders: true,
  },
  textDocument: {
    hover: { contentFormat: ["plaintext"] },
    publishDiagnostics: { relatedInformation: true },
  },
};

/** The message as text, whichever form the protocol gives it. */
export function messageOf(diagnostic: Diagnostic | undefined): string {
  const message = diagnostic?.message ?? "";
  return typeof message === "string" ? message : message.value;
}

const server = join(import.meta.dirname, "../../src/main.ts");

function started(): ChildProcess {
  return spawn(process.execPath, ["--import=tsx", server, "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
}

/** The next test's server comes up while this one's works: half a second, and there is a second core. */
let next: ChildProcess | undefined;
after(() => next?.kill("SIGKILL"));

export class TestClient {
  readonly root = mkdtempSync(join(tmpdir(), "msplint-lsp-"));
  readonly child: ChildProcess;
  readonly published: PublishDiagnosticsParams[] = [];
  /** Everything else that the server sent, requests and notifications, in order. */
  readonly received: { readonly method: string; readonly params: unknown }[] = [];
  /** What the client answers; null to what is not named. */
  readonly answers = new Map<string, () => unknown>();
  private readonly connection;
  private readonly waiting = new Set<() => void>();

  constructor() {
    this.child = next ?? started();
    next = started();
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
    this.connection.onNotification((method: string, params: unknown) => {
      this.received.push({ method, params });
      for (const wake of this.waiting) wake();
    });
    this.connection.onRequest((method: string, params: unknown) => {
      this.received.push({ method, params });
      for (const wake of this.waiting) wake();
      return this.answers.get(method)?.() ?? null;
    });
    this.connection.onUnhandledProgress((progress) => {
      this.received.push({ method: "$/progress", params: progress });
      for (const wake of this.waiting) wake();
    });
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
    return await this.once(
      () => {
        const found = latest();
        return found && wished(found.diagnostics, found.version) ? found.diagnostics : undefined;
      },
      () => `No such diagnostics for ${uri}; the last were ${JSON.stringify(latest())}`,
    );
  }

  /** Waits until what was received gives a result; fails after ten seconds. */
  async once<T>(
    found: () => T | undefined,
    failure: () => string = () => `It did not come; there were ${JSON.stringify(this.received)}`,
  ): Promise<T> {
    const deadline = Date.now() + 10_000;
    for (;;) {
      const result = found();
      if (result !== undefined) return result;
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(failure());
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

  /** A round trip after which everything that the server does at once has been received. */
  async settled(): Promise<void> {
    await this.request("textDocument/hover", {
      textDocument: { uri: "untitled:none" },
      position: { line: 0, character: 0 },
    });
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
