// A module that is open in the editor: analysed with what calls it, wherever that lies in the workspace.

import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import { messageOf, TestClient, vscodeCapabilities } from "./client.ts";
import { missing, register, trust } from "./samples.ts";

const module = `variable "account" {
  type = string
}

variable "external_id" {
  type = string
}

`;
// The account is the caller's; alone, the module trusts nobody that is known.
const openModule = module + trust("${var.account}");
const guardedModule =
  module +
  trust(
    "${var.account}",
    `
      Condition = { StringEquals = { "sts:ExternalId" = var.external_id } }`,
  );
const caller = `module "msp" {
  source      = "../modules/msp"
  account     = "222222222222"
  external_id = var.external_id
}

resource "aws_accessanalyzer_analyzer" "external" {
  analyzer_name = "external"
}
`;

describe("a module that is open", () => {
  let client: TestClient;
  before(async () => {
    client = new TestClient();
    client.write(".msplint.yaml", register);
    client.write("live/main.tf", caller);
    client.write("modules/msp/main.tf", openModule);
    await client.start(vscodeCapabilities, {
      configuration: { trusted: true, workspaceScan: "on" },
    });
  });
  after(() => client.stop());

  it("is analysed with its caller, which is not open, once the workspace has been scanned", async () => {
    const uri = client.write("modules/msp/main.tf", openModule);
    await client.open(uri, "terraform", openModule);
    const [found] = await client.diagnostics(uri, (diagnostics) => diagnostics.length > 0);
    assert.equal(found?.code, missing);
    assert.match(messageOf(found), /^Contoso /);
    await client.change(uri, 2, guardedModule);
    await client.diagnostics(
      uri,
      (diagnostics, version) => version === 2 && diagnostics.length === 0,
    );
    await client.change(uri, 3, openModule);
    await client.diagnostics(
      uri,
      (diagnostics, version) => version === 3 && diagnostics.length === 1,
    );
  });
});
