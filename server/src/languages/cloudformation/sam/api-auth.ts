// Who may call a REST API: its authorizers, those of single methods, API keys.

import type { DataNode } from "../../../syntax/node.ts";
import { mapMethods, setIn } from "./api-body.ts";
import type { Api } from "./apis.ts";
import type { Draft, Origin } from "./draft.ts";
import { made } from "./draft.ts";
import type { Event } from "./events.ts";
import { sub } from "./events.ts";
import type { Expansion } from "./expansion.ts";
import { add, refuse, settledText } from "./expansion.ts";
import { asList, asMap, at, isEmpty, isTrue, members, textAt } from "./look.ts";
import { addResourcePolicy } from "./resource-policy.ts";

export interface AuthOfApi {
  readonly node: DataNode | undefined;
  readonly defaultAuthorizer: string | undefined;
}

export function authOf(x: Expansion, api: Api): AuthOfApi {
  const node = at(api.resource.properties, "Auth");
  return { node, defaultAuthorizer: settledText(x, at(node, "DefaultAuthorizer")) };
}

export const iamScheme: Draft = {
  type: "apiKey",
  name: "Authorization",
  in: "header",
  "x-amazon-apigateway-authtype": "awsSigv4",
};

const keyScheme: Draft = { type: "apiKey", name: "x-api-key", in: "header" };

function addScheme(api: Api, name: string, scheme: Draft): void {
  if (at(api.body, "securityDefinitions", name)) return;
  api.body = setIn(api.body, ["securityDefinitions", name], scheme, api.resource.origin);
}

/** The authorizer and the API key that an event asks for. */
export function methodAuth(
  x: Expansion,
  event: Event,
  api: Api,
  path: string,
  method: string,
): void {
  const auth = at(event.properties, "Auth");
  if (!auth || isEmpty(auth)) return;
  const { node, defaultAuthorizer } = authOf(x, api);
  const name = textAt(auth, "Authorizer");
  const authorizers = at(node, "Authorizers");
  const say = (message: string) =>
    refuse(x, event.entry.keyRange, `The serverless transform refuses this: ${message}`);
  if (name === "NONE" && defaultAuthorizer === undefined)
    say("the authorizer NONE is for APIs with a DefaultAuthorizer.");
  if (name !== undefined && name !== "NONE" && name !== "AWS_IAM" && !at(authorizers, name))
    say(`the API has no authorizer ${name}.`);
  const isKeyed = at(auth, "ApiKeyRequired");
  if (isKeyed && isEmpty(isKeyed) && isEmpty(at(node, "ApiKeyRequired")))
    say("ApiKeyRequired can be false only where the API requires a key.");
  if (name !== undefined) {
    const scopes = at(auth, "AuthorizationScopes") ?? at(authorizers, name, "AuthorizationScopes");
    const hasScopes = name !== "NONE" && at(authorizers, name);
    addSecurity(api, event.origin, path, method, name, hasScopes ? (scopes ?? []) : []);
    if (name === "AWS_IAM") addScheme(api, "AWS_IAM", iamScheme);
  }
  if (isKeyed) {
    addSecurity(
      api,
      event.origin,
      path,
      method,
      isEmpty(isKeyed) ? "api_key_false" : "api_key",
      [],
    );
    if (!isEmpty(isKeyed)) addScheme(api, "api_key", keyScheme);
  }
  const policy = at(auth, "ResourcePolicy");
  if (policy)
    api.body = addResourcePolicy(x, api.body, policy, [path], stageText(api), event.origin);
}

function stageText(api: Api): Draft {
  // An event is told the name of the stage only; of a function it knows that it is a stage.
  return textAt(api.resource.properties, "StageName") ?? "Stage";
}

