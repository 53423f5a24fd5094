// Measures an edit in a large unit: a root module of 40 files that calls 20 modules of 8 files each, twice.
//
//   npm run build -- --release && npx tsx server/bench/large-unit.ts [--edits N] [--node FILE] [--compile-cache FOLDER]

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { edits, memory, percentile, start, worked } from "./running-server.ts";

const { values } = parseArgs({
  options: {
    edits: { type: "string", default: "100" },
    node: { type: "string", default: process.execPath },
    "compile-cache": { type: "string", default: "" },
  },
});

const modules = 20;
const filesOfModule = 8;
const filesOfRoot = 40;

const root = mkdtempSync(join(tmpdir(), "msplint-large-"));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** A role that the provider can assume, what it may do, and a group of rules. */
function access(name: string, account: string, open: boolean): string {
  return `
resource "aws_iam_role" "${name}" {
  name = "${name}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::\${${account}}:root" }
      ${open ? "" : `Condition = { StringEquals = { "sts:ExternalId" = var.external_id } }`}
    }]
  })
}

resource "aws_iam_role_policy" "${name}" {
  role   = aws_iam_role.${name}.id
  policy = data.aws_iam_policy_document.${name}.json
}

data "aws_iam_policy_document" "${name}" {
  statement {
    actions   = ["s3:GetObject", "s3:ListBucket", "logs:GetLogEvents"]
    resources = ["arn:aws:s3:::\${var.environment}-${name}/*"]
  }
}

resource "aws_security_group" "${name}" {
  name = "${name}"
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}
`;
}

const variables = `variable "environment" {}
variable "external_id" {}
variable "provider_account" {
  default = "222222222222"
}
`;
for (let index = 0; index < filesOfRoot - 1; index++)
  write(`file${index}.tf`, access(`root_${index}`, "var.provider_account", index % 10 === 0));
const calls = Array.from({ length: 2 * modules }, (_, index) => {
  const module = index % modules;
  return `
module "m${index}" {
  source           = "./modules/m${module}"
  environment      = var.environment
  external_id      = var.external_id
  provider_account = "3333333333${String(index).padStart(2, "0")}"
}
`;
});
write("main.tf", variables + calls.join(""));
for (let module = 0; module < modules; module++) {
  write(`modules/m${module}/variables.tf`, variables);
  for (let index = 1; index < filesOfModule; index++)
    write(
      `modules/m${module}/file${index}.tf`,
      access(`m${module}_${index}`, "var.provider_account", index === 1),
    );
}

for (const path of ["main.tf", "file0.tf", "modules/m7/file1.tf"]) {
  const text = readFileSync(join(root, path), "utf8");
  const running = await start({
    server: join(import.meta.dirname, "../../dist/server/main.js"),
    node: values.node,
    nodeArguments: [],
    compileCache: values["compile-cache"],
    file: join(root, path),
    folder: root,
  });
  // The scan of the workspace says what belongs together; the edits are measured after it.
  await new Promise((resolve) => setTimeout(resolve, 8_000));
  const before = worked(running.child);
  const offset = text.indexOf(path === "main.tf" ? "333333333303" : '"sts:AssumeRole"');
  const times = await edits(running, text, offset, Number(values.edits));
  const work = (worked(running.child) - before) / times.length;
  console.log(
    `${path}: edit to findings p50 ${percentile(times, 0.5).toFixed(1)} p95 ${percentile(times, 0.95).toFixed(1)} ms, on the processor ${work.toFixed(1)} ms; resident ${memory(running.child).toFixed(0)} MB`,
  );
  await running.stop();
}
rmSync(root, { recursive: true });
