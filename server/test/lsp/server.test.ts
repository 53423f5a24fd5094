// The language server as an editor meets it: a real process, real messages.

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { TextDocumentEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { messageOf, TestClient, vscodeCapabilities } from "./client.ts";
import { guarded, missing, open, register } from "./samples.ts";

describe("the language server", () => {
  let client: TestClient;
  beforeEach(() => {
    client = new TestClient();
    client.write(".msplint.yaml", register);
  });
  afterEach(() => client.stop());

  const options = { configuration: { trusted: true, workspaceScan: "openFiles" as const } };

  it("finds, points at the token, fixes, and is silent afterwards", async () => {
    const uri = client.write("main.tf", open);
    await client.start(vscodeCapabilities, options);
    await client.open(uri, "terraform", open);
    const [diagnostic] = await client.diagnostics(uri, (all) => all.length > 0);
    assert.ok(diagnostic);
    assert.equal(diagnostic.source, "msplint");
    assert.equal(diagnostic.code, missing);
    assert.equal(diagnostic.severity, 1);
    assert.match(diagnostic.codeDescription?.href ?? "", /^https:.*access\/external-id-missing/);
    const document = TextDocument.create(uri, "terraform", 1, open);
    assert.equal(document.getText(diagnostic.range), `"arn:aws:iam::222222222222:root"`);

    const actions = await client.actions(uri, diagnostic);
    const fix = actions.find((action) => action.edit && !/^(?:Ignore|Declare)/.test(action.title));
    assert.ok(fix, actions.map((action) => action.title).join(", "));
    assert.notEqual(fix.isPreferred, true, "a fix that can lock the provider out is not preferred");
    const changes = (fix.edit?.documentChanges ?? []) as TextDocumentEdit[];
    assert.deepEqual(
      changes.map((change) => change.textDocument),
      [{ uri, version: 1 }],
    );
    const fixed = TextDocument.applyEdits(
      document,
      changes.flatMap((change) => change.edits as never[]),
    );
    await client.change(uri, 2, fixed);
    assert.deepEqual(await client.diagnostics(uri, (_, version) => version === 2), []);
  });

  it("shows why on hover, in plain Markdown of at most twelve lines", async () => {
    const uri = client.write("main.tf", open);
    await client.start(vscodeCapabilities, options);
    await client.open(uri, "terraform", open);
    const [diagnostic] = await client.diagnostics(uri, (all) => all.length > 0);
    assert.ok(diagnostic);
    const hover = await client.hover(uri, diagnostic.range.start);
    assert.ok(hover && typeof hover.contents === "object" && "value" in hover.contents);
    assert.match(hover.contents.value, /confused deputy/);
    assert.ok(hover.contents.value.split("\n").length <= 12);
    assert.equal(await client.hover(uri, { line: 0, character: 0 }), null);
  });

  it("declares an unknown party in the register and believes it then", async () => {
    client.write(".msplint.yaml", "own: {}\n");
    const uri = client.write("main.tf", guarded);
    await client.start(vscodeCapabilities, options);
    await client.open(uri, "terraform", guarded);
    const [diagnostic] = await client.diagnostics(uri, (all) =>
      all.some((each) => each.code === "access/undeclared-party"),
    );
    assert.ok(diagnostic);
    const action = (await client.actions(uri, diagnostic)).find((each) =>
      each.title.startsWith("Declare"),
    );
    const edit = action?.edit?.documentChanges?.[0] as TextDocumentEdit;
    assert.match(edit.textDocument.uri, /\.msplint\.yaml$/);
    const before = TextDocument.create(edit.textDocument.uri, "yaml", 1, "own: {}\n");
    await client.open(
      edit.textDocument.uri,
      "yaml",
      TextDocument.applyEdits(before, edit.edits as never[]),
    );
    await client.diagnostics(uri, (all) => all.length === 0);
  });

  it("does not believe the repository in Restricted Mode", async () => {
    client.write(".msplint.yaml", `own: { aws-accounts: ["222222222222"] }\n`);
    const uri = client.write("main.tf", open);
    await client.start(vscodeCapabilities, {
      configuration: { ...options.configuration, trusted: false },
    });
    await client.open(uri, "terraform", open);
    const [diagnostic] = await client.diagnostics(uri, (all) => all.length > 0);
    assert.match(messageOf(diagnostic), /switched off by the repository/);
    await client.notify("msplint/configure", { trusted: true });
    await client.diagnostics(uri, (all) => all.length === 0);
  });

  it("follows a change of settings without a restart", async () => {
    const uri = client.write("main.tf", open);
    await client.start(vscodeCapabilities, options);
    await client.open(uri, "terraform", open);
    await client.diagnostics(uri, (all) => all.length > 0);
    await client.notify("msplint/configure", { minSeverity: "critical" });
    await client.diagnostics(uri, (all) => all.length === 0);
    await client.notify("msplint/configure", { minSeverity: "info", exclude: ["*.tf"] });
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.deepEqual(await client.diagnostics(uri), []);
    await client.notify("msplint/configure", { exclude: [] });
    await client.diagnostics(uri, (all) => all.length > 0);
  });

  it("reads the files beside an open one, and clears what is deleted", async () => {
    client.write("locals.tf", `locals {\n  account = "222222222222"\n}\n`);
    const text = open.replace("222222222222", "$${local.account}".replace("$$", "$"));
    const uri = client.write("main.tf", text);
    await client.start(vscodeCapabilities, options);
    await client.open(uri, "terraform", text);
    await client.diagnostics(uri, (all) => all.some((each) => each.code === missing));
    client.remove("locals.tf");
    await client.notify("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uri.replace("main.tf", "locals.tf"), type: 3 }],
    });
    await client.diagnostics(uri, (all) => all.length === 0);
  });

  it("keeps two folders apart", async () => {
    const other = new TestClient();
    try {
      const mine = client.write("main.tf", open);
      const theirs = other.write("main.tf", open);
      await client.start(vscodeCapabilities, options, [client.root, other.root]);
      await client.open(mine, "terraform", open);
      await client.open(theirs, "terraform", open);
      const declared = await client.diagnostics(mine, (all) => all.length > 0);
      const undeclared = await client.diagnostics(theirs, (all) => all.length > 0);
      assert.match(messageOf(declared[0]), /^Contoso/);
      assert.doesNotMatch(messageOf(undeclared[0]), /^Contoso/);
      await client.notify("workspace/didChangeWorkspaceFolders", {
        event: { added: [], removed: [{ uri: theirs.replace(/\/main\.tf$/, ""), name: "" }] },
      });
      assert.equal((await client.diagnostics(mine)).length, declared.length);
    } finally {
      await other.stop();
    }
  });

  it("works on an untitled document without a folder", async () => {
    await client.start(vscodeCapabilities, options, []);
    await client.open("untitled:Untitled-1", "terraform", open);
    const found = await client.diagnostics("untitled:Untitled-1", (all) => all.length > 0);
    assert.equal(found[0]?.source, "msplint");
  });

  it("drops a change whose version goes backwards", async () => {
    const uri = client.write("main.tf", open);
    await client.start(vscodeCapabilities, options);
    await client.open(uri, "terraform", open);
    await client.change(uri, 5, guarded);
    await client.diagnostics(uri, (all, version) => version === 5 && all.length === 0);
    await client.change(uri, 4, open);
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.deepEqual(await client.diagnostics(uri), []);
  });
});

