// Drives a real VS Code in Chromium as a person would: opens files, sees squiggles, uses the light bulb, hovers, saves.
import { mkdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Locator, Page } from "playwright-core";
import { decode } from "../tally.ts";
import { launchChromium } from "./chromium.ts";
import { type Problem, type Squiggle, visibleProblems, visibleSquiggles } from "./page-content.ts";
import { type RunningServer, type ServerOptions, startServer } from "./server.ts";

export type { Problem, Squiggle } from "./page-content.ts";

/** How long anything on the page may take: a slow, busy machine included. */
const PATIENCE_MS = 15_000;

export interface EditorOptions extends ServerOptions {
  /** Absolute path of the folder to open. */
  readonly folder: string;
  /** A file in it to open at once, relative to the folder. */
  readonly file?: string;
  /** More for the workbench, as `extensionTestsPath`. */
  readonly payload?: readonly (readonly [string, string])[];
  /** Called before the page loads. */
  readonly prepare?: (page: Page) => Promise<void>;
}

export class Editor {
  readonly page: Page;
  /** What the workbench and the extension host wrote to the console, newest last. */
  readonly consoleLines: string[] = [];
  readonly #options: EditorOptions;
  readonly #server: RunningServer;
  readonly #browser: Browser;

  private constructor(options: EditorOptions, server: RunningServer, browser: Browser, page: Page) {
    this.#options = options;
    this.#server = server;
    this.#browser = browser;
    this.page = page;
    page.on("console", (message) => {
      this.consoleLines.push(message.text());
      if (this.consoleLines.length > 500) this.consoleLines.shift();
    });
  }

  /** Installs what is missing, starts everything and waits until the folder, and the file if one is named, is shown. */
  static async open(options: EditorOptions): Promise<Editor> {
    const browser = await launchChromium();
    let server: RunningServer | undefined;
    try {
      server = await startServer({ endsAlone: true, ...options });
      const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
      page.setDefaultTimeout(PATIENCE_MS);
      const editor = new Editor(options, server, browser, page);
      await editor.#show();
      return editor;
    } catch (error) {
      await browser.close();
      await server?.stop();
      throw error;
    }
  }

