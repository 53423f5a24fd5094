// Reads the tables of policies/data/ for the tests.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Tables } from "../../../src/model/analysis.ts";

export function tableRows(name: string): readonly unknown[] {
  const path = fileURLToPath(new URL(`../../../../policies/data/${name}.jsonl`, import.meta.url));
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line): unknown => JSON.parse(line));
}

const loaded = new Map<string, readonly unknown[]>();

export const tables: Tables = {
  get: (name) => {
    const present = loaded.get(name) ?? tableRows(name);
    loaded.set(name, present);
    return present;
  },
};
