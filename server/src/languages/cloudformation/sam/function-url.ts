// `FunctionUrlConfig`: the URL of a function, and the permissions that let anyone call it.

import { originOf } from "./draft.ts";
import type { Expansion, Resource } from "./expansion.ts";
import { add, refuse } from "./expansion.ts";
import type { Target } from "./function.ts";
import { at, callOf, members, textAt } from "./look.ts";

export function functionUrl(x: Expansion, resource: Resource, target: Target): void {
  const { id, properties, attributes } = resource;
  const config = at(properties, "FunctionUrlConfig");
  const entry = members(properties).find(({ key }) => key === "FunctionUrlConfig");
  if (!config || !entry) return;
  const origin = originOf(entry);
  const type = at(config, "AuthType");
  const written = textAt(config, "AuthType");
  if (!callOf(config) && !callOf(type) && written !== "AWS_IAM" && written !== "NONE")
    refuse(
      x,
      entry.keyRange,
      "The serverless transform refuses this: FunctionUrlConfig needs an AuthType of AWS_IAM or NONE.",
    );
  for (const { key, value, keyRange } of members(at(config, "Cors"))) {
    const isList = key.startsWith("Allow") || key === "ExposeHeaders";
    const kind = key === "AllowCredentials" ? "boolean" : key === "MaxAge" ? "number" : "array";
    if ((isList || key === "MaxAge") && !callOf(value) && value.kind !== kind)
      refuse(
        x,
        keyRange,
        `The serverless transform refuses this: ${key} of a function's URL is of another sort.`,
      );
  }
  const corsName = members(at(config, "Cors")).find(({ key }) => !corsNames.has(key));
  if (corsName)
    refuse(
      x,
      corsName.keyRange,
      `The serverless transform refuses this: Cors of a function's URL has no ${corsName.key}.`,
    );
  add(x, {
    id: `${id}Url`,
    type: "AWS::Lambda::Url",
    origin,
    attributes,
    properties: {
      TargetFunctionArn: target.name,
      AuthType: type,
      Cors: at(config, "Cors"),
      InvokeMode: at(config, "InvokeMode"),
    },
  });
  if (written !== "NONE" || !type) return;
  add(x, {
    id: `${id}UrlPublicPermissions`,
    type: "AWS::Lambda::Permission",
    origin,
    attributes,
    properties: {
      Action: "lambda:InvokeFunctionUrl",
      FunctionName: target.name,
      Principal: "*",
      FunctionUrlAuthType: type,
    },
  });
  add(x, {
    id: `${id}URLInvokeAllowPublicAccess`,
    type: "AWS::Lambda::Permission",
    origin,
    attributes,
    properties: {
      Action: "lambda:InvokeFunction",
      FunctionName: target.name,
      Principal: "*",
      InvokedViaFunctionUrl: true,
    },
  });
}

const corsNames = new Set([
  "AllowOrigins",
  "AllowMethods",
  "AllowCredentials",
  "AllowHeaders",
  "ExposeHeaders",
  "MaxAge",
]);