  async #show(): Promise<void> {
    const { folder, file, payload = [], prepare } = this.#options;
    // tsx names inner functions through a helper that does not exist in the page, where some of them run.
    await this.page.addInitScript("globalThis.__name = (target) => target");
    await prepare?.(this.page);
    // The authority must be the server's own: with another one the editor shows the file, but it is not the document
    // that the extension reports about, and there are problems without squiggles.
    const files = file
      ? [
          [
            "openFile",
            `vscode-remote://${this.#server.authority}${encodeURI(join(folder, file))}`,
          ] as const,
        ]
      : [];
    await this.page.goto(this.#server.address(folder, [...files, ...payload]), {
      waitUntil: "domcontentloaded",
      timeout: 30_000,
    });
    await this.page.locator(".monaco-workbench").waitFor({ timeout: 30_000 });
    if (file) await this.#untilActive(file);
  }

  /** Loads the window anew, as the command "Reload Window" does. */
  async reload(): Promise<void> {
    await this.page.reload({ waitUntil: "domcontentloaded" });
    await this.page.locator(".monaco-workbench").waitFor({ timeout: 30_000 });
  }

  /** Ends the browser and the server; nothing is left running. */
  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
  }

  /** Opens a file of the folder through Quick Open. */
  async openFile(file: string): Promise<void> {
    // By its absolute path: a relative one is only searched for, and the files opened last come first.
    const inFolder = dirname(file) === "." ? "" : ` ${dirname(file)},`;
    const row = `${basename(file)}${inFolder}`;
    await this.#quickInput("Control+P", join(this.#options.folder, file), row);
    await this.#untilActive(file);
  }

  /** Runs a command of the palette by its full label, such as `msplint: Restart Server`. */
  async runCommand(label: string): Promise<void> {
    await this.#quickInput("F1", `>${label}`, label);
  }

  /** Puts the cursor there; line and column count from 1. */
  async goTo(line: number, column: number): Promise<void> {
    await this.focusEditor();
    await this.#quickInput("Control+G", `:${line}:${column}`);
    // Not the column: the status bar counts a tab as several.
    await this.page.locator("[id='status.editor.selection']", { hasText: `Ln ${line},` }).waitFor();
  }

  async focusEditor(): Promise<void> {
    await this.page.keyboard.press("Control+1");
    await this.page.locator(`${ACTIVE_EDITOR}.focused`).waitFor();
  }

  async type(text: string): Promise<void> {
    await this.focusEditor();
    await this.page.keyboard.type(text);
  }

  async press(...keys: readonly string[]): Promise<void> {
    await this.focusEditor();
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** The squiggles of the active editor that are on the screen, each with the text that it underlines. */
  async squiggles(): Promise<Squiggle[]> {
    return await this.page.evaluate(visibleSquiggles, ACTIVE_EDITOR);
  }

  /** Waits until the squiggles on the screen satisfy the caller, and returns them. */
  async untilSquiggles(
    satisfied: (found: Squiggle[]) => boolean,
    limitMs = PATIENCE_MS,
  ): Promise<Squiggle[]> {
    return await until(() => this.squiggles(), satisfied, "squiggles", limitMs);
  }

  /** The rows of the Problems panel that its filter lets through: a file name, or a part of message, source or code. */
  async problems(filter = ""): Promise<Problem[]> {
    const panel = this.page.locator(".markers-panel");
    if (!(await panel.isVisible())) {
      await this.page.keyboard.press("Control+Shift+M");
      await panel.waitFor();
    }
    const box = this.page
      .locator(".markers-panel-action-filter-container input, .panel .viewpane-filter input")
      .first();
    if ((await box.inputValue()) !== filter) {
      await box.fill(filter);
      await sleep(400); // the panel applies its filter with a delay and shows no sign of it
    }
    return await this.page.evaluate(visibleProblems);
  }

  async untilProblems(
    filter: string,
    satisfied: (found: Problem[]) => boolean,
    limitMs = PATIENCE_MS,
  ): Promise<Problem[]> {
    return await until(() => this.problems(filter), satisfied, "problems", limitMs);
  }

  /** The titles that the light bulb offers at the cursor. */
  async actions(): Promise<string[]> {
    const rows = await this.#openLightBulb();
    const titles = await rows.allInnerTexts();
    await this.#escape(LIGHT_BULB_MENU);
    return titles.map(clean);
  }

  /** Applies the first action at the cursor whose title matches, and returns its title. */
  async applyAction(wanted: RegExp): Promise<string> {
    const rows = await this.#openLightBulb();
    const titles = (await rows.allInnerTexts()).map(clean);
    const index = titles.findIndex((title) => wanted.test(title));
    if (index < 0) {
      await this.#escape(LIGHT_BULB_MENU);
      throw new Error(`The light bulb has no action ${wanted}. It has: ${titles.join(" | ")}`);
    }
    await this.#click(rows.nth(index));
    await this.page.locator(LIGHT_BULB_MENU).waitFor({ state: "hidden" });
    return titles[index] as string;
  }

  async #openLightBulb(): Promise<Locator> {
    const rows = this.page.locator(`${LIGHT_BULB_MENU} .monaco-list-row.action`);
    const late = AbortSignal.timeout(PATIENCE_MS);
    while (!late.aborted) {
      await this.focusEditor();
      await this.page.keyboard.press("Control+.");
      const shown = rows.first().waitFor({ timeout: 3_000 });
      if (await shown.then(() => true).catch(() => false)) return rows;
      // "No quick fixes available" may only mean that the extension did not know yet: ask again.
      await this.page.keyboard.press("Escape");
    }
    throw new Error("The light bulb has nothing at the cursor.");
  }

  /** The text of the hover at the cursor, once it holds the given text: each extension adds its part when it has it. */
  async hover(containing = ""): Promise<string> {
    await this.focusEditor();
    await this.page.keyboard.press("Control+K");
    await this.page.keyboard.press("Control+I");
    const content = this.page.locator(".monaco-resizable-hover .monaco-hover-content");
    await content.waitFor();
    const text = await until(
      () => content.innerText(),
      (found) => found.trim() !== "" && found.includes(containing),
      "hover",
    );
    await this.#escape(".monaco-resizable-hover");
    return clean(text);
  }

  /** Saves the active file, so that its text can be read from the disk. */
  async save(): Promise<void> {
    await this.focusEditor();
    await this.page.keyboard.press("Control+S");
    await this.page.locator(`${ACTIVE_TAB}.dirty`).waitFor({ state: "detached" });
  }

  async isDirty(): Promise<boolean> {
    return await this.page.locator(`${ACTIVE_TAB}.dirty`).isVisible();
  }

  /** Waits until the texts in the status bar, progress among them, satisfy the caller. */
  async untilStatus(satisfied: (items: string[]) => boolean): Promise<string[]> {
    const items = this.page.locator(".statusbar-item");
    return await until(
      async () => (await items.allInnerTexts()).map(clean).filter(Boolean),
      satisfied,
      "status bar",
    );
  }

  /** What pop-up notifications say. */
  async notifications(): Promise<string[]> {
    return (await this.page.locator(".notification-toast").allInnerTexts()).map(clean);
  }

  /** What the console says about msplint: a failed activation, an error in a provider. */
  complaints(): string[] {
    return this.consoleLines
      .filter((line) => line.includes("msplint") && !decode(line))
      .slice(-5)
      .map((line) => line.replaceAll("%c", "").slice(0, 500));
  }

  async screenshot(file: string): Promise<void> {
    await mkdir(dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
  }

  async #untilActive(file: string): Promise<void> {
    const path = join("/", basename(this.#options.folder), file);
    // The tab's label is the path, and then the number of problems once there are some.
    const label = `[aria-label$=${JSON.stringify(path)}], [aria-label*=${JSON.stringify(`${path} `)}]`;
    await this.page.locator(`${ACTIVE_TAB} :is(${label})`).first().waitFor();
    await this.page.locator(`${ACTIVE_EDITOR} .view-line`).first().waitFor();
  }

  /** Opens a quick input, writes into it, and takes the row that begins so, or the only one. */
  async #quickInput(key: string, text: string, row?: string): Promise<void> {
    await this.page.keyboard.press(key);
    const widget = this.page.locator(".quick-input-widget");
    await widget.locator(".quick-input-box input").fill(text);
    const rows = widget.locator(".monaco-list-row");
    if (row) {
      await this.#click(rows.and(widget.locator(`[aria-label^=${JSON.stringify(row)}]`)).first());
    } else {
      await rows.first().waitFor();
      await this.page.keyboard.press("Enter");
    }
    await widget.waitFor({ state: "hidden" });
  }

  /** Leaves no mouse pointer behind, under which something would pop up later. */
  async #click(target: Locator): Promise<void> {
    await target.click();
    await this.page.mouse.move(0, 0);
  }

  async #escape(shown: string): Promise<void> {
    await this.page.keyboard.press("Escape");
    await this.page.locator(shown).first().waitFor({ state: "hidden" });
  }
}

const ACTIVE_GROUP = ".editor-group-container.active";
const ACTIVE_TAB = `${ACTIVE_GROUP} .tab.active`;
const LIGHT_BULB_MENU = ".action-widget:not(.action-list-submenu-panel)";
const ACTIVE_EDITOR = `${ACTIVE_GROUP} .editor-instance .monaco-editor`;

/** Looks again and again until the caller is satisfied; else the error shows the last state. */
export async function until<T>(
  look: () => Promise<T>,
  satisfied: (found: T) => boolean,
  what: string,
  limitMs = PATIENCE_MS,
): Promise<T> {
  const late = AbortSignal.timeout(limitMs);
  for (;;) {
    const found = await look();
    if (satisfied(found)) return found;
    if (late.aborted)
      throw new Error(
        `No such ${what} after ${limitMs / 1000} s. The last state: ${JSON.stringify(found)}`,
      );
    await sleep(50);
  }
}

function clean(text: string): string {
  return text.replace(/[\u00a0\u200b]/g, " ").trim();
}
