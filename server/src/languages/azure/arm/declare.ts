// What is found in a template as declarations: bodies, where they go, and what they belong to.

import type { Place, Value } from "../../../expressions/value.ts";
import { isDict, isText, known } from "../../../expressions/value.ts";
import type { Declaration, IsRead } from "../../../model/declaration.ts";
import type { ObjectNode } from "../../../syntax/node.ts";
import { isDeployment, notRead, parentKey } from "../declarations.ts";
import { targetId } from "../environment.ts";
import { memberNode, stringAt } from "../json-tree.ts";
import { joined, made } from "../text.ts";
import { type Found, isExtension } from "./collect.ts";
import { dataValue, objectValue } from "./data-value.ts";
import { environmentOf } from "./deployment.ts";

export function declare(found: Found, isRead: IsRead): Declaration {
  const { node, scope, around } = found;
  const type = memberNode(node, "type");
  const head = type?.value.range ?? node.range;
  const at: Place = { file: scope.file, range: node.range, head };
  const apiVersion = found.version ?? stringAt(node, "apiVersion");
  const parent = parentOf(found);
  return {
    id: found.id,
    language: "arm",
    dialect: "arm",
    type: found.type,
    name: found.shownName,
    at,
    body: isRead("arm", found.type) ? { ...bodyOf(found), at } : notRead(at),
    exists: found.exists,
    scope: scopeOf(found),
    ...(isExisting(node) ? { existing: true } : {}),
    ...(parent === undefined ? {} : { parent }),
    ...(apiVersion === undefined ? {} : { apiVersion }),
  };

  /** The resource that it is written in, else the one that its name's segments lead to. */
  function parentOf({ type, name }: Found): string | undefined {
    if (around.parent) return around.parent.id;
    const key = parentKey(type, name, scope);
    return key === undefined ? undefined : around.template.declared.resources.get(key);
  }
}

/** The resource as written, without the resources in it and without a nested template. */
function bodyOf(found: Found): Value {
  const { node, scope } = found;
  const nested = isDeployment(found.type);
  const properties = memberNode(node, "properties");
  // Those of an extension are all that its author wrote.
  if (isExtension(node) && properties?.value.kind === "object")
    return objectValue(properties.value, scope);
  const body = objectValue(node, scope, ({ key, value }) => {
    const name = key.toLowerCase();
    return (
      name === "resources" ||
      name === "dependson" ||
      name === "copy" ||
      (nested && name === "properties" && value.kind === "object")
    );
  });
  if (!nested || properties?.value.kind !== "object") return body;
  if (body.state !== "known" || !isDict(body.value)) return body;
  const value = objectValue(properties.value, scope, ({ key }) => key.toLowerCase() === "template");
  const key = { file: scope.file, range: properties.keyRange };
  const entries = new Map([...body.value.entries, [properties.key, { value, key }] as const]);
  return known({ ...body.value, entries }, body.at);
}

function scopeOf(found: Found): Value {
  if (found.scopeParent) return found.scopeParent;
  const { node, scope, around } = found;
  const place = { file: scope.file, range: node.range };
  const written = memberNode(node, "scope");
  if (written && !isDeployment(found.type))
    return wholeScope(dataValue(written.value, scope), targetId(around.environment, place));
  // An existing resource may name the subscription and the resource group that it is in.
  return isExisting(node)
    ? targetId(environmentOf(node, undefined, scope, around.environment), place)
    : targetId(around.environment, place);
}

/** `Microsoft.X/y/name` is a resource where the template is deployed to. */
function wholeScope(written: Value, target: Value): Value {
  if (written.state !== "known" || !isText(written.value)) return written;
  const [first] = written.value.parts;
  if (!first || "hole" in first || first.text.startsWith("/")) return written;
  const base =
    target.state === "known" && isText(target.value) && !isTenantWide.test(first.text)
      ? target.value.parts.filter((part) => "hole" in part || part.text !== "/")
      : [];
  const parts = [...base, made("/providers/", written.at), ...written.value.parts];
  return joined(parts, written.at, [written]);
}

const isTenantWide = /^Microsoft\.Management\/managementGroups\//i;

function isExisting(node: ObjectNode): boolean {
  const existing = memberNode(node, "existing")?.value;
  return existing?.kind === "boolean" && existing.value;
}
