// What has a security group of AWS, and whether the Internet reaches any of it by an address. Three-valued: doubt is "open".

import type { Truth } from "../../expressions/truth.ts";
import type { Value } from "../../expressions/value.ts";
import { effective, wholeText } from "../../expressions/value.ts";
import { withoutIndex } from "../../model/declaration.ts";
import { keeper } from "../../model/kept.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import { itemsOf } from "./fields.ts";
import type { Mentions } from "./mentions.ts";
import { mentionsOf, names } from "./mentions.ts";
import { classesOf } from "./ports.ts";
import type { Family, Subnets } from "./subnets.ts";
import { truthOf } from "./subnets.ts";
import { noTraffic } from "./traffic.ts";

/**
 * unheld: nothing has the group, and all that could is in view. handed-on: the same, save that an output gives it to others. inside: all that has it has no public
 * address. no-ipv4: machines among it have none of IPv4. listeners: the rest are load balancers, which
 * answer on few ports whatever the group says. open: something is reached, or may be.
 */
export type Exposure = "unheld" | "handed-on" | "inside" | "no-ipv4" | "listeners" | "open";

const byGravity: readonly Exposure[] = [
  "open",
  "listeners",
  "no-ipv4",
  "inside",
  "handed-on",
  "unheld",
];

function gravest(exposures: readonly Exposure[]): Exposure {
  return byGravity.find((each) => exposures.includes(each)) ?? "open";
}

interface Thing {
  readonly resource: Resource;
  readonly groups: Mentions;
  readonly exposure: () => Exposure;
}

/** Asked for each group that lets the Internet in; `handedOut` names what others may use. */
export function exposures(
  model: Model,
  subnets: Subnets,
  handedOut: Mentions,
): (group: Resource) => Exposure {
  const present = (kind: string) => ofKind(model, kind).filter((each) => each.exists !== "no");
  const ways = waysIn(model);
  const carriers = (one: Resource) =>
    present("aws.ec2.instance").filter((each) =>
      names(mentionsOf(each.attributes.get("interfaces")), one),
    );
  const things: readonly Thing[] = [
    ...present("aws.network.unexposed").map((each) => thing(each, () => "inside")),
    ...present("aws.network.exposable").map((each) => thing(each, () => declared(each))),
    ...present("aws.network.database-cluster").map((each) =>
      thing(each, () => ofCluster(each, present("aws.network.exposable"))),
    ),
    ...present("aws.network.load-balancer").map((each) =>
      thing(each, () => ofBalancer(each, present("aws.network.listener"))),
    ),
    ...present("aws.network.classic-load-balancer").map((each) =>
      thing(each, () => ofClassic(each)),
    ),
    ...present("aws.network.service").map((each) =>
      thing(each, () => {
        const assigned = wholeText(each.attributes.get("assigned"));
        const isPublic = assigned === "ENABLED" ? "yes" : truthOf(each.attributes.get("public"));
        return ways.toMachines
          ? "open"
          : addressed(isPublic, each.attributes.get("subnets"), subnets);
      }),
    ),
    ...present("aws.ec2.instance").map((each) =>
      thing(each, () =>
        ways.to(each) ? "open" : ofMachine(each, each.attributes.get("subnet"), subnets),
      ),
    ),
    ...present("aws.ec2.network-interface").map((each) =>
      thing(each, () => (ways.to(each) || carriers(each).some(ways.to) ? "open" : "no-ipv4")),
    ),
    ...present("aws.ec2.launch-template").map((each) =>
      thing(each, () =>
        ways.toMachines ? "open" : ofTemplate(each, present("aws.ec2.auto-scaling-group"), subnets),
      ),
    ),
    ...present("aws.network.other-attachment").map((each) => thing(each, () => "open")),
  ];
  const isUnheld = unheldGroups(model);
  return (group) => {
    if (handedOut.open) return "open";
    const isHandedOn = names(handedOut, group);
    const attached = things.filter((each) => each.groups.open || names(each.groups, group));
    if (attached.length === 0)
      return isUnheld(group) ? (isHandedOn ? "handed-on" : "unheld") : "open";
    if (isHandedOn) return "open";
    if (!attached.some((each) => names(each.groups, group))) return "open";
    return gravest(attached.map((each) => each.exposure()));
  };
}

