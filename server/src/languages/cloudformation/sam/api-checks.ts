// What the serverless transform refuses of an API: definitions, authorizers, responses and domains of a wrong form.

import type { DataNode } from "../../../syntax/node.ts";
import type { Range } from "../../../text/range.ts";
import { contents, methodName } from "./api-body.ts";
import type { Api } from "./apis.ts";
import type { Expansion } from "./expansion.ts";
import { isOpen, refuse, resolved, settledText } from "./expansion.ts";
import { asList, asMap, at, callOf, isEmpty, members } from "./look.ts";

type Say = (where: Range, message: string) => void;

export function checkApi(x: Expansion, api: Api): void {
  const { properties, entry } = api.resource;
  const say: Say = (where, message) =>
    refuse(x, where, `The serverless transform refuses this: ${message}`);
  if (!api.isManaged) definition(api.body, say);
  authorization(x, at(properties, "Auth"), say);
  responses(at(properties, "GatewayResponses"), say);
  domain(x, at(properties, "Domain"), say);
  const endpoint = at(properties, "EndpointConfiguration");
  if (at(endpoint, "VPCEndpointIds") && at(endpoint, "VpcEndpointIds"))
    say(entry.keyRange, "VPCEndpointIds and VpcEndpointIds exclude each other.");
  const hasNoBody = !isEmpty(at(properties, "DefinitionUri"));
  if (at(properties, "DisableExecuteApiEndpoint") && hasNoBody)
    say(entry.keyRange, "DisableExecuteApiEndpoint works only with a definition in the template.");
}

/** A map that is there, or a function; what is left out is for others to say. */
function isMap(node: DataNode | undefined): boolean {
  return node === undefined || callOf(node) !== undefined || asMap(node) !== undefined;
}

function definition(body: DataNode, say: Say): void {
  for (const path of members(at(body, "paths"))) {
    if (!contents(path.value).every((item) => item.kind === "object"))
      say(path.keyRange, `the path ${path.key} of a definition is a map.`);
    for (const item of contents(path.value))
      for (const method of members(item)) {
        if (!methods.has(methodName(method.key))) continue;
        if (!contents(method.value).every((each) => methodKinds.has(each.kind)))
          say(method.keyRange, `the method ${method.key} of ${path.key} is a map.`);
        const security = at(method.value, "security");
        if (security && !(asList(security)?.items ?? []).every(isMap))
          say(method.keyRange, `security of ${method.key} of ${path.key} is a list of maps.`);
      }
  }
  const schemes = at(body, "securityDefinitions");
  if (schemes && !isMap(schemes)) say(schemes.range, "securityDefinitions is a map.");
  const tags = at(body, "tags");
  if (tags && !asList(tags)) say(tags.range, "tags of a definition are a list.");
}

/** A method may be left empty. */
const methodKinds = new Set(["object", "null", "missing"]);

const methods = new Set([
  "delete",
  "get",
  "head",
  "options",
  "patch",
  "post",
  "put",
  "x-amazon-apigateway-any-method",
]);

function authorization(x: Expansion, auth: DataNode | undefined, say: Say): void {
  if (!auth) return;
  const usual = resolved(x, at(auth, "DefaultAuthorizer"));
  if (
    usual &&
    !isOpen(x, usual) &&
    usual.kind !== "null" &&
    (callOf(usual) || usual.kind !== "string")
  )
    say(usual.range, "DefaultAuthorizer is a text.");
  for (const name of ["Authorizers", "ResourcePolicy"]) {
    const node = at(auth, name);
    if (node && !isMap(node)) say(node.range, `${name} is a map.`);
  }
  for (const { key, value, keyRange } of members(at(auth, "Authorizers"))) {
    if (!isMap(value)) say(keyRange, `the authorizer ${key} is a map.`);
    for (const name of ["Identity", "JwtConfiguration"])
      if (!isMap(at(value, name))) say(keyRange, `${name} of the authorizer ${key} is a map.`);
    const scopes = at(value, "AuthorizationScopes");
    if (scopes && !asList(scopes) && !callOf(scopes))
      say(keyRange, `AuthorizationScopes of the authorizer ${key} is a list.`);
  }
  for (const name of ["SourceVpcWhitelist", "SourceVpcBlacklist"]) {
    const list = at(auth, "ResourcePolicy", name);
    const items = asList(list)?.items ?? [];
    if (list && items.some((item) => !isOpen(x, item) && settledText(x, item) === undefined))
      say(list.range, `${name} is a list of texts.`);
  }
}

function responses(written: DataNode | undefined, say: Say): void {
  if (!written) return;
  if (callOf(written)) say(written.range, "GatewayResponses is no function.");
  for (const { key, value, keyRange } of members(written)) {
    if (!asMap(value)) say(keyRange, `the response ${key} is a map.`);
    for (const each of members(value))
      if (!responseNames.has(each.key)) say(each.keyRange, `a response has no ${each.key}.`);
    const parameters = at(value, "ResponseParameters");
    if (!isMap(parameters)) say(keyRange, `ResponseParameters of ${key} is a map.`);
    for (const each of members(parameters))
      if (!parameterNames.has(each.key)) say(each.keyRange, `a response has no ${each.key}.`);
    const code = at(value, "StatusCode");
    const isNumber =
      code?.kind === "number" || (code?.kind === "string" && /^\d+$/.test(code.value));
    if (code && !callOf(code) && !isNumber) say(code.range, "a StatusCode is a number.");
  }
}

const responseNames = new Set(["ResponseParameters", "ResponseTemplates", "StatusCode"]);
const parameterNames = new Set(["Headers", "Paths", "QueryStrings"]);

function domain(x: Expansion, written: DataNode | undefined, say: Say): void {
  const mutual = at(written, "MutualTlsAuthentication");
  if (mutual && !isMap(mutual)) say(mutual.range, "MutualTlsAuthentication is a map.");
  for (const { key, keyRange } of members(mutual))
    if (key !== "TruststoreUri" && key !== "TruststoreVersion")
      say(keyRange, `MutualTlsAuthentication has no ${key}.`);
  const association = at(written, "AccessAssociation");
  if (association && !isMap(association)) say(association.range, "AccessAssociation is a map.");
  const apart = at(written, "Route53", "SeparateRecordSetGroup");
  if (apart && apart.kind !== "boolean")
    say(apart.range, "SeparateRecordSetGroup is true or false.");
  for (const path of asList(at(written, "BasePath"))?.items ?? [])
    if ((!isOpen(x, path) && settledText(x, path) === undefined) || path.kind === "number")
      say(path.range, "a BasePath is a text.");
}
