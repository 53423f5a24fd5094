// What a hover says of policies in every form in which they are written: test-fixtures/hovers/.
//
// Under the code stands where the hover is asked for, what is found there, and what it says.
// `UPDATE=1 npx mocha server/test/views/policy-here.test.ts` writes what it says anew.

import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { iamActions } from "../../src/analyses/access/iam-actions.ts";
import { managedPolicies } from "../../src/analyses/access/tables.ts";
import type { Snapshot } from "../../src/analyze.ts";
import { tableText } from "../../src/host.ts";
import type { TableName } from "../../src/model/analysis.ts";
import { readTable } from "../../src/model/table.ts";
import { actionLines } from "../../src/views/action-words.ts";
import { policyAt } from "../../src/views/policy-here.ts";
import { documentLines, managedLines } from "../../src/views/policy-words.ts";
import { readAnnotations, writeAnnotations } from "../fixtures/annotations.ts";
import { snapshotsOf } from "../fixtures/scan.ts";

const folder = join(import.meta.dirname, "../../../test-fixtures/hovers");
const table = (name: TableName) => readTable(tableText(name));
const list = iamActions(table("iam-actions"));
const managed = managedPolicies({ get: () => table("managed-policies") });

/** What is found, where, and what is said of it. */
function said(snapshots: readonly Snapshot[], file: string, offset: number) {
  const here = policyAt(snapshots, file, offset);
  switch (here?.is) {
    case "action":
      return { is: "hover/action", range: here.range, lines: actionLines(here.actions, list) };
    case "document":
      return {
        is: "hover/document",
        range: here.range,
        lines: documentLines(here.documents, list),
      };
    case "managed": {
      const lines = managedLines(here.name, managed?.get(here.name), list, here.limited);
      return { is: "hover/managed", range: here.range, lines };
    }
    case undefined:
      return { is: "nothing/here", range: { start: offset, end: offset }, lines: [] };
  }
}

describe("the hover on a policy", () => {
  for (const file of readdirSync(folder))
    it(`says what is written in ${file}`, () => {
      const written = readFileSync(join(folder, file), "utf8");
      const { text, annotations } = readAnnotations(file, written);
      const snapshots = snapshotsOf(new Map([[file, text]]));
      const found = annotations.map((each) => {
        const { is, range, lines } = said(snapshots, file, each.range.start + 1);
        // A whole document has many lines: only where an action stands is its range drawn.
        const drawn = is === "hover/action" ? range : each.range;
        const message = lines.length > 0 ? lines.join(" / ") : undefined;
        return { ...each, policy: is, range: drawn, ...(message === undefined ? {} : { message }) };
      });
      if (process.env.UPDATE === "1")
        writeFileSync(join(folder, file), writeAnnotations(file, text, found));
      else assert.deepEqual(found, annotations);
    });

  it("is there in the file that a template reads", () => {
    const role = `resource "aws_iam_policy" "read" {\n  policy = file("read.json")\n}\n`;
    const json = `{ "Statement": { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" } }`;
    const snapshots = snapshotsOf(
      new Map([
        ["main.tf", role],
        ["read.json", json],
      ]),
    );
    const is = (file: string, offset: number) => said(snapshots, file, offset).is;
    assert.equal(is("read.json", json.indexOf("s3:") + 1), "hover/action");
    assert.equal(is("read.json", json.indexOf("Effect")), "hover/document");
    assert.equal(is("main.tf", role.indexOf("read.json")), "hover/document");
  });

  it("is one policy where the values of a parameter file differ", () => {
    const role = `variable "verb" {}
resource "aws_iam_policy" "some" {
  policy = jsonencode({ Statement = { Effect = "Allow", Action = "s3:\${var.verb}Object", Resource = "*" } })
}
`;
    const snapshots = snapshotsOf(
      new Map([
        ["main.tf", role],
        ["read.tfvars", 'verb = "Get"'],
        ["write.tfvars", 'verb = "Put"'],
      ]),
    );
    const { lines } = said(snapshots, "main.tf", role.indexOf("s3:") + 1);
    assert.match(lines.join("\n"), /^s3:\$\{\?\}Object: at most \d+ of the \d+ actions of s3/);
    assert.match(
      lines.join("\n"),
      /Here also s3:GetObject: Read.*\n.*Here also s3:PutObject: Write/,
    );
  });

  it("finds its way through text that is hostile", () => {
    const deep = `${'{"Statement":['.repeat(500)}1${"]}".repeat(500)}`;
    const texts = [
      `resource "aws_iam_policy" "p" {\n  policy = <<EOF\n${deep}\nEOF\n}\n`,
      'resource "aws_iam_policy" "p" {\n  policy = jsonencode({ Statement = { __proto__ = { Effect = "Allow" }, Action = "constructor:__proto__", Effect = "Allow" } })\n}\n',
      'resource "aws_iam_policy" "p" {\n  policy = jsonencode({ Statement = [null, 1, "x", { Effect = "Allow", Action = [null, 1, {}], Resource = {} }] })\n}\n',
    ];
    for (const text of texts) {
      const snapshots = snapshotsOf(new Map([["main.tf", text]]));
      for (let offset = 0; offset < text.length; offset += 211) said(snapshots, "main.tf", offset);
    }
  });
});
