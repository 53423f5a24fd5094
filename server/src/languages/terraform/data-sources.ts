// What data sources are known to give: the environment's own identity, policy documents, looked-up names.

import type { Scope } from "../../expressions/evaluate.ts";
import type { OwnIdentity, Place, Reason, TextPart, Value } from "../../expressions/value.ts";
import { isText, known, unknown, wholeText } from "../../expressions/value.ts";
import { resourceBody } from "./blocks.ts";
import type { Context } from "./context.ts";
import { once } from "./context.ts";
import type { Instance } from "./instances.ts";
import { instancesOf } from "./instances.ts";
import { jsonText } from "./json-text.ts";
import type { Written } from "./module.ts";
import { placeOfBlock } from "./module.ts";
import { policyDocument } from "./policy-document.ts";

/** Attributes that are the identity of whoever deploys, by type of data source. */
const ownIdentities: ReadonlyMap<string, ReadonlyMap<string, OwnIdentity>> = new Map([
  [
    "aws_caller_identity",
    new Map<string, OwnIdentity>([
      ["account_id", "aws-account"],
      ["id", "aws-account"],
    ]),
  ],
  [
    "aws_partition",
    new Map<string, OwnIdentity>([
      ["partition", "aws-partition"],
      ["id", "aws-partition"],
      ["dns_suffix", "aws-url-suffix"],
    ]),
  ],
  [
    "aws_region",
    new Map<string, OwnIdentity>([
      ["name", "aws-region"],
      ["region", "aws-region"],
      ["id", "aws-region"],
    ]),
  ],
  [
    "azurerm_client_config",
    new Map<string, OwnIdentity>([
      ["tenant_id", "azure-tenant"],
      ["subscription_id", "azure-subscription"],
      ["object_id", "azure-principal"],
      ["client_id", "azure-principal"],
    ]),
  ],
  [
    "azuread_client_config",
    new Map<string, OwnIdentity>([
      ["tenant_id", "azure-tenant"],
      ["object_id", "azure-principal"],
      ["client_id", "azure-principal"],
    ]),
  ],
  [
    "azurerm_subscription",
    new Map<string, OwnIdentity>([
      ["tenant_id", "azure-tenant"],
      ["subscription_id", "azure-subscription"],
    ]),
  ],
  [
    "azapi_client_config",
    new Map<string, OwnIdentity>([
      ["tenant_id", "azure-tenant"],
      ["subscription_id", "azure-subscription"],
      ["object_id", "azure-principal"],
    ]),
  ],
]);

/** The attribute of a data source that is not written in it; undefined where only the cloud knows. */
export function dataAttribute(
  context: Context,
  resource: Written,
  instance: Instance,
  name: string,
  scope: Scope,
): Value | undefined {
  const at = placeOfBlock(resource.block, resource.file);
  const body = () =>
    once(context, `${instance.id} as written`, at, resource.parts, () => {
      instancesOf(context, resource);
      return resourceBody(resource.block.body, at, scope);
    });
  switch (resource.type) {
    case "aws_iam_policy_document":
      if (name !== "json" && name !== "minified_json") return undefined;
      return once(context, `${instance.id} as JSON`, at, resource.parts, () =>
        jsonText(policyDocument(body(), at), at),
      );
    case "aws_iam_role":
    case "aws_iam_user":
    case "aws_iam_group":
    case "aws_iam_instance_profile":
      return identityAttribute(resource.type, body(), instance, name, at);
    case "azurerm_management_group":
      return name === "id"
        ? below(body(), "name", "/providers/Microsoft.Management/managementGroups/", at)
        : undefined;
    case "azurerm_resource_group":
      return name === "id" ? resourceGroupId(body(), at) : undefined;
    case "aws_iam_policy":
      return name === "arn" || name === "id" ? policyArn(body(), instance, at) : undefined;
    case "azurerm_subscription":
      return subscription(body(), name, at);
    case "azurerm_role_definition":
      return name === "id" ? roleDefinitionId(body(), instance, at) : undefined;
    default: {
      const own = ownIdentities.get(resource.type)?.get(name);
      return own ? unknown({ kind: "own", what: own }, at) : undefined;
    }
  }
}

