// Expands AWS::Serverless::Api: the API with its definition, its stage, permissions, keys and domain.

import type { DataNode, EntryNode } from "../../../syntax/node.ts";
import { apiAuth, authOf, authorizerPermissions } from "./api-auth.ts";
import { mapPath, pathNames, setIn } from "./api-body.ts";
import { addCors } from "./api-cors.ts";
import { addDomain } from "./api-domain.ts";
import type { Api } from "./apis.ts";
import { objectOf } from "./code.ts";
import type { Draft } from "./draft.ts";
import { made, ref } from "./draft.ts";
import type { Expansion, Resource } from "./expansion.ts";
import {
  add,
  addCondition,
  conditionOf,
  hashOf,
  isOpen,
  refuse,
  settledText,
  withCondition,
} from "./expansion.ts";
import { asList, at, callOf, isEmpty, isTrue, members, textAt } from "./look.ts";
import { passed } from "./other-resources.ts";
import { tagList } from "./tags.ts";

export function expandRestApi(x: Expansion, api: Api): void {
  const { resource } = api;
  const { id, properties, origin, attributes, entry } = resource;
  const uri = at(properties, "DefinitionUri");
  const say = (message: string) =>
    refuse(x, entry.keyRange, `The serverless transform refuses this: ${message}`);
  if (!isEmpty(uri) && !isEmpty(at(properties, "DefinitionBody")))
    say("an API has either a DefinitionBody or a DefinitionUri.");
  if (textAt(properties, "StageName") === "") say("a StageName is not empty.");
  const version = textAt(properties, "OpenApiVersion");
  if (version !== undefined && !/^[23]\.\d(\.\d)?$/.test(version))
    say("OpenApiVersion is of the form 3.0.0.");
  x.propagated.tags = isTrue(at(properties, "PropagateTags")) ? at(properties, "Tags") : undefined;
  addCors(x, api);
  apiAuth(x, api);
  const off = at(properties, "DisableExecuteApiEndpoint");
  finishBody(api, off);
  const hasBody = isEmpty(uri) && !isEmpty(api.body);
  add(x, {
    id,
    type: "AWS::ApiGateway::RestApi",
    origin,
    entry,
    attributes,
    properties: {
      ...passed(resource, [
        "ApiKeySourceType",
        "BinaryMediaTypes",
        "Description",
        "EndpointAccessMode",
        "MinimumCompressionSize",
        "Mode",
        "Name",
        "Policy",
        "SecurityPolicy",
      ]),
      FailOnWarnings: isEmpty(at(properties, "FailOnWarnings"))
        ? undefined
        : at(properties, "FailOnWarnings"),
      ...endpointOf(properties),
      BodyS3Location: uri ? objectOf(uri, ["Bucket", "Key", "Version"]) : undefined,
      Body: hasBody ? api.body : undefined,
    },
  });
  addStage(x, resource);
  authorizerPermissions(x, api, false);
  usagePlan(x, api, stageId(resource));
  addDomain(x, resource, "rest");
  x.propagated.tags = undefined;
}

function stageId({ id, properties }: Resource): string {
  const stage = at(properties, "StageName");
  const text = stage && !callOf(stage) ? (textAt(properties, "StageName") ?? "") : "";
  if (/^[A-Za-z0-9]+$/.test(text)) return `${id}${text}Stage`;
  return text === "" ? `${id}Stage` : `${id}Stage${hashOf(text)}`;
}

function addStage(x: Expansion, resource: Resource): void {
  const { id, properties, origin, attributes } = resource;
  const deployment = `${id}Deployment`;
  add(x, {
    id: deployment,
    type: "AWS::ApiGateway::Deployment",
    origin,
    attributes,
    properties: { RestApiId: ref(id) },
  });
  const stage = stageId(resource);
  const tags = at(properties, "Tags");
  add(x, {
    id: stage,
    type: "AWS::ApiGateway::Stage",
    origin,
    attributes,
    properties: {
      ...passed(resource, [
        "AccessLogSetting",
        "CacheClusterEnabled",
        "CacheClusterSize",
        "CanarySetting",
        "MethodSettings",
        "StageName",
        "TracingEnabled",
        "Variables",
      ]),
      RestApiId: ref(id),
      DeploymentId: ref(deployment),
      Tags: tags ? tagList(tags, false) : undefined,
    },
  });
  x.names.set(`${id}.Stage`, stage);
  x.names.set(`${id}.Deployment`, deployment);
}

function endpointOf(properties: DataNode): { readonly [key: string]: Draft | undefined } {
  const endpoint = at(properties, "EndpointConfiguration");
  if (!endpoint || isEmpty(endpoint)) return {};
  const type = at(endpoint, "Type");
  if (!type)
    return {
      EndpointConfiguration: { Types: [endpoint] },
      Parameters: { endpointConfigurationTypes: endpoint },
    };
  return {
    EndpointConfiguration: {
      Types: [type],
      VpcEndpointIds: at(endpoint, "VPCEndpointIds") ?? at(endpoint, "VpcEndpointIds"),
      IpAddressType: at(endpoint, "IpAddressType"),
    },
    Parameters: { endpointConfigurationTypes: type },
  };
}

