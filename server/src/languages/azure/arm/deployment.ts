// Nested deployments: the template inside, whose names it sees, and where it goes. Reads no linked templates.

import type { Scope } from "../../../expressions/evaluate.ts";
import type { Place, Value } from "../../../expressions/value.ts";
import { wholeText } from "../../../expressions/value.ts";
import type { ObjectNode } from "../../../syntax/node.ts";
import { type Environment, targetOfSchema } from "../environment.ts";
import { memberNode, objectAt, stringAt } from "../json-tree.ts";
import { lastSegment } from "../resource-id.ts";
import { joined, textOf } from "../text.ts";
import { dataValue } from "./data-value.ts";
import type { Given } from "./template.ts";

export interface NestedDeployment {
  readonly root: ObjectNode;
  readonly environment: Environment;
  /** True: the inner template has parameters of its own. False: it is evaluated with the outer's. */
  readonly ownNames: boolean;
  readonly given: Given;
}

export function deploymentOf(
  node: ObjectNode,
  scope: Scope,
  outer: Environment,
): NestedDeployment | undefined {
  const properties = objectAt(node, "properties");
  const root = objectAt(properties, "template");
  if (!root) return undefined;
  const ownNames = seesOwnNames(node);
  const given = new Map<string, () => Value>();
  for (const each of objectAt(properties, "parameters")?.entries ?? []) {
    const value = memberNode(each.value, "value");
    if (value) given.set(each.key.toLowerCase(), () => dataValue(value.value, scope));
  }
  return { root, environment: environmentOf(node, root, scope, outer), ownNames, given };
}

/** True if the template in a deployment sees its own parameters and not those around it. */
export function seesOwnNames(node: ObjectNode): boolean {
  const properties = objectAt(node, "properties");
  const options = objectAt(properties, "expressionEvaluationOptions");
  const evaluation = stringAt(options, "scope")?.toLowerCase();
  if (evaluation !== undefined) return evaluation === "inner";
  // From language version 2.0 on, a nested template sees its own unless it says otherwise.
  const version = stringAt(objectAt(properties, "template"), "languageVersion") ?? "";
  return version.startsWith("2");
}

/** A deployment may name another subscription, resource group or scope than the one around it. */
export function environmentOf(
  node: ObjectNode,
  root: ObjectNode | undefined,
  scope: Scope,
  outer: Environment,
): Environment {
  const text = (name: string): Value | undefined => {
    const entry = memberNode(node, name);
    return entry ? dataValue(entry.value, scope) : undefined;
  };
  const subscription = text("subscriptionId");
  const resourceGroup = text("resourceGroup");
  const written = text("scope");
  const whole = wholeText(written)?.toLowerCase() ?? "";
  const isGroup =
    whole.includes("managementgroups/") ||
    targetOfSchema(stringAt(root, "$schema") ?? "") === "managementGroup";
  const target = resourceGroup
    ? "resourceGroup"
    : subscription
      ? "subscription"
      : whole === "/"
        ? "tenant"
        : isGroup
          ? "managementGroup"
          : writtenTarget(root, outer);
  return {
    target,
    subscription: subscription ?? outer.subscription,
    resourceGroup: resourceGroup ?? outer.resourceGroup,
    managementGroup: isGroup && written ? lastOf(written) : outer.managementGroup,
  };
}

function writtenTarget(root: ObjectNode | undefined, outer: Environment): Environment["target"] {
  const schema = stringAt(root, "$schema");
  if (outer.target === "resourceGroup" || schema === undefined) return outer.target;
  const named = targetOfSchema(schema);
  // Old templates name the schema of resource groups whatever they deploy to.
  return named === "resourceGroup" ? outer.target : named;
}

function lastOf(value: Value): Value {
  const text = textOf(value);
  const at: Place = value.at;
  return text ? joined(lastSegment(text), at, [value]) : value;
}
