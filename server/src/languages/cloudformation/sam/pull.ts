// Events that a function reads for itself: queues, streams and brokers, with what its role needs for them.

import type { DataNode } from "../../../syntax/node.ts";
import { literalText } from "../template.ts";
import { policyFor } from "./destinations.ts";
import type { Draft } from "./draft.ts";
import { made } from "./draft.ts";
import type { Event } from "./events.ts";
import type { Expansion } from "./expansion.ts";
import { add, refuse } from "./expansion.ts";
import { asList, asMap, at, callOf, isEmpty, isTrue, members, textAt } from "./look.ts";
import { addManaged, addPolicy, awsManaged, type RoleDraft } from "./role.ts";

/** The property that names the source, and the managed policy that the role gets. */
export const pullTypes: ReadonlyMap<
  string,
  { readonly source?: string; readonly managed?: string }
> = new Map([
  ["Kinesis", { source: "Stream", managed: "AWSLambdaKinesisExecutionRole" }],
  ["DynamoDB", { source: "Stream", managed: "AWSLambdaDynamoDBExecutionRole" }],
  ["SQS", { source: "Queue", managed: "AWSLambdaSQSQueueExecutionRole" }],
  ["MSK", { source: "Stream", managed: "AWSLambdaMSKExecutionRole" }],
  ["MQ", { source: "Broker" }],
  ["SelfManagedKafka", {}],
  ["DocumentDB", { source: "Cluster" }],
]);

/** Properties that a mapping takes over as they are. */
const taken = [
  "StartingPosition",
  "StartingPositionTimestamp",
  "BatchSize",
  "Enabled",
  "MaximumBatchingWindowInSeconds",
  "MaximumRetryAttempts",
  "BisectBatchOnFunctionError",
  "MaximumRecordAgeInSeconds",
  "ParallelizationFactor",
  "Topics",
  "Queues",
  "SourceAccessConfigurations",
  "TumblingWindowInSeconds",
  "FunctionResponseTypes",
  "FilterCriteria",
  "KmsKeyArn",
  "ScalingConfig",
  "ProvisionedPollerConfig",
  "MetricsConfig",
  "LoggingConfig",
];

export function pullEvent(x: Expansion, event: Event, role: RoleDraft): void {
  const { properties, origin } = event;
  const type = pullTypes.get(event.type);
  if (!type) return;
  checkPull(x, event);
  const servers = at(properties, "KafkaBootstrapServers");
  const failure = at(properties, "DestinationConfig", "OnFailure");
  mapping(x, event, event.id, {
    EventSourceArn: type.source === undefined ? undefined : at(properties, type.source),
    ...Object.fromEntries(taken.map((name) => [name, at(properties, name)])),
    SelfManagedEventSource: isEmpty(servers)
      ? undefined
      : { Endpoints: { KafkaBootstrapServers: servers } },
    DestinationConfig: failure
      ? {
          OnFailure: Object.fromEntries(
            members(failure)
              .filter(({ key }) => key !== "Type")
              .map(({ key, value }) => [key, value]),
          ),
        }
      : at(properties, "DestinationConfig"),
    ...kafkaConfig(event),
    DocumentDBEventSourceConfig:
      event.type === "DocumentDB"
        ? {
            DatabaseName: at(properties, "DatabaseName"),
            CollectionName: at(properties, "CollectionName"),
            FullDocument: at(properties, "FullDocument"),
          }
        : undefined,
  });
  if (type.managed !== undefined)
    addManaged(role, made(awsManaged(`service-role/${type.managed}`), origin));
  const own = ownPolicy(x, event);
  if (own) addPolicy(role, made(own, origin));
  const sort = textAt(failure, "Type");
  const address = at(failure, "Destination");
  if (sort !== undefined && !["SQS", "SNS", "S3", "Kafka"].includes(sort))
    refuse(
      x,
      event.entry.keyRange,
      "The serverless transform refuses this: the Type of OnFailure is SQS, SNS, S3 or Kafka.",
    );
  const policy =
    sort !== undefined && address ? policyFor(sort, address, event.id, origin) : undefined;
  if (policy) addPolicy(role, policy);
}

