// Statements that say the same have the same words, and others have others.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { wordsOf } from "../../../src/analyses/access/statement-words.ts";
import { textValue } from "../../../src/expressions/value.ts";
import { readDocument } from "../../../src/model/document.ts";

function words(statement: unknown, start = 0): string | undefined {
  const text = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const range = { start, end: start + text.length };
  const document = readDocument(textValue(text, { file: "a.json", range }));
  assert.ok(document && !("unknown" in document));
  const [only] = document.statements;
  return only && wordsOf(only);
}

const plain = { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: "*" };

describe("the words of statements", () => {
  it("do not depend on the place", () => assert.equal(words(plain), words(plain, 100)));

  const others: Readonly<Record<string, unknown>> = {
    "another effect": { ...plain, Effect: "Deny" },
    "another action": { ...plain, Action: ["s3:GetObject", "s3:DeleteObject"] },
    "fewer actions": { ...plain, Action: "s3:GetObject" },
    "actions that run into one": { ...plain, Action: "s3:GetObjects3:PutObject" },
    "what is not allowed": { Effect: "Allow", NotAction: plain.Action, Resource: "*" },
    "another resource": { ...plain, Resource: "arn:aws:s3:::a/*" },
    "a condition": { ...plain, Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } },
  };
  for (const [name, statement] of Object.entries(others))
    it(`tell ${name} apart`, () => assert.notEqual(words(statement), words(plain)));

  it("are none where a text could pass for two", () =>
    assert.equal(words({ ...plain, Action: "s3:GetObject\uf8f0s3:PutObject" }), undefined));
});
