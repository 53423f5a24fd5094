// The background scan: a child that dies, hangs or is cancelled, and what the editor is told meanwhile.

import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "mocha";
import { supervised } from "../../src/host-supervisor.ts";
import type { Environment, FileReport, ScanEvents } from "../../src/lsp/environment.ts";
import { defaultConfiguration } from "../../src/lsp/protocol.ts";
import { Scans } from "../../src/lsp/scans.ts";
import { readTable } from "../../src/model/table.ts";
import { TestClient, vscodeCapabilities } from "./client.ts";
import { missing, open } from "./samples.ts";

const nothing = { reports: [], units: [], evidence: "unknown" } as const;

const can = { relatedInformation: false, codeDescription: false, tags: false };
const dying = join(import.meta.dirname, "dying-child.ts");

describe("the scan child", () => {
  const scanned = (root: string, scan: ReturnType<typeof supervised>) =>
    new Promise<string>((resolve) => {
      const request = { root, uri: "file:///x", configuration: defaultConfiguration, can };
      scan(request, {
        progress: () => undefined,
        done: ({ reports }) => resolve(reports.map((each) => each.file).join()),
        failed: resolve,
      });
    });

  it("is started again without the unit at which it died twice, and that is remembered", async () => {
    const scan = supervised(dying);
    assert.equal(await scanned("dies", scan), "bad is left out");
    assert.equal(await scanned("dies", scan), "bad is left out");
  });

  it("is ended where it hangs", async () => {
    assert.equal(await scanned("hangs", supervised(dying, 1_500)), "bad is left out");
  });

  it("is given up where it cannot even start", async () => {
    assert.match(await scanned("at the start", supervised(dying)), /cannot be scanned/);
  });
});

describe("scans", () => {
  /** An environment whose scan does what the test says. */
  function stage() {
    const told: string[] = [];
    let events: ScanEvents | undefined;
    let killed = 0;
    let cancel: () => void = () => undefined;
    const environment: Environment = {
      today: () => "2026-01-01",
      table: () => Promise.resolve(readTable("")),
      siblings: () => [],
      read: () => undefined,
      answer: () => undefined,
      policyFiles: () => undefined,
      exit: () => undefined,
      scan: (_, given) => {
        events = given;
        return { cancel: () => void killed++ };
      },
    };
    const scans = new Scans(environment, {
      status: ({ state }) => told.push(state),
      log: (level, message) => told.push(`${level}: ${message}`),
      progress: async (_, given) => {
        cancel = given;
        told.push("begin");
        return { report: (percent) => told.push(`${percent} %`), done: () => told.push("end") };
      },
    });
    const found: (readonly FileReport[])[] = [];
    const wish = { uri: "file:///w", configuration: defaultConfiguration, can, quiet: false };
    return {
      told,
      found,
      killed: () => killed,
      cancel: () => cancel(),
      events: () => {
        assert.ok(events);
        return events;
      },
      scans,
      start: (quiet = false) =>
        scans.start({ ...wish, quiet, found: ({ reports }) => found.push(reports) }),
    };
  }
  const soon = () => new Promise((resolve) => setImmediate(resolve));
  const ends = (told: readonly string[]) => [
    told.filter((each) => each === "begin").length,
    told.filter((each) => each === "end").length,
    told.at(-1),
  ];

  const cases: readonly [string, (its: ReturnType<typeof stage>) => void, string][] = [
    ["is done", (its) => its.events().done(nothing), "ok"],
    ["fails", (its) => its.events().failed("No."), "error"],
    ["is cancelled", (its) => its.cancel(), "ok"],
    ["ends with the server", (its) => its.scans.stopAll(), "ok"],
    ["is done and cancelled", (its) => [its.events().done(nothing), its.cancel()], "ok"],
    ["is cancelled and done", (its) => [its.cancel(), its.events().done(nothing)], "ok"],
  ];
  for (const [name, act, state] of cases) {
    for (const early of [true, false]) {
      it(`have one progress that ends once where one ${name}${early ? " before it is shown" : ""}`, async () => {
        const its = stage();
        its.start();
        if (!early) await soon();
        act(its);
        await soon();
        const [begun, ended] = ends(its.told);
        assert.deepEqual([begun, ended], [1, 1], its.told.join(", "));
        assert.equal(
          its.told.findLast((each) => ["ok", "error", "scanning"].includes(each)),
          state,
        );
      });
    }
  }

  it("never step back, and end the scan that a newer one replaces", async () => {
    const its = stage();
    its.start();
    await soon();
    const first = its.events();
    for (const done of [1, 5, 2, 7]) first.progress(done, 10);
    its.start(true);
    assert.equal(its.killed(), 1);
    first.done({ ...nothing, reports: [{ file: "old", findings: [], diagnostics: [] }] });
    its.events().done(nothing);
    await soon();
    assert.deepEqual(
      its.told.filter((each) => each.endsWith("%")),
      ["10 %", "50 %", "50 %", "70 %"],
    );
    assert.deepEqual([ends(its.told).slice(0, 2), its.found], [[1, 1], [[]]]);
  });
});

describe("the scan of a workspace", () => {
  it("shows progress, obeys its cancellation, and clears what is deleted", async () => {
    const client = new TestClient();
    try {
      const first = client.write("a/main.tf", open);
      const second = client.write("b/main.tf", open);
      await client.start(vscodeCapabilities, {
        configuration: { trusted: true, workspaceScan: "on" },
        commands: [],
      });
      await client.diagnostics(first, (all) => all.some((each) => each.code === missing));
      await client.diagnostics(second, (all) => all.some((each) => each.code === missing));
      const kinds = () =>
        client.received
          .filter((each) => each.method === "$/progress")
          .map((each) => (each.params as { value: { kind: string } }).value.kind);
      await client.once(() => kinds().includes("end") || undefined);
      assert.equal(
        kinds()
          .filter((each) => each !== "report")
          .join(),
        "begin,end",
      );
      client.remove("b/main.tf");
      await client.notify("workspace/didChangeWatchedFiles", {
        changes: [{ uri: second, type: 3 }],
      });
      await client.diagnostics(second, (all) => all.length === 0);
      client.write("c/main.tf", open);
      await client.notify("workspace/didChangeWatchedFiles", {
        changes: [{ uri: second.replace("/b/", "/c/"), type: 1 }],
      });
      await client.diagnostics(second.replace("/b/", "/c/"), (all) => all.length > 0);
      assert.equal(kinds().filter((each) => each === "begin").length, 1, "later scans are quiet");
    } finally {
      await client.stop();
    }
  });
});
