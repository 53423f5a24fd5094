// Ordered rules: network ACLs by number, network security groups by priority; deny before allow.

import assert from "node:assert/strict";
import type { Declaration } from "../../../src/model/declaration.ts";
import type { Plain } from "./model.ts";
import { brief, declared, open, openings, reference, unsaid } from "./model.ts";

function rows(declarations: readonly Declaration[]): readonly string[] {
  return openings(declarations).map((fact) => [brief(fact, "source"), brief(fact, "port-range"), brief(fact, "ports")].join(" | "));
}

const anyone = "0.0.0.0/0";
const ssh = "22 | admin";
const every = "every port | admin remote-support vpn database any";

type Entry = { readonly [key: string]: Plain };

function acl(...ingress: readonly Plain[]): Declaration {
  return declared("aws_network_acl", "main", { ingress });
}

function entry(rule_no: Plain, action: Plain, port: readonly [Plain, Plain], other: Entry = {}): Entry {
  return { rule_no, action, protocol: "tcp", from_port: port[0], to_port: port[1], cidr_block: anyone, ...other };
}

describe("network ACLs", () => {
  const allow = entry(100, "allow", [22, 22]);
  const cases: readonly [what: string, declarations: readonly Declaration[], expected: readonly string[]][] = [
    ["an allow", [acl(allow)], [`${anyone} | ${ssh}`]],
    ["a deny before it", [acl(entry(90, "deny", [22, 22]), allow)], []],
    ["a deny after it", [acl(allow, entry(110, "deny", [22, 22]))], [`${anyone} | ${ssh}`]],
    ["a deny before it that is written after it", [acl(allow, entry(90, "DENY", [0, 1023]))], []],
    ["a deny of every protocol", [acl(entry(90, "deny", [0, 0], { protocol: "-1" }), allow)], []],
    ["a deny of another protocol", [acl(entry(90, "deny", [22, 22], { protocol: "udp" }), allow)], [`${anyone} | ${ssh}`]],
    ["a deny of other addresses", [acl(entry(90, "deny", [22, 22], { cidr_block: "10.0.0.0/8" }), allow)], [`${anyone} | ${ssh}`]],
    ["a deny of the other family", [acl(entry(90, "deny", [22, 22], { cidr_block: null, ipv6_cidr_block: "::/0" }), allow)], [`${anyone} | ${ssh}`]],
    ["denies of halves do not add up over entries", [acl(entry(80, "deny", [22, 22], { cidr_block: "0.0.0.0/1" }), entry(90, "deny", [22, 22], { cidr_block: "128.0.0.0/1" }), allow)], [`${anyone} | ${ssh}`]],
    ["a part that is denied", [acl(entry(90, "deny", [0, 3000]), entry(100, "allow", [22, 3389]))], [`${anyone} | 3001-3389 | admin database`]],
    ["denies that add up in ports", [acl(entry(80, "deny", [0, 100]), entry(90, "deny", [101, 65535]), entry(100, "allow", [0, 65535]))], []],
    ["a deny of an unknown number", [acl(entry(unsaid, "deny", [22, 22]), allow)], [`${anyone} | ? | …`]],
    ["an unknown number, and a deny", [acl(entry(90, "deny", [22, 22]), entry(unsaid, "allow", [22, 22]))], [`${anyone} | ? | …`]],
    ["an unknown number, and a deny of something else", [acl(entry(90, "deny", [23, 23]), entry(unsaid, "allow", [22, 22]))], [`${anyone} | ${ssh}`]],
    ["a deny of unknown ports", [acl(entry(90, "deny", [unsaid, 22]), allow)], [`${anyone} | ? | …`]],
    ["a deny of an unknown source", [acl(entry(90, "deny", [22, 22], { cidr_block: unsaid }), allow)], [`${anyone} | ? | …`]],
    ["an unknown action", [acl(entry(100, unsaid, [22, 22]))], [`${anyone} | ${ssh}`]],
    [
      "entries apart",
      [
        acl(allow),
        declared("aws_network_acl_rule", "deny", { network_acl_id: reference("aws_network_acl.main"), rule_number: 50, rule_action: "deny", protocol: "all", cidr_block: anyone }),
        declared("aws_network_acl_rule", "out", { network_acl_id: reference("aws_network_acl.main"), egress: true, rule_number: 10, rule_action: "allow", protocol: "all", cidr_block: anyone }),
      ],
      [],
    ],
    [
      "entries of another list",
      [acl(allow), declared("aws_network_acl_rule", "deny", { network_acl_id: "acl-1", rule_number: 50, rule_action: "deny", protocol: "all", cidr_block: anyone })],
      [`${anyone} | ${ssh}`],
    ],
    [
      "entries of one list that is not in view",
      [
        declared("aws_network_acl_rule", "deny", { network_acl_id: "acl-1", rule_number: 50, rule_action: "deny", protocol: "tcp", from_port: 22, to_port: 22, cidr_block: anyone }),
        declared("aws_network_acl_rule", "allow", { network_acl_id: "acl-1", rule_number: 60, rule_action: "allow", protocol: "tcp", from_port: 22, to_port: 23, cidr_block: anyone }),
      ],
      [`${anyone} | 23 | admin`],
    ],
    [
      "entries of CloudFormation",
      [
        declared("AWS::EC2::NetworkAcl", "Acl", {}, { dialect: "cloudformation" }),
        declared("AWS::EC2::NetworkAclEntry", "All", { NetworkAclId: reference("AWS::EC2::NetworkAcl.Acl", "Ref"), RuleNumber: "100", RuleAction: "allow", Protocol: "-1", CidrBlock: anyone }, { dialect: "cloudformation" }),
        declared("AWS::EC2::NetworkAclEntry", "Ssh", { NetworkAclId: reference("AWS::EC2::NetworkAcl.Acl", "Ref"), RuleNumber: 90, RuleAction: "allow", Protocol: 6, CidrBlock: anyone, PortRange: { From: 22, To: "22" } }, { dialect: "cloudformation" }),
      ],
      [`${anyone} | ${every}`, `${anyone} | ${ssh}`],
    ],
  ];
  for (const [what, declarations, expected] of cases) it(what, () => assert.deepEqual(rows(declarations), expected));
});

