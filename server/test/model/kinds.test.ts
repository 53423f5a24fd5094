// Kind files: what a right one gives and what is said of a wrong one.

import assert from "node:assert/strict";
import { kindIdOf, readKind } from "../../src/model/kinds.ts";

const wrong: readonly [text: string, message: string, at: string][] = [
  ["description: x\nattributes: {}\n", '"is" is missing here.', "d"],
  [
    "description: x\nis: { pulumi: y }\nattributes: {}\n",
    'There is no key "pulumi" here.',
    "pulumi",
  ],
  [
    "description: x\nis: {}\nattributes: { a: { type: string } }\n",
    '"type" is one of text, number, boolean, list, object, document, any.',
    "string",
  ],
  [
    "description: x\nis: {}\nattributes: { a_b: { type: text } }\n",
    '"a_b" does not have the form of a name here.',
    "a_b",
  ],
  ["description: [\n", "This is not valid YAML: deficient indentation.", "["],
];

describe("a kind file", () => {
  it("is named by its path", () => {
    assert.equal(kindIdOf("policies/kinds/aws/iam/role.yaml"), "aws.iam.role");
    assert.equal(kindIdOf("aws/iam/role.yaml"), "aws.iam.role");
  });

  it("gives types, paths and defaults", () => {
    const { kind } = readKind({
      path: "policies/kinds/a/b.yaml",
      text: "description: A b.\nis: { terraform: [x, y] }\nattributes:\n  c: { type: number, terraform: [d.e, f], default: 3 }\n",
    });
    assert.deepEqual(kind?.types, { terraform: ["x", "y"] });
    assert.deepEqual(
      { ...kind?.attributes },
      { c: { type: "number", paths: { terraform: [["d", "e"], ["f"]] }, defaults: { any: 3 } } },
    );
  });

  for (const [text, message, at] of wrong) {
    it(`says: ${message}`, () => {
      const { kind, problems } = readKind({ path: "policies/kinds/a/b.yaml", text });
      assert.equal(kind, undefined);
      assert.deepEqual(
        problems.map((each) => [each.message, text.slice(each.range.start, each.range.end)]),
        [[message, at]],
      );
    });
  }
});
