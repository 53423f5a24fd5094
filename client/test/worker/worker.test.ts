// The server in a web worker of a real browser, as VS Code for the Web runs it: a fixture in, findings out.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { builtinModules } from "node:module";
import { join, normalize } from "node:path";
import { after, before, describe, it } from "mocha";
import type { Browser } from "playwright-core";
import type { PublishDiagnosticsParams } from "vscode-languageserver";
import { launchChromium } from "../editor/chromium.ts";

const root = join(import.meta.dirname, "../../..");
const bundle = "dist/server/main.browser.js";

/** With an AWS-managed policy, so that the worker must fetch a table. */
const fixture = `resource "aws_iam_role" "msp" {
  name = "msp"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
    }]
  })
  managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"]
}
`;

/** Runs in the page, as text: nothing of this module is there. */
const speak = `(url, text) => new Promise((resolve, reject) => {
  const worker = new Worker(url);
  const say = (message) => worker.postMessage({ jsonrpc: "2.0", ...message });
  setTimeout(() => reject(new Error("The worker says nothing.")), 20000);
  worker.onerror = (event) => reject(new Error(event.message));
  worker.onmessage = ({ data }) => {
    if (data.id === 1) {
      say({ method: "initialized", params: {} });
      const textDocument = { uri: "untitled:a.tf", languageId: "terraform", version: 1, text };
      say({ method: "textDocument/didOpen", params: { textDocument } });
    }
    if (data.method === "textDocument/publishDiagnostics") resolve(data.params);
  };
  const initializationOptions = { configuration: { trusted: true } };
  const params = { processId: null, rootUri: null, capabilities: {}, initializationOptions };
  say({ id: 1, method: "initialize", params });
})`;

describe("the server in a web worker", () => {
  let browser: Browser | undefined;
  let files: Server | undefined;
  let address = "";

  before(async () => {
    files = createServer((request, response) => {
      const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
      try {
        const body = path === "/" ? "<!doctype html>" : readFileSync(join(root, path));
        const type = path === "/" ? "text/html" : path.endsWith(".js") ? "text/javascript" : "";
        response.writeHead(200, { "content-type": type || "application/octet-stream" }).end(body);
      } catch {
        response.writeHead(404).end();
      }
    });
    const listening = files;
    await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
    const bound = listening.address();
    address = `http://127.0.0.1:${typeof bound === "object" ? bound?.port : ""}/`;
    browser = await launchChromium();
  });

  after(async () => {
    await browser?.close();
    files?.closeAllConnections();
    files?.close();
  });

  it("has no module of Node in its bundle", () => {
    const text = readFileSync(join(root, bundle), "utf8");
    const imported = [...text.matchAll(/\brequire\d*\(["']([^"']+)["']\)|["']node:([a-z/_]+)["']/g)]
      .map(([, required, prefixed]) => required ?? prefixed ?? "")
      .filter((name) => builtinModules.includes(name));
    assert.deepEqual(imported, []);
  });

  it("finds what stands in an open document", async () => {
    assert.ok(browser);
    const page = await browser.newPage();
    await page.goto(address);
    const call = `(${speak})(${JSON.stringify(`${address}${bundle}`)}, ${JSON.stringify(fixture)})`;
    const published = await page.evaluate<PublishDiagnosticsParams>(call);
    const { uri, version, diagnostics } = published;
    assert.equal(uri, "untitled:a.tf");
    assert.equal(version, 1);
    const codes = diagnostics.map((each) => each.code);
    assert.ok(codes.includes("access/external-id-missing"), codes.join(", "));
    assert.ok(codes.includes("access/standing-administrator"), codes.join(", "));
  });
});