describe("the life of the server", () => {
  let client: TestClient;
  beforeEach(() => {
    client = new TestClient();
  });
  afterEach(() => client.stop());

  const codeOf = (request: Promise<unknown>) =>
    request.then(
      () => undefined,
      (error: { code?: number }) => error.code,
    );

  it("refuses a request before initialize", async () => {
    assert.equal(await codeOf(client.hover("file:///a.tf", { line: 0, character: 0 })), -32002);
  });

  it("refuses a second initialize", async () => {
    await client.start({});
    assert.equal(await codeOf(client.start({})), -32600);
  });

  it("refuses a request after shutdown, and ends with 0", async () => {
    await client.start({});
    await client.request("shutdown", undefined);
    assert.equal(await codeOf(client.hover("file:///a.tf", { line: 0, character: 0 })), -32600);
    await client.notify("exit", undefined);
    assert.equal(await client.exited(), 0);
  });

  it("ends with 1 when it is told to exit without shutdown", async () => {
    await client.start({});
    await client.notify("exit", undefined);
    assert.equal(await client.exited(), 1);
  });

  for (const [name, bytes] of [
    ["a header without a length", "Content-Type: x\r\n\r\n{}"],
    ["a length that is no number", "Content-Length: abc\r\n\r\n"],
    ["a length past the limit", "Content-Length: 999999999\r\n\r\n"],
    ["a negative length", "Content-Length: -1\r\n\r\n"],
    ["a body that is no JSON", "Content-Length: 4\r\n\r\n{oh}"],
  ] as const) {
    it(`ends with 1 at ${name}`, async () => {
      await client.start({});
      client.child.stdin?.write(bytes);
      assert.equal(await client.exited(), 1);
    });
  }

  it("ends with 1 when its input ends", async () => {
    await client.start({});
    client.child.stdin?.end();
    assert.equal(await client.exited(), 1);
  });

  it("drops notifications before initialize, and obeys exit", async () => {
    await client.open("untitled:a.tf", "terraform", open);
    await client.notify("exit", undefined);
    assert.equal(await client.exited(), 1);
    assert.deepEqual(client.published, []);
  });

  it("reads frames however they are written", async () => {
    const body = JSON.stringify({ jsonrpc: "2.0", method: "msplint/scan" });
    const frame = `Content-Length: ${body.length}\r\n\r\n${body}`;
    const other = `content-length: ${body.length}\r\nContent-Type: application/vscode-jsonrpc; charset=utf8\r\n\r\n${body}`;
    await client.start({});
    for (const byte of frame.split("")) client.child.stdin?.write(byte);
    for (const part of [frame + frame, other]) client.child.stdin?.write(part);
    await client.settled();
    assert.equal(client.child.exitCode, null);
  });
});
