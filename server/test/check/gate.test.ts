// What is decided by the words that a condition asks for agrees with the whole decision.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { holds } from "../../src/check/condition.ts";
import { mayHold } from "../../src/check/gate.ts";
import type { Condition } from "../../src/check/policy.ts";
import type { Place, Value } from "../../src/expressions/value.ts";
import { absent, known, textValue, unknown } from "../../src/expressions/value.ts";
import type { Resource } from "../../src/model/resource.ts";

const at: Place = { file: "a.tf", range: { start: 0, end: 1 } };
const is = (word: string): Condition => ({
  is: "attribute",
  path: ["through"],
  test: { is: "equals", value: word },
});
const isOneOf: Condition = {
  is: "attribute",
  path: ["through"],
  test: { is: "in", values: ["trust", "user"] },
};
const isNot: Condition = {
  is: "attribute",
  path: ["through"],
  test: { is: "not", of: { is: "equals", value: "trust" } },
};
const isThere: Condition = {
  is: "attribute",
  path: ["through"],
  test: { is: "absent", value: false },
};

const trust = textValue("trust", at);
const other = textValue("other", at);
const open = unknown({ kind: "unsupported", what: "it" }, at);

const cases: readonly [string, Condition, Value | undefined, boolean][] = [
  ["the word", is("trust"), trust, true],
  ["another word", is("trust"), other, false],
  ["one of the words", isOneOf, trust, true],
  ["none of the words", isOneOf, other, false],
  ["the default", is("trust"), absent(at, trust), true],
  ["nothing", is("trust"), absent(at), false],
  ["no such attribute", is("trust"), undefined, false],
  ["what is not known", is("trust"), open, false],
  ["a boolean in words", is("true"), known(true, at), true],
  ["both conditions", { is: "all", of: [isThere, is("trust")] }, trust, true],
  ["one of both", { is: "all", of: [isThere, is("trust")] }, other, false],
  ["either", { is: "any", of: [is("trust"), is("other")] }, other, true],
  ["none", { is: "none", of: [is("trust")] }, other, true],
  ["not the word", isNot, other, true],
];

describe("the words of a condition", () => {
  for (const [name, condition, value, may] of cases) {
    it(`${may ? "let" : "keep out"} ${name}`, () => {
      const attributes = new Map(value ? [["through", value]] : []);
      const resource: Resource = {
        kind: "k",
        id: "k",
        name: "k",
        declarations: [],
        at,
        attributes,
        exists: "yes",
      };
      assert.equal(mayHold(condition, resource), may);
      const decided = holds(condition, (attribute) => attributes.get(attribute)) === "yes";
      assert.equal(decided, may);
    });
  }
});
