// Expands AWS::Serverless::GraphQLApi: the API, its keys, its data sources and the roles that they act with.

import type { DataNode, EntryNode } from "../../../syntax/node.ts";
import { expandConnector } from "./connector.ts";
import type { Draft, Origin } from "./draft.ts";
import { getAtt, made, originOf, ref } from "./draft.ts";
import type { Expansion, Resource } from "./expansion.ts";
import { add, refuse } from "./expansion.ts";
import { asList, asMap, at, isEmpty, members, textAt } from "./look.ts";
import { passed } from "./other-resources.ts";
import { trustOf } from "./role.ts";
import { tagList } from "./tags.ts";

export function expandGraphQl(x: Expansion, resource: Resource): void {
  const { id, properties, origin, attributes, entry } = resource;
  const auth = at(properties, "Auth");
  if (auth && !at(auth, "Type"))
    refuse(
      x,
      entry.keyRange,
      "The serverless transform refuses this: Auth of a GraphQL API needs a Type.",
    );
  add(x, {
    id,
    type: "AWS::AppSync::GraphQLApi",
    origin,
    entry,
    attributes,
    properties: {
      ...passed(resource, [
        "IntrospectionConfig",
        "OwnerContact",
        "QueryDepthLimit",
        "ResolverCountLimit",
        "Visibility",
        "XrayEnabled",
      ]),
      Name: at(properties, "Name") ?? id,
      Tags: [
        ...tagList(at(properties, "Tags"), false),
        { Key: "graphqlapi:createdBy", Value: "SAM" },
      ],
      ...authenticationOf(auth, true),
      AdditionalAuthenticationProviders: asList(at(auth, "Additional"))?.items.map((item) =>
        authenticationOf(item, false),
      ),
      LogConfig: logging(x, resource),
    },
  });
  schema(x, resource);
  for (const key of members(at(properties, "ApiKeys")))
    add(x, {
      id: `${id}${key.key}`,
      type: "AWS::AppSync::ApiKey",
      origin: originOf(key),
      attributes,
      properties: {
        ApiId: getAtt(id, "ApiId"),
        ApiKeyId: at(key.value, "ApiKeyId"),
        Description: at(key.value, "Description"),
        Expires: at(key.value, "ExpiresOn"),
      },
    });
  for (const source of members(at(properties, "DataSources", "DynamoDb")))
    tableSource(x, resource, source);
  for (const source of members(at(properties, "DataSources", "Lambda")))
    functionSource(x, resource, source);
  for (const [index, arn] of authorizers(auth).entries())
    connect(x, resource, `${id}ToLambdaAuthConnector${index + 1}`, origin, {
      Source: {
        Type: "AWS::AppSync::GraphQLApi",
        Arn: ref(id),
        ResourceId: getAtt(id, "ApiId"),
      },
      Destination: { Type: "AWS::Lambda::Function", Arn: arn },
      Permissions: ["Write"],
    });
}

function schema(x: Expansion, { id, properties, origin, attributes, entry }: Resource): void {
  const inline = at(properties, "SchemaInline");
  const uri = at(properties, "SchemaUri");
  if (isEmpty(inline) === isEmpty(uri))
    refuse(
      x,
      entry.keyRange,
      "The serverless transform refuses this: a GraphQL API has either SchemaInline or SchemaUri.",
    );
  add(x, {
    id: `${id}Schema`,
    type: "AWS::AppSync::GraphQLSchema",
    origin,
    attributes,
    properties: { ApiId: getAtt(id, "ApiId"), Definition: inline, DefinitionS3Location: uri },
  });
}

/** One way to sign in; what a user pool does by default is said for the first one alone. */
function authenticationOf(
  auth: DataNode | undefined,
  isFirst: boolean,
): { readonly [key: string]: Draft | undefined } {
  const type = textAt(auth, "Type");
  const pool = members(at(auth, "UserPool")).filter(
    ({ key }) => isFirst || key !== "DefaultAction",
  );
  return {
    AuthenticationType: at(auth, "Type"),
    LambdaAuthorizerConfig: type === "AWS_LAMBDA" ? at(auth, "LambdaAuthorizer") : undefined,
    OpenIDConnectConfig: type === "OPENID_CONNECT" ? at(auth, "OpenIDConnect") : undefined,
    UserPoolConfig:
      type === "AMAZON_COGNITO_USER_POOLS"
        ? Object.fromEntries(pool.map(({ key, value }) => [key, value]))
        : undefined,
  };
}

function authorizers(auth: DataNode | undefined): readonly DataNode[] {
  const all = auth ? [auth, ...(asList(at(auth, "Additional"))?.items ?? [])] : [];
  return all.flatMap((each) => {
    const uri = at(each, "LambdaAuthorizer", "AuthorizerUri");
    return textAt(each, "Type") === "AWS_LAMBDA" && uri ? [uri] : [];
  });
}

