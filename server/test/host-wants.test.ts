// What the disk answers to a unit: files and listings inside the root, and nothing else.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { answerFrom } from "../src/host-wants.ts";
import type { Answer } from "../src/workspace-files.ts";

describe("an answer from disk", () => {
  const base = mkdtempSync(join(tmpdir(), "msplint-"));
  const root = join(base, "root");

  before(() => {
    mkdirSync(join(root, "modules/a/deeper"), { recursive: true });
    writeFileSync(join(base, "secret.txt"), "secret");
    writeFileSync(join(root, "modules/a/main.tf"), "# a\n");
    writeFileSync(join(root, "large.txt"), "x".repeat(101));
    writeFileSync(join(root, "binary.zip"), "\0");
    symlinkSync(join(base, "secret.txt"), join(root, "link.txt"));
    symlinkSync(base, join(root, "up"));
    symlinkSync(join(root, "modules"), join(root, "inside"));
  });
  after(() => rmSync(base, { recursive: true }));

  const cases: readonly [string, string, Answer][] = [
    ["a file", "modules/a/main.tf", { text: "# a\n" }],
    ["a listing", "modules/a/", { text: "deeper/\nmain.tf" }],
    ["a file behind a link that stays inside", "inside/a/main.tf", { text: "# a\n" }],
    ["a link out of the root", "link.txt", { outside: true }],
    ["a file behind a link out of the root", "up/secret.txt", { outside: true }],
    ["a listing behind a link out of the root", "up/", { outside: true }],
    ["a way up", "../secret.txt", { outside: true }],
    ["a file that is too large", "large.txt", undefined],
    ["a file that is no text", "binary.zip", undefined],
    ["a file that is not there", "none.txt", undefined],
    ["a file where a folder is asked for", "large.txt/", undefined],
    ["a folder where a file is asked for", "modules/a", undefined],
    ["an odd path", "a\0b", undefined],
  ];
  for (const [name, path, expected] of cases)
    it(name, () => assert.deepEqual(answerFrom(root, path, 100), expected));

  it("lists the root itself", () => {
    const answer = answerFrom(root, "./", 100);
    assert.ok(answer && "text" in answer);
    assert.ok(answer.text.split("\n").includes("modules/"));
  });
});
