// Whether what stands behind a segment is reached from the Internet at all, as far as the unit shows it.

import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import { exposures } from "./attachments.ts";
import { azureExposures } from "./azure-attachments.ts";
import type { Mentions } from "./mentions.ts";
import { mentionsOf, names } from "./mentions.ts";
import type { Segment } from "./rule.ts";
import type { Family, Subnets, View } from "./subnets.ts";
import { subnetsOf } from "./subnets.ts";

/**
 * unheld: nothing has the group yet, and no other unit is given it. handed-on: an output gives it to others. inside: nothing that has the group has a public address, or no route leads to the subnets of the list.
 * no-ipv4: the same, save that it may be reached over IPv6, of which all addresses are public.
 * no-route-here: no route that is here leads to the subnets of the list; others may add one, or a subnet.
 * listeners: load balancers have it, which answer on their listeners. Undefined: it is reached, or may be.
 */
export type Reach =
  | "unheld"
  | "handed-on"
  | "inside"
  | "no-ipv4"
  | "no-route-here"
  | "listeners"
  | undefined;

/** How a sentence about an opening goes on. */
export function reachWords(reach: Reach, kind: Segment["kind"]): string {
  switch (reach) {
    case "unheld":
      return "; nothing here has it yet";
    case "handed-on":
      return "; nothing here has it, an output hands it on";
    case "inside":
    case "no-ipv4":
      return kind === "network ACL"
        ? "; no route leads from there to its subnets"
        : "; nothing that has it here has a public address";
    case "no-route-here":
      return "; no route here leads from there to its subnets";
    case "listeners":
      return "; the load balancers that have it answer on their listeners alone";
    case undefined:
      return "";
  }
}

/** Worked out for the segments that are asked for. */
export function reachOf(model: Model): (segment: Segment) => Reach {
  const known = new Map<string, Reach>();
  let of: ((segment: Segment) => Reach) | undefined;
  return (segment) => {
    if (segment.id === undefined) return undefined;
    if (!known.has(segment.id)) {
      of ??= reaching(model);
      known.set(segment.id, of(segment));
    }
    return known.get(segment.id);
  };
}

function reaching(model: Model): (segment: Segment) => Reach {
  const handedOut = mentionsOf(...(model.handedOut ?? []));
  const subnets = subnetsOf(model, handedOut);
  const ofGroup = exposures(model, subnets, handedOut);
  const ofAzureGroup = azureExposures(model, handedOut);
  return ({ kind, id }) => {
    const resource = ofKind(model, kinds[kind]).find((each) => each.id === id);
    if (!resource) return undefined;
    const found =
      kind === "security group"
        ? ofGroup(resource)
        : kind === "network ACL"
          ? ofList(resource, model, subnets, handedOut)
          : ofAzureGroup(resource);
    return found === "open" ? undefined : found;
  };
}

const kinds: Readonly<Record<Segment["kind"], string>> = {
  "security group": "aws.ec2.security-group",
  "network ACL": "aws.ec2.network-acl",
  "network security group": "azure.network.network-security-group",
};

/** What of the Internet reaches the subnets of the list; all of these have to be known. */
function ofList(
  list: Resource,
  model: Model,
  subnets: Subnets,
  handedOut: Mentions,
): "inside" | "no-ipv4" | "no-route-here" | "open" {
  const apart = ofKind(model, "aws.ec2.network-acl-association").filter(
    (each) => each.exists !== "no" && names(mentionsOf(each.attributes.get("network-acl")), list),
  );
  const those = [
    list.attributes.get("subnets"),
    ...apart.map((each) => each.attributes.get("subnet")),
  ]
    .filter((each) => each !== undefined && each.state !== "absent")
    .map(subnets.named);
  const isPrivate = (view: View, family?: Family) =>
    those.length > 0 &&
    those.every((each) =>
      each?.every((subnet) => subnets.isPrivate(subnet, view, family) === "yes"),
    );
  if (!handedOut.open && !names(handedOut, list)) {
    if (isPrivate("whatever others add")) return "inside";
    if (isPrivate("whatever others add", 4)) return "no-ipv4";
  }
  return isPrivate("as it is here") ? "no-route-here" : "open";
}