/** What the transform refuses of sources of every type. */
function checkPull(x: Expansion, event: Event): void {
  const { properties, type, entry } = event;
  const say = (message: string) =>
    refuse(x, entry.keyRange, `The serverless transform refuses this: ${message}`);
  if (at(properties, "ConsumerGroupId") && type !== "MSK" && type !== "SelfManagedKafka")
    say(`an event of type ${type} has no ConsumerGroupId.`);
  if (members(at(properties, "FilterCriteria")).some(({ key: name }) => name !== "Filters"))
    say("FilterCriteria has Filters alone.");
  const id = at(properties, "SecretsManagerKmsKeyId");
  if (id && callOf(id)) say("SecretsManagerKmsKeyId is a text.");
  const config = at(properties, "DestinationConfig");
  if (asMap(config) && !asMap(at(config, "OnFailure"))) say("DestinationConfig needs OnFailure.");
  const topics = asList(at(properties, "Topics"));
  if (type === "SelfManagedKafka" && topics && topics.items.length > 1)
    say("an event of type SelfManagedKafka has one of Topics.");
  const access = (asList(at(properties, "SourceAccessConfigurations"))?.items ?? []).map(
    (each) => textAt(each, "Type") ?? "",
  );
  const allowed = accessTypes.get(type);
  for (const each of access)
    if (allowed && !allowed.includes(each))
      say(`SourceAccessConfigurations of type ${each} is not for an event of type ${type}.`);
  const logins = access.filter((each) =>
    type === "SelfManagedKafka" ? loginTypes.includes(each) : each === "BASIC_AUTH",
  );
  if (allowed && logins.length > 1) say("SourceAccessConfigurations has more than one login.");
}

const loginTypes = [
  "SASL_SCRAM_256_AUTH",
  "SASL_SCRAM_512_AUTH",
  "BASIC_AUTH",
  "CLIENT_CERTIFICATE_TLS_AUTH",
];

const accessTypes: ReadonlyMap<string, readonly string[]> = new Map([
  ["MQ", ["BASIC_AUTH", "VIRTUAL_HOST"]],
  ["DocumentDB", ["BASIC_AUTH"]],
  [
    "SelfManagedKafka",
    [...loginTypes, "VPC_SUBNET", "VPC_SECURITY_GROUP", "SERVER_ROOT_CA_CERTIFICATE"],
  ],
]);

export function mapping(
  x: Expansion,
  event: Event,
  id: string,
  properties: { readonly [key: string]: Draft | undefined },
): void {
  add(x, {
    id,
    type: "AWS::Lambda::EventSourceMapping",
    origin: event.origin,
    attributes: event.target.attributes,
    properties: { FunctionName: event.target.name, ...properties },
  });
}

function kafkaConfig(event: Event): { readonly [key: string]: Draft | undefined } {
  const group = at(event.properties, "ConsumerGroupId");
  const registry = at(event.properties, "SchemaRegistryConfig");
  if (!group && !registry) return {};
  const config: Draft = { ConsumerGroupId: group, SchemaRegistryConfig: registry };
  return event.type === "MSK"
    ? { AmazonManagedKafkaEventSourceConfig: config }
    : event.type === "SelfManagedKafka"
      ? { SelfManagedKafkaEventSourceConfig: config }
      : {};
}

const network = {
  Action: [
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeVpcs",
    "ec2:DescribeSubnets",
    "ec2:DescribeSecurityGroups",
  ],
  Effect: "Allow",
  Resource: "*",
};

/** The policy of the role's own that a source needs: its secret, its description, its network. */
function ownPolicy(x: Expansion, event: Event): Draft | undefined {
  const { properties } = event;
  switch (event.type) {
    case "MQ":
      return document(
        isTrue(at(properties, "DynamicPolicyName"))
          ? `${event.id}AMQPolicy`
          : "SamAutoGeneratedAMQPolicy",
        [
          secret(accessUri(x, event, ["BASIC_AUTH"])),
          allow("mq:DescribeBroker", at(properties, "Broker")),
          ...key(event, "kms:Decrypt"),
        ],
      );
    case "DocumentDB":
      return document("SamAutoGeneratedDocumentDBPolicy", [
        secret(accessUri(x, event, ["BASIC_AUTH"])),
        allow("rds:DescribeDBClusterParameters", {
          "Fn::Sub": "arn:${AWS::Partition}:rds:${AWS::Region}:${AWS::AccountId}:cluster-pg:*",
        }),
        allow("rds:DescribeDBSubnetGroups", {
          "Fn::Sub": "arn:${AWS::Partition}:rds:${AWS::Region}:${AWS::AccountId}:subgrp:*",
        }),
        allow("rds:DescribeDBClusters", at(properties, "Cluster")),
        network,
        ...key(event, ["kms:Decrypt"]),
      ]);
    case "MSK": {
      const certificate = uriOf(event, ["CLIENT_CERTIFICATE_TLS_AUTH"]);
      const statements = [
        ...registryStatements(x, event),
        ...(certificate ? [secret(certificate)] : []),
      ];
      return statements.length > 0 ? document("MSKExecutionRolePolicy", statements) : undefined;
    }
    case "SelfManagedKafka":
      return kafkaPolicy(x, event);
    default:
      return undefined;
  }
}

