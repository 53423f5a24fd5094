// Openings by hand-built models: every way to write a rule, who the sources are, and what is unknown.

import assert from "node:assert/strict";
import type { Declaration } from "../../../src/model/declaration.ts";
import type { Provider, Register } from "../../../src/model/register.ts";
import type { Plain } from "./model.ts";
import { brief, declared, ending, open, openings, reference, unsaid } from "./model.ts";

const ssh = { protocol: "tcp", from_port: 22, to_port: 22 };

function group(...ingress: readonly Plain[]): Declaration {
  return declared("aws_security_group", "web", { ingress });
}

function cfn(...rules: readonly Plain[]): Declaration {
  return declared(
    "AWS::EC2::SecurityGroup",
    "Web",
    { SecurityGroupIngress: rules },
    { dialect: "cloudformation" },
  );
}

/** One line a fact: kind of source, source, classes of ports, segment. */
function rows(
  declarations: readonly Declaration[],
  register: Partial<Register> = {},
): readonly string[] {
  return openings(declarations, register).map((fact) =>
    ["source-kind", "source", "ports", "segment"].map((each) => brief(fact, each)).join(" | "),
  );
}

describe("network openings", () => {
  const cases: readonly [
    what: string,
    declarations: readonly Declaration[],
    expected: readonly string[],
  ][] = [
    [
      "a block",
      [group({ ...ssh, cidr_blocks: ["0.0.0.0/0"] })],
      ["internet | 0.0.0.0/0 | admin | web"],
    ],
    [
      "both families",
      [group({ ...ssh, cidr_blocks: ["10.0.0.0/8"], ipv6_cidr_blocks: ["::/0"] })],
      ["network | 10.0.0.0/8 | admin | web", "internet | ::/0 | admin | web"],
    ],
    [
      "halves of the Internet",
      [group({ ...ssh, cidr_blocks: ["0.0.0.0/1", "128.0.0.0/1"] })],
      ["internet | 0.0.0.0/1 | admin | web", "internet | 128.0.0.0/1 | admin | web"],
    ],
    ["a rule that is nobody's", [group({ ...ssh })], []],
    [
      "every protocol, whatever the ports",
      [group({ protocol: "-1", from_port: 0, to_port: 0, cidr_blocks: ["0.0.0.0/0"] })],
      ["internet | 0.0.0.0/0 | admin remote-support vpn database any | web"],
    ],
    [
      "port 0 of TCP is no port",
      [group({ protocol: "tcp", from_port: 0, to_port: 0, cidr_blocks: ["0.0.0.0/0"] })],
      ["internet | 0.0.0.0/0 | - | web"],
    ],
    [
      "a protocol by number",
      [group({ ...ssh, protocol: "6", cidr_blocks: ["0.0.0.0/0"] })],
      ["internet | 0.0.0.0/0 | admin | web"],
    ],
    [
      "the other protocol",
      [group({ ...ssh, protocol: 17, cidr_blocks: ["0.0.0.0/0"] })],
      ["internet | 0.0.0.0/0 | - | web"],
    ],
    [
      "ICMP",
      [group({ protocol: "icmp", from_port: -1, to_port: -1, cidr_blocks: ["0.0.0.0/0"] })],
      ["internet | 0.0.0.0/0 | - | web"],
    ],
    [
      "ports of -1",
      [cfn({ IpProtocol: "tcp", FromPort: "-1", ToPort: "-1", CidrIp: "0.0.0.0/0" })],
      ["internet | 0.0.0.0/0 | admin remote-support vpn database any | Web"],
    ],
    [
      "ports as texts",
      [cfn({ IpProtocol: "TCP", FromPort: "20", ToPort: "30", CidrIp: "0.0.0.0/0" })],
      ["internet | 0.0.0.0/0 | admin | Web"],
    ],
    [
      "a range that the platform refuses",
      [group({ protocol: "tcp", from_port: 30, to_port: 20, cidr_blocks: ["0.0.0.0/0"] })],
      ["internet | 0.0.0.0/0 | … | web"],
    ],
    [
      "a group and the group itself",
      [group({ ...ssh, security_groups: ["sg-1"], self: true })],
      ["group | sg-1 | admin | web", "group | true | admin | web"],
    ],
    ["self that is not", [group({ ...ssh, self: false })], []],
    ["a prefix list", [group({ ...ssh, prefix_list_ids: ["pl-1"] })], ["? | pl-1 | admin | web"]],
    [
      "a prefix list in view",
      [
        declared("aws_ec2_managed_prefix_list", "all", {
          entry: [{ cidr: "10.0.0.0/8" }, { cidr: "0.0.0.0/0" }],
        }),
        group({ ...ssh, prefix_list_ids: [reference("aws_ec2_managed_prefix_list.all")] }),
      ],
      ["network | 10.0.0.0/8 | admin | web", "internet | 0.0.0.0/0 | admin | web"],
    ],
    [
      "a prefix list that may hold more, and an entry apart",
      [
        declared("aws_ec2_managed_prefix_list", "all", { entry: open({ cidr: "10.0.0.0/8" }) }),
        declared("aws_ec2_managed_prefix_list_entry", "one", {
          cidr: "::/0",
          prefix_list_id: reference("aws_ec2_managed_prefix_list.all"),
        }),
        group({ ...ssh, prefix_list_ids: [reference("aws_ec2_managed_prefix_list.all")] }),
      ],
      [
        "network | 10.0.0.0/8 | admin | web",
        "internet | ::/0 | admin | web",
        "? | ? | admin | web",
      ],
    ],
    [
      "an address that is none",
      [group({ ...ssh, cidr_blocks: ["1.2.3.4/99"] })],
      ["? | 1.2.3.4/99 | admin | web"],
    ],
    [
      "an unknown source",
      [group({ ...ssh, cidr_blocks: [unsaid, "10.0.0.0/8"] })],
      ["? | ? | admin | web", "network | 10.0.0.0/8 | admin | web"],
    ],
    [
      "a source that is half known",
      [group({ ...ssh, cidr_blocks: [ending("/32")] })],
      ["network | ${?}/32 | admin | web"],
    ],
    [
      "a source of which the end is known and wide",
      [group({ ...ssh, cidr_blocks: [ending("/16")] })],
      ["? | ${?}/16 | admin | web"],
    ],
    [
      "sources that may be more",
      [group({ ...ssh, cidr_blocks: open("0.0.0.0/0") })],
      ["internet | 0.0.0.0/0 | admin | web", "? | ? | admin | web"],
    ],
    [
      "sources that are not known",
      [group({ ...ssh, cidr_blocks: unsaid })],
      ["? | ? | admin | web"],
    ],
    [
      "ports that are not known",
      [group({ ...ssh, to_port: unsaid, cidr_blocks: ["0.0.0.0/0"] })],
      ["internet | 0.0.0.0/0 | … | web"],
    ],
    [
      "rules that may be more",
      [
        declared("aws_security_group", "web", {
          ingress: open({ ...ssh, cidr_blocks: ["0.0.0.0/0"] }),
        }),
      ],
      ["internet | 0.0.0.0/0 | admin | web", "? | ? | ? | web"],
    ],
    [
      "rules that are not known",
      [declared("aws_security_group", "web", { ingress: unsaid })],
      ["? | ? | ? | web"],
    ],
    [
      "a group that is only read",
      [declared("aws_security_group", "web", {}, { existing: true })],
      [],
    ],
    [
      "a group that is left out",
      [
        declared(
          "aws_security_group",
          "web",
          { ingress: [{ ...ssh, cidr_blocks: ["0.0.0.0/0"] }] },
          { exists: "no" },
        ),
      ],
      [],
    ],
    [
      "the default group with a list",
      [
        declared("aws_default_security_group", "default", {
          ingress: [{ ...ssh, cidr_blocks: ["0.0.0.0/0"] }],
        }),
      ],
      ["internet | 0.0.0.0/0 | admin | default"],
    ],
    [
      "a rule apart",
      [
        group(),
        declared("aws_security_group_rule", "ssh", {
          type: "ingress",
          security_group_id: reference("aws_security_group.web"),
          ...ssh,
          cidr_blocks: ["0.0.0.0/0"],
        }),
      ],
      ["internet | 0.0.0.0/0 | admin | web"],
    ],
    [
      "a rule for the way out",
      [
        declared("aws_security_group_rule", "out", {
          type: "egress",
          ...ssh,
          cidr_blocks: ["0.0.0.0/0"],
        }),
      ],
      [],
    ],
    [
      "a rule of unknown direction",
      [
        declared("aws_security_group_rule", "x", {
          type: unsaid,
          ...ssh,
          cidr_blocks: ["0.0.0.0/0"],
        }),
      ],
      ["? | 0.0.0.0/0 | admin | x"],
    ],
    [
      "an ingress rule",
      [
        declared("aws_vpc_security_group_ingress_rule", "all", {
          ip_protocol: "-1",
          cidr_ipv4: "0.0.0.0/0",
          security_group_id: unsaid,
        }),
      ],
      ["internet | 0.0.0.0/0 | admin remote-support vpn database any | all"],
    ],
    [
      "an ingress of CloudFormation",
      [
        cfn(),
        declared(
          "AWS::EC2::SecurityGroupIngress",
          "Ssh",
          {
            GroupId: reference("AWS::EC2::SecurityGroup.Web"),
            IpProtocol: "tcp",
            FromPort: 22,
            ToPort: 22,
            CidrIp: "0.0.0.0/0",
          },
          { dialect: "cloudformation" },
        ),
      ],
      ["internet | 0.0.0.0/0 | admin | Web"],
    ],
    [
      "one object in place of a list",
      [
        declared(
          "AWS::EC2::SecurityGroup",
          "Web",
          { SecurityGroupIngress: { IpProtocol: "-1", CidrIpv6: "::/0" } },
          { dialect: "cloudformation" },
        ),
      ],
      ["internet | ::/0 | admin remote-support vpn database any | Web"],
    ],
  ];
  for (const [what, declarations, expected] of cases)
    it(what, () => assert.deepEqual(rows(declarations), expected));
});

