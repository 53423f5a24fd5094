// Reads the workbench's page: which text each squiggle underlines, and the rows of the Problems panel.
// Its two functions run in the page, so they use nothing from outside themselves.

export interface Squiggle {
  readonly severity: "error" | "warning" | "info" | "hint";
  /** Line number as the editor's margin shows it. */
  readonly line: number;
  /** Column of the first character, counted from 1. */
  readonly column: number;
  readonly text: string;
}

/** A row of the Problems panel. Line and column count from 1. */
export interface Problem {
  readonly file: string;
  readonly severity: string;
  readonly message: string;
  readonly source: string;
  readonly code: string;
  /** Where the code's link leads. */
  readonly link: string;
  readonly line: number;
  readonly column: number;
  /** The messages of the places that belong to it. */
  readonly related: readonly string[];
}

// The few parts of the page that they use: the whole DOM library would show it to the extension's sources too.
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
}
interface PageNode {
  readonly textContent: string | null;
}
interface PageElement extends PageNode {
  readonly className: string;
  readonly dataset: Readonly<Record<string, string | undefined>>;
  getAttribute(name: string): string | null;
  getBoundingClientRect(): Box;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}
interface PageRange {
  setStart(node: PageNode, offset: number): void;
  setEnd(node: PageNode, offset: number): void;
  getBoundingClientRect(): Box;
}
declare const document: PageElement & {
  createRange(): PageRange;
  createTreeWalker(root: PageElement, show: number): { nextNode(): PageNode | null };
};

/** A squiggle has no text of its own: the pixels above it are matched with the characters drawn there. */
export function visibleSquiggles(editorSelector: string): Squiggle[] {
  const editor = document.querySelector(editorSelector);
  if (!editor) return [];
  const onlyText = 4; // NodeFilter.SHOW_TEXT
  const rowAt = (rows: Iterable<PageElement>, top: number): PageElement | undefined =>
    [...rows].find((row) => Math.abs(row.getBoundingClientRect().top - top) < 2);
  const lines = [...editor.querySelectorAll(".view-lines .view-line")];
  const numbers = [...editor.querySelectorAll(".margin-view-overlays .line-numbers")];

  const found: Squiggle[] = [];
  for (const mark of editor.querySelectorAll("[class*='squiggly-']")) {
    const severity = /squiggly-(error|warning|info|hint)/.exec(mark.className)?.[1];
    const box = mark.getBoundingClientRect();
    const line = rowAt(lines, box.top);
    if (!severity || !line) continue;
    let text = "";
    let column = 0;
    let position = 0;
    const walker = document.createTreeWalker(line, onlyText);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const content = node.textContent ?? "";
      for (let index = 0; index < content.length; index++) {
        position++;
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + 1);
        const character = range.getBoundingClientRect();
        const middle = (character.left + character.right) / 2;
        if (middle < box.left || middle > box.right) continue;
        if (column === 0) column = position;
        text += content[index] === "\u00a0" ? " " : content[index];
      }
    }
    found.push({
      severity: severity as Squiggle["severity"],
      line: Number(rowAt(numbers, box.top)?.textContent),
      column,
      text,
    });
  }
  return found.toSorted((a, b) => a.line - b.line || a.column - b.column);
}

/** Only the rows on the screen exist in the page. */
export function visibleProblems(): Problem[] {
  const rows = [...document.querySelectorAll(".markers-panel .monaco-list-row")];
  rows.sort((a, b) => Number(a.dataset.index) - Number(b.dataset.index));
  const found: (Problem & { related: string[] })[] = [];
  let file = "";
  for (const row of rows) {
    const text = (selector: string): string =>
      (row.querySelector(selector)?.textContent ?? "").replace(/\u00a0/g, " ").trim();
    const place = /Ln (\d+), Col (\d+)/.exec(text(".marker-line"));
    if (!place) {
      file = text(".label-name") || file;
    } else if (row.querySelector(".related-info-resource")) {
      found.at(-1)?.related.push(text(".marker-description"));
    } else {
      const icon = row.querySelector(".marker-icon")?.className ?? "";
      found.push({
        file,
        severity: /\b(error|warning|info)\b/.exec(icon)?.[1] ?? "",
        message: text(".marker-message"),
        source: text(".marker-source"),
        code: text(".marker-code"),
        link: row.querySelector("a:has(.marker-code)")?.getAttribute("href") ?? "",
        line: Number(place[1]),
        column: Number(place[2]),
        related: [],
      });
    }
  }
  return found;
}
