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
      const lines = managedLines(here.name, managed?.get(here.name), list);
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
});
