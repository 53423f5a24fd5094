// Rules of Azure network security groups, inside the group or on their own; the lowest priority number decides.

import type { Truth } from "../../expressions/truth.ts";
import { truth } from "../../expressions/truth.ts";
import type { Reason } from "../../expressions/value.ts";
import { effective } from "../../expressions/value.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { declarationOf, ofKind } from "../../model/resource.ts";
import { azurePortsValue, azureTraffic } from "./azure-traffic.ts";
import type { Fields } from "./fields.ts";
import { fieldsOf, itemsOf } from "./fields.ts";
import type { Destination, Ordered } from "./first-match.ts";
import { stillOpen } from "./first-match.ts";
import { isOf, referred } from "./groups.ts";
import type { Networks } from "./networks.ts";
import type { Opened } from "./opening.ts";
import type { NarrowStep, Segment } from "./rule.ts";
import { numberOf, wordOf, writtenSources } from "./rule.ts";
import { readSources } from "./sources.ts";

/** Priorities go from 100 to 4096 and are unique, so a deny with the last one comes before nothing. */
const lastPriority = 4096;

export function networkSecurityGroupOpenings(model: Model, networks: Networks): readonly Opened[] {
  const groups = ofKind(model, "azure.network.network-security-group").filter(
    (each) => each.exists !== "no",
  );
  const byGroup = new Map<string, Ordered[]>();
  const openings: Opened[] = [];
  const add = (group: string, rule: Ordered | undefined): void => {
    if (!rule) return;
    const rules = byGroup.get(group);
    if (rules) rules.push(rule);
    else byGroup.set(group, [rule]);
  };
  for (const group of groups) {
    const segment: Segment = {
      name: group.name,
      kind: "network security group",
      id: group.id,
      at: group.at,
    };
    const { rules, more } = itemsOf(group, "rules");
    for (const fields of rules) add(group.id, ruleOf(fields, segment, networks));
    const read = declarationOf(model, group.id)?.existing === true;
    if (more && !read)
      openings.push({
        unknown: more,
        key: `${group.id} rules`,
        owner: group,
        segment,
        at: group.attributes.get("rules")?.at ?? group.at,
      });
  }
  for (const resource of ofKind(model, "azure.network.security-rule")) {
    if (resource.exists === "no") continue;
    const fields = fieldsOf(resource);
    const group = groupOf(resource, fields, groups, model);
    const segment: Segment = group
      ? { name: group.name, kind: "network security group", id: group.id, at: group.at }
      : { name: unseenName(resource, fields), kind: "network security group", at: resource.at };
    add(segment.id ?? unseenKey(resource, fields), ruleOf(fields, segment, networks));
  }
  for (const rules of byGroup.values()) {
    for (const rule of rules) {
      if (rule.denies === "yes") continue;
      openings.push({
        rule: rule.rule,
        open: (source) => stillOpen(rule, source, rules, lastPriority),
      });
    }
  }
  return openings;
}

/** ARM and Bicep nest the rule or name it `group/rule`; Terraform refers to the group's name. */
function groupOf(
  resource: Resource,
  fields: Fields,
  groups: readonly Resource[],
  model: Model,
): Resource | undefined {
  const parent = declarationOf(model, resource.id)?.parent;
  if (parent !== undefined) return groups.find((group) => isOf(parent, group));
  const named = referred(fields.get("group"), groups);
  if (named) return named;
  const [group, rule] = (wordOf(fields.get("name")).word ?? "").split("/");
  return rule === undefined
    ? undefined
    : groups.find(
        (each) => wordOf(each.attributes.get("name") ?? fields.get("name")).word === group,
      );
}

function unseenName(resource: Resource, fields: Fields): string {
  const { word } = wordOf(fields.get("group"));
  return word ?? resource.name;
}

/** Rules of a group that is not in view are one group's where they name it in the same words. */
function unseenKey(resource: Resource, fields: Fields): string {
  const { word, reason } = wordOf(fields.get("group"));
  return `unseen ${word ?? (reason ? JSON.stringify(reason) : resource.id)}`;
}

const narrow: readonly NarrowStep[] = [{ field: "port" }, { field: "ports", removed: true }];

function ruleOf(fields: Fields, segment: Segment, networks: Networks): Ordered | undefined {
  const direction = wordOf(fields.get("direction"));
  if (direction.word !== undefined && direction.word !== "inbound") return undefined;
  const access = wordOf(fields.get("access"));
  const doubt = doubtOf(direction) ?? doubtOf(access);
  const single = writtenSources(fields, "source", "address");
  const several = writtenSources(fields, "sources", "address");
  const groups = writtenSources(fields, "source-groups", "group");
  const more = several.more ?? groups.more;
  const destination = destinationOf(fields);
  const { number } = numberOf(fields.get("priority"));
  const denies: Truth = doubt
    ? access.word === "allow"
      ? "no"
      : "unknown"
    : truth(access.word === "deny");
  return {
    rule: {
      fields,
      segment,
      exists: fields.owner.exists,
      sources: readSources([...single.sources, ...several.sources, ...groups.sources], networks),
      ...(more ? { moreSources: more } : {}),
      traffic: azureTraffic(fields),
      ports: azurePortsValue(fields),
      ...(doubt ? { doubt } : {}),
      narrow,
    },
    denies,
    order: number,
    ...(destination ? { destination } : {}),
    fromSomePorts: sourcePorts(fields),
  };
}

function doubtOf(word: { readonly word?: string; readonly reason?: Reason }): Reason | undefined {
  return word.word === undefined ? (word.reason ?? { kind: "missing" }) : undefined;
}

/** Undefined for everything behind the group: what comes in goes to the virtual network. */
function destinationOf(fields: Fields): Destination | undefined {
  const groups = effective(fields.get("destination-groups"));
  const written = [
    ...writtenSources(fields, "destination", "address").sources,
    ...writtenSources(fields, "destinations", "address").sources,
  ];
  const words = written.map((each) => wordOf(each.value).word);
  if (
    words.includes("*") ||
    words.includes("any") ||
    words.includes("virtualnetwork") ||
    words.includes("0.0.0.0/0")
  )
    return undefined;
  if (
    written.length === 0 &&
    groups.state === "absent" &&
    effective(fields.get("destinations")).state !== "unknown"
  )
    return undefined;
  if (groups.state !== "absent" || words.includes(undefined)) return {};
  const sources = readSources(written, {
    partyOf: () => undefined,
    partyOfAccount: () => undefined,
  });
  const text = words.join(",");
  return sources.every((each) => each.ranges.length > 0)
    ? { ranges: sources.flatMap((each) => each.ranges), text }
    : { text };
}

function sourcePorts(fields: Fields): Truth {
  const written = [
    ...writtenSources(fields, "source-port", "address").sources,
    ...writtenSources(fields, "source-ports", "address").sources,
  ];
  if (written.length === 0)
    return effective(fields.get("source-ports")).state === "unknown" ? "unknown" : "no";
  const words = written.map((each) => wordOf(each.value).word);
  if (words.some((word) => word === "*" || word === "0-65535")) return "no";
  return words.includes(undefined) ? "unknown" : "yes";
}
