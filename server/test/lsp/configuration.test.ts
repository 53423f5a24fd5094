// Settings, the register and policies of the workspace: who may say what, and that it takes effect at once.

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import { messageOf, neovimCapabilities, TestClient, vscodeCapabilities } from "./client.ts";
import { missing, open, register } from "./samples.ts";

const policy = (title: string) => `title: ${title}
severity: low
why: The team wants to see every role that a provider can assume.
advisories: [{ id: aa22-131a, section: internal-architecture }]
match: access.grant
when:
  through: { equals: role-trust }
report:
  at: principal
  message: "${title}: {party}."
`;

describe("configuration", () => {
  let client: TestClient;
  let uri = "";
  beforeEach(() => {
    client = new TestClient();
    client.write(".msplint.yaml", register);
    uri = client.write("main.tf", open);
  });
  afterEach(() => client.stop());

  const ofPolicy = (all: readonly { readonly code?: unknown }[]) =>
    all.find((each) => each.code === "team/role");

  it("shows what is wrong with a policy of the workspace in its file, and uses a right one at once", async () => {
    const path = client.write(
      ".msplint/policies/team/role.yaml",
      policy("A role").replace("at: principal", "at: nowhere"),
    );
    await client.start(vscodeCapabilities, {
      configuration: { trusted: true, workspaceScan: "openFiles" },
    });
    await client.open(uri, "terraform", open);
    const [wrong] = await client.diagnostics(path, (all) => all.length > 0);
    assert.equal(wrong?.code, "analysis/policy-error");
    assert.equal(wrong?.range.start.line, 8);
    await client.open(path, "yaml", policy("A role"));
    await client.diagnostics(path, (all) => all.length === 0);
    const found = await client.diagnostics(uri, (all) => ofPolicy(all) !== undefined);
    assert.equal(messageOf(ofPolicy(found) as never), "A role: Contoso.");
    const hover = await client.hover(uri, { line: 7, character: 30 });
    assert.ok(hover);
    await client.change(path, 2, policy("One more role"));
    await client.diagnostics(uri, (all) =>
      messageOf(ofPolicy(all) as never).startsWith("One more role"),
    );
    client.remove(".msplint/policies/team/role.yaml");
    await client.notify("textDocument/didClose", { textDocument: { uri: path } });
    await client.diagnostics(uri, (all) => ofPolicy(all) === undefined);
  });

  it("does not use a policy of a workspace that is not trusted, and still says what is wrong with one", async () => {
    client.write(".msplint/policies/team/role.yaml", policy("A role"));
    const broken = client.write(".msplint/policies/team/broken.yaml", "title: [\n");
    await client.start(vscodeCapabilities, {
      configuration: { trusted: false, workspaceScan: "on" },
    });
    await client.open(uri, "terraform", open);
    await client.diagnostics(broken, (all) => all[0]?.code === "analysis/policy-error");
    const found = await client.diagnostics(uri, (all) => all.length > 0);
    assert.equal(ofPolicy(found), undefined);
    await client.notify("msplint/configure", { trusted: true });
    await client.diagnostics(uri, (all) => ofPolicy(all) !== undefined);
  });

  it("shows what is wrong with the register on the register, once", async () => {
    const path = client.write(".msplint.yaml", "owm: {}\n");
    await client.start(vscodeCapabilities, {
      configuration: { trusted: true, workspaceScan: "on" },
    });
    const found = await client.diagnostics(path, (all) => all.length > 0);
    assert.deepEqual(
      found.map((each) => each.code),
      ["analysis/register-error"],
    );
    await client.open(path, "yaml", register);
    await client.diagnostics(path, (all) => all.length === 0);
  });

  it("says of an ignore in the register that it is unused only where every file was seen", async () => {
    const path = client.write(
      ".msplint.yaml",
      `${register}ignore:\n  - { policy: ${missing}, path: far/**, reason: agreed }\n`,
    );
    client.write("far/main.tf", open);
    await client.start(vscodeCapabilities, {
      configuration: { trusted: true, workspaceScan: "openFiles" },
    });
    await client.open(uri, "terraform", open);
    await client.diagnostics(uri, (all) => all.length === 1);
    await client.settled();
    assert.ok(client.published.every((each) => each.uri !== path || each.diagnostics.length === 0));
  });

  it("asks an editor that is not ours for the ordinary settings, and for no sensitive one", async () => {
    client.answers.set("workspace/configuration", () => [
      { minSeverity: "critical", trusted: true, register: "/etc/passwd", policies: "/etc" },
    ]);
    await client.start(neovimCapabilities);
    await client.open(uri, "terraform", open);
    assert.deepEqual(await client.diagnostics(uri), []);
    client.answers.set("workspace/configuration", () => [{ minSeverity: "info" }]);
    await client.notify("workspace/didChangeConfiguration", { settings: null });
    const [found] = await client.diagnostics(uri, (all) => all.length > 0);
    assert.match(messageOf(found), /switched off by the repository|can assume/);
    const asked = client.received.filter((each) => each.method === "workspace/configuration");
    assert.deepEqual(asked[0]?.params, { items: [{ section: "msplint" }] });
    assert.ok(client.received.every((each) => each.method !== "msplint/status"));
  });

  it("takes the defaults after two seconds where the editor does not answer for its settings", async () => {
    client.answers.set("workspace/configuration", () => new Promise(() => undefined));
    await client.start(neovimCapabilities);
    await client.open(uri, "terraform", open);
    const started = Date.now();
    await client.diagnostics(uri, (all) => all.length > 0);
    assert.ok(Date.now() - started > 1_000);
  });

  it("takes settings that are pushed by an editor that cannot be asked", async () => {
    await client.start({});
    await client.open(uri, "terraform", open);
    await client.diagnostics(uri, (all) => all.length > 0);
    await client.notify("workspace/didChangeConfiguration", {
      settings: { msplint: { minSeverity: "critical" } },
    });
    await client.diagnostics(uri, (all) => all.length === 0);
  });

  it("says in the log what of the reader's own cannot be used, without its path", async () => {
    const missingFolder = `${client.root}/no-such-folder`;
    await client.start(vscodeCapabilities, {
      configuration: { trusted: true, workspaceScan: "off", policies: missingFolder },
    });
    await client.open(uri, "terraform", open);
    const log = await client.once(() =>
      client.received.find((each) => JSON.stringify(each).includes("msplint.policies")),
    );
    assert.ok(!JSON.stringify(log).includes(client.root));
    await client.diagnostics(uri, (all) => all.length > 0);
  });

  it("reads no other file where each open file stands by itself", async () => {
    const text = open.replace("222222222222", `\${local.account}`);
    client.write("locals.tf", `locals {\n  account = "222222222222"\n}\n`);
    await client.start(vscodeCapabilities, {
      configuration: { trusted: true, workspaceScan: "off" },
    });
    await client.open(uri, "terraform", text);
    assert.deepEqual(await client.diagnostics(uri), []);
    await client.notify("msplint/configure", { workspaceScan: "openFiles" });
    await client.diagnostics(uri, (all) => all.some((each) => each.code === missing));
  });

  it("keeps a folder that no disk has, as virtual workspaces do", async () => {
    await client.start(vscodeCapabilities, { configuration: { trusted: true } }, []);
    const folder = "vscode-vfs://github/contoso/infrastructure";
    await client.notify("workspace/didChangeWorkspaceFolders", {
      event: { added: [{ uri: folder, name: "infrastructure" }], removed: [] },
    });
    await client.open(`${folder}/main.tf`, "terraform", open);
    await client.diagnostics(`${folder}/main.tf`, (all) => all.length > 0);
  });
});
