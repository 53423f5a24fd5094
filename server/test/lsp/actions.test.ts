// What a reader can do about a finding, in editors of different abilities.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { after, before, describe, it } from "mocha";
import type { ClientCapabilities, TextDocumentEdit, WorkspaceEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { messageOf, neovimCapabilities, TestClient, vscodeCapabilities } from "./client.ts";
import { delegation, guarded, missing, open, register, trust } from "./samples.ts";

/** The text after an edit, whichever of the two forms it has. */
function applied(edit: WorkspaceEdit | undefined, uri: string, text: string): string {
  const versioned = (edit?.documentChanges ?? []) as TextDocumentEdit[];
  const edits =
    edit?.changes?.[uri] ??
    versioned
      .filter((each) => each.textDocument?.uri === uri)
      .flatMap((each) => each.edits as never[]);
  return TextDocument.applyEdits(TextDocument.create(uri, "", 1, text), edits);
}

const commands = ["msplint.ignore", "msplint.explainPolicy"];
const configuration = { trusted: true, workspaceScan: "openFiles" as const };
const clients: readonly [string, ClientCapabilities, readonly string[]][] = [
  ["VS Code", vscodeCapabilities, commands],
  ["a client that can do nothing", {}, []],
  ["Neovim", neovimCapabilities, []],
];

for (const [name, capabilities, known] of clients) {
  describe(`actions in ${name}`, () => {
    let client: TestClient;
    let version = 0;
    before(async () => {
      client = new TestClient();
      client.write(".msplint.yaml", register);
      await client.start(capabilities, { configuration, commands: known });
    });
    after(() => client.stop());

    const opened = async (text: string, wished = missing) => {
      const uri = client.write(`case${++version}/main.tf`, text);
      await client.open(uri, "terraform", text);
      const all = await client.diagnostics(uri, (found) =>
        found.some((each) => each.code === wished),
      );
      const diagnostic = all.find((each) => each.code === wished);
      assert.ok(diagnostic);
      return { uri, diagnostic };
    };

    it("offers the fix, the ignore and, where the client has it, the page", async () => {
      const { uri, diagnostic } = await opened(open);
      const titles = (await client.actions(uri, diagnostic)).map((each) => each.title);
      const page = known.length > 0 ? [`Show policy ${missing}`] : [];
      assert.deepEqual(titles.slice(1), [`Ignore ${missing} on this line…`, ...page]);
      assert.match(titles[0] ?? "", /external ID/);
    });

    it("offers to declare each of several parties that come in at one place", async () => {
      const text = `variable "accounts" {\n  default = ["333333333333", "444444444444"]\n}\n${trust("").replace('"arn:aws:iam:::root"', "var.accounts")}`;
      const { uri, diagnostic } = await opened(text);
      assert.match(messageOf(diagnostic), /333333333333.*444444444444/);
      const titles = (await client.actions(uri, diagnostic)).map((each) => each.title);
      assert.deepEqual(
        titles.filter((each) => each.startsWith("Declare")),
        ["333333333333", "444444444444"].map(
          (each) => `Declare AWS account ${each} in the register`,
        ),
      );
    });

    it("applies the fix, and the finding is gone", async () => {
      const { uri, diagnostic } = await opened(open);
      const [fix] = await client.actions(uri, diagnostic);
      assert.equal(fix?.edit?.documentChanges !== undefined, capabilities === vscodeCapabilities);
      await client.change(uri, 2, applied(fix?.edit, uri, open));
      await client.diagnostics(uri, (all, of) => of === 2 && all.length === 0);
    });

    it("writes an ignore with its reason and its end, and the finding is gone", async () => {
      const { uri, diagnostic } = await opened(open);
      const { start } = diagnostic.range;
      const edit = await client.request<WorkspaceEdit>("msplint/ignore", {
        uri,
        ...start,
        policy: missing,
        until: "2099-01-31",
        reason: "agreed with the provider",
      });
      const text = applied(edit, uri, open);
      assert.match(
        text,
        /msplint:ignore access\/external-id-missing until=2099-01-31 reason="agreed with the provider"/,
      );
      await client.change(uri, 2, text);
      await client.diagnostics(uri, (all, of) => of === 2 && all.length === 0);
    });

    it("fixes all only by what is safe", async () => {
      const text = delegation("one") + delegation("two") + open;
      const { uri, diagnostic } = await opened(text, "access/standing-administrator");
      for (const only of ["source", "source.fixAll", "source.fixAll.msplint"]) {
        const actions = await client.actions(uri, diagnostic, [only]);
        assert.deepEqual(
          actions.map((each) => each.kind),
          ["source.fixAll.msplint"],
          only,
        );
        const fixed = applied(actions[0]?.edit, uri, text);
        assert.equal(fixed.split("acdd72a7-3385-48ef-bd42-f606fba81ae7").length, 3);
        assert.ok(fixed.endsWith(open), "the other fix needs a review");
      }
      assert.deepEqual(await client.actions(uri, diagnostic, ["source.organizeImports"]), []);
      assert.deepEqual(await client.actions(uri, diagnostic, ["refactor"]), []);
      const preferred = (await client.actions(uri, diagnostic)).filter((each) => each.isPreferred);
      assert.equal(preferred.length, 1);
    });

    it("shows a hover of at most twelve lines in a form that the client reads", async () => {
      const { uri, diagnostic } = await opened(open);
      const hover = await client.hover(uri, diagnostic.range.start);
      assert.ok(hover && typeof hover.contents === "object" && "kind" in hover.contents);
      const { kind, value } = hover.contents;
      assert.equal(kind, capabilities === vscodeCapabilities ? "markdown" : "plaintext");
      assert.ok(value.split("\n").length <= 12);
      assert.equal(value.includes("**"), kind === "markdown");
    });

    it("sends nothing that the client has not declared", () => {
      const asked = new Set(client.received.map((each) => each.method));
      if (capabilities !== vscodeCapabilities)
        for (const method of ["client/registerCapability", "window/workDoneProgress/create"])
          assert.ok(!asked.has(method), method);
      for (const { diagnostics } of client.published)
        for (const each of diagnostics) {
          if (capabilities !== vscodeCapabilities) assert.equal(each.codeDescription, undefined);
          if (capabilities.textDocument === undefined)
            assert.equal(each.relatedInformation, undefined);
        }
      assert.ok(!asked.has("window/showMessage"));
    });
  });
}

describe("what msplint understood, and the register", () => {
  let client: TestClient;
  before(async () => {
    client = new TestClient();
    await client.start(vscodeCapabilities, { configuration });
  });
  after(() => client.stop());

  it("shows the resource at the cursor, with what is unknown and why", async () => {
    const text = trust(`\${var.account}`);
    const uri = client.write("main.tf", text);
    await client.open(uri, "terraform", text);
    const understood = await client.request<string>("msplint/understanding", {
      uri,
      line: 1,
      character: 3,
    });
    assert.match(understood, /aws\.iam\.role/);
    assert.match(understood, /unknown/);
    const nothing = await client.request<string>("msplint/understanding", {
      uri,
      line: 99,
      character: 0,
    });
    assert.match(nothing, /Nothing is understood here/);
  });

  it("makes a register of the parties that were found", async () => {
    const uri = client.write("register/main.tf", guarded);
    await client.open(uri, "terraform", guarded);
    await client.diagnostics(uri, (all) => all.length > 0);
    const made = await client.request<{
      uri: string;
      text: string;
      parties: number;
      exists: boolean;
    }>("msplint/register", { folder: uri });
    assert.deepEqual([made.parties, made.exists], [1, false]);
    writeFileSync(fileURLToPath(made.uri), made.text);
    assert.match(readFileSync(fileURLToPath(made.uri), "utf8"), /222222222222/);
    await client.notify("workspace/didChangeWatchedFiles", {
      changes: [{ uri: made.uri, type: 1 }],
    });
    await client.diagnostics(uri, (all) =>
      all.every((each) => each.code !== "access/undeclared-party"),
    );
  });

  it("gives the page of a policy, and null for one that there is not", async () => {
    assert.match(
      await client.request<string>("msplint/page", { policy: missing }),
      /confused deputy/,
    );
    assert.equal(await client.request("msplint/page", { policy: "no/such" }), null);
  });

  it("answers a request of a wrong shape with a fixed text", async () => {
    const { code, message } = await client.request("msplint/ignore", { uri: 7 }).then(
      () => ({ code: 0, message: "" }),
      (error: { code: number; message: string }) => error,
    );
    assert.ok(code === -32603 || code === -32803, String(code));
    assert.doesNotMatch(message, /\/|\bat\b.*:\d/);
    await client.settled();
  });

  it("has no pull diagnostics", async () => {
    const code = await client
      .request("textDocument/diagnostic", { textDocument: { uri: "untitled:x" } })
      .then(
        () => 0,
        (error: { code: number }) => error.code,
      );
    assert.equal(code, -32601);
    assert.equal(messageOf(undefined), "");
  });
});
