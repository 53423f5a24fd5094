// The line above what lets somebody in, and the hover on who it is.

import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import type { CodeLens } from "vscode-languageserver";
import { TestClient, vscodeCapabilities } from "./client.ts";
import { guarded, open, register } from "./samples.ts";

const configuration = { trusted: true, workspaceScan: "openFiles" as const };
const capabilities = {
  ...vscodeCapabilities,
  workspace: { ...vscodeCapabilities.workspace, codeLens: { refreshSupport: true } },
};

describe("code lenses", () => {
  let client: TestClient;
  before(async () => {
    client = new TestClient();
    client.write(".msplint.yaml", register);
    await client.start(capabilities, { configuration, commands: ["msplint.showUnderstanding"] });
  });
  after(() => client.stop());

  const lenses = (uri: string) =>
    client.request<CodeLens[]>("textDocument/codeLens", { textDocument: { uri } });

  it("say in one line who gets in, and lead to what was understood", async () => {
    const uri = client.write("one/main.tf", open);
    await client.open(uri, "terraform", open);
    const [lens, ...others] = await lenses(uri);
    assert.equal(others.length, 0);
    assert.equal(lens?.range.start.line, 0);
    assert.deepEqual(lens.command, {
      title:
        "Contoso, a provider listed in .msplint.yaml · no policy in view · no external ID, no MFA",
      command: "msplint.showUnderstanding",
      arguments: [{ uri, line: 0, character: 0 }],
    });
  });

  it("follow the text", async () => {
    const uri = client.write("two/main.tf", open);
    await client.open(uri, "terraform", open);
    await client.change(uri, 2, guarded);
    const [lens] = await lenses(uri);
    assert.match(lens?.command?.title ?? "", / · external ID, no MFA$/);
  });

  it("are asked for again when the register changes, and not when their own text does", async () => {
    const refreshes = () =>
      client.received.filter((each) => each.method === "workspace/codeLens/refresh").length;
    const uri = client.write("three/main.tf", open);
    await client.open(uri, "terraform", open);
    await client.change(uri, 2, guarded);
    await client.diagnostics(uri, (_, version) => version === 2);
    assert.equal(refreshes(), 0);
    const registerUri = client.write(".msplint.yaml", register.replace("Contoso", "Initech"));
    await client.notify("workspace/didChangeWatchedFiles", {
      changes: [{ uri: registerUri, type: 2 }],
    });
    await client.once(() => (refreshes() > 0 ? true : undefined));
    const [lens] = await lenses(uri);
    assert.match(lens?.command?.title ?? "", /^Initech/);
  });
});

describe("the hover on who it is", () => {
  it("stands below the finding in one line, and alone has a line for each way in", async () => {
    const client = new TestClient();
    try {
      client.write(".msplint.yaml", register);
      await client.start(vscodeCapabilities, { configuration });
      const uri = client.write("main.tf", open);
      await client.open(uri, "terraform", open);
      const text = async () => JSON.stringify(await client.hover(uri, { line: 7, character: 30 }));
      assert.match(
        await text(),
        /confused deputy.*Contoso, a provider listed in .msplint.yaml\. role msp: no policy in view; no external ID, no MFA\./,
      );
      await client.change(uri, 2, guarded);
      assert.match(
        await text(),
        /"\*\*Contoso, a provider listed in .msplint.yaml\*\*\\n\\n- role msp: no policy in view; external ID, no MFA"/,
      );
    } finally {
      await client.stop();
    }
  });
});
