// `Cors` of a REST API: a method for preflight requests on every path.

import type { DataNode } from "../../../syntax/node.ts";
import { anyMethod, mapPath, pathNames, setIn } from "./api-body.ts";
import type { Api } from "./apis.ts";
import type { Draft } from "./draft.ts";
import type { Expansion } from "./expansion.ts";
import { refuse, resolved } from "./expansion.ts";
import { asMap, at, isEmpty, isTrue, members, textAt } from "./look.ts";

export function addCors(x: Expansion, api: Api): void {
  const { origin, properties } = api.resource;
  const cors = resolved(x, at(properties, "Cors"));
  if (!cors || isEmpty(cors)) return;
  if (!at(api.body, "paths")) {
    refuse(
      x,
      cors.range,
      "The serverless transform refuses this: Cors works only with a definition in the template.",
    );
    return;
  }
  const map = asMap(cors);
  const wrong = members(map).find(({ key }) => !known.has(key));
  if (wrong)
    refuse(x, wrong.keyRange, `The serverless transform refuses this: Cors has no ${wrong.key}.`);
  const origins: Draft = map ? (at(map, "AllowOrigin") ?? "'*'") : cors;
  if (isTrue(at(map, "AllowCredentials")) && (textAt(map, "AllowOrigin") ?? "'*'") === "'*'")
    refuse(
      x,
      cors.range,
      "The serverless transform refuses this: AllowCredentials needs an AllowOrigin other than all.",
    );
  const done = new Set<string>();
  for (const path of pathNames(api.body)) {
    const plain = path === "/" ? path : path.replace(/\/$/, "");
    if (done.has(plain)) continue;
    done.add(plain);
    api.body = mapPath(
      api.body,
      path,
      (item) =>
        at(item, "options")
          ? item
          : setIn(item, ["options"], preflight(origins, map, item), origin),
      origin,
    );
  }
}

const known = new Set([
  "AllowMethods",
  "AllowHeaders",
  "AllowOrigin",
  "MaxAge",
  "AllowCredentials",
]);

const everyMethod = "DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT";

function preflight(origins: Draft, cors: DataNode | undefined, item: DataNode): Draft {
  const own = members(item).map(({ key }) => key);
  const methods = own.includes(anyMethod)
    ? everyMethod
    : [...new Set([...own, "options"].map((name) => name.toUpperCase()))].toSorted().join(",");
  const headers: [string, Draft | undefined, string][] = [
    ["Access-Control-Allow-Origin", origins, "string"],
    ["Access-Control-Allow-Headers", at(cors, "AllowHeaders"), "string"],
    ["Access-Control-Allow-Methods", at(cors, "AllowMethods") ?? `'${methods}'`, "string"],
    ["Access-Control-Max-Age", at(cors, "MaxAge"), "integer"],
    [
      "Access-Control-Allow-Credentials",
      isTrue(at(cors, "AllowCredentials")) ? "'true'" : undefined,
      "string",
    ],
  ];
  const given = headers.filter(([, value]) => value !== undefined);
  return {
    summary: "CORS support",
    consumes: ["application/json"],
    produces: ["application/json"],
    "x-amazon-apigateway-integration": {
      type: "mock",
      requestTemplates: { "application/json": '{\n  "statusCode" : 200\n}\n' },
      responses: {
        default: {
          statusCode: "200",
          responseParameters: Object.fromEntries(
            given.map(([name, value]) => [`method.response.header.${name}`, value]),
          ),
          responseTemplates: { "application/json": "{}\n" },
        },
      },
    },
    responses: {
      "200": {
        description: "Default response for CORS method",
        headers: Object.fromEntries(given.map(([name, , type]) => [name, { type }])),
      },
    },
  };
}
