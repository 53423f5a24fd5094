// The small parts of the server that need no connection.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Finding } from "../../src/check/finding.ts";
import { failureText, withoutQuotations } from "../../src/lsp/log.ts";
import { defaultConfiguration } from "../../src/lsp/protocol.ts";
import { withOrdinary, withSensitive } from "../../src/lsp/settings.ts";
import { oncePerGroup } from "../../src/lsp/store.ts";
import { diskPath, fileName, isSkipped, normalUri, relativePath } from "../../src/lsp/uri.ts";

describe("the log", () => {
  it("names the kind and the module of a failure, and neither a value nor a folder", () => {
    const failures: readonly (() => unknown)[] = [
      () => JSON.parse(`{"secret":"hunter2`),
      () => (undefined as unknown as { x: number }).x,
      () => new URL("no url at /home/someone"),
    ];
    for (const fail of failures) {
      let text = "";
      try {
        fail();
      } catch (error) {
        text = failureText(error);
      }
      assert.match(text, /^[A-Za-z]*Error( at .*)?$/);
      assert.doesNotMatch(text, /hunter2|someone|[\\/][a-z]+[\\/]/i);
    }
    assert.equal(failureText("a text"), "unknown reason");
  });

  it("leaves out what a message quotes", () => {
    assert.equal(withoutQuotations(`Unexpected "AKIA…" at 'x'`), "Unexpected … at …");
  });
});

describe("settings from outside", () => {
  const cases: readonly [unknown, Partial<typeof defaultConfiguration>][] = [
    [null, {}],
    [7, {}],
    [[], {}],
    [{ run: "always", minSeverity: 3, exclude: [1], workspaceScan: null }, {}],
    [{ run: "onSave" }, { run: "onSave" }],
    [
      { exclude: ["a/**"], minSeverity: "high" },
      { exclude: ["a/**"], minSeverity: "high" },
    ],
    [{ trusted: true, register: "/r", policies: "/p" }, {}],
  ];
  for (const [said, changed] of cases)
    it(`takes from ${JSON.stringify(said)} what is of use`, () => {
      assert.deepEqual(withOrdinary(defaultConfiguration, said), {
        ...defaultConfiguration,
        ...changed,
      });
    });
  it("takes the sensitive ones from the reader", () => {
    const said = { trusted: true, register: "/r", policies: 7 };
    const { trusted, register, policies } = withSensitive(defaultConfiguration, said);
    assert.deepEqual([trusted, register, policies], [true, "/r", ""]);
  });
});

describe("addresses", () => {
  const same: readonly (readonly [string, string])[] = [
    ["file:///C:/a b", "file:///c%3A/a%20b"],
    ["file:///a/%C3%A9", "file:///a/é"],
    ["FILE:///a%23b", "file:///a%23b"],
  ];
  for (const [a, b] of same)
    it(`takes ${a} and ${b} for one`, () => assert.equal(normalUri(a), normalUri(b)));
  it("keeps what does not decode", () => {
    assert.equal(typeof normalUri("file:///a%zz"), "string");
    assert.equal(normalUri("no uri"), "no uri");
  });
  it("knows the path below a folder and on disk", () => {
    assert.equal(relativePath("file:///a/", "file:///a/b%20c.tf"), "b c.tf");
    assert.equal(relativePath("file:///a", "file:///ab/c.tf"), undefined);
    assert.equal(diskPath("file:///C%3A/x"), "c:/x");
    assert.equal(diskPath("untitled:x"), undefined);
  });
  it("skips what is other people's", () => {
    assert.ok(isSkipped("file:///a/node_modules/b.json"));
    assert.ok(!isSkipped("file:///a/modules/b.tf"));
  });
  it("gives a document without a file a name by its language", () => {
    assert.equal(fileName("untitled:Untitled-1", "bicep"), "untitled.bicep");
    assert.equal(fileName("vscode-vfs://x/a/main.tf.json", "json"), "main.tf.json");
  });
});

describe("findings from here and from the scan", () => {
  const at = (file: string, line: number, group?: string) => {
    const finding = {
      policy: "access/undeclared-party",
      file,
      message: `in ${file}`,
      ...(group === undefined ? {} : { group }),
    } as Finding;
    const place = { start: { line, character: 0 }, end: { line, character: 1 } };
    return { finding, diagnostic: { range: place, message: finding.message } };
  };
  const uri = (path: string) => `file:///${path}`;

  it("are one for a group, which keeps the ready diagnostic and names the other places", () => {
    const all = [at("a", 1, "x"), at("b", 2), at("c", 3, "x"), at("d", 4, "y")];
    const able = { relatedInformation: true, codeDescription: false, tags: false };
    const merged = oncePerGroup(all, uri, able);
    assert.deepEqual(
      merged.map((each) => [each.finding.file, each.diagnostic.range.start.line]),
      [
        ["a", 1],
        ["b", 2],
        ["d", 4],
      ],
    );
    assert.deepEqual(merged[0]?.diagnostic.relatedInformation, [
      { location: { uri: "file:///c", range: all[2]?.diagnostic.range }, message: "in c" },
    ]);
    const plainly = oncePerGroup(all, uri, { ...able, relatedInformation: false });
    assert.deepEqual(
      plainly.map((each) => each.diagnostic),
      [all[0], all[1], all[3]].map((each) => each?.diagnostic),
    );
  });
});
