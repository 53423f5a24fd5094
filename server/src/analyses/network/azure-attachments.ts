// What has a network security group of Azure, and whether any of it has a public address. Doubt is "open".

import type { Model, Resource } from "../../model/resource.ts";
import { declarationOf, ofKind } from "../../model/resource.ts";
import { itemsOf } from "./fields.ts";
import type { Mentions } from "./mentions.ts";
import { mentionsOf, names } from "./mentions.ts";

/** Asked for each group that lets the Internet in; `handedOut` names what others may use. */
export function azureExposures(
  model: Model,
  handedOut: Mentions,
): (group: Resource) => "unheld" | "inside" | "open" {
  const present = (kind: string) => ofKind(model, kind).filter((each) => each.exists !== "no");
  const interfaces = present("azure.network.interface");
  const networks = present("azure.network.virtual-network");
  const joins = present("azure.network.group-association");
  /** The interfaces in view that a subnet holds; a network stands for all of its subnets. */
  const within = (subnet: Mentions): readonly Resource[] | undefined => {
    const parents = [...subnet.declarations].map((each) => declarationOf(model, each)?.parent);
    const wanted = new Set([
      ...subnet.declarations,
      ...parents.filter((each) => each !== undefined),
    ]);
    if ([...wanted].some((each) => handedOut.declarations.has(each))) return undefined;
    const found = interfaces.filter((each) => {
      const where = subnetsOf(each);
      return where.open || [...where.declarations].some((id) => wanted.has(id));
    });
    return found.length > 0 ? found : undefined;
  };
  const guarded = (each: Resource): readonly Resource[] | undefined => {
    if (each.kind === "azure.network.interface") return [each];
    if (each.kind === "azure.network.virtual-network")
      return within({ ...mentionsOf(), declarations: new Set(each.declarations) });
    const one = mentionsOf(each.attributes.get("interface"));
    if (one.declarations.size === 0) return within(mentionsOf(each.attributes.get("subnet")));
    const its = interfaces.filter((other) => names(one, other));
    return its.length > 0 ? its : undefined;
  };
  // What these let in reaches machines without addresses of their own.
  const relays = present("azure.network.relay");
  return (group) => {
    if (handedOut.open || names(handedOut, group)) return "open";
    const attached = [...joins, ...networks, ...interfaces, ...relays].filter((each) => {
      const mentioned = mentionsOf(each.attributes.get("group"));
      return mentioned.open || names(mentioned, group);
    });
    const isInside = attached.every((each) => guarded(each)?.every(isWithoutAddress));
    if (attached.length === 0) return "unheld";
    return relays.length === 0 && isInside ? "inside" : "open";
  };
}

function subnetsOf(one: Resource): Mentions {
  const { rules } = itemsOf(one, "configurations");
  return mentionsOf(...rules.map((each) => each.get("subnet")));
}

/** No configuration of the interface has a public address, nor does a balancer hand anything on to it. */
function isWithoutAddress(resource: Resource): boolean {
  const { rules, more } = itemsOf(resource, "configurations");
  return (
    !more &&
    rules.length > 0 &&
    rules.every((each) =>
      ["public-address", "balancers", "ports"].every((name) => each.get(name).state === "absent"),
    )
  );
}
