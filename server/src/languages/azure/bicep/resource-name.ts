// Where a resource stands in Azure: its parent, its scope, and the id that these and its name make.

import { evaluate, textParts } from "../../../expressions/evaluate.ts";
import type { Place, TextPart, Trail, Value } from "../../../expressions/value.ts";
import { isDict, isText, known, unknown } from "../../../expressions/value.ts";
import { managementGroupId, resourceGroupId, subscriptionId, targetId } from "../environment.ts";
import { hole, joined, made, segmentsOf, textOf, wholeOf } from "../text.ts";
import { bodyScope, type Instance, memberValue, typeOf, writtenMember } from "./instance.ts";
import { instanceNamed } from "./reference.ts";

/** Parents of parents; more is a cycle. */
const longestWay = 16;

/** The resource that this one is nested in or names as its parent. */
export function parentOf(instance: Instance): Instance | undefined {
  if (instance.container) return instance.container;
  const written = writtenMember(instance, "parent");
  return written && instanceNamed(written, instance);
}

export function resourceIdParts(instance: Instance, at: Place): readonly TextPart[] {
  return idParts(instance, at, longestWay);
}

/** The scope that a resource is deployed to: what it names, else that of the deployment. */
export function scopeValue(instance: Instance, at: Place): Value {
  const top = topOf(instance);
  const written = writtenMember(top, "scope");
  if (!written) return targetId(instance.program.environment, at);
  const place: Place = { file: instance.program.file.path, range: written.range };
  const named = instanceNamed(written, top);
  const step: readonly Trail[] = named
    ? [{ kind: "reference", at: place, label: named.id, declaration: named.id, attribute: "id" }]
    : [];
  const value = joined(prefixParts(top, place, longestWay), place, []);
  return { ...value, via: step };
}

function topOf(instance: Instance): Instance {
  let top = instance;
  for (let count = 0; count < longestWay; count++) {
    const parent = parentOf(top);
    if (!parent) return top;
    top = parent;
  }
  return top;
}

function idParts(instance: Instance, at: Place, left: number): readonly TextPart[] {
  if (left === 0) return [hole({ kind: "cycle", name: instance.id }, at)];
  if (instance.statement.kind === "module")
    return [hole({ kind: "module", name: instance.id }, at)];
  const { type } = typeOf(instance);
  const names = segments(instance, type, at, longestWay);
  const { environment } = instance.program;
  switch (type.toLowerCase()) {
    case "microsoft.resources/resourcegroups": {
      const written = writtenMember(instance, "scope");
      const front = written ? prefixParts(instance, at, left) : subscriptionId(environment, at);
      return [...front, made("/resourceGroups/", at), ...(names[0] ?? [])];
    }
    case "microsoft.management/managementgroups":
      return managementGroupId(
        { ...environment, managementGroup: known({ type: "text", parts: names[0] ?? [] }, at) },
        at,
      );
    default: {
      const [provider = "", ...kinds] = type.split("/");
      const path = kinds.flatMap((kind, index) => [
        made(`/${kind}/`, at),
        ...(names[index] ?? [hole({ kind: "missing" }, at)]),
      ]);
      return [
        ...prefixParts(topOf(instance), at, left),
        made(`/providers/${provider}`, at),
        ...path,
      ];
    }
  }
}

/** The name of each segment of the type; names of parents come first. */
export function nameSegments(instance: Instance, at: Place): readonly (readonly TextPart[])[] {
  return segments(instance, typeOf(instance).type, at, longestWay);
}

function segments(
  instance: Instance,
  type: string,
  at: Place,
  left: number,
): readonly (readonly TextPart[])[] {
  const written = writtenMember(instance, "name");
  const name = written ? memberValue(instance, written) : unknown({ kind: "missing" }, at);
  const parts = textParts(name, bodyScope(instance));
  const parent = left > 0 ? parentOf(instance) : undefined;
  if (parent) return [...segments(parent, typeOf(parent).type, at, left - 1), parts];
  const count = type.split("/").length - 1;
  const text = count > 1 ? textOf(name) : undefined;
  const split = text && segmentsOf(text.parts);
  // Where a part is not known the slashes that are written must be all that the type wants.
  const isWhole = text !== undefined && wholeOf(text) !== undefined;
  return split && (isWhole || split.length === count) ? split : [parts];
}

/** The id of what stands before `/providers/`. */
function prefixParts(top: Instance, at: Place, left: number): readonly TextPart[] {
  const { environment } = top.program;
  const written = writtenMember(top, "scope");
  if (!written)
    return environment.target === "tenant" ? [] : partsOf(targetId(environment, at), at);
  const named = instanceNamed(written, top);
  if (named) return idParts(named, at, left - 1);
  const scope = bodyScope(top);
  if (written.kind === "call" && written.arguments.length === 0) {
    switch (written.name.slice(written.name.indexOf(".") + 1)) {
      case "tenant":
        return [];
      case "subscription":
        return subscriptionId(environment, at);
      case "resourceGroup":
        return resourceGroupId(environment, at);
      default:
    }
  }
  return partsOf(evaluate(written, scope), at);
}

/** An id, or the `id` of what `resourceGroup('x')` and its like give. */
function partsOf(value: Value, at: Place): readonly TextPart[] {
  if (value.state === "known" && value.value !== null) {
    if (isText(value.value)) return value.value.parts;
    const id = isDict(value.value) ? value.value.entries.get("id")?.value : undefined;
    if (id) return partsOf(id, at);
  }
  return [hole(value.state === "unknown" ? value.reason : { kind: "missing" }, at)];
}
