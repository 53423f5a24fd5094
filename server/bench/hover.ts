// `npx tsx server/bench/hover.ts [ROLES]`: what a hover costs the server in a file of many roles with three policies each.
//
// Each place is asked for three times: the first time loads and decodes what nobody asked for before. Milliseconds of processor
// time of the server's main thread, and of the clock.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { Hover } from "vscode-languageserver";
import { manyRoles } from "./many-roles.ts";
import { memory, start, worked } from "./running-server.ts";

const roles = Number(process.argv[2] ?? 1000);

/** What stands where a hover is asked for, each in the middle of the file. */
const places: readonly (readonly [string, string])[] = [
  ["nothing", 'name = "role-'],
  ["a principal", "arn:aws:iam::"],
  ["an action", "sts:AssumeRole"],
  ["a wildcard of a service", "ec2:*"],
  ["an action in NotAction", "iam:*"],
  ["an action in the value of a variable", '"s3:List*"]\n}'],
  [
    "a policy of three statements",
    'jsonencode({ Version = "2012-10-17", Statement = [\n    { Effect = "Allow", Action = ["s3',
  ],
  [
    "a policy with NotAction",
    'jsonencode({ Version = "2012-10-17", Statement = [\n    { Effect = "Allow", Action = ["sts',
  ],
  ["the ARN of ReadOnlyAccess", "arn:aws:iam::aws:policy/ReadOnlyAccess"],
  ["the ARN of PowerUserAccess", "arn:aws:iam::aws:policy/PowerUserAccess"],
  ["a reference to a policy", "aws_iam_policy.c"],
  ["a policy of 100 statements", 'jsonencode({ Version = "2012-10-17", Id'],
  ["everything but two services on one bucket", 'jsonencode({ Version = "2012-10-17", Sid'],
];

/** About 6 KB, as long as a managed policy may be. */
function longPolicy(): string {
  const statements = Array.from(
    { length: 100 },
    (_, index) =>
      `{ Effect = "Allow", Action = ["ec2:${["Describe", "Create", "Delete"][index % 3]}${String.fromCharCode(65 + (index % 26))}*"], Resource = "arn:aws:ec2:*:*:${["instance", "volume", "snapshot"][index % 3]}/*-${index}" }`,
  );
  return `variable "written" {
  default = ["s3:List*"]
}
resource "aws_iam_policy" "variable" {
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = var.written, Resource = "*" }] })
}
resource "aws_iam_policy" "long" {
  policy = jsonencode({ Version = "2012-10-17", Id = "long", Statement = [${statements.join(",")}] })
}
resource "aws_iam_policy" "wide" {
  policy = jsonencode({ Version = "2012-10-17", Sid = "x", Statement = [
    { Effect = "Allow", NotAction = ["iam:*", "sts:Get*"], Resource = "arn:aws:s3:::*-one" },
  ] })
}
`;
}

const folder = mkdtempSync(join(tmpdir(), "msplint-hover-"));
try {
  const text = manyRoles(roles) + longPolicy();
  const file = join(folder, "main.tf");
  writeFileSync(file, text);
  const running = await start({
    server: join(import.meta.dirname, "../../dist/server/main.js"),
    node: process.execPath,
    nodeArguments: [],
    compileCache: "",
    file,
    folder,
  });
  const { child, connection, uri } = running;
  console.log(
    `${roles} roles, ${(text.length / 1000).toFixed(0)} KB; ${memory(child).toFixed(0)} MB`,
  );
  const half = text.indexOf("role-500");
  for (const [name, mark] of places) {
    const found = text.indexOf(mark, half);
    const offset = (found < 0 ? text.indexOf(mark) : found) + 1;
    const before = text.slice(0, offset).split("\n");
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    const times: string[] = [];
    let answer: Hover | null = null;
    for (let round = 0; round < 3; round++) {
      const [clock, cpu] = [performance.now(), worked(child)];
      answer = await connection.sendRequest("textDocument/hover", {
        textDocument: { uri },
        position,
      });
      times.push(`${(worked(child) - cpu).toFixed(1)} (${(performance.now() - clock).toFixed(1)})`);
    }
    const [first] = JSON.stringify(answer?.contents ?? "-").split("\\n");
    console.log(`${name.padEnd(42)} ${times.join("  ")}  ${first?.slice(0, 90)}`);
  }
  console.log(`${memory(child).toFixed(0)} MB`);
  await running.stop();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
