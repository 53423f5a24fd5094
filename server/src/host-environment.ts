// The language server's environment under Node: disk, tables, and the scan child.

import { readdirSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { interesting, readText, tableNow, tableText } from "./host.ts";
import { readPolicyFiles } from "./host-policies.ts";
import { supervised } from "./host-supervisor.ts";
import { answerFrom } from "./host-wants.ts";
import type { Environment } from "./lsp/environment.ts";
import { readTable } from "./model/table.ts";
import { defaultLimits } from "./text/limits.ts";
import type { SourceFile } from "./text/source-file.ts";

/** Beside this module, in sources and in the bundle alike. */
const childModule = fileURLToPath(
  new URL(`scan-child${extname(import.meta.url)}`, import.meta.url),
);

export const nodeEnvironment: Environment = {
  today: () => new Date().toISOString().slice(0, 10),
  table: (name) => Promise.resolve(readTable(tableText(name))),
  tableNow,
  siblings,
  read: (path) => {
    const read = existing(path) ? readText(path, defaultLimits.typedFileSize) : undefined;
    return read && "text" in read ? read.text : undefined;
  },
  answer: (root, path) => answerFrom(root, path, defaultLimits.typedFileSize),
  scan: supervised(childModule),
  policyFiles: (folder) => {
    try {
      return readPolicyFiles(folder).files;
    } catch {
      return undefined;
    }
  },
  exit: (code) => process.exit(code),
};

function existing(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function siblings(folder: string): readonly SourceFile[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((each) => each.isFile() && interesting(each.name))
      .flatMap((each): SourceFile[] => {
        const read = readText(join(folder, each.name), defaultLimits.typedFileSize);
        return "text" in read ? [{ path: each.name, text: read.text }] : [];
      });
  } catch {
    return [];
  }
}
