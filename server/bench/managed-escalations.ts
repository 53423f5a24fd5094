// `npx tsx server/bench/managed-escalations.ts FILE`: which AWS-managed policies open escalation paths, against a list of those that do on everything and without a condition.

import { readFileSync } from "node:fs";
import { askedAction } from "../src/analyses/access/asked.ts";
import { escalationPaths } from "../src/analyses/access/capabilities.ts";
import { deciderOf } from "../src/analyses/access/decider.ts";
import { pathsOf, searchOf } from "../src/analyses/access/escalation.ts";
import type { ManagedPolicyRow } from "../src/analyses/access/tables.ts";
import { literalValue } from "../src/analyses/access/tables.ts";
import { tableText } from "../src/host.ts";
import { readDocument } from "../src/model/document.ts";
import { readTable } from "../src/model/table.ts";

const file = process.argv[2];
if (file === undefined) throw new Error("Name the file with the list.");
const expected = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, string[]>>;
let equal = 0;
let total = 0;
const more: string[] = [];
for (const row of readTable(tableText("managed-policies")).values() as Iterable<ManagedPolicyRow>) {
  const read = readDocument(literalValue(row.document));
  if (!read || "unknown" in read) continue;
  const decider = deciderOf(read.statements, undefined);
  const unconditional = escalationPaths
    .filter((path) =>
      path.required.every((action) => decider.everywhere(askedAction(action)) === "yes"),
    )
    .map((path) => path.id);
  const wanted = expected[row.name] ?? [];
  const same = unconditional.toSorted().join() === wanted.toSorted().join();
  total++;
  if (same) equal++;
  else console.log(`${row.name}: ${unconditional.join(" ")} instead of ${wanted.join(" ")}`);
  const open = pathsOf(searchOf(decider));
  const further = escalationPaths.filter(
    (path, index) => open[index] === "yes" && !wanted.includes(path.id),
  );
  if (further.length > 0) more.push(`${row.name}: ${further.map((path) => path.id).join(" ")}`);
}
console.log("Beside these, through a role for one service or on every resource of a type:");
for (const line of more) console.log(`  ${line}`);
console.log(`equal on everything and without a condition: ${equal} of ${total} policies`);
console.log(`with more paths: ${more.length}`);
