import assert from "node:assert/strict";
import { bearsName } from "../../../src/analyses/access/provider-names.ts";
import type { Provider } from "../../../src/model/register.ts";

function provider(name: string): Provider {
  return {
    name,
    kind: "msp",
    awsAccounts: [],
    azureTenants: [],
    principals: [],
    networks: [],
    domains: [],
    repositories: [],
    issuers: [],
    allowedRoles: [],
    ended: false,
    at: { file: ".msplint.yaml", range: { start: 0, end: 0 } },
  };
}

describe("the name of a provider in other names", () => {
  const cases: readonly (readonly [name: string, word: string, bears: boolean])[] = [
    ["Contoso", "contoso-support", true],
    ["Contoso", "ContosoAdmins", true],
    ["Contoso Managed Services", "contoso-managed-services", true],
    ["Contoso", "/providers/contoso/", true],
    ["Contoso", "support", false],
    ["Contoso GmbH", "contoso-support", true],
    ["Contoso, Inc.", "contoso-support", true],
    // A short name counts only as a word.
    ["Ace", "marketplace", false],
    ["Ace", "ace-support", true],
    ["Ace", "AceSupport", true],
    // Too little to tell anybody by.
    ["IT", "it-support", false],
    ["", "support", false],
  ];
  for (const [name, word, bears] of cases)
    it(`${name || "no name"} in ${word}: ${bears}`, () => {
      assert.equal(bearsName(provider(name), [word]), bears);
    });
});
