// Reads a workspace from disk: the walk, the limits, the decoding and the tables. Knows no language's meaning.

import {
  closeSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
} from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { TableName } from "./model/analysis.ts";
import { registerName } from "./model/register-file.ts";
import { skippedFolders } from "./model/skipped-folders.ts";
import type { Table } from "./model/table.ts";
import { readTable } from "./model/table.ts";
import type { Limits } from "./text/limits.ts";

/** Names that can be of one of the languages; everything else is not even opened. */
const readable = /\.(?:tf|tofu|tfvars|bicep|bicepparam|json|jsonc|ya?ml|template)$/i;

export interface FoundFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly size: number;
}

export interface Walk {
  readonly files: readonly FoundFile[];
  /** Folders and files that could not be listed, with the reason. */
  readonly unread: readonly Unread[];
}

export interface Unread {
  readonly path: string;
  readonly message: string;
  /** It lies outside the root: a link leads there. */
  readonly outside?: true;
}

/** Every file below the root that may be of interest, in a stable order; no symbolic link is followed out of the root. */
export function walk(root: string, limits: Limits): Walk {
  const files: FoundFile[] = [];
  const unread: Unread[] = [];
  const realRoot = realpathSync(root);
  let entries = 0;
  const visit = (folder: string, depth: number): void => {
    let names;
    try {
      names = readdirSync(join(realRoot, folder), { withFileTypes: true });
    } catch (error) {
      unread.push({
        path: folder || ".",
        message: `The folder is not analysed: ${codeOf(error)}.`,
      });
      return;
    }
    for (const entry of names.toSorted((a, b) =>
      a.name < b.name ? -1 : a.name > b.name ? 1 : 0,
    )) {
      if (++entries > limits.walkEntries) {
        unread.push({
          path: folder || ".",
          message: `Not everything is analysed: there are more than ${limits.walkEntries} files.`,
        });
        return;
      }
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (entry.isDirectory()) {
        if (skippedFolders.has(entry.name)) continue;
        if (depth >= limits.walkDepth)
          unread.push({
            path,
            message: `The folder is not analysed: it is nested more than ${limits.walkDepth} deep.`,
          });
        else visit(path, depth + 1);
      } else if (entry.isFile() && interesting(entry.name)) {
        const size = sizeOf(join(realRoot, path));
        if (size === undefined)
          unread.push({
            path,
            message: "The file is not analysed: it is gone or may not be read.",
          });
        else files.push({ path, size });
      } else if (entry.isSymbolicLink()) {
        const target = followed(realRoot, path);
        if (target.is === "outside")
          unread.push({
            path,
            message: "This link leads out of the workspace and is not followed.",
            outside: true,
          });
        // A folder inside the root is visited where it stands.
        if (target.is === "file" && interesting(entry.name))
          files.push({ path, size: target.size });
        if (target.is === "nothing" && interesting(entry.name))
          unread.push({ path, message: "The file is not analysed: it is a link to nothing." });
      }
    }
  };
  visit("", 0);
  return { files, unread };
}

export function interesting(name: string): boolean {
  return readable.test(name) || name === registerName;
}

function sizeOf(path: string): number | undefined {
  try {
    const stat = lstatSync(path);
    return stat.isFile() ? stat.size : undefined;
  } catch {
    return undefined;
  }
}

type Target =
  | { readonly is: "file"; readonly size: number }
  | { readonly is: "other" | "outside" | "nothing" };

/** Where a symbolic link leads; one that leads out of the root is not looked at. */
function followed(root: string, path: string): Target {
  try {
    const real = realpathSync(join(root, path));
    if (real !== root && !isInside(root, real)) return { is: "outside" };
    const stat = statSync(real);
    return stat.isFile() ? { is: "file", size: stat.size } : { is: "other" };
  } catch {
    return { is: "nothing" };
  }
}

export function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && resolve(root, way) === path;
}

export type Read = { readonly text: string } | { readonly message: string };

/** The text of a file, or why there is none. The size is checked before and again while reading. */
export function readText(path: string, limit: number): Read {
  let handle: number | undefined;
  try {
    handle = openSync(path, "r");
    const buffer = Buffer.alloc(Math.min(statSync(path).size, limit * 4) + 1);
    let length = 0;
    for (;;) {
      const count = readSync(handle, buffer, length, buffer.length - length, null);
      if (count === 0) break;
      length += count;
      if (length === buffer.length) break;
    }
    if (length > limit) return { message: tooLarge(length, limit) };
    return decode(buffer.subarray(0, length));
  } catch (error) {
    return { message: `The file is not analysed: ${codeOf(error)}.` };
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

export function tooLarge(size: number, limit: number): string {
  const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1);
  return `The file is not analysed: it has ${megabytes(size)} MB, and the limit is ${megabytes(limit)} MB.`;
}

/** UTF-8, or UTF-16 with its mark; a text with NUL characters is no text. */
export function decode(bytes: Uint8Array): Read {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : "utf-8";
  let text: string;
  try {
    // The mark is kept, so that offsets are those of the file.
    text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { message: "The file is not analysed: it is not valid UTF-8." };
  }
  if (text.includes("\u0000"))
    return { message: "The file is not analysed: it holds NUL characters." };
  return { text };
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "EACCES" || code === "EPERM") return "permission is denied";
  if (code === "ENOENT") return "it is gone";
  return code === "" ? "it cannot be read" : `it cannot be read (${code})`;
}

const tableFiles: Readonly<Record<TableName, string>> = {
  "managed-policies": "managed-policies.jsonl",
  "azure-roles": "azure-roles.jsonl",
  "iam-actions": "iam-actions.jsonl",
};

/** The text of a table that stands beside the program. */
export function tableText(name: TableName): string {
  // Sources and bundles lie at one depth: server/src/ and dist/server/.
  return readFileSync(new URL(`../../policies/data/${tableFiles[name]}`, import.meta.url), "utf8");
}

/** Undefined where it cannot be read; then it is asked for again, and that fails with its reason. */
export function tableNow(name: TableName): Table | undefined {
  try {
    return readTable(tableText(name));
  } catch {
    return undefined;
  }
}
