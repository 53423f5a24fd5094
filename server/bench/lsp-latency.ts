// Measures what an editor waits for: from the server's spawn to the first findings, from an edit to the next ones, and memory.
//
//   npm run build && npx tsx server/bench/lsp-latency.ts [--server FILE] [--starts N] [--edits N] [--node-args ARGS]
//     [--node FILE] [--compile-cache FOLDER]
//
// An editor runs the server with a Node of its own, newer than 20, and keeps the compiled code between starts: give
// that Node and a folder to measure it so.
//
// Without an attached managed policy nothing needs the large tables; the second document does.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import type { PublishDiagnosticsParams } from "vscode-languageserver";

const { values } = parseArgs({
  options: {
    server: { type: "string", default: join(import.meta.dirname, "../../dist/server/main.js") },
    starts: { type: "string", default: "7" },
    edits: { type: "string", default: "200" },
    "node-args": { type: "string", default: "" },
    node: { type: "string", default: process.execPath },
    "compile-cache": { type: "string", default: "" },
  },
});

/** About sixty kilobytes of what a customer's root module looks like: roles, policies, groups, variables. */
function document(managed: boolean): string {
  const parts = [`variable "msp_account" {\n  type    = string\n  default = "222222222222"\n}\n`];
  for (let index = 0; parts.join("").length < 60_000; index++) {
    parts.push(`
# Access number ${index}, for the service desk of the provider.
resource "aws_iam_role" "msp_${index}" {
  name                 = "msp-\${var.environment}-${index}"
  max_session_duration = 3600
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::\${var.msp_account}:root" }
      Condition = { ${index % 10 === 0 ? "" : `StringEquals = { "sts:ExternalId" = var.external_id_${index} }`} }
    }]
  })
  tags = { Owner = "platform", Stage = local.stage }
}

resource "aws_iam_role_policy" "read_${index}" {
  role   = aws_iam_role.msp_${index}.id
  policy = data.aws_iam_policy_document.read_${index}.json
}

data "aws_iam_policy_document" "read_${index}" {
  statement {
    actions   = ["s3:GetObject", "s3:ListBucket", "logs:GetLogEvents"]
    resources = ["arn:aws:s3:::backup-${index}", "arn:aws:s3:::backup-${index}/*"]
  }
}
${
  managed
    ? `
resource "aws_iam_role_policy_attachment" "managed_${index}" {
  role       = aws_iam_role.msp_${index}.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
`
    : ""
}
resource "aws_security_group" "service_${index}" {
  name   = "service-${index}"
  vpc_id = aws_vpc.main.id
  ingress {
    from_port   = ${index % 10 === 5 ? 22 : 443}
    to_port     = ${index % 10 === 5 ? 22 : 443}
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`);
  }
  return parts.join("");
}

const cache = values["compile-cache"];
const env = { ...process.env, ...(cache === "" ? {} : { NODE_COMPILE_CACHE: cache }) };

interface Running {
  readonly child: ChildProcess;
  readonly connection: MessageConnection;
  readonly uri: string;
  readonly firstFindings: number;
  readonly initialized: number;
  readonly next: () => Promise<PublishDiagnosticsParams>;
  readonly stop: () => Promise<void>;
}

async function start(text: string): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), "msplint-latency-"));
  const file = join(folder, "main.tf");
  writeFileSync(file, text);
  const uri = pathToFileURL(file).href;
  const started = performance.now();
  const child = spawn(
    values.node,
    [...values["node-args"].split(" ").filter(Boolean), values.server, "--stdio"],
    { stdio: ["pipe", "pipe", "inherit"], env },
  );
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  let wake: ((params: PublishDiagnosticsParams) => void) | undefined;
  connection.onNotification("textDocument/publishDiagnostics", (params) => wake?.(params));
  connection.onNotification(() => undefined);
  connection.listen();
  const next = () =>
    new Promise<PublishDiagnosticsParams>((resolve) => {
      wake = resolve;
    });
  const first = next();
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: null,
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
    rmSync(folder, { recursive: true, force: true });
  };
  return { child, connection, uri, firstFindings, initialized, next, stop };
}

/** Resident memory, in megabytes. */
function memory(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
}

/** What the server's main thread has spent on a processor, in milliseconds: what a busy machine does not change. */
function worked(child: ChildProcess): number {
  const path = `/proc/${child.pid}/task/${child.pid}/schedstat`;
  return Number(readFileSync(path, "utf8").split(" ")[0]) / 1e6;
}

/** Changes a name inside the document, so that the findings after it move to and fro. */
async function edits(running: Running, text: string, count: number): Promise<number[]> {
  const offset = text.indexOf("backup-40");
  const line = text.slice(0, offset).split("\n").length - 1;
  const character = offset - text.lastIndexOf("\n", offset) - 1;
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const start = { line, character };
    const end = { line: line + (index % 2), character: index % 2 === 0 ? character : 0 };
    const started = performance.now();
    const answer = running.next();
    await running.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: running.uri, version: index + 2 },
      contentChanges: [{ range: { start, end }, text: index % 2 === 0 ? "\n" : "" }],
    });
    const { version } = await answer;
    if (version !== index + 2) throw new Error(`Version ${version} came for ${index + 2}.`);
    times.push(performance.now() - started);
  }
  return times;
}

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

for (const managed of [false, true]) {
  const text = document(managed);
  const starts: Running[] = [];
  for (let index = 0; index < Number(values.starts); index++) {
    const running = await start(text);
    starts.push(running);
    await running.stop();
  }
  const running = await start(text);
  const startWork = worked(running.child);
  const resident = memory(running.child);
  const times = await edits(running, text, Number(values.edits));
  const after = memory(running.child);
  const editWork = (worked(running.child) - startWork) / times.length;
  await running.stop();
  const firsts = starts.map((each) => each.firstFindings);
  console.log(
    [
      `${managed ? "with" : "without"} managed policies, ${(text.length / 1000).toFixed(0)} KB:`,
      `spawn to initialize ${percentile(
        starts.map((each) => each.initialized),
        0.5,
      ).toFixed(0)} ms,`,
      `to first findings p50 ${percentile(firsts, 0.5).toFixed(0)} best ${Math.min(...firsts).toFixed(0)}, on the processor ${startWork.toFixed(0)} ms;`,
      `edit to findings p50 ${percentile(times, 0.5).toFixed(1)} p95 ${percentile(times, 0.95).toFixed(1)} best ${Math.min(...times).toFixed(1)}, on the processor ${editWork.toFixed(1)} ms;`,
      `resident ${resident.toFixed(0)} MB, after ${values.edits} edits ${after.toFixed(0)} MB`,
    ].join(" "),
  );
}
