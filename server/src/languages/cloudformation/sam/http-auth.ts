// Who may call an HTTP API: its authorizers, and those of single routes.

import type { DataNode } from "../../../syntax/node.ts";
import { authOf, iamScheme, invocationOf } from "./api-auth.ts";
import { mapMethods, setIn } from "./api-body.ts";
import type { Api } from "./apis.ts";
import type { Draft } from "./draft.ts";
import type { Event } from "./events.ts";
import type { Expansion } from "./expansion.ts";
import { refuse } from "./expansion.ts";
import { asList, at, isEmpty, isNoValue, isTrue, members, textAt } from "./look.ts";

/** The authorizer that an event asks for; without one it is the default. */
export function httpMethodAuth(
  x: Expansion,
  event: Event,
  api: Api,
  path: string,
  method: string,
): void {
  const auth = at(event.properties, "Auth");
  if (!auth || isEmpty(auth)) return;
  const { node, defaultAuthorizer } = authOf(x, api);
  const name = textAt(auth, "Authorizer") ?? defaultAuthorizer;
  const say = (message: string) =>
    refuse(x, event.entry.keyRange, `The serverless transform refuses this: ${message}`);
  if (name === undefined) {
    say("Auth needs an Authorizer, or a DefaultAuthorizer of the API.");
    return;
  }
  const authorizer = at(node, "Authorizers", name);
  const isIam = name === "AWS_IAM" && isTrue(at(node, "EnableIamAuthorizer"));
  if (name === "NONE" && defaultAuthorizer === undefined)
    say("the authorizer NONE is for APIs with a DefaultAuthorizer.");
  if (name !== "NONE" && !isIam && !authorizer) say(`the API has no authorizer ${name}.`);
  const own = at(auth, "AuthorizationScopes");
  const scopes = isEmpty(own) ? at(authorizer, "AuthorizationScopes") : own;
  const hasScopes = name !== "NONE" && name !== "AWS_IAM" && authorizer;
  api.body = mapMethods(
    api.body,
    { path, method },
    (definition) => {
      const old = asList(at(definition, "security"))?.items ?? [];
      const added = { [name]: hasScopes ? (scopes ?? []) : [] };
      return setIn(definition, ["security"], [...old, added], event.origin);
    },
    event.origin,
  );
}

/** What `Auth` of the API itself adds to the definition. */
export function httpAuth(x: Expansion, api: Api): void {
  const { node, defaultAuthorizer } = authOf(x, api);
  const { origin, entry } = api.resource;
  if (!node || isEmpty(node)) return;
  const say = (message: string) =>
    refuse(x, entry.keyRange, `The serverless transform refuses this: ${message}`);
  if (!at(api.body, "paths")) {
    // What is included comes in before the transform looks at it.
    if (at(api.body, "Fn::Transform")) return;
    say("Auth works only with a definition in the template.");
    return;
  }
  const schemes = new Map<string, Draft>();
  if (isTrue(at(node, "EnableIamAuthorizer"))) schemes.set("AWS_IAM", iamScheme);
  for (const { key, value } of members(at(node, "Authorizers"))) {
    const isJwt = !isEmpty(at(value, "JwtConfiguration"));
    if (isJwt && !at(value, "IdentitySource")) say(`the authorizer ${key} needs IdentitySource.`);
    if (!isJwt && (!at(value, "FunctionArn") || !at(value, "AuthorizerPayloadFormatVersion")))
      say(`the authorizer ${key} needs FunctionArn and AuthorizerPayloadFormatVersion.`);
    schemes.set(key, schemeOf(value));
  }
  for (const [name, scheme] of schemes)
    api.body = setIn(api.body, ["components", "securitySchemes", name], scheme, origin);
  if (defaultAuthorizer === undefined || isNoValue(at(node, "DefaultAuthorizer"))) return;
  if (!schemes.has(defaultAuthorizer))
    say(`the DefaultAuthorizer ${defaultAuthorizer} is none of the Authorizers.`);
  const scopes = at(node, "Authorizers", defaultAuthorizer, "AuthorizationScopes") ?? [];
  api.body = mapMethods(
    api.body,
    {},
    (definition, _path, method) =>
      method === "options" || !isEmpty(at(definition, "security"))
        ? definition
        : setIn(definition, ["security"], [{ [defaultAuthorizer]: scopes }], origin),
    origin,
  );
}

const authorizerKey = "x-amazon-apigateway-authorizer";

function schemeOf(authorizer: DataNode): Draft {
  const jwt = members(at(authorizer, "JwtConfiguration"));
  if (jwt.length > 0)
    return {
      type: "oauth2",
      [authorizerKey]: {
        jwtConfiguration: Object.fromEntries(
          jwt.map(({ key, value }) => [key.toLowerCase(), value]),
        ),
        identitySource: at(authorizer, "IdentitySource"),
        type: "jwt",
      },
    };
  const identity = at(authorizer, "Identity");
  const isSimple = at(authorizer, "EnableSimpleResponses");
  return {
    type: "apiKey",
    name: "Unused",
    in: "header",
    [authorizerKey]: {
      type: "request",
      authorizerUri: invocationOf(at(authorizer, "FunctionArn")),
      authorizerCredentials:
        textAt(authorizer, "FunctionInvokeRole") === "NONE"
          ? undefined
          : at(authorizer, "FunctionInvokeRole"),
      authorizerResultTtlInSeconds: at(identity, "ReauthorizeEvery"),
      identitySource: isEmpty(identity) ? undefined : sourcesOf(identity),
      authorizerPayloadFormatVersion: at(authorizer, "AuthorizerPayloadFormatVersion"),
      enableSimpleResponses: isEmpty(isSimple) ? undefined : isSimple,
    },
  };
}

function sourcesOf(identity: DataNode | undefined): readonly Draft[] {
  return [
    ["Headers", "$request.header."],
    ["QueryStrings", "$request.querystring."],
    ["StageVariables", "$stageVariables."],
    ["Context", "$context."],
  ].flatMap(([name = "", prefix = ""]) =>
    (asList(at(identity, name))?.items ?? []).map(
      (item) => `${prefix}${item.kind === "string" ? item.value : ""}`,
    ),
  );
}
