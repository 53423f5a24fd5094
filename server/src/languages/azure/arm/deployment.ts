// Nested and linked deployments: the template inside, whose names it sees, and where it goes.

import type { Scope } from "../../../expressions/evaluate.ts";
import type { Place, Reason, Trail, Value } from "../../../expressions/value.ts";
import { isDict, member, through, unknown, wholeText } from "../../../expressions/value.ts";
import type { ObjectNode } from "../../../syntax/node.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import { type Environment, targetOfSchema } from "../environment.ts";
import { jsonTree, memberNode, objectAt, stringAt } from "../json-tree.ts";
import { givenValue, parameterEntries } from "../parameter-file.ts";
import { lastSegment } from "../resource-id.ts";
import { joined, textOf } from "../text.ts";
import { dataValue } from "./data-value.ts";
import { linkedFile } from "./linked.ts";
import type { Session } from "./session.ts";
import type { Given } from "./template.ts";
import { templateRoot } from "./template-root.ts";

export interface NestedDeployment {
  readonly file: SourceFile | undefined;
  readonly root: ObjectNode;
  readonly environment: Environment;
  /** True: the inner template has parameters of its own. False: it is evaluated with the outer's. */
  readonly ownNames: boolean;
  readonly given: GivenValues;
}

/** What parameters are given, and why others may be given something too. */
interface GivenValues {
  readonly values: Given;
  readonly others?: Reason;
}

/** The template that a deployment deploys, written inside it or linked; or the reason why it is not read. */
export function deploymentOf(
  node: ObjectNode,
  scope: Scope,
  outer: Environment,
  session: Session,
): NestedDeployment | { readonly reason: Reason } {
  const properties = objectAt(node, "properties");
  const inline = objectAt(properties, "template");
  if (inline) {
    return {
      file: undefined,
      root: inline,
      environment: environmentOf(node, inline, scope, outer),
      ownNames: seesOwnNames(node),
      given: givenTo(properties, scope, session),
    };
  }
  const link = objectAt(properties, "templateLink");
  if (!link) return { reason: { kind: "missing" } };
  const linked = linkedFile(link, scope, session);
  if ("reason" in linked) return linked;
  const root = templateRoot(jsonTree(linked.file).root);
  if (!root) return { reason: { kind: "unsupported", what: linked.file.path } };
  return {
    file: linked.file,
    root,
    environment: environmentOf(node, root, scope, outer),
    ownNames: true,
    given: givenTo(properties, scope, session),
  };
}

/** What a deployment gives the parameters of its template; what cannot be read may give any of them. */
function givenTo(properties: ObjectNode | undefined, scope: Scope, session: Session): GivenValues {
  const values = new Map<string, () => Value>();
  const link = objectAt(properties, "parametersLink");
  const linked = link && linkedFile(link, scope, session);
  if (linked && "file" in linked) {
    for (const [name, entry] of parameterEntries(linked.file))
      values.set(name, () => {
        const value = givenValue(entry, linked.file.path);
        return through(value, {
          kind: "parameter",
          at: value.at,
          label: `parameter "${entry.key}"`,
        });
      });
  }
  const written = memberNode(properties, "parameters")?.value;
  if (written?.kind === "object") {
    for (const each of written.entries) {
      const value = memberNode(each.value, "value");
      const at: Place = { file: scope.file, range: value?.value.range ?? each.value.range };
      const step: Trail = { kind: "module", at, label: `deployment parameter "${each.key}"` };
      values.set(each.key.toLowerCase(), () =>
        through(
          value
            ? dataValue(value.value, scope)
            : each.value.kind === "string"
              ? valueIn(dataValue(each.value, scope), at)
              : givenValue(each, scope.file),
          step,
        ),
      );
    }
  } else if (written) return givenBy(dataValue(written, scope));
  return linked && "reason" in linked ? { values, others: linked.reason } : { values };
}

/** The `value` of what an expression makes of one parameter; a `reference` leads to a secret. */
function valueIn(given: Value, at: Place): Value {
  if (given.state !== "known" || given.value === null || !isDict(given.value))
    return unknown(given.state === "unknown" ? given.reason : { kind: "missing" }, at, given.via);
  const value = member(given, "value");
  if (value) return through(value, ...given.via.filter((step) => !value.via.includes(step)));
  return given.value.entries.has("reference")
    ? { ...unknown({ kind: "data", name: "a secret of a key vault" }, at), sensitive: true }
    : unknown(given.value.more ?? { kind: "missing" }, at);
}

/** Parameters that an expression gives all at once: an object of objects with a member `value`. */
function givenBy(value: Value): GivenValues {
  if (value.state !== "known" || value.value === null || !isDict(value.value)) {
    const others: Reason = value.state === "unknown" ? value.reason : { kind: "missing" };
    return { values: new Map(), others };
  }
  const values = new Map(
    [...value.value.entries].map(([name, entry]): [string, () => Value] => [
      name.toLowerCase(),
      () => valueIn(entry.value, entry.key),
    ]),
  );
  return value.value.more ? { values, others: value.value.more } : { values };
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
