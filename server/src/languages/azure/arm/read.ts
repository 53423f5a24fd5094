// From one ARM template and the values of a variant to declarations, nested deployments included.

import { asTruth } from "../../../expressions/compare.ts";
import type { Budget, Scope } from "../../../expressions/evaluate.ts";
import { numberOf } from "../../../expressions/operators.ts";
import { all, type Truth } from "../../../expressions/truth.ts";
import type { Place, Value } from "../../../expressions/value.ts";
import { known, textValue, wholeText } from "../../../expressions/value.ts";
import type { Declaration } from "../../../model/declaration.ts";
import type { Files, Unit, Variant } from "../../../model/unit.ts";
import type { DataNode, ObjectNode } from "../../../syntax/node.ts";
import type { Limits } from "../../../text/limits.ts";
import type { Problem } from "../../../text/problem.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import type { Reading } from "../../language.ts";
import {
  declarationId,
  fullName,
  fullType,
  type Ids,
  isDeployment,
  nameShape,
  newIds,
  resourceKey,
} from "../declarations.ts";
import { type Environment, ownEnvironment, targetId, targetOfSchema } from "../environment.ts";
import { jsonTree, memberNode, objectAt, stringAt } from "../json-tree.ts";
import { givenValue, parameterEntries } from "../parameter-file.ts";
import { dataValue, objectValue } from "./data-value.ts";
import { deploymentOf, environmentOf } from "./deployment.ts";
import { legacyExtension } from "./legacy.ts";
import { type Given, openTemplate, type Template } from "./template.ts";
import { artifactValues, templateRoot } from "./template-root.ts";

export function readUnit(unit: Unit, variant: Variant, files: Files, limits: Limits): Reading {
  const path = unit.files[0];
  const file = path === undefined ? undefined : files.get(path);
  if (!file) return { declarations: [], problems: [], wants: [] };
  const problems: Problem[] = [];
  const budget: Budget = { steps: limits.evaluationSteps, depth: 0 };
  const root = templateRoot(jsonTree(file).root);
  if (!root) return { declarations: [], problems: [], wants: [] };
  const at: Place = { file: file.path, range: { start: 0, end: 0 } };
  const template = openTemplate({
    file: file.path,
    root,
    environment: ownEnvironment(targetOfSchema(stringAt(root, "$schema") ?? ""), at),
    given: givenValues(file, variant, files),
    limits,
    budget,
    cycle: (name, place) => problems.push(cycleProblem(name, place)),
  });
  const collector: Collector = { ids: newIds(), found: [], limits, budget, problems };
  collect(memberNode(root, "resources")?.value, collector, {
    template,
    environment: template.environment,
  });
  return { declarations: collector.found.map(declare), problems, wants: [] };
}

/** Everything found so far; bodies are evaluated when all names are known. */
interface Collector {
  readonly ids: Ids;
  readonly found: Found[];
  readonly limits: Limits;
  readonly budget: Budget;
  readonly problems: Problem[];
}

/** Where resources stand: the template that evaluates them, where they go, what they are nested in. */
interface Surroundings {
  readonly template: Template;
  readonly environment: Environment;
  readonly parent?: Found;
  /** Whether the deployment around them is made at all. */
  readonly exists?: Truth;
}

interface Found {
  readonly id: string;
  readonly type: string;
  readonly name: Value;
  readonly shownName: string;
  readonly node: ObjectNode;
  readonly exists: Truth;
  readonly surroundings: Surroundings;
  readonly symbol?: string;
  readonly scopeParent?: Value;
}

function collect(
  resources: DataNode | undefined,
  collector: Collector,
  around: Surroundings,
): void {
  if (resources?.kind === "array") {
    for (const item of resources.items) add(item, undefined, collector, around);
  }
  if (resources?.kind === "object") {
    for (const each of resources.entries) add(each.value, each.key, collector, around);
  }
}

function add(
  node: DataNode,
  symbol: string | undefined,
  collector: Collector,
  around: Surroundings,
): void {
  if (node.kind !== "object") return;
  const { template } = around;
  const { scope } = template;
  const written = memberNode(node, "type");
  const ownType = written ? wholeText(dataValue(written.value, scope)) : undefined;
  if (ownType === undefined || ownType === "") return;
  const isRelative = around.parent !== undefined && !ownType.includes(".");
  const nameEntry = memberNode(node, "name");
  const place: Place = { file: scope.file, range: node.range };
  const ownName = nameEntry ? dataValue(nameEntry.value, scope) : textValue("", place);
  const legacy = legacyExtension(
    fullType(isRelative ? around.parent : undefined, ownType),
    fullName(isRelative ? around.parent : undefined, ownName, scope),
    around.environment,
    scope,
  );
  const exists = all([
    around.exists ?? "yes",
    around.parent?.exists ?? "yes",
    existsAsWritten(node, scope),
  ]);
  const id = declarationId(collector.ids, legacy.type, legacy.name, scope);
  const shape = nameShape(legacy.name, scope);
  const found: Found = {
    id,
    type: legacy.type,
    name: legacy.name,
    shownName: symbol ?? (shape.replaceAll("${?}", "") === "" ? id : shape),
    node,
    exists,
    surroundings: around,
    ...(symbol === undefined ? {} : { symbol }),
    ...(legacy.scope ? { scopeParent: legacy.scope } : {}),
  };
  collector.found.push(found);
  if (symbol !== undefined) template.symbols.set(symbol, found.id);
  const key = resourceKey(found.type, found.name, scope);
  if (key !== undefined && !template.resources.has(key)) template.resources.set(key, found.id);
  if (isDeployment(found.type)) addDeployment(found, collector, around);
  else collect(memberNode(node, "resources")?.value, collector, { ...around, parent: found });
}

