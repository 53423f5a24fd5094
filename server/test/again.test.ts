// Holds that a workspace finds after each edit what a new one finds in the same files, fixes included.

import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { it } from "mocha";
import { bundledKinds, bundledPolicies } from "../src/bundled.ts";
import { loadLanguages } from "../src/languages/index.ts";
import { readTable } from "../src/model/table.ts";
import { defaultLimits } from "../src/text/limits.ts";
import { Workspace } from "../src/workspace.ts";
import { edit, randomFrom } from "./edits.ts";

await loadLanguages();

const root = join(import.meta.dirname, "../../test-fixtures");
const stepsOfCase = 12;

const folders = [
  "workspaces/contoso-customer/aws",
  "workspaces/twelve-ways",
  "languages/terraform/modules",
  "policies/access/external-id-missing",
  "policies/privilege/escalation-to-administrator",
  "policies/network/admin-port-open-to-internet",
];

for (const folder of folders)
  for (const untrusted of [false, true])
    it(`finds the same in ${folder} after ${stepsOfCase} edits${untrusted ? ", untrusted" : ""}`, () => {
      const random = randomFrom(folder);
      const begin = textsOf(join(root, folder));
      const texts = new Map(begin);
      const typed = workspaceOf(texts, untrusted);
      for (let step = 0; step < stepsOfCase; step++) {
        assert.deepEqual(found(typed), found(workspaceOf(texts, untrusted)));
        const path = [...begin.keys()][random(begin.size)] ?? "";
        const text = edit(texts.get(path) ?? begin.get(path) ?? "", random);
        if (text === undefined) {
          texts.delete(path);
          typed.files.delete(path);
        } else {
          texts.set(path, text);
          typed.files.set({ path, text });
        }
      }
    }).timeout(60_000);

function workspaceOf(texts: ReadonlyMap<string, string>, untrusted: boolean): Workspace {
  const workspace = new Workspace({
    policies: bundledPolicies,
    kinds: bundledKinds,
    limits: defaultLimits,
    today: "2026-06-15",
    untrusted,
    exclude: [],
    forget: false,
  });
  for (const [path, text] of texts) workspace.files.set({ path, text });
  return workspace;
}

/** In any order: a new file stands behind the others. */
function found(workspace: Workspace): readonly string[] {
  for (const { tables, files } of workspace.refresh()) {
    for (const name of tables) workspace.provide(name, readTable(""));
    for (const path of files) workspace.files.answer(path, undefined);
  }
  const { findings, problems, failures } = workspace.results();
  assert.deepEqual(failures, []);
  return [
    ...findings.map((each) => JSON.stringify({ ...each, fixes: each.fixes() })),
    ...problems.map((each) => JSON.stringify(each)),
  ].toSorted();
}

function textsOf(folder: string): ReadonlyMap<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return new Map(
    paths
      .filter((path) => path !== "model" && statSync(join(folder, path)).isFile())
      .toSorted()
      .map((path) => [path.replaceAll("\\", "/"), readFileSync(join(folder, path), "utf8")]),
  );
}
