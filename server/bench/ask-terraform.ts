// `npx tsx server/bench/ask-terraform.ts FILE`: asks the `terraform` on this machine for the answers of every row anew.

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

interface Header {
  readonly header: true;
  terraform?: string;
  readonly locals: string;
  readonly files?: Readonly<Record<string, { readonly text: string }>>;
}

interface Row {
  readonly group: string;
  readonly expr: string;
  result?: string;
  type?: string;
  unknown?: true;
  sensitive?: true;
  ephemeral?: true;
  console?: string;
  error?: string;
  /** Why our answer is another one; it is kept. */
  readonly differs?: string;
}

/** Two consoles in one folder would wait for each other's lock. */
const workers = 2;
const escape = /\\(?:x([0-9a-f]{2})|U([0-9a-f]{8})|(.))/g;

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("usage: npx tsx server/bench/ask-terraform.ts FILE");
  process.exit(2);
}
const [first = "{}", ...rest] = readFileSync(file, "utf8").trim().split("\n");
const header = JSON.parse(first) as Header;
const rows = rest.map((line): Row => {
  const { group, expr, differs } = JSON.parse(line) as Row;
  return { group, expr, ...(differs === undefined ? {} : { differs }) };
});
const queue = [...rows];
const folder = mkdtempSync(join(tmpdir(), "expressions-"));
try {
  await Promise.all(Array.from({ length: workers }, (_, index) => work(join(folder, `${index}`))));
  const version = await run(folder, ["version", "-json"], "");
  header.terraform = (JSON.parse(version.out) as { terraform_version: string }).terraform_version;
} finally {
  rmSync(folder, { recursive: true });
}
writeFileSync(file, `${[header, ...rows].map((row) => JSON.stringify(row)).join("\n")}\n`);

async function work(root: string): Promise<void> {
  for (const [path, { text }] of Object.entries({
    ...header.files,
    "main.tf": { text: header.locals },
  })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  for (let row = queue.shift(); row; row = queue.shift()) await answer(root, row);
}

/** The value as JSON, else what the console says of it. */
async function answer(root: string, row: Row): Promise<void> {
  const json = await ask(root, `jsonencode(${row.expr})`);
  if (json.out === "" || json.failed) {
    const plain = await ask(root, row.expr);
    // An infinite number is a value, and has no JSON.
    if (!plain.failed && plain.out.endsWith("Inf")) row.console = plain.out;
    else row.error = plain.error || json.error || "Error";
  } else if (json.out === "(known after apply)") row.unknown = true;
  else if (json.out === "(ephemeral value)") row.ephemeral = true;
  else if (json.out === "(sensitive value)") {
    row.sensitive = true;
    const shown = await ask(root, `nonsensitive(jsonencode(${row.expr}))`);
    if (shown.out === "(known after apply)") row.unknown = true;
    else row.result = textOf(shown.out);
  } else row.result = textOf(json.out);
  if (row.error !== undefined) return;
  const type = await ask(root, `type(${row.expr})`);
  if (!type.failed) row.type = type.out.replace(/\s+/g, " ");
}

/** The console quotes texts as Go does, which has a few escapes more than JSON. */
function textOf(quoted: string): string {
  const json = quoted.replace(escape, (written, two?: string, eight?: string, letter?: string) => {
    const code = two ?? eight;
    if (code !== undefined)
      return JSON.stringify(String.fromCodePoint(Number.parseInt(code, 16))).slice(1, -1);
    return letter === "a" ? "\\u0007" : letter === "v" ? "\\u000b" : written;
  });
  return JSON.parse(json) as string;
}

interface Answer {
  readonly out: string;
  readonly error: string;
  readonly failed: boolean;
}

async function ask(root: string, expression: string): Promise<Answer> {
  return run(root, ["console"], `${expression}\n`);
}

function run(root: string, words: readonly string[], input: string): Promise<Answer> {
  return new Promise((done) => {
    const child = spawn("terraform", words, {
      cwd: root,
      env: { ...process.env, TF_CLI_CONFIG_FILE: "/dev/null" },
    });
    let out = "";
    let errors = "";
    child.stdout.on("data", (data) => (out += String(data)));
    child.stderr.on("data", (data) => (errors += String(data)));
    child.on("close", (code) => {
      // oxlint-disable-next-line no-control-regex
      const plain = errors.replace(/\u001b\[[0-9;]*m/g, "");
      const error = /Error: .*/.exec(plain)?.[0].trim() ?? "";
      done({ out: out.trim(), error, failed: code !== 0 || error !== "" });
    });
    child.stdin.end(input);
  });
}
