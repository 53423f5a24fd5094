// What an event of a REST API asks of requests: a model, parameters, a time limit.

import type { DataNode } from "../../../syntax/node.ts";
import { literalText } from "../template.ts";
import { integration, mapMethods, setIn } from "./api-body.ts";
import type { Api } from "./apis.ts";
import type { Draft } from "./draft.ts";
import type { Event } from "./events.ts";
import type { Expansion } from "./expansion.ts";
import { refuse } from "./expansion.ts";
import { asList, at, isEmpty, isTrue, members, textAt } from "./look.ts";

export function requestOf(
  x: Expansion,
  event: Event,
  api: Api,
  path: string,
  method: string,
): void {
  const { properties, origin } = event;
  const change = (edit: (definition: DataNode) => DataNode) => {
    api.body = mapMethods(api.body, { path, method }, edit, origin);
  };
  const timeout = at(properties, "TimeoutInMillis");
  if (timeout)
    change((definition) => setIn(definition, [integration, "timeoutInMillis"], timeout, origin));
  const model = at(properties, "RequestModel");
  const name = textAt(model, "Model");
  if (name !== undefined) {
    if (!at(api.resource.properties, "Models", name))
      refuse(
        x,
        event.entry.keyRange,
        `The serverless transform refuses this: the API has no model ${name}.`,
      );
    change((definition) => withModel(api.body, definition, name.toLowerCase(), model, origin));
    validator(x, api, model, change, origin);
  }
  const parameters = asList(at(properties, "RequestParameters"))?.items ?? [];
  if (parameters.length > 0) change((definition) => withParameters(definition, parameters, origin));
}

function withModel(
  body: DataNode,
  definition: DataNode,
  name: string,
  model: DataNode | undefined,
  origin: Event["origin"],
): DataNode {
  const required = at(model, "Required");
  if (at(body, "swagger")) {
    const old = asList(at(definition, "parameters"))?.items ?? [];
    const schema = { $ref: `#/definitions/${name}` };
    return setIn(
      definition,
      ["parameters"],
      [...old, { in: "body", name, schema, required }],
      origin,
    );
  }
  const schema = { $ref: `#/components/schemas/${name}` };
  return setIn(
    definition,
    ["requestBody"],
    { content: { "application/json": { schema } }, required },
    origin,
  );
}

function validator(
  x: Expansion,
  api: Api,
  model: DataNode | undefined,
  change: (edit: (definition: DataNode) => DataNode) => void,
  origin: Event["origin"],
): void {
  const body = at(model, "ValidateBody");
  const parameters = at(model, "ValidateParameters");
  if (!body && !parameters) return;
  for (const each of [body, parameters])
    if (each && each.kind !== "boolean")
      refuse(
        x,
        each.range,
        "The serverless transform refuses this: what a request model validates is true or false.",
      );
  const ofBody = isTrue(body);
  const ofParameters = isTrue(parameters);
  const name =
    ofBody && ofParameters
      ? "body-and-params"
      : ofBody
        ? "body-only"
        : ofParameters
          ? "params-only"
          : "no-validation";
  api.body = setIn(
    api.body,
    ["x-amazon-apigateway-request-validators", name],
    { validateRequestBody: ofBody, validateRequestParameters: ofParameters },
    origin,
  );
  change((definition) =>
    setIn(definition, ["x-amazon-apigateway-request-validator"], name, origin),
  );
}

function withParameters(
  definition: DataNode,
  parameters: readonly DataNode[],
  origin: Event["origin"],
): DataNode {
  const list: Draft[] = [...(asList(at(definition, "parameters"))?.items ?? [])];
  const cached: Draft[] = [
    ...(asList(at(definition, integration, "cacheKeyParameters"))?.items ?? []),
  ];
  const before = cached.length;
  for (const parameter of parameters) {
    const [first] = members(parameter);
    const full = literalText(parameter) ?? first?.key ?? "";
    const [, , place = "", ...rest] = full.split(".");
    list.push({
      in: place === "querystring" ? "query" : place,
      name: rest.join("."),
      required: isTrue(at(first?.value, "Required")),
      type: "string",
    });
    if (!isEmpty(at(first?.value, "Caching"))) cached.push(full);
  }
  const result = setIn(definition, ["parameters"], list, origin);
  return cached.length === before
    ? result
    : setIn(result, [integration, "cacheKeyParameters"], cached, origin);
}
