// Expands tables, layers and nested applications; what it does not know stays as it is written.

import { expandCapacityProvider } from "./capacity-provider.ts";
import { objectOf } from "./code.ts";
import type { Draft } from "./draft.ts";
import { member } from "./draft.ts";
import type { Expansion, Resource } from "./expansion.ts";
import { add, hashOf, refuse, resolved } from "./expansion.ts";
import { expandGraphQl } from "./graphql.ts";
import { asMap, at, callOf, canonical, dataOf, isEmpty, members, textAt } from "./look.ts";
import { tagList } from "./tags.ts";
import { expandWebSocketApi } from "./websocket-api.ts";

export function expandOther(x: Expansion, resource: Resource): void {
  switch (resource.type) {
    case "AWS::Serverless::SimpleTable":
      table(x, resource);
      return;
    case "AWS::Serverless::LayerVersion":
      layer(x, resource);
      return;
    case "AWS::Serverless::Application":
      application(x, resource);
      return;
    case "AWS::Serverless::WebSocketApi":
      expandWebSocketApi(x, resource);
      return;
    case "AWS::Serverless::CapacityProvider":
      expandCapacityProvider(x, resource);
      return;
    case "AWS::Serverless::GraphQLApi":
      expandGraphQl(x, resource);
      return;
    default:
  }
}

function table(x: Expansion, resource: Resource): void {
  const { id, properties, origin, attributes, entry } = resource;
  const key = at(properties, "PrimaryKey");
  const name = at(key, "Name") ?? "id";
  if (key && (!at(key, "Name") || !at(key, "Type")))
    refuse(x, key.range, "The serverless transform refuses this: PrimaryKey needs Name and Type.");
  const type = key ? keyTypes.get(textAt(key, "Type") ?? "") : "S";
  if (key && type === undefined)
    refuse(
      x,
      key.range,
      "The serverless transform refuses this: the Type of a PrimaryKey is String, Number or Binary.",
    );
  const throughput = at(properties, "ProvisionedThroughput");
  const tags = at(properties, "Tags");
  add(x, {
    id,
    type: "AWS::DynamoDB::Table",
    origin,
    entry,
    attributes: [...members(entry.value).filter(({ key: each }) => kept.has(each)), ...attributes],
    properties: {
      AttributeDefinitions: [{ AttributeName: name, AttributeType: type }],
      KeySchema: [{ AttributeName: name, KeyType: "HASH" }],
      ProvisionedThroughput: throughput,
      BillingMode: throughput ? undefined : "PAY_PER_REQUEST",
      TableName: at(properties, "TableName"),
      SSESpecification: at(properties, "SSESpecification"),
      PointInTimeRecoverySpecification: at(properties, "PointInTimeRecoverySpecification"),
      Tags: tags ? tagList(tags, false) : undefined,
    },
  });
}

const kept = new Set(["Metadata", "DependsOn"]);

const keyTypes: ReadonlyMap<string, string> = new Map([
  ["String", "S"],
  ["Number", "N"],
  ["Binary", "B"],
]);

/** A layer gets a new name with its contents, and references follow it. */
function layer(x: Expansion, resource: Resource): void {
  const { id, properties, origin, attributes, entry } = resource;
  const uri = at(properties, "ContentUri");
  if (!uri) return;
  const name = `${id}${hashOf(canonical(dataOf(properties)))}`;
  x.output.delete(id);
  x.names.set(id, name);
  const retention = textAt(properties, "RetentionPolicy");
  add(x, {
    id: name,
    type: "AWS::Lambda::LayerVersion",
    origin,
    entry,
    attributes: [
      ...attributes.filter(({ key }) => key !== "DeletionPolicy"),
      member("DeletionPolicy", retention === "Delete" ? "Delete" : "Retain", origin),
    ],
    properties: {
      ...passed(resource, [
        "CompatibleArchitectures",
        "CompatibleRuntimes",
        "Description",
        "LicenseInfo",
      ]),
      Content: objectOf(uri),
      LayerName: at(properties, "LayerName") ?? id,
    },
  });
}

function application(x: Expansion, resource: Resource): void {
  const { id, properties, origin, attributes, entry } = resource;
  const location = at(properties, "Location");
  for (const name of ["ApplicationId", "SemanticVersion"])
    if (asMap(location) && !callOf(location) && isEmpty(at(location, name)))
      refuse(
        x,
        entry.keyRange,
        `The serverless transform refuses this: Location of an application needs ${name}.`,
      );
  // An application of the repository gets its address from there.
  const isFile = location && (location.kind === "string" || callOf(location));
  add(x, {
    id,
    type: "AWS::CloudFormation::Stack",
    origin,
    entry,
    attributes,
    properties: {
      ...passed(resource, ["NotificationARNs", "Parameters", "TimeoutInMinutes"]),
      TemplateURL: isFile ? location : undefined,
      Tags: [
        ...tagList(undefined),
        ...(isFile
          ? []
          : [
              {
                Key: "serverlessrepo:applicationId",
                Value: resolved(x, at(location, "ApplicationId")),
              },
              {
                Key: "serverlessrepo:semanticVersion",
                Value: resolved(x, at(location, "SemanticVersion")),
              },
            ]),
        ...tagList(at(properties, "Tags"), false),
      ],
    },
  });
}

/** Those of the properties that are there, as they are. */
export function passed(
  { properties }: Resource,
  names: readonly string[],
): { readonly [key: string]: Draft | undefined } {
  return Object.fromEntries(
    names.map((name) => [name, at(properties, name)]).filter(([, value]) => value !== undefined),
  );
}
