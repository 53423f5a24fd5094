// A language server that a benchmark drives: its start, edits of an open document, its memory and its work.

import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import type { PublishDiagnosticsParams } from "vscode-languageserver";

export interface StartOptions {
  readonly server: string;
  readonly node: string;
  readonly nodeArguments: readonly string[];
  /** A folder for Node's compiled code, or the empty string. */
  readonly compileCache: string;
  /** The document that is opened, and the workspace folder if there is one. */
  readonly file: string;
  readonly folder?: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly connection: MessageConnection;
  readonly uri: string;
  /** Milliseconds since the spawn. */
  readonly initialized: number;
  readonly firstFindings: number;
  /** The next diagnostics for the document. */
  readonly next: () => Promise<PublishDiagnosticsParams>;
  readonly stop: () => Promise<void>;
}

export async function start(options: StartOptions): Promise<Running> {
  const text = readFileSync(options.file, "utf8");
  const uri = pathToFileURL(options.file).href;
  const { compileCache, folder } = options;
  const env = {
    ...process.env,
    ...(compileCache === "" ? {} : { NODE_COMPILE_CACHE: compileCache }),
  };
  const started = performance.now();
  const child = spawn(options.node, [...options.nodeArguments, options.server, "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
    env,
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  let wake: ((params: PublishDiagnosticsParams) => void) | undefined;
  connection.onNotification(
    "textDocument/publishDiagnostics",
    (params: PublishDiagnosticsParams) => {
      if (params.uri === uri) wake?.(params);
    },
  );
  connection.onNotification(() => undefined);
  connection.listen();
  const next = () =>
    new Promise<PublishDiagnosticsParams>((resolve) => {
      wake = resolve;
    });
  const first = next();
  const workspace = folder === undefined ? null : pathToFileURL(folder).href;
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: workspace,
    workspaceFolders: workspace === null ? null : [{ uri: workspace, name: "workspace" }],
    capabilities: {
      textDocument: {
        publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true },
      },
    },
    initializationOptions: { configuration: { trusted: true } },
  });
  const initialized = performance.now() - started;
  await connection.sendNotification("initialized", {});
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "terraform", version: 1, text },
  });
  await first;
  const firstFindings = performance.now() - started;
  const stop = async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    await connection.sendRequest("shutdown");
    await connection.sendNotification("exit");
    await ended;
    connection.dispose();
  };
  return { child, connection, uri, firstFindings, initialized, next, stop };
}

/** Writes a line end before an offset of the document and takes it away again; milliseconds of each edit. */
export async function edits(
  { connection, uri, next }: Running,
  text: string,
  offset: number,
  count: number,
): Promise<readonly number[]> {
  const line = text.slice(0, offset).split("\n").length - 1;
  const character = offset - text.lastIndexOf("\n", offset - 1) - 1;
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const begin = { line, character };
    const end = { line: line + (index % 2), character: index % 2 === 0 ? character : 0 };
    const started = performance.now();
    let answer = next();
    await connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: index + 2 },
      contentChanges: [{ range: { start: begin, end }, text: index % 2 === 0 ? "\n" : "" }],
    });
    while ((await answer).version !== index + 2) answer = next();
    times.push(performance.now() - started);
  }
  return times;
}

/** Resident memory, in megabytes. */
export function memory(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
}

/** What the server's main thread has spent on a processor, in milliseconds: what a busy machine does not change. */
export function worked(child: ChildProcess): number {
  const path = `/proc/${child.pid}/task/${child.pid}/schedstat`;
  return Number(readFileSync(path, "utf8").split(" ")[0]) / 1e6;
}

export function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