/** Nothing but rules of groups names it, and nothing is made of whose attributes nothing is known. */
function unheldGroups(model: Model): (group: Resource) => boolean {
  const declared = (kind: string) => ofKind(model, kind).flatMap((each) => each.declarations);
  // The group that AWS makes with a network is that of all that is given none.
  const madeByAws = new Set(declared("aws.network.other-attachment"));
  let named: ReadonlySet<string> | undefined | "anything";
  return ({ declarations }) => {
    if (declarations.some((id) => madeByAws.has(id))) return false;
    named ??= namedBeside(new Set(groupKinds.flatMap(declared)), model);
    const those = named;
    return those !== "anything" && !declarations.some((id) => those.has(withoutIndex(id)));
  };
}

const groupKinds = [
  "aws.ec2.security-group",
  "aws.ec2.security-group-rule",
  "aws.ec2.security-group-egress",
];

/** All that is named by something that is made, and is none of these. */
function namedBeside(
  those: ReadonlySet<string>,
  { declarations }: Model,
): ReadonlySet<string> | "anything" {
  const named = new Set<string>();
  for (const { id, body, existing, exists } of declarations) {
    if (existing || exists === "no" || those.has(id)) continue;
    if (body.state === "known") {
      const mentioned = mentionsIn(body, [], () => mentionsOf(body));
      if (mentioned.open) return "anything";
      for (const each of mentioned.declarations) named.add(withoutIndex(each));
      continue;
    }
    // What a module holds stands beside it.
    const isModule = declarations.some(
      (each) => each.id.startsWith(`${id}.`) || each.id.startsWith(`${id}[`),
    );
    if (!isModule) return "anything";
  }
  return named;
}

/** Most declarations are the same from one edit to the next. */
const mentionsIn = keeper<Mentions>();

function thing(resource: Resource, exposure: () => Exposure): Thing {
  const { attributes } = resource;
  const groups = mentionsOf(...groupAttributes.map((name) => attributes.get(name)));
  return { resource, groups, exposure };
}

/** All that may name a security group. */
const groupAttributes = [
  "security-groups",
  "groups-by-name",
  "interfaces",
  "groups",
  "given",
  "values",
  "compute",
  "access",
  "machines",
];

function declared(resource: Resource): Exposure {
  const value = resource.attributes.get("public");
  return value && effective(value).state === "known" && truthOf(value) === "no" ? "inside" : "open";
}

function ofCluster(cluster: Resource, members: readonly Resource[]): Exposure {
  const those = members.filter((each) =>
    names(mentionsOf(each.attributes.get("cluster")), cluster),
  );
  return those.length > 0 && those.every((each) => declared(each) === "inside") ? "inside" : "open";
}

function isInternal({ attributes }: Resource): Truth {
  const scheme = attributes.get("scheme");
  const word = scheme && effective(scheme).state !== "absent" ? wholeText(scheme) : undefined;
  if (word !== undefined) return word === "internal" ? "yes" : "no";
  return scheme && effective(scheme).state === "unknown"
    ? "unknown"
    : truthOf(attributes.get("internal"));
}

function ofBalancer(balancer: Resource, listeners: readonly Resource[]): Exposure {
  if (isInternal(balancer) === "yes") return "inside";
  // One for HTTP listens for nothing else; another may listen on any port.
  if (wholeText(balancer.attributes.get("type")) === "application") return "listeners";
  const own = listeners.filter((each) =>
    names(mentionsOf(each.attributes.get("load-balancer")), balancer),
  );
  return own.length > 0 && own.every((each) => isHarmless(each.attributes.get("port")))
    ? "listeners"
    : "open";
}

function ofClassic(balancer: Resource): Exposure {
  if (isInternal(balancer) === "yes") return "inside";
  const { rules, more } = itemsOf(balancer, "listeners");
  return !more && rules.length > 0 && rules.every((each) => isHarmless(each.get("port")))
    ? "listeners"
    : "open";
}