function kafkaPolicy(x: Expansion, event: Event): Draft {
  const { properties } = event;
  for (const name of ["KafkaBootstrapServers", "Topics", "SourceAccessConfigurations"])
    if (isEmpty(at(properties, name)))
      refuse(
        x,
        event.entry.keyRange,
        `The serverless transform refuses this: an event of type SelfManagedKafka needs ${name}.`,
      );
  const login = uriOf(event, loginTypes);
  const root = uriOf(event, ["SERVER_ROOT_CA_CERTIFICATE"]);
  const hasNetwork = uriOf(event, ["VPC_SUBNET"]) && uriOf(event, ["VPC_SECURITY_GROUP"]);
  return {
    PolicyName: "SelfManagedKafkaExecutionRolePolicy",
    PolicyDocument: {
      Version: "2012-10-17",
      Statement: [
        ...(login ? [secret(login)] : []),
        // For the root certificate the transform names the secret of the login once more.
        ...(root ? [secret(login)] : []),
        ...(hasNetwork ? [network] : []),
        ...key(event, ["kms:Decrypt"]),
        ...registryStatements(x, event),
      ],
    },
  };
}

function document(name: string, statements: readonly Draft[]): Draft {
  return { PolicyName: name, PolicyDocument: { Statement: statements } };
}

function allow(action: string, resource: Draft | undefined): Draft {
  return { Action: [action], Effect: "Allow", Resource: resource };
}

function secret(resource: Draft | undefined): Draft {
  return allow("secretsmanager:GetSecretValue", resource);
}

function key(event: Event, action: Draft): readonly Draft[] {
  const id = textAt(event.properties, "SecretsManagerKmsKeyId");
  if (id === undefined) return [];
  const arn = `arn:\${AWS::Partition}:kms:\${AWS::Region}:\${AWS::AccountId}:key/${id}`;
  return [{ Action: action, Effect: "Allow", Resource: { "Fn::Sub": arn } }];
}

function uriOf(event: Event, types: readonly string[]): DataNode | undefined {
  const configs = asList(at(event.properties, "SourceAccessConfigurations"))?.items ?? [];
  const found = configs.find((config) => types.includes(textAt(config, "Type") ?? ""));
  return at(found, "URI");
}

function accessUri(x: Expansion, event: Event, types: readonly string[]): DataNode | undefined {
  const uri = uriOf(event, types);
  if (!uri)
    refuse(
      x,
      event.entry.keyRange,
      `The serverless transform refuses this: SourceAccessConfigurations needs ${types.join(", ")} with its URI.`,
    );
  return uri;
}

/** The schema registry of a Kafka source. */
function registryStatements(x: Expansion, event: Event): readonly Draft[] {
  const config = at(event.properties, "SchemaRegistryConfig");
  if (!asMap(config)) return [];
  const secrets = (asList(at(config, "AccessConfigs"))?.items ?? []).flatMap((access) => {
    const uri = at(access, "URI");
    return uri ? [secret(uri)] : [];
  });
  const uri = at(config, "SchemaRegistryURI");
  if (!uri) {
    refuse(
      x,
      event.entry.keyRange,
      "The serverless transform refuses this: SchemaRegistryConfig needs SchemaRegistryURI.",
    );
    return secrets;
  }
  const call = callOf(uri);
  const text = literalText(call?.name === "Fn::Sub" ? call.argument : call ? undefined : uri);
  // The names of pseudo parameters hold colons of their own.
  const name = text?.startsWith("arn") ? text.replaceAll("${AWS::", "${").split(":")[5] : undefined;
  if (!name?.startsWith("registry/")) return secrets;
  const schema = `arn:\${AWS::Partition}:glue:\${AWS::Region}:\${AWS::AccountId}:schema/${name.slice("registry/".length)}/*`;
  return [
    ...secrets,
    allow("glue:GetRegistry", uri),
    allow("glue:GetSchemaVersion", [{ "Fn::Sub": schema }] as Draft),
  ];
}
