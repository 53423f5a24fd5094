// Starts the language server under Node: over IPC from our client, over standard streams from any other.

import * as modules from "node:module";
import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { nodeEnvironment } from "./host-environment.ts";
import { framed } from "./host-framing.ts";
import { serve } from "./lsp/server.ts";

const overStreams = process.argv.includes("--stdio");

function streams() {
  const corrupt = () => process.exit(1);
  const reader = new StreamMessageReader(framed(process.stdin, corrupt));
  // A body that is no JSON: what the client meant is lost, and it can start the server again.
  reader.onError(corrupt);
  return createConnection(ProposedFeatures.all, reader, new StreamMessageWriter(process.stdout));
}

const connection = overStreams ? streams() : createConnection(ProposedFeatures.all);

const lifecycle = serve(connection, nodeEnvironment, {
  later: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  pause: () => new Promise((resolve) => setImmediate(resolve)),
  now: () => performance.now(),
});

if (overStreams) {
  const ended = () => process.exit(lifecycle.down ? 0 : 1);
  process.stdin.on("end", ended);
  process.stdin.on("close", ended);
}

/** Milliseconds after which what a start needs has run. */
const afterStart = 10_000;

// Node writes the compiled code at its end, and many an editor kills its servers.
setTimeout(() => {
  if ("flushCompileCache" in modules && typeof modules.flushCompileCache === "function")
    modules.flushCompileCache();
}, afterStart).unref();