const provider: Provider = {
  name: "Contoso",
  kind: "msp",
  awsAccounts: ["222222222222"],
  azureTenants: [],
  principals: [],
  networks: ["203.0.113.0/24", "10.9.0.0/16", "50.0.0.0/8", "0.0.0.0/0"],
  domains: [],
  repositories: [],
  issuers: [],
  allowedRoles: [],
  ended: false,
  at: { file: ".msplint.yaml", range: { start: 0, end: 0 } },
};

describe("parties behind sources", () => {
  const register: Partial<Register> = {
    own: {
      awsAccounts: [],
      azureTenants: [],
      azureSubscriptions: [],
      networks: ["10.0.0.0/8"],
      domains: [],
    },
    providers: [provider],
    customers: [
      {
        name: "Fabrikam",
        paths: [],
        awsAccounts: [],
        azureTenants: [],
        networks: ["198.51.100.0/24"],
      },
    ],
  };
  const cases: readonly [source: string, expected: string][] = [
    ["0.0.0.0/0", "internet anyone false true"],
    ["10.0.0.0/7", "internet anyone true true"],
    ["20.0.0.0/8", "internet anyone true true"],
    ["203.0.113.0/28", "party provider false false"],
    ["203.0.113.7", "party provider false false"],
    ["203.0.112.0/20", "party provider false true"],
    ["50.0.0.0/8", "party provider false true"],
    ["10.9.1.0/24", "party provider false false"],
    ["10.0.0.0/8", "party own false true"],
    ["10.8.0.0/15", "party own false true"],
    ["192.168.0.0/16", "network - false true"],
    ["198.51.100.7/32", "party customer false false"],
    ["8.8.8.0/24", "network undeclared false false"],
  ];
  for (const [source, expected] of cases) {
    it(source, () => {
      const [fact] = openings([group({ ...ssh, cidr_blocks: [source] })], register);
      assert.equal(
        ["source-kind", "party-kind", "part", "too-wide"]
          .map((each) => brief(fact, each))
          .join(" "),
        expected,
      );
    });
  }

  it("takes sixteen neighbours for the block that they make", () => {
    const blocks = Array.from({ length: 16 }, (_, index) => `20.${index * 16}.0.0/12`);
    const facts = openings([group({ ...ssh, cidr_blocks: blocks })]);
    assert.deepEqual(
      [...new Set(facts.map((fact) => `${brief(fact, "source-kind")} ${brief(fact, "part")}`))],
      ["internet true"],
    );
  });

  it("knows a group of the provider's account", () => {
    const kinds = (rule: Plain) =>
      openings([group(rule)], register).map(
        (fact) => `${brief(fact, "source-kind")} ${brief(fact, "party")}`,
      );
    assert.deepEqual(kinds({ ...ssh, security_groups: ["222222222222/sg-1"] }), ["party Contoso"]);
    assert.deepEqual(kinds({ ...ssh, security_groups: ["333333333333/sg-1"] }), ["group -"]);
    const [apart] = openings(
      [
        cfn({
          IpProtocol: "tcp",
          FromPort: 22,
          ToPort: 22,
          SourceSecurityGroupId: "sg-1",
          SourceSecurityGroupOwnerId: "222222222222",
        }),
      ],
      register,
    );
    assert.equal(brief(apart, "party"), "Contoso");
  });

  const ends: readonly [what: string, change: Partial<Provider>, expected: string][] = [
    ["goes on", {}, "-"],
    ["goes on until a day to come", { contractEnds: "2026-06-15" }, "-"],
    ["has ended by contract", { contractEnds: "2026-06-14" }, "contract-ended"],
    ["is marked as ended", { ended: true, contractEnds: "2030-01-01" }, "provider-ended"],
  ];
  for (const [what, change, expected] of ends) {
    it(`says that access ${what}`, () => {
      const [fact] = openings([group({ ...ssh, cidr_blocks: ["203.0.113.0/28"] })], {
        providers: [{ ...provider, ...change }],
      });
      assert.equal(brief(fact, "ended"), expected);
    });
  }

  it("names an undeclared network as the register would, and the customer", () => {
    const [fact] = openings([group({ ...ssh, cidr_blocks: ["8.8.8.0/24"] })], {}, "Fabrikam");
    assert.equal(brief(fact, "identity"), "key: networks, value: 8.8.8.0/24");
    assert.equal(brief(fact, "customer"), "Fabrikam");
  });

  it("sees a dedicated channel", () => {
    const rule = group({ ...ssh, cidr_blocks: ["203.0.113.0/28"] });
    const channel = (...others: readonly Declaration[]) =>
      brief(openings([rule, ...others])[0], "dedicated-channel");
    assert.equal(channel(), "false");
    assert.equal(channel(declared("aws_vpn_connection", "x", {})), "true");
    assert.equal(channel(declared("azurerm_bastion_host", "x", {})), "true");
    assert.equal(
      channel(declared("Microsoft.Network/virtualNetworkGateways", "x", {}, { dialect: "arm" })),
      "true",
    );
    assert.equal(channel(declared("aws_vpn_connection", "x", {}, { exists: "no" })), "false");
  });
});
