// The extension in a real extension host: findings, fixes, settings and restart, through VS Code's own API.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { type Sample, samples } from "../samples.ts";

const LIMIT_MS = 10_000;

describe("msplint in the extension host", () => {
  for (const sample of samples) {
    it(`${sample.language}: reports ${sample.policy}, and its fix makes it go away`, async () => {
      const document = await open(sample);
      const [finding] = await untilFindings(document, sample, (found) => found.length > 0);
      assert(finding);

      assert.equal(finding.source, "msplint");
      const { Error, Warning } = vscode.DiagnosticSeverity;
      assert([Error, Warning].includes(finding.severity), `severity ${finding.severity}`);
      assertHasLink(finding, sample.policy);
      assertIsToken(document, finding.range);

      const before = (await untilFindings(document, sample, (found) => found.length > 0)).length;
      await apply(await fixFor(document, finding, sample));
      await untilFindings(document, sample, (found) => found.length < before);

      await vscode.commands.executeCommand("undo");
      await untilFindings(document, sample, (found) => found.length === before);
    });
  }

  it("restarts its server and has the findings again", async () => {
    const [sample] = samples;
    assert(sample);
    const document = await open(sample);
    await untilFindings(document, sample, (found) => found.length > 0);
    const reported = untilReported(document.uri);
    await vscode.commands.executeCommand("msplint.restartServer");
    await reported;
    await untilFindings(document, sample, (found) => found.length > 0);
  });

  it("follows msplint.minSeverity without a restart", async () => {
    const documents: vscode.TextDocument[] = [];
    for (const sample of samples) documents.push(await open(sample));
    const count = () => documents.flatMap((document) => findings(document)).length;
    const isKnown = (sample: Sample, index: number) =>
      findings(documents[index]!, sample.policy).length > 0;
    await until(() => samples.every(isKnown), "findings in every sample");
    const before = count();
    const settings = vscode.workspace.getConfiguration("msplint");
    await settings.update("minSeverity", "critical", vscode.ConfigurationTarget.Global);
    try {
      await until(() => count() < before, "fewer findings");
      for (const finding of documents.flatMap((document) => findings(document))) {
        assert.equal(finding.severity, vscode.DiagnosticSeverity.Error, finding.message);
      }
    } finally {
      await settings.update("minSeverity", undefined, vscode.ConfigurationTarget.Global);
    }
    await until(() => count() === before, `${before} findings again`);
  });
});

async function open({ file }: Sample): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert(folder, "a workspace folder is open");
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, file));
  await vscode.window.showTextDocument(document);
  return document;
}

function findings({ uri }: vscode.TextDocument, policy?: string): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === "msplint")
    .filter((diagnostic) => policy === undefined || codeOf(diagnostic)?.value === policy);
}

function codeOf({ code }: vscode.Diagnostic): { value: string | number; target?: vscode.Uri } {
  return typeof code === "object" ? code : { value: code ?? "" };
}

async function untilFindings(
  document: vscode.TextDocument,
  { policy }: Sample,
  satisfied: (found: vscode.Diagnostic[]) => boolean,
): Promise<vscode.Diagnostic[]> {
  await until(
    () => satisfied(findings(document, policy)),
    () => `such findings of ${policy}; there are: ${JSON.stringify(findings(document))}`,
  );
  return findings(document, policy);
}

/** The code is the policy's id and leads to the policy's page. */
function assertHasLink(finding: vscode.Diagnostic, policy: string): void {
  const { value, target } = codeOf(finding);
  assert.equal(value, policy);
  assert.equal(target?.scheme, "https");
  assert.match(target.toString(true), new RegExp(`${policy}\\b`));
}

/** Not a whole block or line: one value, without the space around it. */
function assertIsToken(document: vscode.TextDocument, range: vscode.Range): void {
  const text = document.getText(range);
  assert(range.isSingleLine, `spans several lines: ${text}`);
  assert.notEqual(text, "");
  assert.equal(text, text.trim());
}

async function fixFor(
  document: vscode.TextDocument,
  finding: vscode.Diagnostic,
  { fix }: Sample,
): Promise<vscode.CodeAction> {
  const resolved = 50; // the editor asks for an action's edit only when it needs it
  let found: vscode.CodeAction | undefined;
  let titles: string[] = [];
  // The window, which says what there is to fix here, hears of a finding later than the host.
  await until(
    async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        finding.range,
        vscode.CodeActionKind.QuickFix.value,
        resolved,
      );
      titles = actions.map(({ title }) => title);
      found = actions.find(({ title }) => fix.test(title));
      return found !== undefined;
    },
    () => `${fix} among: ${titles.join(" | ")}`,
  );
  return found!;
}

async function apply({ edit, command }: vscode.CodeAction): Promise<void> {
  assert(edit ?? command, "the action does something");
  if (edit) assert(await vscode.workspace.applyEdit(edit), "the edit was applied");
  if (command) await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
}

/** The next report about a document, be it the same findings. */
function untilReported(uri: vscode.Uri): Promise<void> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error("no report")), LIMIT_MS);
    const listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (!uris.some((changed) => changed.toString() === uri.toString())) return;
      clearTimeout(timer);
      listener.dispose();
      done();
    });
  });
}

async function until(
  satisfied: () => boolean | Promise<boolean>,
  what: string | (() => string),
): Promise<void> {
  const end = Date.now() + LIMIT_MS;
  while (!(await satisfied())) {
    if (Date.now() > end) {
      assert.fail(`after ${LIMIT_MS / 1000} s: no ${typeof what === "string" ? what : what()}`);
    }
    await new Promise((done) => {
      setTimeout(done, 25);
    });
  }
}
