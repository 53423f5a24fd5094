// Holds that a text that is read with its former version gives the tree that it gives without.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { readHcl } from "../../../../src/languages/terraform/syntax/hcl.ts";

const fixtures = join(import.meta.dirname, "../../../../../test-fixtures/languages/terraform");
const words = ["x", '"', "{", "}", "\n", "/*", "<<EOT\n", "# ", "= 1\n"];

describe("reading with the former version", () => {
  for (const name of readdirSync(fixtures).filter((each) => each.endsWith(".tf")))
    it(`gives the same tree of ${name}`, () => {
      const text = readFileSync(join(fixtures, name), "utf8");
      for (let step = 0; step < 60; step++) {
        const at = Math.floor((text.length * step) / 60);
        const word = words[step % words.length] ?? "";
        const edited = text.slice(0, at) + word + text.slice(at + (step % 4));
        for (const [from, to] of [
          [text, edited],
          [edited, text],
        ] as const)
          assert.deepEqual(readHcl(to, { text: from, tree: readHcl(from) }), readHcl(to));
      }
    });

  it("takes over the blocks around a difference, and moves those behind it", () => {
    const from = "a {\n}\nb {\n  c = 1\n}\n# d\nd {\n  e = 2\n}\n";
    const before = readHcl(from);
    const now = from.replace("1", "22");
    const after = readHcl(now, { text: from, tree: before });
    const same = after.body.blocks.map((block, index) => block === before.body.blocks[index]);
    assert.deepEqual(same, [true, false, true]);
    assert.deepEqual(after, readHcl(now));
  });
});
