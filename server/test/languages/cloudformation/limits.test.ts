// Templates that ask for too much: each is read in bounded time and says what it leaves out.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { isList, member } from "../../../src/expressions/value.ts";
import { cloudformation } from "../../../src/languages/cloudformation/index.ts";
import type { Reading } from "../../../src/languages/language.ts";
import { defaultLimits } from "../../../src/text/limits.ts";

function read(text: string, path = "a.yaml"): Reading {
  const files = new Map([[path, { path, text }]]);
  const [unit] = cloudformation.units(files);
  assert.ok(unit);
  return cloudformation.read(unit, { values: [] }, files, defaultLimits);
}

const topic = (properties: string): string =>
  `Resources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties: ${properties}\n`;

describe("a template that asks for too much", () => {
  it("may have a long chain of conditions", () => {
    const chain = Array.from(
      { length: 5_000 },
      (_, index) => `  C${index}: !Not [!Condition C${index + 1}]\n`,
    );
    const { declarations } = read(
      `Conditions:\n${chain.join("")}Resources:\n  T: {Type: AWS::SNS::Topic, Condition: C0}\n`,
    );
    assert.equal(declarations[0]?.exists, "unknown");
  });

  it("may use a long list often", () => {
    const text = `Parameters:\n  P: {Type: CommaDelimitedList, Default: "${"a,".repeat(100_000)}"}\n${topic(`{A: [${"!Ref P, ".repeat(1_000)}]}`)}`;
    const { declarations, problems } = read(text);
    assert.match(problems[0]?.message ?? "", /more steps of evaluation/);
    const list = member(declarations[0]?.body, "A");
    assert.ok(
      list?.state === "known" &&
        typeof list.value === "object" &&
        list.value !== null &&
        isList(list.value),
    );
    const last = list.value.items.at(-1);
    assert.deepEqual(last?.state === "unknown" && last.reason, {
      kind: "limit",
      what: "evaluation steps",
    });
  });

  it("may join a string that is too long", () => {
    const { declarations } = read(
      topic(`{A: !Join ["${"x".repeat(1_000)}", [${"a, ".repeat(1_000)}]]}`),
    );
    const value = member(declarations[0]?.body, "A");
    assert.deepEqual(value?.state === "unknown" && value.reason, {
      kind: "limit",
      what: "length of a string",
    });
  });

  it("may look a mapping up in itself", () => {
    const { declarations } = read(
      `Mappings:\n  M: {a: {b: !FindInMap [M, a, b]}}\n${topic("{A: !FindInMap [M, a, b]}")}`,
    );
    const value = member(declarations[0]?.body, "A");
    assert.equal(value?.state === "unknown" && value.reason.kind, "error");
  });

  it("may name things as JavaScript does", () => {
    const { declarations } = read(
      '{"Resources": {"__proto__": {"Type": "AWS::SNS::Topic"}, "constructor": {"Type": "AWS::SNS::Topic", "Properties": {"A": {"Ref": "toString"}}}}}',
      "a.json",
    );
    assert.deepEqual(
      declarations.map(({ id }) => id),
      ["__proto__", "constructor"],
    );
    const value = member(declarations[1]?.body, "A");
    assert.deepEqual(value?.state === "unknown" && value.reason, {
      kind: "undeclared",
      name: "toString",
    });
  });
});
