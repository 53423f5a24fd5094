// Entries of AWS network ACLs, inside the list or on their own; the lowest number that matches decides.

import type { Truth } from "../../expressions/truth.ts";
import { not, truth } from "../../expressions/truth.ts";
import type { Reason } from "../../expressions/value.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import { awsNarrow, awsPortsValue, awsTraffic } from "./aws-traffic.ts";
import type { Fields } from "./fields.ts";
import { fieldsOf, itemsOf } from "./fields.ts";
import type { Ordered } from "./first-match.ts";
import { stillOpen } from "./first-match.ts";
import { referred } from "./groups.ts";
import type { Networks } from "./networks.ts";
import type { Opened } from "./opening.ts";
import type { Segment } from "./rule.ts";
import { numberOf, wordOf, writtenSources } from "./rule.ts";
import { readSources } from "./sources.ts";

/** Numbers of one's own end at 32766; after them comes the `*` that denies. */
const lastNumber = 32_767;

export function networkAclOpenings(model: Model, networks: Networks): readonly Opened[] {
  const lists = ofKind(model, "aws.ec2.network-acl").filter((each) => each.exists !== "no");
  const byList = new Map<string, Ordered[]>();
  const openings: Opened[] = [];
  const add = (list: string, entry: Ordered): void => {
    const entries = byList.get(list);
    if (entries) entries.push(entry);
    else byList.set(list, [entry]);
  };
  for (const list of lists) {
    const { rules, more } = itemsOf(list, "ingress");
    const segment = segmentOfList(list);
    for (const fields of rules) add(list.id, entryOf(fields, segment, networks, "no"));
    if (more)
      openings.push({
        unknown: more,
        key: `${list.id} ingress`,
        owner: list,
        segment,
        at: list.attributes.get("ingress")?.at ?? list.at,
      });
  }
  for (const resource of ofKind(model, "aws.ec2.network-acl-rule")) {
    if (resource.exists === "no") continue;
    const fields = fieldsOf(resource);
    const egress = wordOf(fields.get("egress"));
    if (egress.word === "true") continue;
    const segment = segmentOf(resource, fields, lists);
    add(
      segment.id ?? unlisted(fields),
      entryOf(
        fields,
        segment,
        networks,
        egress.word === undefined ? "unknown" : "no",
        egress.reason,
      ),
    );
  }
  for (const entries of byList.values()) {
    for (const entry of entries) {
      if (entry.denies === "yes") continue;
      openings.push({
        rule: entry.rule,
        open: (source) => stillOpen(entry, source, entries, lastNumber),
      });
    }
  }
  return openings;
}

function segmentOf(resource: Resource, fields: Fields, lists: readonly Resource[]): Segment {
  const list = referred(fields.get("network-acl"), lists);
  return list ? segmentOfList(list) : { name: resource.name, kind: "network ACL", at: resource.at };
}

function segmentOfList({ name, id, at, attributes }: Resource): Segment {
  const adopts = attributes.get("adopts");
  const isAdopted = adopts !== undefined && adopts.state !== "absent";
  return { name, kind: "network ACL", id, at, ...(isAdopted ? { adopted: true } : {}) };
}

/** Entries of a list that is not in view are one list where they name it in the same words. */
function unlisted(fields: Fields): string {
  const { word, reason } = wordOf(fields.get("network-acl"));
  return `unlisted ${word ?? (reason ? JSON.stringify(reason) : fields.key)}`;
}

function entryOf(
  fields: Fields,
  segment: Segment,
  networks: Networks,
  leaves: Truth,
  doubt?: Reason,
): Ordered {
  const action = wordOf(fields.get("action"));
  const { number } = numberOf(fields.get("number"));
  const written = [
    ...writtenSources(fields, "cidr-block", "address").sources,
    ...writtenSources(fields, "ipv6-cidr-block", "address").sources,
  ];
  const uncertain =
    doubt ?? (action.word === undefined ? (action.reason ?? { kind: "missing" }) : undefined);
  const denies = action.word === undefined ? "unknown" : truth(action.word === "deny");
  return {
    rule: {
      fields,
      segment,
      exists: fields.owner.exists,
      sources: readSources(written, networks),
      traffic: awsTraffic(fields),
      ports: awsPortsValue(fields),
      ...(uncertain ? { doubt: uncertain } : {}),
      narrow: awsNarrow,
    },
    // An entry that may be for the way out closes nothing for certain.
    denies: denies === "yes" && not(leaves) === "unknown" ? "unknown" : denies,
    order: number,
    fromSomePorts: "no",
  };
}