/** Resources of a template that is written inside a deployment; one that is linked is not read. */
function addDeployment(found: Found, collector: Collector, around: Surroundings): void {
  const inner = deploymentOf(found.node, around.template.scope, around.environment);
  if (!inner) return;
  const { template: outer } = around;
  const template = inner.ownNames
    ? openTemplate({
        file: outer.file,
        root: inner.root,
        environment: inner.environment,
        given: inner.given,
        limits: collector.limits,
        budget: collector.budget,
        cycle: (name, place) => collector.problems.push(cycleProblem(name, place)),
      })
    : outer;
  const surroundings = { template, environment: inner.environment, exists: found.exists };
  collect(memberNode(inner.root, "resources")?.value, collector, surroundings);
}

function declare(found: Found): Declaration {
  const { node, surroundings } = found;
  const { scope } = surroundings.template;
  const type = memberNode(node, "type");
  const head = type?.value.range ?? node.range;
  const at: Place = { file: scope.file, range: node.range, head };
  const apiVersion = stringAt(node, "apiVersion");
  const parent = surroundings.parent?.id;
  return {
    id: found.id,
    language: "arm",
    dialect: "arm",
    type: found.type,
    name: found.shownName,
    at,
    body: { ...bodyOf(found, scope), at },
    exists: found.exists,
    scope: scopeOf(found, scope),
    ...(isExisting(node) ? { existing: true } : {}),
    ...(parent === undefined ? {} : { parent }),
    ...(apiVersion === undefined ? {} : { apiVersion }),
  };
}

/** The resource as written, without the resources in it and without a nested template. */
function bodyOf(found: Found, scope: Scope): Value {
  const { node } = found;
  const nested = isDeployment(found.type);
  const body = objectValue(node, scope, ({ key, value }) => {
    const name = key.toLowerCase();
    return (
      name === "resources" ||
      name === "dependson" ||
      (nested && name === "properties" && value.kind === "object")
    );
  });
  const properties = memberNode(node, "properties");
  if (!nested || properties?.value.kind !== "object" || body.state !== "known") return body;
  if (typeof body.value !== "object" || body.value === null || body.value.type !== "dict")
    return body;
  const value = objectValue(properties.value, scope, ({ key }) => key.toLowerCase() === "template");
  const key = { file: scope.file, range: properties.keyRange };
  const entries = new Map([...body.value.entries, [properties.key, { value, key }] as const]);
  return known({ ...body.value, entries }, body.at);
}

function scopeOf(found: Found, scope: Scope): Value {
  if (found.scopeParent) return found.scopeParent;
  const written = memberNode(found.node, "scope");
  if (written && !isDeployment(found.type)) return dataValue(written.value, scope);
  const { environment } = found.surroundings;
  const place = { file: scope.file, range: found.node.range };
  // An existing resource may name the subscription and the resource group that it is in.
  return isExisting(found.node)
    ? targetId(environmentOf(found.node, undefined, scope, environment), place)
    : targetId(environment, place);
}

function isExisting(node: ObjectNode): boolean {
  const existing = memberNode(node, "existing")?.value;
  return existing?.kind === "boolean" && existing.value;
}

/** "no" where a condition is false or a loop has no turn. */
function existsAsWritten(node: ObjectNode, scope: Scope): Truth {
  const condition = memberNode(node, "condition");
  const decided = condition ? asTruth(dataValue(condition.value, scope)) : "yes";
  const count = memberNode(objectAt(node, "copy"), "count");
  if (!count) return decided;
  const turns = numberOf(dataValue(count.value, scope));
  return all([decided, turns === undefined ? "unknown" : turns > 0 ? "yes" : "no"]);
}

function givenValues(template: SourceFile, variant: Variant, files: Files): Given {
  const given = new Map<string, () => Value>(artifactValues(template));
  for (const path of variant.values) {
    const file = files.get(path);
    if (!file) continue;
    for (const [name, entry] of parameterEntries(file))
      given.set(name, () => givenValue(entry, path));
  }
  return given;
}

function cycleProblem(name: string, at: Place): Problem {
  return {
    id: "analysis/not-analysed",
    file: at.file,
    range: at.range,
    message: `"${name}" refers to itself, so its value is not known.`,
  };
}