function rule(priority: Plain, access: Plain, port: Plain, other: Entry = {}): Entry {
  return {
    name: "r",
    priority,
    direction: "Inbound",
    access,
    protocol: "Tcp",
    source_port_range: "*",
    source_address_prefix: "*",
    destination_address_prefix: "*",
    destination_port_range: port,
    ...other,
  };
}

function nsg(...security_rule: readonly Plain[]): Declaration {
  return declared("azurerm_network_security_group", "hosts", { name: "hosts", security_rule });
}

describe("network security groups", () => {
  const allow = rule(200, "Allow", "22");
  const cases: readonly [what: string, declarations: readonly Declaration[], expected: readonly string[]][] = [
    ["an allow", [nsg(allow)], [`* | ${ssh}`]],
    ["words in any case", [nsg(rule(200, "ALLOW", "22", { direction: "INBOUND", protocol: "TCP", source_address_prefix: "internet" }))], [`internet | ${ssh}`]],
    ["the way out", [nsg(rule(200, "Allow", "22", { direction: "Outbound" }))], []],
    ["a deny before it", [nsg(allow, rule(100, "Deny", "*", { protocol: "*" }))], []],
    ["a deny after it", [nsg(allow, rule(300, "Deny", "*", { protocol: "*" }))], [`* | ${ssh}`]],
    ["a deny of the Internet covers what is public of *", [nsg(allow, rule(100, "Deny", "22", { source_address_prefix: "Internet" }))], []],
    ["a deny of a network", [nsg(allow, rule(100, "Deny", "22", { source_address_prefix: "VirtualNetwork" }))], [`* | ${ssh}`]],
    ["a deny of all IPv4 addresses leaves IPv6 open", [nsg(allow, rule(100, "Deny", "22", { source_address_prefix: anyone }))], ["* | ? | …"]],
    ["a deny of all IPv4 addresses, of an IPv4 range", [nsg(rule(200, "Allow", "22", { source_address_prefix: "8.0.0.0/7" }), rule(100, "Deny", "22", { source_address_prefix: anyone }))], []],
    ["a deny for one destination", [nsg(allow, rule(100, "Deny", "22", { destination_address_prefix: "10.0.0.4" }))], [`* | ${ssh}`]],
    ["a deny for the same destination", [nsg(rule(200, "Allow", "22", { destination_address_prefix: "10.0.0.4" }), rule(100, "Deny", "22", { destination_address_prefix: "10.0.0.4" }))], []],
    ["a deny for a destination around it", [nsg(rule(200, "Allow", "22", { destination_address_prefix: "10.0.0.4" }), rule(100, "Deny", "22", { destination_address_prefix: "10.0.0.0/24" }))], []],
    ["a deny for some source ports", [nsg(allow, rule(100, "Deny", "22", { source_port_range: "1024" }))], [`* | ${ssh}`]],
    ["a deny of the last priority comes before nothing", [nsg(rule(unsaid, "Allow", "22"), rule(4096, "Deny", "*"))], [`* | ${ssh}`]],
    ["a deny of unknown priority", [nsg(allow, rule(unsaid, "Deny", "*"))], ["* | ? | …"]],
    ["an access that is not known", [nsg(allow, rule(100, unsaid, "*"))], [`* | ? | …`, "* | every TCP port | admin remote-support vpn database any"]],
    ["a port that is left", [nsg(rule(200, "Allow", null, { destination_port_ranges: ["22", "3389", "80"] }), rule(100, "Deny", "22"))], ["* | 80, 3389 | admin"]],
    ["lists", [nsg(rule(200, "Allow", null, { source_address_prefix: null, source_address_prefixes: ["10.0.0.0/8", "1.2.3.4-1.2.3.9", "0.0.0.0/0"], destination_port_ranges: ["20-22", "80"] }))], ["10.0.0.0/8 | 20-22, 80 | admin", "1.2.3.4-1.2.3.9 | 20-22, 80 | admin", `${anyone} | 20-22, 80 | admin`]],
    ["a list that may hold more", [nsg(rule(200, "Allow", null, { destination_port_ranges: open("22") }))], ["* | 22 | admin …"]],
    ["several ports in one text", [nsg(rule(200, "Allow", "22, 80-90"))], ["* | 22, 80-90 | admin"]],
    ["other customers of Azure", [nsg(rule(200, "Allow", "22", { source_address_prefix: "AzureCloud.WestEurope" }))], [`AzureCloud.WestEurope | ${ssh}`]],
    ["a prefix of no bits", [nsg(rule(200, "Allow", "22", { source_address_prefix: "/0" }))], [`/0 | ${ssh}`]],
    ["every protocol and port", [nsg(rule(200, "Allow", "*", { protocol: "*" }))], [`* | ${every}`]],
    ["ICMP", [nsg(rule(200, "Allow", "*", { protocol: "Icmp" }))], ["* | protocol 1 | -"]],
    [
      "a rule apart, by reference",
      [nsg(allow), declared("azurerm_network_security_rule", "deny", { ...rule(100, "Deny", "22"), network_security_group_name: reference("azurerm_network_security_group.hosts", "name") })],
      [],
    ],
    ["a rule apart, by name", [nsg(allow), declared("azurerm_network_security_rule", "deny", { ...rule(100, "Deny", "22"), network_security_group_name: "HOSTS" })], []],
    ["a rule apart, of another group", [nsg(allow), declared("azurerm_network_security_rule", "deny", { ...rule(100, "Deny", "22"), network_security_group_name: "other" })], [`* | ${ssh}`]],
    ["a deny that may not be there", [nsg(allow), declared("azurerm_network_security_rule", "deny", { ...rule(100, "Deny", "22"), network_security_group_name: "hosts" }, { exists: "unknown" })], ["* | ? | …"]],
  ];
  for (const [what, declarations, expected] of cases) it(what, () => assert.deepEqual(rows(declarations), expected));

  const arm = (priority: number, access: string): Plain => ({
    properties: { priority, Direction: "Inbound", access, protocol: "Tcp", sourceAddressPrefix: "*", sourcePortRange: "*", destinationAddressPrefix: "*", destinationPortRange: "22" },
  });
  const hosts = declared("Microsoft.Network/networkSecurityGroups", "hosts", { name: "hosts", properties: { securityRules: [arm(200, "Allow")] } }, { dialect: "arm" });
  const child = (name: string, parent?: string) =>
    declared("microsoft.network/networksecuritygroups/securityrules", "deny", { name, ...(arm(100, "Deny") as Entry) }, { dialect: "arm", ...(parent === undefined ? {} : { parent }) });
  const armCases: readonly [what: string, declarations: readonly Declaration[], expected: readonly string[]][] = [
    ["ARM, inside", [hosts], [`* | ${ssh}`]],
    ["ARM, a child by its parent", [hosts, child("deny", hosts.id)], []],
    ["ARM, a child by its name", [hosts, child("hosts/deny")], []],
    ["ARM, a child of another group", [hosts, child("other/deny")], [`* | ${ssh}`]],
  ];
  for (const [what, declarations, expected] of armCases) it(what, () => assert.deepEqual(rows(declarations), expected));
});
