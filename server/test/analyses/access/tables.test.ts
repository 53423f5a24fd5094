import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { capabilities, escalationPaths } from "../../../src/analyses/access/capabilities.ts";
import { tableRows } from "./tables.ts";

/** Names of the members that every record of a table has. */
const shapes: readonly [string, number, readonly string[]][] = [
  ["managed-policies", 1594, ["name", "path", "document"]],
  ["azure-roles", 928, ["id", "name", "actions", "notActions", "dataActions", "notDataActions"]],
  ["known-accounts", 498, ["account", "name"]],
  ["escalation-paths", 65, ["id", "category", "required"]],
  ["iam-actions", 456, ["id", "types"]],
  ["action-resources", 121, ["id", "needs"]],
  ["sam-policy-templates", 81, ["name", "parameters", "statement"]],
  ["sam-connectors", 44, []],
];

interface Service {
  readonly id: string;
  readonly types: readonly string[];
  /** By level. */
  readonly [level: string]: string | readonly string[];
}

describe("the generated tables", () => {
  for (const [name, count, members] of shapes) {
    it(`${name} has its records and says where they come from`, () => {
      const [first, ...rows] = tableRows(name);
      const { $from } = first as {
        readonly $from: {
          readonly command: string;
          readonly sources: readonly { readonly sha256: string; readonly version: string }[];
        };
      };
      assert.match($from.command, /^npm run tables/);
      for (const source of $from.sources) assert.match(source.sha256, /^[0-9a-f]{64}$/);
      assert.equal(rows.length, count);
      for (const row of rows)
        for (const member of members) assert.ok(Object.hasOwn(row as object, member));
    });
  }

  it("iam-actions has the actions of each level with numbers of types that there are", () => {
    const levels = ["list", "read", "tagging", "write", "permissions"];
    let actions = 0;
    for (const row of tableRows("iam-actions").slice(1) as readonly Service[]) {
      const {
        id: _,
        types,
        ...of
      } = row as { readonly id: string; readonly types: readonly string[] };
      for (const type of types) assert.match(type, /^[^:]+ arn:\S*(?:, arn:\S*)*$/);
      for (const [level, text] of Object.entries(of)) {
        assert.ok(levels.includes(level), level);
        for (const action of String(text).split(" ")) {
          const [name = "", numbers] = action.split(":");
          assert.match(name, /^[A-Za-z0-9-]+$/);
          for (const number of numbers?.split(",") ?? [])
            assert.ok(types[Number(number.replace("!", ""))] !== undefined, action);
          actions++;
        }
      }
    }
    assert.equal(actions, 22_091);
  });

  it("ids and accounts are well formed and unique", () => {
    const ids = tableRows("azure-roles")
      .slice(1)
      .map((row) => (row as { id: string }).id);
    const accounts = tableRows("known-accounts")
      .slice(1)
      .map((row) => (row as { account: string }).account);
    for (const id of ids) assert.match(id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    for (const account of accounts) assert.match(account, /^\d{12}$/);
    assert.deepEqual([new Set(ids).size, new Set(accounts).size], [ids.length, accounts.length]);
  });
});

describe("capabilities", () => {
  it("are one closed list for both clouds, from worst to least", () => {
    const names = [
      "administrator",
      "escalate",
      "grant-access",
      "create-credentials",
      "edit-identity-provider",
      "stop-logging",
      "destroy-backups",
      "destroy-keys",
      "run-commands",
      "read-secrets",
      "read-data",
      "change-network",
      "spend",
    ];
    assert.deepEqual(
      capabilities.map((each) => each.name),
      names,
    );
    assert.equal(escalationPaths.length, 65);
  });

  it("name actions in their own form", () => {
    for (const { aws, azure } of capabilities) {
      for (const action of [...(aws?.any ?? []), ...(aws?.all ?? [])])
        assert.match(action, /^[a-z0-9-]+:[A-Za-z0-9]+$/);
      for (const action of [...(azure?.any ?? []), ...(azure?.all ?? []), ...(azure?.data ?? [])])
        assert.match(action, /^[A-Za-z]+\.[A-Za-z]+(?:\/[A-Za-z]+)+$/);
    }
  });
});
