// Expands AWS::Serverless::HttpApi: the API with its definition, its stage, permissions and domain.

import type { DataNode } from "../../../syntax/node.ts";
import { authorizerPermissions } from "./api-auth.ts";
import { setIn } from "./api-body.ts";
import { addDomain } from "./api-domain.ts";
import type { Api } from "./apis.ts";
import { objectOf } from "./code.ts";
import type { Draft } from "./draft.ts";
import { made, ref } from "./draft.ts";
import type { Expansion, Resource } from "./expansion.ts";
import { add, hashOf, refuse, resolved } from "./expansion.ts";
import { httpAuth } from "./http-auth.ts";
import { asList, asMap, at, callOf, isEmpty, isTrue, members, textAt } from "./look.ts";
import { passed } from "./other-resources.ts";

const defaultStage = "$default";
const tagName = "httpapi:createdBy";
const tagValue = "x-amazon-apigateway-tag-value";

export function expandHttpApi(x: Expansion, api: Api): void {
  const { resource } = api;
  const { id, properties, origin, attributes, entry } = resource;
  const uri = at(properties, "DefinitionUri");
  const say = (message: string) =>
    refuse(x, entry.keyRange, `The serverless transform refuses this: ${message}`);
  if (!isEmpty(uri) && !isEmpty(at(properties, "DefinitionBody")))
    say("an API has either a DefinitionBody or a DefinitionUri.");
  const hasBody = isEmpty(uri) && at(api.body, "paths") !== undefined;
  if (!hasBody)
    for (const name of ["CorsConfiguration", "Tags", "Name", "Description"])
      if (!isEmpty(at(properties, name)))
        say(`${name} works only with a definition in the template.`);
  if (hasBody) finishBody(x, api);
  else httpAuth(x, api);
  const warns = at(properties, "FailOnWarnings");
  add(x, {
    id,
    type: "AWS::ApiGatewayV2::Api",
    origin,
    entry,
    attributes,
    properties: {
      FailOnWarnings: isEmpty(warns) ? undefined : warns,
      BodyS3Location: uri ? objectOf(uri, ["Bucket", "Key", "Version"]) : undefined,
      Body: isEmpty(uri) && !isEmpty(api.body) ? api.body : undefined,
    },
  });
  authorizerPermissions(x, api, true);
  addDomain(x, resource, "http", hasBody ? tagsOf(properties) : { [tagName]: "SAM" });
  addStage(x, api, hasBody);
}

function finishBody(x: Expansion, api: Api): void {
  const { properties, origin } = api.resource;
  const set = (path: readonly string[], value: Draft | undefined) => {
    api.body = setIn(api.body, path, value, origin);
  };
  addCors(x, api, set);
  httpAuth(x, api);
  const tags = [
    ...members(at(properties, "Tags")).map(({ key, value }): [string, Draft] => [key, value]),
    [tagName, "SAM"] as const,
  ];
  const written = asList(at(api.body, "tags"))?.items ?? [];
  const all = new Map<string, Draft>(tags);
  const there = new Set(written.map((tag) => textAt(tag, "name")));
  set(
    ["tags"],
    [
      ...written.map((tag) => {
        const value = all.get(textAt(tag, "name") ?? "");
        return value === undefined ? tag : setIn(tag, [tagValue], value, origin);
      }),
      ...tags
        .filter(([name]) => !there.has(name))
        .map(([name, value]) => ({ name, [tagValue]: value })),
    ],
  );
  const off = at(properties, "DisableExecuteApiEndpoint");
  if (off)
    set(
      ["servers"],
      [{ "x-amazon-apigateway-endpoint-configuration": { disableExecuteApiEndpoint: off } }],
    );
  const name = at(properties, "Name");
  if (name) set(["info", "title"], name);
  const description = at(properties, "Description");
  if (description) set(["info", "description"], description);
  const usual = at(api.body, "paths", defaultStage);
  if (!isEmpty(at(properties, "FailOnWarnings")) && usual) {
    set(["paths", defaultStage], undefined);
    set(["paths", `/${defaultStage}`], usual);
  }
}

