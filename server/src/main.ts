// Starts the language server under Node: over IPC from our client, over standard streams, a pipe or a socket from any other.

import * as modules from "node:module";
import type { MessageReader, MessageWriter } from "vscode-jsonrpc";
import {
  createMessageConnection,
  createServerPipeTransport,
  createServerSocketTransport,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import { nodeEnvironment } from "./host-environment.ts";
import { framed } from "./host-framing.ts";
import { serve } from "./lsp/server.ts";

type Transport = readonly [MessageReader, MessageWriter];

function transport(): Transport {
  if (process.argv.includes("--stdio")) return streams();
  const pipe = argument("--pipe");
  if (pipe !== undefined) return createServerPipeTransport(pipe);
  const port = argument("--socket");
  if (port !== undefined) return createServerSocketTransport(Number(port));
  if (!process.send) throw new Error("Say --stdio, --node-ipc, --pipe=NAME or --socket=PORT.");
  return [new IPCMessageReader(process), new IPCMessageWriter(process)];
}

function streams(): Transport {
  const corrupt = () => process.exit(1);
  const reader = new StreamMessageReader(framed(process.stdin, corrupt));
  // A body that is no JSON: what the client meant is lost, and it can start the server again.
  reader.onError(corrupt);
  for (const event of ["end", "close"]) process.stdin.on(event, ended);
  return [reader, new StreamMessageWriter(process.stdout)];
}

/** Both `--name=value` and `--name value`. */
function argument(name: string): string | undefined {
  const index = process.argv.findIndex((each) => each === name || each.startsWith(`${name}=`));
  const found = process.argv[index];
  return found === name ? process.argv[index + 1] : found?.slice(name.length + 1);
}

const [reader, writer] = transport();
const messages = createMessageConnection(reader, writer);

const lifecycle = serve(messages, nodeEnvironment, {
  later: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  pause: () => new Promise((resolve) => setImmediate(resolve)),
  now: () => performance.now(),
});

messages.onClose(ended);
process.once("disconnect", ended);

function ended(): void {
  process.exit(lifecycle.down ? 0 : 1);
}

/** Milliseconds after which what a start needs has run. */
const afterStart = 10_000;

// Node writes the compiled code at its end, and many an editor kills its servers.
setTimeout(() => {
  if ("flushCompileCache" in modules && typeof modules.flushCompileCache === "function")
    modules.flushCompileCache();
}, afterStart).unref();
