// What an Azure role lets its holder do, as a list of capabilities. Knows no principal and no scope.

import type { Place, Reason, Trail, Value } from "../../expressions/value.ts";
import { effective, isList, isText, items, member, wholeText } from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import { wildcard } from "../../model/glob.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import type { AzureActions } from "./capabilities.ts";
import { capabilities } from "./capabilities.ts";
import { marked } from "./pattern.ts";
import { refersTo } from "./references.ts";
import type { AzureRoleRow } from "./tables.ts";
import { azureRoles } from "./tables.ts";

export interface AzureRight {
  readonly name: string;
  readonly kind: "built-in" | "custom";
  readonly has: readonly string[];
  readonly more?: Reason;
  /** The value that names the role, as it is written. */
  readonly value: Value;
  /** True where the value is a display name, not an id. */
  readonly byName: boolean;
}

export type RightOrReason =
  | AzureRight
  | { readonly unknown: Reason; readonly at: Place; readonly via: readonly Trail[] };

/** The role behind an id (bare, or a resource id that ends in it) or behind a display name. */
export function azureRight(
  id: Value | undefined,
  name: Value | undefined,
  model: Model,
  context: AnalysisContext,
): RightOrReason {
  const value = id && effective(id).state !== "absent" ? effective(id) : name && effective(name);
  if (!value || value.state === "absent")
    return { unknown: { kind: "missing" }, at: value?.at ?? nowhere, via: [] };
  const byName = value === (name && effective(name));
  if (byName) {
    const text = wholeText(value);
    if (text !== undefined) return named(text, value, true, model, context);
  }
  const guid = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i
    .exec(marked(value) ?? "")?.[1]
    ?.toLowerCase();
  if (guid !== undefined) return named(guid, value, false, model, context);
  const definition = ofKind(model, "azure.authorization.role-definition").find((each) =>
    refersTo(value, each),
  );
  if (definition) return defined(definition, value, model, context);
  return { unknown: reasonOf(value), at: value.at, via: value.via };
}

/** Why a value names no role that is known: a part of it is not known, or it is no id. */
function reasonOf(value: Value): Reason {
  if (value.state === "unknown") return value.reason;
  if (value.state === "known" && value.value !== null && isText(value.value)) {
    const hole = value.value.parts.find((part) => "hole" in part);
    if (hole && "hole" in hole) return hole.hole;
  }
  return { kind: "unsupported", what: "this form of a role id" };
}

const nowhere = { file: "", range: { start: 0, end: 0 } };

function named(
  key: string,
  value: Value,
  byName: boolean,
  model: Model,
  context: AnalysisContext,
): RightOrReason {
  const roles = azureRoles(context.tables);
  const row = roles?.get(key.toLowerCase());
  if (row) return { name: row.name, kind: "built-in", has: capabilitiesOf(row), value, byName };
  const own = ofKind(model, "azure.authorization.role-definition").find(
    (each) =>
      wholeText(each.attributes.get(byName ? "role-name" : "role-definition-id"))?.toLowerCase() ===
      key.toLowerCase(),
  );
  if (own?.attributes.get("permissions")?.state === "known") return custom(own, value);
  const what = roles ? `the custom role ${key}` : "the table of roles";
  return { unknown: { kind: "data", name: what }, at: value.at, via: value.via };
}

function defined(
  definition: Resource,
  value: Value,
  model: Model,
  context: AnalysisContext,
): RightOrReason {
  const permissions = definition.attributes.get("permissions");
  if (permissions?.state === "known") return custom(definition, value);
  const id = definition.attributes.get("role-definition-id");
  const name = definition.attributes.get("role-name");
  const known = (id && wholeText(id)) !== undefined ? id : name;
  if (!known || wholeText(known) === undefined)
    return { unknown: { kind: "data", name: definition.name }, at: value.at, via: value.via };
  const found = azureRight(
    known === id ? id : undefined,
    known === id ? undefined : name,
    { ...model, resources: [] },
    context,
  );
  // What the reader would change is the reference, not the definition that others may use too.
  return "unknown" in found
    ? { ...found, at: value.at, via: value.via }
    : { ...found, value, byName: false };
}

function custom(definition: Resource, value: Value): AzureRight {
  const permissions = items(definition.attributes.get("permissions"));
  const rows = permissions.map((each) => ({
    id: "",
    name: definition.name,
    actions: textsOf(member(each, "actions")),
    notActions: textsOf(member(each, "not-actions")),
    dataActions: textsOf(member(each, "data-actions")),
    notDataActions: textsOf(member(each, "not-data-actions")),
  }));
  const has = new Set(rows.flatMap(capabilitiesOf));
  const more = permissions
    .map((each) => moreOf(member(each, "actions")))
    .find((each) => each !== undefined);
  return {
    name: wholeText(definition.attributes.get("role-name")) ?? definition.name,
    kind: "custom",
    has: capabilities.map((each) => each.name).filter((each) => has.has(each)),
    ...(more ? { more } : {}),
    value,
    byName: false,
  };
}

function textsOf(value: Value | undefined): readonly string[] {
  return items(value).flatMap((each) => wholeText(each) ?? []);
}

function moreOf(value: Value | undefined): Reason | undefined {
  if (!value) return undefined;
  const decided = effective(value);
  if (decided.state === "unknown") return decided.reason;
  if (decided.state !== "known" || decided.value === null || !isList(decided.value))
    return undefined;
  return decided.value.more;
}

export function capabilitiesOf(row: AzureRoleRow): readonly string[] {
  return capabilities.filter(({ azure }) => azure && holds(azure, row)).map((each) => each.name);
}

function holds(actions: AzureActions, row: AzureRoleRow): boolean {
  const may = (action: string) => covered(action, row.actions) && !covered(action, row.notActions);
  const mayData = (action: string) =>
    covered(action, row.dataActions) && !covered(action, row.notDataActions);
  if (actions.any.some(may) || actions.data.some(mayData)) return true;
  return actions.all.length > 0 && actions.all.every(may);
}

/** Azure does not tell upper from lower case in actions, and `*` also covers slashes. */
function covered(action: string, patterns: readonly string[]): boolean {
  const folded = action.toLowerCase();
  return patterns.some((pattern) => wildcard(pattern.toLowerCase(), folded));
}
