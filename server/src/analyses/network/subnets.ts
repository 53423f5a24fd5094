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
  /** No route leads to it from the Internet, over this family or over both. */
  readonly isPrivate: (subnet: Resource, view: View, family?: Family) => Truth;
  /** What is made in it gets a public address if nothing else is said. */
  readonly givesAddresses: (subnet: Resource) => Truth;
}

export type Family = 4 | 6;

/** Whatever others add to the tables that are handed out to them, or only the routes that are here. */
export type View = "whatever others add" | "as it is here";

/** `handedOut` is what others may add to. */
export function subnetsOf(model: Model, handedOut: Mentions): Subnets {
  const present = (kind: string) => ofKind(model, kind).filter((each) => each.exists !== "no");
  const subnets = present("aws.ec2.subnet");
  const tables = present("aws.ec2.route-table");
  const gateways = present("aws.ec2.internet-gateway");
  const apart = present("aws.ec2.route").map((each) => ({
    table: mentionsOf(each.attributes.get("table")),
    route: routeOf((name) => each.attributes.get(name), each.exists),
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
  const opens = (table: Resource, view: View, family: Family): Truth => {
    const { rules, more } = itemsOf(table, "routes");
    const inside = rules.map((each: Fields) => routeOf(each.get, table.exists));
    const added = apart.filter((each) => names(each.table, table)).map((each) => each.route);
    const routes = [...inside, ...added].filter((each) => each.families.includes(family));
    const known = any(routes.map((each) => leadsOut(each.gateway)));
    if (known === "yes" || more) return any([known, "unknown"]);
    const hidden = apart.some((each) => each.table.open);
    // A table has one route for a destination, so that nobody can add a second one for everything.
    const isTaken = routes.some((each) => each.everything.includes(family));
    const isOpenToOthers =
      view === "whatever others add" && (names(handedOut, table) || handedOut.open) && !isTaken;
    return any([known, hidden || isOpenToOthers ? "unknown" : "no"]);
  };
  const isPrivate = (subnet: Resource, view: View, family: Family): Truth => {
    const used = associations.filter((each) => names(each.subnet, subnet));
    // Without one of its own it uses the table of its network.
    if (used.length === 0 || associations.some((each) => each.subnet.open)) return "unknown";
    return all(
      used.map(({ table }) => {
        const those = tables.filter((each) => names(table, each));
        return those.length === 0
          ? "unknown"
          : not(any(those.map((each) => opens(each, view, family))));
      }),
    );
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
    isPrivate: (subnet, view, family) =>
      family === undefined
        ? all([isPrivate(subnet, view, 4), isPrivate(subnet, view, 6)])
        : isPrivate(subnet, view, family),
    givesAddresses: (subnet) => truthOf(subnet.attributes.get("public")),
  };
}

interface Route {
  readonly gateway: Value | undefined;
  /** The families of its destination, as far as that is known. */
  readonly families: readonly Family[];
  /** Those of which all addresses are meant, and where it is sure that the route is there. */
  readonly everything: readonly Family[];
}

function routeOf(get: (name: string) => Value | undefined, exists: Truth): Route {
  const written = [get("destination"), get("ipv6-destination")]
    .map((each) => each && effective(each))
    .filter((each) => each !== undefined && each.state !== "absent" && !isNull(each));
  const families = written.map((each): Family | undefined => {
    const text = wholeText(each);
    return text === undefined
      ? undefined
      : text.includes(":")
        ? 6
        : text.includes(".")
          ? 4
          : undefined;
  });
  const known = families.filter((each) => each !== undefined);
  const whole = new Set(written.map((each) => wholeText(each)));
  const everything: Family[] = [];
  if (exists === "yes" && whole.has("0.0.0.0/0")) everything.push(4);
  if (exists === "yes" && whole.has("::/0")) everything.push(6);
  return {
    gateway: get("gateway"),
    families: known.length === families.length && known.length > 0 ? known : [4, 6],
    everything,
  };
}

function isNull(value: Value): boolean {
  return value.state === "known" && value.value === null;
}

/** Of a written boolean; absent is no. */
export function truthOf(value: Value | undefined): Truth {
  if (!value) return "no";
  const decided = effective(value);
  if (decided.state === "absent") return "no";
  const text = wholeText(decided)?.toLowerCase();
  return text === "true" ? "yes" : text === "false" ? "no" : "unknown";
}
