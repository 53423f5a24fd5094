// The resources of a template, one for each turn of their loops, and the templates that deployments among them open.

import { asTruth } from "../../../expressions/compare.ts";
import type { Scope } from "../../../expressions/evaluate.ts";
import { all, type Truth } from "../../../expressions/truth.ts";
import type { Place, Reason, Value } from "../../../expressions/value.ts";
import { textValue, wholeText } from "../../../expressions/value.ts";
import type { DataNode, ObjectNode } from "../../../syntax/node.ts";
import {
  declarationId,
  fullName,
  fullType,
  isDeployment,
  nameShape,
  resourceKey,
} from "../declarations.ts";
import type { Environment } from "../environment.ts";
import { memberNode, stringAt } from "../json-tree.ts";
import { dataValue } from "./data-value.ts";
import { deploymentOf } from "./deployment.ts";
import { legacyExtension } from "./legacy.ts";
import { outputsOf } from "./outputs.ts";
import { type Session, say, sayCycle } from "./session.ts";
import { openTemplate, type Template } from "./template.ts";
import { type Turn, turnsOf } from "./turns.ts";

/** Loops in deployments in loops multiply; beyond this nothing more is declared. */
const mostResources = 20_000;

/** Deployments in deployments; Azure itself allows fewer. */
const deepest = 32;

/** Where resources stand: the template that evaluates them, where they go, what they are nested in. */
export interface Surroundings {
  readonly template: Template;
  readonly scope: Scope;
  readonly environment: Environment;
  readonly parent?: Found;
  /** Whether the deployment around them is made at all. */
  readonly exists: Truth;
  /** The templates that led here, this one last: none may deploy itself. */
  readonly chain: readonly DataNode[];
}

export interface Found {
  readonly id: string;
  readonly type: string;
  readonly name: Value;
  readonly shownName: string;
  readonly node: ObjectNode;
  readonly exists: Truth;
  readonly around: Surroundings;
  readonly scope: Scope;
  /** Version of the type, where it stands in the type itself. */
  readonly version?: string;
  readonly scopeParent?: Value;
  /** Of a deployment: the resources in its template. */
  readonly inner?: () => Opened;
}

type Opened = { readonly found: readonly Found[] } | { readonly reason: Reason };

/** What stands in a list or an object of resources. Names are evaluated, bodies are not. */
export function collect(
  resources: DataNode | undefined,
  around: Surroundings,
  session: Session,
): readonly Found[] {
  const found: Found[] = [];
  const written: readonly (readonly [DataNode, string | undefined])[] =
    resources?.kind === "array"
      ? resources.items.map((item) => [item, undefined] as const)
      : resources?.kind === "object"
        ? resources.entries.map((each) => [each.value, each.key] as const)
        : [];
  for (const [node, symbol] of written) {
    if (node.kind !== "object") continue;
    for (const turn of isFull(node, around, session) ? [] : turnsOf(node, around.scope, session)) {
      if (isFull(node, around, session)) return found;
      add(node, symbol, turn, around, session, found);
    }
  }
  return found;
}

function isFull(node: ObjectNode, around: Surroundings, session: Session): boolean {
  if (session.found < mostResources) return false;
  const at = { file: around.scope.file, range: node.range };
  const message = `More than ${mostResources} resources are deployed; the rest is not read.`;
  say(session, at, message, { incomplete: true });
  return true;
}

