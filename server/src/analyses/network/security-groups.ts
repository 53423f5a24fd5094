// Rules of AWS security groups, inside the group or on their own. They only allow, so none closes another.

import type { Reason, Value } from "../../expressions/value.ts";
import { keeper } from "../../model/kept.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { declarationOf, ofKind } from "../../model/resource.ts";
import { awsNarrow, awsPortsValue, awsTraffic } from "./aws-traffic.ts";
import type { Fields } from "./fields.ts";
import { fieldsOf, itemsOf } from "./fields.ts";
import { referred } from "./groups.ts";
import type { Networks } from "./networks.ts";
import type { Opened } from "./opening.ts";
import type { PrefixLists } from "./prefix-lists.ts";
import { prefixListsOf } from "./prefix-lists.ts";
import type { Segment } from "./rule.ts";
import { wordOf, writtenSources } from "./rule.ts";
import type { WrittenSource } from "./sources.ts";
import { readSources } from "./sources.ts";

export function securityGroupOpenings(model: Model, networks: Networks): readonly Opened[] {
  const lists = prefixListsOf(model);
  const groups = ofKind(model, "aws.ec2.security-group").filter((each) => each.exists !== "no");
  const inside = groups.flatMap((group): Opened[] => {
    const segment = segmentOf(group);
    const { rules, more } = itemsOf(group, "ingress");
    const opened = keptOpened(group, [networks, lists], () =>
      rules.map((fields) => openedBy(fields, segment, networks, lists)),
    );
    // What is only read says nothing of its rules here.
    if (!more || declarationOf(model, group.id)?.existing) return [...opened];
    return [...opened, unknownRules(group, segment, more)];
  });
  const apart = ofKind(model, "aws.ec2.security-group-rule").flatMap((resource): Opened[] => {
    if (resource.exists === "no") return [];
    const fields = fieldsOf(resource);
    const direction = wordOf(fields.get("direction"));
    if (direction.word !== undefined && direction.word !== "ingress") return [];
    const group = referred(fields.get("security-group"), groups);
    const segment = group
      ? segmentOf(group)
      : { name: resource.name, kind: "security group" as const, at: resource.at };
    return [
      openedBy(
        fields,
        segment,
        networks,
        lists,
        direction.word === undefined ? (direction.reason ?? { kind: "missing" }) : undefined,
      ),
    ];
  });
  return [...inside, ...apart];
}

const keptOpened = keeper<readonly Opened[]>();

function segmentOf(group: Resource): Segment {
  return { name: group.name, kind: "security group", id: group.id, at: group.at };
}

function unknownRules(group: Resource, segment: Segment, reason: Reason): Opened {
  const value: Value = group.attributes.get("ingress") ?? {
    state: "unknown",
    reason,
    at: group.at,
    via: [],
  };
  return { unknown: reason, key: `${group.id} ingress`, owner: group, segment, at: value.at };
}

const fieldForms: readonly (readonly [field: string, form: WrittenSource["form"]])[] = [
  ["cidr-blocks", "address"],
  ["ipv6-cidr-blocks", "address"],
  ["source-groups", "group"],
  ["prefix-lists", "elsewhere"],
];

function openedBy(
  fields: Fields,
  segment: Segment,
  networks: Networks,
  lists: PrefixLists,
  doubt?: Reason,
): Opened {
  const owner = fields.get("source-group-owner");
  const read = fieldForms.map(([field, form]) => writtenSources(fields, field, form));
  const expanded = read.flatMap(({ sources }) =>
    sources.map((each) => (each.form === "elsewhere" ? lists.expand(each) : { sources: [each] })),
  );
  const written = expanded.flatMap(({ sources }) =>
    sources.map((each) => (each.form === "group" ? { ...each, owner } : each)),
  );
  const self = fields.get("self");
  if (wordOf(self).word === "true")
    written.push({ value: self, field: "self", form: "group", owner });
  const more = [...read, ...expanded].find((each) => each.more)?.more;
  return {
    rule: {
      fields,
      segment,
      exists: fields.owner.exists,
      sources: readSources(written, networks),
      ...(more ? { moreSources: more } : {}),
      traffic: awsTraffic(fields),
      ports: awsPortsValue(fields),
      ...(doubt ? { doubt } : {}),
      narrow: awsNarrow,
    },
  };
}
