// Fills a workspace from a folder on disk and analyses it; the command line and the scan child share it.

import { statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readText, tableText, tooLarge, walk } from "./host.ts";
import { answerFrom } from "./host-wants.ts";
import { readTable } from "./model/table.ts";
import type { Wanted } from "./wanted.ts";
import { isDone } from "./wanted.ts";
import type { Workspace, WorkspaceOptions } from "./workspace.ts";
import type { Answer } from "./workspace-files.ts";

export interface Folder {
  /** Absolute path of the folder whose files have paths relative to it. */
  readonly root: string;
  /** Set where a single file was named: nothing else is read. */
  readonly file?: string;
}

/** A path that a user named: a folder, or a file that is analysed alone. Throws where there is none. */
export function folderOf(path: string): Folder {
  const stat = statSync(path);
  if (!stat.isDirectory() && !stat.isFile()) throw new Error("This is no file and no folder.");
  return stat.isDirectory() ? { root: path } : { root: dirname(path), file: basename(path) };
}

/** Reads every file of interest; what cannot be read is told to the workspace. */
export function fill(
  workspace: Workspace,
  folder: Folder,
  options: Pick<WorkspaceOptions, "limits">,
): void {
  if (folder.file !== undefined) {
    workspace.seeBeyond("unknown");
    const path = join(folder.root, folder.file);
    put(workspace, path, folder.file, statSync(path).size, options.limits.scannedFileSize);
    return;
  }
  const walked = walk(folder.root, options.limits);
  for (const { path, message, outside } of walked.unread)
    workspace.files.notRead(path, message, outside ? "analysis/outside-the-workspace" : undefined);
  for (const { path, size } of walked.files)
    put(workspace, join(folder.root, path), path, size, options.limits.scannedFileSize);
}

function put(
  workspace: Workspace,
  absolute: string,
  path: string,
  size: number,
  limit: number,
): void {
  if (size > limit) {
    workspace.files.notRead(path, tooLarge(size, limit));
    return;
  }
  const read = readText(absolute, limit);
  if ("text" in read) workspace.files.set({ path, text: read.text });
  else workspace.files.notRead(path, read.message);
}

/** Analyses what is stale and fetches what is asked for; `step` may stop it by returning false. */
export function analyseAll(
  workspace: Workspace,
  answer: (path: string) => Answer,
  step: (done: number) => boolean = () => true,
): void {
  let done = 0;
  for (const wanted of workspace.refresh()) {
    serve(workspace, wanted, answer);
    if (isDone(wanted) && !step(++done)) return;
  }
}

/** Gives the workspace the tables and files that a unit asked for. Who scans has loaded the languages. */
export function serve(
  workspace: Workspace,
  { tables, files, languages }: Wanted,
  answer: (path: string) => Answer,
): void {
  if (languages.length > 0) throw new Error(`Not loaded: ${languages.join(", ")}.`);
  for (const name of tables) workspace.provide(name, readTable(tableText(name)));
  for (const path of files) workspace.files.answerBelow(path, answer);
}

/** A file that was named alone gets nothing from beside it. */
export function answersOf(
  { root, file }: Folder,
  { limits }: Pick<WorkspaceOptions, "limits">,
): (path: string) => Answer {
  return file === undefined
    ? (path) => answerFrom(root, path, limits.scannedFileSize)
    : () => undefined;
}