function add(
  node: ObjectNode,
  symbol: string | undefined,
  { scope, index }: Turn,
  around: Surroundings,
  session: Session,
  list: Found[],
): void {
  const written = memberNode(node, "type");
  const qualified = written ? wholeText(dataValue(written.value, scope)) : undefined;
  if (qualified === undefined || qualified === "") return;
  const [ownType = "", version] = isExtension(node) ? qualified.split("@") : [qualified];
  const parent = ownType.includes(".") ? undefined : around.parent;
  const nameEntry = memberNode(node, "name");
  const place: Place = { file: scope.file, range: node.range };
  const ownName = nameEntry ? dataValue(nameEntry.value, scope) : textValue("", place);
  const legacy = legacyExtension(
    fullType(parent, ownType),
    fullName(parent, ownName, scope),
    around.environment,
    scope,
  );
  const id = declarationId(session.ids, legacy.type, legacy.name, scope);
  const shape = nameShape(legacy.name, scope);
  const turn = index === undefined ? "" : `[${index}]`;
  const base = {
    id,
    type: legacy.type,
    name: legacy.name,
    shownName:
      symbol === undefined ? (shape.replaceAll("${?}", "") === "" ? id : shape) : symbol + turn,
    node,
    exists: all([
      around.exists,
      around.parent?.exists ?? "yes",
      existsAsWritten(node, scope),
      index === "*" ? "unknown" : "yes",
    ]),
    around,
    scope,
    ...(version === undefined ? {} : { version }),
    ...(legacy.scope ? { scopeParent: legacy.scope } : {}),
  };
  session.found++;
  register(base, symbol === undefined ? undefined : symbol + turn, around.template);
  if (isDeployment(base.type)) {
    list.push(deployed(base, around, session));
    return;
  }
  const found: Found = base;
  list.push(found);
  const nested = memberNode(node, "resources")?.value;
  if (nested) list.push(...collect(nested, { ...around, scope, parent: found }, session));
}

/** Types of an extension of Bicep, such as Microsoft Graph, carry their version with them. */
export function isExtension(node: ObjectNode): boolean {
  return stringAt(node, "import") !== undefined || stringAt(node, "extension") !== undefined;
}

function register(found: Found, symbol: string | undefined, { declared, scope }: Template): void {
  if (symbol !== undefined) declared.symbols.set(symbol, found.id);
  const key = resourceKey(found.type, found.name, scope);
  if (key !== undefined && !declared.resources.has(key)) declared.resources.set(key, found.id);
  const name = wholeText(found.name)?.toLowerCase();
  if (name !== undefined) declared.names.set(name, declared.names.has(name) ? undefined : found.id);
}

/** Its template is opened when somebody asks: for what it gives back, or for its resources. */
function deployed(base: Found, around: Surroundings, session: Session): Found {
  let opened: (Opened & { readonly outputs?: () => Value }) | undefined;
  const open = () => {
    // What a deployment is given may not need the deployment itself.
    const present = opened;
    if (present) return present;
    opened = { reason: { kind: "cycle", name: base.shownName } };
    opened = openDeployment(base, around, session);
    return opened;
  };
  around.template.declared.outputs.set(base.id, () => {
    const { reason, outputs } = { reason: undefined, outputs: undefined, ...open() };
    return outputs ? { value: outputs() } : { reason: reason ?? { kind: "missing" } };
  });
  return { ...base, inner: open };
}

function openDeployment(
  base: Found,
  around: Surroundings,
  session: Session,
): Opened & { readonly outputs?: () => Value } {
  const inner = deploymentOf(base.node, base.scope, around.environment, session);
  if ("reason" in inner) return inner;
  const at: Place = { file: base.scope.file, range: base.node.range };
  if (around.chain.includes(inner.root)) {
    sayCycle(session, base.shownName, at);
    return { reason: { kind: "cycle", name: base.shownName } };
  }
  if (around.chain.length > deepest) {
    const message = `Deployments are nested more than ${deepest} deep; the rest is not read.`;
    say(session, at, message, { incomplete: true });
    return { reason: { kind: "limit", what: "depth of deployments" } };
  }
  const { values, others } = inner.given;
  const template = inner.ownNames
    ? openTemplate({
        file: inner.file?.path ?? around.template.file,
        root: inner.root,
        environment: inner.environment,
        given: values,
        ...(others ? { others } : {}),
        limits: session.limits,
        budget: session.budget,
        cycle: (name, place) => sayCycle(session, name, place),
      })
    : around.template;
  const scope = inner.ownNames ? template.scope : base.scope;
  const found = collect(
    memberNode(inner.root, "resources")?.value,
    {
      template,
      scope,
      environment: inner.environment,
      exists: base.exists,
      chain: [...around.chain, inner.root],
    },
    session,
  );
  let outputs: Value | undefined;
  return {
    found,
    outputs: () => {
      outputs ??= outputsOf(inner.root, scope, (name, place) => sayCycle(session, name, place));
      return outputs;
    },
  };
}

/** "no" where a condition is false. */
function existsAsWritten(node: ObjectNode, scope: Scope): Truth {
  const condition = memberNode(node, "condition");
  return condition ? asTruth(dataValue(condition.value, scope)) : "yes";
}
