// Scans one folder in a process that may die: told by its parent what to scan, tells it what was found.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bundledKinds, bundledPolicies } from "./bundled.ts";
import type { Finding } from "./check/finding.ts";
import { tableNow } from "./host.ts";
import { optimiseLate } from "./host-engine.ts";
import { loadUserPolicies } from "./host-policies.ts";
import { answersOf, fill, serve } from "./host-scan.ts";
import type { ChildMessage, ChildRequest } from "./host-supervisor.ts";
import { loadLanguages } from "./languages/index.ts";
import { findingDiagnostic, problemDiagnostic } from "./lsp/diagnostics.ts";
import type { FileReport, ScanResult } from "./lsp/environment.ts";
import { uriOf } from "./lsp/uri.ts";
import { readRegister } from "./model/register-file.ts";
import type { Unit } from "./model/unit.ts";
import { defaultLimits } from "./text/limits.ts";
import { atLeast } from "./views/summary.ts";
import { Workspace } from "./workspace.ts";
import { membersOf } from "./workspace-units.ts";

optimiseLate();

const tell = (message: ChildMessage): void => {
  process.send?.(message);
};

process.on("disconnect", () => process.exit(0));
process.once("message", (request: ChildRequest) => {
  scan(request).then(
    (result) => tell({ is: "done", result }),
    // The parent takes the end of this process for the failure that it is.
    () => process.exit(1),
  );
});

async function scan(request: ChildRequest): Promise<ScanResult> {
  const { root, uri, configuration, can, skip } = request;
  const policies = [...bundledPolicies];
  const brought = join(root, ".msplint/policies");
  for (const folder of [configuration.policies, configuration.trusted ? brought : ""])
    if (folder !== "" && existsSync(folder))
      policies.push(...loadUserPolicies(folder, policies).policies);
  const register =
    configuration.register === "" || !existsSync(configuration.register)
      ? undefined
      : readRegister({
          path: configuration.register,
          text: readFileSync(configuration.register, "utf8"),
        }).register;
  const workspace = new Workspace({
    policies,
    kinds: bundledKinds,
    limits: defaultLimits,
    table: tableNow,
    today: new Date().toISOString().slice(0, 10),
    untrusted: !configuration.trusted,
    exclude: configuration.exclude,
    forget: true,
    ...(register ? { register } : {}),
  });
  const limits = { limits: defaultLimits };
  fill(workspace, { root }, limits);
  await loadLanguages();
  const answer = answersOf({ root }, limits);
  for (const unit of skip.length > 0 ? workspace.units() : []) {
    if (!skip.includes(nameOf(unit, workspace))) continue;
    for (const path of membersOf(unit))
      workspace.files.notRead(path, "The file is not analysed: reading it ended the scan twice.");
  }
  for (const wanted of workspace.refresh((unit, done, total) =>
    tell({ is: "progress", done, total, unit: nameOf(unit, workspace) }),
  )) {
    serve(workspace, wanted, answer);
    // So that the end of the parent is heard.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { findings, problems } = workspace.results();
  const files = {
    file: (path: string) => workspace.files.get(path),
    uri: (path: string) => uriOf(uri, path),
  };
  const shown = findings.filter((each) => atLeast(each.severity, configuration.minSeverity));
  const paths = new Set([...shown, ...problems].map((each) => each.file));
  const reports = [...paths].map((file): FileReport => {
    const own = shown.filter((each) => each.file === file);
    const said = problems.filter((each) => each.file === file);
    return {
      file,
      findings: own.map(withoutFixes),
      diagnostics: [
        ...own.map((finding) => findingDiagnostic(finding, files, can)),
        ...said.map((problem) => problemDiagnostic(problem, files, can)),
      ],
    };
  });
  return {
    reports,
    units: workspace.snapshots().map(({ unit }) => membersOf(unit)),
    evidence: workspace.evidence(),
  };
}

function withoutFixes(finding: Finding): FileReport["findings"][number] {
  const { fixes: _, ...rest } = finding;
  return rest;
}

/** The unit with its content: what has killed a scan is tried again when it has changed. */
function nameOf(unit: Unit, workspace: Workspace): string {
  const hash = createHash("sha256");
  for (const path of membersOf(unit))
    hash.update(workspace.files.get(path)?.text ?? "").update("\0");
  return `${unit.language} ${unit.id} ${hash.digest("hex")}`;
}
