// Holds the evaluation of expressions against the answers that Terraform itself gave to them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { judge } from "../../../bench/oracle/terraform.ts";

/**
 * The first row describes the module; each other one is an expression with Terraform's answer, made
 * anew by `bench/ask-terraform.ts`. `differs` says why ours is another one.
 */
const file = join(
  import.meta.dirname,
  "../../../../test-fixtures/languages/terraform-expressions.jsonl",
);

interface Row {
  readonly expr: string;
  readonly differs?: string;
}

describe("Terraform's own answers", () => {
  const rows: readonly unknown[] = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

  it("are ours, or it is said why not", () => {
    const wrong: string[] = [];
    for (const { agrees, verdict, row, shown } of judge(rows, "")) {
      const { expr, differs } = row as Row;
      if (agrees === (differs === undefined)) continue;
      wrong.push(agrees ? `${expr}: no longer differs` : `${expr}: ${verdict}, ${String(shown)}`);
    }
    assert.deepEqual(wrong, []);
  });
});
