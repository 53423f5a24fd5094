// Reads the tables of policies/data/ for the tests.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Tables } from "../../../src/model/analysis.ts";
import type { Table } from "../../../src/model/table.ts";
import { readTable } from "../../../src/model/table.ts";

export function tableRows(name: string): readonly unknown[] {
  return tableText(name)
    .split("\n")
    .filter((line) => line !== "")
    .map((line): unknown => JSON.parse(line));
}

function tableText(name: string): string {
  const path = fileURLToPath(new URL(`../../../../policies/data/${name}.jsonl`, import.meta.url));
  return readFileSync(path, "utf8");
}

const loaded = new Map<string, Table>();

export const tables: Tables = {
  get: (name) => {
    const present = loaded.get(name) ?? readTable(tableText(name));
    loaded.set(name, present);
    return present;
  },
};