function addSecurity(
  api: Api,
  origin: Origin,
  path: string,
  method: string,
  name: string,
  scopes: Draft,
): void {
  api.body = mapMethods(
    api.body,
    { path, method },
    (definition) => {
      const old = asList(at(definition, "security"))?.items ?? [];
      return setIn(definition, ["security"], [...old, { [name]: scopes }], origin);
    },
    origin,
  );
}

/** What `Auth` of the API itself adds to the definition. */
export function apiAuth(x: Expansion, api: Api): void {
  const { node, defaultAuthorizer } = authOf(x, api);
  const { origin, entry, properties } = api.resource;
  if (!node || isEmpty(node)) return;
  const say = (message: string) =>
    refuse(x, entry.keyRange, `The serverless transform refuses this: ${message}`);
  if (!at(api.body, "paths")) {
    // What is included comes in before the transform looks at it.
    if (at(api.body, "Fn::Transform")) return;
    say("Auth works only with a definition in the template.");
    return;
  }
  const authorizers = members(at(node, "Authorizers"));
  if (defaultAuthorizer === "AWS_IAM") addScheme(api, "AWS_IAM", iamScheme);
  for (const { key, value } of authorizers)
    api.body = setIn(api.body, ["securityDefinitions", key], schemeOf(value), origin);
  // Without authorizers the default is not looked at.
  if (
    defaultAuthorizer === "AWS_IAM" ||
    (defaultAuthorizer !== undefined && authorizers.length > 0)
  ) {
    if (
      defaultAuthorizer !== "AWS_IAM" &&
      !authorizers.some(({ key }) => key === defaultAuthorizer)
    )
      say(`the DefaultAuthorizer ${defaultAuthorizer} is none of the Authorizers.`);
    setDefault(api, defaultAuthorizer, node, origin);
  }
  if (!isEmpty(at(node, "ApiKeyRequired"))) {
    addScheme(api, "api_key", keyScheme);
    setKeyRequired(api, node, origin);
  }
  const policy = at(node, "ResourcePolicy");
  if (policy) {
    const stage = at(properties, "StageName") ?? "";
    const paths = members(at(api.body, "paths")).map(({ key }) => key);
    api.body = addResourcePolicy(x, api.body, policy, paths, stage, origin);
  }
}

/** Each method gets the authorizer unless it has one of its own or says that it wants none. */
function setDefault(api: Api, name: string, auth: DataNode, origin: Origin): void {
  const known = new Set(["AWS_IAM", ...members(at(auth, "Authorizers")).map(({ key }) => key)]);
  const preflight = at(auth, "AddDefaultAuthorizerToCorsPreflight");
  const isOnPreflight = !preflight || !isEmpty(preflight);
  const scopes = at(auth, "Authorizers", name, "AuthorizationScopes") ?? [];
  let usesIam = false;
  api.body = mapMethods(
    api.body,
    {},
    (definition, _path, method) => {
      if (method === "options" && !isOnPreflight) return definition;
      const written = asList(at(definition, "security"))?.items ?? [];
      const names = (item: DataNode) => members(item).map(({ key }) => key);
      const own = written.filter((item) => names(item).some((key) => known.has(key)));
      const other = written.filter((item) => !names(item).some((key) => known.has(key)));
      const none = other.findIndex((item) => names(item).includes("NONE"));
      const kept = none < 0 ? other : other.filter((_, index) => index !== none);
      const added: readonly Draft[] = none >= 0 ? [] : own.length > 0 ? own : [{ [name]: scopes }];
      const security = [...kept, ...added];
      if (security.length === 0) return definition;
      const first = security[0];
      if (first !== undefined && at(made(first, origin), "AWS_IAM")) usesIam = true;
      return setIn(definition, ["security"], security, origin);
    },
    origin,
  );
  if (usesIam) addScheme(api, "AWS_IAM", iamScheme);
}

