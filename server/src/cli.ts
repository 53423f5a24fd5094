#!/usr/bin/env node
// The command line: arguments in, reports and an exit status out.

import { existsSync, lstatSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { bundledKinds, bundledPolicies } from "./bundled.ts";
import type { Policy } from "./check/policy.ts";
import { version } from "./generated/version.ts";
import { tableNow } from "./host.ts";
import { optimiseLate } from "./host-engine.ts";
import type { UserPolicies } from "./host-policies.ts";
import { loadUserPolicies } from "./host-policies.ts";
import { writeReport } from "./host-report.ts";
import type { Folder } from "./host-scan.ts";
import { analyseAll, answersOf, fill, folderOf } from "./host-scan.ts";
import { loadLanguages } from "./languages/index.ts";
import type { Register, Severity } from "./model/register.ts";
import { severities } from "./model/register.ts";
import { readRegister } from "./model/register-file.ts";
import { defaultLimits } from "./text/limits.ts";
import { findingRow, problemRow } from "./views/jsonl.ts";
import { policyPage } from "./views/page.ts";
import { plain } from "./views/plain.ts";
import { positionOf } from "./views/position.ts";
import { sarif } from "./views/sarif.ts";
import { shownFacts, shownResources, showText } from "./views/show.ts";
import { atLeast, exitStatus, summarise } from "./views/summary.ts";
import { paint, summaryLine, textReport } from "./views/text.ts";
import type { Results, WorkspaceOptions } from "./workspace.ts";
import { Workspace } from "./workspace.ts";

const usage = `Usage:
  msplint scan PATH… [--only FILE…] [--format text|jsonl|json|sarif] [--output FILE]
               [--min-severity critical|high|medium|low|info] [--untrusted]
               [--register FILE] [--policies DIR] [--no-color]
  msplint show PATH [--kind GLOB] [--format text|jsonl]
  msplint explain POLICY
  msplint --version | --help

Exit status: 0 nothing found, 1 findings, 2 wrong usage or the output could not be written,
3 incomplete: something was not read or has a syntax error.
`;

/** Wrong usage: a message for the user, and exit status 2. */
class UsageError extends Error {}

function main(args: readonly string[]): number {
  const [command, ...rest] = args;
  switch (command) {
    case "scan":
      return scan(rest);
    case "show":
      return show(rest);
    case "explain":
      return explain(rest);
    case "--version":
    case "-v":
      process.stdout.write(`${version}\n`);
      return 0;
    case "--help":
    case "-h":
    case "help":
      process.stdout.write(usage);
      return 0;
    case undefined:
      throw new UsageError("A command is missing.");
    default:
      throw new UsageError(`There is no command "${command}".`);
  }
}

const scanOptions = {
  only: { type: "string", multiple: true },
  format: { type: "string", default: "text" },
  output: { type: "string" },
  "min-severity": { type: "string", default: "info" },
  untrusted: { type: "boolean", default: false },
  register: { type: "string" },
  policies: { type: "string" },
  "no-color": { type: "boolean", default: false },
} as const;

interface Scanned {
  readonly root: string;
  readonly workspace: Workspace;
  readonly results: Results;
}

function scan(args: readonly string[]): number {
  const { values, positionals } = parsed(args, scanOptions);
  if (positionals.length === 0) throw new UsageError("A path is missing.");
  const format = oneOf("--format", values.format, ["text", "jsonl", "json", "sarif"]);
  const threshold = oneOf("--min-severity", values["min-severity"], severities);
  const policies = policiesFrom(values.policies);
  const options = workspaceOptions(
    policies.policies,
    values.untrusted,
    registerFrom(values.register),
    true,
  );
  const only = new Set((values.only ?? []).map((file) => resolve(file)));
  const scanned = positionals.map((path) => scanOne(path, options, only, threshold));
  const report = render(
    format,
    scanned,
    policies.policies,
    !values["no-color"] && coloured(values.output),
  );
  if (!writeReport(values.output, report)) return 2;
  const problems = [...policies.problems, ...scanned.flatMap((each) => each.results.problems)];
  for (const problem of policies.problems) {
    const { line, column } = positionOf(policies.file(problem.file), problem.range);
    process.stderr.write(`${plain(`${problem.file}:${line}:${column}: ${problem.message}`)}\n`);
  }
  return exitStatus(
    scanned.flatMap((each) => each.results.findings),
    problems,
  );
}

function scanOne(
  path: string,
  options: WorkspaceOptions,
  only: ReadonlySet<string>,
  threshold: Severity,
): Scanned {
  const folder = existing(path);
  const workspace = new Workspace(options);
  fill(workspace, folder, options);
  const progress = progressLine();
  analyseAll(workspace, answersOf(folder, options), (done) => progress.step(done));
  progress.end();
  const results = workspace.results();
  const wanted = (file: string) => only.size === 0 || only.has(resolve(folder.root, file));
  return {
    root: folder.file === undefined ? path : path.slice(0, path.length - folder.file.length) || ".",
    workspace,
    results: {
      ...results,
      findings: results.findings.filter(
        (each) => wanted(each.file) && atLeast(each.severity, threshold),
      ),
      problems: results.problems.filter((each) => wanted(each.file)),
    },
  };
}

function render(
  format: "text" | "jsonl" | "json" | "sarif",
  scanned: readonly Scanned[],
  policies: readonly Policy[],
  colours: boolean,
): string {
  const rows = () =>
    scanned.flatMap(({ root, workspace, results }) => [
      ...results.findings.map((finding) =>
        findingRow(root, finding, workspace.files.get(finding.file)),
      ),
      ...results.problems.map((problem) =>
        problemRow(root, problem, workspace.files.get(problem.file)),
      ),
    ]);
  const summary = summarise(
    scanned.flatMap((each) => each.results.findings),
    scanned.flatMap((each) => each.results.problems),
    scanned.reduce((sum, each) => sum + each.results.suppressed.length, 0),
    scanned.reduce((sum, each) => sum + each.results.files, 0),
  );
  switch (format) {
    case "text":
      return (
        scanned
          .map(({ root, workspace, results }) =>
            textReport(
              root,
              results.findings,
              results.problems,
              (file) => workspace.files.get(file),
              paint(colours),
            ),
          )
          .join("") + `${summaryLine(summary)}\n`
      );
    case "jsonl":
      return rows()
        .map((row) => `${JSON.stringify(row)}\n`)
        .join("");
    case "json": {
      const all = rows();
      const isProblem = (policy: string) => policy.startsWith("analysis/");
      return `${JSON.stringify({ findings: all.filter((row) => !isProblem(row.policy)), problems: all.filter((row) => isProblem(row.policy)), summary }, undefined, 2)}\n`;
    }
    case "sarif":
      return `${JSON.stringify(
        sarif({
          version,
          policies,
          workspaces: scanned.map(({ root, workspace, results }) => ({
            findings: results.findings,
            problems: results.problems,
            file: (file) => workspace.files.get(file),
            prefix: scanned.length === 1 ? "" : `${root.replace(/^\/+|\/+$/g, "")}/`,
          })),
        }),
        undefined,
        2,
      )}\n`;
  }
}

function show(args: readonly string[]): number {
  const { values, positionals } = parsed(args, {
    kind: { type: "string", default: "*" },
    format: { type: "string", default: "text" },
    untrusted: scanOptions.untrusted,
    register: scanOptions.register,
    policies: scanOptions.policies,
  } as const);
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) throw new UsageError("show takes one path.");
  const format = oneOf("--format", values.format, ["text", "jsonl"]);
  const options = workspaceOptions(
    policiesFrom(values.policies).policies,
    values.untrusted,
    registerFrom(values.register),
    false,
  );
  const workspace = new Workspace(options);
  const folder = existing(path);
  fill(workspace, folder, options);
  analyseAll(workspace, answersOf(folder, options));
  const text = (file: string) => workspace.files.get(file);
  const shown = [
    ...workspace.snapshots().flatMap((each) => shownResources(each, values.kind, text)),
    ...shownFacts(workspace.joinedFacts(), values.kind, text),
  ];
  const report =
    format === "jsonl"
      ? shown.map((each) => `${JSON.stringify(each)}\n`).join("")
      : `${showText(shown)}\n`;
  if (!writeReport(undefined, report)) return 2;
  return exitStatus([], workspace.results().problems);
}

