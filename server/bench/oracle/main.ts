// `npm run oracle -- LANGUAGE FILE [--root DIR] [--misses OUT]`: holds a reader against answers made elsewhere.

import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import type { Oracle } from "./oracle.ts";

const oracles: Readonly<Record<string, () => Promise<{ readonly judge: Oracle }>>> = {
  terraform: () => import("./terraform.ts"),
  cloudformation: () => import("./cloudformation.ts"),
  arm: () => import("./arm.ts"),
  bicep: () => import("./bicep.ts"),
  sam: () => import("./sam.ts"),
  iam: () => import("./iam.ts"),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { root: { type: "string" }, misses: { type: "string" } },
});
const [name = "", file] = positionals;
const load = oracles[name];
if (!load || file === undefined) {
  console.error(
    `usage: npm run oracle -- ${Object.keys(oracles).join("|")} FILE [--root DIR] [--misses OUT]`,
  );
  process.exit(2);
}

const rows: readonly unknown[] = readFileSync(file, "utf8")
  .split("\n")
  .filter((line) => line.trim() !== "")
  .map((line) => JSON.parse(line));
const misses = values.misses === undefined ? undefined : openSync(values.misses, "w");
const counts = new Map<string, number>();
let agreed = 0;
let total = 0;
const apart = new Map<string, { agreed: number; total: number }>();
const { judge } = await load();
for (const judged of judge(rows, values.root ?? dirname(file))) {
  if (judged.apart !== undefined) {
    const sum = apart.get(judged.apart) ?? { agreed: 0, total: 0 };
    apart.set(judged.apart, {
      agreed: sum.agreed + (judged.agrees ? 1 : 0),
      total: sum.total + 1,
    });
  } else {
    total++;
    if (judged.agrees) agreed++;
  }
  if (!judged.agrees && misses !== undefined)
    writeSync(
      misses,
      `${JSON.stringify({ verdict: judged.verdict, shown: judged.shown, row: judged.row })}\n`,
    );
  counts.set(judged.verdict, (counts.get(judged.verdict) ?? 0) + 1);
}
if (misses !== undefined) closeSync(misses);
for (const [verdict, count] of [...counts].toSorted((a, b) => b[1] - a[1]))
  console.log(`${String(count).padStart(6)} ${verdict}`);
for (const [name, sum] of apart) console.log(`${name}: ${sum.agreed} of ${sum.total}`);
console.log(`agreed ${agreed} of ${total}`);
