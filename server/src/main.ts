// Starts the language server under Node: over IPC from our client, over standard streams from any other.

import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { nodeEnvironment } from "./host-environment.ts";
import { framed } from "./host-framing.ts";
import { serve } from "./lsp/server.ts";

const overStreams = process.argv.includes("--stdio");
const connection = overStreams
  ? createConnection(
      ProposedFeatures.all,
      framed(process.stdin, () => process.exit(1)),
      process.stdout,
    )
  : createConnection(ProposedFeatures.all);

serve(connection, nodeEnvironment, {
  later: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  pause: () => new Promise((resolve) => setImmediate(resolve)),
  now: () => performance.now(),
});
