// The form that all generated tables share: one record a line, the first says where they come from.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../command.ts";

export interface Source {
  readonly name: string;
  /** A package version, or the commit of a repository. */
  readonly version: string;
  readonly licence: string;
  readonly sha256: string;
}

export interface Table {
  readonly name: string;
  readonly command: string;
  readonly source: Source;
  readonly rows: readonly unknown[];
  /** The attribution that the licence asks for. */
  readonly notice: string;
}

export async function readSource(
  path: string,
): Promise<{ readonly text: string; readonly sha256: string }> {
  const bytes = await readFile(path);
  return { text: bytes.toString("utf8"), sha256: createHash("sha256").update(bytes).digest("hex") };
}

export async function writeTable(table: Table): Promise<void> {
  const folder = join(root, "policies/data");
  const head = { $from: { command: table.command, sources: [table.source] } };
  const lines = [head, ...table.rows].map((row) => JSON.stringify(row));
  await writeFile(join(folder, `${table.name}.jsonl`), `${lines.join("\n")}\n`);
  await writeFile(join(folder, `${table.name}.notice.txt`), `${table.notice.trim()}\n`);
  process.stdout.write(`${table.name}: ${table.rows.length} rows\n`);
}

export function byKey<Row>(key: (row: Row) => string): (a: Row, b: Row) => number {
  return (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}
