// Network security groups: the lowest priority that matches decides; tags, lists and rules written apart.

import assert from "node:assert/strict";
import type { Declaration } from "../../../src/model/declaration.ts";
import type { Plain } from "./model.ts";
import { brief, declared, open, openings, reference, unsaid } from "./model.ts";

function rows(declarations: readonly Declaration[]): readonly string[] {
  return openings(declarations).map((fact) =>
    [brief(fact, "source"), brief(fact, "port-range"), brief(fact, "ports")].join(" | "),
  );
}

const anyone = "0.0.0.0/0";
const ssh = "22 | admin";
const every = "every port | admin remote-support vpn database any";

type Entry = { readonly [key: string]: Plain };

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
  const cases: readonly [
    what: string,
    declarations: readonly Declaration[],
    expected: readonly string[],
  ][] = [
    ["an allow", [nsg(allow)], [`* | ${ssh}`]],
    [
      "words in any case",
      [
        nsg(
          rule(200, "ALLOW", "22", {
            direction: "INBOUND",
            protocol: "TCP",
            source_address_prefix: "internet",
          }),
        ),
      ],
      [`internet | ${ssh}`],
    ],
    ["the way out", [nsg(rule(200, "Allow", "22", { direction: "Outbound" }))], []],
    ["a deny before it", [nsg(allow, rule(100, "Deny", "*", { protocol: "*" }))], []],
    ["a deny after it", [nsg(allow, rule(300, "Deny", "*", { protocol: "*" }))], [`* | ${ssh}`]],
    [
      "a deny of the Internet covers what is public of *",
      [nsg(allow, rule(100, "Deny", "22", { source_address_prefix: "Internet" }))],
      [],
    ],
    [
      "a deny of a network",
      [nsg(allow, rule(100, "Deny", "22", { source_address_prefix: "VirtualNetwork" }))],
      [`* | ${ssh}`],
    ],
    [
      "a deny of all IPv4 addresses leaves IPv6 open",
      [nsg(allow, rule(100, "Deny", "22", { source_address_prefix: anyone }))],
      ["* | ? | …"],
    ],
    [
      "a deny of all IPv4 addresses, of an IPv4 range",
      [
        nsg(
          rule(200, "Allow", "22", { source_address_prefix: "8.0.0.0/7" }),
          rule(100, "Deny", "22", { source_address_prefix: anyone }),
        ),
      ],
      [],
    ],
    [
      "a deny for one destination",
      [nsg(allow, rule(100, "Deny", "22", { destination_address_prefix: "10.0.0.4" }))],
      [`* | ${ssh}`],
    ],
    [
      "a deny for the same destination",
      [
        nsg(
          rule(200, "Allow", "22", { destination_address_prefix: "10.0.0.4" }),
          rule(100, "Deny", "22", { destination_address_prefix: "10.0.0.4" }),
        ),
      ],
      [],
    ],
    [
      "a deny for a destination around it",
      [
        nsg(
          rule(200, "Allow", "22", { destination_address_prefix: "10.0.0.4" }),
          rule(100, "Deny", "22", { destination_address_prefix: "10.0.0.0/24" }),
        ),
      ],
      [],
    ],
    [
      "a deny for some source ports",
      [nsg(allow, rule(100, "Deny", "22", { source_port_range: "1024" }))],
      [`* | ${ssh}`],
    ],
    [
      "a deny of the last priority comes before nothing",
      [nsg(rule(unsaid, "Allow", "22"), rule(4096, "Deny", "*"))],
      [`* | ${ssh}`],
    ],
    ["a deny of unknown priority", [nsg(allow, rule(unsaid, "Deny", "*"))], ["* | ? | …"]],
    [
      "an access that is not known",
      [nsg(allow, rule(100, unsaid, "*"))],
      [`* | ? | …`, "* | every TCP port | admin remote-support vpn database any"],
    ],
    [
      "a port that is left",
      [
        nsg(
          rule(200, "Allow", null, { destination_port_ranges: ["22", "3389", "80"] }),
          rule(100, "Deny", "22"),
        ),
      ],
      ["* | 80, 3389 | admin"],
    ],
    [
      "lists",
      [
        nsg(
          rule(200, "Allow", null, {
            source_address_prefix: null,
            source_address_prefixes: ["10.0.0.0/8", "1.2.3.4-1.2.3.9", "0.0.0.0/0"],
            destination_port_ranges: ["20-22", "80"],
          }),
        ),
      ],
      [
        "10.0.0.0/8 | 20-22, 80 | admin",
        "1.2.3.4-1.2.3.9 | 20-22, 80 | admin",
        `${anyone} | 20-22, 80 | admin`,
      ],
    ],
    [
      "a list that may hold more",
      [nsg(rule(200, "Allow", null, { destination_port_ranges: open("22") }))],
      ["* | 22 | admin …"],
    ],
    [
      "an empty text beside a list",
      [
        nsg(
          rule(200, "Allow", "", {
            source_address_prefix: "",
            source_address_prefixes: ["Internet"],
            destination_port_ranges: ["22"],
          }),
        ),
      ],
      [`Internet | ${ssh}`],
    ],
    [
      "several ports in one text",
      [nsg(rule(200, "Allow", "22, 80-90"))],
      ["* | 22, 80-90 | admin"],
    ],
    [
      "other customers of Azure",
      [nsg(rule(200, "Allow", "22", { source_address_prefix: "AzureCloud.WestEurope" }))],
      [`AzureCloud.WestEurope | ${ssh}`],
    ],
    [
      "a prefix of no bits",
      [nsg(rule(200, "Allow", "22", { source_address_prefix: "/0" }))],
      [`/0 | ${ssh}`],
    ],
    [
      "every protocol and port",
      [nsg(rule(200, "Allow", "*", { protocol: "*" }))],
      [`* | ${every}`],
    ],
    ["ICMP", [nsg(rule(200, "Allow", "*", { protocol: "Icmp" }))], ["* | protocol 1 | -"]],
    [
      "a rule apart, by reference",
      [
        nsg(allow),
        declared("azurerm_network_security_rule", "deny", {
          ...rule(100, "Deny", "22"),
          network_security_group_name: reference("azurerm_network_security_group.hosts", "name"),
        }),
      ],
      [],
    ],
    [
      "a rule apart, by name",
      [
        nsg(allow),
        declared("azurerm_network_security_rule", "deny", {
          ...rule(100, "Deny", "22"),
          network_security_group_name: "HOSTS",
        }),
      ],
      [],
    ],
    [
      "a rule apart, of another group",
      [
        nsg(allow),
        declared("azurerm_network_security_rule", "deny", {
          ...rule(100, "Deny", "22"),
          network_security_group_name: "other",
        }),
      ],
      [`* | ${ssh}`],
    ],
    [
      "a deny that may not be there",
      [
        nsg(allow),
        declared(
          "azurerm_network_security_rule",
          "deny",
          { ...rule(100, "Deny", "22"), network_security_group_name: "hosts" },
          { exists: "unknown" },
        ),
      ],
      ["* | ? | …"],
    ],
  ];
  for (const [what, declarations, expected] of cases)
    it(what, () => assert.deepEqual(rows(declarations), expected));

  const arm = (priority: number, access: string): Plain => ({
    properties: {
      priority,
      Direction: "Inbound",
      access,
      protocol: "Tcp",
      sourceAddressPrefix: "*",
      sourcePortRange: "*",
      destinationAddressPrefix: "*",
      destinationPortRange: "22",
    },
  });
  const hosts = declared(
    "Microsoft.Network/networkSecurityGroups",
    "hosts",
    { name: "hosts", properties: { securityRules: [arm(200, "Allow")] } },
    { dialect: "arm" },
  );
  const child = (name: string, parent?: string) =>
    declared(
      "microsoft.network/networksecuritygroups/securityrules",
      "deny",
      { name, ...(arm(100, "Deny") as Entry) },
      { dialect: "arm", ...(parent === undefined ? {} : { parent }) },
    );
  const armCases: readonly [
    what: string,
    declarations: readonly Declaration[],
    expected: readonly string[],
  ][] = [
    ["ARM, inside", [hosts], [`* | ${ssh}`]],
    ["ARM, a child by its parent", [hosts, child("deny", hosts.id)], []],
    ["ARM, a child by its name", [hosts, child("hosts/deny")], []],
    ["ARM, a child of another group", [hosts, child("other/deny")], [`* | ${ssh}`]],
  ];
  for (const [what, declarations, expected] of armCases)
    it(what, () => assert.deepEqual(rows(declarations), expected));
});
