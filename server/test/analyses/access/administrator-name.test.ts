import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { isAdministratorName } from "../../../src/analyses/access/administrator-name.ts";

describe("names that say administrator", () => {
  const rows: readonly [string, boolean][] = [
    ["admin", true],
    ["AdminRole", true],
    ["lambda-admin_role", true],
    ["ECSAdministrator", true],
    ["FULLAdmin", true],
    ["OrganizationAccountAccessRole", true],
    ["DatabaseAdmin", false],
    ["CloudWatchAgentAdminRole", false],
    ["prod-admin-2", true],
    ["non-admin", false],
    ["administration", false],
    ["badminton", false],
    ["", false],
  ];
  for (const [name, is] of rows) {
    it(name === "" ? "an empty name" : name, () => assert.equal(isAdministratorName(name), is));
  }
});
