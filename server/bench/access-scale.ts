// `npx tsx server/bench/access-scale.ts [ROLES]`: how long the analysis of access takes for many roles with three policies each.

import { access } from "../src/analyses/access/index.ts";
import { bundledKinds } from "../src/bundled.ts";
import { tableText } from "../src/host.ts";
import { optimiseLate } from "../src/host-engine.ts";
import { terraform as language } from "../src/languages/terraform/index.ts";
import type { TableName } from "../src/model/analysis.ts";
import { buildResources } from "../src/model/build.ts";
import { emptyRegister } from "../src/model/register.ts";
import type { Table } from "../src/model/table.ts";
import { readTable } from "../src/model/table.ts";
import { defaultLimits } from "../src/text/limits.ts";
import { manyRoles } from "./many-roles.ts";

// As the command line and the scan of a folder do.
optimiseLate();

const roles = Number(process.argv[2] ?? 1000);
const rounds = 5;

const file = { path: "main.tf", text: manyRoles(roles) };
const files = new Map([[file.path, file]]);
const [unit] = language.units(files);
const [variant] = unit?.variants ?? [];
if (!unit || !variant) throw new Error("The source is no unit.");
const { declarations } = language.read(unit, variant, files, defaultLimits);
const resources = buildResources(declarations, bundledKinds);
const loaded = new Map<TableName, Table>();
const tables = {
  get: (name: TableName) => {
    const present = loaded.get(name) ?? readTable(tableText(name));
    loaded.set(name, present);
    return present;
  },
};
const times: string[] = [];
let facts = 0;
for (let round = 0; round < rounds; round++) {
  const [clock, start] = [performance.now(), process.cpuUsage()];
  const model = { declarations, resources: [...resources] };
  const context = { register: emptyRegister, tables, today: "2026-06-15", limits: defaultLimits };
  facts = access.run(model, context).length;
  const { user, system } = process.cpuUsage(start);
  const onProcessor = ((user + system) / 1000).toFixed(0);
  times.push(`${(performance.now() - clock).toFixed(0)} (${onProcessor})`);
}
console.log(`${roles} roles with 3 policies each: ${facts} facts`);
console.log(
  `first ${times[0]}, then ${times.slice(1).join(", ")} ms (of processor time, all threads)`,
);