function part(text: string, at: Place): TextPart {
  return { text, file: at.file, range: at.range };
}

function hole(reason: Reason, at: Place): TextPart {
  return { hole: reason, file: at.file, range: at.range };
}

function written(body: Value, name: string): Value | undefined {
  if (body.state !== "known" || typeof body.value !== "object" || body.value?.type !== "dict")
    return undefined;
  return body.value.entries.get(name)?.value;
}

function partsOf(value: Value): readonly TextPart[] {
  if (value.state === "known" && value.value !== null && isText(value.value))
    return value.value.parts;
  const text = wholeText(value);
  if (text !== undefined) return [part(text, value.at)];
  return [hole(value.state === "unknown" ? value.reason : { kind: "missing" }, value.at)];
}

/** A policy that is looked up by its name may be AWS's own or the account's, below any path. */
function policyArn(body: Value, instance: Instance, at: Place): Value | undefined {
  const arn = written(body, "arn");
  if (arn) return arn;
  const name = written(body, "name");
  if (!name) return undefined;
  const lookedUp: Reason = { kind: "data", name: instance.id };
  const parts = [
    part("arn:", at),
    hole({ kind: "own", what: "aws-partition" }, at),
    part(":iam::", at),
    hole(lookedUp, at),
    part(":policy/", at),
    hole(lookedUp, at),
    ...partsOf(name),
  ];
  return known({ type: "text", parts }, at, name.via);
}

/** What is looked up by its name stands in the account that is deployed to, below any path. */
function identityAttribute(
  type: string,
  body: Value,
  instance: Instance,
  attribute: string,
  at: Place,
): Value | undefined {
  const argument = `${type.replace("aws_iam_", "").replace("instance_profile", "")}_name`;
  const name = written(body, "name") ?? written(body, argument);
  if (!name || (attribute !== "arn" && attribute !== "id")) return undefined;
  if (attribute === "id") return type === "aws_iam_user" ? undefined : name;
  const kind = type.replace("aws_iam_", "").replace("_", "-");
  const parts = [
    part("arn:", at),
    hole({ kind: "own", what: "aws-partition" }, at),
    part(":iam::", at),
    hole({ kind: "own", what: "aws-account" }, at),
    part(`:${kind}/`, at),
    hole({ kind: "data", name: instance.id }, at),
    ...partsOf(name),
  ];
  return known({ type: "text", parts }, at, name.via);
}

function resourceGroupId(body: Value, at: Place): Value | undefined {
  const name = written(body, "name");
  if (!name) return undefined;
  const parts = [
    part("/subscriptions/", at),
    hole({ kind: "own", what: "azure-subscription" }, at),
    part("/resourceGroups/", at),
    ...partsOf(name),
  ];
  return known({ type: "text", parts }, at, name.via);
}

/** The id of what a known path and a written name make. */
function below(body: Value, argument: string, path: string, at: Place): Value | undefined {
  const name = written(body, argument);
  return name && known({ type: "text", parts: [part(path, at), ...partsOf(name)] }, at, name.via);
}

function subscription(body: Value, name: string, at: Place): Value | undefined {
  const chosen = written(body, "subscription_id");
  const own: Reason = { kind: "own", what: "azure-subscription" };
  if (name === "id") {
    const id = chosen ? partsOf(chosen) : [hole(own, at)];
    return known(
      { type: "text", parts: [part("/subscriptions/", at), ...id] },
      at,
      chosen?.via ?? [],
    );
  }
  if (name === "subscription_id") return chosen ?? unknown(own, at);
  // A subscription that is named may stand in another tenant.
  return name === "tenant_id" && !chosen
    ? unknown({ kind: "own", what: "azure-tenant" }, at)
    : undefined;
}

function roleDefinitionId(body: Value, instance: Instance, at: Place): Value | undefined {
  const role = written(body, "role_definition_id");
  if (!role) return undefined;
  const scope = written(body, "scope");
  const before = scope ? partsOf(scope) : [hole({ kind: "data", name: instance.id }, at)];
  return known(
    {
      type: "text",
      parts: [
        ...before,
        part("/providers/Microsoft.Authorization/roleDefinitions/", at),
        ...partsOf(role),
      ],
    },
    at,
    role.via,
  );
}
