// What is published, when, with which version, and that it goes away again.

import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { after, before, describe, it } from "mocha";
import { messageOf, TestClient, vscodeCapabilities } from "./client.ts";
import { guarded, missing, open, register } from "./samples.ts";

const ordinary = { configuration: { trusted: true, workspaceScan: "openFiles" as const } };

describe("publishing", () => {
  let client: TestClient;
  before(async () => {
    client = new TestClient();
    client.write(".msplint.yaml", register);
    await client.start(vscodeCapabilities, ordinary);
  });
  after(() => client.stop());

  const publishedFor = (uri: string) => client.published.filter((each) => each.uri === uri);

  it("sends each state once, with the version that it is of", async () => {
    const uri = client.write("once/main.tf", open);
    await client.open(uri, "terraform", open);
    await client.diagnostics(uri);
    for (let version = 2; version <= 6; version++) {
      await client.change(uri, version, version % 2 === 0 ? guarded : open);
      await client.diagnostics(uri, (_, of) => of === version);
    }
    const sent = publishedFor(uri).map(({ version, diagnostics }) => [version, diagnostics.length]);
    assert.deepEqual(
      sent,
      [1, 2, 3, 4, 5, 6].map((version) => [version, version % 2]),
    );
  });

  it("ends with the newest text however fast the edits come, and never goes back", async () => {
    const uri = client.write("fast/main.tf", guarded);
    await client.open(uri, "terraform", guarded);
    for (let version = 2; version <= 60; version++)
      await client.change(uri, version, `${"\n".repeat(version)}${open}`);
    const [found] = await client.diagnostics(uri, (_, version) => version === 60);
    assert.equal(found?.range.start.line, 67);
    const versions = publishedFor(uri).map((each) => each.version ?? 0);
    assert.deepEqual(
      versions,
      versions.toSorted((a, b) => a - b),
    );
    for (const { version, diagnostics } of publishedFor(uri).filter(({ version: of }) => of !== 1))
      assert.equal(diagnostics[0]?.range.start.line, 7 + (version ?? 0));
  });

  it("answers a request for the text that was sent before it", async () => {
    const uri = client.write("asked/main.tf", guarded);
    await client.open(uri, "terraform", guarded);
    await client.change(uri, 2, open);
    const hover = await client.hover(uri, { line: 7, character: 30 });
    assert.match(JSON.stringify(hover), /confused deputy/);
    await client.change(uri, 3, guarded);
    const clean = JSON.stringify(await client.hover(uri, { line: 7, character: 30 }));
    assert.ok(!clean.includes("confused deputy"), clean);
  });

  it("clears a file that is closed where only open files are reported", async () => {
    const uri = client.write("closed/main.tf", open);
    await client.open(uri, "terraform", open);
    await client.diagnostics(uri, (all) => all.length === 1);
    await client.notify("textDocument/didClose", { textDocument: { uri } });
    await client.diagnostics(uri, (all) => all.length === 0);
  });

  it("reports no file beside an open one", async () => {
    const beside = client.write("beside/other.tf", open.replaceAll("msp", "other"));
    const uri = client.write("beside/main.tf", open);
    await client.open(uri, "terraform", open);
    await client.diagnostics(uri, (all) => all.length === 1);
    assert.deepEqual(publishedFor(beside), []);
  });

  it("says one empty list for JSON and YAML that is no template, and nothing more while one types", async () => {
    for (const [name, language, text] of [
      ["package.json", "json", `{ "name": "x" }`],
      ["values.yaml", "yaml", "a: 1\n"],
    ] as const) {
      const uri = client.write(`plain/${name}`, text);
      await client.open(uri, language, text);
      for (let version = 2; version < 10; version++) await client.change(uri, version, `${text}\n`);
      await client.settled();
      await client.diagnostics(uri);
      assert.deepEqual(
        publishedFor(uri).map((each) => each.diagnostics),
        [[]],
      );
    }
  });

  it("says that a document is too large, and reads it when it is smaller", async () => {
    const uri = client.write("large/main.tf", open);
    await client.open(uri, "terraform", `${open}${" ".repeat(4_100_000)}`);
    const [found] = await client.diagnostics(uri, (all) => all.length > 0);
    assert.equal(found?.code, "analysis/not-analysed");
    await client.change(uri, 2, open);
    await client.diagnostics(uri, (all) => all[0]?.code === missing);
  });

  it("takes two spellings of one address for one document", async () => {
    const uri = client.write("a b#c/main.tf", open);
    const other = uri.replace("%20", " ").replace("file:///", "FILE:///");
    await client.open(other, "terraform", open);
    await client.diagnostics(other, (all) => all.length === 1);
    await client.notify("textDocument/didClose", { textDocument: { uri } });
    await client.diagnostics(other, (all) => all.length === 0);
  });

  it("survives notifications about documents that are not open, and odd ones", async () => {
    const uri = client.write("odd/main.tf", open);
    await client.notify("textDocument/didClose", { textDocument: { uri } });
    await client.change(uri, 2, open);
    await client.open(uri, "terraform", open);
    await client.open(uri, "terraform", open);
    await client.notify("textDocument/didChange", { textDocument: { uri, version: 3 } });
    await client.notify("workspace/didChangeWatchedFiles", {});
    await client.notify("msplint/configure", { minSeverity: 7, exclude: "x", run: null });
    await client.diagnostics(uri, (all) => all.length === 1);
  });

  it("analyses a document when it is saved, if the settings say so", async () => {
    const uri = client.write("saved/main.tf", open);
    await client.open(uri, "terraform", open);
    await client.diagnostics(uri, (all) => all.length === 1);
    await client.notify("msplint/configure", { run: "onSave" });
    await client.change(uri, 2, guarded);
    assert.equal(await client.hover(uri, { line: 7, character: 30 }), null, "not of this text");
    assert.equal(publishedFor(uri).at(-1)?.diagnostics.length, 1);
    await client.notify("textDocument/didSave", { textDocument: { uri } });
    await client.diagnostics(uri, (all, version) => version === 2 && all.length === 0);
    await client.notify("msplint/configure", { run: "onType" });
  });
});

