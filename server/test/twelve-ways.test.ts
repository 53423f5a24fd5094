// One access in twelve ways of writing it: whatever the form, the fact about the provider is the same.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { isList, shape, type Value } from "../src/expressions/value.ts";
import type { Resource } from "../src/model/resource.ts";
import { scan } from "./fixtures/scan.ts";

const root = join(import.meta.dirname, "../../test-fixtures/workspaces/twelve-ways");
const register = readFileSync(join(root, ".msplint.yaml"), "utf8");

/** What the cloud names by itself, or calls by the name that the template gave it. */
const named = new Set(["subject", "identity"]);

const ways: readonly [way: string, same: "role" | "assignment"][] = [
  ["inline", "role"],
  ["heredoc", "role"],
  ["data-source", "role"],
  ["module", "role"],
  ["for-each-in-tfvars", "role"],
  ["nested-stack", "role"],
  ["parameter-file", "role"],
  ["sam", "role"],
  ["terraform-json", "role"],
  ["bicep-loop", "assignment"],
  ["bicep-module", "assignment"],
  ["nested-deployment", "assignment"],
];

describe("one access in twelve ways", () => {
  it("stands in a folder for each", () => {
    const folders = readdirSync(root, { withFileTypes: true }).filter((each) => each.isDirectory());
    assert.deepEqual(
      folders.map((each) => each.name).toSorted(),
      ways.map(([way]) => way).toSorted(),
    );
  });

  const first = new Map<string, unknown>();
  for (const [way, same] of ways)
    it(`gives the same fact: ${way}`, () => {
      const grants = grantsOf(way);
      assert.equal(grants.length, 1);
      const fact = grants.map(plain)[0];
      if (!first.has(same)) first.set(same, fact);
      assert.deepEqual(fact, first.get(same));
      assert.match(JSON.stringify(fact), /"party":"Contoso".*"power":\["administrator"/);
    });
});

/** What the provider can do there; the base of a unit knows it only where no other file gives the account. */
function grantsOf(way: string): readonly Resource[] {
  const files = new Map([[".msplint.yaml", register]]);
  for (const each of readdirSync(join(root, way), { recursive: true, withFileTypes: true })) {
    if (!each.isFile()) continue;
    const path = join(each.parentPath, each.name);
    files.set(path.slice(root.length + 1), readFileSync(path, "utf8"));
  }
  return scan(files).resources.filter(
    (each) => each.kind === "access.grant" && each.attributes.get("party")?.state === "known",
  );
}

function plain(resource: Resource): unknown {
  return Object.fromEntries(
    [...resource.attributes]
      .filter(([name]) => !named.has(name))
      .map(([name, value]) => [name, plainValue(value)])
      .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
}

function plainValue(value: Value): unknown {
  if (value.state === "absent") return value.default ? plainValue(value.default) : "absent";
  if (value.state === "unknown") return { unknown: value.reason.kind };
  if (value.value === null || typeof value.value === "boolean") return value.value;
  if (isList(value.value)) return value.value.items.map(plainValue);
  switch (value.value.type) {
    case "text":
      return shape(value.value);
    case "number":
      return value.value.text;
    case "dict":
      return Object.fromEntries(
        [...value.value.entries].map(([key, entry]) => [key, plainValue(entry.value)]),
      );
  }
}
