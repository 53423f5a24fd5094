// Grants through sharing: images, snapshots, documents and resource shares given to other accounts.

import type { Value } from "../../expressions/value.ts";
import { effective, items, textValue, wholeText } from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { Model, Resource, Target } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import { isDeployed } from "./deployed.ts";
import type { Directory } from "./directory.ts";
import { grant, someEnded, whenValue } from "./grant.ts";
import type { Party } from "./parties.ts";
import { anyone, awsPrincipalParty, organizationParty } from "./parties.ts";
import { sharedThing } from "./shared-thing.ts";
import { inside } from "./use-place.ts";

interface Sharing {
  readonly kind: string;
  readonly noun: string;
  /** The attribute that names the thing, where the sharing is written apart. */
  readonly of?: string;
  /** Attributes that hold accounts, groups and organisations. */
  readonly to: readonly string[];
  /** Whoever is let in has to ask: that anyone may is a matter of how the answer is given. */
  readonly asks?: true;
}

const sharings: readonly Sharing[] = [
  {
    kind: "aws.ec2.image-permission",
    noun: "image",
    of: "of",
    to: ["account", "group", "organization"],
  },
  { kind: "aws.ec2.snapshot-permission", noun: "snapshot", of: "of", to: ["account"] },
  { kind: "aws.rds.snapshot", noun: "snapshot", to: ["accounts"] },
  { kind: "aws.ssm.document", noun: "document", to: ["accounts"] },
  { kind: "aws.kms.grant", noun: "key", of: "of", to: ["grantee"] },
  { kind: "aws.ram.share", noun: "share", to: ["principals"] },
  { kind: "aws.ram.principal", noun: "share", of: "of", to: ["principal"] },
  {
    kind: "aws.ec2.endpoint-service",
    noun: "endpoint service",
    to: ["allowed-principals"],
    asks: true,
  },
  {
    kind: "aws.ec2.endpoint-service-permission",
    noun: "endpoint service",
    of: "of",
    to: ["principals"],
    asks: true,
  },
];

export function sharingGrants(
  model: Model,
  directory: Directory,
  context: AnalysisContext,
): readonly Resource[] {
  return sharings.flatMap((sharing) =>
    ofKind(model, sharing.kind).flatMap((resource) => {
      if (!isDeployed(resource, model)) return [];
      const thing = sharedThing(resource, sharing.of, model);
      return sharing.to.flatMap((name) => {
        const all = receivers(resource.attributes.get(name));
        return all.flatMap((value, index) => {
          const party = partyOf(value, directory);
          if (sharing.asks && !("unknown" in party) && party.kind === "anyone") return [];
          const subject = `${sharing.noun} ${thing.name}`;
          const alone = all.length === 1;
          const shared = { resource, sharing, value, alone, subject, cause: thing.id };
          return [sharingGrant(shared, `${name}/${index}`, party, context)];
        });
      });
    }),
  );
}

function receivers(value: Value | undefined): readonly Value[] {
  if (!value) return [];
  const decided = effective(value);
  if (decided.state === "absent") return [];
  return decided.state === "unknown" ? [decided] : items(decided);
}

/** An account, everybody, or a part of an organisation by its ARN. */
function partyOf(value: Value, directory: Directory): Party {
  const text = wholeText(value);
  if (text !== undefined && /^(?:all|\*)$/i.test(text)) return anyone;
  // A document lists its accounts between commas.
  const first = text?.split(",")[0]?.trim() ?? "";
  if (/^\d{12}$/.test(first))
    return awsPrincipalParty(textValue(first, value.at, value.via), directory);
  const organization = /^arn:[^:]*:organizations::\d*:(?:organization|ou)\/(o-[a-z0-9]+)/.exec(
    text ?? "",
  )?.[1];
  return organization === undefined
    ? awsPrincipalParty(value, directory)
    : organizationParty(textValue(organization, value.at, value.via), directory);
}

interface Shared {
  readonly resource: Resource;
  readonly sharing: Sharing;
  readonly value: Value;
  /** Nobody else is named beside. */
  readonly alone: boolean;
  readonly subject: string;
  readonly cause: string;
}

function sharingGrant(
  { resource, sharing, value, alone, subject, cause }: Shared,
  id: string,
  party: Party,
  context: AnalysisContext,
): Resource {
  return grant({
    id: `${resource.id}/${id}`,
    name: resource.name,
    declarations: resource.declarations,
    at: resource.at,
    exists: resource.exists,
    party,
    principal: value,
    principalPlace: value.at,
    today: context.today,
    someEnded: someEnded(context),
    customer: context.customer,
    causeOf: cause,
    values: {
      through: textValue("share", value.at),
      subject: textValue(subject, resource.at),
      "resource-kind": textValue(sharing.noun, resource.at),
      scope: textValue("resource", resource.at),
    },
    targets: { present: presentTargets(sharing, resource, value, alone) },
  });
}

/** What is there to share with one receiver goes; of several receivers one does. */
function presentTargets(
  { of }: Sharing,
  resource: Resource,
  value: Value,
  alone: boolean,
): readonly Target[] {
  if (of !== undefined && alone)
    return [whenValue("false", { at: resource.at, operation: { is: "remove" } })];
  const written =
    value.state === "known" && value.via.length === 0 && inside(value.at, resource.at);
  if (!written || wholeText(value)?.includes(",") === true) return [];
  return [whenValue("false", { at: value.at, operation: { is: "remove" } })];
}