describe("publishing for several folders", () => {
  it("lets the innermost folder speak for a file, and clears what a removed one said", async () => {
    const client = new TestClient();
    try {
      client.write(".msplint.yaml", register);
      const inner = client.write("inner/main.tf", open);
      const folder = pathToFileURL(`${client.root}/inner`).href;
      await client.start(
        vscodeCapabilities,
        { configuration: { trusted: true, workspaceScan: "on" } },
        [client.root, `${client.root}/inner`],
      );
      const all = await client.diagnostics(inner, (found) => found.length > 0);
      const [found, ...more] = all.filter((each) => each.code === missing);
      assert.deepEqual(more, []);
      assert.doesNotMatch(messageOf(found), /^Contoso/, "the inner folder has no register");
      await client.notify("workspace/didChangeWorkspaceFolders", {
        event: { added: [], removed: [{ uri: folder, name: "inner" }] },
      });
      await client.diagnostics(inner, (now) => messageOf(now[0]).startsWith("Contoso"));
      await client.notify("workspace/didChangeWorkspaceFolders", {
        event: { added: [], removed: [{ uri: pathToFileURL(client.root).href, name: "" }] },
      });
      await client.diagnostics(inner, (now) => now.length === 0);
    } finally {
      await client.stop();
    }
  });

  it("shows one finding for one stranger, at the open file, with the others as related places", async () => {
    const client = new TestClient();
    try {
      const stranger = guarded.replaceAll("222222222222", "999999999999");
      const closed = client.write("a/main.tf", stranger);
      const opened = client.write("b/main.tf", stranger);
      await client.start(vscodeCapabilities, {
        configuration: { trusted: true, workspaceScan: "on" },
      });
      const undeclared = (all: readonly { readonly code?: unknown }[]) =>
        all.some((each) => each.code === "access/undeclared-party");
      await client.diagnostics(closed, undeclared);
      await client.open(opened, "terraform", stranger);
      const found = await client.diagnostics(opened, undeclared);
      const related = found.flatMap((each) => each.relatedInformation ?? []);
      assert.ok(
        related.some(
          (each) => each.location.uri === closed && each.location.range.start.line === 7,
        ),
      );
      await client.diagnostics(closed, (all) => !undeclared(all));
    } finally {
      await client.stop();
    }
  });
});
