// The register: what a full one gives, what is said of a wrong one, and that the rest of it is used.

import assert from "node:assert/strict";
import { readRegister } from "../../src/model/register-file.ts";

const full = `own: { aws-accounts: ["111111111111"], aws-organization: o-example0001, azure-tenants: [AAAAAAAA-0000-0000-0000-000000000001], networks: [], domains: [] }
providers:
  - name: Contoso Managed Services
    kind: msp
    aws-accounts: ["222222222222", 012345678901]
    azure-tenants:
    networks: [203.0.113.0/24]
    interactive: true
    allowed-roles: [reader]
    contract-ends: 2027-03-31
    ended: false
customers:
  - { name: Fabrikam, paths: [customers/fabrikam/**] }
policies:
  network/vpn-port-open: { severity: low }
  updates/*: off
  backup/*: { severity: off }
exclude: [examples/**]
ignore:
  - { policy: access/mfa-missing, path: legacy/**, until: 2027-01-01, reason: agreed }
`;

const read = (text: string) => readRegister({ path: ".msplint.yaml", text });

describe("the register", () => {
  it("is read in full", () => {
    const { register, problems } = read(full);
    assert.deepEqual(problems, []);
    assert.deepEqual(register.own.awsAccounts, ["111111111111"]);
    assert.deepEqual(register.own.azureTenants, ["aaaaaaaa-0000-0000-0000-000000000001"]);
    const [provider] = register.providers;
    assert.deepEqual(provider?.awsAccounts, ["222222222222", "012345678901"]);
    assert.equal(provider.interactive, true);
    assert.equal(provider.contractEnds, "2027-03-31");
    assert.equal(
      full.slice(provider.at.head?.start, provider.at.head?.end),
      "Contoso Managed Services",
    );
    assert.deepEqual(
      [...register.policies],
      [
        ["network/vpn-port-open", { severity: "low" }],
        ["updates/*", { off: true }],
        ["backup/*", { off: true }],
      ],
    );
    assert.equal(register.ignore[0]?.reason, "agreed");
    assert.deepEqual(register.customers[0]?.paths, ["customers/fabrikam/**"]);
  });

  it("may be empty, and every key may be left out", () => {
    for (const text of ["", "# nothing\n", "own:\nproviders:\n", "{}"])
      assert.deepEqual(read(text).problems, []);
  });

  const wrong: readonly [text: string, message: string | RegExp, at: string][] = [
    ["provider: []\n", 'There is no key "provider" here.', "provider"],
    ["providers:\n  - kind: msp\n", '"name" is missing here.', "k"],
    ["providers:\n  - { name: x, kind: partner }\n", '"kind" is one of msp, vendor.', "partner"],
    ['providers: [{ name: x, aws-accounts: ["1"] }]', /right form/, '"1"'],
    ["own: { aws-accounts: [12] }", "An AWS account id has twelve digits.", "12"],
    ["own: { aws-accounts: 111111111111 }", '"aws-accounts" must be a list.', "111111111111"],
    ["policies: { a/b: on }", '"a/b" is one of off, false.', "on"],
    ["policies: { a/b: { severity: severe } }", /"severity" is one of critical/, "severe"],
    ["ignore: [{ policy: a/b, path: x, until: soon }]", /right form/, "soon"],
    ["own: [\n", /not valid YAML/, "["],
    ["- a\n", "This must be an object.", "-"],
  ];
  for (const [text, message, at] of wrong) {
    it(`says what is wrong with ${JSON.stringify(text)}`, () => {
      const { problems } = read(text);
      const [problem] = problems;
      if (typeof message === "string") assert.equal(problem?.message, message);
      else assert.match(problem?.message ?? "", message);
      assert.equal(text.slice(problem?.range.start, problem?.range.end), at);
      assert.deepEqual([problem?.id, problem?.incomplete], ["analysis/register-error", true]);
    });
  }

  it("is used where it is right", () => {
    const { register, problems } = read(
      'own: { aws-accounts: ["111111111111"], colour: red }\nproviders: [{ name: A, kind: x }]\n',
    );
    assert.equal(problems.length, 2);
    assert.deepEqual(register.own.awsAccounts, ["111111111111"]);
    assert.equal(register.providers[0]?.name, "A");
  });
});
