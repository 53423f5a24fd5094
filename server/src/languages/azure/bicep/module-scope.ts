// Where a module is deployed to: its `scope` as the names of a subscription, a resource group or a management group.

import { evaluate } from "../../../expressions/evaluate.ts";
import type { Place, TextPart, Value } from "../../../expressions/value.ts";
import { isDict, isText, known, unknown } from "../../../expressions/value.ts";
import type { DeploymentTarget, Environment } from "../environment.ts";
import { joined, segmentsOf } from "../text.ts";
import { bodyScope, type Instance, writtenMember } from "./instance.ts";
import { instanceNamed } from "./reference.ts";
import { resourceIdParts } from "./resource-name.ts";

/** What the module's `scope` names, else where its caller is. */
export function environmentOf(instance: Instance, target: DeploymentTarget): Environment {
  const outer = instance.program.environment;
  const written = writtenMember(instance, "scope");
  if (!written) return { ...outer, target };
  const at: Place = { file: instance.program.file.path, range: written.range };
  const named = instanceNamed(written, instance);
  const value: Value = named
    ? known({ type: "text", parts: resourceIdParts(named, at) }, at)
    : idOf(evaluate(written, bodyScope(instance)));
  if (value.state !== "known" || value.value === null || !isText(value.value)) {
    const open = unknown(value.state === "unknown" ? value.reason : { kind: "missing" }, at);
    return { target, subscription: open, resourceGroup: open, managementGroup: open };
  }
  const segments = segmentsOf(value.value.parts);
  const nameAfter = (name: string): Value | undefined => {
    const index = segments.findIndex((parts) => wholeOf(parts) === name);
    const parts = index < 0 ? undefined : segments[index + 1];
    return parts && nameValue(parts, at);
  };
  return {
    target,
    subscription: nameAfter("subscriptions") ?? outer.subscription,
    resourceGroup: nameAfter("resourcegroups") ?? outer.resourceGroup,
    managementGroup: nameAfter("managementgroups") ?? outer.managementGroup,
  };
}

function idOf(value: Value): Value {
  if (value.state !== "known" || value.value === null || !isDict(value.value)) return value;
  return value.value.entries.get("id")?.value ?? value;
}

function wholeOf(parts: readonly TextPart[]): string {
  return parts
    .map((part) => ("hole" in part ? "\0" : part.text))
    .join("")
    .toLowerCase();
}

function nameValue(parts: readonly TextPart[], at: Place): Value {
  const first = parts[0];
  if (parts.length === 1 && first && "hole" in first) return unknown(first.hole, at);
  return joined(parts, at, []);
}
