// Where a template is deployed and what it can know of that place: the functions of scopes. Knows no syntax.

import type { Place, Reason, TextPart, Value } from "../../expressions/value.ts";
import { isText, known, unknown } from "../../expressions/value.ts";
import { hole, joined, made } from "./text.ts";

export type DeploymentTarget = "resourceGroup" | "subscription" | "managementGroup" | "tenant";

/** The names of the place; own ones are unknown, those of a nested deployment may be written. */
export interface Environment {
  readonly target: DeploymentTarget;
  readonly subscription: Value;
  readonly resourceGroup: Value;
  readonly managementGroup: Value;
}

export function ownEnvironment(target: DeploymentTarget, at: Place): Environment {
  return {
    target,
    subscription: unknown({ kind: "own", what: "azure-subscription" }, at),
    resourceGroup: unknown({ kind: "own", what: "azure-resource-group" }, at),
    managementGroup: unknown({ kind: "data", name: "managementGroup().name" }, at),
  };
}

/** The target that a template's `$schema` names; resource groups are the default. */
export function targetOfSchema(schema: string): DeploymentTarget {
  const name = schema.toLowerCase();
  if (name.includes("subscriptiondeploymenttemplate")) return "subscription";
  if (name.includes("managementgroupdeploymenttemplate")) return "managementGroup";
  if (name.includes("tenantdeploymenttemplate")) return "tenant";
  return "resourceGroup";
}

/** A value as the parts of an id. */
export function idParts(value: Value): readonly TextPart[] {
  if (value.state === "known" && isText(value.value)) return value.value.parts;
  const reason: Reason = value.state === "unknown" ? value.reason : { kind: "missing" };
  return [hole(reason, value.at)];
}

export function subscriptionId(environment: Environment, at: Place): readonly TextPart[] {
  return [made("/subscriptions/", at), ...idParts(environment.subscription)];
}

export function resourceGroupId(environment: Environment, at: Place): readonly TextPart[] {
  return [
    ...subscriptionId(environment, at),
    made("/resourceGroups/", at),
    ...idParts(environment.resourceGroup),
  ];
}

export function managementGroupId(environment: Environment, at: Place): readonly TextPart[] {
  return [
    made("/providers/Microsoft.Management/managementGroups/", at),
    ...idParts(environment.managementGroup),
  ];
}

/** The id of the place that resources are deployed to where they name none. */
export function targetId(environment: Environment, at: Place): Value {
  switch (environment.target) {
    case "resourceGroup":
      return joined(resourceGroupId(environment, at), at, []);
    case "subscription":
      return joined(subscriptionId(environment, at), at, []);
    case "managementGroup":
      return joined(managementGroupId(environment, at), at, []);
    case "tenant":
      return joined([made("/", at)], at, []);
  }
}

/** `subscription()`, `resourceGroup()` and the others; undefined for any other name. */
export function scopeFunction(
  name: string,
  environment: Environment,
  at: Place,
): Value | undefined {
  const text = (parts: readonly TextPart[]) => joined(parts, at, []);
  const data = (what: string): Value => unknown({ kind: "data", name: what }, at);
  const tenant: Value = unknown({ kind: "own", what: "azure-tenant" }, at);
  const here = (value: Value): Value => ({ ...value, at });
  switch (name) {
    case "subscription":
      return record(at, name, [
        ["id", text(subscriptionId(environment, at))],
        ["subscriptionId", here(environment.subscription)],
        ["tenantId", tenant],
        ["displayName", data("subscription().displayName")],
      ]);
    case "resourcegroup":
      return record(at, name, [
        ["id", text(resourceGroupId(environment, at))],
        ["name", here(environment.resourceGroup)],
        ["type", text([made("Microsoft.Resources/resourceGroups", at)])],
        ["location", data("resourceGroup().location")],
      ]);
    case "managementgroup":
      return record(at, name, [
        ["id", text(managementGroupId(environment, at))],
        ["name", here(environment.managementGroup)],
        ["type", text([made("Microsoft.Management/managementGroups", at)])],
      ]);
    case "tenant":
      return record(at, name, [
        ["id", text([made("/tenants/", at), hole({ kind: "own", what: "azure-tenant" }, at)])],
        ["tenantId", tenant],
      ]);
    case "deployer":
      return record(at, name, [
        ["objectId", unknown({ kind: "own", what: "azure-principal" }, at)],
        ["tenantId", tenant],
      ]);
    case "deployment":
      return record(at, name, [
        ["properties", record(at, "deployment", [["templateLink", ownLink(at)]])],
      ]);
    case "environment":
      return record(at, name, []);
    default:
      return undefined;
  }
}

const ownUri = { kind: "data", name: "deployment().properties.templateLink.uri" } as const;
const beside = { kind: "data", name: "deployment().properties.templateLink" } as const;

/** The link that the template itself was deployed by, if there is one. */
function ownLink(at: Place): Value {
  return record(at, "deployment", [["uri", unknown(ownUri, at)]]);
}

/** `uri()` on the address of the template itself: a file that lies where the template lies. */
export function besideTemplate(base: Value, path: Value): Value | undefined {
  const isOwn =
    base.state === "unknown" && base.reason.kind === "data" && base.reason.name === ownUri.name;
  if (!isOwn) return undefined;
  return joined([hole(beside, base.at), ...idParts(path)], base.at, [path]);
}

/** True for the hole that stands for the folder of the template in what `besideTemplate` makes. */
export function isBesideTemplate(reason: Reason): boolean {
  return reason.kind === "data" && reason.name === beside.name;
}

/** An object of which only these members are known. */
function record(at: Place, name: string, members: readonly (readonly [string, Value])[]): Value {
  const entries = new Map(members.map(([key, value]) => [key, { value, key: at }]));
  return known({ type: "dict", entries, more: { kind: "data", name: `${name}()` } }, at);
}