function explain(args: readonly string[]): number {
  const { positionals } = parsed(args, {});
  const [id] = positionals;
  const policy = bundledPolicies.find(
    (each) => each.id === id || (id !== undefined && each.formerly.includes(id)),
  );
  if (!policy)
    throw new UsageError(
      id === undefined ? "A policy is missing." : `There is no policy "${id}".${nearest(id)}`,
    );
  process.stdout.write(policyPage(policy));
  return 0;
}

function nearest(id: string): string {
  const word = id.split("/").pop() ?? id;
  const similar = bundledPolicies
    .map((each) => each.id)
    .filter((each) => word !== "" && each.includes(word));
  return ` ${similar.length > 0 ? `Do you mean ${similar.join(" or ")}?` : `There are: ${bundledPolicies.map((each) => each.id).join(", ")}.`}`;
}

function workspaceOptions(
  policies: readonly Policy[],
  untrusted: boolean,
  register: Register | undefined,
  forget: boolean,
): WorkspaceOptions {
  return {
    policies,
    kinds: bundledKinds,
    limits: defaultLimits,
    table: tableNow,
    today: new Date().toISOString().slice(0, 10),
    untrusted,
    exclude: [],
    forget,
    ...(register ? { register } : {}),
  };
}

function policiesFrom(folder: string | undefined): UserPolicies {
  if (folder === undefined)
    return { policies: bundledPolicies, problems: [], file: () => undefined };
  if (!existsSync(folder)) throw new UsageError(`There is no folder "${folder}".`);
  const own = loadUserPolicies(folder, bundledPolicies);
  return { ...own, policies: [...bundledPolicies, ...own.policies] };
}

