// The properties that serverless resources and events may have, and of which sort their values are.

import type { DataNode } from "../../../syntax/node.ts";
import type { Range } from "../../../text/range.ts";
import type { Expansion } from "./expansion.ts";
import { refuse } from "./expansion.ts";
import { asMap, at, callOf, members } from "./look.ts";

interface Property {
  readonly isRequired: boolean;
  /** Letters of what it may be: text, map, list, boolean, whole number; none for anything. */
  readonly sorts: string;
}

/**
 * Refuses what the transform refuses: unknown properties, values of another sort, a required one
 * that is left out. A function may stand anywhere.
 */
export function checkProperties(
  x: Expansion,
  type: string,
  properties: DataNode | undefined,
  range: Range,
  of: "resource" | "function" | "state machine",
): void {
  const table = of === "resource" ? resources : of === "function" ? functionEvents : machineEvents;
  const known = table.get(type);
  if (!known) return;
  const say = (where: Range, message: string) =>
    refuse(x, where, `The serverless transform refuses this: ${message}`);
  if (properties && properties.kind !== "null" && !asMap(properties)) {
    say(range, `the properties of ${type} are a map.`);
    return;
  }
  for (const { key, keyRange, value } of members(properties)) {
    const property = known.get(key);
    if (!property) say(keyRange, `${type} has no property ${key}.`);
    else if (!fits(value, property.sorts))
      say(keyRange, `${key} of ${type} is ${sortsText(property.sorts)}.`);
  }
  for (const [name, { isRequired }] of known)
    if (isRequired && at(properties, name) === undefined) say(range, `${type} needs ${name}.`);
}

function fits(value: DataNode, sorts: string): boolean {
  if (sorts === "") return true;
  if (callOf(value)) return !sorts.includes("x");
  switch (value.kind) {
    case "null":
    case "missing":
    case "alias":
      return true;
    case "string":
      return sorts.includes("s");
    case "number":
      return sorts.includes("i") && !value.raw.includes(".");
    case "boolean":
      return sorts.includes("b") || sorts.includes("i");
    case "array":
      return sorts.includes("l");
    case "object":
      return sorts.includes("m");
  }
}

function sortsText(sorts: string): string {
  return sorts
    .split("")
    .flatMap((letter) => sortWords.get(letter) ?? [])
    .join(" or ");
}

const sortWords: ReadonlyMap<string, string> = new Map([
  ["s", "a text"],
  ["m", "a map"],
  ["l", "a list"],
  ["b", "true or false"],
  ["i", "a whole number"],
]);

/** `x` says that no function may stand there. `Name!:sm` is a required property that is a text or a map. */
function table(text: string): ReadonlyMap<string, Property> {
  return new Map(
    text
      .trim()
      .split(/\s+/)
      .map((word): [string, Property] => {
        const [name = "", sorts = ""] = word.split(":");
        const isRequired = name.endsWith("!");
        return [isRequired ? name.slice(0, -1) : name, { isRequired, sorts }];
      }),
  );
}

