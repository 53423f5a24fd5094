// Events of APIs: the paths and methods that they add to an API, and the permission that the API needs.

import type { DataNode, EntryNode } from "../../../syntax/node.ts";
import { literalText } from "../template.ts";
import type { AuthOfApi } from "./api-auth.ts";
import { authOf, methodAuth } from "./api-auth.ts";
import {
  anyMethod,
  conditional,
  contents,
  hasIntegration,
  integration,
  mapMethods,
  methodName,
  setIn,
} from "./api-body.ts";
import { requestOf } from "./api-request.ts";
import type { Api, Apis } from "./apis.ts";
import type { Draft } from "./draft.ts";
import { made } from "./draft.ts";
import type { Event } from "./events.ts";
import { permission, sub } from "./events.ts";
import type { Expansion } from "./expansion.ts";
import { conditionOf, refuse } from "./expansion.ts";
import { httpMethodAuth } from "./http-auth.ts";
import { asList, at, callOf, idOf, isEmpty, members, textAt } from "./look.ts";

export function apiEvent(x: Expansion, event: Event, apis: Apis): void {
  const found = apis.of(event);
  const path = textAt(event.properties, "Path") ?? "";
  const method = textAt(event.properties, "Method") ?? "";
  if (!found) {
    const written = at(event.properties, "RestApiId");
    refuseApi(x, event, "RestApiId", "AWS::Serverless::Api");
    if (!written) return;
  }
  const stage = found ? stageSuffix(found) : "AllStages";
  const verb = method.toLowerCase() === "any" ? "*" : method.toUpperCase();
  const arn = `arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/\${__Stage__}/${verb}${permittedPath(path)}`;
  permission(
    x,
    event,
    "apigateway.amazonaws.com",
    {
      SourceArn: sub(arn, {
        __ApiId__: at(event.properties, "RestApiId") ?? { Ref: implicitRest },
        __Stage__: "*",
      }),
    },
    { suffix: stage },
  );
  if (!found) return;
  const transfer = textAt(event.properties, "ResponseTransferMode");
  const isStream = transfer === "RESPONSE_STREAM";
  const uri = sub2(
    `arn:aws:apigateway:\${AWS::Region}:lambda:path/${isStream ? "2021-11-15" : "2015-03-31"}/functions/${shorthand(event)}/${isStream ? "response-streaming-invocations" : "invocations"}`,
  );
  const integrate = (api: Api) => {
    addIntegration(x, event, api, path, method, {
      type: "aws_proxy",
      httpMethod: "POST",
      uri: inCondition(event, uri),
      responseTransferMode: isStream ? "STREAM" : undefined,
      credentials: credentialsOf(at(event.properties, "Auth"), authOf(x, api)),
    });
    methodAuth(x, event, api, path, method);
    requestOf(x, event, api, path, method);
  };
  if (found.isManaged) integrate(found);
  else if (!isEmpty(at(found.resource.properties, "MergeDefinitions")))
    merge(found, event, path, method, integrate);
  else if (at(event.properties, "Auth", "OverrideApiAuth")) {
    const auth = at(event.properties, "Auth");
    if (["Authorizer", "ApiKeyRequired", "ResourcePolicy"].every((name) => isEmpty(at(auth, name))))
      refuse(
        x,
        event.entry.keyRange,
        "The serverless transform refuses this: OverrideApiAuth needs what it puts in place.",
      );
    methodAuth(x, event, found, path, method);
  }
}

/** What an event makes goes before what the author's definition says of the method. */
function merge(
  api: Api,
  event: Event,
  path: string,
  method: string,
  integrate: (api: Api) => void,
): void {
  if (!at(api.body, "paths")) return;
  const alone: Api = { ...api, isManaged: true, body: made({ swagger: "2.0" }, event.origin) };
  integrate(alone);
  const lower = method.toLowerCase();
  const all = new Map<string, Draft>();
  for (const { key, value } of members(at(api.body, "paths", path, lower))) all.set(key, value);
  for (const { key, value } of members(at(alone.body, "paths", path, methodName(method))))
    all.set(key, value);
  api.body = setIn(api.body, ["paths", path, lower], Object.fromEntries(all), event.origin);
}

export const implicitRest = "ServerlessRestApi";
export const implicitHttp = "ServerlessHttpApi";

function refuseApi(x: Expansion, event: Event, property: string, type: string): void {
  refuse(
    x,
    event.entry.keyRange,
    `The serverless transform refuses this: ${property} refers to a resource of type ${type} in this template.`,
  );
}

