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

  it("may loop over a long list", () => {
    const list = Array.from({ length: 5_000 }, (_, index) => `"${index}"`).join(", ");
    const { declarations, problems } = read(
      `Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::All: [X, [${list}], { "T\${X}": { Type: AWS::SNS::Topic } }]\n`,
    );
    assert.equal(declarations.length, 1_024);
    assert.match(problems[0]?.message ?? "", /makes more than 1024 members/);
  });

  it("may nest loops that multiply", () => {
    const list = Array.from({ length: 100 }, (_, index) => `"${index}"`).join(", ");
    const loops = ["A", "B", "C", "D"].reduceRight(
      (inner, name) => `{ "Fn::ForEach::${name}": [${name}, [${list}], ${inner}] }`,
      '{ "T${A}${B}${C}${D}": { Type: AWS::SNS::Topic } }',
    );
    const { declarations, problems } = read(
      `Transform: AWS::LanguageExtensions\nResources: ${loops}\n`,
    );
    assert.ok(declarations.length <= 1_024);
    assert.ok(problems.some(({ message }) => /makes more than 1024 members/.test(message)));
  });

  it("may have resources that refer to each other in a long circle", () => {
    const many = Array.from(
      { length: 3_000 },
      (_, index) =>
        `  T${index}: { Type: AWS::SNS::Topic, Properties: { TopicName: !GetAtt T${(index + 1) % 3_000}.TopicName } }\n`,
    );
    const { problems } = read(`Resources:\n${many.join("")}`);
    assert.ok(problems.some(({ message }) => /in a circle/.test(message)));
  });
});