const resources: ReadonlyMap<string, ReadonlyMap<string, Property>> = new Map([
  [
    "AWS::Serverless::Function",
    table(`FunctionName:sm Handler Runtime CodeUri ImageUri PackageType InlineCode DeadLetterQueue:m
      Description MemorySize Timeout VpcConfig Role:s AssumeRolePolicyDocument:m Policies:sml
      RolePath PermissionsBoundary:s Environment:m Events:m Tags:m PropagateTags:b Tracing:ms
      KmsKeyArn DeploymentPreference:m ReservedConcurrentExecutions Layers:l EventInvokeConfig:m
      EphemeralStorage AutoPublishAlias:s AutoPublishCodeSha256:s AutoPublishAliasAllProperties:bx
      VersionDescription ProvisionedConcurrencyConfig FileSystemConfigs ImageConfig
      CodeSigningConfigArn Architectures SnapStart:m FunctionUrlConfig:m RuntimeManagementConfig
      LoggingConfig RecursiveLoop SourceKMSKeyArn CapacityProviderConfig:m FunctionScalingConfig:m
      VersionDeletionPolicy:s PublishToLatestPublished TenancyConfig DurableConfig:m`),
  ],
  [
    "AWS::Serverless::CapacityProvider",
    table(`CapacityProviderName:sm VpcConfig!:m OperatorRole:sm Tags:m PropagateTags:b
      InstanceRequirements:m ScalingConfig:m KmsKeyArn:sm`),
  ],
  [
    "AWS::Serverless::Api",
    table(`Name:sm StageName!:sm Tags:m PropagateTags:b DefinitionBody:m DefinitionUri:sm
      MergeDefinitions:b CacheClusterEnabled:b CacheClusterSize:s Variables:m
      EndpointConfiguration:sm MethodSettings:l BinaryMediaTypes:l MinimumCompressionSize:i Cors:sm
      Auth:m GatewayResponses:m AccessLogSetting:m CanarySetting:m TracingEnabled:b
      OpenApiVersion Models:m Domain:m FailOnWarnings:b Description:s Mode:s
      DisableExecuteApiEndpoint:b ApiKeySourceType:s AlwaysDeploy:b Policy:sm SecurityPolicy:s
      EndpointAccessMode:s`),
  ],
  [
    "AWS::Serverless::HttpApi",
    table(`Name StageName:sm Tags:m PropagateTags:b DefinitionBody:m DefinitionUri:sm
      StageVariables:m CorsConfiguration:bm AccessLogSettings:m DefaultRouteSettings:m Auth:m
      RouteSettings:m Domain:m FailOnWarnings:b Description:s DisableExecuteApiEndpoint:b`),
  ],
  [
    "AWS::Serverless::WebSocketApi",
    table(`ApiKeySelectionExpression:s AccessLogSettings:m Auth:m DefaultRouteSettings:m
      Description:s DisableExecuteApiEndpoint:b Domain:m DisableSchemaValidation:b FailOnWarnings:b
      IpAddressType:s Name:s PropagateTags:b Routes!:m RouteSettings:m RouteSelectionExpression!:s
      StageName:sm StageVariables:m Tags:m`),
  ],
  [
    "AWS::Serverless::SimpleTable",
    table(`PointInTimeRecoverySpecification PrimaryKey:m ProvisionedThroughput:m TableName:sm Tags:m
      SSESpecification:m`),
  ],
  [
    "AWS::Serverless::Application",
    table(`Location!:sm TemplateUrl:s Parameters:m NotificationARNs:l Tags:m TimeoutInMinutes:i`),
  ],
  [
    "AWS::Serverless::LayerVersion",
    table(`LayerName:sm Description:s PublishLambdaVersion:b ContentUri!:sm
      CompatibleArchitectures:l CompatibleRuntimes:l LicenseInfo:s RetentionPolicy:s`),
  ],
  [
    "AWS::Serverless::StateMachine",
    table(`Definition:m DefinitionUri:sm Logging:m Role:s RolePath DefinitionSubstitutions:m
      Events:m Name:s Type:s Tags:m PropagateTags:b Policies:sml Tracing:m PermissionsBoundary:s
      AutoPublishAlias DeploymentPreference UseAliasAsEventTarget:b`),
  ],
  ["AWS::Serverless::Connector", table("Source!:m Destination!:ml Permissions!:l")],
  [
    "AWS::Serverless::GraphQLApi",
    table(`Name Tags:m XrayEnabled Auth!:m SchemaInline:s SchemaUri:s Logging:mb DataSources:m
      Functions:m Resolvers:m ApiKeys:m DomainName:m Cache:m Visibility OwnerContact
      IntrospectionConfig QueryDepthLimit ResolverCountLimit`),
  ],
]);

