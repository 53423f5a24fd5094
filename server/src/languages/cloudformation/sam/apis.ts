// The APIs of a template, those that only events imply included, with the definitions that events add to.

import type { DataNode, EntryNode } from "../../../syntax/node.ts";
import { anyMethod, conditional, methodName, setIn } from "./api-body.ts";
import { checkApi } from "./api-checks.ts";
import { apiEventsOf, implicitHttp, implicitRest, routeOf } from "./api-events.ts";
import type { Draft, Origin } from "./draft.ts";
import { made, member, object, originOf } from "./draft.ts";
import type { Event } from "./events.ts";
import type { Expansion, Resource } from "./expansion.ts";
import { addCondition, typeIn } from "./expansion.ts";
import { expandHttpApi } from "./http-api.ts";
import { at, isEmpty, members, refOf, textAt } from "./look.ts";
import { checkProperties } from "./properties.ts";
import { expandRestApi } from "./rest-api.ts";

export interface Api {
  readonly resource: Resource;
  /** The transform writes the definition; else it is the author's. */
  readonly isManaged: boolean;
  /** Grows while events are read. */
  body: DataNode;
  /** Settings of routes that events bring in. */
  readonly routes: Map<string, Draft>;
}

export interface Apis {
  /** The API that an event belongs to. */
  readonly of: (event: Event) => Api | undefined;
  readonly expandAll: () => void;
}

type Read = (id: string, entry: EntryNode, type: string) => Resource;

export function newApis(x: Expansion, read: Read): Apis {
  const apis = new Map<string, Api>();
  const rest = implied(x, "Api", "RestApiId");
  const http = implied(x, "HttpApi", "ApiId");
  if (rest) {
    const stage = member("StageName", "Prod", originOf(rest));
    const tags = impliedTags(x, read, "Api", "RestApiId");
    imply(x, implicitRest, "AWS::Serverless::Api", rest, [stage, ...tags]);
  }
  if (http) {
    const tags = impliedTags(x, read, "HttpApi", "ApiId");
    imply(x, implicitHttp, "AWS::Serverless::HttpApi", http, tags);
  }
  for (const [id, entry] of x.written) {
    const type = typeIn(x.written, id) ?? "";
    const isRest = type === "AWS::Serverless::Api";
    if (!isRest && type !== "AWS::Serverless::HttpApi") continue;
    const resource = read(id, entry, type);
    const own = at(resource.properties, "DefinitionBody");
    const isManaged = isEmpty(own) && isEmpty(at(resource.properties, "DefinitionUri"));
    const body = isManaged
      ? made(isRest ? skeleton(resource) : httpSkeleton, resource.origin)
      : (own ?? made({}, resource.origin));
    checkProperties(x, type, resource.properties, entry.keyRange, "resource");
    const api: Api = { resource, isManaged, body, routes: new Map() };
    checkApi(x, api);
    apis.set(id, api);
  }
  const conditions = announce(x, apis);
  conditionOfImplied(x, apis, conditions);
  return {
    of: (event) => apis.get(apiOf(event.properties, event.type)),
    expandAll: () => {
      for (const [id, api] of apis) {
        conditionalPaths(x, id, api, conditions.get(id) ?? new Map());
        x.propagated.tags = undefined;
        if (api.resource.type === "AWS::Serverless::Api") expandRestApi(x, api);
        else expandHttpApi(x, api);
      }
    },
  };
}

/** A version of OpenAPI that is asked for stands in place of the older one. */
function skeleton({ properties }: Resource): Draft {
  const version = textAt(properties, "OpenApiVersion");
  const isThree = version?.startsWith("3.") === true;
  return {
    ...(isThree ? { openapi: version } : { swagger: "2.0" }),
    info: { version: "1.0", title: { Ref: "AWS::StackName" } },
    paths: {},
  };
}

const httpSkeleton: Draft = {
  openapi: "3.0.1",
  info: { version: "1.0", title: { Ref: "AWS::StackName" } },
  paths: {},
};

function apiOf(properties: DataNode | undefined, type: string): string {
  const [property, implicit] =
    type === "HttpApi" ? ["ApiId", implicitHttp] : ["RestApiId", implicitRest];
  const written = at(properties, property ?? "");
  if (!written) return implicit ?? "";
  return refOf(written) ?? textAt(properties, property ?? "") ?? "";
}

/** The first event that names no API of its own. */
function implied(x: Expansion, type: string, property: string): EntryNode | undefined {
  for (const resource of x.written.values())
    for (const event of eventsIn(resource, type))
      if (!at(event.value, "Properties", property)) return event;
  return undefined;
}