/** Nothing is administered through the port. */
function isHarmless(port: Value | undefined): boolean {
  const number = Number(wholeText(port));
  return (
    Number.isInteger(number) &&
    classesOf({ ...noTraffic, tcp: [{ first: number, last: number }] }).length === 0
  );
}

/** Ways from the Internet to what has no public address of its own. */
function waysIn(model: Model): {
  readonly to: (machine: Resource) => boolean;
  /** To any machine, for all that is known. */
  readonly toMachines: boolean;
} {
  const present = (kind: string) => ofKind(model, kind).filter((each) => each.exists !== "no");
  const addresses = present("aws.ec2.elastic-ip").map((resource) => ({
    resource,
    holders: mentionsOf(resource.attributes.get("instance"), resource.attributes.get("interface")),
    address: mentionsOf(resource.attributes.get("address")),
  }));
  const users = [
    ...addresses.map((each) => each.address),
    ...present("aws.ec2.nat-gateway").map((each) => mentionsOf(each.attributes.get("address"))),
  ];
  // A machine may take an address that nothing has when it starts.
  const isLoose = addresses.some(
    ({ resource, holders }) =>
      holders.open ||
      (holders.declarations.size === 0 && !users.some((each) => names(each, resource))),
  );
  const passes = [
    ...present("aws.network.load-balancer").filter(
      (each) => wholeText(each.attributes.get("type")) !== "application",
    ),
    ...present("aws.network.classic-load-balancer"),
  ].some((each) => isInternal(each) !== "yes");
  const toMachines = isLoose || passes || present("aws.network.accelerator").length > 0;
  return {
    toMachines,
    to: (machine) => toMachines || addresses.some((each) => names(each.holders, machine)),
  };
}

/** With a public address or without, in these subnets. */
function addressed(isPublic: Truth, where: Value | undefined, subnets: Subnets): Exposure {
  const isUnreachedOver = (family: Family) => isPrivate(where, subnets, family);
  if (isUnreachedOver(4)) return isUnreachedOver(6) ? "inside" : "no-ipv4";
  return isPublic === "no" ? "no-ipv4" : "open";
}

/** Where nothing says whether it has a public address, its subnets do. */
function face(isPublic: Value | undefined, where: Value | undefined, subnets: Subnets): Exposure {
  const value = isPublic && effective(isPublic);
  if (value && value.state !== "absent") return addressed(truthOf(value), where, subnets);
  const those = subnets.named(where);
  const gives = !those?.every(
    (each) =>
      subnets.givesAddresses(each) === "no" ||
      subnets.isPrivate(each, "whatever others add", 4) === "yes",
  );
  return addressed(gives ? "yes" : "no", where, subnets);
}

function isPrivate(where: Value | undefined, subnets: Subnets, family: Family): boolean {
  const those = subnets.named(where);
  return (
    those?.every((each) => subnets.isPrivate(each, "whatever others add", family) === "yes") ??
    false
  );
}

/** Each interface decides for itself; one that stands elsewhere has what it is given there. */
function ofMachine(machine: Resource, where: Value | undefined, subnets: Subnets): Exposure {
  const { rules, more } = itemsOf(machine, "interfaces");
  if (more) return "open";
  if (rules.length === 0) return face(machine.attributes.get("public"), where, subnets);
  const faces = rules
    .filter((each) => each.get("id").state === "absent")
    .map((each) => {
      const own = each.get("subnet");
      return face(each.get("public"), own.state === "absent" ? where : own, subnets);
    });
  return faces.length === 0 ? "inside" : gravest(faces);
}

function ofTemplate(template: Resource, groups: readonly Resource[], subnets: Subnets): Exposure {
  const using = groups.filter(({ attributes }) =>
    names(
      mentionsOf(...["configuration", "template", "mixed"].map((name) => attributes.get(name))),
      template,
    ),
  );
  if (using.length === 0) return ofMachine(template, undefined, subnets);
  return gravest(using.map((each) => ofMachine(template, each.attributes.get("subnets"), subnets)));
}
