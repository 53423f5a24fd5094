// What the {words} of a sentence become: values as a reader sees them, and never a secret.

import assert from "node:assert/strict";
import { textForm, wordsOf } from "../../src/check/words.ts";
import type { Known, Value } from "../../src/expressions/value.ts";
import { absent, known, textValue, unknown } from "../../src/expressions/value.ts";

const at = { file: "x", range: { start: 0, end: 0 } };
const reason = { kind: "condition" } as const;
const text = (value: string): Known => textValue(value, at);
const list = (count: number, open = false): Known =>
  known(
    {
      type: "list",
      items: Array.from({ length: count }, (_, index) => text(`i${index}`)),
      ...(open ? { more: reason } : {}),
    },
    at,
  );

const cases: readonly [name: string, value: Value, expected: string][] = [
  ["a text", text("a  b\n c"), "a b c"],
  ["a long text", text("x".repeat(500)), `${"x".repeat(119)}…`],
  ["a number", known({ type: "number", text: "022" }, at), "022"],
  ["a boolean", known(true, at), "true"],
  ["null", known(null, at), "null"],
  ["an empty list", list(0), "none"],
  ["a list", list(3), "i0, i1 and i2"],
  ["a long list", list(9), "i0, i1, i2, i3, i4 and 4 more"],
  ["a list that may hold more", list(1, true), "i0, …"],
  [
    "an object",
    known({ type: "dict", entries: new Map([["k", { value: text("v"), key: at }]]) }, at),
    "k: v",
  ],
  ["unknown", unknown(reason, at), "${?}"],
  ["absent", absent(at), "none"],
  ["absent with a default", absent(at, text("d")), "d"],
  ["a secret", { ...text("hunter2"), sensitive: true }, "(sensitive)"],
  [
    "a secret in a list",
    known({ type: "list", items: [{ ...text("hunter2"), sensitive: true }] }, at),
    "(sensitive)",
  ],
];

describe("a word of a sentence", () => {
  for (const [name, value, expected] of cases) {
    it(`shows ${name}`, () => assert.equal(textForm(value), expected));
  }

  it("is a name in braces", () => {
    assert.deepEqual(wordsOf("{party} has {external-id} and {Not} {} {1}."), [
      "party",
      "external-id",
    ]);
  });
});
