// Writing into the register: what stands there stays, and the result is read again.

import assert from "node:assert/strict";
import type { DeclaredParty } from "../../src/model/register-edit.ts";
import { createRegister, declareParty } from "../../src/model/register-edit.ts";
import { readRegister } from "../../src/model/register-file.ts";
import { applyEdits } from "../../src/text/range.ts";

const stranger: DeclaredParty = { key: "aws-accounts", value: "222222222222" };
const vendor: DeclaredParty = {
  key: "aws-accounts",
  value: "333333333333",
  name: "Example Vendor",
};

const cases: readonly [name: string, before: string, party: DeclaredParty, after: string][] = [
  [
    "without providers",
    "own: {}\n",
    stranger,
    'own: {}\nproviders:\n  - name: Unnamed provider 222222222222\n    kind: msp # or vendor\n    aws-accounts: ["222222222222"]\n',
  ],
  [
    "without a last line end",
    "own: {}",
    vendor,
    'own: {}\nproviders:\n  - name: Example Vendor\n    kind: vendor\n    aws-accounts: ["333333333333"]\n',
  ],
  [
    "after the last provider",
    "providers:\n- name: A\n  ended: true # yes\n# a comment\ncustomers: []\n",
    vendor,
    'providers:\n- name: A\n  ended: true # yes\n- name: Example Vendor\n  kind: vendor\n  aws-accounts: ["333333333333"]\n# a comment\ncustomers: []\n',
  ],
  [
    "into an empty list",
    "providers: []\ncustomers: []\n",
    vendor,
    'providers:\n  - name: Example Vendor\n    kind: vendor\n    aws-accounts: ["333333333333"]\ncustomers: []\n',
  ],
  [
    "where nothing is written",
    "providers:\ncustomers: []\n",
    vendor,
    'providers:\n  - name: Example Vendor\n    kind: vendor\n    aws-accounts: ["333333333333"]\ncustomers: []\n',
  ],
  [
    "into a list on one line",
    "providers: [{ name: A }]\n",
    vendor,
    'providers: [{ name: A }, { name: Example Vendor, kind: vendor, aws-accounts: ["333333333333"] }]\n',
  ],
  [
    "to the vendor's other accounts",
    'providers:\n  - name: Example Vendor\n    aws-accounts: ["111111111111"]\n',
    vendor,
    'providers:\n  - name: Example Vendor\n    aws-accounts: ["111111111111", "333333333333"]\n',
  ],
  [
    "to the vendor's accounts in lines",
    'providers:\n  - name: Example Vendor\n    aws-accounts:\n      - "111111111111" # old\n    ended: false\n',
    vendor,
    'providers:\n  - name: Example Vendor\n    aws-accounts:\n      - "111111111111" # old\n      - "333333333333"\n    ended: false\n',
  ],
  [
    "to a vendor without accounts",
    "providers:\n  - kind: vendor\n    name: Example Vendor # them\n    ended: false\n",
    vendor,
    'providers:\n  - kind: vendor\n    name: Example Vendor # them\n    aws-accounts: ["333333333333"]\n    ended: false\n',
  ],
  [
    "to a vendor with an empty list",
    "providers:\n  - name: Example Vendor\n    aws-accounts: []\n",
    vendor,
    'providers:\n  - name: Example Vendor\n    aws-accounts: ["333333333333"]\n',
  ],
  [
    "with carriage returns",
    "own: {}\r\n",
    vendor,
    'own: {}\r\nproviders:\r\n  - name: Example Vendor\r\n    kind: vendor\r\n    aws-accounts: ["333333333333"]\r\n',
  ],
];

describe("declaring a party", () => {
  for (const [name, before, party, after] of cases) {
    it(name, () => {
      const edited = applyEdits(
        before,
        declareParty({ path: ".msplint.yaml", text: before }, party),
      );
      assert.equal(edited, after);
      const { register, problems } = readRegister({ path: ".msplint.yaml", text: edited });
      assert.deepEqual(problems, []);
      assert.ok(register.providers.some((each) => each.awsAccounts.includes(party.value)));
    });
  }

  it("makes the register where there is none", () => {
    const [edit] = declareParty(undefined, stranger);
    assert.equal(edit?.file, ".msplint.yaml");
    assert.equal(edit.text, createRegister([stranger]));
  });

  it("writes all parties of a workspace, one provider for each name", () => {
    const text = createRegister([
      stranger,
      vendor,
      { ...vendor, value: "444444444444" },
      { key: "azure-tenants", value: "aaaaaaaa-0000-0000-0000-000000000001", name: "A: b" },
    ]);
    const { register, problems } = readRegister({ path: ".msplint.yaml", text });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      register.providers.map((each) => [each.name, each.kind, each.awsAccounts.length]),
      [
        ["Unnamed provider 222222222222", "msp", 1],
        ["Example Vendor", "vendor", 2],
        ["A: b", "vendor", 0],
      ],
    );
    assert.deepEqual(
      readRegister({ path: ".msplint.yaml", text: createRegister([]) }).problems,
      [],
    );
  });
});