function registerFrom(file: string | undefined): Register | undefined {
  if (file === undefined) return undefined;
  if (!existsSync(file) || !lstatSync(file).isFile())
    throw new UsageError(`There is no file "${file}".`);
  const read = readRegister({ path: file, text: readFileSync(file, "utf8") });
  const [first] = read.problems;
  if (first) throw new UsageError(`${file}: ${first.message}`);
  return read.register;
}

function existing(path: string): Folder {
  try {
    return folderOf(path);
  } catch {
    throw new UsageError(`There is no file or folder "${path}".`);
  }
}

function parsed<T extends NonNullable<Parameters<typeof parseArgs>[0]>["options"] & {}>(
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : "The arguments are wrong.");
  }
}

function oneOf<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new UsageError(`${option} is one of ${choices.join(", ")}.`);
  return found;
}

function coloured(output: string | undefined): boolean {
  return output === undefined && process.stdout.isTTY && !process.env["NO_COLOR"];
}

/** A line on a terminal that shows how far a scan is, once it takes longer than a second. */
function progressLine(): { step: (done: number) => true; end: () => void } {
  const started = Date.now();
  let shown = false;
  return {
    step: (done) => {
      if (process.stderr.isTTY && Date.now() - started > 1000) {
        shown = true;
        process.stderr.write(`\r${done} units analysed`);
      }
      return true;
    },
    end: () => {
      if (shown) process.stderr.write("\r\u001b[K");
    },
  };
}

// Units that are done are garbage. V8 lets its heap grow up to fourfold before it looks for some; with this
// bound a scan of a large repository needs about half the memory, and no more processor time.
setFlagsFromString("--heap-growing-percent=80");
optimiseLate();

try {
  await loadLanguages();
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`msplint: ${plain(error.message)}\n\n${usage}`);
  process.exitCode = 2;
}