function stageSuffix(api: Api): string {
  const stage = at(api.resource.properties, "StageName");
  return stage && !callOf(stage) ? (textAt(api.resource.properties, "StageName") ?? "") : "Stage";
}

/** API Gateway drops the last slash; a parameter in a path is any text. */
export function permittedPath(path: string): string {
  const trimmed = path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
  return trimmed.replaceAll(/\{[A-Za-z0-9._-]+\+?\}/g, "*");
}

/** The function or its alias inside of a `Fn::Sub`. */
function shorthand(event: Event): string {
  const id = idOf(made(event.target.arn, event.origin)) ?? event.target.id;
  return event.target.id === event.resource.id ? `\${${id}.Arn}` : `\${${id}}`;
}

function sub2(text: string): Draft {
  return { "Fn::Sub": text };
}

function inCondition(event: Event, value: Draft): Draft {
  const condition = conditionOf(event.target);
  return condition === undefined ? value : conditional(condition, value);
}

/** With IAM as the authorizer the caller's own credentials call the function, or a role that is given. */
function credentialsOf(auth: DataNode | undefined, api: AuthOfApi): Draft | undefined {
  const own = textAt(auth, "Authorizer");
  const isIam = own === "AWS_IAM" || (api.defaultAuthorizer === "AWS_IAM" && isEmpty(auth));
  if (!isIam) return undefined;
  const isNull = (node: DataNode | undefined) => node !== undefined && isEmpty(node);
  const hasEmpty = members(auth).some(
    ({ key, value }) => key === "InvokeRole" && (value.kind === "missing" || value.kind === "null"),
  );
  if (hasEmpty) return undefined;
  const ownRole = at(auth, "InvokeRole");
  const role = ownRole ?? at(api.node, "InvokeRole");
  if (isNull(role)) return undefined;
  const text = role && !callOf(role) ? literalText(role) : undefined;
  if (!role || text === "CALLER_CREDENTIALS") return "arn:aws:iam::*:user/*";
  return text === "NONE" ? undefined : role;
}

/** Adds the method to a definition that the transform keeps. */
function addIntegration(
  x: Expansion,
  event: Event,
  api: Api,
  path: string,
  method: string,
  value: { readonly [key: string]: Draft | undefined },
  responses: Draft = {},
): void {
  if (!api.isManaged) return;
  if (hasIntegration(api.body, path, method)) {
    refuse(
      x,
      event.entry.keyRange,
      `The serverless transform refuses this: ${method} of ${path} is defined twice.`,
    );
    return;
  }
  api.body = setIn(
    api.body,
    ["paths", path, methodName(method)],
    inCondition(event, made({ [integration]: value, responses }, event.origin)),
    event.origin,
  );
}

/** A state machine is started by API Gateway with a role. */
export function stateMachineApiEvent(x: Expansion, event: Event, apis: Apis, role: Draft): void {
  const api = apis.of(event);
  if (!api) {
    refuseApi(x, event, "RestApiId", "AWS::Serverless::Api");
    return;
  }
  const path = textAt(event.properties, "Path") ?? "";
  const method = textAt(event.properties, "Method") ?? "";
  const isUnescaped = !isEmpty(at(event.properties, "UnescapeMappingTemplate"));
  const machine = `\${${event.target.id}}`;
  const template = isUnescaped
    ? `{"input": "$util.escapeJavaScript($input.json('$')).replaceAll("\\\\'","'")", "stateMachineArn": "${machine}"}`
    : `{"input": "$util.escapeJavaScript($input.json('$'))", "stateMachineArn": "${machine}"}`;
  addIntegration(
    x,
    event,
    api,
    path,
    method,
    {
      type: "aws",
      httpMethod: "POST",
      uri: inCondition(
        event,
        sub2("arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution"),
      ),
      responses: { "200": { statusCode: "200" }, "400": { statusCode: "400" } },
      credentials: role,
      requestTemplates: { "application/json": sub2(template) },
    },
    { "200": { description: "OK" }, "400": { description: "Bad Request" } },
  );
  methodAuth(x, event, api, path, method);
}

