// What has a network security group of Azure, and whether any of it has a public address. Doubt is "open".

import type { Value } from "../../expressions/value.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import { itemsOf } from "./fields.ts";
import type { Mentions } from "./mentions.ts";
import { mentionsOf, names } from "./mentions.ts";

/** Asked for each group that lets the Internet in; `handedOut` names what others may use. */
export function azureExposures(
  model: Model,
  handedOut: Mentions,
): (group: Resource) => "inside" | "open" {
  const present = (kind: string) => ofKind(model, kind).filter((each) => each.exists !== "no");
  const joins = present("azure.network.group-association");
  const interfaces = present("azure.network.interface");
  // What these let in reaches machines without addresses of their own.
  const relays = present("azure.network.relay").length > 0;
  const groupOf = (resource: Resource) => mentionsOf(resource.attributes.get("group"));
  return (group) => {
    if (relays || handedOut.open || names(handedOut, group)) return "open";
    const attached = [...joins, ...present("azure.network.virtual-network"), ...interfaces].filter(
      (each) => names(groupOf(each), group) || groupOf(each).open,
    );
    const its = attached.flatMap((each): readonly Resource[] => {
      if (each.kind === "azure.network.interface") return [each];
      const mentioned = mentionsOf(each.attributes.get("interface"));
      return interfaces.filter((one) => names(mentioned, one));
    });
    // Of a subnet nobody knows what else is put into it.
    const all =
      attached.length > 0 &&
      attached.every(
        (each) =>
          each.kind === "azure.network.interface" ||
          mentionsOf(each.attributes.get("interface")).declarations.size > 0,
      );
    return all && its.length >= attached.length && its.every(isInside) ? "inside" : "open";
  };
}

/** No configuration of the interface has a public address. */
function isInside(resource: Resource): boolean {
  const { rules, more } = itemsOf(resource, "configurations");
  const isWithout = (value: Value) => value.state === "absent";
  return (
    !more &&
    rules.length > 0 &&
    rules.every(
      (each) =>
        isWithout(each.get("public-address")) &&
        isWithout(each.get("balancers")) &&
        isWithout(each.get("ports")),
    )
  );
}
