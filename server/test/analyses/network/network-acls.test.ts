// Network ACLs: the lowest number that matches decides, so a deny before an allow closes it.

import assert from "node:assert/strict";
import type { Declaration } from "../../../src/model/declaration.ts";
import type { Plain } from "./model.ts";
import { brief, declared, openings, reference, unsaid } from "./model.ts";

function rows(declarations: readonly Declaration[]): readonly string[] {
  return openings(declarations).map((fact) =>
    [brief(fact, "source"), brief(fact, "port-range"), brief(fact, "ports")].join(" | "),
  );
}

const anyone = "0.0.0.0/0";
const ssh = "22 | admin";
const every = "every port | admin remote-support vpn database any";

type Entry = { readonly [key: string]: Plain };

function acl(...ingress: readonly Plain[]): Declaration {
  return declared("aws_network_acl", "main", { ingress });
}

function entry(
  rule_no: Plain,
  action: Plain,
  port: readonly [Plain, Plain],
  other: Entry = {},
): Entry {
  return {
    rule_no,
    action,
    protocol: "tcp",
    from_port: port[0],
    to_port: port[1],
    cidr_block: anyone,
    ...other,
  };
}

describe("network ACLs", () => {
  const allow = entry(100, "allow", [22, 22]);
  const cases: readonly [
    what: string,
    declarations: readonly Declaration[],
    expected: readonly string[],
  ][] = [
    ["an allow", [acl(allow)], [`${anyone} | ${ssh}`]],
    ["a deny before it", [acl(entry(90, "deny", [22, 22]), allow)], []],
    ["a deny after it", [acl(allow, entry(110, "deny", [22, 22]))], [`${anyone} | ${ssh}`]],
    ["a deny before it that is written after it", [acl(allow, entry(90, "DENY", [0, 1023]))], []],
    ["a deny of every protocol", [acl(entry(90, "deny", [0, 0], { protocol: "-1" }), allow)], []],
    [
      "a deny of another protocol",
      [acl(entry(90, "deny", [22, 22], { protocol: "udp" }), allow)],
      [`${anyone} | ${ssh}`],
    ],
    [
      "a deny of other addresses",
      [acl(entry(90, "deny", [22, 22], { cidr_block: "10.0.0.0/8" }), allow)],
      [`${anyone} | ${ssh}`],
    ],
    [
      "a deny of the other family",
      [acl(entry(90, "deny", [22, 22], { cidr_block: null, ipv6_cidr_block: "::/0" }), allow)],
      [`${anyone} | ${ssh}`],
    ],
    [
      "denies of halves that add up",
      [
        acl(
          entry(80, "deny", [22, 22], { cidr_block: "0.0.0.0/1" }),
          entry(90, "deny", [22, 22], { cidr_block: "128.0.0.0/1" }),
          allow,
        ),
      ],
      [],
    ],
    [
      "a part that is denied",
      [acl(entry(90, "deny", [0, 3000]), entry(100, "allow", [22, 3389]))],
      [`${anyone} | 3001-3389 | admin remote-support database`],
    ],
    [
      "denies that add up in ports",
      [
        acl(
          entry(80, "deny", [0, 100]),
          entry(90, "deny", [101, 65535]),
          entry(100, "allow", [0, 65535]),
        ),
      ],
      [],
    ],
    [
      "a deny of an unknown number",
      [acl(entry(unsaid, "deny", [22, 22]), allow)],
      [`${anyone} | ? | …`],
    ],
    [
      "an unknown number, and a deny",
      [acl(entry(90, "deny", [22, 22]), entry(unsaid, "allow", [22, 22]))],
      [`${anyone} | ? | …`],
    ],
    [
      "an unknown number, and a deny of something else",
      [acl(entry(90, "deny", [23, 23]), entry(unsaid, "allow", [22, 22]))],
      [`${anyone} | ${ssh}`],
    ],
    [
      "a deny of unknown ports",
      [acl(entry(90, "deny", [unsaid, 22]), allow)],
      [`${anyone} | ? | …`],
    ],
    [
      "a deny of an unknown source",
      [acl(entry(90, "deny", [22, 22], { cidr_block: unsaid }), allow)],
      [`${anyone} | ? | …`],
    ],
    ["an unknown action", [acl(entry(100, unsaid, [22, 22]))], [`${anyone} | ${ssh}`]],
    [
      "entries apart",
      [
        acl(allow),
        declared("aws_network_acl_rule", "deny", {
          network_acl_id: reference("aws_network_acl.main"),
          rule_number: 50,
          rule_action: "deny",
          protocol: "all",
          cidr_block: anyone,
        }),
        declared("aws_network_acl_rule", "out", {
          network_acl_id: reference("aws_network_acl.main"),
          egress: true,
          rule_number: 10,
          rule_action: "allow",
          protocol: "all",
          cidr_block: anyone,
        }),
      ],
      [],
    ],
    [
      "entries of another list",
      [
        acl(allow),
        declared("aws_network_acl_rule", "deny", {
          network_acl_id: "acl-1",
          rule_number: 50,
          rule_action: "deny",
          protocol: "all",
          cidr_block: anyone,
        }),
      ],
      [`${anyone} | ${ssh}`],
    ],
    [
      "entries of one list that is not in view",
      [
        declared("aws_network_acl_rule", "deny", {
          network_acl_id: "acl-1",
          rule_number: 50,
          rule_action: "deny",
          protocol: "tcp",
          from_port: 22,
          to_port: 22,
          cidr_block: anyone,
        }),
        declared("aws_network_acl_rule", "allow", {
          network_acl_id: "acl-1",
          rule_number: 60,
          rule_action: "allow",
          protocol: "tcp",
          from_port: 22,
          to_port: 23,
          cidr_block: anyone,
        }),
      ],
      [`${anyone} | 23 | admin`],
    ],
    [
      "entries of CloudFormation",
      [
        declared("AWS::EC2::NetworkAcl", "Acl", {}, { dialect: "cloudformation" }),
        declared(
          "AWS::EC2::NetworkAclEntry",
          "All",
          {
            NetworkAclId: reference("AWS::EC2::NetworkAcl.Acl", "Ref"),
            RuleNumber: "100",
            RuleAction: "allow",
            Protocol: "-1",
            CidrBlock: anyone,
          },
          { dialect: "cloudformation" },
        ),
        declared(
          "AWS::EC2::NetworkAclEntry",
          "Ssh",
          {
            NetworkAclId: reference("AWS::EC2::NetworkAcl.Acl", "Ref"),
            RuleNumber: 90,
            RuleAction: "allow",
            Protocol: 6,
            CidrBlock: anyone,
            PortRange: { From: 22, To: "22" },
          },
          { dialect: "cloudformation" },
        ),
      ],
      [`${anyone} | ${every}`, `${anyone} | ${ssh}`],
    ],
  ];
  for (const [what, declarations, expected] of cases)
    it(what, () => assert.deepEqual(rows(declarations), expected));
});
