// The texts of one workspace folder, and what was asked for and answered beyond them. Knows no language.

import { skippedFolders } from "./model/skipped-folders.ts";
import type { Problem, ProblemId } from "./text/problem.ts";
import type { SourceFile } from "./text/source-file.ts";
import { succeed } from "./text/source-file.ts";

/** A text, or that a link leads out of the workspace; undefined: there is none that can be read. */
export type Answer = { readonly text: string } | { readonly outside: true } | undefined;

export class WorkspaceFiles {
  private readonly files = new Map<string, SourceFile>();
  private readonly problems = new Map<string, Problem>();
  /** Listings, and files of folders that are skipped: a unit reads them, and they are no units. */
  private readonly brought = new Map<string, SourceFile>();
  private readonly answered = new Set<string>();

  /** Adds a file or a new version of it. */
  set(file: SourceFile): void {
    this.problems.delete(file.path);
    const former = this.files.get(file.path);
    if (former?.text === file.text) return;
    if (former) succeed(file, former);
    this.files.set(file.path, file);
  }

  delete(path: string): void {
    this.files.delete(path);
    this.problems.delete(path);
  }

  get(path: string): SourceFile | undefined {
    return this.files.get(path);
  }

  all(): Iterable<SourceFile> {
    return this.files.values();
  }

  paths(): readonly string[] {
    return [...this.files.keys()];
  }

  /** Why files that are there were not read. */
  unread(): Iterable<Problem> {
    return this.problems.values();
  }

  /** Says that a file is there and why it was not read. */
  notRead(path: string, message: string, id: ProblemId = "analysis/not-analysed"): void {
    this.files.delete(path);
    this.problems.set(path, {
      id,
      file: path,
      range: { start: 0, end: 0 },
      message,
      incomplete: true,
    });
  }

  /** The answer to what a unit asked for: a file, or with a slash at the end the names in a folder. */
  answer(path: string, answer: Answer): void {
    this.answered.add(path);
    if (answer === undefined || this.files.has(path)) return;
    if ("outside" in answer)
      this.notRead(
        path,
        "This link leads out of the workspace and is not followed.",
        "analysis/outside-the-workspace",
      );
    else if (path.endsWith("/") || isSkipped(path))
      this.brought.set(path, { path, text: answer.text });
    else this.set({ path, text: answer.text });
  }

  /** The same for everything below a folder, so that a search through it does not ask folder by folder. */
  answerBelow(path: string, ask: (path: string) => Answer): void {
    const queue = [path];
    for (let count = 0; count < mostListings && queue.length > 0; count++) {
      const next = queue.shift() ?? "";
      if (this.isAnswered(next)) continue;
      const answer = ask(next);
      this.answer(next, answer);
      if (!next.endsWith("/") || answer === undefined || "outside" in answer) continue;
      const folder = next === "./" ? "" : next;
      for (const name of answer.text.split("\n"))
        if (name.endsWith("/") && !isSkipped(name)) queue.push(folder + name);
    }
  }

  isAnswered(path: string): boolean {
    return this.files.has(path) || this.answered.has(path);
  }

  /** What a unit that asked for it sees. */
  inView(path: string): SourceFile | undefined {
    return this.files.get(path) ?? this.brought.get(path);
  }

  /** Something came, changed or went on disk: it and the names in its folder are asked for again. */
  changed(path: string): void {
    for (const each of [path, path.slice(0, path.lastIndexOf("/") + 1) || "./"]) {
      this.brought.delete(each);
      this.answered.delete(each);
    }
  }

  /** A new object with the same text has no cached tree. */
  renew(path: string): void {
    for (const store of [this.files, this.brought]) {
      const file = store.get(path);
      if (file) store.set(path, { path, text: file.text });
    }
  }
}

/** Folders that are listed because one above them was asked for. */
const mostListings = 500;

/**
 * The files of a unit. What it looks up and is in view is one of them from then on, so that only what
 * is not there has to be asked for.
 */
export class UnitFiles extends Map<string, SourceFile> {
  /** What was looked up beyond the files that it began with. */
  readonly found = new Set<string>();
  private readonly all: WorkspaceFiles;

  constructor(paths: Iterable<string>, all: WorkspaceFiles) {
    super();
    this.all = all;
    for (const path of paths) {
      const file = all.inView(path);
      if (file) this.set(path, file);
    }
  }

  override get(path: string): SourceFile | undefined {
    const known = super.get(path);
    if (known) return known;
    const file = this.all.inView(path);
    if (!file) return undefined;
    this.found.add(path);
    this.set(path, file);
    return file;
  }

  override has(path: string): boolean {
    return this.get(path) !== undefined;
  }
}

/** It lies below a folder that is not searched for units. */
function isSkipped(path: string): boolean {
  return path.split("/").some((name) => skippedFolders.has(name));
}