/** What else the properties add to the definition, and the form of OpenAPI 3 where it is asked for. */
function finishBody(api: Api, off: DataNode | undefined): void {
  const { origin, properties } = api.resource;
  if (!at(api.body, "paths")) return;
  const set = (path: readonly string[], value: Draft | undefined) => {
    api.body = setIn(api.body, path, value, origin);
  };
  for (const { key, value } of members(at(properties, "GatewayResponses")))
    set(["x-amazon-apigateway-gateway-responses", key], gatewayResponse(value));
  const media = at(properties, "BinaryMediaTypes");
  if (media && !isEmpty(media)) set(["x-amazon-apigateway-binary-media-types"], slashes(media));
  for (const { key, value } of members(at(properties, "Models")))
    set(["definitions", key.toLowerCase()], value);
  const isThree = textAt(api.body, "openapi")?.startsWith("3") === true;
  if (off) {
    const name = "x-amazon-apigateway-endpoint-configuration";
    const setting = { disableExecuteApiEndpoint: off };
    if (isThree) set(["servers"], [{ [name]: setting }]);
    else set([name], setting);
  }
  if (!isThree || at(api.body, "swagger")) return;
  for (const [from, to] of [
    ["securityDefinitions", "securitySchemes"],
    ["definitions", "schemas"],
  ] as const) {
    const old = at(api.body, from);
    if (!old || isEmpty(old)) continue;
    set(["components", to], old);
    set([from], undefined);
  }
  plainOptions(api);
}

/** OpenAPI 3 knows no `consumes` and wants a schema for each header. */
function plainOptions(api: Api): void {
  const { origin, properties } = api.resource;
  // With Auth the transform does this twice.
  const isTwice = !isEmpty(at(properties, "Auth"));
  for (const path of pathNames(api.body)) {
    // Paths in conditions are left as they are.
    if (callOf(at(api.body, "paths", path))) continue;
    api.body = mapPath(
      api.body,
      path,
      (item) => {
        const options = at(item, "options");
        if (!options) return item;
        let changed = setIn(
          setIn(options, ["produces"], undefined, origin),
          ["consumes"],
          undefined,
          origin,
        );
        for (const { key, value } of members(at(options, "responses", "200", "headers")))
          changed = setIn(
            changed,
            ["responses", "200", "headers", key],
            isTwice ? { schema: { schema: value } } : { schema: value },
            origin,
          );
        return setIn(item, ["options"], changed, origin);
      },
      origin,
    );
  }
}

function slashes(media: DataNode): Draft {
  const call = callOf(media);
  if (call) return { [call.name]: slashes(call.argument) };
  if (media.kind === "string") return made(media.value.replaceAll("~1", "/"), media.range);
  return asList(media)?.items.map(slashes) ?? media;
}

function gatewayResponse(response: DataNode): Draft {
  const code = at(response, "StatusCode");
  const parameters = at(response, "ResponseParameters");
  const flat = [
    ["Headers", "header"],
    ["Paths", "path"],
    ["QueryStrings", "querystring"],
  ].flatMap(([name = "", place = ""]) =>
    members(at(parameters, name)).map(({ key, value }): [string, Draft] => [
      `gatewayresponse.${place}.${key}`,
      value,
    ]),
  );
  return {
    responseParameters: Object.fromEntries(flat),
    responseTemplates: at(response, "ResponseTemplates") ?? {},
    statusCode: code && code.kind === "number" ? code.raw : code,
  };
}

/** The plan that APIs share exists where one of them does. */
function sharedAttributes(x: Expansion, api: Api): readonly EntryNode[] {
  const { origin, attributes } = api.resource;
  x.sharing.push(conditionOf(api.resource));
  const names = new Set(x.sharing);
  const [only] = names;
  if (names.has(undefined)) return attributes.filter(({ key }) => key !== "Condition");
  if (names.size === 1 || only === undefined) return attributes;
  const name = "SharedUsagePlanCondition";
  addCondition(
    x,
    name,
    { "Fn::Or": [...names].map((each) => ({ Condition: each ?? "" })) },
    origin,
  );
  return withCondition(attributes, name, origin);
}

/** A usage plan with a key: one for the API, or one that all APIs share. */
function usagePlan(x: Expansion, api: Api, stage: string): void {
  const { id, origin, attributes } = api.resource;
  const plan = at(authOf(x, api).node, "UsagePlan");
  const sort = settledText(x, at(plan, "CreateUsagePlan"));
  if (!plan || sort === "NONE" || isOpen(x, at(plan, "CreateUsagePlan"))) return;
  if (sort !== "PER_API" && sort !== "SHARED") {
    refuse(
      x,
      plan.range,
      "The serverless transform refuses this: CreateUsagePlan is PER_API, SHARED or NONE.",
    );
    return;
  }
  const prefix = sort === "SHARED" ? "Serverless" : id;
  const place = {
    origin,
    attributes: sort === "SHARED" ? sharedAttributes(x, api) : attributes,
  };
  const listed = (type: string, name: string): readonly Draft[] =>
    sort === "SHARED"
      ? (asList(at(x.output.get(`${prefix}${type}`)?.value, "Properties", name))?.items ?? [])
      : [];
  add(x, {
    ...place,
    id: `${prefix}UsagePlan`,
    type: "AWS::ApiGateway::UsagePlan",
    properties: {
      ApiStages: [...listed("UsagePlan", "ApiStages"), { ApiId: ref(id), Stage: ref(stage) }],
      ...Object.fromEntries(
        ["UsagePlanName", "Description", "Quota", "Tags", "Throttle"].map((name) => [
          name,
          at(plan, name),
        ]),
      ),
    },
  });
  add(x, {
    ...place,
    id: `${prefix}ApiKey`,
    type: "AWS::ApiGateway::ApiKey",
    properties: {
      Enabled: true,
      StageKeys: [...listed("ApiKey", "StageKeys"), { RestApiId: ref(id), StageName: ref(stage) }],
    },
  });
  add(x, {
    ...place,
    id: `${prefix}UsagePlanKey`,
    type: "AWS::ApiGateway::UsagePlanKey",
    properties: {
      KeyId: ref(`${prefix}ApiKey`),
      KeyType: "API_KEY",
      UsagePlanId: ref(`${prefix}UsagePlan`),
    },
  });
}
