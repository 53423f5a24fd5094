// Conditions that no request can meet: an operator without wildcards, and a value that AWS never sends.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { isNeverMet } from "../../../src/analyses/access/never-met.ts";
import { readDocument } from "../../../src/model/document.ts";
import type { Plain } from "./written.ts";
import { parameter, value } from "./written.ts";

const organization = "aws:PrincipalOrgID";

const cases: readonly (readonly [name: string, condition: Plain, never: boolean])[] = [
  ["a star that is compared", { StringEquals: { [organization]: "*" } }, true],
  ["a star within", { StringEquals: { "aws:SourceArn": "arn:aws:s3:::logs*" } }, true],
  ["without regard to case", { StringEqualsIgnoreCase: { [organization]: "o-?" } }, true],
  ["a wildcard", { StringLike: { [organization]: "*" } }, false],
  ["ArnEquals, which takes wildcards", { ArnEquals: { "aws:SourceArn": "arn:*" } }, false],
  ["one value that can be", { StringEquals: { [organization]: ["*", "o-example01"] } }, false],
  ["a value that is not known", { StringEquals: { [organization]: parameter } }, false],
  ["the opposite", { StringNotEquals: { [organization]: "*" } }, false],
  ["a key that may be missing", { StringEqualsIfExists: { [organization]: "*" } }, false],
  ["no values at all", { "ForAllValues:StringEquals": { [organization]: "*" } }, false],
  ["what a caller may say", { StringEquals: { "aws:Referer": "https://shop.example/*" } }, false],
  ["what a resource is called", { StringEquals: { "s3:prefix": "*" } }, false],
  ["an external ID of one character", { StringEquals: { "sts:ExternalId": "x" } }, true],
];

describe("a condition that is never met", () => {
  for (const [name, condition, never] of cases) {
    it(`${name}: ${String(never)}`, () => {
      const document = readDocument(
        value({ Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Condition: condition }] }),
      );
      assert.ok(document && !("unknown" in document));
      const [statement] = document.statements;
      assert.ok(statement);
      assert.equal(isNeverMet(statement), never);
    });
  }
});
