// A person's way through a finding in Restricted Mode, with the packaged extension: squiggle, hover, light bulb, gone.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Sample, samples } from "../samples.ts";
import { type Copy, copyOfWorkspace } from "../workspace-copy.ts";
import { Editor, type Problem, type Squiggle } from "./editor.ts";
import { repositoryRoot } from "./script.ts";

/** What the command line says of one finding; columns count from 1, ends are exclusive. */
interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly policy: string;
  readonly message: string;
}

describe("the packaged extension in Restricted Mode", () => {
  let workspace: Copy;
  let editor: Editor;

  before(async () => {
    const vsix = join(repositoryRoot, "msplint.vsix");
    assert(existsSync(vsix), `${vsix} is missing. Run: npm run package`);
    workspace = await copyOfWorkspace();
    editor = await Editor.open({ folder: workspace.folder, vsix });
  });

  after(async () => {
    await editor?.close();
    workspace?.remove();
  });

  for (const sample of samples) {
    it(`${sample.language}: shows ${sample.policy} at its token, and the light bulb's fix ends it`, async () => {
      const name = basename(sample.file);
      try {
        await showAndFix(sample, name);
      } catch (error) {
        for (const line of editor.complaints()) console.log(line);
        await editor.screenshot(screenshot(`${name}-failed`)).catch(() => {});
        throw error;
      }
    });
  }

  it("comes to rest and says nothing in pop-up notifications", async () => {
    await editor.untilStatus((items) => !items.some((item) => item.includes("msplint: scan")));
    assert.deepEqual(await editor.notifications(), []);
  });

  async function showAndFix(sample: Sample, name: string): Promise<void> {
    const file = join(workspace.folder, sample.file);
    const before = await readFile(file, "utf8");
    const expected = (await scan(workspace.folder, sample))[0];
    assert(expected, `the command line reports ${sample.policy} in ${sample.file}`);
    const token = textAt(before, expected);

    await editor.openFile(sample.file);
    const isExpected = (problem: Problem): boolean =>
      isOf(sample)(problem) && problem.line === expected.line && problem.column === expected.column;
    const problems = await editor.untilProblems(name, (found) => found.some(isExpected));
    const problem = problems.find(isExpected);
    assert(problem);
    assert.equal(problem.message, expected.message);
    assert.match(problem.link, new RegExp(`^https://.*${sample.policy}\\b`));

    await editor.goTo(expected.line, expected.column);
    await editor.untilSquiggles((found) =>
      found.some(
        ({ line, column, text }) =>
          line === expected.line && column === expected.column && text === token,
      ),
    );
    assert.match(await editor.hover(sample.policy), new RegExp(escape(expected.message)));
    await editor.screenshot(screenshot(`${name}-finding`));

    await editor.applyAction(sample.fix);
    const others = problems.filter(isOf(sample)).length - 1;
    const remaining = await editor.untilProblems(
      name,
      (found) => found.filter(isOf(sample)).length <= others,
    );
    // Another finding may stand at the same token; its squiggle stays.
    const isExplained = ({ line, column }: Squiggle): boolean =>
      remaining.some((other) => other.line === line && other.column === column);
    await editor.untilSquiggles((found) =>
      found.every((squiggle) => squiggle.text !== token || isExplained(squiggle)),
    );
    await editor.save();
    assert.notEqual(await readFile(file, "utf8"), before);
    assert.equal((await scan(workspace.folder, sample)).length, others);
    await editor.screenshot(screenshot(`${name}-fixed`));
  }
});

const isOf =
  (sample: Sample) =>
  ({ file, source, code }: Problem): boolean =>
    source === "msplint" && code === sample.policy && file === basename(sample.file);

function screenshot(name: string): string {
  return join(repositoryRoot, ".vscode-test/screenshots", `${name}.png`);
}

/** The findings of the command line, as the editor in Restricted Mode must have them. */
async function scan(folder: string, { file, policy }: Sample): Promise<Finding[]> {
  const command = join(repositoryRoot, "dist/server/cli.js");
  const args = [command, "scan", folder, "--format", "jsonl", "--untrusted"];
  const limits = { timeout: 30_000, maxBuffer: 1 << 26 };
  const output = await new Promise<string>((done, fail) => {
    execFile(process.execPath, args, limits, (error, stdout, stderr) => {
      // 1 means that there are findings
      if (error && error.code !== 1) fail(new Error(`${error.message}\n${stderr}`));
      else done(stdout);
    });
  });
  return output
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Finding)
    .filter((finding) => finding.policy === policy && finding.file === file);
}

function textAt(text: string, { line, column, endLine, endColumn }: Finding): string {
  assert.equal(endLine, line, "the finding is on one line");
  return (text.split(/\r?\n/)[line - 1] ?? "").slice(column - 1, endColumn - 1);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
