// Measures what an editor waits for: from the server's spawn to the first findings, from an edit to the next ones, and memory.
//
//   npm run build && npx tsx server/bench/lsp-latency.ts [--server FILE] [--starts N] [--edits N] [--node-args ARGS]
//     [--node FILE] [--compile-cache FOLDER]
//
// An editor runs the server with a Node of its own, newer than 20, and keeps the compiled code between starts: give
// that Node and a folder to measure it so. The arguments are those that our client gives.
//
// Without an attached managed policy nothing needs the large tables; the second document does.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { serverArguments } from "../../client/src/server-arguments.ts";
import { edits, memory, percentile, type Running, start, worked } from "./running-server.ts";

const { values } = parseArgs({
  options: {
    server: { type: "string", default: join(import.meta.dirname, "../../dist/server/main.js") },
    starts: { type: "string", default: "7" },
    edits: { type: "string", default: "200" },
    "node-args": { type: "string", default: serverArguments.join(" ") },
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

const folder = mkdtempSync(join(tmpdir(), "msplint-latency-"));
const file = join(folder, "main.tf");
const options = {
  server: values.server,
  node: values.node,
  nodeArguments: values["node-args"].split(" ").filter(Boolean),
  compileCache: values["compile-cache"],
  file,
};

for (const managed of [false, true]) {
  const text = document(managed);
  writeFileSync(file, text);
  const starts: Running[] = [];
  for (let index = 0; index < Number(values.starts); index++) {
    const running = await start(options);
    starts.push(running);
    await running.stop();
  }
  const running = await start(options);
  const startWork = worked(running.child);
  const resident = memory(running.child);
  // A name inside the document is moved, so that the findings after it go to and fro.
  const times = await edits(running, text, text.indexOf("backup-40"), Number(values.edits));
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
rmSync(folder, { recursive: true });
