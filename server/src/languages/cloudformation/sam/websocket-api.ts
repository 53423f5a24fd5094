// Expands AWS::Serverless::WebSocketApi: the API, its routes to functions, its stage and its authorizer.

import { addDomain } from "./api-domain.ts";
import type { Draft } from "./draft.ts";
import { originOf, ref } from "./draft.ts";
import { sub } from "./events.ts";
import type { Expansion, Resource } from "./expansion.ts";
import { add, refuse, settledText } from "./expansion.ts";
import { at, callOf, isEmpty, members, textAt } from "./look.ts";
import { passed } from "./other-resources.ts";

const tagName = "websocketapi:createdBy";

export function expandWebSocketApi(x: Expansion, resource: Resource): void {
  const { id, properties, origin, attributes, entry } = resource;
  const say = (message: string) =>
    refuse(x, entry.keyRange, `The serverless transform refuses this: ${message}`);
  const routes = members(at(properties, "Routes"));
  if (routes.length === 0) say("a WebSocket API needs Routes.");
  const auth = at(properties, "Auth");
  if (!isEmpty(auth) && !routes.some(({ key }) => key === "$connect"))
    say("Auth works only with a route $connect.");
  checkAuth(x, resource, say);
  const own = members(at(properties, "Tags")).map(({ key, value }): [string, Draft] => [
    key,
    value,
  ]);
  add(x, {
    id,
    type: "AWS::ApiGatewayV2::Api",
    origin,
    entry,
    attributes,
    properties: {
      ...passed(resource, [
        "ApiKeySelectionExpression",
        "Description",
        "DisableExecuteApiEndpoint",
        "DisableSchemaValidation",
        "IpAddressType",
        "RouteSelectionExpression",
      ]),
      Name: at(properties, "Name") ?? id,
      ProtocolType: "WEBSOCKET",
      Tags: Object.fromEntries([...own, [tagName, "SAM"]]),
    },
  });
  for (const route of routes) addRoute(x, resource, route, say);
  if (isCustom(x, resource)) addAuthorizer(x, resource);
  addDomain(x, resource, "http", { [tagName]: "SAM" });
  addStage(x, resource, say);
}

function checkAuth(x: Expansion, { properties }: Resource, say: (message: string) => void): void {
  const auth = at(properties, "Auth");
  if (isEmpty(auth)) return;
  const type = settledText(x, at(auth, "AuthType"));
  if (!at(auth, "AuthType")) say("Auth needs an AuthType.");
  else if (type !== undefined && !["AWS_IAM", "CUSTOM", "NONE"].includes(type.toUpperCase()))
    say("AuthType is AWS_IAM, CUSTOM or NONE.");
  if (type?.toUpperCase() === "CUSTOM" && isEmpty(at(auth, "AuthArn")))
    say("Auth of type CUSTOM needs an AuthArn.");
  if ((type === "AWS_IAM" || type === "NONE") && members(auth).length > 1)
    say(`Auth of type ${type} has nothing else.`);
  const address = settledText(x, at(properties, "IpAddressType"));
  if (address !== undefined && address !== "ipv4" && address !== "dualstack")
    say("IpAddressType is ipv4 or dualstack.");
}

function isCustom(x: Expansion, { properties }: Resource): boolean {
  const auth = at(properties, "Auth");
  return settledText(x, at(auth, "AuthType")) === "CUSTOM" && !isEmpty(at(auth, "AuthArn"));
}