function addCors(
  x: Expansion,
  api: Api,
  set: (path: readonly string[], value: Draft | undefined) => void,
): void {
  const key = "x-amazon-apigateway-cors";
  const cors = resolved(x, at(api.resource.properties, "CorsConfiguration"));
  if (!cors || isEmpty(cors)) return;
  const map = asMap(cors);
  if (!map) {
    if (callOf(cors)) set([key], lowered(cors));
    else set([key, "allowOrigins"], ["*"]);
    return;
  }
  for (const { key: name, value, keyRange } of members(map)) {
    if (!corsNames.has(name)) {
      refuse(
        x,
        keyRange,
        `The serverless transform refuses this: CorsConfiguration has no ${name}.`,
      );
      continue;
    }
    const isOff =
      name === "AllowCredentials" ? !isTrue(value) : name !== "MaxAge" && isEmpty(value);
    if (!isOff) set([key, name.charAt(0).toLowerCase() + name.slice(1)], value);
  }
}

/** A function with the names of the definition in place of those of the property. */
function lowered(node: DataNode): Draft {
  const call = callOf(node);
  if (call) return { [call.name]: lowered(call.argument) };
  if (node.kind === "array") return node.items.map(lowered);
  const map = asMap(node);
  return map
    ? Object.fromEntries(
        members(map).map(({ key, value }): [string, Draft] => [
          corsNames.has(key) ? key.charAt(0).toLowerCase() + key.slice(1) : key,
          lowered(value),
        ]),
      )
    : node;
}

const corsNames = new Set([
  "AllowMethods",
  "AllowHeaders",
  "AllowOrigins",
  "MaxAge",
  "ExposeHeaders",
  "AllowCredentials",
]);

function addStage(x: Expansion, api: Api, hasBody: boolean): void {
  const { id, properties, origin, attributes } = api.resource;
  const stage = stageId(api.resource);
  const written = members(at(properties, "RouteSettings"));
  const routes = new Map<string, Draft>(written.map(({ key, value }) => [key, value]));
  for (const [route, settings] of api.routes) {
    const all = new Map<string, Draft>();
    for (const part of [routes.get(route), settings])
      for (const { key, value } of members(part === undefined ? undefined : made(part, origin)))
        all.set(key, value);
    routes.set(route, callOf(made(settings, origin)) ? settings : Object.fromEntries(all));
  }
  add(x, {
    id: stage,
    type: "AWS::ApiGatewayV2::Stage",
    origin,
    attributes,
    properties: {
      ...passed(api.resource, ["AccessLogSettings", "DefaultRouteSettings", "StageVariables"]),
      ApiId: ref(id),
      StageName: at(properties, "StageName") ?? defaultStage,
      AutoDeploy: true,
      RouteSettings: routes.size > 0 ? made(Object.fromEntries(routes), origin) : undefined,
      Tags: hasBody ? tagsOf(properties) : undefined,
    },
  });
  x.names.set(`${id}.Stage`, stage);
}

function tagsOf(properties: DataNode): Draft {
  return Object.fromEntries([
    ...members(at(properties, "Tags")).map(({ key, value }): [string, Draft] => [key, value]),
    [tagName, "SAM"],
  ]);
}

function stageId({ id, properties }: Resource): string {
  const stage = at(properties, "StageName");
  if (!stage) return `${id}ApiGatewayDefaultStage`;
  const text = callOf(stage) ? "" : (textAt(properties, "StageName") ?? "");
  if (text === defaultStage) return `${id}ApiGatewayDefaultStage`;
  if (/^[A-Za-z0-9]+$/.test(text)) return `${id}${text}Stage`;
  return text === "" ? `${id}Stage` : `${id}Stage${hashOf(text)}`;
}
