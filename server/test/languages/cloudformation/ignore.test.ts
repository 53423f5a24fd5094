// What an ignore becomes: a comment in YAML, metadata of the resource elsewhere.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { cloudformation } from "../../../src/languages/cloudformation/index.ts";
import { applyEdits } from "../../../src/text/range.ts";

const yaml = `Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      Principal:
        AWS: "222222222222"
      Action: sts:AssumeRole
`;

const json = `{
  "Resources": {
    "Role": { "Type": "AWS::IAM::Role", "Properties": { "Account": "222222222222" } }
  }
}
`;

describe("an ignore", () => {
  const ignore = { policy: "access/mfa-missing", until: "2027-03-31", reason: 'we "know"' };
  const at = (text: string, part: string) => ({
    start: text.indexOf(part),
    end: text.indexOf(part) + part.length,
  });

  it("is a comment above the line in YAML", () => {
    const edits = cloudformation.ignore(
      { path: "a.yaml", text: yaml },
      at(yaml, "222222222222"),
      ignore,
    );
    const comment = `        # msplint:ignore access/mfa-missing until=2027-03-31 reason="we 'know'"\n`;
    assert.equal(
      applyEdits(yaml, edits ?? []),
      yaml.replace("        AWS", `${comment}        AWS`),
    );
  });

  for (const [name, path, text, part] of [
    ["JSON", "a.json", json, '"222222222222"'],
    [
      "a loop in JSON",
      "a.json",
      json
        .replace('"Role":', '"Fn::ForEach::All": ["X", ["a"], { "Role${X}":')
        .replace('" } }\n', '" } }}]\n'),
      '"222222222222"',
    ],
    [
      "a string of several lines",
      "a.yaml",
      yaml.replace("sts:AssumeRole", "|\n        one\n        two"),
      "two",
    ],
  ] as const) {
    it(`is metadata of the resource in ${name}`, () => {
      const edits = cloudformation.ignore({ path, text }, at(text, part), ignore);
      const result = { path, text: applyEdits(text, edits ?? []) };
      const [written, ...others] = cloudformation.ignores(result);
      assert.deepEqual(others, []);
      assert.deepEqual(
        { ...written, range: undefined, covers: undefined },
        { file: path, range: undefined, covers: undefined, ...ignore },
      );
      assert.ok(written && written.covers.start === result.text.search(/"?Role(?:\$\{X\})?"?:/));
      const second = cloudformation.ignore(result, at(result.text, part), ignore);
      assert.equal(
        cloudformation.ignores({ path, text: applyEdits(result.text, second ?? []) }).length,
        2,
      );
    });
  }

  it("has no place outside a resource in JSON", () => {
    assert.equal(
      cloudformation.ignore({ path: "a.json", text: json }, { start: 0, end: 1 }, ignore),
      undefined,
    );
  });
});