function addRoute(
  x: Expansion,
  resource: Resource,
  route: ReturnType<typeof members>[number],
  say: (message: string) => void,
): void {
  const { id, properties, attributes } = resource;
  const { key, value } = route;
  const origin = originOf(route);
  const word = key.startsWith("$") ? key.slice(1) : key;
  if (!/^[A-Za-z0-9]+$/.test(word)) say(`the route ${key} is not made of letters and digits.`);
  const base = `${id}${word.charAt(0).toUpperCase()}${word.slice(1).toLowerCase()}`;
  if (key.startsWith("$") && !["$connect", "$disconnect", "$default"].includes(key))
    say(`the route ${key} is none of $connect, $disconnect and $default.`);
  if (key !== "$connect" && !isEmpty(at(value, "RequestParameters")))
    say("RequestParameters are for the route $connect.");
  const arn = at(value, "FunctionArn");
  if (!arn) say(`the route ${key} needs FunctionArn.`);
  const type = key === "$connect" ? settledText(x, at(properties, "Auth", "AuthType")) : undefined;
  const stage = at(properties, "StageName");
  const place = { origin, attributes };
  add(x, {
    ...place,
    id: `${base}Route`,
    type: "AWS::ApiGatewayV2::Route",
    properties: {
      ...Object.fromEntries(
        members(value)
          .filter(({ key: name }) => routeProperties.has(name))
          .map((each) => [each.key, each.value]),
      ),
      RouteKey: key,
      ApiId: ref(id),
      AuthorizationType: type,
      AuthorizerId: type === "CUSTOM" ? ref(`${id}ConnectAuthorizer`) : undefined,
      Target: { "Fn::Join": ["/", ["integrations", ref(`${base}Integration`)]] },
    },
  });
  add(x, {
    ...place,
    id: `${base}Integration`,
    type: "AWS::ApiGatewayV2::Integration",
    properties: {
      ApiId: ref(id),
      IntegrationType: "AWS_PROXY",
      IntegrationUri: sub(
        "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${FunctionArn}/invocations",
        { FunctionArn: arn },
      ),
      TimeoutInMillis: at(value, "IntegrationTimeout"),
    },
  });
  const prefix = `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${${id}.ApiId}`;
  const text = stage && callOf(stage) ? undefined : (textAt(properties, "StageName") ?? "default");
  add(x, {
    ...place,
    id: `${base}Permission`,
    type: "AWS::Lambda::Permission",
    properties: {
      Action: "lambda:InvokeFunction",
      FunctionName: arn,
      Principal: "apigateway.amazonaws.com",
      SourceArn:
        text === undefined
          ? sub(`${prefix}/\${__StageName__}/${key}`, { __StageName__: stage })
          : { "Fn::Sub": `${prefix}/${text}/${key}` },
    },
  });
}

const routeProperties = new Set([
  "ApiKeyRequired",
  "ModelSelectionExpression",
  "OperationName",
  "RequestModels",
  "RequestParameters",
  "RouteResponseSelectionExpression",
]);

function addAuthorizer(x: Expansion, { id, properties, origin, attributes }: Resource): void {
  const auth = at(properties, "Auth");
  const arn = at(auth, "AuthArn");
  const role = at(auth, "InvokeRole");
  add(x, {
    id: `${id}ConnectAuthorizer`,
    type: "AWS::ApiGatewayV2::Authorizer",
    origin,
    attributes,
    properties: {
      ApiId: ref(id),
      AuthorizerCredentialsArn: role,
      AuthorizerType: "REQUEST",
      AuthorizerUri: sub(
        "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${AuthArn}/invocations",
        { AuthArn: arn },
      ),
      IdentitySource: at(auth, "IdentitySource"),
      Name: at(auth, "Name") ?? `${id}ConnectAuthorizer`,
    },
  });
  if (!isEmpty(role)) return;
  add(x, {
    id: `${id}AuthorizerPermission`,
    type: "AWS::Lambda::Permission",
    origin,
    attributes,
    properties: {
      Action: "lambda:InvokeFunction",
      FunctionName: arn,
      Principal: "apigateway.amazonaws.com",
      SourceArn: sub(
        "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/authorizers/*",
        { __ApiId__: ref(id) },
      ),
    },
  });
}

function addStage(x: Expansion, resource: Resource, say: (message: string) => void): void {
  const { id, properties, origin, attributes } = resource;
  const stage = at(properties, "StageName");
  const text = stage ? (callOf(stage) ? "" : (textAt(properties, "StageName") ?? "")) : undefined;
  if (text === "$default") say("a stage of a WebSocket API is not called $default.");
  const stageId = text === undefined ? `${id}DefaultStage` : `${id}${text}Stage`;
  add(x, {
    id: stageId,
    type: "AWS::ApiGatewayV2::Stage",
    origin,
    attributes,
    properties: {
      ...passed(resource, [
        "AccessLogSettings",
        "DefaultRouteSettings",
        "RouteSettings",
        "StageVariables",
      ]),
      ApiId: ref(id),
      StageName: stage ?? "default",
      AutoDeploy: true,
      Tags: { [tagName]: "SAM" },
    },
  });
  x.names.set(`${id}.Stage`, stageId);
}
