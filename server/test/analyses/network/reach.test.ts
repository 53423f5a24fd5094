// Whether what has a security group is reached: what is attached, where it stands, and what is handed on.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Value } from "../../../src/expressions/value.ts";
import type { Declaration } from "../../../src/model/declaration.ts";
import type { Plain } from "./model.ts";
import { brief, declared, openings, reference, unsaid } from "./model.ts";

const group = declared("aws_security_group", "g", {
  ingress: [{ protocol: "tcp", from_port: 22, to_port: 22, cidr_blocks: ["0.0.0.0/0"] }],
});
const id = reference("aws_security_group.g");

function reach(others: readonly Declaration[], handedOut: readonly Value[] = []): string {
  return brief(openings([group, ...others], {}, undefined, handedOut)[0], "reach");
}

const database = (more: { readonly [name: string]: Plain } = {}): Declaration =>
  declared("aws_db_instance", "d", { vpc_security_group_ids: [id], ...more });
const machine = (more: { readonly [name: string]: Plain } = {}): Declaration =>
  declared("aws_instance", "m", {
    vpc_security_group_ids: [id],
    subnet_id: reference("aws_subnet.s"),
    ...more,
  });
const subnet = (isPublic: boolean): Declaration =>
  declared("aws_subnet", "s", { map_public_ip_on_launch: isPublic });
const routes = (gateway: Plain): readonly Declaration[] => [
  declared("aws_internet_gateway", "i", {}),
  declared("aws_route_table", "t", { route: [{ gateway_id: gateway }] }),
  declared("aws_route_table_association", "a", {
    subnet_id: reference("aws_subnet.s"),
    route_table_id: reference("aws_route_table.t"),
  }),
];
const balancer = (type: string, internal: Plain = false): Declaration =>
  declared("aws_lb", "b", { security_groups: [id], load_balancer_type: type, internal });
const listener = (port: number): Declaration =>
  declared("aws_lb_listener", "l", { load_balancer_arn: reference("aws_lb.b", "arn"), port });
const cluster = declared("aws_rds_cluster", "c", { vpc_security_group_ids: [id] });
const member = (isPublic: boolean): Declaration =>
  declared("aws_rds_cluster_instance", "m", {
    cluster_identifier: reference("aws_rds_cluster.c"),
    publicly_accessible: isPublic,
  });
const unread = (): Declaration => ({ ...declared("aws_something", "u", {}), body: unsaid });
const address = (more: { readonly [name: string]: Plain }): Declaration =>
  declared("aws_eip", "e", more);

describe("what is behind a security group", () => {
  const cases: readonly [
    what: string,
    others: readonly Declaration[],
    handedOut: readonly Value[],
    reach: string,
  ][] = [
    ["nothing in view", [], [], "unheld"],
    ["nothing, and the group is an output", [], [id], "handed-on"],
    [
      "something that is known and does not have it",
      [declared("aws_internet_gateway", "i", {})],
      [],
      "unheld",
    ],
    ["something of which nothing is known at all", [unread()], [], "-"],
    ["a database", [database()], [], "inside"],
    ["a database with an address", [database({ publicly_accessible: true })], [], "-"],
    ["one that may have an address", [database({ publicly_accessible: unsaid })], [], "-"],
    ["a database, and the group is an output", [database()], [id], "-"],
    [
      "a database, and something else is an output",
      [database()],
      [reference("aws_vpc.v")],
      "inside",
    ],
    ["a cluster of which no member is in view", [cluster], [], "-"],
    ["a cluster", [cluster, member(false)], [], "inside"],
    ["a cluster with a public member", [cluster, member(true)], [], "-"],
    ["a machine in a subnet without addresses", [machine(), subnet(false)], [], "inside"],
    ["a machine in a subnet with addresses", [machine(), subnet(true)], [], "-"],
    [
      "the same, but no route leads there",
      [machine(), subnet(true), ...routes("vgw-1")],
      [],
      "inside",
    ],
    [
      "the same, and a route does",
      [machine(), subnet(true), ...routes(reference("aws_internet_gateway.i"))],
      [],
      "-",
    ],
    ["the same, and a route may", [machine(), subnet(true), ...routes(unsaid)], [], "-"],
    ["a machine whose subnet is not in view", [machine()], [], "-"],
    [
      "one that says that it has no address",
      [machine({ associate_public_ip_address: false })],
      [],
      "inside",
    ],
    [
      "one that is given an address",
      [machine(), subnet(false), address({ instance: reference("aws_instance.m") })],
      [],
      "-",
    ],
    [
      "a machine beside an address that nothing has",
      [machine(), subnet(false), address({})],
      [],
      "-",
    ],
    [
      "a machine beside an address for the way out",
      [
        machine(),
        subnet(false),
        address({}),
        declared("aws_nat_gateway", "n", { allocation_id: reference("aws_eip.e") }),
      ],
      [],
      "inside",
    ],
    [
      "a machine behind a balancer that hands on",
      [machine(), subnet(false), balancer("network")],
      [],
      "-",
    ],
    ["a balancer for HTTP", [balancer("application")], [], "listeners"],
    ["one inside", [balancer("application", true)], [], "inside"],
    ["one that may be inside", [balancer("application", unsaid)], [], "listeners"],
    ["one that answers on a harmless port", [balancer("network"), listener(443)], [], "listeners"],
    ["one that answers on the port", [balancer("network"), listener(22)], [], "-"],
    ["a balancer and a database", [balancer("application"), database()], [], "listeners"],
    [
      "something of which nothing is known",
      [database(), declared("aws_eks_node_group", "n", { remote_access: [{ source: [id] }] })],
      [],
      "-",
    ],
  ];
  for (const [what, others, handedOut, expected] of cases) {
    it(what, () => {
      assert.equal(reach(others, handedOut), expected);
    });
  }
});
