// Rules of AWS security groups, inside the group or on their own. They only allow, so none closes another.

import type { Reason, Value } from "../../expressions/value.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import { awsNarrow, awsPortsValue, awsTraffic } from "./aws-traffic.ts";
import type { Fields } from "./fields.ts";
import { fieldsOf, itemsOf } from "./fields.ts";
import { referred } from "./groups.ts";
import type { Networks } from "./networks.ts";
import type { Opened } from "./opening.ts";
import type { Segment } from "./rule.ts";
import { wordOf, writtenSources } from "./rule.ts";
import type { WrittenSource } from "./sources.ts";
import { readSources } from "./sources.ts";

export function securityGroupOpenings(model: Model, networks: Networks): readonly Opened[] {
  const groups = ofKind(model, "aws.ec2.security-group").filter((each) => each.exists !== "no");
  const inside = groups.flatMap((group): Opened[] => {
    const segment = segmentOf(group);
    const { rules, more } = itemsOf(group, "ingress");
    const opened = rules.map((fields) => openedBy(fields, segment, networks));
    return more && !isRead(model, group) ? [...opened, unknownRules(group, segment, more)] : opened;
  });
  const apart = ofKind(model, "aws.ec2.security-group-rule").flatMap((resource): Opened[] => {
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
        direction.word === undefined ? (direction.reason ?? { kind: "missing" }) : undefined,
      ),
    ];
  });
  return [...inside, ...apart];
}

function segmentOf(group: Resource): Segment {
  return { name: group.name, kind: "security group", id: group.id, at: group.at };
}

/** What is only read says nothing of its rules here. */
export function isRead(model: Model, resource: Resource): boolean {
  return model.declarations.some((each) => each.id === resource.id && each.existing === true);
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

function openedBy(fields: Fields, segment: Segment, networks: Networks, doubt?: Reason): Opened {
  const owner = fields.get("source-group-owner");
  const read = fieldForms.map(([field, form]) => writtenSources(fields, field, form));
  const written = read.flatMap(({ sources }) =>
    sources.map((each) => (each.form === "group" ? { ...each, owner } : each)),
  );
  const self = fields.get("self");
  if (wordOf(self).word === "true")
    written.push({ value: self, field: "self", form: "group", owner });
  const more = read.find((each) => each.more)?.more;
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