export function httpApiEvent(x: Expansion, event: Event, apis: Apis): void {
  const api = apis.of(event);
  if (!api) {
    refuseApi(x, event, "ApiId", "AWS::Serverless::HttpApi");
    return;
  }
  const { path, method } = routeOf(event.properties);
  const { properties } = event;
  if (path === "" || method === "")
    refuse(
      x,
      event.entry.keyRange,
      "The serverless transform refuses this: a route has a Path and a Method, or neither.",
    );
  if (!isCovered(event, api, path)) {
    const isDefault = path === "$default";
    const verb =
      method.toLowerCase() === "any" || method === anyMethod ? "*" : method.toUpperCase();
    const route =
      path === "/$default" && method.toLowerCase() === "any"
        ? path
        : `/${verb}${isDefault ? "" : permittedPath(path)}`;
    const arn = `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/\${__Stage__}${route}`;
    permission(x, event, "apigateway.amazonaws.com", {
      SourceArn: sub(arn, {
        __ApiId__: at(properties, "ApiId") ?? { Ref: implicitHttp },
        __Stage__: "*",
      }),
    });
  }
  const name = methodName(method);
  if (!at(api.body, "paths")) return;
  const isThere = hasIntegration(api.body, path, name);
  if (isThere && api.isManaged)
    refuse(
      x,
      event.entry.keyRange,
      `The serverless transform refuses this: ${method} of ${path} is defined twice.`,
    );
  if (!isThere) addHttpIntegration(event, api, path, name);
  httpMethodAuth(x, event, api, path, method);
  const settings: readonly (readonly [string, DataNode | undefined])[] = [
    ["timeoutInMillis", at(properties, "TimeoutInMillis")],
    ["payloadFormatVersion", at(properties, "PayloadFormatVersion")],
  ];
  api.body = mapMethods(
    api.body,
    { path, method },
    (definition) => {
      let changed = withPathParameters(definition, path, event.origin);
      for (const [setting, value] of settings)
        if (value) changed = setIn(changed, [integration, setting], value, event.origin);
      return changed;
    },
    event.origin,
  );
}

function addHttpIntegration(event: Event, api: Api, path: string, name: string): void {
  const uri = sub2(
    `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/${shorthand(event)}/invocations`,
  );
  const all: readonly [string, Draft][] = [
    ["responses", {}],
    ...members(at(api.body, "paths", path, name)).map(({ key, value }): [string, Draft] => [
      key,
      value,
    ]),
    [
      integration,
      {
        type: "aws_proxy",
        httpMethod: "POST",
        payloadFormatVersion: "2.0",
        uri: inCondition(event, uri),
      },
    ],
    ...(path === "$default" && name === anyMethod
      ? [["isDefaultRoute", true] satisfies [string, Draft]]
      : []),
  ];
  api.body = setIn(
    api.body,
    ["paths", path, name],
    inCondition(event, made(Object.fromEntries(all), event.origin)),
    event.origin,
  );
}

function withPathParameters(definition: DataNode, path: string, origin: Event["origin"]): DataNode {
  const names = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name ?? "");
  if (names.length === 0) return definition;
  const old = asList(at(definition, "parameters"))?.items ?? [];
  const there = new Set(old.map((each) => textAt(each, "name")));
  const parameters: readonly Draft[] = [
    ...old.map((each) =>
      names.includes(textAt(each, "name") ?? "")
        ? setIn(setIn(each, ["in"], "path", origin), ["required"], true, origin)
        : each,
    ),
    ...names
      .filter((name) => !there.has(name))
      .map((name) => ({ name, in: "path", required: true })),
  ];
  return setIn(definition, ["parameters"], parameters, origin);
}

export function routeOf(properties: DataNode | undefined): {
  readonly path: string;
  readonly method: string;
} {
  const path = textAt(properties, "Path");
  const method = textAt(properties, "Method");
  if (!path && !method) return { path: "$default", method: anyMethod };
  return { path: path ?? "", method: method ?? "" };
}

/** Where the function has the default route, its permission covers the others. */
function isCovered(event: Event, api: Api, path: string): boolean {
  if (path === "$default") return false;
  const uris = contents(at(api.body, "paths", "$default"))
    .flatMap((item) => contents(at(item, anyMethod)))
    .flatMap((definition) => contents(at(definition, integration, "uri")));
  return (
    uris.length > 0 &&
    uris.every((uri) => {
      const call = callOf(uri);
      const text = call?.name === "Fn::Sub" ? literalText(call.argument) : undefined;
      return text?.includes(`\${${event.target.id}.Arn}`) === true;
    })
  );
}

/** Entries of events that are of APIs. */
export function apiEventsOf(events: DataNode | undefined, type: string): readonly EntryNode[] {
  return members(events).filter((event) => textAt(event.value, "Type") === type);
}