/** Logging is on unless it is switched off; the role for it is made where none is given. */
function logging(
  x: Expansion,
  { id, properties, origin, attributes }: Resource,
): Draft | undefined {
  const written = at(properties, "Logging");
  if (written?.kind === "boolean" && !written.value) return undefined;
  const given = at(written, "CloudWatchLogsRoleArn");
  const role = `${id}CloudWatchRole`;
  if (!given)
    add(x, {
      id: role,
      type: "AWS::IAM::Role",
      origin,
      attributes,
      properties: {
        AssumeRolePolicyDocument: trustOf("appsync.amazonaws.com"),
        ManagedPolicyArns: [
          {
            "Fn::Sub":
              "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSAppSyncPushToCloudWatchLogs",
          },
        ],
      },
    });
  return {
    ExcludeVerboseContent: asMap(written) ? at(written, "ExcludeVerboseContent") : undefined,
    FieldLogLevel: at(written, "FieldLogLevel") ?? "ALL",
    CloudWatchLogsRoleArn: given ?? getAtt(role, "Arn"),
  };
}

function tableSource(x: Expansion, resource: Resource, source: EntryNode): void {
  const { value } = source;
  const table = at(value, "TableName");
  const region = at(value, "Region") ?? ref("AWS::Region");
  const arn: Draft = at(value, "TableArn") ?? {
    "Fn::Sub": [
      "arn:${AWS::Partition}:dynamodb:${__Region__}:${AWS::AccountId}:table/${__TableName__}",
      { __Region__: region, __TableName__: table },
    ],
  };
  dataSource(x, resource, source, "DynamoDB", "AMAZON_DYNAMODB", {
    DynamoDBConfig: {
      AwsRegion: region,
      TableName: table,
      UseCallerCredentials: at(value, "UseCallerCredentials"),
      Versioned: at(value, "Versioned"),
      DeltaSyncConfig: at(value, "DeltaSync"),
    },
  });
  connectSource(x, resource, source, "DynamoDB", "ToTableConnector", {
    Destination: { Type: "AWS::DynamoDB::Table", Arn: arn },
    Permissions: at(value, "Permissions") ?? ["Read", "Write"],
  });
}

function functionSource(x: Expansion, resource: Resource, source: EntryNode): void {
  const arn = at(source.value, "FunctionArn");
  dataSource(x, resource, source, "Lambda", "AWS_LAMBDA", {
    LambdaConfig: { LambdaFunctionArn: arn },
  });
  connectSource(x, resource, source, "Lambda", "ToLambdaConnector", {
    Destination: { Type: "AWS::Lambda::Function", Arn: arn },
    Permissions: ["Write"],
  });
}

function sourceId(resource: Resource, source: EntryNode, sort: string): string {
  return `${resource.id}${source.key}${sort}DataSource`;
}

function dataSource(
  x: Expansion,
  resource: Resource,
  source: EntryNode,
  sort: string,
  type: string,
  config: { readonly [key: string]: Draft },
): void {
  const id = sourceId(resource, source, sort);
  const origin = originOf(source);
  const { attributes } = resource;
  const given = at(source.value, "ServiceRoleArn");
  add(x, {
    id,
    type: "AWS::AppSync::DataSource",
    origin,
    attributes,
    properties: {
      ApiId: getAtt(resource.id, "ApiId"),
      Name: at(source.value, "Name") ?? source.key,
      Type: type,
      Description: at(source.value, "Description"),
      ServiceRoleArn: given ?? getAtt(`${id}Role`, "Arn"),
      ...config,
    },
  });
  if (given) return;
  add(x, {
    id: `${id}Role`,
    type: "AWS::IAM::Role",
    origin,
    attributes,
    properties: { AssumeRolePolicyDocument: trustOf("appsync.amazonaws.com") },
  });
}

/** The role that is made for a source may do what a connector from it would give. */
function connectSource(
  x: Expansion,
  resource: Resource,
  source: EntryNode,
  sort: string,
  suffix: string,
  to: { readonly [key: string]: Draft },
): void {
  if (at(source.value, "ServiceRoleArn")) return;
  const id = sourceId(resource, source, sort);
  connect(x, resource, `${id}${suffix}`, originOf(source), {
    Source: { Type: "AWS::AppSync::DataSource", Arn: ref(id), RoleName: ref(`${id}Role`) },
    ...to,
  });
}

function connect(
  x: Expansion,
  resource: Resource,
  id: string,
  origin: Origin,
  properties: { readonly [key: string]: Draft },
): void {
  const map = asMap(made(properties, origin));
  if (map)
    expandConnector(x, {
      ...resource,
      id,
      type: "AWS::Serverless::Connector",
      origin,
      properties: map,
    });
}