function setKeyRequired(api: Api, auth: DataNode, origin: Origin): void {
  const preflight = at(auth, "AddApiKeyRequiredToCorsPreflight");
  const isOnPreflight = !preflight || !isEmpty(preflight);
  api.body = mapMethods(
    api.body,
    {},
    (definition, _path, method) => {
      const written = asList(at(definition, "security"))?.items ?? [];
      const other = written.filter((item) => !at(item, "api_key") && !at(item, "api_key_false"));
      const refused = written.some((item) => at(item, "api_key_false"));
      const isOff = refused || (method === "options" && !isOnPreflight);
      const security: readonly Draft[] = isOff ? other : [...other, { api_key: [] }];
      if (isOff && written.length === 0) return definition;
      return setIn(definition, ["security"], security, origin);
    },
    origin,
  );
}

/** An authorizer as the definition states it: a user pool or a function. */
function schemeOf(authorizer: DataNode): Draft {
  const pool = at(authorizer, "UserPoolArn");
  const identity = at(authorizer, "Identity");
  const isRequest = textAt(authorizer, "FunctionPayloadType") === "REQUEST";
  const header = at(identity, "Header") ?? "Authorization";
  const expression = at(identity, "ValidationExpression");
  if (pool)
    return {
      type: "apiKey",
      name: header,
      in: "header",
      "x-amazon-apigateway-authtype": "cognito_user_pools",
      "x-amazon-apigateway-authorizer": {
        type: "cognito_user_pools",
        providerARNs: asList(pool) ?? [pool],
        identityValidationExpression: expression,
      },
    };
  const role = at(authorizer, "FunctionInvokeRole");
  const sources = isRequest ? identitySources(identity) : "";
  return {
    type: "apiKey",
    name: isRequest ? "Unused" : header,
    in: "header",
    "x-amazon-apigateway-authtype": "custom",
    "x-amazon-apigateway-authorizer": {
      type: isRequest ? "request" : "token",
      authorizerUri: invocationOf(at(authorizer, "FunctionArn")),
      authorizerResultTtlInSeconds: at(identity, "ReauthorizeEvery"),
      authorizerCredentials: textAt(authorizer, "FunctionInvokeRole") === "NONE" ? undefined : role,
      identitySource: sources === "" ? undefined : sources,
      identityValidationExpression: isRequest ? undefined : expression,
    },
  };
}

export function invocationOf(arn: DataNode | undefined): Draft {
  return sub(
    "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${__FunctionArn__}/invocations",
    { __FunctionArn__: arn },
  );
}

function identitySources(identity: DataNode | undefined): string {
  return [
    ["Headers", "method.request.header."],
    ["QueryStrings", "method.request.querystring."],
    ["StageVariables", "stageVariables."],
    ["Context", "context."],
  ]
    .flatMap(([name = "", prefix = ""]) =>
      (asList(at(identity, name))?.items ?? []).map(
        (item) => `${prefix}${item.kind === "string" ? item.value : ""}`,
      ),
    )
    .join(", ");
}

/** API Gateway may call the functions that decide who may call the API. */
export function authorizerPermissions(x: Expansion, api: Api, isHttp: boolean): void {
  const { id, origin, attributes } = api.resource;
  const partition = isHttp ? "${AWS::Partition}" : "aws";
  for (const { key, value } of members(at(authOf(x, api).node, "Authorizers"))) {
    const arn = at(value, "FunctionArn");
    const isWanted = isHttp
      ? isTrue(at(value, "EnableFunctionDefaultPermissions"))
      : !isTrue(at(value, "DisableFunctionDefaultPermissions"));
    if (!arn || !isWanted || !asMap(value)) continue;
    add(x, {
      id: `${id}${key}AuthorizerPermission`,
      type: "AWS::Lambda::Permission",
      origin,
      attributes,
      properties: {
        Action: "lambda:InvokeFunction",
        FunctionName: arn,
        Principal: "apigateway.amazonaws.com",
        SourceArn: sub(
          `arn:${partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/authorizers/*`,
          { __ApiId__: { Ref: id } },
        ),
      },
    });
  }
}
