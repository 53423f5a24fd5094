// Whether subnets are reached from the Internet: the routes that they use, and the addresses that they hand out.

import type { Truth } from "../../expressions/truth.ts";
import { all, any, not } from "../../expressions/truth.ts";
import type { Value } from "../../expressions/value.ts";
import { effective, wholeText } from "../../expressions/value.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import type { Fields } from "./fields.ts";
import { itemsOf } from "./fields.ts";
import type { Mentions } from "./mentions.ts";
import { mentionsOf, names } from "./mentions.ts";

export interface Subnets {
  /** The subnets that a value names; undefined where it may name others. */
  readonly named: (value: Value | undefined) => readonly Resource[] | undefined;
  /** No route leads to it from the Internet. */
  readonly isPrivate: (subnet: Resource) => Truth;
  /** What is made in it gets a public address if nothing else is said. */
  readonly givesAddresses: (subnet: Resource) => Truth;
}

/** `handedOut` is what others may add to. */
export function subnetsOf(model: Model, handedOut: Mentions): Subnets {
  const present = (kind: string) => ofKind(model, kind).filter((each) => each.exists !== "no");
  const subnets = present("aws.ec2.subnet");
  const tables = present("aws.ec2.route-table");
  const gateways = present("aws.ec2.internet-gateway");
  const apart = present("aws.ec2.route").map((each) => ({
    table: mentionsOf(each.attributes.get("table")),
    gateway: each.attributes.get("gateway"),
  }));
  const associations = present("aws.ec2.route-table-association").map((each) => ({
    subnet: mentionsOf(each.attributes.get("subnet")),
    table: mentionsOf(each.attributes.get("table")),
  }));
  const leadsOut = (gateway: Value | undefined): Truth => {
    const value = gateway && effective(gateway);
    if (!value || value.state === "absent") return "no";
    const text = wholeText(value);
    if (text !== undefined) return text.startsWith("igw-") ? "yes" : "no";
    const mentioned = mentionsOf(value);
    if (gateways.some((each) => names(mentioned, each))) return "yes";
    return mentioned.declarations.size > 0 && !mentioned.open ? "no" : "unknown";
  };
  /** A route of the table, or one that others may add, leads to an Internet gateway. */
  const opens = (table: Resource): Truth => {
    const { rules, more } = itemsOf(table, "routes");
    const inside = rules.map((each: Fields) => leadsOut(each.get("gateway")));
    const added = apart.flatMap((each) =>
      names(each.table, table)
        ? [leadsOut(each.gateway)]
        : each.table.open
          ? ["unknown" as const]
          : [],
    );
    return any([
      ...inside,
      ...added,
      more || names(handedOut, table) || handedOut.open ? "unknown" : "no",
    ]);
  };
  return {
    named: (value) => {
      const mentioned = mentionsOf(value);
      const { declarations, open, outside } = mentioned;
      const found = subnets.filter((each) => names(mentioned, each));
      return open || outside || found.length === 0 || found.length < declarations.size
        ? undefined
        : found;
    },
    isPrivate: (subnet) => {
      const used = associations.filter((each) => names(each.subnet, subnet));
      // Without one of its own it uses the table of its network.
      if (used.length === 0 || associations.some((each) => each.subnet.open)) return "unknown";
      return all(
        used.map(({ table }) => {
          const those = tables.filter((each) => names(table, each));
          return those.length === 0 ? "unknown" : not(any(those.map(opens)));
        }),
      );
    },
    givesAddresses: (subnet) => truthOf(subnet.attributes.get("public")),
  };
}

/** Of a written boolean; absent is no. */
export function truthOf(value: Value | undefined): Truth {
  if (!value) return "no";
  const decided = effective(value);
  if (decided.state === "absent") return "no";
  const text = wholeText(decided)?.toLowerCase();
  return text === "true" ? "yes" : text === "false" ? "no" : "unknown";
}
