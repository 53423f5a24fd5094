// Who stands at a place, and the line above what lets them in.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { lensesOf, whoIsHere } from "../../src/views/grants-here.ts";
import { snapshotsOf } from "../fixtures/scan.ts";

const register = `own: { aws-accounts: ["111111111111"] }
providers: [{ name: Contoso, kind: msp, aws-accounts: ["222222222222"] }]
customers: [{ name: Fabrikam, aws-accounts: ["444444444444"] }]
`;

const role = (name: string, account: string, condition = "") => `
resource "aws_iam_role" "${name}" {
  name = "${name}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::${account}:root" }${condition}
    }]
  })
}
`;

const administrator = (name: string) => `
resource "aws_iam_role_policy_attachment" "${name}" {
  role       = aws_iam_role.${name}.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
`;

const externalId = (operator: string) =>
  `\n      Condition = { ${operator} = { "sts:ExternalId" = "issued-by-contoso" } }`;

function understood(text: string, files: Readonly<Record<string, string>> = {}) {
  return snapshotsOf(
    new Map([[".msplint.yaml", register], ["main.tf", text], ...Object.entries(files)]),
  );
}

describe("the lens", () => {
  const cases: readonly [string, string, readonly string[]][] = [
    [
      "a provider who is administrator behind nothing",
      role("msp", "222222222222") + administrator("msp"),
      [
        "Contoso, a provider listed in .msplint.yaml · administrator by AdministratorAccess · no external ID, no MFA",
      ],
    ],
    [
      "an external ID",
      role("msp", "222222222222", externalId("StringEquals")),
      ["Contoso, a provider listed in .msplint.yaml · no policy in view · external ID, no MFA"],
    ],
    [
      "an external ID that does not bind",
      role("msp", "222222222222", externalId("StringEqualsIfExists")),
      [
        "Contoso, a provider listed in .msplint.yaml · no policy in view · external ID can be got round, no MFA",
      ],
    ],
    [
      "a stranger",
      role("msp", "333333333333"),
      [
        "AWS account 333333333333, which the register does not name · no policy in view · no external ID, no MFA",
      ],
    ],
    ["one's own account", role("msp", "111111111111"), []],
    ["a customer", role("msp", "444444444444"), []],
    ["somebody who is not known", role("msp", "${var.account}"), []],
  ];
  for (const [name, text, expected] of cases)
    it(`tells of ${name}`, () =>
      assert.deepEqual(
        lensesOf(understood(text), "main.tf").map((each) => each.title),
        expected,
      ));

  it("stands at the role", () => {
    const text = role("msp", "222222222222");
    const [lens] = lensesOf(understood(text), "main.tf");
    assert.ok(lens);
    assert.match(text.slice(lens.range.start, lens.range.end), /^resource "aws_iam_role" "msp"/);
  });
});

describe("who stands at a place", () => {
  const at = (text: string, mark: string, files: Readonly<Record<string, string>> = {}) =>
    whoIsHere(understood(text, files), "main.tf", text.indexOf(mark) + 3);

  it("is told at a principal, with everything that they get in through", () => {
    const text = role("one", "222222222222") + administrator("one") + role("two", "222222222222");
    const here = at(text, "arn:aws:iam::222222222222");
    assert.deepEqual(here?.lines, [
      "Contoso, a provider listed in .msplint.yaml",
      "role one: administrator by AdministratorAccess; no external ID, no MFA",
      "role two: no policy in view; no external ID, no MFA",
    ]);
    assert.equal(text.slice(here.range.start, here.range.end), '"arn:aws:iam::222222222222:root"');
  });

  it("is told at the variable's value that becomes one", () => {
    const variable = 'variable "msp" {\n  default = "222222222222"\n}\n';
    const here = at(variable + role("msp", "${var.msp}"), '"222222222222"');
    assert.deepEqual(here?.lines[0], "Contoso, a provider listed in .msplint.yaml");
  });

  it("is told with the reason where it is not known", () => {
    const here = at(role("msp", "${var.account}"), "arn:aws:iam");
    assert.match(here?.lines[0] ?? "", /^Somebody: .*var\.account/);
  });

  it("is nobody where there is no principal", () => {
    assert.equal(at(role("msp", "222222222222"), "sts:AssumeRole"), undefined);
  });

  it("gives the number where there are many ways in", () => {
    const text = Array.from({ length: 12 }, (_, index) =>
      role(`role_${index}`, "222222222222"),
    ).join("");
    const here = at(text, "arn:aws:iam");
    assert.equal(here?.lines.length, 10);
    assert.equal(here.lines.at(-1), "and 4 more");
  });
});
