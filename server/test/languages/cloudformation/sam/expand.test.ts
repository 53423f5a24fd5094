// Holds what the serverless transform leaves to its reader: no writing where nothing stands, limits, renamed references.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { cloudformation } from "../../../../src/languages/cloudformation/index.ts";
import { expandServerless } from "../../../../src/languages/cloudformation/sam/expand.ts";
import { dataOf } from "../../../../src/languages/cloudformation/sam/look.ts";
import { templateOf } from "../../../../src/languages/cloudformation/template.ts";
import type { Declaration } from "../../../../src/model/declaration.ts";
import type { Change } from "../../../../src/model/resource.ts";
import { defaultLimits } from "../../../../src/text/limits.ts";

const head = `Transform: AWS::Serverless-2016-10-31
Resources:
`;
const written = `  Function:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      CodeUri: ./code
      AutoPublishAlias: live
      Policies:
        - ReadOnlyAccess
        - S3ReadPolicy: { BucketName: bucket }
        - Statement: { Effect: Allow, Action: "s3:*", Resource: "*" }
`;

describe("the serverless transform", () => {
  const file = { path: "template.yaml", text: head + written };
  const files = new Map([[file.path, file]]);
  const [unit] = cloudformation.units(files);
  assert.ok(unit);
  const [variant] = unit.variants;
  assert.ok(variant);
  const { declarations } = cloudformation.read(unit, variant, files, defaultLimits);
  const declared = (id: string): Declaration => {
    const found = declarations.find((each) => each.id === id);
    assert.ok(found, id);
    return found;
  };
  const write = (change: Change) => cloudformation.write([change], unit, files);
  const literal = { is: "literal", value: "x" } as const;

  const refused: readonly [string, Change][] = [
    [
      "a property of the role",
      {
        at: declared("FunctionRole").at,
        operation: { is: "set", path: ["PermissionsBoundary"], value: literal },
      },
    ],
    ["the role itself", { at: declared("FunctionRole").at, operation: { is: "remove" } }],
    [
      "a property of the function, which may have another name in the text",
      {
        at: declared("Function").at,
        operation: { is: "set", path: ["TracingConfig"], value: literal },
      },
    ],
    [
      "the trust of the role",
      { at: inside("FunctionRole", "AssumeRolePolicyDocument"), operation: { is: "remove" } },
    ],
  ];
  for (const [what, change] of refused)
    it(`does not write ${what}`, () => {
      assert.equal(write(change), undefined);
    });

  function inside(id: string, ...path: readonly (string | number)[]): Declaration["at"] {
    let value = declared(id).body;
    for (const step of path) {
      assert.ok(value.state === "known" && value.value !== null && typeof value.value === "object");
      const next =
        value.value.type === "dict"
          ? value.value.entries.get(String(step))?.value
          : value.value.type === "list"
            ? value.value.items[Number(step)]
            : undefined;
      assert.ok(next, String(step));
      value = next;
    }
    return value.at;
  }

  it("writes a policy that stands in the text", () => {
    const at = inside("FunctionRole", "ManagedPolicyArns", 1);
    assert.equal(file.text.slice(at.range.start, at.range.end), "ReadOnlyAccess");
    const [edit] = write({ at, operation: { is: "replace", value: literal } }) ?? [];
    assert.equal(edit?.text, "x");
    const action = inside("FunctionRole", "Policies", 1, "PolicyDocument", "Statement", "Action");
    assert.equal(file.text.slice(action.range.start, action.range.end), '"s3:*"');
  });

  it("points at the name of a policy template", () => {
    const { range } = inside("FunctionRole", "Policies", 0, "PolicyDocument");
    assert.equal(file.text.slice(range.start, range.end), "S3ReadPolicy:");
  });

  const references: readonly [string, string, unknown][] = [
    ["Ref", "!Ref Function.Alias", { Ref: "FunctionAliaslive" }],
    ["Fn::Sub", '!Sub "${Function.Alias}:x"', { "Fn::Sub": "${FunctionAliaslive}:x" }],
    ["what is no such name", "!GetAtt Function.Arn", { "Fn::GetAtt": ["Function", "Arn"] }],
  ];
  for (const [name, reference, expected] of references)
    it(`follows references to what it makes: ${name}`, () => {
      const resource = `  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: ${reference}
`;
      const { template } = expanded(head + written + resource);
      const topic = template.sections.Resources.get("Topic");
      assert.ok(topic);
      assert.deepEqual(JSON.parse(JSON.stringify(dataOf(topic.value))), {
        Type: "AWS::SNS::Topic",
        Properties: { TopicName: expected },
      });
    });

  it("says that there are more resources than are followed", () => {
    const { template, problems } = expanded(head + written, 2);
    assert.equal(template.sections.Resources.size, 3);
    assert.ok(problems.some(({ message }) => message.includes("more resources")));
  });

  it("leaves a template without the transform alone", () => {
    const { template } = expanded(`Resources:\n${written}`);
    assert.deepEqual([...template.sections.Resources.keys()], ["Function"]);
  });

  function expanded(text: string, expansion = defaultLimits.expansion) {
    const template = templateOf({ path: "template.yaml", text });
    return expandServerless(template, () => undefined, { ...defaultLimits, expansion });
  }
});
