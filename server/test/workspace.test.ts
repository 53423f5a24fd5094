// What a unit asks for beyond its files: when it is asked again, and what is analysed anew.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { bundledKinds } from "../src/bundled.ts";
import { loadLanguages } from "../src/languages/index.ts";
import { defaultLimits } from "../src/text/limits.ts";
import type { Wanted } from "../src/wanted.ts";
import { Workspace } from "../src/workspace.ts";
import type { Answer } from "../src/workspace-files.ts";

await loadLanguages();

const template = `resource group 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: loadTextContent('texts/a.txt')
}
`;

function workspaceOf(files: Readonly<Record<string, string>>, forget = false): Workspace {
  const workspace = new Workspace({
    policies: [],
    kinds: bundledKinds,
    limits: defaultLimits,
    today: "2026-06-15",
    untrusted: false,
    exclude: [],
    forget,
  });
  for (const [path, text] of Object.entries(files)) workspace.files.set({ path, text });
  return workspace;
}

/** The steps that a refresh takes, each answered by `disk`. */
function steps(workspace: Workspace, disk: Readonly<Record<string, Answer>>): readonly Wanted[] {
  const taken: Wanted[] = [];
  for (const wanted of workspace.refresh()) {
    taken.push(wanted);
    for (const path of wanted.files) workspace.files.answer(path, disk[path]);
  }
  return taken;
}

const done: Wanted = { tables: [], files: [], languages: [] };
const asks: Wanted = { tables: [], files: ["texts/a.txt"], languages: [] };

describe("what a unit wants", () => {
  it("is asked for once, whether there is such a file or not", () => {
    for (const answer of [{ text: "x" }, undefined]) {
      const workspace = workspaceOf({ "main.bicep": template });
      assert.deepEqual(steps(workspace, { "texts/a.txt": answer }), [asks, done]);
      assert.deepEqual(steps(workspace, {}), []);
    }
  });

  it("is not asked for where it is in view", () => {
    const workspace = workspaceOf({ "main.bicep": template, "texts/a.txt": "x" });
    assert.deepEqual(steps(workspace, {}), [done]);
  });

  it("makes the unit stale when it has changed", () => {
    for (const forget of [false, true]) {
      const workspace = workspaceOf({ "main.bicep": template }, forget);
      steps(workspace, { "texts/a.txt": { text: "x" } });
      assert.deepEqual(steps(workspace, {}), []);
      workspace.files.set({ path: "texts/a.txt", text: "y" });
      assert.deepEqual(steps(workspace, {}), [done]);
    }
  });

  it("is asked for again when it has come into being", () => {
    const workspace = workspaceOf({ "main.bicep": template });
    steps(workspace, {});
    workspace.files.changed("texts/a.txt");
    workspace.files.set({ path: "main.bicep", text: `${template}\n` });
    assert.deepEqual(steps(workspace, { "texts/a.txt": { text: "x" } }), [asks, done]);
  });

  it("is said where a link leads out of the workspace", () => {
    const workspace = workspaceOf({ "main.bicep": template });
    steps(workspace, { "texts/a.txt": { outside: true } });
    assert.deepEqual(
      workspace.results().problems.map(({ id, file, incomplete }) => [id, file, incomplete]),
      [["analysis/outside-the-workspace", "texts/a.txt", true]],
    );
  });

  it("is no unit of its own where it lies in a folder that is skipped", () => {
    const workspace = workspaceOf({});
    workspace.files.answer(".terraform/modules/x/main.tf", { text: 'resource "a" "b" {}\n' });
    workspace.files.answer("modules/x/main.tf", { text: 'resource "a" "b" {}\n' });
    assert.deepEqual(
      workspace.units().map((unit) => unit.files),
      [["modules/x/main.tf"]],
    );
    assert.ok(workspace.files.inView(".terraform/modules/x/main.tf"));
  });
});
