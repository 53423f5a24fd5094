// Where an ignore is written: a comment above the line, above a string's start, in JSON a member.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { writtenIgnores } from "../../../src/check/suppress.ts";
import { terraform } from "../../../src/languages/terraform/index.ts";
import { applyEdits } from "../../../src/text/range.ts";

const ignore = { policy: "access/mfa-missing", until: "2027-03-31", reason: 'a "machine"' };
const words = `msplint:ignore access/mfa-missing until=2027-03-31 reason="a 'machine'"`;

const cases: readonly (readonly [path: string, before: string, at: string, after: string])[] = [
  ["main.tf", "a {\n  b = 1\n}\n", "1", `a {\n  # ${words}\n  b = 1\n}\n`],
  ["main.tf", "a = <<EOT\n  x\nEOT\n", "x", `# ${words}\na = <<EOT\n  x\nEOT\n`],
  [
    "main.tf",
    "a {\r\n  b = f({\r\n    c = <<-EOT\r\n      x\r\n    EOT\r\n  })\r\n}\r\n",
    "x",
    `a {\r\n  b = f({\r\n    # ${words}\r\n    c = <<-EOT\r\n      x\r\n    EOT\r\n  })\r\n}\r\n`,
  ],
  [
    "main.tf.json",
    '{\n  "resource": {\n    "a": {\n      "b": {\n        "c": 1\n      }\n    }\n  }\n}\n',
    "1",
    `{\n  "resource": {\n    "a": {\n      "b": {\n        "c": 1,\n        "//": ${JSON.stringify(words)}\n      }\n    }\n  }\n}\n`,
  ],
];

describe("an ignore in Terraform", () => {
  for (const [path, before, part, after] of cases) {
    it(`${path}: ${JSON.stringify(before).slice(0, 40)}`, () => {
      const start = before.indexOf(part);
      const edits = terraform.ignore(
        { path, text: before },
        { start, end: start + part.length },
        ignore,
      );
      assert.equal(applyEdits(before, edits ?? []), after);
    });
  }

  const covering: readonly (readonly [name: string, text: string, covers: string])[] = [
    ["a heredoc that starts on the next line", "a = <<EOT\n  x\n  y\nEOT\nb = 1\n", "EOT"],
    ["one inside of a call", "a = f(<<EOT\n  x\nEOT\n)\nb = 1\n", "EOT"],
    ["one in an object", "a = {\n  b = 1\n}\n", "a = {"],
    ["one that starts later", "a = 1\nb = <<EOT\n  x\nEOT\n", "a = 1"],
  ];
  for (const [name, text, last] of covering) {
    it(`covers ${name}`, () => {
      const file = { path: "main.tf", text: `# ${words}\n${text}` };
      const [found] = writtenIgnores(file, [], () => terraform.longTexts?.(file) ?? []);
      assert.ok(found);
      assert.ok(file.text.slice(0, found.covers.end).endsWith(last), String(found.covers.end));
    });
  }

  it("is read from the members of Terraform JSON", () => {
    const [, , , text] = cases[3] ?? [];
    assert.ok(text);
    const [found] = terraform.ignores({ path: "main.tf.json", text });
    assert.deepEqual(
      [found?.policy, found?.until, found?.reason],
      ["access/mfa-missing", "2027-03-31", "a 'machine'"],
    );
    assert.ok(
      found && text.slice(found.covers.start, found.covers.end).startsWith('{\n        "c"'),
    );
  });
});