/** Functions that pass their tags on give them to the API that they imply. */
function impliedTags(
  x: Expansion,
  read: Read,
  type: string,
  property: string,
): readonly EntryNode[] {
  const tags = new Map<string, EntryNode>();
  for (const [id, entry] of x.written) {
    const implies = eventsIn(entry, type).some((event) => !at(event.value, "Properties", property));
    if (!implies) continue;
    const { properties } = read(id, entry, typeIn(x.written, id) ?? "");
    if (isEmpty(at(properties, "PropagateTags"))) continue;
    for (const tag of members(at(properties, "Tags"))) tags.set(tag.key, tag);
  }
  const [first] = tags.values();
  if (!first) return [];
  const origin = originOf(first);
  return [
    member("Tags", object([...tags.values()], origin), origin),
    member("PropagateTags", true, origin),
  ];
}

function eventsIn(resource: EntryNode, type: string): readonly EntryNode[] {
  const of = textAt(resource.value, "Type");
  if (of !== "AWS::Serverless::Function" && of !== "AWS::Serverless::StateMachine") return [];
  return apiEventsOf(at(resource.value, "Properties", "Events"), type);
}

function imply(
  x: Expansion,
  id: string,
  type: string,
  event: EntryNode,
  properties: readonly EntryNode[],
): void {
  const origin = originOf(event);
  const value = object(
    [member("Type", type, origin), member("Properties", object(properties, origin), origin)],
    origin,
  );
  x.written.set(id, { key: id, keyRange: event.keyRange, range: origin, value });
}

type PathConditions = Map<string, Map<string, string | undefined>>;

/** Every path and method is there before the first integration is added, in empty form. */
function announce(x: Expansion, apis: ReadonlyMap<string, Api>): Map<string, PathConditions> {
  const result = new Map<string, PathConditions>();
  let { left } = x.events;
  for (const resource of x.written.values()) {
    const condition = textAt(resource.value, "Condition");
    for (const type of ["Api", "HttpApi"]) {
      for (const event of eventsIn(resource, type)) {
        const properties = at(event.value, "Properties");
        const id = apiOf(properties, type);
        const api = apis.get(id);
        if (!api) continue;
        // The reading of the events says so.
        if (left-- <= 0) return result;
        const { path, method } = type === "HttpApi" ? routeOf(properties) : plainRoute(properties);
        if (path === "") continue;
        const paths: PathConditions = result.get(id) ?? new Map();
        const methods = paths.get(path) ?? new Map<string, string | undefined>();
        methods.set(method, condition);
        paths.set(path, methods);
        result.set(id, paths);
        const settings = at(properties, "RouteSettings");
        if (settings && type === "HttpApi")
          api.routes.set(
            method === anyMethod ? path : `${method.toUpperCase()} ${path}`,
            condition === undefined ? settings : conditional(condition, settings),
          );
        if (!api.isManaged) continue;
        const origin = originOf(event);
        const old = at(api.body, "paths", path, methodName(method));
        if (!old) api.body = setIn(api.body, ["paths", path, methodName(method)], {}, origin);
      }
    }
  }
  return result;
}

function plainRoute(properties: DataNode | undefined): {
  readonly path: string;
  readonly method: string;
} {
  return { path: textAt(properties, "Path") ?? "", method: textAt(properties, "Method") ?? "" };
}

/** An implied API exists where one of its functions does. */
function conditionOfImplied(
  x: Expansion,
  apis: Map<string, Api>,
  conditions: ReadonlyMap<string, PathConditions>,
): void {
  for (const id of [implicitRest, implicitHttp]) {
    const api = apis.get(id);
    const paths = conditions.get(id);
    if (!api || !paths) continue;
    const names = new Set([...paths.values()].flatMap((methods) => [...methods.values()]));
    const condition = combined(x, names, `${id}Condition`, api.resource.origin);
    if (condition === undefined) continue;
    const { resource } = api;
    const attribute = member("Condition", condition, resource.origin);
    apis.set(id, {
      ...api,
      resource: { ...resource, attributes: [...resource.attributes, attribute] },
    });
  }
}

/** One condition for several, unless one of the things has none. */
function combined(
  x: Expansion,
  names: ReadonlySet<string | undefined>,
  name: string,
  origin: Origin,
): string | undefined {
  if (names.size === 0 || names.has(undefined)) return undefined;
  const all = [...names].filter((each) => each !== undefined).toSorted();
  if (all.length === 1) return all[0];
  addCondition(x, name, { "Fn::Or": all.map((each) => ({ Condition: each })) }, origin);
  return name;
}

function conditionalPaths(x: Expansion, id: string, api: Api, paths: PathConditions): void {
  if (!api.isManaged) return;
  const { origin } = api.resource;
  for (const [path, methods] of paths) {
    const words = path.replaceAll("/", "SLASH").replaceAll("{", "OB").replaceAll("}", "CB");
    const condition = combined(x, new Set(methods.values()), `${id}${words}PathCondition`, origin);
    const item = at(api.body, "paths", path);
    if (condition !== undefined && item)
      api.body = setIn(api.body, ["paths", path], conditional(condition, item), origin);
  }
}
