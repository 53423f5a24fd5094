// Runs the mocha suite inside the extension host of the browser edition and waits for its verdict.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { bundleSuite } from "../suite/bundle.ts";
import { decode, type Tally } from "../tally.ts";
import { copyOfWorkspace } from "../workspace-copy.ts";
import { Editor } from "./editor.ts";
import { MissingTool, repositoryRoot } from "./script.ts";

const LIMIT_MS = 3 * 60_000;

/** The extension as it is in the repository's dist/, in a trusted window. */
export async function runInExtensionHost(print: (line: string) => void): Promise<Tally> {
  const extension = join(repositoryRoot, "dist/client/extension.js");
  if (!existsSync(extension)) throw new MissingTool(`${extension} is missing. Run: npm run build`);
  const suite = await bundleSuite();
  const workspace = await copyOfWorkspace();
  const verdict = new Verdict(print);
  try {
    const editor = await Editor.open({
      folder: workspace.folder,
      trusted: true,
      smokeTestDriver: true,
      // Here the authority is the literal word "remote".
      payload: [
        ["extensionDevelopmentPath", `vscode-remote://remote${repositoryRoot}`],
        ["extensionTestsPath", `vscode-remote://remote${suite}`],
      ],
      prepare: (page) => verdict.listen(page),
    });
    try {
      const tally = await verdict.wait(() => editor.consoleLines.slice(-30).join("\n"));
      if (tally.failed > 0) editor.complaints().forEach(print);
      return tally;
    } finally {
      await editor.close();
    }
  } finally {
    workspace.remove();
  }
}

class Verdict {
  readonly #print: (line: string) => void;
  readonly #exit: Promise<number>;
  #exited: (code: number) => void = () => {};
  #seen = 0;
  #tally: Tally | undefined;

  constructor(print: (line: string) => void) {
    this.#print = print;
    this.#exit = new Promise((done) => {
      this.#exited = done;
    });
  }

  async listen(page: Page): Promise<void> {
    page.on("console", (entry) => {
      const message = decode(entry.text());
      if (!message || message.number <= this.#seen) return;
      this.#seen = message.number;
      if (message.line !== undefined) this.#print(message.line);
      if (message.tally) this.#tally = message.tally;
    });
    // The workbench calls it with the suite's result; the host's own exit status says 0 even for a failed run.
    await page.exposeFunction("codeAutomationExit", (code: number) => this.#exited(code));
  }

  async wait(context: () => string): Promise<Tally> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((done) => {
      timer = setTimeout(() => done(undefined), LIMIT_MS);
    });
    const code = await Promise.race([this.#exit, late]);
    clearTimeout(timer);
    const tally = this.#tally;
    if (tally && code !== undefined && (code === 0) === (tally.failed === 0)) return tally;
    const what =
      code === undefined ? `did not end in ${LIMIT_MS / 60_000} minutes` : "gave no result";
    throw new Error(
      `The suite in the extension host ${what} (status: ${code}). The console:\n${context()}`,
    );
  }
}
