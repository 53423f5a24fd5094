// Names of things inside modules: one's own where it tells something, else the way to it.

import { strictEqual } from "node:assert/strict";
import { describe, it } from "mocha";
import { tellingName } from "../../src/model/telling-name.ts";

const cases: readonly (readonly [name: string, type: string, way: string, shown: string])[] = [
  ["this", "aws_iam_role", "admin[0]", "admin"],
  ["this", "aws_iam_role", 'a["x"]["y"]', 'a["x"]["y"]'],
  ["role", "aws_iam_role", "ci", "ci"],
  ["deployer", "aws_iam_role", "ci", "deployer"],
  ["Role", "AWS::IAM::Role", "Access.Role", "Access.Role"],
  ["SecurityGroup", "AWS::EC2::SecurityGroup", "Web.SecurityGroup", "Web.SecurityGroup"],
  ["WebGroup", "AWS::EC2::SecurityGroup", "Web.WebGroup", "WebGroup"],
  ["nsg", "Microsoft.Network/networkSecurityGroups", "hosts.nsg", "hosts.nsg"],
];

describe("a name inside a module", () => {
  for (const [name, type, way, shown] of cases) {
    it(`${name} of ${type} is called ${shown}`, () => {
      strictEqual(tellingName(name, type, way), shown);
    });
  }
});