const pulled = `BatchSize:i StartingPosition StartingPositionTimestamp Enabled:b
  MaximumBatchingWindowInSeconds:i MaximumRetryAttempts:i BisectBatchOnFunctionError:b
  MaximumRecordAgeInSeconds:i DestinationConfig:m ParallelizationFactor:i Topics:l Queues:l
  SourceAccessConfigurations:l SecretsManagerKmsKeyId:s TumblingWindowInSeconds:i
  FunctionResponseTypes:l KafkaBootstrapServers:l FilterCriteria:m KmsKeyArn ConsumerGroupId:s
  ScalingConfig:m ProvisionedPollerConfig:m SchemaRegistryConfig:m MetricsConfig:m LoggingConfig:m`;

const ruled = `EventBusName:s RuleName:s Pattern:m DeadLetterConfig:m RetryPolicy:m Input:s InputPath:s
  Target:m State:s InputTransformer:m`;

const scheduled = table(`PermissionsBoundary:s ScheduleExpression!:s FlexibleTimeWindow:m Name:s
  State:s Description:s StartDate:s EndDate:s ScheduleExpressionTimezone:s GroupName:s KmsKeyArn:s
  Input:s RoleArn:s DeadLetterConfig:m RetryPolicy:m OmitName:b`);

const functionEvents: ReadonlyMap<string, ReadonlyMap<string, Property>> = new Map([
  [
    "Schedule",
    table(`Schedule!:s RuleName:s Input:s Enabled:b State:s Name:s Description:s DeadLetterConfig:m
      RetryPolicy:m`),
  ],
  ["CloudWatchEvent", table(`${ruled} Enabled:b`)],
  ["EventBridgeRule", table(`${ruled} Enabled:b`)],
  ["ScheduleV2", scheduled],
  ["S3", table("Bucket!:s Events!:slx Filter:m")],
  [
    "SNS",
    table(`Topic!:s Region:s FilterPolicy FilterPolicyScope SqsSubscription:bm RedrivePolicy:m`),
  ],
  [
    "Api",
    table(`Path!:s Method!:s RestApiId:s Stage:s Auth:m RequestModel:m RequestParameters:l
      TimeoutInMillis:i ResponseTransferMode:s`),
  ],
  [
    "HttpApi",
    table(`Path:s Method:s ApiId:s Stage:s Auth:m TimeoutInMillis:i RouteSettings:m
      PayloadFormatVersion:s`),
  ],
  ["AlexaSkill", table("SkillId:s")],
  ["IoTRule", table("Sql!:s AwsIotSqlVersion:s")],
  ["Cognito", table("UserPool!:s Trigger!:slx")],
  ["CloudWatchLogs", table("LogGroupName!:s FilterPattern!:s")],
  ["Kinesis", table(`${pulled} Stream! StartingPosition!`)],
  ["DynamoDB", table(`${pulled} Stream! StartingPosition!`)],
  ["MSK", table(`${pulled} Stream! StartingPosition!`)],
  ["SQS", table(`${pulled} Queue!`)],
  ["MQ", table(`${pulled} Broker! DynamicPolicyName:b`)],
  ["SelfManagedKafka", table(pulled)],
  ["DocumentDB", table(`${pulled} Cluster! DatabaseName! CollectionName FullDocument`)],
]);

const machineEvents: ReadonlyMap<string, ReadonlyMap<string, Property>> = new Map([
  [
    "Schedule",
    table(`Schedule!:s Input:s Enabled:b State:s Name:s Description:s DeadLetterConfig:m
      RetryPolicy:m Target:m RoleArn:s`),
  ],
  ["CloudWatchEvent", table(ruled)],
  ["EventBridgeRule", table(ruled)],
  ["ScheduleV2", scheduled],
  ["Api", table("Path!:s Method!:s RestApiId:s Stage:s Auth:m UnescapeMappingTemplate:bx")],
]);
